"""Households played at random on a real file; after each step the file is asked what must always be true."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.queries import search_people
from resettle_desktop.households.rules.declared import RoomReason
from resettle_desktop.households.rules.refusals import RoomGivenAway, RoomTaken
from resettle_desktop.households.rules.relations import Kin, relations_to_new_head
from resettle_desktop.households.use_cases import (
    AddMemberDraft,
    AssignRoomDraft,
    ChangeHeadDraft,
    CompleteHouseholdDraft,
    EndRoomDraft,
    HouseholdItems,
    MoveMemberDraft,
    add_member,
    assign_room,
    change_head,
    complete_household,
    end_room,
    move_member,
)
from tests.households.town import TODAY, Town, member, town_of
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of, raw

BEGAN = date(2018, 1, 1)
DAYS = st.integers(0, (TODAY - BEGAN).days).map(lambda days: BEGAN + timedelta(days=days))
ROOMS = ("3-1-101", "3-1-102", "3-2-501")
NAMES = ("王国梁", "李改莲", "欧阳建军", "张秀英", "赵𬎆")

# No person is in two households, no room has two, no household two heads: on any day, as believed now.
OVERLAPS = """
SELECT count(*) FROM {table} a JOIN {table} b ON a.{key} = b.{key} AND a.id < b.id
WHERE a.superseded_at IS NULL AND b.superseded_at IS NULL
AND a.starts < coalesce(b.ends, '9999-12-31') AND b.starts < coalesce(a.ends, '9999-12-31')
"""

# On every day a household has members one of them is its head, and he alone stands in the relation 02.
HEADLESS = """
WITH days(household_id, day) AS (
  SELECT household_id, starts FROM membership WHERE superseded_at IS NULL
  UNION SELECT household_id, ends FROM membership WHERE superseded_at IS NULL AND ends IS NOT NULL
  UNION SELECT household_id, starts FROM headship WHERE superseded_at IS NULL)
SELECT household_id, day,
  (SELECT count(*) FROM membership m WHERE m.household_id = d.household_id AND m.superseded_at IS NULL
     AND m.starts <= d.day AND d.day < coalesce(m.ends, '9999-12-31')) AS members,
  (SELECT count(*) FROM headship h JOIN membership m ON m.person_id = h.person_id
     AND m.household_id = h.household_id AND m.superseded_at IS NULL AND m.relation = '02'
     AND m.starts <= d.day AND d.day < coalesce(m.ends, '9999-12-31')
   WHERE h.household_id = d.household_id AND h.superseded_at IS NULL
     AND h.starts <= d.day AND d.day < coalesce(h.ends, '9999-12-31')) AS heads,
  (SELECT count(*) FROM membership m WHERE m.household_id = d.household_id AND m.superseded_at IS NULL
     AND m.relation = '02' AND m.starts <= d.day AND d.day < coalesce(m.ends, '9999-12-31')) AS head_relations
FROM days d WHERE (members > 0) <> (heads = 1) OR head_relations <> heads
"""


@dataclass
class Play:
    """The town of one game, and how many people were made up in it."""

    town: Town
    orders: int = 0
    households: list[str] = field(default_factory=list)

    def next_order(self) -> int:
        """A number nobody has."""
        self.orders += 1
        return self.orders


@contextmanager
def a_town(templates: Templates) -> Iterator[Town]:
    """A town in a file of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.db"
        templates.copy_to(path)
        clock = TickingClock()
        store = Store.open(path, KEY, clock)
        try:
            yield town_of(Desk(store, clock, actor_of()))
        finally:
            store.close()


