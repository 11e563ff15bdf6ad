"""EV10, EV11, EV13, EV22, EV23, EV24, EV25, EV26: what was done before, now with evidence and an event."""

from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries import person_row, residence_documents
from resettle_desktop.households.rules.declared import HukouStanding, ResidencePaper, RoomReason
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.rules.refusals import RoomTaken
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    ChangeHeadDraft,
    CorrectPersonDraft,
    EndRoomDraft,
    HouseholdItems,
)
from resettle_desktop.households.use_cases.events.household_homes import (
    DemolitionDraft,
    ReclamationDraft,
    TitleIssuedDraft,
    note_demolition,
    note_reclamation,
    note_title,
)
from resettle_desktop.households.use_cases.events.household_hukou import (
    HukouArrivedDraft,
    ResidenceStep,
    ResidenceStepDraft,
    move_hukou_in,
    note_residence_document,
)
from resettle_desktop.households.use_cases.events.household_wraps import (
    PAPER_NEEDED,
    CorrectedDraft,
    HeadChangedDraft,
    RoomChangedDraft,
    note_correction,
    note_head_change,
    note_room_change,
)
from resettle_desktop.households.use_cases.events.noting import Evidence
from tests.households.town import TODAY, Town, member, number, on
from tests.kit.office import raw

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))
PAPER = Evidence("户口簿", "140902001", date(2026, 9, 1), told_by="本人")


def events(town: Town) -> list[tuple[Any, ...]]:
    return raw(town.desk.store, "SELECT code, starts, evidence, evidence_later FROM life_event ORDER BY id")


def test_another_head_with_the_booklet(town: Town) -> None:
    uid = town.register(items=MOVED)
    said = {"王国梁": "11", "李改莲": "02", "王小军": "22", "王小红": "32", "张秀英": "54"}
    relations = tuple((town.person(uid, name), relation) for name, relation in said.items())
    change = ChangeHeadDraft(uid, town.person(uid, "李改莲"), relations, on(2026, 9, 1))
    town.desk.do(note_head_change, HeadChangedDraft(change, PAPER))
    head = town.view(uid).head
    assert head is not None
    assert head.person.name == "李改莲"
    assert events(town) == [("EV10", "2026-09-01", "户口簿", 0)]


def test_the_hukou_of_all_comes_to_the_site(town: Town) -> None:
    uid = town.register(items=MOVED)
    people = tuple(m.person.uid for m in town.view(uid).members)
    draft = HukouArrivedDraft(
        uid, people, HukouStanding.MOVED_DOOR, on(2026, 9, 1), address="柳沟镇迎宾路18号3号楼"
    )
    town.desk.do(move_hukou_in, draft)
    for person in people:
        row = town.desk.ask(person_row, person, TODAY)
        assert row is not None
        assert row.hukou is not None
        assert row.hukou.standing is HukouStanding.MOVED_DOOR
    assert events(town) == [("EV11", "2026-09-01", None, 0)]
    other = town.register(member("王国柱", "02", "19660708", 21))
    for draft, words in (
        (HukouArrivedDraft(uid, (), HukouStanding.MOVED_DOOR, on(2026)), "至少选一人"),
        (HukouArrivedDraft(uid, people, HukouStanding.NOT_MOVED, on(2026)), "哪一种"),
        (HukouArrivedDraft(other, people[:1], HukouStanding.MOVED_DOOR, on(2026)), "现在不在这一户"),
        (HukouArrivedDraft(uid, people[:1], HukouStanding.MOVED_GROUP, on(2026, 8, 1)), "早于"),
    ):
        with pytest.raises(Refusal, match=words):
            town.desk.do(move_hukou_in, draft)


def test_a_residence_document_is_issued_endorsed_and_ends(town: Town) -> None:
    uid = town.register(items=MOVED)
    person = town.person(uid, "王小军")

    def step(kind: ResidenceStep, day: ImpreciseDate, until: date | None = None, number: str = "") -> None:
        draft = ResidenceStepDraft(person, ResidencePaper.PERMIT, kind, day, number, until)
        town.desk.do(note_residence_document, draft)

    with pytest.raises(Refusal, match="请先登记办证"):
        step(ResidenceStep.ENDORSED, on(2025, 1, 5), date(2026, 1, 5))
    step(ResidenceStep.ISSUED, on(2024, 1, 5), date(2025, 1, 5), "J001")
    step(ResidenceStep.ENDORSED, on(2025, 1, 4), date(2026, 1, 5))

    def held(day: date) -> list[tuple[str, date | None]]:
        found = town.desk.ask(residence_documents, person, day)
        return [(row.number, row.next_endorsement) for row in found]

    assert held(date(2024, 6, 1)) == [("J001", date(2025, 1, 5))]
    assert held(TODAY) == [("J001", date(2026, 1, 5))]
    step(ResidenceStep.ENDED, on(2026, 1, 5))
    assert held(TODAY) == []
    assert [code for code, *_ in events(town)] == ["EV13"] * 3
    with pytest.raises(Refusal, match="晚于这次办理"):
        step(ResidenceStep.ISSUED, on(2026, 6, 1), date(2026, 6, 1))


