"""EV09 并户: the household that is merged stays readable, its people live on in the other."""

from datetime import date, timedelta
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries.overlaps import household_overlaps
from resettle_desktop.households.rules.circumstances import ListKind
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.events.household_homes import TitleIssuedDraft, note_title
from resettle_desktop.households.use_cases.events.household_merge import (
    EVERYBODY,
    SAME_HOUSEHOLD,
    MergeDraft,
    merge_households,
)
from resettle_desktop.households.use_cases.people_lists import OpenListDraft, open_people_list
from tests.households.town import TODAY, Town, member, on
from tests.kit.office import raw

ITEMS = HouseholdItems(moved_in=on(2018, 11, 10), relocation_kind=RelocationKind.REGISTERED_POOR)
OTHER = HouseholdItems(moved_in=on(2019, 5, 1), relocation_kind=RelocationKind.ALONGSIDE, agreement_no="XY-2")
DAY = on(2026, 9, 1)
UNCLE = (member("王国柱", "02", "19660708", 21), member("王小芳", "32", "20010203", 22))


def two(town: Town) -> tuple[str, str]:
    """A family and the uncle with his daughter."""
    return (
        town.register(room="3-1-101", items=ITEMS),
        town.register(*UNCLE, room="3-1-102", items=OTHER),
    )


def merge(town: Town, uid: str, merged: str, relations: dict[str, str], **more: Any) -> list[str]:
    said = tuple((town.person(merged, name), relation) for name, relation in relations.items())
    draft = MergeDraft(uid, merged, said, more.pop("day", DAY), **more)
    return town.desk.do(merge_households, draft)


SAID = {"王国柱": "71", "王小芳": "97"}


def test_both_are_kept_in_history_and_one_names_the_other(town: Town) -> None:
    uid, merged = two(town)
    number = town.view(merged).number
    overlaps = merge(town, uid, merged, SAID)
    assert {m.person.name: m.relation for m in town.view(uid).members}.items() >= SAID.items()
    assert town.view(merged).members == ()
    before = town.view(merged, DAY.earliest - timedelta(days=1))
    assert [m.person.name for m in before.members] == ["王国柱", "王小芳"]
    assert before.head is not None
    assert before.dwelling is not None
    assert town.view(merged).dwelling is None  # 腾退
    row = raw(
        town.desk.store,
        "SELECT closed_on, closed_because, successor_uid FROM household WHERE uid = ?",
        merged,
    )
    assert row == [("2026-09-01", "merged", uid)]
    assert any(text.startswith("搬迁类型") and number in text for text in overlaps)
    assert any(text.startswith("住房：两户各住一套（云水苑3-1-101、云水苑3-1-102）") for text in overlaps)
    assert town.found("wangguozhu") == ["王国柱"]
    assert "王小芳" in town.found("王国梁") or "王小芳" in town.found("wangxiaofang")


def test_the_room_goes_over_with_the_household(town: Town) -> None:
    uid, merged = two(town)
    merge(town, uid, merged, SAID, keeps_room=True)
    assert [d.room.label for d in town.view(uid).dwellings] == ["3-1-101", "3-1-102"]


def test_what_overlaps_can_be_read_before(town: Town) -> None:
    uid, merged = two(town)
    for place, household in enumerate((uid, merged)):
        title = TitleIssuedDraft(household, f"晋（2021）云州市不动产权第000{place}号", date(2021, 5, 6))
        town.desk.do(note_title, title)
        head = town.view(household).members[0].person
        booklet = OpenListDraft(ListKind.HUKOU_BOOKLET, household, head.name, ((head.uid, "02"),), on(2020))
        town.desk.do(open_people_list, booklet)
    said = town.desk.ask(household_overlaps, uid, merged, TODAY)
    assert [text.split("：")[0] for text in said] == ["搬迁类型", "住房", "不动产权证", "户口簿"]
    merge(town, uid, merged, SAID)
    assert raw(town.desk.store, "SELECT count(*) FROM people_list WHERE household_id = 1") == [(2,)]


@pytest.mark.parametrize(
    ("relations", "more", "words"),
    [
        ({"王国柱": "02", "王小芳": "97"}, {}, "户主有2位"),
        ({"王国柱": "71"}, {}, EVERYBODY),
        (SAID, {"day": on(2019, 5, 1)}, "要晚于"),
        (SAID, {"day": on(2027)}, "还没有到"),
    ],
)
def test_a_merge_that_cannot_be_is_refused(
    town: Town, relations: dict[str, str], more: dict[str, Any], words: str
) -> None:
    uid, merged = two(town)
    with pytest.raises(Refusal, match=words):
        merge(town, uid, merged, relations, **more)
    assert len(town.view(merged).members) == 2


def test_a_household_does_not_go_into_itself_or_into_one_that_is_closed(town: Town) -> None:
    uid, merged = two(town)
    with pytest.raises(Refusal, match=SAME_HOUSEHOLD):
        merge(town, uid, uid, {})
    merge(town, uid, merged, SAID)
    with pytest.raises(Refusal, match="已经没有人了"):
        town.desk.do(merge_households, MergeDraft(merged, uid, (), DAY))
