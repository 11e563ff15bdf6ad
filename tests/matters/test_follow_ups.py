"""What a birth or a death leaves to be done: shown before, printed, a task at its owner, closed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.queries.declared_dead import widowed_by_it
from resettle_desktop.households.queries.events import headless_households
from resettle_desktop.households.queries.follow_ups import follow_ups_of_birth
from resettle_desktop.households.rules.circumstances import GuardianReason, ListKind
from resettle_desktop.households.rules.declared import Marital
from resettle_desktop.households.rules.follow_ups import (
    RULING,
    BirthDays,
    DeathFacts,
    FollowUp,
    after_birth,
    after_death,
    next_month,
)
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.drafts import CompletePersonDraft, PersonItems
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    ReappearedDraft,
    record_death,
    record_missing,
    record_reappeared,
)
from resettle_desktop.households.use_cases.events.people_joining import BirthDraft, record_birth
from resettle_desktop.households.use_cases.guardians import GuardianDraft, set_guardian
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.households.use_cases.people_lists import OpenListDraft, open_people_list
from resettle_desktop.households.use_cases.person_items import complete_person
from resettle_desktop.matters.pages.events.birth_page import BirthPage
from resettle_desktop.matters.pages.events.death_pages import DeathPage
from resettle_desktop.matters.pages.tasks_page import TasksPage
from resettle_desktop.matters.queries import Waiting, desk_sheet
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from resettle_desktop.office.queries import tasks_due
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from resettle_desktop.office.use_cases.tasks import CloseTaskDraft, close_task
from resettle_desktop.printing.pages import list_delivery
from resettle_desktop.printing.pages.printers import printer_choices
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, on, town_of
from tests.kit.office import Desk, actor_of, raw
from tests.kit.screen import Screen, type_text

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
CLERK = actor_of(Role.HOUSEHOLD_CLERK)


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site."""
    return town_of(desk)


def laden(town: Town) -> tuple[str, str]:
    """A household on whose head everything hangs, and its head."""
    uid = town.register(items=MOVED, room="3-1-101")
    head, girl = town.person(uid, "王国梁"), town.person(uid, "王小红")
    town.desk.do(set_guardian, GuardianDraft(girl, GuardianReason.MINOR, guardian_uid=head, since=on(2019)))
    contract = OpenListDraft(ListKind.CONTRACTING, uid, "王国梁", ((head, "02"),), on(2018), number="CB-7")
    town.desk.do(open_people_list, contract)
    town.desk.do(issue_relocation_certificate, CertificateDraft(uid))
    return uid, head


def test_what_hangs_on_the_dead_is_named_with_its_days() -> None:
    facts = DeathFacts(
        "王国梁", "u", "王国梁家", True, 4, True, ("王国梁的承包户CB-7",), ("王小红",), ("证明1号",)
    )
    told = after_death(facts, on(2026, 10, 5))
    assert [one.what for one in told] == [
        "选新户主",
        "到派出所注销户口",
        "给王小红另定监护人",
        "换一卡通收款人",
        "换承包合同代表人",
        "停发按人发的待遇",
        "丧葬补助和遗产",
        "收回证明1号",
    ]
    assert {one.what: one.due for one in told}["停发按人发的待遇"] == date(2026, 11, 1)
    assert "选新户主" not in [one.what for one in after_death(facts, on(2026, 10, 5), head_chosen=True)]
    month = after_death(facts, ImpreciseDate(date(2026, 12, 1), Precision.MONTH))
    assert {one.what: one.due for one in month}["停发按人发的待遇"] == date(2027, 1, 1)
    assert next_month(date(2026, 11, 30)) == date(2026, 12, 1)


def test_what_a_birth_asks_for_has_its_days() -> None:
    told = {one.what: one.due for one in after_birth("王小满", date(2026, 11, 1), BirthDays(90, 28))}
    assert told["王小满到派出所报户口"] == date(2026, 12, 1)
    assert told["给王小满参加居民医保"] == date(2027, 1, 30)
    assert told["给王小满签家庭医生、办预防接种证"] == date(2026, 11, 29)


