"""The villages people came from: the list, and entering one."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.values.pinyin import initials
from resettle_desktop.sites.pages.division_choices import DivisionInput
from resettle_desktop.sites.queries import OriginVillageRow, origin_village_rows
from resettle_desktop.sites.use_cases import OriginVillageDraft, add_origin_village

RENAME_PAGE: Final = "households.rename_origin"
"""Renaming a village touches everybody who came from there, so it is the households' to do."""


class OriginVillagesPage(TablePage[OriginVillageRow]):
    """One line per hamlet; the letters are what it is chosen by. Enter puts its names right."""

    name = "sites.origin_villages"
    title = "迁出村名册"
    reload_on: ClassVar[frozenset[str]] = frozenset({"origin_village"})
    columns = (
        Column[OriginVillageRow](
            "县、乡镇", lambda row: row.division_name, width=9, stretch=True, keep_end=True
        ),
        Column[OriginVillageRow]("行政村", lambda row: row.name, width=6, strong=True, stretch=True),
        Column[OriginVillageRow]("自然村（组）", lambda row: row.hamlet, width=7, stretch=True),
        Column[OriginVillageRow]("输入字母", lambda row: initials(row.short), width=6, optional=True),
        Column[OriginVillageRow](
            "撤并",
            lambda row: row.abolished_on.isoformat() if row.abolished_on else "",
            width=6,
            optional=True,
        ),
    )
    empty_text = "还没有迁出村"
    empty_advice = "按 F9 登记；登记搬迁户时也能当场加"
    empty_icon = "map-pin"

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(VERB, "登记迁出村", self._add, "plus", primary=True),)

    @override
    def open_row(self, row: OriginVillageRow) -> None:
        self.context.open_page(RENAME_PAGE, row.uid)

    @override
    def question(self) -> Callable[[Any], Sequence[OriginVillageRow]]:
        return origin_village_rows

    def _add(self) -> None:
        self.context.open_page("sites.add_origin_village", None)


class AddOriginVillagePage(Form):
    """A village with one hamlet; the next one begins with the same township."""

    name = "sites.add_origin_village"
    title = "登记迁出村"
    verb = "登记(&R)"
    use_case = staticmethod(add_origin_village)

    @override
    def build(self) -> None:
        self.section()
        self.division = self.field(
            "division_name",
            "所属县、乡镇(&D)",
            DivisionInput(self.context.worker, self),
            required=True,
            width=5,
        )
        self.village = self.field("village", "行政村(&N)", TextInput("如 石湾村"), required=True, width=3)
        self.hamlet = self.field("hamlet", "自然村（村民小组）(&H)", TextInput("可以空着"), width=4)

    @override
    def draft(self) -> OriginVillageDraft:
        return OriginVillageDraft(
            division_name=self.division.division_name,
            division_code=self.division.division_code,
            name=self.village.value(),
            hamlet=self.hamlet.value(),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.village.value()}{self.hamlet.value()}已加入迁出村名册")
        self.context.open_page("sites.origin_villages", None)
