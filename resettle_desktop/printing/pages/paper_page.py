"""A numbered paper on the screen: the page itself large, its number, the printer, and after it 出来了吗."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.layout import Card, Columns, Facts, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.words import elided, paragraph
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.printing.pages.answer_bar import AnswerBar
from resettle_desktop.printing.pages.preview import Preview
from resettle_desktop.printing.pages.printer_doubt import PrinterDoubt
from resettle_desktop.printing.pages.printer_memory import PrinterMemory
from resettle_desktop.printing.pages.printers import SAVE, PrintJob, print_job, printer_choices
from resettle_desktop.printing.queries import PaperRow, paper, paper_bytes
from resettle_desktop.printing.queries.custody import pad
from resettle_desktop.printing.queries.forms import form_of_paper
from resettle_desktop.printing.rules import KINDS, OUT, QUESTION, STAGE_WORDS, Answer, PaperStage
from resettle_desktop.printing.rules.forms import FormOnPaper
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print, bytes_to_print, save_copy

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.store import Store

ANSWER_KEY: Final = "F6"
WHOLE_KEY: Final = "F7"
PREVIEW_LEAST: Final = 260
"""Pixels at 100 %: what the page area shows at once in the largest type on a 768 line screen."""
STAGE_TONES: Final = {
    PaperStage.ISSUED: Tone.WARN,
    PaperStage.PRINTED: Tone.OK,
    PaperStage.TO_SEAL: Tone.WARN,
    PaperStage.SEALED: Tone.WARN,
    PaperStage.UNCOLLECTED: Tone.WARN,
    PaperStage.COLLECTED: Tone.OK,
    PaperStage.SPOILED: Tone.NEUTRAL,
    PaperStage.VOID: Tone.NEUTRAL,
}


def stage_chip(row: PaperRow) -> Chip:
    """Where a paper stands, as a chip."""
    return Chip(STAGE_WORDS[row.stage], STAGE_TONES[row.stage])


class PaperPage(Page):
    """What a paper that is offered and one that is in the book have in common.

    ``row`` is the issued paper that is shown; None while it is only a draft. A subclass says what its verb
    is before the paper is issued and after it was printed.
    """

    reload_on: ClassVar[frozenset[str]] = frozenset({"issued_paper"})
    verbs: ClassVar[str] = "开具、打印"
    """What F9 does here, one after the other."""

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.row: PaperRow | None = None
        self._job: PrintJob | None = None
        self.answers = AnswerBar(theme, self.answer, self.answered_later)
        self.body.addWidget(self.answers)
        self.number = elided(size="h2")
        self.remark = paragraph(size="small", tone="muted")
        self.facts = Facts(theme, 56)
        self.printer = ChoiceInput(printer_choices())
        self.printer_field = Field(theme, "printer", "打印机(&P)", self.printer, required=False, check=None)
        self.doubt = PrinterDoubt(self.context, self.printer, self)
        self.printer_memory = PrinterMemory(self.context, self.printer)
        self.folder = TextInput()
        self.folder.setText(default_folder())
        self.folder_field = Field(theme, "folder", "保存到(&D)", self.folder, required=False, check=None)
        self.use = TextInput("可以不填，例如：子女入学")
        self.use_field = Field(theme, "use", "用途(&U)", self.use, required=False, check=None)
        self.use_field.hide()
        self.fields = FieldGrid(theme)
        more = self.more_fields()
        self.asked = (*(field for field, _ in more), self.use_field)
        for field, share in more:
            self.fields.add(field, share)
        for field in (self.use_field, self.printer_field, self.folder_field):
            self.fields.add(field, 6)  # beside each other where the panel is wide, as in large type
        self.trouble = paragraph(weight="bold", tone="bad")
        self.trouble.hide()
        self.verb_button = Button(theme, role="primary", icon="printer", run=self.do_verb)
        self.panel = Card(theme)
        spaced(theme, self.panel.body, spacing=6)  # all of it in sight at 125 % on a low screen
        for widget in (
            self.number,
            self.remark,
            self.trouble,
            self.verb_button,
            self.facts,
            self.fields,
            self.doubt.words,
        ):
            self.panel.body.addWidget(widget)
        self.panel.body.addStretch(1)
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.preview = Preview(self.context)
        self.columns = Columns(theme, self.panel, self.preview, share=(30, 70))
        self.body.addWidget(self.columns, 1)
        self.printer.chosen_changed.connect(self._printer_changed)
        self._lines = [
            field.widget
            for field in (*self.asked, self.printer_field, self.folder_field)
            if isinstance(field.widget, TextInput)
        ]
        for line in self._lines:
            line.returnPressed.connect(partial(self._next_line, line))
        self.printer.choose(printer_choices()[0])
        theme.changed.connect(self._keep_room)
        self._keep_room()

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(VERB, self.verbs, self.do_verb, button=False, ready=self.may_do_verb),
            Command(ANSWER_KEY, "出来了吗", self.ask_answer, button=False, ready=self.may_answer),
            Command(WHOLE_KEY, "整页", self.preview.toggle_whole, button=False),
            Command("PgDown", "往下看", partial(self.preview.turn, 1), button=False),
            Command("PgUp", "往上看", partial(self.preview.turn, -1), button=False, hint=False),
        )

    @override
    def first_focus(self) -> QWidget | None:
        if self.answers.is_open:
            return self.answers.later_button
        return self.verb_button if self.verb_button.isEnabled() else self.panel

    # What a subclass says

    def more_fields(self) -> Sequence[tuple[Field, int]]:
        """What is asked before what the paper is for, with each field's share of the grid; mostly nothing."""
        return ()

    def verb(self) -> str:
        """The word on the button; empty when there is nothing to do any more."""
        return "打印" if self.row is not None and self.row.unanswered else ""

    def do_verb(self) -> None:
        """Do what F9 does now."""
        if self.may_do_verb():
            self.send(self.ask_answer)

    def may_do_verb(self) -> bool:
        """Whether F9 does anything now."""
        return bool(self.verb()) and not self.busy and not self.answers.is_open

    def finished(self, row: PaperRow, answer: Answer) -> None:
        """The question was answered and the paper's stage is ``row.stage``."""

    # Showing

    def show_row(self, row: PaperRow, pdf: bytes | None = None) -> None:
        """Show an issued paper; its bytes, when they are not shown yet."""
        self.row = row
        self.printer_memory.recall(row.kind)
        self.set_heading(row.title, stage_chip(row))
        self.number.setText(row.number)
        self.remark.setText(remark_on(row))
        self.remark.setVisible(bool(self.remark.text()))
        self.show_facts(row.subject_label, dashed_date(row.paper_date), row.clerk_name)
        if pdf is not None:
            self.preview.show_paper(pdf)
            question = partial(form_under, uid=row.uid)
            self.context.worker.ask(question, self.preview.lay_on, owner=self, latest="sheet_under")
        self.refresh_verb()

    def show_facts(self, label: str, day: str, clerk: str) -> None:
        """Say about whom, of when, by whom."""
        self.facts.clear()
        self.facts.add("给谁", label)
        self.facts.add("经办", f"{day}　{clerk}")

    def refresh_verb(self) -> None:
        """Bring the button into step with what F9 does."""
        verb = self.verb()
        saving = verb == "打印" and self.printer.value() == SAVE
        self.verb_button.set_words(f"{'存成 PDF' if saving else verb}  {VERB}")
        self.verb_button.setVisible(bool(verb))
        self._enable_verb()
        self.printer_field.setVisible(bool(verb))
        self.folder_field.setVisible(bool(verb) and self.printer.value() == SAVE)
        self.commands_changed.emit()

    def show_trouble(self, error: Exception | None) -> None:
        """Say what stopped the paper; the rules' words stand here, the machine's below the page."""
        text = error.text if isinstance(error, Refusal) else ""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self.set_busy(busy=False)
        self.refresh_verb()

    @override
    def set_busy(self, *, busy: bool) -> None:
        super().set_busy(busy=busy)
        self._enable_verb()

    def _enable_verb(self) -> None:
        """Bring the button into step; the cursor waits in the panel while it cannot be pressed."""
        ready = self.may_do_verb()
        if not ready and self.verb_button.hasFocus():
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verb_button.setEnabled(ready)
        if ready and self.panel.hasFocus():
            self.verb_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Printing

    def send(self, then: Callable[[], None]) -> None:
        """Get the issued bytes onto the chosen printer or into the chosen folder; it is noted before."""
        row, actor, worker = self.row, self.context.actor, self.context.worker
        if row is None:
            return
        try:
            printer = self.printer.require("printer")
        except Refusal as refusal:
            self.show_trouble(refusal)
            self.printer.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.printer_memory.keep()
        self.show_trouble(None)
        self.set_busy(busy=True)
        if printer == SAVE:
            folder = Path(default_folder(), self.folder.value())

            def save(store: "Store") -> Path:
                return save_copy(store, actor, row.uid, folder)

            worker.errand(save, partial(self._saved, then), owner=self, failed=self.show_trouble)
        else:

            def take(store: "Store") -> bytes:
                return bytes_to_print(store, actor, row.uid, printer)

            worker.errand(
                take, partial(self._print, row, printer, then), owner=self, failed=self.show_trouble
            )

    def _saved(self, then: Callable[[], None], path: Path) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"已存成 {path}")
        then()

    def _print(self, row: PaperRow, printer: str, then: Callable[[], None], pdf: bytes) -> None:
        job = self._job = print_job(pdf, f"{row.title} {row.number}", printer, self.context, self)
        job.sent.connect(partial(self._sent, then))
        job.failed.connect(self._not_sent)
        job.start()

    def _sent(self, then: Callable[[], None]) -> None:
        self._end_job()
        then()

    def _not_sent(self, error: Exception) -> None:
        self._end_job()
        self.context.notices.trouble(error)

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self.set_busy(busy=False)

    # Answering

    def may_answer(self) -> bool:
        """Whether the question can be put now."""
        return self.row is not None and self.row.unanswered and not self.busy and not self.answers.is_open

    def ask_answer(self) -> None:
        """Put the question."""
        if self.row is not None and self.may_answer():
            sheet = self.row.next_sheet
            sheet_numbered = KINDS[self.row.kind].sheet_numbered or bool(sheet)
            on_top = f"（该用 {sheet} 这张纸）" if sheet else ""
            self.answers.ask(f"{self.row.number} {QUESTION}{on_top}", sheet_numbered=sheet_numbered)
            self.refresh_verb()

    def answer(self, answer: Answer, detail: str) -> None:
        """Book what the clerk answered."""
        row = self.row
        if row is None or self.busy:
            return
        draft = AnswerDraft(
            row.uid,
            answer,
            sheet_number=detail if answer is Answer.SPOILED else "",
            reason=detail if answer is Answer.VOID else "",
        )
        self.set_busy(busy=True)
        self.context.worker.act(
            answer_print, draft, partial(self._answered, answer), owner=self, failed=self._answer_refused
        )

    def _answered(self, answer: Answer, _stage: str) -> None:
        self.set_busy(busy=False)
        self.answers.hide()
        if self.row is not None:
            question = partial(paper_of, uid=self.row.uid)
            self.context.worker.ask(question, partial(self._tell, answer), owner=self)

    def _tell(self, answer: Answer, row: PaperRow) -> None:
        told = {
            Answer.PRINTED: f"{row.number} 打印好了"
            + ("，去“用印领取”盖章" if KINDS[row.kind].sealed else ""),
            Answer.NOT_OUT: f"{row.number} 编号还留着，检查打印机后按 {VERB} 再打",
            Answer.SPOILED: f"{row.number} 已记入登记簿：打坏",
            Answer.VOID: f"{row.number} 已记入登记簿：作废",
        }
        self.context.notices.say(told[answer], tone="ok" if answer is Answer.PRINTED else "info")
        self.show_row(row)
        self.verb_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished(row, answer)

    def _answer_refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, Refusal):
            self.answers.show_error(error.text)

    def answered_later(self) -> None:
        """The clerk leaves the question for later: the number stays booked, nobody is held up."""
        if self.row is not None:
            self.context.notices.say(f"{self.row.number} 的编号留着，按 {ANSWER_KEY} 再答", tone="info")
        self.refresh_verb()
        self.verb_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Small things

    def _next_line(self, line: TextInput) -> None:
        order = [each for each in self._lines if each.isVisible()]
        position = order.index(line)
        following = order[position + 1] if position + 1 < len(order) else self.verb_button
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _printer_changed(self) -> None:
        self.refresh_verb()

    def _keep_room(self) -> None:
        self.preview.setMinimumHeight(self.context.theme.px(PREVIEW_LEAST))


