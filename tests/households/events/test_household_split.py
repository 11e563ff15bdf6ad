"""EV08 分户: the lineage is kept, both households have their head, the room stays or a new one is taken."""

from datetime import date, timedelta
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries.events import events_of_household, events_without_evidence
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases import HouseholdItems, complete_household
from resettle_desktop.households.use_cases.drafts import CompleteHouseholdDraft
from resettle_desktop.households.use_cases.events.household_split import (
    NEW_HEAD_NEEDED,
    NO_ROOM_TO_TAKE,
    NOBODY_LEAVES,
    NOBODY_STAYS,
    STAYING_INCOMPLETE,
    TWO_ROOMS,
    SplitDraft,
    split_household,
)
from resettle_desktop.households.use_cases.events.noting import Evidence, SupplyEvidenceDraft, supply_evidence
from tests.households.town import TODAY, Town, on
from tests.kit.office import raw

ITEMS = HouseholdItems(
    moved_in=on(2018, 11, 10),
    relocation_kind=RelocationKind.REGISTERED_POOR,
    agreement_no="XY-1",
    agreement_heads=5,
)
DAY = on(2026, 9, 1)


def split(town: Town, uid: str, leaving: dict[str, str], **more: Any) -> str:
    """The son and whoever goes with him split off on 1 September."""
    staying = {town.person(uid, name): relation for name, relation in more.pop("staying", {}).items()}
    said = tuple((town.person(uid, name), relation) for name, relation in leaving.items())
    draft = SplitDraft(uid, said, more.pop("day", DAY), tuple(staying.items()), **more)
    return town.desk.do(split_household, draft)


def relations(town: Town, uid: str, day: date) -> dict[str, str]:
    return {member.person.name: member.relation for member in town.view(uid, day).members}


def test_the_son_goes_on_as_a_household_of_the_same_lineage(town: Town) -> None:
    uid = town.register(room="3-1-101", items=ITEMS)
    first = town.view(uid).number
    new = split(town, uid, {"王小军": "02", "张秀英": "62"}, room_uid=town.room("3-1-102"))
    assert relations(town, uid, DAY.earliest) == {"王国梁": "02", "李改莲": "12", "王小红": "32"}
    assert relations(town, new, DAY.earliest) == {"王小军": "02", "张秀英": "62"}
    assert len(relations(town, uid, DAY.earliest - timedelta(days=1))) == 5
    view = town.view(new)
    assert view.number == f"{first[:-1]}{int(first[-1]) + 1}"
    assert view.facts.relocation_kind is RelocationKind.REGISTERED_POOR
    assert view.facts.moved_in == on(2018, 11, 10)
    assert (view.facts.agreement_no, view.facts.agreement_heads) == ("", None)  # the frozen heads stay
    assert view.dwelling is not None
    assert view.dwelling.room.label == "3-1-102"
    assert town.view(uid).dwelling is not None
    lineages = raw(town.desk.store, "SELECT DISTINCT lineage_uid FROM household")
    assert lineages == [(uid,)]
    left = raw(town.desk.store, "SELECT left_because FROM membership WHERE ends IS NOT NULL")
    assert left == [("split",), ("split",)]
    assert set(town.found(view.number)) == {"王小军", "张秀英"}
    for home in (uid, new):
        [event] = town.desk.ask(events_of_household, home, TODAY)
        assert (event.code, event.household_uid, event.person) == (EventCode.SPLIT, home, "王小军")


def test_the_head_leaves_and_who_stays_has_a_new_one(town: Town) -> None:
    uid = town.register(room="3-1-101", items=ITEMS)
    staying = {"李改莲": "02", "王小军": "22", "王小红": "32"}
    new = split(town, uid, {"王国梁": "02", "张秀英": "52"}, staying=staying, takes_room=True)
    assert relations(town, uid, DAY.earliest) == staying
    view = town.view(new)
    assert view.head is not None
    assert view.head.person.name == "王国梁"
    assert view.dwelling is not None
    assert view.dwelling.room.label == "3-1-101"
    assert town.view(uid).dwelling is None
    before = town.view(uid, date(2026, 8, 31))
    assert before.head is not None
    assert (before.head.person.name, before.dwelling is not None) == ("王国梁", True)


