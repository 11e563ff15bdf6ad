"""What happens to families, at random against a plain model of who belongs where and who heads whom."""

from collections import Counter
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.queries import household_view, search_people
from resettle_desktop.households.rules.declared import RoomReason, SchoolStage
from resettle_desktop.households.use_cases import HouseholdItems, MoveMemberDraft, move_member
from resettle_desktop.households.use_cases.drafts import (
    AssignRoomDraft,
    ChangeHeadDraft,
    EndRoomDraft,
    MemberDraft,
)
from resettle_desktop.households.use_cases.events.duplicate_households import (
    MergeHouseholdsTwiceDraft,
    merge_duplicate_households,
)
from resettle_desktop.households.use_cases.events.duplicates import MergePeopleDraft, merge_duplicate_people
from resettle_desktop.households.use_cases.events.household_homes import DemolitionDraft, note_demolition
from resettle_desktop.households.use_cases.events.household_merge import MergeDraft, merge_households
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from resettle_desktop.households.use_cases.events.household_wraps import (
    HeadChangedDraft,
    RoomChangedDraft,
    note_head_change,
    note_room_change,
)
from resettle_desktop.households.use_cases.events.people_away import (
    AwayByStateDraft,
    BackDraft,
    StudiesDraft,
    WorkingAwayDraft,
    record_boarding,
    record_discharge,
    record_enlistment,
    record_imprisonment,
    record_release,
    record_working_away,
)
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    ReappearedDraft,
    record_death,
    record_missing,
    record_reappeared,
)
from resettle_desktop.households.use_cases.events.people_joining import (
    BirthDraft,
    JoinDraft,
    record_adoption,
    record_birth,
    record_marriage_in,
)
from resettle_desktop.households.use_cases.events.people_leaving import (
    DivorcedDraft,
    MarriedOutDraft,
    MovedOnDraft,
    record_divorce,
    record_marriage_out,
    record_moved_on,
)
from resettle_desktop.households.use_cases.events.people_parts import NewHead
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back
from tests.households.test_random_play import a_town
from tests.households.town import TODAY, Town, member, without_number
from tests.kit.office import Templates, raw

HEAD: Final = "02"
EARLY: Final = date(2019, 1, 1)
LATER: Final = date(2021, 1, 1)


def at_most_as_exact(day: date) -> st.SearchStrategy[ImpreciseDate]:
    """A day as it is told: mostly to the day, now and then to the month or the year."""
    return st.sampled_from(
        [
            ImpreciseDate(day),
            ImpreciseDate(day),
            ImpreciseDate(day),
            ImpreciseDate(day.replace(day=1), Precision.MONTH),
            ImpreciseDate(day.replace(month=1, day=1), Precision.YEAR),
        ]
    )


def days_between(first: date, last: date) -> st.SearchStrategy[date]:
    return st.integers(0, (last - first).days).map(lambda days: first + timedelta(days=days))


BEGINNINGS: Final = days_between(EARLY, LATER).flatmap(at_most_as_exact)
DATES: Final = st.one_of(
    days_between(LATER, TODAY),
    days_between(LATER, TODAY),
    st.sampled_from([date(2020, 1, 1), date(2023, 5, 1), date(2023, 5, 2), TODAY]),
    days_between(EARLY, LATER),
).flatmap(at_most_as_exact)
"""Often the same day again, and sometimes before what is known already."""

ROOMS: Final = ("3-1-101", "3-1-102", "3-2-501")
KEPT: Final = (
    "household",
    "person",
    "membership",
    "headship",
    "room_assignment",
    "life_event",
    "person_status",
    "presence",
    "hukou_place",
    "audit_entry",
)

MEMBERSHIPS: Final = """
SELECT p.uid, h.uid, m.relation, m.starts, m.ends FROM membership m JOIN person p ON p.id = m.person_id
JOIN household h ON h.id = m.household_id WHERE m.superseded_at IS NULL
"""
HEADSHIPS: Final = """
SELECT p.uid, h.uid, '02', x.starts, x.ends FROM headship x JOIN person p ON p.id = x.person_id
JOIN household h ON h.id = x.household_id WHERE x.superseded_at IS NULL
"""
STAYS: Final = """
SELECT r.label, h.uid, '', x.starts, x.ends FROM room_assignment x JOIN room r ON r.id = x.room_id
JOIN household h ON h.id = x.household_id WHERE x.superseded_at IS NULL
"""


