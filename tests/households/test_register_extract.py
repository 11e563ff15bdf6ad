"""The extract says what the file says of a day, as known then, and nothing a household paper must not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import event

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.work import NOT_YOURS
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import civil_date, end_of_day
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries.extract import extract_facts
from resettle_desktop.households.queries.outdated_papers import outdated_papers
from resettle_desktop.households.rules.circumstances import DisabilityKind
from resettle_desktop.households.rules.declared import (
    Health,
    HukouStanding,
    Political,
    ResidencePaper,
    SchoolStage,
)
from resettle_desktop.households.rules.extract import JOINED, LEFT, RESTATED, ExtractFacts
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT
from resettle_desktop.households.rules.relations import relation_name
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    CompleteHouseholdDraft,
    CompletePersonDraft,
    CorrectPersonDraft,
    HouseholdItems,
    HukouDraft,
    HukouPlaceDraft,
    PersonItems,
    ResidenceDocumentDraft,
    assign_room,
    complete_household,
    complete_person,
    correct_person,
    set_hukou_place,
    set_residence_document,
)
from resettle_desktop.households.use_cases.events.household_homes import TitleIssuedDraft, note_title
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from resettle_desktop.households.use_cases.events.noting import Evidence, SupplyEvidenceDraft, supply_evidence
from resettle_desktop.households.use_cases.events.people_away import (
    AwayByStateDraft,
    StudiesDraft,
    WorkingAwayDraft,
    record_boarding,
    record_imprisonment,
    record_working_away,
)
from resettle_desktop.households.use_cases.register_extracts import (
    WHY_WHOLE,
    ExtractDraft,
    issue_register_extract,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.settings import REPLACED_ON_FACE
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from tests.households.town import TODAY, Town, member, number, on, wangs
from tests.kit.office import actor_of, raw

YEAR = ImpreciseDate(date(2018, 1, 1), Precision.YEAR)
SPLIT_ON = on(2026, 9, 1)


def settled(town: Town) -> str:
    """The five, since 2018 in their room."""
    return town.register(
        room="3-1-101",
        items=HouseholdItems(moved_in=YEAR, agreement_no="XY-1", agreement_on=on(2016, 9, 5)),
    )


def facts(town: Town, uid: str, as_of: date = TODAY, known_on: date | None = None) -> ExtractFacts:
    return town.desk.ask(extract_facts, uid, as_of, end_of_day(known_on) if known_on else None)


def split(town: Town, uid: str) -> str:
    leaving = ((town.person(uid, "王小军"), "02"), (town.person(uid, "张秀英"), "62"))
    draft = SplitDraft(uid, leaving, SPLIT_ON, takes_room=True, evidence=Evidence(later=True))
    return town.desk.do(split_household, draft)


def issued(town: Town, draft: ExtractDraft) -> str:
    return text_of(town.desk.ask(queries.paper_bytes, town.desk.do(issue_register_extract, draft)))


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_a_split_stands_on_both_papers_and_on_neither_before(town: Town) -> None:
    uid = settled(town)
    before = facts(town, uid)
    assert [one.name for one in before.members] == ["王国梁", "李改莲", "王小军", "王小红", "张秀英"]
    assert [(one.what, one.words) for one in before.changes][:2] == [
        (JOINED, "首次登记，户主"),
        (JOINED, "首次登记，妻"),
    ]
    new = split(town, uid)
    old, other = facts(town, uid), facts(town, new)
    assert [one.name for one in old.members] == ["王国梁", "李改莲", "王小红"]
    left = [one for one in old.changes if one.what == LEFT]
    assert {(one.name, one.words) for one in left} == {
        (name, f"分户，转到{other.household_number}户") for name in ("王小军", "张秀英")
    }
    came = f"由{old.household_number}户转入"
    assert {(one.name, one.what, one.words) for one in other.changes} == {
        ("王小军", JOINED, f"分户，户主，{came}"),
        ("张秀英", JOINED, f"分户，{relation_name('62')}，{came}"),
    }
    assert [one.what for one in old.happenings] == [one.what for one in other.happenings] == ["分户"]
    assert [one.ends for one in old.rooms] == [SPLIT_ON]
    assert [one.ends for one in other.rooms] == [None]
    assert other.rooms[0].words == "过户"
    day_before = facts(town, uid, date(2026, 8, 31))
    assert len(day_before.members) == 5
    assert day_before.happenings == ()
    assert [one.ends for one in day_before.rooms] == [None]
    with pytest.raises(Refusal, match="还没有人"):
        facts(town, new, date(2026, 8, 31))


def test_what_was_known_then_is_said_as_it_was_known(town: Town) -> None:
    uid = settled(town)
    town.desk.clock.advance(days=2)
    split(town, uid)
    person = town.person(uid, "王小红")
    draft = CorrectPersonDraft(
        person,
        "王晓红",
        Sex.FEMALE,
        on(2010, 6, 1),
        NumberDraft(number("20100601", 14)),
        "写错了",
        "户口簿",
    )
    town.desk.do(correct_person, draft)
    today = civil_date(town.desk.clock.instant)
    now, then = facts(town, uid, today), facts(town, uid, today, TODAY)
    assert [one.name for one in now.members] == ["王国梁", "李改莲", "王晓红"]
    assert [one.name for one in then.members] == ["王国梁", "李改莲", "王小军", "王小红", "张秀英"]
    assert then.happenings == ()
    assert "王小红" not in {one.name for one in now.changes}
    assert facts(town, uid, today) == now, "the same question has the same answer"
    with pytest.raises(Refusal, match="还没有登记"):
        facts(town, uid, today, date(2026, 11, 2))


def test_evidence_is_owed_until_it_is_brought(town: Town) -> None:
    uid = settled(town)
    split(town, uid)
    assert [one.evidence_later for one in facts(town, uid).happenings] == [True]
    (event_uid,) = raw(town.desk.store, "SELECT uid FROM life_event")[0]
    town.desk.clock.advance(days=1)
    town.desk.do(supply_evidence, SupplyEvidenceDraft(event_uid, "分户申请", "QS-7", date(2026, 9, 1)))
    (one,) = facts(town, uid).happenings
    assert (one.evidence, one.evidence_later) == ("分户申请，QS-7，2026年9月1日", False)
    assert facts(town, uid, TODAY, TODAY).evidence_owed == 1


def test_hukou_papers_school_and_work_stand_in_their_order(town: Town) -> None:
    uid = settled(town)
    father, son, daughter = (town.person(uid, name) for name in ("王国梁", "王小军", "王小红"))
    for standing, since in ((HukouStanding.NOT_MOVED, YEAR), (HukouStanding.MOVED_DOOR, on(2020, 5, 1))):
        place = HukouDraft(standing, address="迎宾路18号", since=since)
        town.desk.do(set_hukou_place, HukouPlaceDraft(father, place))
    permit = ResidenceDocumentDraft(
        son, ResidencePaper.PERMIT, on(2021, 3, 4), "149999200501010139", date(2027, 3, 4)
    )
    town.desk.do(set_residence_document, permit)
    town.desk.do(record_working_away, WorkingAwayDraft(father, on(2022, 2, 1), "广东省东莞市", months=10))
    studies = StudiesDraft(daughter, on(2024, 9, 1), SchoolStage.PRIMARY, "示例县聋哑学校", "示例县")
    town.desk.do(record_boarding, studies)
    said = facts(town, uid)
    assert [(one.name, one.words) for one in said.hukou] == [
        ("王国梁", "未迁，迎宾路18号"),
        ("王国梁", "已迁（集中安置点门牌），迎宾路18号"),
        ("王小军", "居住证"),
    ]
    assert said.hukou[0].ends == on(2020, 5, 1)
    assert said.hukou[2].more == "下次签注2027年3月4日"
    assert [one.words for one in said.school_and_work] == [
        "务工：广东省东莞市，每年10个月",
        "在校：小学，示例县，寄宿",
    ]
    assert said.members[0].hukou == "已迁（集中安置点门牌）"
    assert facts(town, uid, date(2019, 1, 1)).members[0].hukou == "未迁"


def test_what_came_after_somebody_left_is_not_this_households(town: Town) -> None:
    uid = settled(town)
    son = town.person(uid, "王小军")
    town.desk.do(set_hukou_place, HukouPlaceDraft(son, HukouDraft(HukouStanding.NOT_MOVED, since=YEAR)))
    split(town, uid)
    later = HukouDraft(HukouStanding.MOVED_DOOR, since=on(2026, 10, 1))
    town.desk.do(set_hukou_place, HukouPlaceDraft(son, later))
    (one,) = facts(town, uid).hukou
    assert (one.name, one.left, one.ends) == ("王小军", True, None)


def test_nothing_a_household_paper_must_not_say(town: Town) -> None:
    uid = settled(town)
    father, mother = town.person(uid, "王国梁"), town.person(uid, "李改莲")
    items = PersonItems(
        political=Political.PARTY_MEMBER,
        health=(Health.CHRONIC, Health.DISABLED),
        disability=DisabilityKind.MIND,
        disability_grade=2,
        bank_account="6217001234567890123",
        note="长期服药",
    )
    town.desk.do(complete_person, CompletePersonDraft(mother, items))
    household = HouseholdItems(
        bank_name="农商行", bank_account="6217001234567890124", only_child_family=True, note="低保待核"
    )
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, household))
    town.desk.do(record_imprisonment, AwayByStateDraft(father, on(2025, 1, 1), "示例监狱"))
    place = HukouPlaceDraft(father, HukouDraft(HukouStanding.PRISON, since=on(2025, 1, 2)))
    town.desk.do(set_hukou_place, place)
    text = issued(town, ExtractDraft(uid))
    unsaid = "党|团员|群众|残|精神|慢性|健康|服刑|监|6217|农商行|独生|低保|服药"
    assert re.findall(unsaid, text.replace("共", "")) == []
    assert not re.search(r"\d{17}", text)


def test_a_long_history_costs_no_more_questions(town: Town) -> None:
    small = town.register(member("赵一", "02", "19600101", 101))
    large = settled(town)
    split(town, large)
    for door in ("102", "201", "202"):
        town.desk.clock.advance(days=30)
        today = civil_date(town.desk.clock.instant)
        town.desk.do(assign_room, AssignRoomDraft(large, town.room(f"3-1-{door}"), ImpreciseDate(today)))
    day = civil_date(town.desk.clock.instant)
    with counted(town) as few:
        facts(town, small, day)
    with counted(town) as many:
        facts(town, large, day)
    assert len(few) - 2 <= len(many) <= len(few) + 2
    assert len(many) <= 20


@contextmanager
def counted(town: Town) -> Iterator[list[str]]:
    said: list[str] = []
    with town.desk.store.reading() as session:
        engine = session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_the_old_house_and_the_title_have_their_day(town: Town) -> None:
    uid = settled(town)
    town.desk.do(note_title, TitleIssuedDraft(uid, "晋（2025）第01号", date(2025, 5, 6)))
    said = {item.caption: item.text for item in facts(town, uid).title}
    assert said["权证号"] == "晋（2025）第01号"
    assert said["房屋"] == "云水苑3号楼1单元101室"
    assert facts(town, uid, date(2025, 5, 5)).title == ()


def test_it_takes_its_number_and_stands_in_the_book(town: Town) -> None:
    uid = settled(town)
    paper = town.desk.do(issue_register_extract, ExtractDraft(uid, use=" 子女入学 "))
    row = town.desk.ask(queries.paper, paper)
    assert row.number == "练档摘字〔2026〕1号"
    assert (row.title, row.subject_kind, row.subject_uid) == ("一户一档摘要", "household", uid)
    assert row.subject_label == f"王国梁家 {town.view(uid).number}"
    assert town.desk.ask(queries.paper_bytes, paper).startswith(b"%PDF")
    assert town.desk.ask(verify_audit).broken_at is None


def test_whole_numbers_leave_for_a_purpose_only(town: Town) -> None:
    uid = settled(town)
    with pytest.raises(Refusal, match=WHY_WHOLE) as told:
        town.desk.do(issue_register_extract, ExtractDraft(uid, whole_numbers=True))
    assert told.value.field == "use"
    assert town.desk.ask(queries.issued_papers, (REGISTER_EXTRACT.name,)) == ()
    text = issued(town, ExtractDraft(uid, whole_numbers=True, use="办理落户"))
    assert number("19780512", 11) in text


@pytest.mark.parametrize("field", ["as_of", "known_on"])
def test_a_day_that_has_not_come_is_refused(town: Town, field: str) -> None:
    uid, tomorrow = settled(town), date(2026, 11, 4)
    draft = ExtractDraft(uid, as_of=tomorrow) if field == "as_of" else ExtractDraft(uid, known_on=tomorrow)
    with pytest.raises(Refusal, match="还没有到") as told:
        town.desk.do(issue_register_extract, draft)
    assert told.value.field == field


@pytest.mark.parametrize("role", [Role.PARTY_CLERK, Role.ADMINISTRATOR, Role.AUDITOR])
def test_other_roles_do_not_issue_it(town: Town, role: Role) -> None:
    uid = settled(town)
    with pytest.raises(Refusal, match=NOT_YOURS):
        town.desk.do(issue_register_extract, ExtractDraft(uid), by=actor_of(role))


def test_another_head_restates_everybody(town: Town) -> None:
    uid = town.register(*wangs(), items=HouseholdItems(moved_in=YEAR))
    leaving = ((town.person(uid, "王国梁"), "02"),)
    staying = tuple(
        (town.person(uid, name), relation)
        for name, relation in (("李改莲", "02"), ("王小军", "20"), ("王小红", "30"), ("张秀英", "56"))
    )
    town.desk.do(split_household, SplitDraft(uid, leaving, SPLIT_ON, staying))
    said = facts(town, uid)
    assert [one.name for one in said.heads] == ["王国梁", "李改莲"]
    assert said.heads[0].ends == SPLIT_ON
    assert said.head_name == "李改莲"
    restated = {one.name: one.words for one in said.changes if one.what == RESTATED}
    assert restated["李改莲"] == "妻→户主"
    assert {one.name for one in said.members if one.since.earliest < SPLIT_ON.earliest} == {
        one.name for one in said.members
    }


def test_a_spoiled_one_is_replaced_and_a_correction_makes_it_outdated(town: Town) -> None:
    uid = settled(town)
    first = town.desk.do(issue_register_extract, ExtractDraft(uid))
    town.desk.do(answer_print, AnswerDraft(first, Answer.SPOILED))
    town.desk.do(change_setting, SettingDraft(REPLACED_ON_FACE, (REGISTER_EXTRACT.name,)))
    again = town.desk.do(issue_register_extract, ExtractDraft(uid, replaces_uid=first))
    pdf = town.desk.ask(queries.paper_bytes, again)
    assert "本摘要替代练档摘字〔2026〕1号，原件作废。" in text_of(pdf)
    town.desk.do(answer_print, AnswerDraft(again, Answer.PRINTED))
    town.desk.clock.advance(minutes=5)
    person = town.person(uid, "王小红")
    right = NumberDraft(number("20100601", 14))
    town.desk.do(
        correct_person, CorrectPersonDraft(person, "王晓红", Sex.FEMALE, on(2010, 6, 1), right, "写错了")
    )
    (outdated,) = town.desk.ask(outdated_papers, (REGISTER_EXTRACT.name,), person)
    assert outdated.paper.number == "练档摘字〔2026〕2号"
    assert town.desk.ask(queries.paper_bytes, again) == pdf, "what was printed stays what it was"


def test_who_left_stands_on_it_too_and_may_be_put_right(town: Town) -> None:
    uid = settled(town)
    son = town.person(uid, "王小军")
    split(town, uid)
    paper = town.desk.do(issue_register_extract, ExtractDraft(uid))
    town.desk.clock.advance(minutes=5)
    right = NumberDraft(number("20050101", 13))
    town.desk.do(correct_person, CorrectPersonDraft(son, "王晓军", Sex.MALE, on(2005, 1, 1), right, "写错了"))
    (outdated,) = town.desk.ask(outdated_papers, (REGISTER_EXTRACT.name,), son)
    assert outdated.uid == paper
