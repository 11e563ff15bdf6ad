"""The sites on a day: how many live there, which class of size each is, and the same grid by grid."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, Command
from resettle_desktop.foundation.ui.layout import Card, Columns, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.households.pages.list_filters import FilterBar
from resettle_desktop.households.queries import (
    GridFigures,
    Headcount,
    SiteFigures,
    grid_figures,
    site_figures,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.rules import GOVERNANCE_NAMES

OUTSIDE: Final = "不属于网格"
NO_CLASS: Final = "没有这一档"


def number(title: str, of: Callable[[Headcount], int], *, width: int = 3) -> Column[Any]:
    """A column that counts what lives in a place."""
    return Column(
        title, lambda row: str(of(row.count)), width=width, right=True, sort=lambda row: of(row.count)
    )


COUNTS: Final = (
    number("户", lambda count: count.households),
    number("人", lambda count: count.people, width=4),
    number("住房", lambda count: count.rooms),
    number("空房", lambda count: count.free),
)


class SiteFiguresPage(Page):
    """The sites, and beside them the grids of the one the cursor is on."""

    name = "households.site_figures"
    title = "人数和规模"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"site", "building", "room", "room_assignment", "membership", "grid", "grid_place", "size_class"}
    )

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.filters = FilterBar(self.context, (), ("as_of", "known_on"), ())
        self.filters.changed.connect(self.reload)
        self.filters.left.connect(self._to_sites)
        self.body.addWidget(self.filters)
        self.sites: RowsModel[SiteFigures] = RowsModel(
            (
                Column("安置区", lambda row: row.name, width=6, strong=True, stretch=True),
                Column("规模", lambda row: row.size_class or NO_CLASS, width=4),
                Column("治理模式", lambda row: GOVERNANCE_NAMES[row.governance], width=7, optional=True),
                *COUNTS,
            ),
            self,
        )
        self.grids: RowsModel[GridFigures] = RowsModel(
            (
                Column("网格", lambda row: row.name or OUTSIDE, width=5, strong=True, stretch=True),
                *COUNTS,
            ),
            self,
        )
        self.site_table, self.grid_table = RowsView(theme, self.sites), RowsView(theme, self.grids)
        self.site_table.setAccessibleName("安置区")
        self.grid_table.setAccessibleName("网格")
        self.site_card, self.grid_card = Card(theme, "安置区"), Card(theme, "网格")
        for card, table in ((self.site_card, self.site_table), (self.grid_card, self.grid_table)):
            spaced(theme, card.body)
            card.body.addWidget(table)
        self.body.addWidget(Columns(theme, self.site_card, self.grid_card, share=(58, 42)), 1)
        self.site_table.opened.connect(lambda _row: self.grid_table.setFocus())
        self.site_table.selectionModel().currentRowChanged.connect(lambda *_: self._ask_grids())

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("Ctrl+G", "网格", self._open_grids, "table-2", ready=self._some_site),
            Command(CHANGE, "规模的分法", self._open_sizes, "list-checks", ready=self._may_settle),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.site_table

    @property
    def site(self) -> SiteFigures | None:
        """The site the cursor is on."""
        row: SiteFigures | None = self.site_table.row()
        return row

    @override
    def reload(self) -> None:
        question = partial(site_figures, as_of=self.filters.day(), known_at=self.filters.known_at())
        self.context.worker.ask(question, self.show_sites, owner=self, latest="sites")

    def show_sites(self, rows: Sequence[SiteFigures]) -> None:
        """Show the sites; the cursor stays on its own."""
        before = self.site
        self.sites.set_rows(rows)
        people = sum(row.count.people for row in rows)
        households = sum(row.count.households for row in rows)
        self.site_card.set_title("安置区", f"{len(rows)}个，{households}户{people}人")
        when = self.filters.spoken()
        self.set_heading(f"{type(self).title}（{when}）" if when else type(self).title)
        place = next((p for p, row in enumerate(self.sites.rows) if before and row.uid == before.uid), None)
        if place is not None:
            self.site_table.go_to(place)
        self._ask_grids()
        self.commands_changed.emit()

    def show_grids(self, rows: Sequence[GridFigures]) -> None:
        """Show the grids of the current site."""
        self.grids.set_rows(rows)
        grids = sum(1 for row in rows if row.uid)
        self.grid_card.set_title(f"{self.site.name}的网格" if self.site else "网格", f"{grids}个")

    def _ask_grids(self) -> None:
        if self.site is not None:
            question = partial(
                grid_figures,
                site_uid=self.site.uid,
                as_of=self.filters.day(),
                known_at=self.filters.known_at(),
            )
            self.context.worker.ask(question, self.show_grids, owner=self, latest="grids")

    def _some_site(self) -> bool:
        return self.site is not None

    def _may_settle(self) -> bool:
        return bool(self.context.actor.roles & {Role.HEAD, Role.ADMINISTRATOR})

    def _to_sites(self) -> None:
        self.site_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_grids(self) -> None:
        if self.site is not None:
            self.context.open_page("sites.grids", self.site.uid)

    def _open_sizes(self) -> None:
        self.context.open_page("sites.size_classes", None)
