"""The list of households on one day, by site and kind."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, VERB, Command
from resettle_desktop.foundation.ui.field import FieldGrid
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.table_page import LongTablePage
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.values.phone import mask_phone
from resettle_desktop.households.pages.listed import listed
from resettle_desktop.households.queries import (
    HouseholdRow,
    ListFilter,
    household_ids,
    households_by_id,
)
from resettle_desktop.households.rules.declared import RELOCATION_KINDS, RelocationKind
from resettle_desktop.sites.queries import SiteRow, site_rows

ALL = "全部"


class HouseholdsPage(LongTablePage[HouseholdRow]):
    """Every household of the day; Enter opens one, F9 registers another."""

    name = "households.households"
    title = "搬迁户"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"household", "headship", "membership", "room_assignment", "person", "person_phone", "origin_village"}
    )
    columns = (
        Column[HouseholdRow]("户号", lambda row: row.number, width=5),
        Column[HouseholdRow]("户主", lambda row: row.head_name, width=6, strong=True, stretch=True),
        Column[HouseholdRow]("人数", lambda row: f"{row.members}人", width=3, right=True),
        Column[HouseholdRow]("迁出村", lambda row: row.origin + row.hamlet, width=8, stretch=True),
        Column[HouseholdRow]("安置区", lambda row: row.site_name, width=7, stretch=True, optional=True),
        Column[HouseholdRow]("房号", lambda row: row.room_label or "还没分房", width=6),
        Column[HouseholdRow]("电话", lambda row: mask_phone(row.phone), width=7, optional=True),
        Column[HouseholdRow](
            "搬迁类型",
            lambda row: RELOCATION_KINDS[row.relocation_kind] if row.relocation_kind else "",
            width=7,
            optional=True,
        ),
    )
    empty_text = "没有符合条件的搬迁户"
    empty_advice = "按 F9 登记一户；或换一个日期、安置区再看"
    empty_icon = "users-round"

    @override
    def build_bar(self) -> None:
        context, theme = self.context, self.context.theme
        self.as_of = DateInput(context.today, "今天")
        self.site = ChoiceInput(placeholder=ALL)
        self.kind = ChoiceInput(listed(RELOCATION_KINDS), placeholder=ALL)
        self.without_room = QCheckBox("还没分房(&W)")
        filters = FieldGrid(theme)
        for text, line, accessible in (
            ("看哪天(&D)", self.as_of, "看哪天的名册"),
            ("安置区(&A)", self.site, "安置区"),
            ("类型(&K)", self.kind, "搬迁类型"),
        ):
            label = words(text, size="small", tone="muted")
            label.setBuddy(line)
            line.setAccessibleName(accessible)
            pair = QWidget()
            # Only as wide as the grid makes it, or it would keep the grid from taking two lines.
            pair.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row = QHBoxLayout(pair)
            spaced(theme, row)
            row.addWidget(label)
            row.addWidget(line, 1)
            share = 3
            if line is self.kind:
                row.addWidget(self.without_room)
                share = 6
            filters.add(pair, share)
        self.bar.addWidget(filters, 1)
        self.as_of.editingFinished.connect(self.reload)
        self.site.chosen_changed.connect(self.reload)
        self.kind.chosen_changed.connect(self.reload)
        self.without_room.toggled.connect(lambda _on: self.reload())
        for line in (self.as_of, self.site, self.kind):
            line.returnPressed.connect(self._to_table)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(ADD, "号码待补", partial(self._open, "households.numbers_to_chase"), "id-card"),
            Command(
                VERB, "登记搬迁户", partial(self._open, "households.register"), "user-plus", primary=True
            ),
        )

    @override
    def reload(self) -> None:
        self.context.worker.ask(site_rows, self._offer_sites, owner=self, latest="sites")
        super().reload()

    @override
    def ids_question(self) -> Callable[[Any], "array[int]"]:
        return partial(household_ids, wanted=self.wanted(), as_of=self.day())

    @override
    def rows_question(self, ids: Sequence[int]) -> Callable[[Any], Sequence[HouseholdRow]]:
        return partial(households_by_id, ids=ids, as_of=self.day())

    @override
    def show_ids(self, ids: "array[int]") -> None:
        super().show_ids(ids)
        self.set_heading(f"{type(self).title}  共{len(ids)}户")

    @override
    def open_row(self, row: HouseholdRow) -> None:
        self.context.open_page("households.household", row.uid)

    def day(self) -> date:
        """The day the list is of; today for nothing or for what is no date."""
        try:
            typed = self.as_of.value_or_none()
        except Refusal:
            typed = None
        return typed.latest if typed else self.context.today()

    def wanted(self) -> ListFilter:
        """Which households the bar asks for."""
        kind = self.kind.value()
        return ListFilter(
            site_uid=self.site.value() or None,
            relocation_kind=RelocationKind(kind) if kind else None,
            without_room=self.without_room.isChecked(),
        )

    def _offer_sites(self, rows: Sequence[SiteRow]) -> None:
        self.site.set_choices([Choice(row.uid, row.name) for row in rows])

    def _to_table(self) -> None:
        self.table.setFocus()

    def _open(self, page: str) -> None:
        self.context.open_page(page, None)
