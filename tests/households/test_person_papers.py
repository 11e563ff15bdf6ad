"""居住证明, 授权委托书, 承诺书: as the file stands, for a purpose, guarded by 找谁办, in every name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, Final

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.documents.fonts import MissingGlyph, missing_glyphs
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.documents.person_papers import draw_declaration, draw_residence_certificate
from resettle_desktop.households.pages.person_paper_pages import (
    AuthorisationPage,
    PromisePage,
    ResidencePage,
)
from resettle_desktop.households.queries.outdated_papers import outdated_about_household
from resettle_desktop.households.queries.print_set import papers_of_household
from resettle_desktop.households.rules.counter_papers import (
    RESIDENCE_CERTIFICATE,
    RESIDENCE_PURPOSES,
    WORDINGS,
    PersonFacts,
)
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import CorrectPersonDraft, correct_person
from resettle_desktop.households.use_cases.events.people_away import WorkingAwayDraft, record_working_away
from resettle_desktop.households.use_cases.person_papers import (
    PersonPaperDraft,
    issue_authorisation,
    issue_promise,
    issue_residence_certificate,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.settings import REPLACED_ON_FACE, RESIDENCE_VALID_DAYS
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from resettle_desktop.printing import queries
from resettle_desktop.printing.queries.directory import directory_asks
from resettle_desktop.printing.rules import Answer, PaperHead
from resettle_desktop.printing.rules.directory import Outcome
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, number, on
from tests.kit.office import actor_of
from tests.kit.screen import Screen

HEAD: Final = PaperHead("居证字〔2026〕3号", TODAY, "青山镇人民政府", "李慧敏", "0350-1234567")
LONG_NAME: Final = "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊江·艾合买提"
SIGNED: Final = (
    "本人签名（按指印）：",
    "代签人及关系：",
    "见证人：",
    "以上内容已读给本人听",
    "按指印处",
)
RARE: Final = ("䶮", "㛃", "𬭚", "𫘧", "𬸚", "𠮷")
SURNAMES: Final = "王李张刘陈杨赵黄周吴欧阳尉迟"
NAMES: Final = (
    LONG_NAME,
    *(f"{surname}{rare}" for surname in SURNAMES for rare in RARE),
    *(f"{rare}{other}{rare}" for rare in RARE for other in ("小", "国", "䶮")),
)
FACTS: Final = PersonFacts(
    "uid",
    "王国梁",
    Sex.MALE,
    "149999197805120011",
    "GH0012",
    "王国梁",
    "户主",
    "安和小区",
    "示例县城关镇安和路8号",
    "3号楼2单元501室",
    ImpreciseDate(date(2018, 1, 1), Precision.YEAR),
    "",
    TODAY,
    valid_days=30,
)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def printed(town: Town, paper: str) -> str:
    return text_of(town.desk.ask(queries.paper_bytes, paper))


def wang(town: Town) -> str:
    """Somebody who lives in a room."""
    return town.person(town.register(room="3-2-501"), "李改莲")


def test_a_certificate_of_residence_says_where_since_when_and_what_for(town: Town) -> None:
    uid = wang(town)
    paper = town.desk.do(issue_residence_certificate, PersonPaperDraft(uid, "school", use="县一小"))
    text = printed(town, paper)
    assert "兹证明：李改莲，女，身份证号码149999********" in text
    assert "居住在" in text
    assert "云水苑3号楼2单元501室" in text
    assert "是王国梁户的家庭成员（与户主关系：" in text
    assert "本证明用于子女入学、入园：县一小，用于别的事无效。有效期30天，从2026年11月3日算起。" in text
    assert number("19800304", 12) not in text
    row = town.desk.ask(queries.paper, paper)
    assert (row.subject_kind, row.subject_uid, row.subject_label.split()[0]) == ("person", uid, "李改莲")


def test_how_long_it_holds_and_what_it_replaces_is_a_setting(town: Town) -> None:
    uid = wang(town)
    town.desk.do(change_setting, SettingDraft(RESIDENCE_VALID_DAYS, 60))
    town.desk.do(change_setting, SettingDraft(REPLACED_ON_FACE, (RESIDENCE_CERTIFICATE.name,)))
    first = town.desk.do(issue_residence_certificate, PersonPaperDraft(uid, "bank"))
    assert "有效期60天" in printed(town, first)
    town.desk.do(answer_print, AnswerDraft(first, Answer.SPOILED))
    again = PersonPaperDraft(uid, "bank", replaces_uid=first)
    number_before = town.desk.ask(queries.paper, first).number
    text = printed(town, town.desk.do(issue_residence_certificate, again))
    assert f"本证明替代{number_before}，原件作废" in text


def test_it_needs_a_purpose_and_whole_numbers_too(town: Town) -> None:
    uid = wang(town)
    for draft in (PersonPaperDraft(uid), PersonPaperDraft(uid, "nothing", use="入学")):
        with pytest.raises(Refusal):
            town.desk.do(issue_residence_certificate, draft)
    with pytest.raises(Refusal):
        town.desk.do(issue_promise, PersonPaperDraft(uid, wording="single", whole_numbers=True))
    paper = town.desk.do(issue_residence_certificate, PersonPaperDraft(uid, "bank", whole_numbers=True))
    assert number("19800304", 12) in printed(town, paper)


@pytest.mark.parametrize(
    "use",
    ["证明父子关系", "婚姻状况", "公司要无犯罪记录", "健在认证", "证明残疾", "房产继承用", "身份证丢失"],
)
def test_what_others_certify_is_refused_and_the_head_may_let_it_be(town: Town, use: str) -> None:
    uid = wang(town)
    with pytest.raises(Refusal, match="村（居）委会不开") as told:
        town.desk.do(issue_residence_certificate, PersonPaperDraft(uid, use=use))
    assert told.value.field == "use"
    because = PersonPaperDraft(uid, use=use, allowed_because="县里发函要求")
    with pytest.raises(Refusal):
        town.desk.do(issue_residence_certificate, because, by=actor_of(Role.HOUSEHOLD_CLERK))
    assert town.desk.ask(queries.issued_papers, (RESIDENCE_CERTIFICATE.name,)) == ()
    town.desk.do(issue_residence_certificate, because, by=actor_of(Role.HEAD))
    (ask,) = town.desk.ask(directory_asks)
    assert ask.outcome is Outcome.ALLOWED
    assert ask.reason.startswith("县里发函要求")


@pytest.mark.parametrize("purpose", RESIDENCE_PURPOSES)
def test_no_purpose_of_the_list_is_settled_elsewhere(town: Town, purpose: str) -> None:
    draft = PersonPaperDraft(wang(town), use=RESIDENCE_PURPOSES[purpose])
    assert town.desk.do(issue_residence_certificate, draft)


def test_nobody_without_a_room_is_certified_to_live_there(town: Town) -> None:
    uid = town.person(town.register(), "李改莲")
    with pytest.raises(Refusal, match="安置住房还没有登记"):
        town.desk.do(issue_residence_certificate, PersonPaperDraft(uid, "bank"))
    assert town.desk.do(issue_promise, PersonPaperDraft(uid, wording="truth"))


def test_who_works_away_is_said_to(town: Town) -> None:
    uid = wang(town)
    town.desk.do(record_working_away, WorkingAwayDraft(person_uid=uid, on=on(2026, 9, 1), place="太原市"))
    text = printed(town, town.desk.do(issue_residence_certificate, PersonPaperDraft(uid, "bank")))
    assert "据登记，该人目前外出务工" in text


@pytest.mark.parametrize(
    ("issue", "kind"), [(issue_authorisation, "authorisation"), (issue_promise, "promise")]
)
def test_every_wording_is_printed_with_its_signatures(town: Town, issue: Any, kind: str) -> None:
    uid = wang(town)
    for wording in WORDINGS[kind]:
        facts = replace(FACTS, wording=wording)
        text = text_of(draw_declaration(facts, HEAD, "医保参保"))
        assert wording.heading in text
        for block in (
            "本人签名（按指印）：",
            "代签人及关系：",
            "见证人：",
            "以上内容已读给本人听",
            "按指印处",
        ):
            assert block in text
        assert "{" not in text
    last = WORDINGS[kind][-1].code
    assert "李改莲" in printed(town, town.desk.do(issue, PersonPaperDraft(uid, wording=last)))
    with pytest.raises(Refusal):
        town.desk.do(issue, PersonPaperDraft(uid, wording="none"))


def drawings(name: str, place: int) -> list[bytes]:
    """The papers of a name: all three of the hardest, one in turn of the others."""
    facts = replace(FACTS, name=name, head_name=name, agent=name)
    wordings = (WORDINGS["authorisation"][0], WORDINGS["promise"][0])
    makers: list[Callable[[], bytes]] = [
        lambda: draw_residence_certificate(facts, HEAD, "入学"),
        *(
            partial(draw_declaration, replace(facts, wording=wording), HEAD, "医保参保")
            for wording in wordings
        ),
    ]
    return [make() for make in (makers if place <= len(RARE) else [makers[place % len(makers)]])]


def test_a_hundred_names_are_whole_or_refused_by_their_character() -> None:
    assert len(NAMES) >= 100
    for place, name in enumerate(NAMES):
        missing = missing_glyphs(name)
        if missing:
            with pytest.raises(MissingGlyph):
                drawings(name, place)
            continue
        for pdf in drawings(name, place):
            assert name in text_of(pdf), name


def test_a_long_address_and_purpose_stay_whole() -> None:
    facts = replace(FACTS, site_address="示例县" + "很长的路" * 40 + "8号", name=LONG_NAME)
    for pdf in (
        draw_residence_certificate(facts, replace(HEAD, draft=True), "用" * 40),
        draw_declaration(replace(facts, wording=WORDINGS["promise"][2]), HEAD, "用" * 40),
    ):
        text = text_of(pdf)
        assert "很长的路" * 40 in text
        assert LONG_NAME in text


@pytest.mark.parametrize("page_type", [ResidencePage, AuthorisationPage, PromisePage])
def test_each_is_issued_by_keyboard(town: Town, screen: Screen, page_type: Any) -> None:
    uid = wang(town)
    page = page_type(screen.context)
    screen.open(page, uid)
    page.use.setText("子女入学")
    page.use.edited.emit()
    screen.qtbot.waitUntil(page.may_do_verb, timeout=5000)
    Keyboard(screen).press("F9")
    screen.settle()
    assert page.row is not None
    assert page.row.subject_uid == uid


def test_a_child_born_elsewhere_has_the_day_it_came(town: Town) -> None:
    uid = town.register(
        member("王国梁", "02", "19780512", 11), member("王小军", "22", "20050101", 13), room="3-2-501"
    )
    text = printed(
        town,
        town.desk.do(issue_residence_certificate, PersonPaperDraft(town.person(uid, "王小军"), "school")),
    )
    assert "王小军" in text


def test_one_that_shows_an_old_name_is_named_and_stands_on_the_household(town: Town) -> None:
    uid = town.register(room="3-2-501")
    who = town.person(uid, "王小红")
    paper = town.desk.do(issue_residence_certificate, PersonPaperDraft(who, "school"))
    told = NumberDraft(number("20100601", 14))
    correction = CorrectPersonDraft(who, "王晓红", Sex.FEMALE, None, told, "户口簿已更名", relocated=True)
    town.desk.do(correct_person, correction)
    assert town.desk.ask(outdated_about_household, uid) == {paper}
    (shown,) = town.desk.ask(papers_of_household, uid, (who,))
    assert shown.uid == paper
