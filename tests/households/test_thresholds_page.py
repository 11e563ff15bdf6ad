"""标准 on their page: defaults, what the office settled, earlier values; another value from a day on."""

from datetime import date, timedelta

import pytest

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.thresholds_page import ThresholdForm, ThresholdsPage
from resettle_desktop.households.queries.findings import household_findings
from resettle_desktop.households.queries.thresholds import Standing, threshold_rows
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.homes import ThresholdKind
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.thresholds import ThresholdDraft, set_threshold
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from resettle_desktop.office.pages.settings_page import SettingsPage
from tests.households.test_homes import at
from tests.households.town import TODAY, Town, on, wangs
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen

AREA = ThresholdKind.AREA_PER_HEAD
POOR = RelocationKind.REGISTERED_POOR


def lines(page: ThresholdsPage) -> list[list[str]]:
    model = page.model
    return [[str(model.index(row, column).data()) for column in range(6)] for row in range(model.rowCount())]


def test_the_defaults_are_there_before_anything_is_settled(town: Town, screen: Screen) -> None:
    page = ThresholdsPage(screen.context)
    hands = at(screen, page)
    assert lines(page) == [
        ["人均面积", "25㎡", "默认", "建档立卡搬迁户", "", ""],
        ["人均自筹", "2500元", "默认", "建档立卡搬迁户", "", ""],
        ["每户自筹", "10000元", "默认", "建档立卡搬迁户", "", ""],
        ["腾退旧房", "12个月", "默认", "建档立卡搬迁户", "", ""],
    ]
    hands.press("F9")
    hands.press("F3")
    assert screen.opened == [
        ("households.threshold", f"default {AREA}"),
        ("households.threshold", None),
    ]


def test_what_is_settled_goes_first_and_what_was_stays(town: Town, screen: Screen) -> None:
    settle = town.desk.do
    settle(set_threshold, ThresholdDraft(AREA, 20, starts=date(2020, 1, 1), source="省发改委2020年1号"))
    settle(set_threshold, ThresholdDraft(AREA, 22, starts=date(2026, 1, 1)))
    settle(set_threshold, ThresholdDraft(AREA, 30, POOR, "14", 2018, TODAY + timedelta(days=10)))
    settle(set_threshold, ThresholdDraft(ThresholdKind.SELF_FUND_PER_HOUSEHOLD, None, POOR, "14"))
    page = ThresholdsPage(screen.context)
    at(screen, page)
    area = [line[1:] for line in lines(page) if line[0].startswith("人均面积")]
    assert area == [
        ["22㎡", "现行", "所有搬迁户", "2026-01-01", ""],
        ["30㎡", "还没到", "建档立卡搬迁户　山西省　2018年度", "2026-11-13", ""],
        ["20㎡", "已换", "所有搬迁户", "2020-01-01", "2025-12-31"],
        ["25㎡", "已换", "建档立卡搬迁户", "", ""],
    ]
    money = [line[1:] for line in lines(page) if line[0].startswith("每户自筹")]
    assert money == [
        ["没有上限", "现行", "建档立卡搬迁户　山西省", "2026-11-03", ""],
        ["10000元", "默认", "建档立卡搬迁户", "", ""],
    ]


def test_another_value_is_settled_from_a_day_on(town: Town, screen: Screen) -> None:
    """What was more than 25 ㎡ a head is none any more from the day on; before it was."""
    items = HouseholdItems(relocation_kind=POOR, agreement_heads=4, moved_in=on(2018, 11, 10))
    town.register(*wangs()[:4], room="3-2-501", items=items)
    assert len(town.desk.ask(household_findings, TODAY)) == 1
    page = ThresholdForm(screen.context)
    hands = at(screen, page, f"default {AREA}")
    assert hands.cursor is page.value
    assert page.value.text() == "25"
    page.value.selectAll()
    hands.line("27", "", "市里2026年会议纪要")
    hands.press("F9")
    assert screen.went_back == [True]
    row = town.desk.ask(threshold_rows, TODAY)[0]
    assert (row.standard.value, row.standard.relocation_kind, row.standing) == (27, POOR, Standing.HOLDS)
    assert row.source == "市里2026年会议纪要"
    assert town.desk.ask(household_findings, TODAY) == ()
    assert len(town.desk.ask(household_findings, TODAY - timedelta(days=1))) == 1


def test_an_amount_for_one_province_and_year(town: Town, screen: Screen) -> None:
    page = ThresholdForm(screen.context)
    hands = at(screen, page)
    hands.line("rjz", "20", "20260101", "")
    hands.line("tb", "gz", "2017")
    row = town.desk.ask(threshold_rows, TODAY)[0]
    assert (row.standard.value, row.province_name, row.standard.task_year) == (20, "贵州省", 2017)
    assert row.standard.relocation_kind is RelocationKind.ALONGSIDE


def test_what_nobody_measures_against_is_said_at_its_field(town: Town, screen: Screen) -> None:
    page = ThresholdForm(screen.context)
    hands = at(screen, page, f"default {AREA}")
    page.year.setText("1987")
    hands.press("F9")
    assert page.fields["task_year"].error == "搬迁任务年度不对，请核对"
    page.year.setText("")
    page.value.setText("900")
    hands.press("F9")
    assert page.fields["value"].error.startswith("标准应在1到200之间")


def test_the_settings_lead_to_them(town: Town, screen: Screen) -> None:
    page = SettingsPage(screen.context)
    at(screen, page).press("Ctrl+B")
    assert screen.opened == [("households.thresholds", None)]


@pytest.mark.parametrize("kind", [ThresholdsPage, ThresholdForm])
def test_it_is_whole_in_large_type(town: Town, screen: Screen, kind: type[Page]) -> None:
    page = kind(screen.context)
    at(screen, page)
    screen.context.theme.set_scale(1.75)
    page.window().resize(911, 560)
    screen.qtbot.waitUntil(lambda: page.width() <= 911 and complaints(page) == [])


def test_the_findings_lead_to_them_for_who_settles_them(town: Town, screen: Screen) -> None:
    at(screen, FindingsPage(screen.context)).press("Ctrl+B")
    assert screen.opened == [("households.thresholds", None)]


def test_an_amount_is_taken_back(town: Town) -> None:
    town.desk.do(set_threshold, ThresholdDraft(AREA, 20, starts=date(2020, 1, 1)))
    before = town.desk.ask(threshold_rows, TODAY)
    town.desk.do(set_threshold, ThresholdDraft(AREA, 22), key="threshold")
    assert town.desk.ask(threshold_rows, TODAY) != before
    town.desk.do(take_back, TakeBackDraft(command_key="threshold"))
    after = town.desk.ask(threshold_rows, TODAY)
    assert [(row.standard, row.starts, row.last_day, row.standing) for row in after] == [
        (row.standard, row.starts, row.last_day, row.standing) for row in before
    ]
