"""A notice on the board names households and nothing private of them, whatever the file knows."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.households.documents.public_notice import draw_public_notice
from resettle_desktop.households.pages.public_notice_page import PublicNoticePage
from resettle_desktop.households.queries import person_row
from resettle_desktop.households.rules.circumstances import DisabilityKind
from resettle_desktop.households.rules.counter_papers import PUBLIC_NOTICE
from resettle_desktop.households.rules.declared import Health
from resettle_desktop.households.rules.public_notice import (
    HEALTH,
    NoticeFacts,
    NoticeLine,
    check_notice,
    refuse_private,
)
from resettle_desktop.households.use_cases import (
    CompleteHouseholdDraft,
    CompletePersonDraft,
    HouseholdItems,
    PersonItems,
    complete_household,
    complete_person,
)
from resettle_desktop.households.use_cases.public_notices import (
    NoticeDraft,
    drafted_notice,
    issue_public_notice,
)
from resettle_desktop.office.queries import certificate_phone
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.sites.queries import site_rows
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member
from tests.kit.screen import Screen

PHONE: Final = "0350-1234567"
ACCOUNT: Final = "6228480010000123456"
PAYEE: Final = "6217000010000654321"
LONG_NAME: Final = "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊江·艾合买提"
HEAD: Final = PaperHead("公示字〔2026〕3号", TODAY, "青山镇人民政府", "李慧敏", PHONE)
FACTS: Final = NoticeFacts(
    "易地搬迁户名单", date(2026, 11, 3), 7, PHONE, (NoticeLine("王桂兰", 5, "石湾村后沟", "安和小区3号楼"),)
)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def filled(town: Town) -> str:
    """A household of which everything private is known."""
    uid = town.register(
        member("王国梁", "02", "19780512", 11), member("张秀英", "52", "19500909", 16), room="3-2-501"
    )
    view = town.view(uid)
    items = HouseholdItems(
        bank_name="农业银行", bank_account=PAYEE, payee="王国梁", note="户主电话13900001234"
    )
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, items, version=view.version))
    for name in ("王国梁", "张秀英"):
        person = town.desk.ask(person_row, town.person(uid, name), TODAY)
        assert person is not None
        private = PersonItems(
            health=(Health.CHRONIC,),
            disability=DisabilityKind.LIMBS,
            disability_grade=2,
            disability_card=f"{person.number}42",
            bank_account=ACCOUNT,
        )
        town.desk.do(complete_person, CompletePersonDraft(person.uid, private, version=person.version))
    return uid


def test_nothing_private_stands_anywhere_on_the_paper(town: Town) -> None:
    uid = filled(town)
    draft = NoticeDraft(new_uid(), "易地搬迁户名单", phone=PHONE, days=10)
    paper = town.desk.do(issue_public_notice, draft)
    text = text_of(town.desk.ask(queries.paper_bytes, paper))
    assert "王国梁" in text
    assert "云水苑3号楼" in text
    assert "石湾村后沟" in text
    assert "公示时间10天，从2026年11月3日至2026年11月12日" in text
    assert f"也可以打电话{PHONE}" in text
    assert "张秀英" not in text, "only who heads a household is named"
    for someone in town.view(uid).members:
        assert someone.person.number is not None
        for private in (someone.person.number, someone.person.number[:6], someone.person.number[-4:]):
            assert private not in text
    for private in (ACCOUNT, PAYEE, "13800000011", "13900001234", "农业银行"):
        assert private not in text
    for word in (*HEALTH, "慢性", "肢体", "健康"):
        assert word not in text
    checked = town.desk.ask(certificate_phone, TODAY)
    without_office = text.replace(PHONE, "").replace(checked, "")
    assert not re.search(r"\d{7,}", without_office), "no long number but the office's telephones"


@pytest.mark.parametrize(
    "what",
    [
        "低保户13800000011名单",
        "王国梁149999197805120011",
        "账号6228480010000123456",
        "1499 9919 7805 1200",
        "１３８００００００１１",
        "149999********0011",
        "残疾人补贴名单",
        "大病救助名单",
        "患 病家庭",
    ],
)
def test_what_is_private_is_not_typed_into_the_title_either(town: Town, what: str) -> None:
    filled(town)
    with pytest.raises(Refusal) as told:
        town.desk.do(issue_public_notice, NoticeDraft(new_uid(), what, phone=PHONE))
    assert told.value.field == "what"
    assert town.desk.ask(queries.issued_papers, (PUBLIC_NOTICE.name,)) == ()


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789", min_size=7, max_size=20), st.text("公示名单村户 ", max_size=8))
def test_no_long_number_gets_through(digits: str, around: str) -> None:
    with pytest.raises(Refusal):
        refuse_private(f"{around}{digits}{around}", what="公示内容")


@pytest.mark.parametrize("kept", ["2026年搬迁补助发放名单", "第3批易地搬迁户名单", "1号楼至12号楼分房名单"])
def test_years_and_counts_stay(kept: str) -> None:
    refuse_private(kept, what="公示内容")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what": ""}, "what"),
        ({"days": 0}, "days"),
        ({"days": 61}, "days"),
        ({"phone": ""}, "phone"),
        ({"phone": "打给王国梁"}, "phone"),
        ({"lines": ()}, None),
    ],
)
def test_a_notice_without_what_it_needs_is_refused(changed: dict[str, Any], field: str | None) -> None:
    with pytest.raises(Refusal) as told:
        check_notice(replace(FACTS, **changed))
    assert told.value.field == field


def test_only_one_site_is_named_when_chosen(town: Town) -> None:
    filled(town)
    town.register(member("赵有才", "02", "19600101", 31))
    facts = town.desk.ask(drafted_notice, NoticeDraft(new_uid(), "名单", phone=PHONE), TODAY)
    assert [line.head for line in facts.lines] == ["王国梁", "赵有才"]
    site = town.desk.ask(site_rows)[0].uid
    facts = town.desk.ask(drafted_notice, NoticeDraft(new_uid(), "名单", site_uid=site, phone=PHONE), TODAY)
    assert [line.head for line in facts.lines] == ["王国梁"]
    with pytest.raises(Refusal):
        town.desk.ask(drafted_notice, NoticeDraft(new_uid(), "名单", site_uid=new_uid(), phone=PHONE), TODAY)


def test_a_long_list_goes_on_over_pages_with_every_name(town: Town) -> None:
    lines = tuple(NoticeLine(f"{LONG_NAME[:23]}{n:02}", n, "石湾村后沟", "安和小区3号楼") for n in range(90))
    pdf = draw_public_notice(
        replace(FACTS, lines=(*lines, NoticeLine(LONG_NAME, 4, "长" * 30, "安" * 24))), HEAD
    )
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 2
    text = text_of(pdf)
    for line in lines:
        assert line.head in text
    assert "长" * 30 in text
    assert all("户主姓名" in page.extract_text() for page in pages[:-1])
    assert "特此公示" in pages[-1].extract_text()


def test_a_clerk_issues_one_by_keyboard(town: Town, screen: Screen) -> None:
    filled(town)
    page = PublicNoticePage(screen.context)
    screen.open(page, None)
    page.phone.setText(PHONE)
    page.choose_again()
    screen.qtbot.waitUntil(page.may_do_verb, timeout=5000)
    Keyboard(screen).press("F9")
    screen.settle()
    assert page.row is not None
    assert page.row.subject_label == "易地搬迁户名单 1户"
