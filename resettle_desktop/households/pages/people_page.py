"""The list of people on one day."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, Command
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.phone import mask_phone
from resettle_desktop.households.pages.household_sheet_columns import of_line
from resettle_desktop.households.pages.people_sheet_columns import DECLARED
from resettle_desktop.households.pages.register_list import RegisterListPage
from resettle_desktop.households.queries import ListedPerson, first_people, people_by_id, people_ids
from resettle_desktop.households.queries.people_sheets import people_sheet_rows
from resettle_desktop.households.rules.declared import LABOURS, RELOCATION_KINDS
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES, NumberState


def shown_number(row: ListedPerson) -> str:
    """The number with its middle masked; in its place the words for one that is missing or doubtful."""
    if row.number_state is NumberState.VERIFIED:
        return mask_number(row.number)
    return NUMBER_STATE_NAMES[row.number_state]


class PeoplePage(RegisterListPage[ListedPerson]):
    """Everybody of the day; Enter opens a person, F3 his household."""

    name = "households.people"
    title = "人员名册"
    counted: ClassVar[str] = "人"
    keys = staticmethod(people_ids)
    first = staticmethod(first_people)
    lines = staticmethod(people_by_id)
    columns = (
        Column[ListedPerson]("姓名", lambda row: row.name, width=5, strong=True, stretch=True, key="name"),
        Column[ListedPerson]("关系", lambda row: row.relation_name, width=4, optional=True, key="relation"),
        Column[ListedPerson]("性别", lambda row: row.sex.label, width=2, optional=True, key="sex"),
        Column[ListedPerson](
            "出生",
            lambda row: row.birth.dashed() if row.birth else "",
            width=6,
            optional=True,
            key="birth",
        ),
        Column[ListedPerson](
            "年龄", lambda row: "" if row.age is None else f"{row.age}岁", width=3, right=True, key="age"
        ),
        Column[ListedPerson](
            "身份证号码", shown_number, width=10, key="number", whole=lambda row: row.number
        ),
        Column[ListedPerson](
            "户号", lambda row: row.household_number, width=5, optional=True, key="household"
        ),
        Column[ListedPerson]("户主", lambda row: row.head_name, width=4, key="head"),
        Column[ListedPerson](
            "房号", lambda row: row.room_label or "还没分房", width=6, optional=True, key="room"
        ),
        Column[ListedPerson]("安置区", lambda row: row.site_name, width=6, optional=True, key="site"),
        Column[ListedPerson](
            "电话",
            lambda row: mask_phone(row.phone),
            width=7,
            optional=True,
            key="phone",
            whole=lambda row: row.phone,
        ),
        Column[ListedPerson](
            "劳动技能",
            lambda row: LABOURS[row.labour] if row.labour else "",
            width=6,
            optional=True,
            key="labour",
        ),
        Column[ListedPerson](
            "搬迁类型",
            lambda row: RELOCATION_KINDS[row.relocation_kind] if row.relocation_kind else "",
            width=7,
            optional=True,
            key="kind",
        ),
        Column[ListedPerson](
            "人口编号",
            lambda row: row.register_no,
            width=8,
            optional=True,
            key="register_no",
            on_paper=False,
        ),
    )
    usual_order: ClassVar[str] = "name"
    empty_text = "没有符合条件的人"
    empty_advice = "换一个日期、安置区或别的条件再看"
    empty_icon = "users"

    @override
    def commands(self) -> Sequence[Command]:
        return (
            *super().commands(),
            Command(ADD, "打开这一户", self.open_household, "users-round", ready=self.row_ready),
        )

    @override
    def sheet_columns(self) -> Sequence[Column[Any]]:
        return (*(of_line(column) for column in self.columns), *DECLARED)

    @override
    def sheet_question(self, ids: Sequence[int]) -> Callable[[Any], Sequence[Any]]:
        bar = self.filters
        return partial(people_sheet_rows, ids=ids, as_of=bar.day(), known_at=bar.known_at())

    @override
    def open_row(self, row: ListedPerson) -> None:
        self.context.open_page("households.person", row.uid)

    def open_household(self) -> None:
        """Open the household the person of the row belongs to."""
        row = self.current_row
        if row is not None:
            self.context.open_page("households.household", row.household_uid)
