"""The pages about households and people that are registered: seen, put right, found, whole at every size."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from resettle_desktop.foundation.ui.chips import Tone
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput
from resettle_desktop.foundation.ui.page import Page, PageSpec
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.values.citizen_number import Group
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.foundation.window.found import FoundRow
from resettle_desktop.households.pages import PAGES
from resettle_desktop.households.pages.corrected_page import CorrectedPage
from resettle_desktop.households.pages.correction_slip_page import CorrectionSlipPage
from resettle_desktop.households.pages.forms.add_member import AddMemberPage
from resettle_desktop.households.pages.forms.assign_room import AssignRoomPage, EndRoomPage
from resettle_desktop.households.pages.forms.change_head import ChangeHeadPage
from resettle_desktop.households.pages.forms.complete_household import CompleteHouseholdPage
from resettle_desktop.households.pages.forms.complete_person import CompletePersonPage
from resettle_desktop.households.pages.forms.correct_person import CorrectPersonPage, SettleNumberPage
from resettle_desktop.households.pages.forms.phone import PhonePage
from resettle_desktop.households.pages.forms.put_right import (
    CorrectOriginPage,
    CorrectRelationPage,
    RenameOriginPage,
)
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.pages.id_copy_page import IdCopyPage
from resettle_desktop.households.pages.listed import spoken_yuan, typed_fen
from resettle_desktop.households.pages.numbers_page import NumbersPage
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.pages.people_search import PeopleSearch
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.pages.person_paper_pages import (
    AuthorisationPage,
    PromisePage,
    ResidencePage,
)
from resettle_desktop.households.pages.public_notice_page import PublicNoticePage
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.households.pages.rooms_page import RoomsPage
from resettle_desktop.households.queries import person_row
from resettle_desktop.households.queries.corrections import corrections_of
from resettle_desktop.households.rules.declared import RelocationKind, SchoolStage, SettlementMode
from resettle_desktop.households.rules.identity import DocumentKind, NumberDraft, NumberState
from resettle_desktop.households.use_cases import CorrectPersonDraft, correct_person
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, number, without_number
from tests.kit.layout_guards import complaints
from tests.kit.office import raw
from tests.kit.screen import Screen


def at(screen: Screen, page: Page, uid: str | None = None) -> Keyboard:
    """Open a page for a subject with the cursor where it begins."""
    screen.open(page, uid)
    first = page.first_focus()
    if first is not None:
        first.setFocus()
    screen.settle()
    return Keyboard(screen)


def looks(town: Town) -> list[tuple[str, str]]:
    """The access chain: what kind of look at whom."""
    rows = raw(town.desk.store, "SELECT kind, subject_label FROM access_entry ORDER BY id")
    return [(kind, label) for kind, label in rows]


# The household


def test_a_household_at_one_glance(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    number_words = page.title.split()[-1]
    assert page.title == f"王国梁家  {number_words}"
    assert page.glance.who.fact.text() == "王国梁"
    assert page.glance.who.note.text() == "男　48岁　5口人　电话 138****0011"
    assert page.glance.origin.fact.text() == "石湾村后沟"
    assert page.glance.home.fact.text() == "云水苑 3号楼2单元501室"
    shown = [page.members.model.index(0, column).data() for column in range(4)]
    assert shown == ["王国梁", "户主", "男 48岁", "149999********" + number("19780512", 11)[-4:]]
    assert page.papers.empty.text() == "还没有开过；按 F9 开搬迁安置证明"
    assert page.history.model.index(0, 1).data() == "登记搬迁户"
    assert page.completeness.missing.text().startswith("还差：搬迁类型")


def test_opening_and_unmasking_are_noted(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = HouseholdPage(screen.context)
    hands = at(screen, page, uid)
    page.reload()
    screen.settle()
    label = town.view(uid).label
    assert looks(town) == [("opened", label)]
    hands.press("Ctrl+I")
    assert page.members.model.index(0, 3).data().startswith("149999 19780512 ")
    assert looks(town) == [("opened", label), ("unmasked", label)]
    hands.press("Ctrl+I")
    assert "*" in page.members.model.index(0, 3).data()
    assert len(looks(town)) == 2


@pytest.mark.parametrize(
    ("key", "opened"),
    [
        ("F3", "households.add_member"),
        ("F4", "households.complete_household"),
        ("F6", "households.change_head"),
        ("F7", "households.assign_room"),
        ("F9", "households.certificate"),
        ("Ctrl+P", "households.certificate"),
    ],
)
def test_every_act_of_a_household_has_its_key(town: Town, screen: Screen, key: str, opened: str) -> None:
    uid = town.register()
    at(screen, HouseholdPage(screen.context), uid).press(key)
    assert screen.opened == [(opened, uid)]


def test_a_member_is_opened_with_enter(town: Town, screen: Screen) -> None:
    uid = town.register()
    at(screen, HouseholdPage(screen.context), uid).press("Down", "Return")
    assert screen.opened == [("households.person", town.person(uid, "李改莲"))]


def test_a_household_that_is_gone_is_left(town: Town, screen: Screen) -> None:
    at(screen, HouseholdPage(screen.context), "019d0000-0000-7000-8000-00000000dead")
    assert screen.went_back == [True]


# Forms


def test_a_member_is_added(town: Town, screen: Screen) -> None:
    uid = town.register()
    hands = at(screen, AddMemberPage(screen.context), uid)
    hands.line("王妞", "sn", "", "", number("20260601", 18))
    hands.press("F9")
    assert screen.opened == [("households.household", uid)]
    added = town.view(uid).members[-1]
    assert (added.person.name, added.relation_name, added.person.age) == ("王妞", "孙女", 0)


def test_a_wrong_number_of_a_new_member_is_said_at_its_field(town: Town, screen: Screen) -> None:
    page = AddMemberPage(screen.context)
    hands = at(screen, page, town.register())
    good = number("20260601", 18)
    hands.line("王妞", "sn", "", "", good[:17] + ("1" if good[17] != "1" else "2"))
    assert page.fields["number"].error == "第18位校验码不符，请核对，或改选“待核”"
    number_line = page.number.number
    assert (number_line.wrong_group, number_line.remark) == (Group.CHECK, "校验码不对")
    page.number.state.setFocus()
    hands.type("dh", "Return")
    assert (number_line.wrong_group, number_line.remark) == (None, ""), "to be checked it may stand"


def test_the_wrong_group_is_marked_when_the_form_is_done_from_the_number_itself(
    town: Town, screen: Screen
) -> None:
    page = AddMemberPage(screen.context)
    hands = at(screen, page, town.register())
    hands.line("王妞", "sn", "", "")
    hands.type("149999203001010013", "F9")
    assert page.number.number.wrong_group is Group.CHECK
    assert page.fields["number"].error == "第18位校验码不符，请核对"


def test_the_history_says_whom_an_act_was_about(town: Town, screen: Screen) -> None:
    uid = town.register()
    at(screen, PhonePage(screen.context), town.person(uid, "李改莲")).type("13911112222", "F9")
    page = HouseholdPage(screen.context)
    at(screen, page, uid)
    assert [page.history.model.index(row, 1).data() for row in range(2)] == [
        "登记联系电话 李改莲",
        "登记搬迁户",
    ]


def test_the_supplement_of_a_household(town: Town, screen: Screen) -> None:
    uid = town.register()
    hands = at(screen, CompleteHouseholdPage(screen.context), uid)
    hands.line("jd", "2017", "zrc", "zy", "jz", "xc", "", "201805", "zj")
    hands.line("协2017-36", "20170301", "5", "5", "10000")
    hands.press("F9")
    facts = town.view(uid).facts
    assert facts.relocation_kind is RelocationKind.REGISTERED_POOR
    assert facts.settlement_mode is SettlementMode.CONCENTRATED
    assert (facts.task_year, facts.agreement_heads) == (2017, 5)
    assert facts.moved_in is not None
    assert facts.moved_in.spoken() == "2018年5月"


def test_two_windows_on_one_household_see_both_values_in_words(town: Town, screen: Screen) -> None:
    uid = town.register()
    mine, theirs = CompleteHouseholdPage(screen.context), CompleteHouseholdPage(screen.context)
    screen.open(theirs, uid)
    screen.open(mine, uid)
    theirs.kind.choose_value(RelocationKind.ALONGSIDE)
    theirs.submit()
    screen.settle()
    mine.kind.choose_value(RelocationKind.REGISTERED_POOR)
    mine.submit()
    screen.settle()
    assert mine.open_question is not None
    said = mine.open_question.accessibleName()
    assert "搬迁类型：您填“建档立卡搬迁户”，现在是“同步搬迁户”" in said
    assert town.view(uid).facts.relocation_kind is RelocationKind.ALONGSIDE


@pytest.mark.parametrize(("typed", "fen"), [("", None), ("2500", 250000), ("2,500.5元", 250050)])
def test_money_as_it_is_typed(typed: str, fen: int | None) -> None:
    assert typed_fen(typed, "price") == fen
    assert typed_fen(spoken_yuan(fen), "price") == fen


def test_the_supplement_of_a_person_says_only_what_changed(town: Town, screen: Screen) -> None:
    uid = town.register()
    person = town.person(uid, "王小红")
    page = CompletePersonPage(screen.context)
    at(screen, page, person)
    page.other.nickname.setText("红红")
    page.other.hukou.choose_value("not_moved")
    page.schooling.stage.choose_value("senior")
    Keyboard(screen).press("F9")
    row = town.desk.ask(person_row, person, TODAY)
    assert row is not None
    assert row.nickname == "红红"
    assert row.school is not None
    assert row.school.stage is SchoolStage.SENIOR
    before = raw(town.desk.store, "SELECT count(*) FROM hukou_place")
    page.reload()
    screen.settle()
    Keyboard(screen).press("F9")
    assert raw(town.desk.store, "SELECT count(*) FROM hukou_place") == before


def test_a_birth_certificate_is_part_of_the_supplement(town: Town, screen: Screen) -> None:
    """A10: a newborn has the number of the birth certificate only; it stays when his own number comes."""
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("王妞", "42", "20260601", 18, number=without_number()),
    )
    person = town.person(uid, "王妞")
    page = CompletePersonPage(screen.context)
    hands = at(screen, page, person)
    page.papers.document_number.setFocus()
    hands.type("t１40123456", "F9")
    assert page.fields["document_kind"].error == "请选是什么证件"
    hands.type("csyx", "Return", "F9")

    def kept() -> tuple[DocumentKind | None, str, str]:
        row = town.desk.ask(person_row, person, TODAY)
        assert row is not None
        return row.document_kind, row.document_number, row.number or ""

    assert kept() == (DocumentKind.BIRTH_CERTIFICATE, "T140123456", "")
    settled = SettleNumberPage(screen.context)
    at(screen, settled, person).type(number("20260601", 18), "F9")
    assert kept() == (DocumentKind.BIRTH_CERTIFICATE, "T140123456", number("20260601", 18))
    shown = PersonPage(screen.context)
    at(screen, shown, person)
    words = [label.text() for label in shown.facts.findChildren(QLabel)]
    assert "出生医学证明　T14****456" in words
    again = CompletePersonPage(screen.context)
    hands = at(screen, again, person)
    assert ("unmasked", "王妞") in looks(town)
    for line in (again.papers.document_kind, again.papers.document_number):
        line.setFocus()
        hands.press("Ctrl+A", "Delete")
    hands.press("F9")
    assert kept()[:2] == (None, "")


def test_a_name_is_put_right_with_a_reason(town: Town, screen: Screen) -> None:
    uid = town.register()
    person = town.person(uid, "王小军")
    page = CorrectPersonPage(screen.context)
    hands = at(screen, page, person)
    assert looks(town) == [("unmasked", "王小军")]
    hands.type("", "Ctrl+A")
    hands.type("王晓军", "F9")
    assert page.fields["reason"].error == "请填写更正原因"
    hands.type("户口簿已更名", "F9")
    (done,) = town.desk.ask(corrections_of, person)
    assert screen.opened == [("households.corrected", done.uid)]
    assert town.person(uid, "王晓军") == person


def test_a_missing_number_comes_in(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("王妞", "42", "20260601", 18, number=without_number()),
    )
    person = town.person(uid, "王妞")
    page = SettleNumberPage(screen.context)
    hands = at(screen, page, person)
    assert page.number.number.hasFocus(), "what is typed here is the number"
    assert page.chip is not None
    assert page.chip.text == "暂无号码"
    hands.type(number("20260601", 18), "F9")
    row = town.desk.ask(person_row, person, TODAY)
    assert row is not None
    assert row.number_state is NumberState.VERIFIED


def test_a_telephone_is_registered(town: Town, screen: Screen) -> None:
    uid = town.register()
    person = town.person(uid, "李改莲")
    at(screen, PhonePage(screen.context), person).type("13911112222", "F9")
    row = town.desk.ask(person_row, person, TODAY)
    assert row is not None
    assert row.phone is not None
    assert row.phone.phone == "13911112222"


def test_the_head_changes_and_relations_are_proposed(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = ChangeHeadPage(screen.context)
    hands = at(screen, page, uid)
    hands.line("李改莲")
    proposed = {town_name: line.text() for town_name, line in names_of(page).items()}
    assert proposed == {
        "王国梁": "夫",
        "李改莲": "户主",
        "王小军": "长子",
        "王小红": "长女",
        "张秀英": "婆婆",
    }
    hands.press("F9")
    view = town.view(uid)
    assert view.head is not None
    assert view.head.person.name == "李改莲"


def names_of(page: ChangeHeadPage) -> dict[str, ChoiceInput]:
    """The lines of the relations by the member's name."""
    assert page.view is not None
    names = {member.person.uid: member.person.name for member in page.view.members}
    return {names[uid]: line for uid, line in page.relations.lines.items()}