def test_the_office_settles_within_how_many_days(town: Town) -> None:
    def asked() -> dict[str, FollowUp]:
        told = town.desk.ask(follow_ups_of_birth, "王小满", date(2026, 11, 1), TODAY)
        return {one.what: one for one in told}

    assert asked()["给王小满参加居民医保"].due == date(2027, 1, 30)
    town.desk.do(change_setting, SettingDraft("insured_within_days", 180))
    town.desk.do(change_setting, SettingDraft("visited_within_days", 7))
    insured = asked()["给王小满参加居民医保"]
    assert insured.due == date(2027, 4, 30)
    assert insured.how.startswith("出生180天内")
    assert asked()["给王小满签家庭医生、办预防接种证"].due == date(2026, 11, 8)
    uid = town.register(items=MOVED)
    town.desk.do(record_birth, BirthDraft(uid, member("王小满", "42", "20261101", 18)))
    due = {row.what: row.due for row in town.desk.ask(tasks_due, {Role.DESTINATION_CLERK}, TODAY)}
    assert due["给王小满参加居民医保"] == date(2027, 4, 30)
    with pytest.raises(Refusal, match="1到366之间"):
        town.desk.do(change_setting, SettingDraft("visited_within_days", 0))


def test_they_become_tasks_at_their_owners_and_are_withdrawn_with_the_event(town: Town) -> None:
    _, head = laden(town)
    town.desk.do(record_death, DeathDraft(head, on(2026, 10, 5)), key="death")
    mine = town.desk.ask(tasks_due, CLERK.roles, TODAY)
    assert "给王小红另定监护人" in [row.what for row in mine]
    assert "停发按人发的待遇" not in [row.what for row in mine]
    assert "停发按人发的待遇" in [
        row.what for row in town.desk.ask(tasks_due, {Role.DESTINATION_CLERK}, TODAY)
    ]
    assert len(town.desk.ask(tasks_due, {Role.HEAD}, TODAY)) > len(mine)
    first = mine[0]
    assert (first.what, first.due, first.late) == ("到派出所注销户口", date(2026, 11, 5), False)
    town.desk.do(close_task, CloseTaskDraft(first.uid, "派出所已注销"), by=CLERK)
    with pytest.raises(Refusal, match="已经有人办完了"):
        town.desk.do(close_task, CloseTaskDraft(first.uid), by=CLERK)
    with pytest.raises(Refusal, match="别的岗位"):
        town.desk.do(close_task, CloseTaskDraft(mine[1].uid), by=actor_of(Role.PARTY_CLERK))
    town.desk.do(take_back, TakeBackDraft(command_key="death"))
    assert town.desk.ask(tasks_due, {Role.HEAD}, TODAY) == ()


