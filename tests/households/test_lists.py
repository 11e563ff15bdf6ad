"""Lists of one day, narrowed and as the office knew them."""

from array import array
from datetime import date

from resettle_desktop.households.queries import (
    ListFilter,
    household_ids,
    household_rows,
    household_view,
    households_by_id,
    person_row,
)
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    CompleteHouseholdDraft,
    HouseholdItems,
    PhoneDraft,
    assign_room,
    complete_household,
    set_phone,
)
from resettle_desktop.sites.rules import Plan
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    OriginVillageDraft,
    SiteDraft,
    add_building,
    add_origin_village,
    add_site,
)
from tests.households.town import TODAY, Town, member, on

ZHAO = member("赵德胜", "02", "19600101", 11)
QIAN = member("钱满仓", "02", "19610101", 11)
SUN = member("孙海龙", "02", "19620101", 11)


def test_filters_combine(town: Town) -> None:
    poor = HouseholdItems(moved_in=on(2018), relocation_kind=RelocationKind.REGISTERED_POOR)
    town.register(ZHAO, room="3-1-101", items=poor)
    town.register(QIAN, room="3-1-102", items=HouseholdItems(moved_in=on(2018)))
    town.register(SUN, items=poor)
    other = town.desk.do(add_site, SiteDraft("惠民家园"))
    empty = town.desk.do(add_building, BuildingDraft(other, "1", plan=Plan(1, 1, 1)))
    village = OriginVillageDraft("晋川省云州市青岭县圪塄乡", "水泉梁村")
    elsewhere = town.desk.do(add_origin_village, village)

    def heads(wanted: ListFilter) -> list[str]:
        return [row.head_name for row in town.desk.ask(household_rows, TODAY, None, wanted)]

    assert heads(ListFilter()) == ["赵德胜", "钱满仓", "孙海龙"]
    assert heads(ListFilter(site_uid=town.site)) == ["赵德胜", "钱满仓"]
    assert heads(ListFilter(building_uid=town.building)) == ["赵德胜", "钱满仓"]
    assert heads(ListFilter(site_uid=other, building_uid=empty)) == []
    assert heads(ListFilter(without_room=True)) == ["孙海龙"]
    assert heads(ListFilter(origin_uid=town.origin)) == ["赵德胜", "钱满仓", "孙海龙"]
    assert heads(ListFilter(origin_uid=elsewhere)) == []
    both = ListFilter(site_uid=town.site, relocation_kind=RelocationKind.REGISTERED_POOR)
    assert heads(both) == ["赵德胜"]


def test_lines_come_in_the_order_of_the_keys_and_without_those_that_are_gone(town: Town) -> None:
    for head in (ZHAO, QIAN, SUN):
        town.register(head)
    keys = town.desk.ask(household_ids, ListFilter(), TODAY)
    assert isinstance(keys, array)
    backwards = [*reversed(keys), 999]
    rows = town.desk.ask(households_by_id, backwards, TODAY)
    assert [row.head_name for row in rows] == ["孙海龙", "钱满仓", "赵德胜"]
    assert town.desk.ask(households_by_id, [], TODAY) == ()


def test_what_the_office_knew_then_can_be_asked_for(town: Town) -> None:
    """Two clocks: when it held, and when the office came to know it."""
    uid = town.register(ZHAO, room="3-1-101")
    head = town.person(uid, "赵德胜")
    before = town.desk.clock.instant
    town.desk.clock.advance(days=1)
    moved_in = HouseholdItems(moved_in=on(2018, 11, 10))
    town.desk.do(complete_household, CompleteHouseholdDraft(uid, moved_in))
    town.desk.do(set_phone, PhoneDraft(head, "13800000099"))
    town.desk.do(assign_room, AssignRoomDraft(uid, town.room("3-2-502"), on(2020)))
    day = date(2020, 6, 1)
    assert town.desk.ask(household_rows, day, before) == ()
    (now,) = town.desk.ask(household_rows, day)
    assert now.room_label == "3-1-101"
    then = town.desk.ask(household_view, uid, TODAY, before)
    assert [dwelling.room.label for dwelling in then.dwellings] == ["3-1-101"]
    assert then.dwellings[0].since == on(2026, 11, 3)
    known_now = town.desk.ask(household_view, uid, TODAY)
    assert [dwelling.room.label for dwelling in known_now.dwellings] == ["3-1-101", "3-2-502"]
    phone_then = town.desk.ask(person_row, head, date(2026, 11, 4), before)
    assert phone_then is not None
    assert phone_then.phone is not None
    assert phone_then.phone.phone == "13800000011"
