"""Who lives in which room: A19 and what else can go wrong at the counter."""

from datetime import date
from typing import Any

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.queries import certificate_facts, room_choice, room_choices
from resettle_desktop.households.rules.declared import RoomReason
from resettle_desktop.households.rules.refusals import RoomGivenAway, RoomTaken
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    EndRoomDraft,
    HouseholdItems,
    RenumberRoomDraft,
    assign_room,
    end_room,
    renumber_room,
)
from tests.households.town import TODAY, Town, member, on
from tests.kit.office import raw

ZHAO = member("赵德胜", "02", "19600101", 11)
QIAN = member("钱满仓", "02", "19610101", 11)


def live(town: Town, household: str, label: str, since: ImpreciseDate, **more: Any) -> None:
    """Give a household a room."""
    draft = AssignRoomDraft(household, town.room(label), since, **more)
    town.desk.do(assign_room, draft)


def test_an_occupied_room_is_refused_until_the_others_end_is_given(town: Town) -> None:
    """A19."""
    first = town.register(ZHAO, room="3-2-501", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    second = town.register(QIAN)
    with pytest.raises(RoomTaken) as refused:
        live(town, second, "3-2-501", on(2026, 6, 1))
    assert refused.value.proposed_last_day == date(2026, 5, 31)
    assert (refused.value.kind, refused.value.uid) == ("household", first)
    assert refused.value.text == "3-2-501现在住着赵德胜家（练LG0001），请先填写原住户住到哪天，再分配给这一户"
    live(town, second, "3-2-501", on(2026, 6, 1), previous_last_day=refused.value.proposed_last_day)
    assert town.view(first).dwelling is None
    assert town.view(first, date(2026, 5, 31)).dwelling is not None
    dwelling = town.view(second).dwelling
    assert dwelling is not None
    assert dwelling.room.label == "3-2-501"
    assert town.found("3-2-501") == ["钱满仓"]


@pytest.mark.parametrize(
    ("last_day", "sentence"),
    [
        (date(2026, 6, 1), "原住户住到2026年6月1日，晚于新住户的入住日期2026年6月1日，请核对"),
        (date(2019, 4, 1), "原住户从2019年5月1日才住进来，不能在2019年4月1日就搬走，请核对"),
    ],
)
def test_an_end_that_cannot_be_is_refused(town: Town, last_day: date, sentence: str) -> None:
    town.register(ZHAO, room="3-2-501", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    second = town.register(QIAN)
    with pytest.raises(Refusal) as refused:
        live(town, second, "3-2-501", on(2026, 6, 1), previous_last_day=last_day)
    assert refused.value.text == sentence
    assert refused.value.field == "previous_last_day"


def test_a_room_given_away_later_is_not_given_before(town: Town) -> None:
    first = town.register(ZHAO)
    live(town, first, "3-1-101", on(2026, 6, 1))
    second = town.register(QIAN)
    with pytest.raises(RoomGivenAway) as refused:
        live(town, second, "3-1-101", on(2020), previous_last_day=date(2019, 1, 1))
    assert "3-1-101从2026年6月1日起已经分给赵德胜家" in refused.value.text
    with pytest.raises(Refusal, match="日期2027年1月1日还没有到"):
        live(town, second, "3-1-102", on(2027))
    with pytest.raises(Refusal, match="没有找到这套房"):
        town.desk.do(assign_room, AssignRoomDraft(second, "gone", on(2020)))
    with pytest.raises(Refusal, match="赵德胜家（练LG0001）已经住在3-1-101，不用再分配"):
        live(town, first, "3-1-101", on(2026, 7, 1))


def test_an_exchange_ends_the_room_until_now(town: Town) -> None:
    uid = town.register(ZHAO, room="3-1-101", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    live(town, uid, "3-2-202", on(2026, 3, 1), reason=RoomReason.EXCHANGED, document="镇搬调〔2026〕3号")
    view = town.view(uid)
    assert [d.room.label for d in view.dwellings] == ["3-2-202"]
    assert view.dwellings[0].document == "镇搬调〔2026〕3号"
    assert [d.room.label for d in town.view(uid, date(2026, 2, 28)).dwellings] == ["3-1-101"]
    assert town.found("3-1-101") == []


def test_a_room_is_not_exchanged_for_itself(town: Town) -> None:
    uid = town.register(ZHAO, room="3-1-101", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    with pytest.raises(Refusal, match="赵德胜家（练LG0001）已经住在3-1-101，不用再分配"):
        live(town, uid, "3-1-101", on(2026, 3, 1), reason=RoomReason.EXCHANGED)
    dwelling = town.view(uid).dwelling
    assert dwelling is not None
    assert dwelling.since == on(2019, 5, 1)


def test_why_somebody_left_is_not_forgotten_when_the_next_moved_in_earlier(town: Town) -> None:
    first = town.register(ZHAO, room="3-1-101", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    dwelling = town.view(first).dwelling
    assert dwelling is not None
    left = EndRoomDraft(dwelling.assignment_uid, on(2026, 10, 31), RoomReason.VACATED)
    town.desk.do(end_room, left)
    second = town.register(QIAN)
    live(town, second, "3-1-101", on(2026, 9, 1), previous_last_day=date(2026, 8, 31))
    stays = raw(
        town.desk.store,
        "SELECT ends, left_because FROM room_assignment WHERE superseded_at IS NULL ORDER BY starts",
    )
    assert stays == [("2026-09-01", "vacated"), (None, None)]


def test_leaving_a_room_keeps_its_last_day(town: Town) -> None:
    uid = town.register(ZHAO, room="3-1-101", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    dwelling = town.view(uid).dwelling
    assert dwelling is not None
    leave = EndRoomDraft(dwelling.assignment_uid, on(2026, 10, 31), RoomReason.VACATED)
    with pytest.raises(Refusal, match=r"日期2019年1月1日要晚于现在这条记录的开始日期2019年5月1日，请核对$"):
        town.desk.do(end_room, EndRoomDraft(dwelling.assignment_uid, on(2019), RoomReason.VACATED))
    vague = ImpreciseDate(date(2019, 1, 1), Precision.YEAR)
    with pytest.raises(Refusal, match=r"日期2019年要晚于.*只知道年月的，请问清是哪天"):
        town.desk.do(end_room, EndRoomDraft(dwelling.assignment_uid, vague, RoomReason.VACATED))
    town.desk.do(end_room, leave)
    assert town.view(uid, date(2026, 10, 31)).dwelling is not None
    assert town.view(uid, date(2026, 11, 1)).dwelling is None
    with pytest.raises(Refusal, match="这条住房记录刚被改过"):
        town.desk.do(end_room, leave)


def test_a_stay_known_to_the_month_ends_in_it(town: Town) -> None:
    uid = town.register(ZHAO, room="3-1-101", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    dwelling = town.view(uid).dwelling
    assert dwelling is not None
    march = ImpreciseDate(date(2026, 3, 1), Precision.MONTH)
    town.desk.do(end_room, EndRoomDraft(dwelling.assignment_uid, march, RoomReason.TAKEN_BACK))
    assert town.view(uid, date(2026, 2, 28)).dwelling is not None
    assert town.view(uid, date(2026, 3, 1)).dwelling is None


def test_free_rooms_and_who_lives_in_the_others(town: Town) -> None:
    uid = town.register(ZHAO, room="3-2-501", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    taken, *others = town.desk.ask(room_choices, "3栋2单元5", TODAY)
    assert taken.room.label == "3-2-501"
    assert taken.household is not None
    assert (taken.household.uid, taken.household.label) == (uid, "赵德胜家（练LG0001）")
    assert taken.since == on(2019, 5, 1)
    assert [c.room.label for c in others] == ["3-2-502"]
    free = town.desk.ask(room_choices, "3 2 5", TODAY, free_only=True)
    assert [c.room.label for c in free] == ["3-2-502"]
    before = town.desk.ask(room_choice, taken.room.uid, date(2019, 4, 30))
    assert before is not None
    assert before.household is None
    assert len(town.desk.ask(room_choices, "ysy 3-1", TODAY)) == 10
    assert town.desk.ask(room_choices, "bsy 3-1", TODAY) == ()


def test_another_door_number_is_found_at_once(town: Town) -> None:
    uid = town.register(ZHAO, room="3-2-501", items=HouseholdItems(moved_in=on(2019, 5, 1)))
    town.desk.do(renumber_room, RenumberRoomDraft(town.room("3-2-501"), "505室"))
    assert town.found("3-2-505") == ["赵德胜"]
    assert town.found("3-2-501") == []
    with pytest.raises(Refusal, match="这栋楼已经有3-2-502"):
        town.desk.do(renumber_room, RenumberRoomDraft(town.room("3-2-505"), "502"))
    assert town.desk.ask(certificate_facts, uid, TODAY).room_spoken == "3号楼2单元505室"