def test_a_relation_nobody_can_propose_is_asked_for(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19500101", 11),
        member("王小军", "22", "19780101", 13),
        member("刘翠", "38", "19790101", 14),
    )
    page = ChangeHeadPage(screen.context)
    hands = at(screen, page, uid)
    hands.line("王小军", "", "年老")
    assert hands.at == "刘翠和新户主的关系"
    hands.line("q")
    assert screen.opened == [("households.household", uid)]


def test_a_room_is_given_and_left(town: Town, screen: Screen) -> None:
    uid = town.register()
    at(screen, AssignRoomPage(screen.context), uid).type("3-1-101", "Return", "F9")
    dwelling = town.view(uid).dwelling
    assert dwelling is not None
    assert dwelling.room.label == "3-1-101"
    town.desk.clock.advance(days=10)
    at(screen, EndRoomPage(screen.context), uid).line("tt", "20261110", "")
    assert town.view(uid, date(2026, 11, 12)).dwelling is None


def test_a_room_somebody_lives_in_is_asked_about(town: Town, screen: Screen) -> None:
    town.register(room="3-1-101")
    other = town.register(member("赵玉兰", "02", "19630101", 12))
    town.desk.clock.advance(days=30)
    page = AssignRoomPage(screen.context)
    hands = at(screen, page, other)
    hands.type("3-1-101", "Return", "F9")
    assert page.open_question is not None
    hands.press("Left", "Return")
    assert town.view(other, date(2026, 12, 3)).dwelling is not None


