"""What the lists of households and of people have in common: filters, filters kept, order, count."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, Command
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.table_page import LongTablePage
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.pages.list_filters import DESCENDING, MORE, USUAL, FilterBar
from resettle_desktop.households.pages.list_handout import Handout
from resettle_desktop.households.queries import Order
from resettle_desktop.office.queries import SavedFilterRow, saved_filters
from resettle_desktop.office.use_cases import drop_filter, save_filter
from resettle_desktop.office.use_cases.filters import DropFilterDraft, SaveFilterDraft

R = TypeVar("R")

EXPORT: Final = "Ctrl+O"
FIRST_ROWS: Final = 60
"""More than a screen shows; they come before all keys are known."""
TABLES: Final = frozenset(
    {"household", "headship", "membership", "room_assignment", "person", "person_phone"}
    | {"origin_village", "site", "building", "room", "life_event", "home_title", "saved_filter"}
    | {"grid", "grid_place", "size_class"}
)


class RegisterListPage(LongTablePage[R]):
    """A list of the register on one day; F4 shows all conditions, and those kept under a name."""

    reload_on: ClassVar[frozenset[str]] = TABLES
    counted: ClassVar[str] = "户"
    usual_order: ClassVar[str] = ""
    usual: ClassVar[Sequence[str]] = USUAL
    more: ClassVar[Sequence[str]] = MORE
    """The conditions above the list, and those that F4 shows."""

    keys: ClassVar[Callable[..., "array[int]"]]
    """Answers all keys of the list that fit: ``household_ids`` and its like."""
    first: ClassVar[Callable[..., Sequence[Any]]]
    """Answers the first rows of the list."""
    lines: ClassVar[Callable[..., Sequence[Any]]]
    """Answers the rows of some keys, in their order."""

    filters: FilterBar

    @override
    def build_bar(self) -> None:
        self.filters = FilterBar(self.context, self.columns, self.usual, self.more)
        self.bar.addWidget(self.filters, 1)
        self.filters.changed.connect(self._asked_anew)
        self.filters.left.connect(self._to_table)

    @override
    def built(self) -> None:
        super().built()
        theme = self.context.theme
        self.handout = Handout(self)
        self._kept_rows: dict[str, SavedFilterRow] = {}
        self.kept_bar = QWidget()
        row = QHBoxLayout(self.kept_bar)
        spaced(theme, row, spacing=8)
        self.kept = ChoiceInput(placeholder="选一组条件；要存新的，在这里写名字")
        label = words("存着的筛选(&F)", size="small", tone="muted")
        label.setBuddy(self.kept)
        self.kept.setAccessibleName("存着的筛选")
        row.addWidget(label)
        row.addWidget(self.kept, 1)
        row.addWidget(Button(theme, "存下来", icon="save", run=self.keep))
        row.addWidget(Button(theme, "不再用", icon="x", run=self.drop))
        self.body.insertWidget(1, self.kept_bar)
        self.kept_bar.hide()
        self.kept.chosen_changed.connect(self._take_kept)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(CHANGE, "更多条件", self.toggle_more, "list-checks"),
            Command(PRINT, "打印名册", self.ask_print, "printer", button=False, ready=self.row_ready),
            Command(EXPORT, "导出表格", self.ask_export, "download", button=False, ready=self.row_ready),
        )

    def toggle_more(self) -> None:
        """Show the conditions that are asked for less often, and the ones kept; or put them away."""
        on = not self.filters.shows_more
        first = self.filters.first_more
        self.filters.show_more(on=on)
        self.kept_bar.setVisible(on)
        if on:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # The list

    @override
    def reload(self) -> None:
        actor = self.context.actor.uid
        self.filters.reload()
        question: Callable[[Any], Sequence[SavedFilterRow]] = partial(
            saved_filters, clerk_uid=actor, list_name=self.name
        )
        self.context.worker.ask(question, self._offer_kept, owner=self, latest="kept")
        super().reload()

    @override
    def show_ids(self, ids: "array[int]") -> None:
        super().show_ids(ids)
        when = self.filters.spoken()
        title = f"{type(self).title}  共{len(ids)}{self.counted}"
        self.set_heading(f"{title}（{when}）" if when else title)

    @override
    def sort_by(self, key: str, order: Qt.SortOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self.filters.order.choose_value(key + DESCENDING if descending else key)

    @override
    def ids_question(self) -> Callable[[Any], "array[int]"]:
        return partial(self.keys, **self._asked())

    @override
    def first_question(self) -> Callable[[Any], Sequence[R]]:
        return partial(self.first, **self._asked(), limit=FIRST_ROWS)

    def _asked(self) -> dict[str, Any]:
        bar = self.filters
        return {
            "wanted": bar.wanted(),
            "as_of": bar.day(),
            "known_at": bar.known_at(),
            "order": self.chosen_order(),
        }

    @override
    def rows_question(self, ids: Sequence[int]) -> Callable[[Any], Sequence[R]]:
        return partial(self.lines, ids=ids, as_of=self.filters.day(), known_at=self.filters.known_at())

    def sheet_columns(self) -> Sequence[Column[Any]]:
        """The columns of the list as a sheet, which has room for more than the screen."""
        return self.columns

    def sheet_question(self, ids: Sequence[int]) -> Callable[[Any], Sequence[Any]]:
        """The rows a sheet's columns are filled from."""
        return self.rows_question(ids)

    def chosen_order(self) -> Order:
        """The order the list is asked for in."""
        chosen = self.filters.order.value() or self.usual_order
        return Order(chosen.removesuffix(DESCENDING), descending=chosen.endswith(DESCENDING))

    def _asked_anew(self) -> None:
        order = self.chosen_order()
        self.table.show_order(order.column, descending=order.descending)
        LongTablePage.reload(self)

    def _to_table(self) -> None:
        self.table.setFocus()

    # On paper and on a sheet

    def ask_print(self) -> None:
        """Print the list; numbers are masked unless a reason is given."""
        self.handout.ask(AccessKind.PRINTED)

    def ask_export(self) -> None:
        """Export the list; numbers are masked unless a reason is given."""
        self.handout.ask(AccessKind.EXPORTED)

    def told(self) -> str:
        """Of which day the list is and what it is narrowed by, as it stands on paper."""
        when = self.filters.spoken() or f"截至{spoken_date(self.filters.day())}"
        return "；".join(part for part in (when, self.filters.narrowed()) if part)

    # Filters that are kept

    def keep(self) -> None:
        """Keep the conditions under the name that is written."""
        draft = SaveFilterDraft(self.name, self.kept.text(), self.filters.criteria())
        self.context.worker.act(save_filter, draft, self._kept, owner=self, failed=self._not_kept)

    def drop(self) -> None:
        """Take the chosen conditions off the list."""
        row = self._kept_rows.get(self.kept.value())
        if row is not None:
            self.kept.choose(None)
            self.context.worker.act(drop_filter, DropFilterDraft(row.uid), self._dropped, owner=self)

    def _kept(self, _uid: str) -> None:
        self.kept.set_remark("存好了")

    def _dropped(self, _nothing: None) -> None:
        self.kept.set_remark("")

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.kept.set_remark(error.text)
            self.kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_kept(self, rows: Sequence[SavedFilterRow]) -> None:
        self._kept_rows = {row.uid: row for row in rows}
        self.kept.set_choices([Choice(row.uid, row.name) for row in rows])

    def _take_kept(self) -> None:
        row = self._kept_rows.get(self.kept.value())
        if row is not None:
            self.filters.restore(row.criteria)
