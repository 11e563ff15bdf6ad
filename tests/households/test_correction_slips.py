"""更正单: what was and is, why, on what, told by whom; the same whenever printed; only of what stands."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.database.work import NOT_YOURS
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.documents import draw_correction_slip
from resettle_desktop.households.queries.corrections import correction_facts
from resettle_desktop.households.rules.correction import BLANKED, NOTHING, TAKEN_BACK, CorrectedItem
from resettle_desktop.households.rules.identity import NumberDraft, NumberState
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.rules.refusals import NO_SUCH_CORRECTION
from resettle_desktop.households.use_cases import CorrectPersonDraft, correct_person
from resettle_desktop.households.use_cases.correction_slips import (
    CorrectionSlipDraft,
    issue_correction_slip,
)
from resettle_desktop.households.use_cases.events.household_wraps import CorrectedDraft, note_correction
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.settings import REPLACED_ON_FACE
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from resettle_desktop.printing.queries import paper, paper_bytes
from resettle_desktop.printing.rules import Answer, PaperHead
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    TakePaperBackDraft,
    answer_print,
    take_paper_back,
)
from tests.households.town import Town, number, on
from tests.kit.office import actor_of

HEAD = PaperHead("更正字〔2026〕1号", date(2026, 11, 3), "柳沟镇人民政府", "李春梅", "0350-1234567")
EVIDENCE = Evidence("更名证明", "青公证〔2026〕118号", date(2026, 10, 30), told_by="本人和他父亲")


def right(town: Town, person: str, **more: Any) -> CorrectPersonDraft:
    told = NumberDraft(number("20050101", 13))
    draft = CorrectPersonDraft(person, "王小军", Sex.MALE, on(2005), told, "户口簿写法不同", relocated=True)
    return replace(draft, **more)


def corrected(town: Town, **more: Any) -> str:
    """王小军 of a family of five, corrected at the counter; the correction's uid."""
    person = town.person(town.register(room="3-2-501"), "王小军")
    return town.desk.do(note_correction, CorrectedDraft(right(town, person, **more), EVIDENCE))


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def seen_by_another_reader(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def test_the_slip_says_what_was_and_what_is_in_the_clerks_words(town: Town) -> None:
    uid = corrected(
        town,
        name="王晓军",
        birth=on(2005, 1, 2),
        number=NumberDraft(number("20050101", 13), NumberState.TO_CHECK, "重号，报公安核实"),
    )
    facts = town.desk.ask(correction_facts, uid)
    assert facts.items == (
        CorrectedItem("name", "姓名", "王小军", "王晓军"),
        CorrectedItem("birth", "出生日期", "2005年1月1日", "2005年1月2日"),
        CorrectedItem("number_state", "号码状态", "已核对", "待核"),
        CorrectedItem("number_reason", "号码说明", "空", "重号，报公安核实"),
    )
    assert facts.household.startswith("王国梁家")
    assert facts.relation == "长子"
    issued = town.desk.do(issue_correction_slip, CorrectionSlipDraft(uid))
    pdf = town.desk.ask(paper_bytes, issued)
    for text in (words_of(pdf), seen_by_another_reader(pdf)):
        for item in facts.items:
            assert item.before in text
            assert item.after in text
        for words in (
            "练更正字〔2026〕1号", "练习用，无效", "王国梁家", "长子", "户口簿写法不同",
            "更名证明青公证〔2026〕118号2026年10月30日", "本人和他父亲", "2026年11月3日", "李春梅",
            "以上内容已读给本人听", "本人签名（按指印）", "代签人及关系", "见证人", "按指印处", "一式两份",
        ):  # fmt: skip
            assert words in text, words
        assert str(facts.number) not in text, "a number that was not corrected is masked"
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert town.desk.ask(paper, issued).subject_label == f"王晓军 {facts.household}"


def test_a_birth_known_better_and_a_number_are_whole_on_the_slip(town: Town) -> None:
    better = number("20050201", 13)
    uid = corrected(town, birth=on(2005, 2, 1), number=NumberDraft(better))
    facts = town.desk.ask(correction_facts, uid)
    assert [item.column for item in facts.items] == ["birth", "number"]
    assert better in words_of(draw_correction_slip(facts, HEAD))


def test_who_was_not_moved_at_all(town: Town) -> None:
    uid = corrected(town, relocated=False)
    assert town.desk.ask(correction_facts, uid).items == (CorrectedItem("relocated", "搬迁人口", "是", "否"),)


def test_a_slip_printed_later_says_the_same(town: Town) -> None:
    uid = corrected(town, name="王晓军")
    before = town.desk.ask(correction_facts, uid)
    again = right(town, before.person_uid, name="王啸军", number=NumberDraft(number("20050101", 15)))
    town.desk.clock.advance(days=40)
    town.desk.do(correct_person, again)
    later = town.desk.ask(correction_facts, uid)
    assert later == before
    assert draw_correction_slip(later, HEAD) == draw_correction_slip(before, HEAD)


def test_only_what_stands_and_changed_something_gets_a_slip(town: Town) -> None:
    nothing = corrected(town)
    with pytest.raises(Refusal, match=NOTHING):
        town.desk.do(issue_correction_slip, CorrectionSlipDraft(nothing))
    with pytest.raises(Refusal, match=NO_SUCH_CORRECTION):
        town.desk.do(issue_correction_slip, CorrectionSlipDraft("0198c000-0000-7000-8000-00000000dead"))
    person = town.desk.ask(correction_facts, nothing).person_uid
    key = "0198c000-0000-7000-8000-00000000c0de"
    uid = town.desk.do(correct_person, right(town, person, name="王晓军"), key=key)
    town.desk.do(take_back, TakeBackDraft(command_key=key))
    assert town.desk.ask(correction_facts, uid).withdrawn
    with pytest.raises(Refusal, match=TAKEN_BACK):
        town.desk.do(issue_correction_slip, CorrectionSlipDraft(uid))


def test_what_the_law_had_deleted_gets_none(town: Town) -> None:
    facts = replace(town.desk.ask(correction_facts, corrected(town, name="王晓军")), items=(), blanked=True)
    with pytest.raises(Refusal, match=BLANKED):
        draw_correction_slip(facts, HEAD)


@pytest.mark.parametrize("role", [Role.PARTY_CLERK, Role.ADMINISTRATOR, Role.AUDITOR])
def test_other_roles_issue_none(town: Town, role: Role) -> None:
    uid = corrected(town, name="王晓军")
    with pytest.raises(Refusal, match=NOT_YOURS):
        town.desk.do(issue_correction_slip, CorrectionSlipDraft(uid), by=actor_of(role))


def test_many_items_and_a_long_reason_go_on_over_the_page(town: Town) -> None:
    facts = town.desk.ask(correction_facts, corrected(town, name="王晓军"))
    items = tuple(CorrectedItem(f"c{n}", "号码说明", "原" * 30, f"新{n}" * 20) for n in range(12))
    long_name = "阿不都热依木·买买提吐尔逊江·阿卜杜拉"
    pdf = draw_correction_slip(replace(facts, items=items, reason="原因" * 90, name=long_name), HEAD)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 2
    assert "接上页" in pages[1].extract_text()
    assert "原因" * 90 in words_of(pdf)


@pytest.mark.parametrize("told", [False, True])
def test_the_new_certificate_names_the_old_number_only_where_the_office_wants_it(
    town: Town, *, told: bool
) -> None:
    if told:
        town.desk.do(change_setting, SettingDraft(REPLACED_ON_FACE, (RELOCATION_CERTIFICATE.name,)))
    household = town.register()
    old = town.desk.do(issue_relocation_certificate, CertificateDraft(household, "子女入学"))
    town.desk.do(answer_print, AnswerDraft(old, Answer.PRINTED))
    town.desk.do(take_paper_back, TakePaperBackDraft(old, "王国梁"))
    new = town.desk.do(issue_relocation_certificate, CertificateDraft(household, replaces_uid=old))
    words = "本证明替代练搬证字〔2026〕1号，原件作废。特此证明。"
    assert (words in words_of(town.desk.ask(paper_bytes, new))) is told
    assert town.desk.ask(paper, new).replaces == "练搬证字〔2026〕1号"


def test_a_day_that_was_only_a_year_is_put_right(town: Town) -> None:
    uid = corrected(town, birth=ImpreciseDate(date(2005, 1, 1), Precision.YEAR))
    (item,) = town.desk.ask(correction_facts, uid).items
    assert (item.before, item.after) == ("2005年1月1日", "2005年")
