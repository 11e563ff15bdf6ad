"""改套打版式: each value of a form is moved, sized and aligned, and seen at once on the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput
from resettle_desktop.foundation.ui.layout import Card, Columns
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.words import elided, paragraph
from resettle_desktop.printing.pages.layout_canvas import DrawnLayout, LayoutCanvas, drawn_layout
from resettle_desktop.printing.pages.printers import image_of
from resettle_desktop.printing.queries.forms import FormRow, form_row
from resettle_desktop.printing.rules.forms import ALIGNS, FACES, FormLayout, Place, shipped_form
from resettle_desktop.printing.use_cases.forms import LayoutDraft, save_layout

SETTLE_MS: Final = 120
HOW: Final = (
    "在右边的纸上：方向键移 0.1 毫米，按住 Shift 移 1 毫米；空格换下一栏，退格换上一栏。"
    "存了是新的一版，以后开的用新版，已开的不变。"
)


class LayoutPage(Page):
    """The editor of one form's layout; ``subject_uid`` is the form's name."""

    name = "printing.layout"
    title = "改套打版式"

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.row: FormRow | None = None
        self.layout_now: FormLayout | None = None
        self.chosen = ""
        self._before: list[FormLayout] = []
        self._drawn_for = (0, "")
        self.panel = Card(theme)
        self.state = elided(size="small", tone="muted")
        self.trouble = paragraph(weight="bold", tone="bad")
        self.trouble.hide()
        self.place = ChoiceInput([])
        self.from_left, self.down_to, self.wide, self.size_pt = (TextInput() for _ in range(4))
        self.typeface = ChoiceInput([Choice(face, face) for face in FACES])
        self.align = ChoiceInput([Choice(key, word) for key, word in ALIGNS.items()])
        labels: tuple[tuple[str, str, TextInput, int], ...] = (
            ("place", "栏目(&K)", self.place, 12),
            ("x", "左边 毫米(&X)", self.from_left, 6),
            ("y", "字底 毫米(&Y)", self.down_to, 6),
            ("width", "宽 毫米(&W)", self.wide, 6),
            ("size", "字号 磅(&Z)", self.size_pt, 6),
            ("face", "字体(&F)", self.typeface, 6),
            ("align", "对齐(&A)", self.align, 6),
        )
        grid = FieldGrid(theme)
        self.fields: dict[str, Field] = {}
        for name, label, widget, share in labels:
            self.fields[name] = Field(theme, name, label, widget, required=False, check=None)
            grid.add(self.fields[name], share)
        for part in (self.state, self.trouble, grid, paragraph(HOW, size="small", tone="muted")):
            self.panel.body.addWidget(part)
        self.panel.body.addStretch(1)
        self.canvas = LayoutCanvas(theme)
        self.columns = Columns(theme, self.panel, self.canvas, share=(34, 66))
        self.body.addWidget(self.columns, 1)
        self.canvas.moved.connect(self._move)
        self.canvas.picked.connect(self._pick)
        self.place.chosen_changed.connect(self._place_chosen)
        for number in (self.from_left, self.down_to, self.wide, self.size_pt):
            number.editingFinished.connect(self._typed)
        for choice in (self.typeface, self.align):
            choice.chosen_changed.connect(self._typed)
        self._filling = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._draw)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("F6", "退一步", self.step_back, "undo-2", ready=self._may_step_back),
            Command("F7", "恢复原样", self.reset, "history", ready=self._differs),
            Command(VERB, "存为新版", self.save, "save", primary=True, ready=self._changed),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.canvas

    @override
    def show_subject(self, uid: str | None) -> None:
        self.row, self.layout_now = None, None
        self._before.clear()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None and self.row is None:
            question = partial(form_row_of, form=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="layout")

    def _show(self, row: FormRow) -> None:
        self.row = row
        under = QImage.fromData(row.background) if row.background else None
        self.canvas.under = under
        self.chosen = self.chosen or row.layout.places[0].name
        self.place.set_choices([Choice(place.name, place.label) for place in row.layout.places])
        self._take(row.layout)

    # Changing

    def _take(self, layout: FormLayout) -> None:
        """Show a layout: its fields, its frame at once, its picture as soon as it is drawn."""
        self.layout_now = layout
        place = layout.place(self.chosen)
        self._filling = True
        self.place.choose_value(place.name)
        for line, number in ((self.from_left, place.x), (self.down_to, place.y), (self.wide, place.width)):
            line.setText(f"{number:.1f}")
        self.size_pt.setText(f"{place.size:g}")
        self.typeface.choose_value(place.face)
        self.align.choose_value(place.align)
        self._filling = False
        version = self.row.version if self.row is not None else 0
        said = f"第 {version} 版" if version else "程序自带的版式"
        self.state.set_words(("改了还没存，" if self._changed() else "") + f"现用{said}：{layout.title}")
        self.canvas.show_layout(layout, self.chosen)
        self._draw()
        self.commands_changed.emit()

    def _change(self, place: Place) -> None:
        """Put a changed place into the layout, or say why it cannot be."""
        layout = self.layout_now
        if layout is None or place == layout.place(place.name):
            return
        for field in self.fields.values():
            field.set_error("")
        try:
            changed = layout.with_place(place)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self.trouble.hide()
        self._before.append(layout)
        self._take(changed)

    def _refuse(self, refusal: Refusal) -> None:
        self.trouble.setText(refusal.text)
        self.trouble.show()
        if refusal.field in self.fields:
            self.fields[refusal.field].set_error("请改一改")

    def _move(self, x: float, y: float) -> None:
        if self.layout_now is not None:
            self._change(self.layout_now.place(self.chosen).moved(x, y))

    def _pick(self, name: str) -> None:
        self.chosen = name
        if self.layout_now is not None:
            self._take(self.layout_now)

    def _place_chosen(self) -> None:
        name = self.place.value()
        if name and not self._filling:
            self._pick(name)

    def _typed(self) -> None:
        if self._filling or self.layout_now is None:
            return
        place = self.layout_now.place(self.chosen)
        try:
            changed = replace(
                place,
                x=round(number_of(self.from_left, "x"), 1),
                y=round(number_of(self.down_to, "y"), 1),
                width=round(number_of(self.wide, "width"), 1),
                size=number_of(self.size_pt, "size"),
                face=self.typeface.value() or place.face,
                align=self.align.value() or place.align,
            )
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._change(changed)

    def step_back(self) -> None:
        """Take the last change back."""
        if self._before:
            self._take(self._before.pop())

    def reset(self) -> None:
        """Show the layout as it came with the program; saved, it is a new version like any other."""
        if self.layout_now is not None:
            self._before.append(self.layout_now)
            self._take(shipped_form(self.layout_now.name))

    def _may_step_back(self) -> bool:
        return bool(self._before)

    def _differs(self) -> bool:
        return self.layout_now is not None and self.layout_now != shipped_form(self.layout_now.name)

    def _changed(self) -> bool:
        return self.row is not None and self.layout_now != self.row.layout and not self.busy

    # Drawing

    def _draw(self) -> None:
        layout, width = self.layout_now, self.canvas.width()
        if layout is None or self.row is None or not self.isVisible():
            return
        self._drawn_for = (width, layout.spell())
        pixels = round(width * self.devicePixelRatioF())
        drawing = self.context.press.draw(drawn_layout, layout, pixels, blank=self.row.background is None)
        self.context.worker.follow(
            drawing, self._show_drawn, owner=self, failed=self._cannot_draw, latest="layout_picture"
        )

    def _show_drawn(self, drawn: DrawnLayout) -> None:
        self.canvas.values = image_of(drawn.values)
        if drawn.blank is not None:
            self.canvas.under = image_of(drawn.blank)
        self.canvas.update()

    def _cannot_draw(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._refuse(error)
        else:
            self.context.notices.trouble(error)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settled.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settled.stop()  # nobody looks; the press may be gone when the time is up

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.layout_now is not None:
            self.canvas.show_layout(self.layout_now, self.chosen)
            if self.isVisible():
                self._settled.start()

    # Saving

    def save(self) -> None:
        """Keep the layout as a new version."""
        if self.row is None or self.layout_now is None or not self._changed():
            return
        self.set_busy(busy=True)
        draft = LayoutDraft(self.layout_now.spell(), self.row.version)
        self.context.worker.act(save_layout, draft, self._saved, owner=self, failed=self._not_saved)

    def _saved(self, number: int) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"已存为第 {number} 版，从下一张开始用")
        self._before.clear()
        self.row = None
        self.reload()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_saved(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self._cannot_draw(error)

    @override
    def leave(self, then: Callable[[], None]) -> None:
        if self._changed():
            self.ask_here("版式改了还没存", Answer("不存，离开", then), Answer("继续改"))
        else:
            then()


def form_row_of(session: Any, *, form: str) -> FormRow:
    """One form (the question with its argument last, for ``partial``)."""
    return form_row(session, form)


def number_of(line: TextInput, field: str) -> float:
    """What was typed, as a number; refuses, by the field, what is none."""
    typed = line.value().replace("，", ".").replace("。", ".")
    try:
        return float(typed)
    except ValueError:
        raise Refusal("请填数字，例如 35.2", field) from None