def test_a_relation_is_put_right(town: Town, screen: Screen) -> None:
    uid = town.register()
    person = town.person(uid, "王小红")
    at(screen, PersonPage(screen.context), person).press("Ctrl+R")
    assert screen.opened == [("households.correct_relation", person)]
    at(screen, CorrectRelationPage(screen.context), person).line("次女")
    assert town.view(uid).members[3].relation_name == "次女"


def test_the_origin_village_is_put_right(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = CorrectOriginPage(screen.context)
    hands = at(screen, page, uid)
    hands.type("崖畔村", "Return")
    hands.line("晋川省云州市青岭县沟门乡", "", "")
    hands.press("F9")
    assert town.view(uid).origin.short == "崖畔村"


def test_a_village_gets_its_right_name(town: Town, screen: Screen) -> None:
    uid = town.register()
    page = RenameOriginPage(screen.context)
    hands = at(screen, page, town.origin)
    page.hamlet.setFocus()
    hands.press("Ctrl+A")
    hands.type("后沟村", "F9")
    assert town.view(uid).origin.short == "石湾村后沟村"
    assert screen.opened == [("sites.origin_villages", None)]


# Lists


def test_the_list_of_a_day(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-1-101")
    page = HouseholdsPage(screen.context)
    hands = at(screen, page)
    assert page.title == "搬迁户  共1户"
    screen.qtbot.waitUntil(lambda: page.model.index(0, 1).data() == "王国梁")
    hands.press("Return")
    assert screen.opened == [("households.household", uid)]
    page.filters.as_of.setFocus()
    hands.type("2020", "Return")
    assert page.title == "搬迁户  共0户（截至2020年12月31日）"


def test_the_list_by_site_and_without_room(town: Town, screen: Screen) -> None:
    town.register(room="3-1-101")
    town.register(member("赵玉兰", "02", "19630101", 12))
    page = HouseholdsPage(screen.context)
    hands = at(screen, page)
    page.filters.site.setFocus()
    hands.line("ysy")
    assert page.title == "搬迁户  共1户"
    page.filters.site.choose(None)
    page.filters.lacking.setFocus()
    hands.line("还没分房")
    assert page.title == "搬迁户  共1户"
    screen.qtbot.waitUntil(lambda: page.model.index(0, 1).data() == "赵玉兰")


def test_numbers_to_chase(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11), member("王妞", "42", "20260601", 18, number=without_number())
    )
    page = NumbersPage(screen.context)
    at(screen, page).press("F9")
    assert screen.opened == [("households.settle_number", town.person(uid, "王妞"))]


def test_a_person(town: Town, screen: Screen) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11),
        member("王妞", "42", "20260601", 18, number=without_number()),
        room="3-1-101",
    )
    page = PersonPage(screen.context)
    hands = at(screen, page, town.person(uid, "王妞"))
    assert page.title == "王妞"
    assert page.chip is not None
    assert page.chip.tone is Tone.WARN
    assert page.household.note.text() == "孙女"
    assert page.home.fact.text() == "云水苑 3号楼1单元101室"
    hands.press("F9")
    assert screen.opened == [("households.household", uid)]
    assert looks(town) == [("opened", "王妞")]


