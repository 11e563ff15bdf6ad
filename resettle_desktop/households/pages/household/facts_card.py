"""What a household declared of itself and of its two homes, in lines; what is not known has none."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.layout import Card, Facts
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.bank_account import group_account, mask_account
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.pages.household.glance import joined
from resettle_desktop.households.pages.listed import spoken_yuan
from resettle_desktop.households.queries import HouseholdFacts, HouseholdView
from resettle_desktop.households.queries.homes import HomesRow, OldHomeRow
from resettle_desktop.households.rules.declared import (
    MOVE_MODES,
    MOVE_REASONS,
    ROOM_REASONS,
    SETTLEMENT_FOCUSES,
    SETTLEMENT_MODES,
    word,
)
from resettle_desktop.households.rules.homes import (
    HOUSE_STRUCTURES,
    HOUSEHOLD_TYPES,
    MOVE_DIFFICULTIES,
    POVERTY_ATTRIBUTES,
    POVERTY_CAUSES,
    PROTECTIONS,
    RECLAMATIONS,
    TITLE_STAGES,
)
from resettle_desktop.sites.rules import spoken_area

HOMES_KEY: Final = "Ctrl+J"
NAME_WIDTH: Final = 64

Line = tuple[str, str]


class FactsCard(Card):
    """Names and values; the card is there only when it has a line."""

    def __init__(self, theme: Theme, title: str, change: tuple[str, Callable[[], None]]) -> None:
        super().__init__(theme, title)
        words, run = change
        self.add_action(Button(theme, words, role="link", run=run))
        self.facts = Facts(theme, NAME_WIDTH)
        self.body.addWidget(self.facts)
        self.body.addStretch(1)
        self.lines: tuple[Line, ...] = ()
        self.hide()

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show the lines that say something."""
        said = tuple((name, text) for name, text in lines if text)
        if said != self.lines:
            self.lines = said
            self.facts.clear()
            for name, text in said:
                self.facts.add(name, text)
        self.setVisible(bool(said))


def household_lines(facts: HouseholdFacts, *, whole: bool) -> Iterator[Line]:
    """What the household declared; its account ``whole`` or masked."""
    mode = word(SETTLEMENT_MODES, facts.settlement_mode)
    focus = word(SETTLEMENT_FOCUSES, facts.settlement_focus)
    task = f"{facts.task_year}年度" if facts.task_year else ""
    yield "搬迁", joined(task, word(MOVE_MODES, facts.move_mode))
    yield "安置", f"{mode}（{focus}）" if mode and focus else mode
    yield "搬迁原因", word(MOVE_REASONS, facts.move_reason)
    yield "计划入住", facts.planned_move_in.spoken() if facts.planned_move_in else ""
    yield "搬迁困难", word(MOVE_DIFFICULTIES, facts.difficulty)
    price = f"{spoken_yuan(facts.housing_price_fen)}元" if facts.housing_price_fen else ""
    job = {True: "签了就业协议", False: "没签就业协议", None: ""}[facts.job_agreement]
    yield "进城购房", joined(facts.housing_source, price, job)
    yield "协议", joined(facts.agreement_no, facts.agreement_on.spoken() if facts.agreement_on else "")
    yield (
        "协议人口",
        joined(_people(facts.agreement_heads), _people(facts.benefited_heads, "受益")),
    )
    yield "自筹资金", f"{spoken_yuan(facts.self_funded_fen)}元" if facts.self_funded_fen is not None else ""
    yield from _poverty(facts)
    yield "家庭", joined(*_family(facts))
    account = group_account(facts.bank_account) if whole else mask_account(facts.bank_account)
    yield "一卡通", joined(facts.bank_name, account, f"户名{facts.payee}" if facts.payee else "")
    national = f"全国{facts.national_no}" if facts.national_no else ""
    yield "编号", joined(national, f"家庭{facts.family_no}" if facts.family_no else "")
    yield "备注", facts.note


