"""The forms of what happens to people, by keys, with what they would change beside them (J8, J9)."""

import os
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.households.queries.events import events_of_person, events_without_evidence
from resettle_desktop.households.queries.people import person_row
from resettle_desktop.households.rules.follow_ups import RULING
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_away import AwayByStateDraft, record_enlistment
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    record_death,
    record_missing,
)
from resettle_desktop.matters.pages.effects_panel import NOT_YET
from resettle_desktop.matters.pages.events.away_pages import DischargePage, WorkingAwayPage
from resettle_desktop.matters.pages.events.birth_page import BirthPage
from resettle_desktop.matters.pages.events.death_pages import DeathPage, MissingPage, ReappearedPage
from resettle_desktop.matters.pages.events.joining_pages import EITHER, MarriageInPage
from resettle_desktop.matters.pages.events.leaving_pages import (
    BackAtSitePage,
    DivorcePage,
    MarriageOutPage,
    MovedOnPage,
    ReturnedPage,
)
from resettle_desktop.matters.pages.events.member_form import MemberEventForm
from resettle_desktop.matters.pages.events_page import EventsPage
from resettle_desktop.matters.pages.supply_evidence import SupplyEvidencePage
from tests.households.town import TODAY, Town, member, number, on, town_of
from tests.kit.layout_guards import complaints
from tests.kit.office import Desk
from tests.kit.screen import Screen, grab, keys, type_text

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


@pytest.fixture
def town(desk: Desk) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


def sure(form: MemberEventForm, screen: Screen) -> str:
    """What the panel beside the form says, or the changes it lists."""
    form.try_out()
    screen.settle()
    return form.effects.said if not form.effects.effects else "；".join(e.text for e in form.effects.effects)


def done(form: MemberEventForm, screen: Screen) -> None:
    """Strike the verb's key and wait until the act is done."""
    opened = len(screen.opened)
    keys(form, "F9")
    screen.qtbot.waitUntil(lambda: len(screen.opened) > opened)


def names(town: Town, uid: str) -> set[str]:
    return {member.person.name for member in town.view(uid).members}


def test_a_birth_takes_a_name_a_day_and_a_certificate(town: Town, screen: Screen) -> None:
    """J8: the mother is found, the household proposed, what follows stands there before saving."""
    uid = town.register(items=MOVED)
    form = BirthPage(screen.context)
    screen.open(form, uid)
    assert form.mother.text() == ""  # two women could be
    form.mother.choose_value(town.person(uid, "李改莲"))
    type_text(form.child, "王小满")
    form.sex.choose_value("female")
    type_text(form.born, "20261101")
    type_text(form.certificate, "T140123456")
    assert form.relation.value() == "30"
    assert "王小满 加入王国梁家" in sure(form, screen)
    done(form, screen)
    assert "王小满" in names(town, uid)
    event = town.desk.ask(events_of_person, _of(town, "王小满"), TODAY)[0]
    assert (event.evidence, event.evidence_number) == ("出生医学证明", "T140123456")