class Households(RuleBasedStateMachine):
    """The game; each one has a copy of the session's template file."""

    templates: ClassVar[Templates]

    def __init__(self) -> None:
        super().__init__()
        self.open = a_town(self.templates)
        self.play = Play(self.open.__enter__())

    def teardown(self) -> None:
        try:
            self.everybody_is_found()
            assert self.town.desk.ask(verify_audit).broken_at is None
        finally:
            self.open.__exit__(None, None, None)

    @property
    def town(self) -> Town:
        return self.play.town

    def do(self, act: Any, draft: Any) -> None:
        """Do an act; what the rules refuse changes nothing."""
        with suppress(Refusal):
            self.town.desk.do(act, draft)

    def some(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self.play.households))

    @rule(day=DAYS, name=st.sampled_from(NAMES), room=st.none() | st.sampled_from(ROOMS))
    def register(self, day: date, name: str, room: str | None) -> None:
        head = member(name, "02", "19600101", 2 * self.play.next_order() + 1)
        wife = member("李改莲", "12", "19620101", 2 * self.play.next_order())
        items = HouseholdItems(moved_in=ImpreciseDate(day))
        try:
            self.play.households.append(self.town.register(head, wife, room=room, items=items))
        except (RoomTaken, RoomGivenAway):
            self.play.households.append(self.town.register(head, wife, items=items))

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), relation=st.sampled_from(["22", "32", "51", "97"]))
    def join(self, data: st.DataObject, relation: str) -> None:
        odd = relation in {"22", "51"}
        draft = member("王小军", relation, "19900101", 2 * self.play.next_order() + odd)
        self.do(add_member, AddMemberDraft(self.some(data), draft))

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), day=DAYS)
    def another_head(self, data: st.DataObject, day: date) -> None:
        view = self.town.view(self.some(data))
        if len(view.members) < 2:
            return
        place = data.draw(st.integers(1, len(view.members) - 1))
        kin = [Kin(m.relation, m.person.sex) for m in view.members]
        said = [proposed or "97" for proposed in relations_to_new_head(kin, place)]
        relations = tuple(zip((m.person.uid for m in view.members), said, strict=True))
        on = ImpreciseDate(day)
        self.do(change_head, ChangeHeadDraft(view.uid, view.members[place].person.uid, relations, on))

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), day=DAYS, room=st.sampled_from(ROOMS), exchange=st.booleans())
    def move_in(self, data: st.DataObject, day: date, room: str, exchange: bool) -> None:
        reason = RoomReason.EXCHANGED if exchange else RoomReason.ALLOCATED
        draft = AssignRoomDraft(self.some(data), self.town.room(room), ImpreciseDate(day), reason)
        with suppress(Refusal):
            try:
                self.town.desk.do(assign_room, draft)
            except RoomTaken as taken:
                self.town.desk.do(assign_room, replace(draft, previous_last_day=taken.proposed_last_day))

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), day=DAYS)
    def move_out(self, data: st.DataObject, day: date) -> None:
        dwelling = self.town.view(self.some(data)).dwelling
        if dwelling is not None:
            left = EndRoomDraft(dwelling.assignment_uid, ImpreciseDate(day), RoomReason.VACATED)
            self.do(end_room, left)

    @precondition(lambda self: len(self.play.households) > 1)
    @rule(data=st.data(), day=DAYS)
    def go_over(self, data: st.DataObject, day: date) -> None:
        source = self.town.view(self.some(data))
        if source.members:
            who = data.draw(st.sampled_from(source.members)).person.uid
            self.do(move_member, MoveMemberDraft(who, self.some(data), "97", ImpreciseDate(day)))

    @precondition(lambda self: self.play.households)
    @rule(data=st.data(), day=DAYS)
    def moved_in_on(self, data: st.DataObject, day: date) -> None:
        items = HouseholdItems(moved_in=ImpreciseDate(day))
        self.do(complete_household, CompleteHouseholdDraft(self.some(data), items))

    @invariant()
    def nobody_is_twice_anywhere(self) -> None:
        for table, key in (
            ("membership", "person_id"),
            ("room_assignment", "room_id"),
            ("headship", "household_id"),
        ):
            assert raw(self.town.desk.store, OVERLAPS.format(table=table, key=key)) == [(0,)], table

    @invariant()
    def a_household_has_one_head_on_every_day_it_is_there(self) -> None:
        assert raw(self.town.desk.store, HEADLESS) == []

    def everybody_is_found(self) -> None:
        """By number, by name, by the head's name and by the room."""
        for uid in self.play.households:
            view = self.town.view(uid)
            for row in view.members:
                typed = [row.person.number or "", row.person.name]
                typed += [view.head.person.name] if view.head else []
                typed += [dwelling.room.label for dwelling in view.dwellings]
                for text in typed:
                    answer = self.town.desk.ask(search_people, text, None, TODAY, limit=200)
                    assert row.person.uid in {hit.uid for hit in answer.hits}, text


def played(templates: Templates, *, games: int, steps: int) -> None:
    """Play so many games of so many steps."""
    Households.templates = templates
    run_state_machine_as_test(
        Households,
        settings=settings(
            max_examples=games,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def test_households_played_at_random(templates: Templates) -> None:
    played(templates, games=20, steps=15)


@pytest.mark.deep
@pytest.mark.timeout(1800)
def test_households_played_at_random_for_long(templates: Templates) -> None:
    played(templates, games=300, steps=40)