@dataclass
class Stretch:
    """Somebody (or a room) of a household, in a relation, from a day until before another."""

    who: str
    household: str
    relation: str
    starts: date
    ends: date | None = None

    def on(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)

    def meets(self, other: "Stretch") -> bool:
        return self.on(other.starts) or other.on(self.starts)

    def row(self) -> tuple[str, ...]:
        ends = self.ends.isoformat() if self.ends else ""
        return self.who, self.household, self.relation, self.starts.isoformat(), ends


@dataclass
class Model:
    """What the office should believe, written down in the plainest way."""

    members: list[Stretch] = field(default_factory=list)
    heads: list[Stretch] = field(default_factory=list)
    rooms: list[Stretch] = field(default_factory=list)
    lineage: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    """Households whose head died before another was chosen."""

    def of(self, household: str) -> list[Stretch]:
        return [row for row in self.members if row.household == household and row.ends is None]

    def head(self, household: str) -> Stretch | None:
        return next((row for row in self.heads if row.household == household and row.ends is None), None)

    def home(self, person: str) -> Stretch | None:
        return next((row for row in self.members if row.who == person and row.ends is None), None)

    def open(self) -> list[str]:
        return [uid for uid in self.lineage if self.of(uid)]

    def join(self, person: str, household: str, relation: str, day: date) -> None:
        self.members.append(Stretch(person, household, relation, day))

    def first_day(self, household: str) -> date:
        return min(row.starts for row in self.heads if row.household == household)

    def restate(self, person: str, relation: str, day: date) -> None:
        row = self.home(person)
        assert row is not None
        if row.relation == relation:
            return
        if day <= row.starts:
            row.relation = relation
            return
        row.ends = day
        self.join(person, row.household, relation, day)

    def follow_head(self, household: str, relations: tuple[tuple[str, str], ...], day: date) -> None:
        new = next(uid for uid, relation in relations if relation == HEAD)
        old = self.head(household)
        if old is not None and old.starts == day:
            old.who = new
        else:
            if old is not None:
                old.ends = day
            self.heads.append(Stretch(new, household, HEAD, day))
        for uid, relation in relations:
            self.restate(uid, relation, day)

    def leave(self, people: list[str], on: ImpreciseDate, new_head: NewHead | None) -> None:
        first = self.home(people[0])
        assert first is not None
        household, day = first.household, on.earliest
        never: set[str] = set()
        for uid in people:
            row = self.home(uid)
            assert row is not None
            if gone(row, on) > day and any(
                (one.who, one.household, one.ends) == (uid, household, day) for one in self.members
            ):
                self.members.remove(row)  # what he became on the day he is gone he never was
                never.add(uid)
            else:
                row.ends = gone(row, on)
        head = self.head(household)
        if head is not None and head.who in people:
            since = day if head.who in never else gone(head, on)
            if self.of(household) and new_head is not None:
                self.follow_head(household, new_head.relations, since)
                return
            if head.who in never:
                self.heads.remove(head)
            else:
                head.ends = since
            self.waiting.add(household)
        if not self.of(household):
            self.closed.add(household)


def gone(row: Stretch, on: ImpreciseDate) -> date:
    """Who came and went on one day belonged for that day."""
    same = on.precision is Precision.DAY and on.earliest == row.starts
    return on.earliest + timedelta(days=same)


@dataclass(frozen=True)
class Remembered:
    """What the page of every household said of a day, and when that was."""

    day: date
    known_at: Any
    views: tuple[Any, ...]