def test_the_head_stays_and_relations_are_said_anew(town: Town) -> None:
    uid = town.register(items=ITEMS)
    staying = {"王国梁": "02", "李改莲": "12", "王小军": "21", "张秀英": "52"}
    split(town, uid, {"王小红": "02"}, staying=staying)
    assert relations(town, uid, DAY.earliest) == staying


def test_completing_a_household_that_split_off_does_not_move_the_day_it_split(town: Town) -> None:
    uid = town.register(items=ITEMS)
    new = split(town, uid, {"王小军": "02"})
    view = town.view(new)
    draft = CompleteHouseholdDraft(new, HouseholdItems(moved_in=on(2019, 5, 1)), view.version)
    town.desk.do(complete_household, draft)
    assert town.view(new, DAY.earliest - timedelta(days=1)).members == ()
    assert [member.since for member in town.view(new).members] == [DAY]


@pytest.mark.parametrize(
    ("leaving", "more", "words"),
    [
        ({}, {}, NOBODY_LEAVES),
        (
            {"王国梁": "02", "李改莲": "12", "王小军": "22", "王小红": "32", "张秀英": "52"},
            {},
            NOBODY_STAYS,
        ),
        ({"王国梁": "02"}, {}, NEW_HEAD_NEEDED),
        ({"王小军": "22"}, {}, "请指定一位户主"),
        ({"王小军": "02", "王小红": "02"}, {}, "户主有2位"),
        ({"王国梁": "02"}, {"staying": {"李改莲": "02"}}, STAYING_INCOMPLETE),
        ({"王小军": "02"}, {"takes_room": True}, NO_ROOM_TO_TAKE),
        ({"王小军": "02"}, {"day": on(2018, 11, 10)}, "要晚于"),
        ({"王小军": "02"}, {"day": on(2027)}, "还没有到"),
    ],
)
def test_a_split_that_cannot_be_is_refused(
    town: Town, leaving: dict[str, str], more: dict[str, Any], words: str
) -> None:
    uid = town.register(items=ITEMS)
    with pytest.raises(Refusal, match=words):
        split(town, uid, leaving, **more)
    assert len(town.view(uid).members) == 5


def test_one_room_or_the_other(town: Town) -> None:
    uid = town.register(room="3-1-101", items=ITEMS)
    with pytest.raises(Refusal, match=TWO_ROOMS):
        split(town, uid, {"王小军": "02"}, takes_room=True, room_uid=town.room("3-1-102"))


def test_nobody_is_named_twice_or_from_elsewhere(town: Town) -> None:
    uid = town.register(items=ITEMS)
    son = town.person(uid, "王小军")
    with pytest.raises(Refusal, match="填了两次"):
        town.desk.do(split_household, SplitDraft(uid, ((son, "02"), (son, "02")), DAY))
    split(town, uid, {"王小军": "02"})
    with pytest.raises(Refusal, match="现在不在这一户"):
        town.desk.do(split_household, SplitDraft(uid, ((son, "02"),), DAY))


def test_evidence_may_follow(town: Town) -> None:
    uid = town.register(items=ITEMS)
    evidence = Evidence(later=True, told_by="本人", note="户口簿在派出所换页")
    split(town, uid, {"王小军": "02"}, evidence=evidence)
    kept = raw(town.desk.store, "SELECT evidence_later, told_by, note FROM life_event")
    assert kept == [(1, "本人", "户口簿在派出所换页")] * 2
    event = town.desk.ask(events_without_evidence, TODAY)[0]
    town.desk.do(supply_evidence, SupplyEvidenceDraft(event.uid, "户口簿"))
    assert town.desk.ask(events_without_evidence, TODAY) == ()  # one paper for both files
    believed = "SELECT evidence, told_by, note FROM life_event WHERE superseded_at IS NULL"
    assert raw(town.desk.store, believed) == [("户口簿", "本人", "户口簿在派出所换页")] * 2
