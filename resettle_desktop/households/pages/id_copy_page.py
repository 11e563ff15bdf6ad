"""身份证复印件: two pictures from files, what for, seen before it is printed, kept only if said so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.layout import Card, Columns, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.pictures import small_picture
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.households.documents.id_copy import TITLE, draw_id_copy
from resettle_desktop.households.pages.forms.photo import ask_which
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.queries import person_row
from resettle_desktop.households.queries.kept_copies import KeptCopyRow, kept_copies, kept_copy_bytes
from resettle_desktop.households.rules.id_copy import IdCopy, clean_purpose
from resettle_desktop.households.use_cases.kept_copies import KeepCopyDraft, keep_copy
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.preview import Preview
from resettle_desktop.printing.pages.printers import SAVE

FRONT_KEY: Final = "F6"
BACK_KEY: Final = "F7"
TYPED_MS: Final = 300
NOT_SENT: Final = ("没有送到打印机", "复印件没有打出来", "请检查打印机是否开机、连好，再打印一次")
BOTH_NEEDED: Final = "请先选人像面（F6）和国徽面（F7）两张照片"
NOT_YET: Final = "没选"
CHOSEN: Final = "已选"
NOTHING_KEPT: Final = "以前没有存过"


@dataclass(frozen=True, slots=True)
class CopySheet:
    """Whose card it is, in whose office, and what is kept of it."""

    name: str
    issuer: str
    practice: bool
    kept: tuple[KeptCopyRow, ...]


def copy_sheet(session: Any, uid: str, today: Any) -> CopySheet | None:
    """Ask for the person; None when nobody has that uid."""
    person = person_row(session, uid, today)
    if person is None:
        return None
    office = office_row(session)
    return CopySheet(person.name, office.name, office.practice, kept_copies(session, uid))


def kept_bytes(session: Any, row: KeptCopyRow) -> bytes:
    """The bytes of a kept sheet."""
    return kept_copy_bytes(session, row)


class IdCopyPage(Page):
    """Both sides of one person's card; the pictures go nowhere but onto the sheet."""

    name = "households.id_copy"
    title = TITLE
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset({"person", "kept_copy"})
    choose_file: ClassVar[Callable[[QWidget], Path | None]] = staticmethod(ask_which)

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.sheet: CopySheet | None = None
        self.pictures: dict[str, bytes] = {}
        self._pdf: bytes | None = None
        self._delivery = ListDelivery(self, NOT_SENT)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._draw)
        panel = Card(theme)
        spaced(theme, panel.body, spacing=8)
        self.whose = paragraph(weight="bold")
        self.front = Button(theme, "", role="soft", run=partial(self.choose, "front"))
        self.back = Button(theme, "", role="soft", run=partial(self.choose, "back"))
        self.purpose = TextInput("例如：办理医保参保")
        self.purpose_field = Field(
            theme, "purpose", "仅供什么使用(&U)", self.purpose, required=True, check=None
        )
        self.purpose.edited.connect(self._edited)
        self.keep = QCheckBox("打印时存一份在这个人的档案里(&K)")
        self.trouble = paragraph(weight="bold", tone="bad")
        self.trouble.hide()
        self.print_button = Button(theme, f"打印  {VERB}", role="primary", icon="printer", run=self.print_it)
        self.kept = paragraph(size="small", tone="muted")
        for widget in (
            self.whose,
            self.front,
            self.back,
            self.purpose_field,
            self.keep,
            self.trouble,
            self.print_button,
            self.kept,
        ):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.preview = Preview(self.context)
        self.preview.setMinimumHeight(theme.px(260))
        self.body.addWidget(Columns(theme, panel, self.preview, share=(34, 66)), 1)
        self.purpose.returnPressed.connect(self.print_button.setFocus)
        self._say_chosen()

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(FRONT_KEY, "选人像面", partial(self.choose, "front"), button=False, ready=self._idle),
            Command(BACK_KEY, "选国徽面", partial(self.choose, "back"), button=False, ready=self._idle),
            Command(CHANGE, "再打存过的", self.print_kept, button=False, ready=self._has_kept),
            Command(VERB, "打印", self.print_it, button=False, ready=self._idle),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.front

    @override
    def show_subject(self, uid: str | None) -> None:
        self.sheet, self._pdf = None, None
        self.pictures.clear()
        self.purpose.clear()
        self.keep.setChecked(False)
        self._say_chosen()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(copy_sheet, uid=self.subject_uid, today=self.context.today())
            self.context.worker.ask(question, self._show, owner=self, latest="sheet")

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typed.stop()

    def choose(self, side: str) -> None:
        """Choose the file of a side; it is made small on the press, so that the window never waits."""
        path = type(self).choose_file(self)
        if path is None or not self._idle():
            return
        self.set_busy(busy=True)
        small = self.context.press.draw(small_picture, path)
        self.context.worker.follow(
            small, partial(self._take, side), owner=self, failed=self._refused, latest=side
        )

    def print_it(self) -> None:
        """Print the sheet that is shown; without one say what is missing."""
        if not self._idle():
            return
        if len(self.pictures) < len(("front", "back")):
            self._refused(Refusal(BOTH_NEEDED))
        elif self._pdf is None:
            self._draw()
        else:
            self._delivery.ask(partial(self.hand_out, self._pdf))

    def hand_out(self, pdf: bytes, printer: str = SAVE) -> None:
        """Print the sheet, or save it; it is noted that somebody's card was printed."""
        if self.sheet is None or self.subject_uid is None:
            return
        note_look(self.context, AccessKind.PRINTED, "person", self.subject_uid, self.sheet.name)
        if self.keep.isChecked():
            draft = KeepCopyDraft(self.subject_uid, clean_purpose(self.purpose.value()), pdf)
            self.context.worker.act(keep_copy, draft, self._kept, owner=self, failed=self._refused)
        self._delivery.deliver_pdf(f"{TITLE} {self.sheet.name}", pdf, printer)

    def print_kept(self) -> None:
        """Print again the last sheet that is kept, byte by byte."""
        if self.sheet is None or not self.sheet.kept:
            return
        question = partial(kept_bytes, row=self.sheet.kept[0])

        def send(pdf: bytes) -> None:
            self.preview.show_paper(pdf)
            self._delivery.ask(partial(self._again, pdf))

        self.context.worker.ask(question, send, owner=self)

    def _again(self, pdf: bytes, printer: str) -> None:
        if self.sheet is not None and self.subject_uid is not None:
            note_look(self.context, AccessKind.PRINTED, "person", self.subject_uid, self.sheet.name)
            self._delivery.deliver_pdf(f"{TITLE} {self.sheet.name}", pdf, printer)

    def _take(self, side: str, content: bytes) -> None:
        self.set_busy(busy=False)
        self.pictures[side] = content
        self._say_chosen()
        self._draw()
        following = self.back if "back" not in self.pictures else self.purpose
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self._pdf = None
        self.purpose_field.set_error("")
        self._typed.start()

    def _draw(self) -> None:
        """Draw the sheet once both sides are there and it is said what for."""
        self._pdf = None
        if self.sheet is None or len(self.pictures) < len(("front", "back")):
            return
        try:
            purpose = clean_purpose(self.purpose.value())
        except Refusal as refusal:
            if self.purpose.value().strip() or self.print_button.hasFocus():
                self._refused(refusal)
            return
        copy = IdCopy(
            self.sheet.name,
            self.pictures["front"],
            self.pictures["back"],
            purpose,
            self.sheet.issuer,
            self.context.actor.name,
            self.context.today(),
            practice=self.sheet.practice,
        )
        drawing = self.context.press.draw(draw_id_copy, copy)
        self.context.worker.follow(
            drawing, self._show_drawn, owner=self, failed=self._refused, latest="draft"
        )

    def _show_drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.trouble.hide()
        self.preview.show_paper(pdf)

    def _show(self, sheet: CopySheet | None) -> None:
        if sheet is None:
            self.context.go_back()
            return
        self.sheet = sheet
        self.whose.setText(f"持证人：{sheet.name}")
        kept = "；".join(
            f"{dashed_date(row.kept_on)} {row.clerk_name}存，仅供{row.purpose}使用" for row in sheet.kept[:3]
        )
        self.kept.setText(f"{kept}。按 {CHANGE} 再打最近一份" if kept else NOTHING_KEPT)
        self.commands_changed.emit()
        self._draw()

    def _kept(self, _digest: str) -> None:
        self.keep.setChecked(False)
        self.context.notices.say("已存一份在这个人的档案里")

    def _refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, Refusal):
            self.trouble.setText(error.text)
            self.trouble.show()
            if error.field == "purpose":
                self.purpose_field.set_error("请改一改")
                self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_chosen(self) -> None:
        for side, button, words, key in (
            ("front", self.front, "人像面", FRONT_KEY),
            ("back", self.back, "国徽面", BACK_KEY),
        ):
            state = CHOSEN if side in self.pictures else NOT_YET
            button.set_words(f"{words}（{state}）  {key}")

    def _idle(self) -> bool:
        return not self.busy

    def _has_kept(self) -> bool:
        return self.sheet is not None and bool(self.sheet.kept)