def test_the_rooms_of_a_building(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-1-102")
    page = RoomsPage(screen.context)
    hands = at(screen, page, town.building)
    assert page.title == "住房  共20套，空房19套"
    assert (page.filters.site.text(), page.filters.building.text()) == ("云水苑", "3")
    hands.press("Down", "Return")
    assert screen.opened == [("households.household", uid)]
    page.filters.occupancy.setFocus()
    hands.type("空房", "Return")
    assert page.title == "住房  共19套"
    page.table.setFocus()
    hands.press("F3")
    assert screen.opened[-1] == ("sites.add_rooms", town.building)


# Search


def test_the_search_box_shows_what_tells_people_apart(town: Town, screen: Screen) -> None:
    uid = town.register(room="3-2-501")
    search = PeopleSearch(screen.context.worker, screen.context.today, FuzzySounds.all())
    answers: list[list[FoundRow]] = []
    search.ask("wx", "j", lambda rows: answers.append(list(rows)))
    screen.settle()
    row = answers[0][0]
    assert (row.page, row.uid) == ("households.household", uid)
    assert row.cells[:5] == ("王小军", "男 21岁", "王国梁的长子", "石湾村后沟", "3-2-501")
    assert row.cells[6] == "149999********" + number("20050101", 13)[-4:]
    assert len(row.cells) == len(search.columns)
    search.deleteLater()


def test_sounds_the_office_settles_are_heard_from_the_next_search_on(town: Town, screen: Screen) -> None:
    town.register()
    worker = screen.context.worker
    search = PeopleSearch(worker, screen.context.today, None)
    answers: list[list[str]] = []

    def ask() -> list[str]:
        search.ask("nigainian", "", lambda rows: answers.append([row.cells[0] for row in rows]))
        screen.settle()
        return answers[-1]

    def settle_on(*sounds: str) -> None:
        worker.act(change_setting, SettingDraft("fuzzy_sounds", sounds), lambda _: None, owner=worker)
        screen.settle()

    assert ask() == []
    settle_on("n_l")
    assert ask() == ["李改莲"]
    settle_on()
    assert ask() == []
    search.deleteLater()


# Whole at every size


def test_every_filter_of_the_list_is_in_sight_in_large_type(town: Town, screen: Screen) -> None:
    page = PeoplePage(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    screen.context.theme.set_scale(1.75)
    area.window().resize(911, 560)  # what the window leaves of 1024
    area.setMinimumHeight(400)
    page.toggle_more()
    bar = page.filters
    screen.qtbot.waitUntil(lambda: bar.order.isVisible() and complaints(page) == [])
    for part in (*bar.findChildren(TextInput), *page.kept_bar.findChildren(QWidget)):
        left = part.mapTo(page, QPoint(0, 0)).x()
        assert left >= 0
        assert left + part.width() <= area.viewport().width()


LOOKS = (
    (Scheme.LIGHT, 1.0, 1178, 560),
    (Scheme.LIGHT, 1.0, 924, 640),
    (Scheme.DARK, 1.25, 1253, 540),
    (Scheme.CONTRAST, 1.75, 1250, 500),
)


ABOUT_A_PERSON = (
    PersonPage,
    CompletePersonPage,
    CorrectPersonPage,
    PhonePage,
    SettleNumberPage,
    CorrectRelationPage,
    ResidencePage,
    AuthorisationPage,
    PromisePage,
    IdCopyPage,
)
ABOUT_NOBODY = (HouseholdsPage, PeoplePage, NumbersPage, RegisterPage, PublicNoticePage)


def put_right(town: Town, household: str) -> str:
    """A certificate printed, then a name corrected: the correction's uid."""
    paper = town.desk.do(issue_relocation_certificate, CertificateDraft(household))
    town.desk.do(answer_print, AnswerDraft(paper, Answer.PRINTED))
    told = NumberDraft(number("20100601", 14))
    who = town.person(household, "王小红")
    draft = CorrectPersonDraft(who, "王晓红", Sex.FEMALE, None, told, "户口簿已更名", relocated=True)
    return town.desk.do(correct_person, draft)


DRAWN = (*(page for page in PAGES if page.name in {"households.certificate", "households.extract"}),)
"""Pages of papers, which are looked at where papers are."""


@pytest.mark.parametrize("spec", [page for page in PAGES if page not in DRAWN], ids=lambda spec: spec.name)
def test_pages_are_whole_at_every_size(town: Town, screen: Screen, spec: PageSpec) -> None:
    household = town.register(room="3-2-501")
    page = spec.factory(screen.context)
    uid: str | None = household
    if isinstance(page, ABOUT_A_PERSON):
        uid = town.person(household, "王小红")
    elif isinstance(page, RoomsPage):
        uid = town.building
    elif isinstance(page, RenameOriginPage):
        uid = town.origin
    elif isinstance(page, (CorrectedPage, CorrectionSlipPage)):
        uid = put_right(town, household)
    elif isinstance(page, ABOUT_NOBODY):
        uid = None
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(uid)
    for scheme, scale, width, height in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.resize(width, height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)


@pytest.mark.parametrize("form", [CompleteHouseholdPage, CompletePersonPage, PhonePage])
def test_what_was_not_changed_is_not_saved_again(town: Town, screen: Screen, form: type[Page]) -> None:
    uid = town.register()
    subject = uid if form is CompleteHouseholdPage else town.person(uid, "王国梁")
    page = form(screen.context)
    hands = at(screen, page, subject)
    before = raw(town.desk.store, "SELECT count(*) FROM audit_entry")
    hands.press("F9")
    assert page.context.notices.text == "还没有改什么；填好再保存，不改就按 Esc"
    assert raw(town.desk.store, "SELECT count(*) FROM audit_entry") == before
    assert not screen.opened