def test_the_mother_s_own_page_proposes_her(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = BirthPage(screen.context)
    screen.open(form, town.person(uid, "李改莲"))
    assert form.mother.text() == "李改莲"


def test_a_death_known_to_the_month_with_its_paper_to_follow(town: Town, screen: Screen) -> None:
    """J9."""
    uid = town.register(items=MOVED)
    head = town.person(uid, "王国梁")
    form = DeathPage(screen.context)
    screen.open(form, head)
    assert form.who.text() == "王国梁"
    assert form.new_head.isEnabled()
    type_text(form.on, "202610")
    form.evidence_later.setChecked(True)
    type_text(form.told_by, "女儿")
    form.new_head.choose_value(town.person(uid, "李改莲"))
    assert not sure(form, screen).startswith(NOT_YET)
    done(form, screen)
    view = town.view(uid)
    assert view.head is not None
    assert view.head.person.name == "李改莲"
    waiting = town.desk.ask(events_without_evidence, TODAY)
    assert [(row.person, row.happened.spoken(), row.told_by) for row in waiting] == [
        ("王国梁", "2026年10月", "女儿")
    ]


def test_no_head_is_asked_for_where_the_head_stays(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = DeathPage(screen.context)
    screen.open(form, town.person(uid, "张秀英"))
    assert not form.new_head.isEnabled()
    type_text(form.on, "20261001")
    done(form, screen)
    assert "张秀英" not in names(town, uid)


def test_a_declaration_and_its_revocation(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    son = town.person(uid, "王小军")
    form = MissingPage(screen.context)
    screen.open(form, son)
    type_text(form.on, "20260301")
    done(form, screen)
    assert "王小军" in names(town, uid)
    form.close()
    town.desk.do(record_missing, MissingDraft(town.person(uid, "王小红"), on(2026, 3, 1), dead=True))
    girl = next(
        row.person_uid
        for row in town.desk.ask(events_of_person, _of(town, "王小红"), TODAY)
        if row.person_uid is not None
    )
    back = ReappearedPage(screen.context)
    screen.open(back, girl)
    assert back.household.text().endswith("（练LG0001）")
    type_text(back.on, "20260801")
    back.relation.choose_value("32")
    done(back, screen)
    assert "王小红" in names(town, uid)


def test_a_declared_death_proposes_the_widow_and_its_revocation_the_marriage(
    town: Town, screen: Screen
) -> None:
    uid = town.register(items=MOVED)
    gone, widower = town.person(uid, "李改莲"), town.person(uid, "王国梁")
    form = MissingPage(screen.context)
    screen.open(form, gone)
    type_text(form.on, "20260301")
    form.try_out()
    screen.settle()
    assert not form.fields["spouse"].isVisible()
    assert not form.follow_ups.isVisible()
    form.dead.setChecked(True)
    assert form.fields["spouse"].isVisible()
    assert (form.spouse.value(), form.widowed.isChecked()) == (widower, True)
    form.try_out()
    screen.qtbot.waitUntil(lambda: bool(form.follow_ups.follow_ups))
    assert form.follow_ups.follow_ups[0].how == RULING
    assert complaints(form) == []
    done(form, screen)
    assert _marital(town, widower) == "widowed"
    form.close()
    back = ReappearedPage(screen.context)
    screen.open(back, gone)
    screen.qtbot.waitUntil(back.fields["spouse"].isVisible)
    assert back.married.text().startswith("王国梁不再是丧偶")
    type_text(back.on, "20260801")
    back.relation.choose_value("12")
    done(back, screen)
    assert _marital(town, widower) != "widowed"


def _marital(town: Town, uid: str) -> object:
    row = town.desk.ask(person_row, uid, TODAY)
    return row.marital if row is not None else None


def _of(town: Town, name: str) -> str:
    rows = town.desk.ask(
        lambda session: list(session.connection().exec_driver_sql("SELECT uid, name FROM person"))
    )
    return next(str(uid) for uid, called in rows if called == name)


def test_a_bride_is_new_or_one_of_ours(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = MarriageInPage(screen.context)
    screen.open(form, uid)
    type_text(form.on, "20260501")
    form.relation.choose_value("38")
    keys(form, "F9")
    assert form.fields["other"].error == EITHER, "somebody must be named"
    type_text(form.new_name, "孙香莲")
    type_text(form.number, number("20050202", 14))
    assert "孙香莲 加入王国梁家" in sure(form, screen)
    done(form, screen)
    assert "孙香莲" in names(town, uid)


def test_who_heads_another_household_leaves_it_with_a_head(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    other = town.register(
        member("孙香莲", "02", "19850202", 14), member("孙小宝", "22", "20150203", 15), items=MOVED
    )
    form = MarriageInPage(screen.context)
    screen.open(form, uid)
    assert not form.heads_card.isVisible()
    type_text(form.on, "20260501")
    form.relation.choose_value("97")
    form.other.setFocus()
    type_text(form.other, "sunxianglian")
    screen.qtbot.waitUntil(lambda: bool(form.other.options))
    keys(form.other, "Return")
    screen.qtbot.waitUntil(form.heads_card.isVisible)
    assert form.fields["new_head"].required
    form.new_head.choose_value(town.person(other, "孙小宝"))
    assert "孙香莲 加入王国梁家" in sure(form, screen)
    done(form, screen)
    assert "孙香莲" in names(town, uid)
    head = town.view(other).head
    assert head is not None
    assert head.person.name == "孙小宝"


def test_a_death_asks_for_the_spouse(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = DeathPage(screen.context)
    screen.open(form, town.person(uid, "王国梁"))
    assert (form.spouse.text(), form.widowed.isChecked()) == ("李改莲", True)
    type_text(form.on, "20261001")
    assert "丧偶" in sure(form, screen) or any(e.after == "丧偶" for e in form.effects.effects)
    form.widowed.setChecked(False)
    sure(form, screen)
    assert not any(e.after == "丧偶" for e in form.effects.effects)
    form.who.choose_value(town.person(uid, "张秀英"))
    assert (form.spouse.text(), form.widowed.isChecked()) == ("", False)


def test_leaving_forms(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    out = MarriageOutPage(screen.context)
    screen.open(out, town.person(uid, "王小红"))
    type_text(out.on, "20260901")
    type_text(out.place, "邻县")
    done(out, screen)
    divorce = DivorcePage(screen.context)
    screen.open(divorce, town.person(uid, "李改莲"))
    divorce.spouse.choose_value(town.person(uid, "王国梁"))
    type_text(divorce.on, "20260902")
    done(divorce, screen)
    on_page = MovedOnPage(screen.context)
    screen.open(on_page, town.person(uid, "王小军"))
    type_text(on_page.on, "20260903")
    type_text(on_page.place, "省城")
    done(on_page, screen)
    assert names(town, uid) == {"王国梁", "张秀英"}
    back = ReturnedPage(screen.context)
    screen.open(back, town.person(uid, "张秀英"))
    type_text(back.on, "2025")
    done(back, screen)
    home = BackAtSitePage(screen.context)
    screen.open(home, town.person(uid, "张秀英"))
    type_text(home.on, "20261001")
    done(home, screen)


def test_who_is_away_stays(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    form = WorkingAwayPage(screen.context)
    screen.open(form, uid)
    form.who.choose_value(town.person(uid, "王国梁"))
    type_text(form.on, "20260301")
    type_text(form.place, "天津")
    type_text(form.months, "7")
    done(form, screen)
    son = town.person(uid, "王小军")
    town.desk.do(record_enlistment, AwayByStateDraft(son, on(2024, 9, 1)))
    back = DischargePage(screen.context)
    screen.open(back, son)
    type_text(back.on, "20261001")
    done(back, screen)
    assert len(town.view(uid, date(2026, 11, 3)).members) == 5


def test_the_paper_follows_later(town: Town, screen: Screen) -> None:
    uid = town.register(items=MOVED)
    granny = town.person(uid, "张秀英")
    town.desk.do(record_death, DeathDraft(granny, on(2026, 9, 1), evidence=Evidence(later=True)))
    page = EventsPage(screen.context)
    screen.open(page, uid)
    assert page.owed.isVisible()
    button = page.owed.findChildren(Button)[0]
    button.setFocus()
    keys(button, "Space")
    [(name, event)] = screen.opened
    form = SupplyEvidencePage(screen.context)
    assert name == form.name
    screen.open(form, event)
    type_text(form.what, "医学死亡证明")
    type_text(form.number, "SW-7")
    keys(form, "F9")
    screen.qtbot.waitUntil(lambda: town.desk.ask(events_without_evidence, TODAY) == ())
    screen.settle()


LOOKS = ((Scheme.LIGHT, 1.0, 1178, 640, "100"), (Scheme.CONTRAST, 1.75, 924, 560, "175"))


@pytest.mark.parametrize("page", [EventsPage, BirthPage, DeathPage])
def test_the_pages_are_whole_at_both_ends(town: Town, screen: Screen, page: type[Page]) -> None:
    uid = town.register(items=MOVED)
    made = page(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(made)
    screen.show(area)
    made.show_subject(town.person(uid, "王国梁"))
    screen.settle()
    for scheme, scale, width, height, name in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.resize(width, height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(made) == [], timeout=2000)
        folder = os.environ.get("LOOK_AT")
        if folder:
            grab(area, Path(folder) / f"{page.__name__}-{name}.png")
            grab(made, Path(folder) / f"{page.__name__}-{name}-whole.png")
