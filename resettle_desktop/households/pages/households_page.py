"""The list of households on one day."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, VERB, Command
from resettle_desktop.foundation.values.phone import mask_phone
from resettle_desktop.households.pages.certificate_batch_page import CertificateBatchPage, batch_key
from resettle_desktop.households.pages.household_sheet_columns import sheet_columns
from resettle_desktop.households.pages.register_list import RegisterListPage
from resettle_desktop.households.queries import (
    HouseholdRow,
    first_households,
    household_ids,
    households_by_id,
)
from resettle_desktop.households.queries.household_sheets import HouseholdSheetRow, household_sheet_rows
from resettle_desktop.households.rules.declared import RELOCATION_KINDS
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE


class HouseholdsPage(RegisterListPage[HouseholdRow]):
    """Every household of the day; Enter opens one, F9 registers another."""

    name = "households.households"
    title = "搬迁户"
    keys = staticmethod(household_ids)
    first = staticmethod(first_households)
    lines = staticmethod(households_by_id)
    columns = (
        Column[HouseholdRow]("户号", lambda row: row.number, width=5, key="number"),
        Column[HouseholdRow](
            "户主", lambda row: row.head_name, width=6, strong=True, stretch=True, key="head"
        ),
        Column[HouseholdRow]("人数", lambda row: f"{row.members}人", width=3, right=True, key="members"),
        Column[HouseholdRow](
            "迁出村",
            lambda row: row.origin + row.hamlet,
            width=8,
            stretch=True,
            optional=True,
            key="origin",
        ),
        Column[HouseholdRow](
            "安置区", lambda row: row.site_name, width=7, stretch=True, optional=True, key="site"
        ),
        Column[HouseholdRow]("房号", lambda row: row.room_label or "还没分房", width=6, key="room"),
        Column[HouseholdRow](
            "电话",
            lambda row: mask_phone(row.phone),
            width=7,
            optional=True,
            key="phone",
            whole=lambda row: row.phone,
        ),
        Column[HouseholdRow](
            "搬迁类型",
            lambda row: RELOCATION_KINDS[row.relocation_kind] if row.relocation_kind else "",
            width=7,
            optional=True,
            key="kind",
        ),
    )
    usual_order: ClassVar[str] = "number"
    empty_text = "没有符合条件的搬迁户"
    empty_advice = "按 F9 登记一户；或换一个日期、安置区再看"
    empty_icon = "users-round"

    @override
    def commands(self) -> Sequence[Command]:
        return (
            *super().commands(),
            Command(ADD, "号码待补", partial(self._open, "households.numbers_to_chase"), "id-card"),
            Command("Ctrl+R", "人员名册", partial(self._open, "households.people"), "users"),
            Command("Ctrl+W", "公示", partial(self._open, "households.public_notice"), button=False),
            Command("Ctrl+B", "成批开证明", self.open_batch, button=False, ready=self._may_issue),
            Command(
                VERB, "登记搬迁户", partial(self._open, "households.register"), "user-plus", primary=True
            ),
        )

    @override
    def sheet_columns(self) -> Sequence[Column[HouseholdSheetRow]]:
        return sheet_columns(self.columns)

    @override
    def sheet_question(self, ids: Sequence[int]) -> Callable[[Any], Sequence[HouseholdSheetRow]]:
        bar = self.filters
        return partial(household_sheet_rows, ids=ids, as_of=bar.day(), known_at=bar.known_at())

    @override
    def open_row(self, row: HouseholdRow) -> None:
        self.context.open_page("households.household", row.uid)

    def open_batch(self) -> None:
        """Issue the certificate of every household in the list, after a look at them."""
        self.context.worker.ask(self.ids_question(), self._open_batch, owner=self, latest="batch")

    def _open_batch(self, ids: "array[int]") -> None:
        try:
            self.context.open_page(CertificateBatchPage.name, batch_key(ids))
        except Refusal as refusal:
            self.context.notices.trouble(refusal)

    def _may_issue(self) -> bool:
        may = not self.context.actor.roles.isdisjoint(RELOCATION_CERTIFICATE.needs)
        return may and self.row_ready()

    def _open(self, page: str) -> None:
        self.context.open_page(page, None)