def paper_of(session: Any, uid: str) -> PaperRow:
    """One line of the book (the question with its argument last, for ``partial``)."""
    row = paper(session, uid)
    count = pad(session, row.kind) if row.unanswered else None
    return replace(row, next_sheet=count.next or "") if count else row


def form_under(session: Any, *, uid: str) -> FormOnPaper | None:
    """The pre-printed form an issued paper goes on."""
    return form_of_paper(session, uid)


def issued_paper(session: Any, *, uid: str) -> tuple[PaperRow, bytes]:
    """An issued paper and its very bytes."""
    return paper_of(session, uid), paper_bytes(session, uid)


def remark_on(row: PaperRow) -> str:
    """What else the book says of a paper, under its number."""
    parts = []
    if row.replaces:
        parts.append(f"替代 {row.replaces}")
    if row.replaced_by:
        parts.append(f"已由 {row.replaced_by} 替代")
    if row.back_words and row.stage in OUT:
        parts.append(f"{row.back_words}，等负责人作废")
    if row.handwritten:
        parts.append("手写")
    if row.sheet_number:
        parts.append(f"打坏的纸 {row.sheet_number}")
    if row.reprints:
        parts.append(f"补打过 {row.reprints} 次")
    return "，".join(parts)


def default_folder() -> str:
    """Where saved papers go until the clerk says otherwise."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
