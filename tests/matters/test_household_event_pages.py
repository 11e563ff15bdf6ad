"""The forms of what happens to households, by keys, with what they would change beside them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries import household_history
from resettle_desktop.households.rules.declared import HukouCategory, HukouStanding
from resettle_desktop.households.rules.moving import FAMILY_IN_COLLECTIVE
from resettle_desktop.households.use_cases import (
    ChangeHeadDraft,
    HouseholdItems,
    MemberDraft,
    change_head,
)
from resettle_desktop.households.use_cases.apart import ApartPeopleDraft, say_apart
from resettle_desktop.households.use_cases.events.people_leaving import MarriedOutDraft, record_marriage_out
from resettle_desktop.households.use_cases.events.people_parts import NewHead
from resettle_desktop.matters.pages.effects_panel import NOT_YET
from resettle_desktop.matters.pages.event_form import EventForm
from resettle_desktop.matters.pages.events.correction_page import CorrectedPage
from resettle_desktop.matters.pages.events.duplicate_household_page import DuplicateHouseholdPage
from resettle_desktop.matters.pages.events.duplicates_page import DuplicatePersonPage
from resettle_desktop.matters.pages.events.head_page import HeadChangedPage
from resettle_desktop.matters.pages.events.homes_pages import (
    LEAVING,
    DemolitionPage,
    ReclamationPage,
    RoomChangedPage,
    TitleIssuedPage,
)
from resettle_desktop.matters.pages.events.household_pages import HOUSEHOLD_EVENT_PAGES
from resettle_desktop.matters.pages.events.hukou_pages import HukouArrivedPage, ResidenceDocumentPage
from resettle_desktop.matters.pages.events.merge_page import CHOOSE, NO_OVERLAPS, MergePage
from resettle_desktop.matters.pages.events.split_page import SplitPage
from tests.households.town import Town, member, on, town_of, without_number
from tests.kit.office import Desk, raw
from tests.kit.screen import Screen, keys, type_text

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


@pytest.fixture
def town(desk: Desk, screen: Screen) -> Town:
    """A town the pages of the screen look at."""
    return town_of(desk)


def opened(screen: Screen, page: Page, uid: str) -> Any:
    screen.open(page, uid)
    return page


def told(screen: Screen, form: EventForm) -> list[str]:
    """What the form says it would change, once it has asked."""
    form.try_out()
    screen.settle()
    assert not form.effects.said.startswith(NOT_YET) or not form.effects.effects, form.effects.said
    return [effect.text for effect in form.effects.effects]


def done(screen: Screen, form: QWidget) -> None:
    keys(form, "F9")
    screen.settle()


def codes(town: Town) -> list[str]:
    return [code for (code,) in raw(town.desk.store, "SELECT code FROM life_event ORDER BY id")]


def test_a_split_is_told_before_and_done_by_key(screen: Screen, town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    form = opened(screen, SplitPage(screen.context), uid)
    son = town.person(uid, "王小军")
    form.new_head.choose_value(son)
    form.on.restore("2026-09-01")
    assert form.table.ticked() == (son,)
    assert form.table.relations[town.person(uid, "李改莲")].value() == "12"
    texts = told(screen, form)
    assert any("王小军" in text for text in texts), (texts, form.effects.said)
    form.evidence_later.setChecked(True)
    done(screen, form)
    (page, new), *_ = screen.opened
    assert page == "households.household"
    assert [m.person.name for m in town.view(str(new)).members] == ["王小军"]
    for household in (uid, str(new)):
        assert town.desk.ask(household_history, household)[0].wording == "分户"
    assert codes(town) == ["EV08", "EV08"]


def test_a_relation_that_is_missing_brings_the_cursor_to_its_line(screen: Screen, town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    form = opened(screen, SplitPage(screen.context), uid)
    form.on.restore("2026-09-01")
    form.new_head.choose_value(town.person(uid, "王小军"))
    wife = form.table.relations[town.person(uid, "李改莲")]
    wife.choose_value(None)
    form.evidence_later.setChecked(True)
    form.submit()
    assert form.context.notices.text == "请选李改莲和户主的关系"
    assert wife.hasFocus()
    assert not screen.opened


def test_when_the_head_leaves_somebody_else_must_head_those_who_stay(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    form = opened(screen, SplitPage(screen.context), uid)
    form.on.restore("2026-09-01")
    form.new_head.choose_value(town.person(uid, "王国梁"))
    assert form.old_head.value() == ""
    wife = town.person(uid, "李改莲")
    form.old_head.choose_value(wife)
    assert form.table.relations[wife].value() == "02"
    mother = town.person(uid, "张秀英")
    form.table.boxes[mother].setChecked(True)
    assert form.table.relations[mother].value() == "52"
    done(screen, form)
    head = town.view(uid).head
    assert head is not None
    assert head.person.name == "李改莲"


def test_a_merge_shows_who_comes_and_what_overlaps(screen: Screen, town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    merged = town.register(member("王国柱", "02", "19660708", 21), room="3-1-102", items=MOVED)
    form = opened(screen, MergePage(screen.context), uid)
    assert form.overlaps.text() == CHOOSE
    form.merged.setFocus()
    type_text(form.merged, "wangguozhu")
    screen.qtbot.waitUntil(lambda: bool(form.merged.options))
    keys(form.merged, "Return")
    screen.settle()
    assert form.merged.value() == merged
    assert "3-1-102" in form.overlaps.text()
    form.on.restore("2026-09-01")
    uncle = town.person(merged, "王国柱")
    form.table.relations[uncle].choose_value("71")
    texts = told(screen, form)
    assert any("王国柱" in text for text in texts), (texts, form.effects.said)
    done(screen, form)
    assert len(town.view(uid).members) == 6
    assert screen.opened == [("households.household", uid)]
    assert NO_OVERLAPS not in form.overlaps.text()


def test_two_files_of_one_person_become_one(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    double = MemberDraft("王军", "97", without_number(), birth=on(2005))
    other = town.register(member("王国柱", "02", "19660708", 21), double, items=MOVED)
    son = town.person(uid, "王小军")
    form = opened(screen, DuplicatePersonPage(screen.context), son)
    form.duplicate.setFocus()
    type_text(form.duplicate, "wangjun")
    screen.qtbot.waitUntil(lambda: bool(form.duplicate.options))
    keys(form.duplicate, "Return")
    told(screen, form)
    done(screen, form)
    assert screen.opened == [("households.person", son)]
    assert len(town.view(other).members) == 1
    assert town.found("王军") == ["王小军"]


def test_who_was_said_to_be_another_is_asked_about_before_the_merger(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    double = MemberDraft("王军", "97", without_number(), birth=on(2005))
    other = town.register(member("王国柱", "02", "19660708", 21), double, items=MOVED)
    son, again = town.person(uid, "王小军"), town.person(other, "王军")
    town.desk.do(say_apart, ApartPeopleDraft(son, again, "父母不同"))
    form = opened(screen, DuplicatePersonPage(screen.context), son)
    form.duplicate.setFocus()
    type_text(form.duplicate, "wangjun")
    screen.qtbot.waitUntil(lambda: bool(form.duplicate.options))
    keys(form.duplicate, "Return")
    keys(form, "F9")
    screen.qtbot.waitUntil(lambda: form.open_question is not None)
    assert form.open_question is not None
    form.open_question.buttons[0].click()
    screen.qtbot.waitUntil(lambda: screen.opened == [("households.person", son)])
    assert town.found("王军") == ["王小军"]


def test_two_files_of_one_household_become_one(screen: Screen, town: Town) -> None:
    """Who is who is proposed by number and by day of birth; a former head must be said, others may be."""
    uid = town.register(items=MOVED)
    again = town.register(
        MemberDraft("王国良", "02", without_number(), no_phone=True, birth=on(1978, 5, 12), sex=Sex.MALE),
        MemberDraft("王晚生", "22", without_number(), birth=on(2002), sex=Sex.MALE),
        items=MOVED,
    )
    head, late = town.person(again, "王国良"), town.person(again, "王晚生")
    relations = ((head, "51"), (late, "02"))
    town.desk.do(change_head, ChangeHeadDraft(again, late, relations, on(2024, 5, 1)))
    town.desk.do(
        record_marriage_out, MarriedOutDraft(late, on(2025, 5, 1), new_head=NewHead(head, ((head, "02"),)))
    )
    form = opened(screen, DuplicateHouseholdPage(screen.context), uid)
    form.duplicate.setFocus()
    type_text(form.duplicate, "wangguoliang")
    screen.qtbot.waitUntil(lambda: bool(form.duplicate.options))
    keys(form.duplicate, "Return")
    screen.qtbot.waitUntil(form.former_card.isVisible)
    assert form.table.relations[head].text() == "就是王国梁"
    assert list(form.former.relations) == [late]
    form.try_out()
    screen.settle()
    assert "王晚生以前是重复那一户的户主" in form.effects.said
    form.former.relations[late].choose_value("97")
    told(screen, form)
    done(screen, form)
    assert screen.opened == [("households.household", uid)]
    assert town.view(again).members == ()
    then = {m.person.name: m.relation for m in town.view(uid, date(2024, 6, 1)).members}
    assert (then["王国梁"], then["王晚生"]) == ("02", "97")


def test_another_head(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    form = opened(screen, HeadChangedPage(screen.context), uid)
    form.new_head.choose_value(town.person(uid, "李改莲"))
    form.on.restore("2026-09-01")
    form.table.relations[town.person(uid, "张秀英")].choose_value("54")
    told(screen, form)
    done(screen, form)
    assert codes(town) == ["EV10"]


def test_the_hukou_of_who_is_ticked(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    form = opened(screen, HukouArrivedPage(screen.context), uid)
    form.on.restore("2026-11-03")
    assert len(form.table.ticked()) == 5
    for box in form.table.boxes.values():
        box.setChecked(False)
    done(screen, form)
    assert codes(town) == []
    form.table.boxes[town.person(uid, "王小军")].setChecked(True)
    type_text(form.address, "柳沟镇迎宾路18号")
    form.division.setText("1499991")
    done(screen, form)
    assert form.fields["division_code"].error.startswith("区划代码是")
    form.division.setText("149999100001")
    form.standing.choose_value(HukouStanding.MOVED_COLLECTIVE)
    assert form.category.value() == HukouCategory.COLLECTIVE
    form.category.choose_value(HukouCategory.FAMILY)
    done(screen, form)
    assert form.fields["category"].error == FAMILY_IN_COLLECTIVE
    form.standing.choose_value(HukouStanding.MOVED_DOOR)
    told(screen, form)
    done(screen, form)
    hukous = [m.person.hukou for m in town.view(uid).members if m.person.hukou]
    assert [(one.standing, one.division_code, one.category) for one in hukous] == [
        (HukouStanding.MOVED_DOOR, "149999100001", HukouCategory.FAMILY)
    ]


def test_a_residence_document(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    person = town.person(uid, "王小军")
    form = opened(screen, ResidenceDocumentPage(screen.context), person)
    form.step.choose_value("issued")
    form.on.restore("2026-11-03")
    type_text(form.number, "J001")
    form.next_endorsement.restore("2027-11-03")
    told(screen, form)
    done(screen, form)
    assert codes(town) == ["EV13"]


def test_a_room_is_left_and_another_taken(screen: Screen, town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    form = opened(screen, RoomChangedPage(screen.context), uid)
    form.reason.choose_value(LEAVING + "vacated")
    form.since.restore("2026-09-30")
    told(screen, form)
    done(screen, form)
    assert town.view(uid).dwelling is None
    form = opened(screen, RoomChangedPage(screen.context), uid)
    done(screen, form)  # no room is chosen: refused in the field
    assert len(codes(town)) == 1
    form.room.setFocus()
    type_text(form.room, "3-1-102")
    screen.qtbot.waitUntil(lambda: bool(form.room.options))
    keys(form.room, "Return")
    form.since.restore("2026-10-01")
    done(screen, form)
    dwelling = town.view(uid).dwelling
    assert dwelling is not None
    assert dwelling.room.label == "3-1-102"


def test_old_house_plot_and_title(screen: Screen, town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    form = opened(screen, DemolitionPage(screen.context), uid)
    type_text(form.on, "2019")
    type_text(form.area, "80.5")
    told(screen, form)
    done(screen, form)
    form = opened(screen, ReclamationPage(screen.context), uid)
    type_text(form.on, "20200601")
    type_text(form.mu, "0.45")
    type_text(form.award, "12000.x")
    done(screen, form)
    assert len(codes(town)) == 1
    form.award.restore("12000")
    told(screen, form)
    done(screen, form)
    form = opened(screen, TitleIssuedPage(screen.context), uid)
    type_text(form.number, "晋（2021）云州市不动产权第0001号")
    type_text(form.issued_on, "20210506")
    told(screen, form)
    done(screen, form)
    assert codes(town) == ["EV23", "EV24", "EV25"]
    kept = raw(town.desk.store, "SELECT demolished_hundredths, reclaimed_hundredths, award_fen FROM old_home")
    assert kept == [(8050, 45, 1200000)]


def test_a_correction_names_its_paper(screen: Screen, town: Town) -> None:
    uid = town.register(items=MOVED)
    person = town.person(uid, "王小军")
    form = opened(screen, CorrectedPage(screen.context), person)
    form.person_name.restore("王晓军")
    type_text(form.reason, "户口簿已更名")
    done(screen, form)
    assert codes(town) == []
    type_text(form.evidence_what, "派出所证明")
    told(screen, form)
    done(screen, form)
    assert codes(town) == ["EV26"]


@pytest.mark.parametrize("page", HOUSEHOLD_EVENT_PAGES, ids=lambda page: page.name)
def test_every_form_opens_with_the_cursor_in_it_and_says_what_it_needs(
    screen: Screen, town: Town, page: type[Page]
) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    about_person = page in {DuplicatePersonPage, CorrectedPage, ResidenceDocumentPage}
    form = opened(screen, page(screen.context), town.person(uid, "王小军") if about_person else uid)
    assert form.first_focus() is not None
    assert form.usual_evidence
    assert form.verb.endswith("(&R)")


@pytest.fixture(autouse=True)
def _no_leftovers(screen: Screen) -> Iterator[None]:
    yield
    screen.settle()
