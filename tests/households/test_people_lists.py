"""Hukou booklets and other lists: two in one household, one over two households."""

from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries.people_lists import PeopleLists, list_of, lists_of_household
from resettle_desktop.households.rules.circumstances import ListKind
from resettle_desktop.households.use_cases import HouseholdItems
from resettle_desktop.households.use_cases.people_lists import (
    NOBODY,
    CorrectListDraft,
    EnterOnListDraft,
    LeaveListDraft,
    OpenListDraft,
    correct_people_list,
    enter_on_list,
    leave_list,
    open_people_list,
)
from tests.households.town import TODAY, Town, member, on

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


def booklet(town: Town, uid: str, names: dict[str, str], number: str = "") -> str:
    """A booklet of a household with these members."""
    people = tuple((town.person(uid, name), relation) for name, relation in names.items())
    holder = next(iter(names))
    draft = OpenListDraft(ListKind.HUKOU_BOOKLET, uid, holder, people, on(2019), number)
    return town.desk.do(open_people_list, draft)


def lists(town: Town, uid: str, day: date = TODAY) -> PeopleLists:
    return town.desk.ask(lists_of_household, uid, day)


def test_two_booklets_in_one_household(town: Town) -> None:
    uid = town.register(items=MOVED)
    booklet(town, uid, {"王国梁": "02", "李改莲": "12", "王小军": "22", "王小红": "32"}, "140902001")
    assert lists(town, uid).unlisted == ("张秀英",)
    booklet(town, uid, {"张秀英": "02"}, "140902002")
    found = lists(town, uid)
    assert [(one.name, one.number, len(one.people)) for one in found.lists] == [
        ("王国梁的户口簿", "140902001", 4),
        ("张秀英的户口簿", "140902002", 1),
    ]
    assert found.unlisted == ()
    assert lists(town, uid, date(2018, 12, 1)).unlisted != ()


def test_one_booklet_over_two_households(town: Town) -> None:
    uid = town.register(items=MOVED)
    uncle = town.register(member("王国柱", "02", "19660708", 21), items=MOVED)
    first = booklet(town, uid, {"王国梁": "02"})
    draft = EnterOnListDraft(first, town.person(uncle, "王国柱"), on(2019), "71")
    town.desk.do(enter_on_list, draft)
    (seen,) = lists(town, uncle).lists
    assert seen.uid == first
    assert [(p.name, p.relation, p.household.uid if p.household else "") for p in seen.people] == [
        ("王国梁", "户主", uid),
        ("王国柱", "兄", uncle),
    ]
    assert lists(town, uncle).unlisted == ()


def test_a_person_stands_on_one_booklet_at_a_time(town: Town) -> None:
    uid = town.register(items=MOVED)
    first = booklet(town, uid, {"王国梁": "02", "张秀英": "52"})
    with pytest.raises(Refusal, match="张秀英已经在王国梁的户口簿上"):
        booklet(town, uid, {"张秀英": "02"})
    mother = town.person(uid, "张秀英")
    with pytest.raises(Refusal, match="已经在这一本上"):
        town.desk.do(enter_on_list, EnterOnListDraft(first, mother, on(2020)))
    town.desk.do(leave_list, LeaveListDraft(first, mother, on(2024, 5, 1)))
    booklet_uid = booklet(town, uid, {"张秀英": "02"})
    assert town.desk.ask(list_of, booklet_uid, TODAY) is not None
    assert [len(one.people) for one in lists(town, uid).lists] == [1, 1]
    assert next(len(one.people) for one in lists(town, uid, date(2024, 4, 30)).lists) == 2
    with pytest.raises(Refusal, match="不在这一本上"):
        town.desk.do(leave_list, LeaveListDraft(first, mother, on(2024, 5, 1)))


def test_kinds_do_not_disturb_each_other_and_a_number_is_one_booklet(town: Town) -> None:
    uid = town.register(items=MOVED)
    first = booklet(town, uid, {"王国梁": "02"}, "140902001")
    head = town.person(uid, "王国梁")
    low = OpenListDraft(ListKind.LOW_INCOME, uid, "王国梁", ((head, None),), on(2022))
    town.desk.do(open_people_list, low)
    assert [one.kind for one in lists(town, uid).lists] == [ListKind.HUKOU_BOOKLET, ListKind.LOW_INCOME]
    with pytest.raises(Refusal, match="已经登记在王国梁名下"):
        booklet(town, uid, {"李改莲": "02"}, "140902001")
    with pytest.raises(Refusal, match=NOBODY):
        town.desk.do(open_people_list, OpenListDraft(ListKind.MONITORED, uid, "王国梁", (), on(2022)))
    twice = OpenListDraft(ListKind.MONITORED, uid, "王国梁", ((head, None), (head, None)), on(2022))
    with pytest.raises(Refusal, match="填了两次"):
        town.desk.do(open_people_list, twice)
    right = CorrectListDraft(first, "王国梁", "140902009", address="青岭县沟门乡石湾村", version=1)
    town.desk.do(correct_people_list, right)
    found = town.desk.ask(list_of, first, TODAY)
    assert found is not None
    assert (found.number, found.address, found.version) == ("140902009", "青岭县沟门乡石湾村", 2)
    assert town.desk.ask(list_of, "gone", TODAY) is None
    with pytest.raises(Refusal, match="没有找到这本名册"):
        town.desk.do(correct_people_list, CorrectListDraft("gone", "王国梁"))
