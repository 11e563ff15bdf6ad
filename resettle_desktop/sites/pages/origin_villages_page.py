"""The villages people came from: the list, and entering one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.pinyin import initials
from resettle_desktop.sites.pages.building_forms import typed_day
from resettle_desktop.sites.pages.division_choices import DivisionInput
from resettle_desktop.sites.queries import OriginVillageRow, origin_village_of, origin_village_rows
from resettle_desktop.sites.use_cases import (
    AbolishVillageDraft,
    OriginVillageDraft,
    abolish_origin_village,
    add_origin_village,
)

STILL_FROM_THERE: Final = "名称照旧保留，从这里搬来的人仍然是这个村的"
RENAME_PAGE: Final = "households.rename_origin"
"""Renaming a village touches everybody who came from there, so it is the households' to do."""


def code_held(row: OriginVillageRow) -> str:
    """The division code with the days it held from and to, as far as they are known."""
    if not row.division_code:
        return ""
    begins = f"{row.code_from.isoformat()}起" if row.code_from else ""
    until = f"至{row.abolished_on.isoformat()}" if row.abolished_on else ""
    return " ".join(part for part in (row.division_code, begins + until) if part)


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
        Column[OriginVillageRow]("区划代码和有效期", code_held, width=10, optional=True),
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
        return (
            Command("F6", "村撤并", self._abolish, "map-pin", ready=self.row_ready),
            Command(VERB, "登记迁出村", self._add, "plus", primary=True),
        )

    @override
    def open_row(self, row: OriginVillageRow) -> None:
        self.context.open_page(RENAME_PAGE, row.uid)

    @override
    def question(self) -> Callable[[Any], Sequence[OriginVillageRow]]:
        return origin_village_rows

    def _abolish(self) -> None:
        row = self.table.row()
        if row is not None:
            self.context.open_page("sites.abolish_village", row.uid)

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


class AbolishVillagePage(Form):
    """The day a village was merged or abolished; empty where it still is there."""

    name = "sites.abolish_village"
    title = "迁出村撤并"
    verb = "保存(&S)"
    use_case = staticmethod(abolish_origin_village)
    row: OriginVillageRow | None = None

    @override
    def build(self) -> None:
        self.card = self.section()
        self.add(paragraph(STILL_FROM_THERE, tone="muted"))  # whole: a subtitle is shortened in large type
        self.day = self.field(
            "abolished_on", "撤并日期(&D)", DateInput(self.context.today, "村还在就空着"), width=4
        )
        self.code_from = self.field(
            "code_from",
            "区划代码从哪天起(&C)",
            DateInput(self.context.today, "不知道就空着"),
            width=4,
        )

    @override
    def fill(self) -> None:
        self.row = None
        if self.subject_uid is not None:
            question = partial(origin_village_of, uid=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="village")

    def _show(self, row: OriginVillageRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.card.set_title(row.line)
        self.day.restore(row.abolished_on.isoformat() if row.abolished_on else "")
        self.code_from.restore(row.code_from.isoformat() if row.code_from else "")
        self.filled()

    @override
    def draft(self) -> AbolishVillageDraft:
        if self.row is None:
            raise Refusal("资料还没有读出来，请稍等")
        day = typed_day(self.day, "abolished_on", "撤并日期")
        begins = typed_day(self.code_from, "code_from", "代码启用日期")
        return AbolishVillageDraft(self.row.uid, day, self.row.version, begins)

    @override
    def done(self, result: Any) -> None:
        short = self.row.short if self.row is not None else ""
        what = "的撤并日期已登记" if self.day.value() else "还在，没有撤并日期"
        self.context.notices.say(f"{short}{what}")
        self.context.open_page("sites.origin_villages", None)
