"""找谁办: the twenty kinds, found by what people say, changed by the office, told, counted, let be."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Final

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.database.work import NOT_YOURS
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.office.rules import Role
from resettle_desktop.printing import queries
from resettle_desktop.printing.documents import draw_referral
from resettle_desktop.printing.queries.directory import (
    asks_by_month,
    directory_asks,
    directory_lines,
    directory_row,
    forbidden_for,
)
from resettle_desktop.printing.rules import Answer, PaperHead
from resettle_desktop.printing.rules.directory import PRESETS, REFERRAL, Outcome, asked_for
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from resettle_desktop.printing.use_cases.directory import (
    AllowDraft,
    DirectoryDraft,
    ReferralDraft,
    allow_anyway,
    issue_referral,
    keep_directory_line,
)
from resettle_desktop.samples.township import set_up_practice_office
from tests.kit.office import Desk, actor_of

TODAY: Final = date(2026, 11, 3)
HEAD: Final = PaperHead("告知字〔2026〕3号", TODAY, "青山镇人民政府", "李慧敏", "0350-1234567")
LONG_NAME: Final = "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊江·艾合买提"


@pytest.fixture
def counter(desk: Desk) -> Desk:
    """A set-up office."""
    set_up_practice_office(desk.store)
    return desk


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_the_twenty_kinds_are_there_each_with_its_office() -> None:
    assert len(PRESETS) == 20
    assert len({line.code for line in PRESETS}) == len({line.title for line in PRESETS}) == 20
    assert all(line.office and line.papers and line.words for line in PRESETS)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("要开亲属关系证明", "kinship"),
        ("村里证明我单身", "marriage"),
        ("健 在 证 明", "alive"),
        ("无犯罪记录", "no_crime"),
        ("开店用的经营场所证明", "business_premises"),
        ("身份证丢了", "lost_papers"),
        ("子女入学", None),
        ("", None),
    ],
)
def test_a_kind_is_found_by_what_people_say(said: str, code: str | None) -> None:
    found = asked_for(said, PRESETS)
    assert (found.code if found else None) == code


def test_every_kind_is_found_by_its_own_name() -> None:
    for line in PRESETS:
        found = asked_for(line.title, PRESETS)
        assert found is line


@pytest.mark.parametrize("whom", ["王国梁", "", LONG_NAME, "𬭚骉䶮"])
def test_the_sheet_says_where_to_go_on_one_page(whom: str) -> None:
    for preset in PRESETS:
        line = replace(preset, address="示例县城关镇安和路8号政务大厅二楼12号窗口", phone="0350-7654321")
        pdf = draw_referral(line, whom, HEAD)
        assert len(PdfReader(BytesIO(pdf)).pages) == 1
        text = text_of(pdf)
        for words in (line.title, line.office, line.address, line.phone, line.papers, "不是不给您办", whom):
            assert words in text


def test_the_office_changes_a_line_and_adds_its_own(counter: Desk) -> None:
    draft = DirectoryDraft(
        "亲属关系证明", "城关派出所。", "身份证", "安和路8号", "0350-1", "亲属，父子", code="kinship"
    )
    with pytest.raises(Refusal, match=NOT_YOURS):
        counter.do(keep_directory_line, draft, by=actor_of(Role.HOUSEHOLD_CLERK))
    head = actor_of(Role.HEAD)
    counter.do(keep_directory_line, draft, by=head)
    first = counter.ask(directory_row, "kinship", TODAY)
    assert (first.line.office, first.line.words) == ("城关派出所", ("亲属", "父子"))
    assert next(iter(counter.ask(directory_lines))).code == "kinship"
    counter.do(keep_directory_line, replace(draft, phone="0350-2", version=first.version), by=head)
    with pytest.raises(Refusal):
        counter.do(keep_directory_line, replace(draft, phone="0350-3", version=first.version), by=head)
    own = DirectoryDraft("转学证明", "学校和教育局", "户口簿", words="转学")
    code = counter.do(keep_directory_line, own, by=head)
    assert len(counter.ask(directory_lines)) == 21
    found = counter.ask(forbidden_for, "孩子转学用")
    assert found is not None
    assert found.code == code
    for wrong in (own, replace(own, title=""), replace(own, office=" "), replace(own, code="nothing")):
        with pytest.raises(Refusal):
            counter.do(keep_directory_line, wrong, by=head)


def test_a_line_not_used_any_more_stops_nobody(counter: Desk) -> None:
    line = PRESETS[0]
    draft = DirectoryDraft(line.title, line.office, line.papers, words="亲属", in_use=False, code=line.code)
    counter.do(keep_directory_line, draft, by=actor_of(Role.HEAD))
    assert counter.ask(forbidden_for, "亲属关系证明") is None
    with pytest.raises(Refusal):
        counter.do(issue_referral, ReferralDraft(line.code, new_uid()))


def test_each_asking_is_told_once_and_counted_by_month(counter: Desk) -> None:
    asking = new_uid()
    first = counter.do(issue_referral, ReferralDraft("marriage", asking, " 王国梁 "))
    row = counter.ask(queries.paper, first)
    assert (row.kind, row.subject_label) == (REFERRAL.name, "王国梁 婚姻状况证明")
    assert "婚姻登记处" in text_of(counter.ask(queries.paper_bytes, first))
    counter.do(answer_print, AnswerDraft(first, Answer.SPOILED))
    counter.do(issue_referral, ReferralDraft("marriage", asking, "王国梁", first))
    counter.do(issue_referral, ReferralDraft("alive", new_uid()))
    allow = AllowDraft("marriage", "李改莲", "公证处来函")
    with pytest.raises(Refusal, match=NOT_YOURS):
        counter.do(allow_anyway, allow, by=actor_of(Role.HOUSEHOLD_CLERK))
    with pytest.raises(Refusal):
        counter.do(allow_anyway, replace(allow, reason=" "), by=actor_of(Role.HEAD))
    counter.do(allow_anyway, allow, by=actor_of(Role.HEAD))
    asks = counter.ask(directory_asks)
    assert [(ask.whom, ask.outcome) for ask in asks] == [
        ("李改莲", Outcome.ALLOWED),
        ("", Outcome.TOLD),
        ("王国梁", Outcome.TOLD),
    ]
    assert [
        (count.month, count.title, count.asked, count.allowed) for count in counter.ask(asks_by_month)
    ] == [
        ("2026-11", "健在证明", 1, 0),
        ("2026-11", "婚姻状况证明", 2, 1),
    ]
    line = counter.ask(directory_row, "marriage", TODAY)
    assert (line.this_month, line.this_year) == (2, 2)