def test_a_declared_death_leaves_a_widow_and_the_same_to_be_done_until_it_is_revoked(town: Town) -> None:
    uid = town.register(items=MOVED)
    gone, widower = town.person(uid, "李改莲"), town.person(uid, "王国梁")
    marital = "SELECT marital, marital_on FROM person WHERE uid = ?"

    def to_do() -> dict[str, str]:
        return {row.what: row.reason for row in town.desk.ask(tasks_due, {Role.HEAD}, TODAY)}

    said = PersonItems(marital=Marital.MARRIED, marital_on=on(2000, 5, 1))
    town.desk.do(complete_person, CompletePersonDraft(widower, said))
    draft = MissingDraft(gone, on(2026, 3, 1), dead=True, widowed_uid=widower)
    town.desk.do(record_missing, draft, key="first")
    assert raw(town.desk.store, marital, widower) == [("widowed", "2026-03-01")]
    assert to_do()["到派出所注销户口"] == f"李改莲宣告死亡：{RULING}"
    town.desk.do(take_back, TakeBackDraft(command_key="first"))
    assert (raw(town.desk.store, marital, widower), to_do()) == ([("married", "2000-05-01")], {})
    town.desk.do(record_missing, draft)
    left = to_do()
    widowed = town.desk.ask(widowed_by_it, gone)
    assert widowed is not None
    assert widowed.uid == widower
    back = ReappearedDraft(gone, on(2026, 8, 1), uid, "12", spouse_uid=widower)
    with pytest.raises(Refusal, match="配偶的婚姻状况后来又改过"):
        town.desk.do(record_reappeared, replace(back, spouse_uid=town.person(uid, "王小红")))
    town.desk.do(record_reappeared, back, key="back")
    assert (raw(town.desk.store, marital, widower), to_do()) == ([("married", "2000-05-01")], {})
    assert town.desk.ask(widowed_by_it, gone) is None
    town.desk.do(take_back, TakeBackDraft(command_key="back"))
    assert (raw(town.desk.store, marital, widower), to_do()) == ([("widowed", "2026-03-01")], left)
    town.desk.do(record_reappeared, replace(back, spouse_uid=None))
    assert (raw(town.desk.store, marital, widower), to_do()) == ([("widowed", "2026-03-01")], {})


def test_the_desk_tells_of_tasks_and_of_households_without_a_head(town: Town) -> None:
    uid, head = laden(town)
    assert town.desk.ask(headless_households, TODAY) == ()
    town.desk.do(record_death, DeathDraft(head, on(2026, 10, 5)))
    sheet = town.desk.ask(desk_sheet, CLERK, TODAY)
    lines = {item.waiting: item for item in sheet.items}
    headless = lines[Waiting.HEADLESS]
    assert (headless.text, headless.page, headless.uid) == (
        "王国梁家（练LG0001）还没有新户主",
        "matters.head_changed",
        uid,
    )
    assert lines[Waiting.TASKS].page == "matters.tasks"
    with pytest.raises(Refusal, match="还没有新户主"):
        town.desk.do(issue_relocation_certificate, CertificateDraft(uid))


def test_a_death_shows_them_before_it_is_confirmed_and_prints_them(
    town: Town, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, head = laden(town)
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path))
    monkeypatch.setattr(list_delivery, "printer_choices", lambda: printer_choices()[-1:])
    form = DeathPage(screen.context)
    screen.open(form, head)
    type_text(form.on, "20261005")
    form.try_out()
    screen.qtbot.waitUntil(lambda: len(form.follow_ups.follow_ups) == 7)
    assert form.follow_ups.follow_ups[0].what == "选新户主"
    Keyboard(screen).press("Ctrl+P")
    screen.qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 1)
    [pdf] = tmp_path.glob("*.pdf")
    assert pdf.name.startswith("王国梁去世后要跟着办的事")
    assert pdf.read_bytes().startswith(b"%PDF")
    screen.settle()


def test_a_birth_shows_them_and_the_list_closes_them(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = BirthPage(screen.context)
    screen.open(form, town.person(uid, "李改莲"))
    type_text(form.child, "王小满")
    form.sex.choose_value("female")
    type_text(form.born, "20261101")
    type_text(form.certificate, "T140123456")
    form.try_out()
    screen.settle()
    screen.qtbot.waitUntil(lambda: bool(form.follow_ups.follow_ups))
    assert form.follow_ups.follow_ups[0].what == "王小满到派出所报户口"
    Keyboard(screen).press("F9")
    screen.qtbot.waitUntil(lambda: bool(screen.opened))
    page = TasksPage(screen.context)
    screen.open(page)
    screen.qtbot.waitUntil(lambda: bool(page.model.rows))
    page.table.setFocus()
    count = len(page.model.rows)
    first = page.model.rows[0]
    Keyboard(screen).press("Return")
    assert screen.opened[-1] == ("households.person", first.object_uid)
    Keyboard(screen).press("F9")
    screen.qtbot.waitUntil(lambda: len(page.model.rows) == count - 1)
