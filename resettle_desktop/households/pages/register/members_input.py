"""The grid of members: what a number or a relation tells is filled in, and Enter passes over it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NumberInput, TextInput
from resettle_desktop.foundation.ui.rows_input import RowsInput
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.register.cells import (
    BIRTH,
    NAME,
    NUMBER,
    PASSED_OVER,
    RELATION,
    SEX,
    member_columns,
)
from resettle_desktop.households.pages.register.member_details import DETAILS, MemberDetails
from resettle_desktop.households.pages.register.member_more import (
    NO_NUMBER_WORDS,
    Advice,
    MemberMore,
    Owner,
    Remedy,
    facts_of,
    number_advice,
    told_by,
    wrong_group,
)
from resettle_desktop.households.pages.register.printable import unprintable
from resettle_desktop.households.rules.checks import PersonFacts, age_on, remarks_on
from resettle_desktop.households.rules.identity import SAME_NUMBER, NumberState
from resettle_desktop.households.rules.refusals import TWICE_IN_FORM
from resettle_desktop.households.rules.relations import HEAD, sex_of_relation

FindOwner = Callable[[str, Callable[[Owner | None], None]], None]


class MembersInput(RowsInput):
    """Rows of name, number, relation, sex, birth; the strip ``details`` has what there is no cell for.

    ``find_owner`` asks the file who holds a number already; ``practice`` lets the invented areas pass.
    """

    owner_wanted: ClassVar[Signal] = Signal(int)
    """F6 on a number somebody holds: the row."""

    def __init__(self, theme: Theme, today: Callable[[], date], find_owner: FindOwner) -> None:
        self._more: dict[TextInput, MemberMore] = {}
        self._owners: dict[str, Owner] = {}
        self._insisted: set[TextInput] = set()
        self._today = today
        self._find_owner = find_owner
        self._current = 0
        self.practice = False
        self.details = MemberDetails(theme, today)
        super().__init__(theme, member_columns(today))
        self._prepare_row(0)
        self.row_added.connect(self._prepare_row)
        self.cell_left.connect(self._left)
        self.details.edited.connect(self._details_edited)
        self.details.left.connect(self._leave_details)
        self.details.remedy_wanted.connect(self.take_remedy)
        self.edited.connect(self._number_changed)
        self.show_current()

    # Rows

    def more(self, row: int) -> MemberMore:
        """What is kept of a row beside its cells."""
        return self._more.setdefault(self.cell(row, NAME), MemberMore())

    def owner(self, row: int) -> Owner | None:
        """Who holds the number of a row already."""
        return self._owners.get(self.cell(row, NUMBER).value())

    def head_row(self) -> int:
        """The row of the head; the first, as long as nobody is said to be."""
        return next((row for row in self.filled() if self.cell(row, RELATION).value() == HEAD), 0)

    def advice(self, row: int) -> Advice:
        """What is to be said about a row."""
        if self.rows[row].is_blank():
            return Advice("回车结束并登记" if row else "从户主开始，一人一行；Ctrl+Delete 删去一行")
        said = number_advice(
            self.cell(row, NUMBER).value(),
            self.more(row),
            self._today(),
            self.owner(row),
            practice=self.practice,
        )
        if said.is_error:
            return said
        twin = self._twin(row)
        if twin is not None and self.more(row).state is NumberState.VERIFIED:
            return Advice(TWICE_IN_FORM.format(twin + 1, self.cell(twin, NAME).value()), "bad")
        remark = unprintable(self.cell(row, NAME).value()) or self._remark(row)
        return Advice(remark, "warn", said.remedy) if remark else said

    def _twin(self, row: int) -> int | None:
        number = self.cell(row, NUMBER).value()
        rows = (other for other in self.filled() if other != row)
        return next((other for other in rows if number and self.cell(other, NUMBER).value() == number), None)

    def _remark(self, row: int) -> str:
        filled = self.filled()
        place = filled.index(row)
        remarks = remarks_on([self._facts(other) for other in filled])
        return next((r.text for r in remarks if r.field.startswith(f"members.{place}.")), "")

    def _facts(self, row: int) -> PersonFacts:
        typed = {name: cell.value() for name, cell in self.rows[row].cells.items()}
        return facts_of(typed, self.birth(row), self.more(row), self._today())

    def birth(self, row: int, *, field: str | None = None) -> ImpreciseDate | None:
        """The birth in a row. With ``field`` a Refusal for what is no date, else None."""
        cell = self.cell(row, BIRTH)
        try:
            return cell.value_or_none(field) if isinstance(cell, DateInput) else None
        except Refusal:
            if field is not None:
                raise
            return None

    def required(self, row: int, name: str, field: str) -> str:
        """The choice in a cell. Raises Refusal for words that are no choice."""
        cell = self.cell(row, name)
        return cell.require(field) if isinstance(cell, ChoiceInput) else cell.value()

    # Filling in what is told

    def _prepare_row(self, row: int) -> None:
        name = self.cell(row, NAME)
        self._more.setdefault(name, MemberMore())
        name.textChanged.connect(lambda _text, cell=name: self._name_changed(cell))
        birth = self.cell(row, BIRTH)
        birth.textChanged.connect(lambda _text, cell=birth: self._say_age(cell))

    def _name_changed(self, cell: TextInput) -> None:
        if cell.isModified() and cell in self._more:
            self._more[cell].apart.clear()
        if cell.hasFocus() and (words := unprintable(cell.value())):
            self.details.show_advice(self.more(self._current), Advice(words, "warn"))

    def _say_age(self, cell: TextInput) -> None:
        row = self._row_of(cell)
        age = age_on(self.birth(row), self._today()) if row is not None else None
        cell.set_remark("" if age is None else f"{age}岁")

    def _left(self, row: int, name: str) -> None:
        match name:
            case "name" if row == 0 and not self.cell(0, RELATION).text():
                self._choose(0, RELATION, HEAD)
                self.more(0).told_relation = True
            case "number":
                self._number_left(row)
            case "relation":
                self.more(row).told_relation = False
                self._propose_sex(row)
            case "sex":
                self.more(row).told_sex = False
            case "birth":
                self.more(row).told_birth = False
        self.show_current()

    def _number_left(self, row: int) -> None:
        cell, more = self.cell(row, NUMBER), self.more(row)
        if cell.value() in NO_NUMBER_WORDS:
            cell.clear()
            more.explain(NumberState.NONE, self._today())
        told = told_by(cell.value(), self._today())
        if told is not None and more.state is NumberState.VERIFIED:
            self._fill_from_number(row, told.sex, ImpreciseDate(told.birth))
            self._find_owner(told.number, lambda owner: self._owner_found(told.number, owner))
        self._mark_number(row)

    def _owner_found(self, number: str, owner: Owner | None) -> None:
        if owner is None:
            return
        self._owners[number] = owner
        for row in self.filled():
            if self.cell(row, NUMBER).value() == number:
                self._mark_number(row)
        self.show_current()

    def _fill_from_number(self, row: int, sex: Sex, birth: ImpreciseDate) -> None:
        more = self.more(row)
        if more.told_sex or not self.cell(row, SEX).value():
            self._choose(row, SEX, sex.value)
            more.told_sex = True
        if more.told_birth or not self.cell(row, BIRTH).text().strip():
            self.cell(row, BIRTH).restore(birth.dashed())
            more.told_birth = True

    def _propose_sex(self, row: int) -> None:
        sex = sex_of_relation(self.cell(row, RELATION).value())
        if sex is not None and not self.cell(row, SEX).value():
            self._choose(row, SEX, sex.value)

    def _choose(self, row: int, name: str, value: str) -> None:
        cell = self.cell(row, name)
        if isinstance(cell, ChoiceInput):
            cell.choose_value(value)

    def _mark_number(self, row: int) -> None:
        """Tell at the number cell how it stands: an error, or a word for who has none."""
        cell, more = self.cell(row, NUMBER), self.more(row)
        cell.set_remark({NumberState.TO_CHECK: "待核", NumberState.NONE: "暂无号码"}.get(more.state, ""))
        said = self.advice(row) if not self.rows[row].is_blank() else Advice()
        if said.is_error and cell.value():
            self.set_error(row, NUMBER, said.text)

    # The strip

    def show_current(self) -> None:
        """Show the row the cursor is in, or was in last."""
        row = self._current = min(self._current, len(self.rows) - 1)
        head = self.head_row()
        name = self.cell(row, NAME).value() or ("户主" if row == 0 else "")
        who = f"第{row + 1}人 {name}"
        followed = None if row == head else self.more(head)
        self.details.show_row(who, self.more(row), self.advice(row), head=followed)

    def take_remedy(self) -> None:
        """Do what the strip offers (F6)."""
        row, remedy = self._current, self.advice(self._current).remedy
        more, number = self.more(row), self.cell(row, NUMBER)
        match remedy:
            case None:
                return
            case Remedy.OPEN:
                self.owner_wanted.emit(row)
                return
            case Remedy.SAY_WHY:
                number.clear()
                more.explain(NumberState.NONE, self._today())
            case Remedy.TO_CHECK:
                more.explain(NumberState.TO_CHECK, self._today())
            case Remedy.EIGHTEEN:
                self._take_eighteen(row)
            case Remedy.NUMBER_AGAIN:
                more.number_is_back()
        self.forgive(row)
        self._mark_number(row)
        self.show_current()
        self.edited.emit()
        if remedy in {Remedy.SAY_WHY, Remedy.TO_CHECK}:
            self.details.ask_reason()
        else:
            target = RELATION if remedy is Remedy.EIGHTEEN else NUMBER
            self.cell(row, target).setFocus(Qt.FocusReason.OtherFocusReason)

    def number_of_two(self, row: int) -> None:
        """The number of a row is another's too: keep it as doubtful, to be settled by the police (A06)."""
        more = self.more(row)
        more.explain(NumberState.TO_CHECK, self._today())
        more.reason = SAME_NUMBER
        self.forgive(row)
        self._mark_number(row)
        self.show_current()
        self.edited.emit()

    def _take_eighteen(self, row: int) -> None:
        cell = self.cell(row, NUMBER)
        told = told_by(cell.value(), self._today())
        if told is not None and told.original is not None:
            self.more(row).original = told.original
            cell.restore(told.number)

    def forgive(self, row: int) -> None:
        """Take the errors of a row away."""
        kept = {
            (other, name): text
            for other in range(len(self.rows))
            for name in self.rows[other].cells
            if other != row and (text := self.error_of(other, name))
        }
        self.clear_errors()
        for (other, name), text in kept.items():
            self.set_error(other, name, text)

    def _number_changed(self) -> None:
        """A number typed where there was none, or over a doubtful one, is to be checked again."""
        row = self._current
        cell, more = self.cell(row, NUMBER), self.more(row)
        if cell.hasFocus() and cell.isModified() and more.state is not NumberState.VERIFIED and cell.value():
            more.number_is_back()
            cell.set_remark("")
        if cell.hasFocus():
            self.details.show_advice(more, Advice())

    def _details_edited(self) -> None:
        self.details.put_into(self.more(self._current))
        self.edited.emit()

    def _leave_details(self) -> None:
        self.details.put_into(self.more(self._current))
        self._go_to(self._current, NUMBER)

    # Keys

    @override
    def _go_on(self, cell: TextInput) -> None:
        row = self._row_of(cell)
        if row is None or self.rows[row].is_blank():
            self.ended.emit()
            return
        name = next(name for name, other in self.rows[row].cells.items() if other is cell)
        self._finished(cell, name)
        if self.error_of(row, name) and cell not in self._insisted:
            self._insisted.add(cell)
            cell.selectAll()
        else:
            self._insisted.discard(cell)
            self._go_to(row, name)

    def _go_to(self, row: int, after: str) -> None:
        """Put the cursor on the next cell there is something to type in."""
        more = self.more(row)
        if after == NUMBER and more.state is not NumberState.VERIFIED and not more.reason:
            self.details.ask_reason()
            return
        names = list(self.rows[row].cells)
        for name in names[names.index(after) + 1 :]:
            if not (name in PASSED_OVER and self.cell(row, name).text().strip()):
                self.cell(row, name).setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.cell(min(row + 1, len(self.rows) - 1), NAME).setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            row = self._row_of(watched)
            if row is not None:
                self._current = row
                self.show_current()
        return super().eventFilter(watched, event)

    # As a field of the form

    @override
    def cell(self, row: int, name: str) -> TextInput:
        """One cell, or one input of the strip where the grid has no such column."""
        if name in DETAILS:
            if row != self._current:
                self._current = row
                self.show_current()
            return self.details.line(name)
        return super().cell(row, name)

    @override
    def set_error(self, row: int, name: str, text: str) -> None:
        if name in DETAILS:
            self.cell(row, name)
            self.details.set_error(name, text)
            return
        if name == NUMBER:
            self._mark_group(self.cell(row, NUMBER))
        super().set_error(row, name if name in self.rows[row].cells else NAME, text)

    def _mark_group(self, cell: TextInput) -> None:
        group = wrong_group(cell.value(), self._today(), practice=self.practice)
        if isinstance(cell, NumberInput) and group is not None:
            cell.mark_wrong(group, self._theme)

    @override
    def clear_errors(self) -> None:
        for row in self.rows:
            if isinstance(cell := row.cells[NUMBER], NumberInput):
                cell.unmark()
        super().clear_errors()
        self.details.clear_errors()

    @override
    def draft_value(self) -> list[dict[str, Any]]:
        return [
            {**kept, "more": self.more(row).kept()}
            for row, kept in zip(self.filled(), super().draft_value(), strict=True)
        ]

    @override
    def restore(self, value: Any) -> None:
        rows: Sequence[dict[str, Any]] = value or ()
        self._more.clear()
        self._current = 0
        super().restore(rows)
        for row, kept in enumerate(rows):
            self._more[self.cell(row, NAME)] = MemberMore.restored(kept.get("more"))
            self._mark_number(row)
        self.clear_errors()
        self.show_current()