def _poverty(facts: HouseholdFacts) -> Iterator[Line]:
    kind = word(HOUSEHOLD_TYPES, facts.household_type)
    yield "户类型", joined(kind, word(POVERTY_ATTRIBUTES, facts.poverty_attribute))
    left = f"{facts.poverty_exit_year}年脱贫" if facts.poverty_exit_year else ""
    back = f"{facts.poverty_return_year}年返贫" if facts.poverty_return_year else ""
    reason = f"（{facts.poverty_return_reason}）" if facts.poverty_return_reason else ""
    yield "脱贫", joined(left, back + reason)
    yield "致贫原因", "、".join(POVERTY_CAUSES[cause] for cause in facts.causes)


def _family(facts: HouseholdFacts) -> Iterator[str]:
    flags = (
        (facts.martyr_family, "军烈属"),
        (facts.only_child_family, "独生子女户"),
        (facts.two_daughters_family, "双女户"),
    )
    return (words for so, words in flags if so)


def _people(count: int | None, what: str = "") -> str:
    return "" if count is None else f"{what}{count}人"


def room_lines(view: HouseholdView) -> Iterator[Line]:
    """Each room with its address and grid and why it was given, then the rooms the household left."""
    for stay in view.dwellings:
        room = stay.room
        floor = f"{room.floor}层" if room.floor is not None else ""
        inner = _square(room.inner_area_hundredths)
        area = f"建筑{room.area}平方米" if room.area else ""
        yield "住房", joined(room.label, floor, room.layout, area, f"套内{inner}" if inner else "")
        yield "地址", room.address
        yield "区划", joined(room.division_name, room.division_code)
        yield "网格", stay.grid
        yield "住进来", joined(f"{stay.since.spoken()}起", ROOM_REASONS[stay.reason], stay.document)
        yield "交付", spoken_date(room.delivered_on) if room.delivered_on else ""
        yield "不动产单元", room.title_unit_no
        yield "房屋备注", room.note
    for stay in view.earlier:
        days = f"{stay.since.spoken()}至{stay.until.spoken() if stay.until else ''}"
        left = f"{ROOM_REASONS[stay.left_because]}离开" if stay.left_because else ""
        why = joined(left, stay.document)
        yield "以前住", joined(f"{stay.room.site_name} {stay.room.spoken}", days, why)


def homes_lines(homes: HomesRow) -> Iterator[Line]:
    """The old house and its plot, what came of them, and the title of the new home."""
    if homes.old is not None:
        yield from _old_lines(homes.old)
    title = homes.title
    if title is not None and title.stage is not None:
        yield "房子证", joined(TITLE_STAGES[title.stage], title.number)
        yield "发证", joined(spoken_date(title.issued_on) if title.issued_on else "", title.co_owners)


def _old_lines(old: OldHomeRow) -> Iterator[Line]:
    house = {True: "有", False: "没有旧房", None: ""}[old.has_house]
    grade = f"{old.danger_grade}级危房" if old.danger_grade else ""
    yield (
        "旧房",
        joined(house, _square(old.area_hundredths), word(HOUSE_STRUCTURES, old.structure), grade),
    )
    if old.demolished is not None:
        yield "拆除", joined(f"{old.demolished.spoken()}已拆", _square(old.demolished_hundredths))
    elif old.due_on is not None:
        yield "腾退", f"应在{spoken_date(old.due_on)}前"
    yield "认定保留", joined(word(PROTECTIONS, old.protection), old.protection_document)
    plot = f"证号{old.homestead_no}" if old.homestead_no else ""
    yield "宅基地", joined(_square(old.homestead_hundredths), plot, old.origin_class)
    mu = f"{spoken_area(old.reclaimed_hundredths)}亩" if old.reclaimed_hundredths else ""
    day = old.reclaimed.spoken() if old.reclaimed else ""
    yield "复垦", joined(word(RECLAMATIONS, old.reclamation), day, mu)
    paid = f"{spoken_date(old.award_paid_on)}兑现" if old.award_paid_on else ""
    award = f"{spoken_yuan(old.award_fen)}元" if old.award_fen is not None else ""
    yield "拆房奖励", joined(award, paid)


def _square(hundredths: int | None) -> str:
    return f"{spoken_area(hundredths)}平方米" if hundredths else ""