class Families(RuleBasedStateMachine):
    """The game; the file decides what is refused, the model says what must be believed otherwise."""

    templates: ClassVar[Templates]
    accepted: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.opened = a_town(self.templates)
        self.town: Town = self.opened.__enter__()
        self.model = Model()
        self.done: list[tuple[str, Model]] = []
        self.remembered: list[Remembered] = []
        self.counts = dict.fromkeys(KEPT, 0)
        self.orders = 0
        self.numbers: dict[str, str] = {}

    def teardown(self) -> None:
        try:
            self.what_was_known_stays()
            self.the_living_are_found()
            assert self.town.desk.ask(verify_audit).broken_at is None
        finally:
            self.opened.__exit__(None, None, None)

    # How an act is done

    def do(self, act: Any, draft: Any) -> tuple[bool, Any]:
        """Do an act with a key of its own: whether it was done, and what it answered."""
        key, before = new_uid(), deepcopy(self.model)
        try:
            answer = self.town.desk.do(act, draft, key=key)
        except Refusal:
            return False, None
        self.done.append((key, before))
        Families.accepted[act.__name__] += 1
        return True, answer

    def adopt(self) -> None:
        """Where the model has no rule of its own it believes the file; what must always hold still must."""
        self.model.members = self.rows(MEMBERSHIPS)
        self.model.heads = self.rows(HEADSHIPS)
        self.model.rooms = self.rows(STAYS)

    def rows(self, statement: str) -> list[Stretch]:
        return [
            Stretch(who, home, said, date.fromisoformat(starts), date.fromisoformat(ends) if ends else None)
            for who, home, said, starts, ends in raw(self.town.desk.store, statement)
        ]

    def order(self, *, man: bool) -> int:
        self.orders += 1
        return 2 * self.orders + man

    def household(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self.model.open()))

    def person(self, data: st.DataObject) -> Stretch:
        people = [row for uid in self.model.open() for row in self.model.of(uid)]
        return data.draw(st.sampled_from(people))

    def new_head(self, data: st.DataObject, leaving: list[str], household: str) -> NewHead | None:
        staying = [row.who for row in self.model.of(household) if row.who not in leaving]
        head = self.model.head(household)
        if not staying or head is None or head.who not in leaving or data.draw(st.integers(0, 4)) == 0:
            return None
        chosen = data.draw(st.sampled_from(staying))
        return NewHead(chosen, tuple((uid, HEAD if uid == chosen else "97") for uid in staying))

    # People come

    @initialize(first=BEGINNINGS, second=BEGINNINGS)
    def two_families(self, first: ImpreciseDate, second: ImpreciseDate) -> None:
        self.register(first, "3-1-101")
        self.register(second, "3-1-102")

    @rule(day=BEGINNINGS, room=st.none() | st.sampled_from(ROOMS))
    def register(self, day: ImpreciseDate, room: str | None) -> None:
        family = (
            member("王国梁", HEAD, "19600101", self.order(man=True)),
            member("李改莲", "12", "19620101", self.order(man=False)),
            member("王小红", "32", "19900101", self.order(man=False)),
        )
        with suppress(Refusal):
            uid = self.town.register(*family, room=room, items=HouseholdItems(moved_in=day))
            self.done.clear()
            self.model.lineage[uid] = self.lineage_of(uid)
            for row in self.rows(MEMBERSHIPS):
                if row.household == uid:
                    assert row.starts == day.earliest
                    self.model.members.append(row)
            self.model.heads += [row for row in self.rows(HEADSHIPS) if row.household == uid]
            self.model.rooms += [row for row in self.rows(STAYS) if row.household == uid]

    def lineage_of(self, uid: str) -> str:
        ((lineage,),) = raw(self.town.desk.store, "SELECT lineage_uid FROM household WHERE uid = ?", uid)
        return str(lineage)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), born=DATES)
    def birth(self, data: st.DataObject, born: ImpreciseDate) -> None:
        home = self.household(data)
        child = MemberDraft("王小军", "22", without_number(), birth=born)
        done, uid = self.do(record_birth, BirthDraft(home, child))
        if done:
            self.model.join(uid, home, "22", max(born.earliest, self.model.first_day(home)))

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, married=st.booleans(), numbered=st.booleans())
    def newcomer(self, data: st.DataObject, on: ImpreciseDate, *, married: bool, numbered: bool) -> None:
        home, act = self.household(data), record_marriage_in if married else record_adoption
        more = {} if numbered else {"number": without_number()}
        draft = member("张秀英", "32", "19950101", self.order(man=False), **more)
        done, uid = self.do(act, JoinDraft(home, "32", on, draft))
        if done:
            self.model.join(uid, home, "32", on.earliest)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, way=st.sampled_from([record_marriage_in, record_adoption, None]))
    def goes_over(self, data: st.DataObject, on: ImpreciseDate, way: Any) -> None:
        row, home = self.person(data), self.household(data)
        new_head = self.new_head(data, [row.who], row.household)
        if way is None:
            draft: Any = MarriedOutDraft(row.who, on, home, "32", new_head=new_head)
        else:
            draft = JoinDraft(home, "32", on, person_uid=row.who, new_head=new_head)
        done, _ = self.do(way or record_marriage_out, draft)
        if done:
            self.model.leave([row.who], on, new_head)
            self.model.join(row.who, home, "32", on.earliest)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES)
    def is_moved(self, data: st.DataObject, on: ImpreciseDate) -> None:
        row, home = self.person(data), self.household(data)
        done, _ = self.do(move_member, MoveMemberDraft(row.who, home, "97", on))
        if done:
            row.ends = on.earliest
            head = self.model.head(row.household)
            if head is not None and head.who == row.who:
                head.ends = on.earliest
            self.model.join(row.who, home, "97", on.earliest)

    # People go

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, divorced=st.booleans())
    def goes_away(self, data: st.DataObject, on: ImpreciseDate, *, divorced: bool) -> None:
        row = self.person(data)
        new_head = self.new_head(data, [row.who], row.household)
        if divorced:
            done, _ = self.do(record_divorce, DivorcedDraft(row.who, on, new_head=new_head))
        else:
            done, _ = self.do(record_marriage_out, MarriedOutDraft(row.who, on, new_head=new_head))
        if done:
            self.model.leave([row.who], on, new_head)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, abroad=st.booleans(), hukou=st.booleans())
    def moves_on(self, data: st.DataObject, on: ImpreciseDate, *, abroad: bool, hukou: bool) -> None:
        home = self.household(data)
        everybody = [row.who for row in self.model.of(home)]
        people = data.draw(st.lists(st.sampled_from(everybody), min_size=1, unique=True))
        new_head = self.new_head(data, people, home)
        draft = MovedOnDraft(tuple(people), on, "大同市", abroad, hukou, new_head)
        if self.do(record_moved_on, draft)[0]:
            self.model.leave(people, on, new_head)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, declared=st.booleans())
    def dies(self, data: st.DataObject, on: ImpreciseDate, *, declared: bool) -> None:
        row = self.person(data)
        new_head = self.new_head(data, [row.who], row.household)
        if declared:
            done, _ = self.do(record_missing, MissingDraft(row.who, on, True, new_head))
        else:
            done, _ = self.do(record_death, DeathDraft(row.who, on, new_head))
        if done:
            self.model.leave([row.who], on, new_head)
            self.model.dead.add(row.who)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES)
    def comes_back(self, data: st.DataObject, on: ImpreciseDate) -> None:
        home = self.household(data)
        gone = sorted(self.model.dead) or [self.person(data).who]
        who = data.draw(st.sampled_from(gone))
        if self.do(record_reappeared, ReappearedDraft(who, on, home, "32"))[0] and who in self.model.dead:
            self.model.dead.remove(who)
            self.model.join(who, home, "32", on.earliest)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, what=st.integers(0, 6))
    def is_away(self, data: st.DataObject, on: ImpreciseDate, what: int) -> None:
        who = self.person(data).who
        act, draft = (
            (record_working_away, WorkingAwayDraft(who, on, "太原市", 8)),
            (record_enlistment, AwayByStateDraft(who, on, "某部")),
            (record_discharge, BackDraft(who, on)),
            (record_imprisonment, AwayByStateDraft(who, on, "某监狱")),
            (record_release, BackDraft(who, on)),
            (record_boarding, StudiesDraft(who, on, SchoolStage.PRIMARY, "柳沟小学")),
            (record_missing, MissingDraft(who, on)),
        )[what]
        self.do(act, draft)

    # Households

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES)
    def another_head(self, data: st.DataObject, on: ImpreciseDate) -> None:
        home = self.household(data)
        people = [row.who for row in self.model.of(home)]
        chosen = data.draw(st.sampled_from(people))
        relations = tuple((uid, HEAD if uid == chosen else "97") for uid in people)
        if self.do(note_head_change, HeadChangedDraft(ChangeHeadDraft(home, chosen, relations, on)))[0]:
            self.model.follow_head(home, relations, on.earliest)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, takes_room=st.booleans())
    def splits(self, data: st.DataObject, on: ImpreciseDate, *, takes_room: bool) -> None:
        home = self.household(data)
        people = [row.who for row in self.model.of(home)]
        leaving = data.draw(st.lists(st.sampled_from(people), min_size=1, unique=True))
        said = tuple((uid, HEAD if place == 0 else "97") for place, uid in enumerate(leaving))
        new_head = self.new_head(data, leaving, home)
        stays = new_head.relations if new_head else ()
        done, uid = self.do(split_household, SplitDraft(home, said, on, stays, takes_room=takes_room))
        if not done:
            return
        for who in leaving:
            row = self.model.home(who)
            assert row is not None
            row.ends = on.earliest
        if new_head:
            self.model.follow_head(home, stays, on.earliest)
        for who, relation in said:
            self.model.join(who, uid, relation, on.earliest)
        self.model.heads.append(Stretch(leaving[0], uid, HEAD, on.earliest))
        self.model.lineage[uid] = self.model.lineage[home]
        if takes_room:
            self.hand_over(home, uid, on.earliest)

    def hand_over(self, home: str, to: str, day: date) -> None:
        for stay in [row for row in self.model.rooms if row.household == home and row.ends is None]:
            stay.ends = day
            self.model.rooms.append(Stretch(stay.who, to, "", day))

    @precondition(lambda self: len(self.model.open()) > 1)
    @rule(data=st.data(), on=DATES, keeps=st.booleans())
    def merges(self, data: st.DataObject, on: ImpreciseDate, *, keeps: bool) -> None:
        home, merged = self.household(data), self.household(data)
        people = [row.who for row in self.model.of(merged)]
        draft = MergeDraft(home, merged, tuple((uid, "97") for uid in people), on, keeps_room=keeps)
        if not self.do(merge_households, draft)[0]:
            return
        for row in self.model.of(merged):
            row.ends = on.earliest
        head = self.model.head(merged)
        assert head is not None
        head.ends = on.earliest
        for who in people:
            self.model.join(who, home, "97", on.earliest)
        if keeps:
            self.hand_over(merged, home, on.earliest)
        for stay in self.model.rooms:
            if stay.household == merged and stay.ends is None:
                stay.ends = on.earliest
        self.model.closed.add(merged)

    @precondition(lambda self: len(self.model.open()) > 1)
    @rule(data=st.data())
    def was_registered_twice(self, data: st.DataObject) -> None:
        kept, other = self.household(data), self.household(data)
        ever = dict.fromkeys(row.who for row in self.model.members if row.household == other)
        others = tuple((who, "97") for who in ever)
        if self.do(merge_duplicate_households, MergeHouseholdsTwiceDraft(kept, other, (), others))[0]:
            self.model.closed.add(other)
            self.adopt()

    @precondition(lambda self: self.model.open())
    @rule(data=st.data())
    def is_one_person(self, data: st.DataObject) -> None:
        one, another = self.person(data), self.person(data)
        if self.do(merge_duplicate_people, MergePeopleDraft(one.who, another.who))[0]:
            self.adopt()

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES, room=st.sampled_from(ROOMS), exchange=st.booleans())
    def takes_a_room(self, data: st.DataObject, on: ImpreciseDate, room: str, *, exchange: bool) -> None:
        home = self.household(data)
        reason = RoomReason.EXCHANGED if exchange else RoomReason.ALLOCATED
        draft = AssignRoomDraft(home, self.town.room(room), on, reason)
        if not self.do(note_room_change, RoomChangedDraft(draft))[0]:
            return
        for stay in self.model.rooms:
            if exchange and stay.household == home and stay.ends is None:
                stay.ends = on.earliest
        self.model.rooms.append(Stretch(room, home, "", on.earliest))

    @precondition(lambda self: any(row.ends is None for row in self.model.rooms))
    @rule(data=st.data(), on=DATES)
    def leaves_the_room(self, data: st.DataObject, on: ImpreciseDate) -> None:
        stay = data.draw(st.sampled_from([row for row in self.model.rooms if row.ends is None]))
        homes = self.town.view(stay.household).dwellings
        uid = next((home.assignment_uid for home in homes if home.room.label == stay.who), None)
        if uid is None:
            return
        draft = RoomChangedDraft(EndRoomDraft(uid, on, RoomReason.VACATED))
        if self.do(note_room_change, draft)[0]:
            stay.ends = on.earliest + timedelta(days=on.precision is Precision.DAY)

    @precondition(lambda self: self.model.open())
    @rule(data=st.data(), on=DATES)
    def old_house_comes_down(self, data: st.DataObject, on: ImpreciseDate) -> None:
        self.do(note_demolition, DemolitionDraft(self.household(data), on))

    # Taking back and remembering

    @precondition(lambda self: self.done)
    @rule()
    def takes_back(self) -> None:
        key, before = self.done.pop()
        with suppress(Refusal):
            self.town.desk.do(take_back, TakeBackDraft(command_key=key))
            Families.accepted["take_back"] += 1
            self.model = before
            return
        self.done.clear()

    @rule(day=DATES)
    def remember(self, day: ImpreciseDate) -> None:
        if len(self.remembered) < 3:
            views = tuple(self.town.desk.ask(household_view, uid, day.earliest) for uid in self.model.lineage)
            self.remembered.append(Remembered(day.earliest, self.town.desk.clock(), views))

    # What must always be true

    @invariant()
    def the_file_believes_what_the_model_does(self) -> None:
        for mine, statement in (
            (self.model.members, MEMBERSHIPS),
            (self.model.heads, HEADSHIPS),
            (self.model.rooms, STAYS),
        ):
            assert sorted(row.row() for row in self.rows(statement)) == sorted(row.row() for row in mine)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        for rows, name in ((self.model.members, "who"), (self.model.heads, "household")):
            self.apart(rows, name)
        self.apart(self.model.rooms, "who")

    @staticmethod
    def apart(rows: list[Stretch], name: str) -> None:
        for place, one in enumerate(rows):
            for other in rows[:place]:
                same = getattr(one, name) == getattr(other, name)
                assert not (same and one.meets(other)), (one, other)

    @invariant()
    def one_head_on_every_day(self) -> None:
        for uid in self.model.lineage:
            members = [row for row in self.model.members if row.household == uid]
            heads = [row for row in self.model.heads if row.household == uid]
            days = {row.starts for row in (*members, *heads)} | {row.ends for row in members if row.ends}
            for day in days:
                there = [row for row in members if row.on(day)]
                leads = [row.who for row in heads if row.on(day)]
                if uid not in self.model.waiting:
                    assert bool(there) == bool(leads), (uid, day)
                assert [row.who for row in there if row.relation == HEAD] == leads, (uid, day)

    @invariant()
    def the_dead_and_the_closed_have_nobody(self) -> None:
        assert not any(self.model.home(who) for who in self.model.dead)
        closed = {
            uid
            for (uid,) in raw(
                self.town.desk.store,
                "SELECT uid FROM household WHERE closed_on IS NOT NULL AND closed_because <> 'withdrawn'",
            )
        }
        assert closed == self.model.closed
        assert not any(self.model.of(uid) for uid in closed)

    @invariant()
    def lineage_is_kept(self) -> None:
        for uid, lineage in self.model.lineage.items():
            assert self.lineage_of(uid) == lineage

    @invariant()
    def nothing_is_deleted(self) -> None:
        for table in KEPT:
            ((count,),) = raw(self.town.desk.store, f"SELECT count(*) FROM {table}")
            assert count >= self.counts[table], table
            self.counts[table] = count

    def what_was_known_stays(self) -> None:
        for then in self.remembered:
            for view in then.views:
                again = self.town.desk.ask(household_view, view.uid, then.day, then.known_at)
                assert again == view

    def the_living_are_found(self) -> None:
        """Everybody who belongs to a household is found by his number."""
        people = raw(self.town.desk.store, "SELECT uid, name, number FROM person WHERE number IS NOT NULL")
        for uid, _, number in people:
            answer = self.town.desk.ask(search_people, number, None, TODAY, limit=200)
            found = {hit.uid for hit in answer.hits}
            assert self.model.home(uid) is None or uid in found, uid


def played(templates: Templates, *, games: int, steps: int) -> None:
    """Play so many games of so many steps."""
    Families.templates = templates
    run_state_machine_as_test(
        Families,
        settings=settings(
            max_examples=games,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def test_events_played_at_random(templates: Templates) -> None:
    played(templates, games=10, steps=15)


@pytest.mark.deep
@pytest.mark.timeout(1800)
def test_events_played_at_random_for_long(templates: Templates) -> None:
    played(templates, games=200, steps=40)