def test_a_room_is_exchanged_and_left_and_who_lives_there_is_asked(town: Town) -> None:
    uid = town.register(room="3-1-101", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    other = town.register(member("王国柱", "02", "19660708", 21), items=HouseholdItems(moved_in=on(2020)))
    wanted = AssignRoomDraft(other, town.room("3-1-101"), on(2026, 6, 1))
    with pytest.raises(RoomTaken) as taken:  # A19: the end of who lives there is asked
        town.desk.do(note_room_change, RoomChangedDraft(wanted, PAPER))
    assert taken.value.proposed_last_day == date(2026, 5, 31)
    settled = AssignRoomDraft(
        other, town.room("3-1-101"), on(2026, 6, 1), previous_last_day=taken.value.proposed_last_day
    )
    town.desk.do(note_room_change, RoomChangedDraft(settled, PAPER))
    assert town.view(uid).dwelling is None
    dwelling = town.view(other).dwelling
    assert dwelling is not None
    assert dwelling.document == "户口簿 140902001"
    leave = EndRoomDraft(dwelling.assignment_uid, on(2026, 10, 31), RoomReason.TAKEN_BACK)
    town.desk.do(note_room_change, RoomChangedDraft(leave))
    assert town.view(other).dwelling is None
    assert [row[:2] for row in events(town)] == [("EV22", "2026-06-01"), ("EV22", "2026-11-01")]
    with pytest.raises(Refusal, match="刚被改过"):
        town.desk.do(note_room_change, RoomChangedDraft(leave))


def test_the_old_house_comes_down_and_its_plot_is_accepted(town: Town) -> None:
    uid = town.register(items=MOVED)
    year = ImpreciseDate(date(2019, 1, 1), Precision.YEAR)
    town.desk.do(note_demolition, DemolitionDraft(uid, year, 8050, PAPER))
    town.desk.do(note_reclamation, ReclamationDraft(uid, on(2020, 6, 1), 45, 1200000, date(2021, 1, 8)))
    home = raw(
        town.desk.store,
        "SELECT lineage_uid, has_house, demolished_on, demolished_on_precision, demolished_hundredths,"
        " reclamation, reclaimed_on, reclaimed_hundredths, award_fen, award_paid_on FROM old_home",
    )
    assert home == [(uid, 1, "2019-01-01", "year", 8050, "accepted", "2020-06-01", 45, 1200000, "2021-01-08")]
    refused: tuple[tuple[Any, Any, str], ...] = (
        (note_demolition, DemolitionDraft(uid, on(2021)), "晚于复垦验收日期"),
        (note_reclamation, ReclamationDraft(uid, on(2018)), "早于旧房拆除日期"),
        (note_reclamation, ReclamationDraft(uid, on(2020), award_fen=-1), "不能小于零"),
        (note_demolition, DemolitionDraft(uid, on(2027)), "还没有到"),
    )
    for act, draft, words in refused:
        with pytest.raises(Refusal, match=words):
            town.desk.do(act, draft)


def test_the_title_is_issued_once(town: Town) -> None:
    uid = town.register(room="3-1-101", items=MOVED)
    draft = TitleIssuedDraft(uid, "晋（2021）云州市不动产权第0001号", date(2021, 5, 6), "夫妻共同共有", PAPER)
    town.desk.do(note_title, draft)
    town.desk.do(note_title, TitleIssuedDraft(uid, "晋（2021）云州市不动产权第0002号", date(2021, 6, 6)))
    kept = raw(town.desk.store, "SELECT stage, number, issued_on, room_id IS NOT NULL FROM home_title")
    assert kept == [("issued", "晋（2021）云州市不动产权第0002号", "2021-06-06", 1)]
    other = town.register(member("王国柱", "02", "19660708", 21))
    for taken, words in (("晋（2021）云州市不动产权第0002号", "已登记给王国梁家"), ("  ", "证号")):
        with pytest.raises(Refusal, match=words):
            town.desk.do(note_title, TitleIssuedDraft(other, taken, date(2021, 6, 6)))


def test_a_correction_stands_on_a_paper(town: Town) -> None:
    uid = town.register(items=MOVED)
    person = town.person(uid, "王小军")
    right = NumberDraft(number("20050102", 13))
    correction = CorrectPersonDraft(person, "王晓军", Sex.MALE, on(2005, 1, 2), right, "登记时写错")
    with pytest.raises(Refusal, match=PAPER_NEEDED):
        town.desk.do(note_correction, CorrectedDraft(correction))
    town.desk.do(note_correction, CorrectedDraft(correction, Evidence("公安证明", "青公证1号")))
    row = town.desk.ask(person_row, person, TODAY)
    assert row is not None
    assert row.name == "王晓军"
    assert raw(town.desk.store, "SELECT evidence FROM correction") == [("公安证明 青公证1号",)]
    assert events(town) == [("EV26", "2026-11-03", "公安证明", 0)]
