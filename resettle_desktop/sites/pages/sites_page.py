"""The sites and what stands on them: a site on the left, its buildings on the right."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, VERB, Command
from resettle_desktop.foundation.ui.empty import EmptyState
from resettle_desktop.foundation.ui.layout import Card, Columns, OneOf, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.sites.queries import BuildingRow, SiteRow, building_rows, site_rows
from resettle_desktop.sites.rules import GOVERNANCE_NAMES

ROOMS_PAGE = "households.rooms"
FIGURES_PAGE = "households.site_figures"
"""Who lives where is the households' to say; their pages are named, not imported."""


def building_name(row: BuildingRow) -> str:
    """3号楼; a label that is words stays as it is."""
    return row.zone + (f"{row.label}号楼" if row.label.isdecimal() and row.units else row.label)


class SitesPage(Page):
    """Enter on a site goes to its buildings, Enter on a building to its rooms and who lives there."""

    name = "sites.sites"
    title = "安置区"
    reload_on: ClassVar[frozenset[str]] = frozenset({"site", "building", "stair_unit", "room"})

    @override
    def build(self) -> None:
        theme = self.context.theme
        self._answered = False
        self.sites: RowsModel[SiteRow] = RowsModel(
            (
                Column("安置区", lambda row: row.name, width=8, strong=True, stretch=True),
                Column("治理模式", lambda row: GOVERNANCE_NAMES[row.governance], width=7, optional=True),
                Column("楼栋", lambda row: f"{row.buildings}栋", width=3, right=True),
                Column("住房", lambda row: f"{row.rooms}套", width=4, right=True),
            ),
            self,
        )
        self.buildings: RowsModel[BuildingRow] = RowsModel(
            (
                Column("楼栋", building_name, width=6, strong=True, stretch=True),
                Column("单元", lambda row: f"{row.units}个" if row.units else "", width=3, right=True),
                Column("住房", lambda row: f"{row.rooms}套", width=4, right=True),
                Column("门牌地址", lambda row: row.address, width=8, stretch=True, optional=True),
            ),
            self,
        )
        self.site_table = RowsView(theme, self.sites)
        self.site_table.setAccessibleName("安置区")
        self.building_table = RowsView(theme, self.buildings)
        self.building_table.setAccessibleName("楼栋")
        self.site_card, self.building_card = Card(theme, "安置区"), Card(theme, "楼栋")
        for card, table in ((self.site_card, self.site_table), (self.building_card, self.building_table)):
            spaced(theme, card.body)
            card.body.addWidget(table)
        self.no_buildings = EmptyState(
            theme, "这个安置区还没有楼栋", "按 F3 登记一栋，单元和住房一起生成", icon="building-2"
        )
        self.building_card.body.addWidget(self.no_buildings)
        self.empty = EmptyState(
            theme,
            "还没有安置区",
            "先登记安置区和楼栋，登记搬迁户时就能直接选房",
            icon="building-2",
            button="登记安置区",
            run=self._add_site,
        )
        both = QWidget()
        column = QVBoxLayout(both)
        spaced(theme, column)
        column.addWidget(Columns(theme, self.site_card, self.building_card))
        holder = QWidget()
        self._stack = OneOf(holder)
        self._stack.addWidget(both)
        self._stack.addWidget(self.empty)
        self.body.addWidget(holder, 1)
        self.site_table.opened.connect(self._to_buildings)
        self.building_table.opened.connect(self._open_building)
        self.site_table.selectionModel().currentRowChanged.connect(lambda *_: self._ask_buildings())

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("F6", "迁出村名册", partial(self._open, "sites.origin_villages"), "map-pin"),
            Command("F7", "住房名册", partial(self._open, ROOMS_PAGE), button=False),
            Command("Ctrl+G", "网格", self._open_grids, button=False, ready=self._some_site),
            Command("Ctrl+R", "人数和规模", partial(self._open, FIGURES_PAGE), button=False),
            Command(CHANGE, "更正安置区", self._correct_site, button=False, ready=self._some_site),
            Command("Ctrl+F4", "更正楼栋", self._correct_building, button=False, ready=self._some_building),
            Command(ADD, "登记楼栋", self._add_building, "building", ready=self._some_site),
            Command(VERB, "登记安置区", self._add_site, "building-2", primary=True),
        )

    @property
    def site(self) -> SiteRow | None:
        """The site the cursor is on."""
        row: SiteRow | None = self.site_table.row()
        return row

    @override
    def first_focus(self) -> QWidget | None:
        return self.site_table

    @override
    def reload(self) -> None:
        self.context.worker.ask(site_rows, self.show_sites, owner=self, latest="sites")

    def show_sites(self, rows: Sequence[SiteRow]) -> None:
        """Show the sites; the cursor stays on its own."""
        before, self._answered = self.site, True
        self.sites.set_rows(rows)
        self.site_card.set_title("安置区", f"{len(rows)}个")
        self._stack.setCurrentWidget(self._stack.widget(0) if rows else self.empty)
        place = next((p for p, row in enumerate(rows) if before and row.uid == before.uid), None)
        if place is not None:
            self.site_table.go_to(place)
        self._ask_buildings()
        self.commands_changed.emit()

    def show_buildings(self, rows: Sequence[BuildingRow]) -> None:
        """Show the buildings of the current site."""
        site = self.site
        self.buildings.set_rows(rows)
        self.building_card.set_title(site.name if site else "楼栋", f"{len(rows)}栋" if rows else "")
        self.building_table.setVisible(bool(rows))
        self.no_buildings.setVisible(not rows)
        self.commands_changed.emit()

    def _ask_buildings(self) -> None:
        site = self.site
        if site is not None:
            question = partial(building_rows, site_uid=site.uid)
            self.context.worker.ask(question, self.show_buildings, owner=self, latest="buildings")

    def _some_site(self) -> bool:
        return self.site is not None or not self._answered

    def _to_buildings(self, _row: Any) -> None:
        self.building_table.setFocus()

    def _open_building(self, row: BuildingRow) -> None:
        self.context.open_page(ROOMS_PAGE, row.uid)

    def _open(self, page: str) -> None:
        self.context.open_page(page, None)

    def _add_site(self) -> None:
        self.context.open_page("sites.add_site", None)

    def _correct_site(self) -> None:
        if self.site is not None:
            self.context.open_page("households.correct_site", self.site.uid)

    def _some_building(self) -> bool:
        return self.building_table.row() is not None

    def _correct_building(self) -> None:
        row: BuildingRow | None = self.building_table.row()
        if row is not None:
            self.context.open_page("households.correct_building", row.uid)

    def _open_grids(self) -> None:
        if self.site is not None:
            self.context.open_page("sites.grids", self.site.uid)

    def _add_building(self) -> None:
        self.context.open_page("sites.add_building", self.site.uid if self.site else None)
