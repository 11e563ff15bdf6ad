"""标准: what households are measured against, each amount from its day on; earlier ones stay to be seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.households.pages.listed import chosen, exact_day, listed, whole_number
from resettle_desktop.households.queries.thresholds import (
    STANDINGS,
    Standing,
    ThresholdRow,
    provinces,
    threshold_row,
    threshold_rows,
)
from resettle_desktop.households.rules.declared import RELOCATION_KINDS, RelocationKind, word
from resettle_desktop.households.rules.homes import THRESHOLDS, ThresholdKind
from resettle_desktop.households.use_cases.thresholds import ThresholdDraft, set_threshold
from resettle_desktop.office.rules import Role

SETTLERS: Final = frozenset({Role.HEAD, Role.ADMINISTRATOR})
"""Who settles what households are measured against."""

NO_LIMIT: Final = "没有上限"
FOR_WHOM: Final = "同步搬迁户没定过就没有上限；超过标准只是提醒，不影响登记"
SHORT: Final = {
    ThresholdKind.AREA_PER_HEAD: ("人均面积", "㎡"),
    ThresholdKind.SELF_FUND_PER_HEAD: ("人均自筹", "元"),
    ThresholdKind.SELF_FUND_PER_HOUSEHOLD: ("每户自筹", "元"),
    ThresholdKind.OLD_HOUSE_MONTHS: ("腾退旧房", "个月"),
}
"""What each is called in the list, and what it counts."""

TONES: Final = {Standing.HOLDS: Tone.OK, Standing.LATER: Tone.WARN}


def whom_words(row: ThresholdRow) -> str:
    """Whom an amount is for: 建档立卡搬迁户　山西省　2018年度."""
    standard = row.standard
    year = f"{standard.task_year}年度" if standard.task_year else ""
    kind = word(RELOCATION_KINDS, standard.relocation_kind) or "所有搬迁户"
    return "　".join(part for part in (kind, row.province_name, year) if part)


def value_words(row: ThresholdRow) -> str:
    """The amount with what it counts, or that there is no limit."""
    value = row.standard.value
    return NO_LIMIT if value is None else f"{value}{SHORT[row.standard.kind][1]}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


class ThresholdsPage(TablePage[ThresholdRow]):
    """Every amount; Enter or F9 settles another value for whom the row is for, F3 one of another kind."""

    name = "households.thresholds"
    title = "标准"
    reload_on: ClassVar[frozenset[str]] = frozenset({"threshold"})
    columns = (
        Column[ThresholdRow]("标准", lambda row: SHORT[row.standard.kind][0], width=5, strong=True),
        Column[ThresholdRow]("最多", value_words, width=5, right=True),
        Column[ThresholdRow](
            "状态",
            lambda row: STANDINGS[row.standing],
            width=6,
            chip=lambda row: Chip(STANDINGS[row.standing], TONES.get(row.standing, Tone.NEUTRAL)),
        ),
        Column[ThresholdRow]("哪些户", whom_words, width=9, stretch=True),
        Column[ThresholdRow]("哪天起", lambda row: _day(row.starts), width=7, optional=True),
        Column[ThresholdRow]("到哪天", lambda row: _day(row.last_day), width=6, optional=True),
        Column[ThresholdRow]("依据", lambda row: row.source, width=7, stretch=True, optional=True),
    )

    @override
    def build_bar(self) -> None:
        self.bar.addWidget(elided(FOR_WHOM, size="small", tone="muted"), 1)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(ADD, "加一项标准", partial(self._settle, None), "plus"),
            Command(VERB, "换一个值", self._change, "pencil", primary=True, ready=self.row_ready),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[ThresholdRow]]:
        return partial(threshold_rows, as_of=self.context.today())

    @override
    def open_row(self, row: ThresholdRow) -> None:
        self._settle(row.uid)

    def _change(self) -> None:
        row = self.current_row
        if row is not None:
            self.open_row(row)

    def _settle(self, uid: str | None) -> None:
        self.context.open_page("households.threshold", uid)


@dataclass(frozen=True, slots=True)
class ThresholdSheet:
    """What the form needs: the amount that is to be another, and the provinces to choose from."""

    row: ThresholdRow | None
    provinces: tuple[tuple[str, str], ...]


def threshold_sheet(session: Any, uid: str | None, as_of: date) -> ThresholdSheet:
    """Ask for an amount and the provinces."""
    row = threshold_row(session, uid, as_of) if uid is not None else None
    return ThresholdSheet(row, provinces())


class ThresholdForm(Form):
    """An amount from a day on; the one before ends the day before and stays to be seen."""

    name = "households.threshold"
    title = "定标准"
    verb = "定下来(&S)"
    use_case = staticmethod(set_threshold)

    @override
    def build(self) -> None:
        self.section("标准")
        self.kind = self.field("kind", "哪一项(&K)", ChoiceInput(listed(THRESHOLDS)), required=True, width=6)
        self.value = self.field("value", "数值(&N)", TextInput("没有上限就空着"), width=3)
        self.starts = self.field(
            "starts", "哪天起(&D)", DateInput(self.context.today), required=True, width=3
        )
        self.source = self.field("source", "依据(&Y)", TextInput("哪个文件"), width=12)
        self.section("哪些户", "空着就是不分")
        self.relocation = self.field(
            "relocation_kind", "搬迁类型(&T)", ChoiceInput(listed(RELOCATION_KINDS)), width=4
        )
        self.province = self.field("province", "迁出省份(&P)", ChoiceInput(), width=4)
        self.year = self.field("task_year", "搬迁任务年度(&M)", TextInput("如 2018"), width=4)

    @override
    def fill(self) -> None:
        question = partial(threshold_sheet, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="sheet")

    def _show(self, sheet: ThresholdSheet) -> None:
        self.province.set_choices([Choice(code, name) for code, name in sheet.provinces])
        standard = sheet.row.standard if sheet.row else None
        self.kind.choose_value(standard.kind if standard else None)
        self.value.restore(standard.value if standard else None)
        self.starts.restore(self.context.today().isoformat())
        self.relocation.choose_value(standard.relocation_kind if standard else None)
        self.province.choose_value(standard.province if standard else None)
        self.year.restore(standard.task_year if standard else None)
        self.filled()

    @override
    def first_focus(self) -> Any:
        return super().first_focus() if self.subject_uid is None else self.value

    @override
    def draft(self) -> ThresholdDraft:
        kind = chosen(ThresholdKind, self.kind, "kind")
        if kind is None:
            raise Refusal("请选哪一项标准", "kind")
        return ThresholdDraft(
            kind=kind,
            value=whole_number(self.value, "value", "数值"),
            relocation_kind=chosen(RelocationKind, self.relocation, "relocation_kind"),
            province=self.province.require("province") or None,
            task_year=whole_number(self.year, "task_year", "年度"),
            starts=exact_day(self.starts, "starts"),
            source=self.source.value(),
        )

    @override
    def done(self, result: Any) -> None:
        value = self.value.value() or NO_LIMIT
        self.context.notices.say(f"{self.kind.text()}：{value}，{self.starts.text()} 起")
        self.context.go_back()
