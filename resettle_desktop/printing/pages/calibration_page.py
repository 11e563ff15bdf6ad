"""校准打印机: a ruler page is printed, where its crosses came out is typed, papers are moved back."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.printing.documents.forms import draw_ruler_page
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.printers import SAVE, printer_choices
from resettle_desktop.printing.queries.forms import CalibrationRow, calibration_rows
from resettle_desktop.printing.rules.calibration import Calibration, Point, crosses
from resettle_desktop.printing.rules.forms import SHIPPED, shipped_form
from resettle_desktop.printing.use_cases.forms import CalibrationDraft, calibrate_printer

MOST: Final = 9
HOW: Final = (
    "F7 打一张标尺页，用尺子从纸的左边、上边量到每个十字中心，填两个数，例如：20.3 19.8。"
    "打法和平时一样，同一台打印机、同一种纸、同一个纸盒。只差一点的，十字空着，填微调就行。"
)


class CalibrationPage(Form):
    """One printer and one form; ``subject_uid`` is the form's name."""

    name = "printing.calibration"
    title = "校准打印机"
    keeps_draft = False
    use_case = staticmethod(calibrate_printer)

    @override
    def build(self) -> None:
        self._rows: tuple[CalibrationRow, ...] = ()
        self._of_another = False
        """Whether the fields show what is kept of a printer, which is not another one's."""
        self.delivery = ListDelivery(self)
        self.section()
        self.add(paragraph(HOW, size="small", tone="muted"))
        printers = [choice for choice in printer_choices() if choice.value != SAVE]
        self.printer = self.field("printer", "打印机(&P)", ChoiceInput(printers), required=True, width=6)
        self.count = self.field(
            "count",
            "量几个十字(&N)",
            ChoiceInput([Choice("4", "4 个（四角）"), Choice("9", "9 个（更准）")]),
            width=6,
        )
        self.section("量到的位置", "从左边多少毫米，从上边多少毫米")
        self.lines = [
            self.field(f"cross_{number}", f"十字 {number}", TextInput("左 上"), width=4)
            for number in range(1, MOST + 1)
        ]
        self.section("微调", "往右、往下是正数，往左、往上加减号")
        self.nudge_x = self.field("nudge_x", "左右 毫米(&X)", TextInput("0"), width=4)
        self.nudge_y = self.field("nudge_y", "上下 毫米(&Y)", TextInput("0"), width=4)
        self.count.choose_value("4")
        self.count.chosen_changed.connect(self._show_crosses)
        self.printer.chosen_changed.connect(self._show_kept)
        self._show_crosses()

    @override
    def commands(self) -> Sequence[Command]:
        return (Command("F7", "打标尺页", self.print_ruler, "printer"), *super().commands())

    @property
    def form(self) -> str:
        """The form's name; the first one where none was chosen."""
        return self.subject_uid or SHIPPED[0]

    @override
    def fill(self) -> None:
        question = partial(rows_of, form=self.form)
        self.context.worker.ask(question, self._show, owner=self, latest="calibration")

    @override
    def draft(self) -> CalibrationDraft:
        count = int(self.count.value() or 4)
        measured = tuple(
            point_of(line.value(), f"cross_{number}")
            for number, line in enumerate(self.lines[:count], start=1)
            if line.value()
        )
        nudges = (
            distance_of(self.nudge_x.value(), "nudge_x"),
            distance_of(self.nudge_y.value(), "nudge_y"),
        )
        return CalibrationDraft(
            self.printer.require("printer"),
            self.form,
            Calibration(measured, *nudges),
            count=count,
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已记下，以后在 {self.printer.value()} 上套打都照这个校正")
        self.context.go_back()

    def print_ruler(self) -> None:
        """Draw the ruler page and hand it out; it is never moved, or nothing could be measured."""
        self.delivery.ask(self._make_ruler)

    def _make_ruler(self, printer: str) -> None:
        layout, count = shipped_form(self.form), int(self.count.value() or 4)
        drawn = self.context.press.draw(draw_ruler_page, layout, count, printer)
        deliver = partial(self.delivery.deliver_pdf, "标尺页", printer=printer)
        self.context.worker.follow(drawn, deliver, owner=self, failed=self.context.notices.trouble)

    def _show(self, rows: tuple[CalibrationRow, ...]) -> None:
        self._rows = rows
        self.set_heading(f"校准打印机：{shipped_form(self.form).title}")
        if rows and not self.printer.value():
            self.printer.choose_value(rows[-1].printer)
        self._show_crosses()
        self._show_kept()
        self.filled()

    def _show_kept(self) -> None:
        kept = next((row for row in self._rows if row.printer == self.printer.value()), None)
        if kept is None and not self._of_another:
            return  # what stands there was typed for this printer
        self._of_another = kept is not None
        calibration = kept.calibration if kept is not None else Calibration()
        if calibration.measured:
            self.count.choose_value(str(len(calibration.measured)))
        for line in self.lines:
            line.clear()
        for line, point in zip(self.lines, calibration.measured, strict=False):
            line.setText(f"{point[0]:g} {point[1]:g}")
        self.nudge_x.setText(f"{calibration.nudge_x:g}")
        self.nudge_y.setText(f"{calibration.nudge_y:g}")

    def _show_crosses(self) -> None:
        count = int(self.count.value() or 4)
        layout = shipped_form(self.form)
        wanted = crosses(layout.width, layout.height, count)
        for number, line in enumerate(self.lines):
            self.fields[f"cross_{number + 1}"].setVisible(number < count)
            if number < len(wanted):
                line.setPlaceholderText(f"应在 {wanted[number][0]:g} {wanted[number][1]:g}")


def rows_of(session: Any, *, form: str) -> tuple[CalibrationRow, ...]:
    """The printers measured for one form."""
    return calibration_rows(session, form)


def point_of(typed: str, field: str) -> Point:
    """Two numbers with a blank between them."""
    parts = typed.replace("，", " ").replace(",", " ").split()
    try:
        x, y = (float(part) for part in parts)
    except ValueError:
        raise Refusal("请填两个数，中间空一格，例如：20.3 19.8", field) from None
    return x, y


def distance_of(typed: str, field: str) -> float:
    """A number of millimetres to a tenth; nothing typed is none."""
    try:
        return round(float(typed or 0), 1)
    except ValueError:
        raise Refusal("请填毫米数，例如：-0.5", field) from None
