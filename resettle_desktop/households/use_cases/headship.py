"""Who heads a household, how its members stand to the head, and who goes over to another household."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Headship, Membership, Person, RoomAssignment
from resettle_desktop.households.rules.checks import check_relation, check_started, clean_text
from resettle_desktop.households.rules.declared import MembershipReason
from resettle_desktop.households.rules.refusals import NO_HEAD, TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import (
    ChangeHeadDraft,
    CorrectRelationDraft,
    MoveMemberDraft,
)
from resettle_desktop.households.use_cases.finding import (
    FoundHousehold,
    FoundPerson,
    find_household,
    find_person,
    people_of,
    refuse_before,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import (
    believed,
    end_row,
    follow,
    spoken_start,
    starting,
    still_open,
)
from resettle_desktop.office.rules import Role

NOT_MEMBERS: Final = "家庭成员刚有变动，没有保存；请重新打开再办"
SAME_HEAD: Final = "{}已经是户主，不用变更"
HEAD_BY_ACT: Final = "户主的关系要用“变更户主”办理"
NOT_IN_ONE: Final = "{}现在不在任何一户里，请用“增加家庭成员”办理"
SAME_HOUSEHOLD: Final = "{}本来就在这一户，不用转"
HEAD_STAYS: Final = "{}是户主，请先变更户主，再办转出"
OTHERS_STAYED: Final = "{}里别的成员最晚到{}才转出，户主不能在{}先走，请核对日期"
STILL_LIVES_THERE: Final = "{}只剩{}一人，还占着住房，请先办搬离住房，再办转出"
STILL_HEADED: Final = "{}到{}才不再是户主，新户主不能从{}起，请核对日期"
JOINED_LATER: Final = "{}在{}才加入这一户，变更日期不能更早，请核对"


@act("变更户主", needs=(Role.HOUSEHOLD_CLERK,))
def change_head(work: Work, draft: ChangeHeadDraft) -> None:
    """Another member heads the household from a day on; every member's relation is said anew."""
    household = find_household(work, draft.household_uid)
    on = check_started(draft.on, work.today, field="on")
    reason = clean_text(draft.reason, field="reason", what="变更原因")
    work.about("household", household.uid, household.label)
    another_heads(work, household, draft.new_head_uid, draft.relations, on, reason=reason)


def another_heads(
    work: Work,
    household: FoundHousehold,
    new_head_uid: str,
    said: Sequence[tuple[str, str]],
    on: ImpreciseDate,
    *,
    reason: str | None = None,
) -> None:
    """Part of every act after which another heads the household: from ``on``, with everybody's relation."""
    new_head = find_person(work, new_head_uid, field="new_head")
    if new_head.id == household.head_id:
        raise Refusal(SAME_HEAD.format(new_head.name), "new_head")
    people: dict[int, FoundPerson] = {}
    relations: dict[int, str] = {}
    for uid, relation in said:
        person = find_person(work, uid)
        people[person.id] = person
        relations[person.id] = relation
    _check_relations(work, household, new_head, people, relations)
    _refuse_before_joining(new_head, people, on)
    row = still_open(work, Headship, Headship.household_id == household.id)
    if row is None:
        _refuse_two_heads(work, household, on)
    values = {"household_id": household.id, "person_id": new_head.id, "reason": reason}
    follow(work, Headship, row, on, field="on", values=values)
    for person in people.values():
        restate_relation(work, person, relations[person.id], on)
    index_people(work, people)


def _check_relations(
    work: Work,
    household: FoundHousehold,
    new_head: FoundPerson,
    people: dict[int, FoundPerson],
    relations: dict[int, str],
) -> None:
    if set(people) != set(people_of(work, household.id)) or new_head.id not in people:
        raise Refusal(NOT_MEMBERS)
    heads = [key for key, relation in relations.items() if check_relation(relation) == HEAD]
    if len(heads) > 1:
        raise Refusal(TWO_HEADS.format(len(heads)), "relations")
    if heads != [new_head.id]:
        raise Refusal(NO_HEAD, "relations")


def _refuse_before_joining(new_head: FoundPerson, people: dict[int, FoundPerson], on: ImpreciseDate) -> None:
    row = people[new_head.id].membership
    if row is not None and on.earliest < row.starts:
        raise Refusal(JOINED_LATER.format(new_head.name, spoken_start(row)), "on")


def _refuse_two_heads(work: Work, household: FoundHousehold, on: ImpreciseDate) -> None:
    """Who follows a head that is gone does not begin before the other ended."""
    last = next(iter(believed(work, Headship, Headship.household_id == household.id)), None)
    if last is not None and last.ends is not None and on.earliest < last.ends:
        name = work.row(Person, last.person_id)["name"]
        raise Refusal(STILL_HEADED.format(name, spoken_date(last.ends), on.spoken()), "on")


def restate_relation(work: Work, person: FoundPerson, relation: str, on: ImpreciseDate) -> None:
    """Part of changing the head: the member stands in this relation from the day on."""
    row = person.membership
    if row is None or row.relation == relation:
        return
    if on.earliest <= row.starts:
        # Who joined after the day of the change, a child born since, never stood in the old relation.
        work.supersede(Membership, row.id, relation=relation)
        return
    values = {name: getattr(row, name) for name in ("person_id", "household_id", "reason")}
    follow(work, Membership, row, on, field="on", values={**values, "relation": relation})


@act("更正与户主关系", needs=(Role.HOUSEHOLD_CLERK,))
def correct_relation(work: Work, draft: CorrectRelationDraft) -> None:
    """Give a member the right relation to the head: the wrong one never was."""
    person = find_person(work, draft.person_uid)
    row, household = person.membership, person.household
    if row is None or household is None:
        raise Refusal(NOT_IN_ONE.format(person.name), "person")
    relation = check_relation(draft.relation)
    if HEAD in {relation, row.relation}:
        raise Refusal(HEAD_BY_ACT, "relation")
    work.about("person", person.uid, person.name)
    if relation != row.relation:
        work.supersede(Membership, row.id, relation=relation)
        index_people(work, people_of(work, household.id))


@act("户间转移", needs=(Role.HOUSEHOLD_CLERK,))
def move_member(work: Work, draft: MoveMemberDraft) -> None:
    """A member leaves one household and joins another on the same day (A21).

    The head goes only as the last one, and only when the household has left its room: the household then
    has nobody any more, and its file stays.
    """
    person = find_person(work, draft.person_uid)
    target = find_household(work, draft.household_uid)
    row, source = person.membership, person.household
    if row is None or source is None:
        raise Refusal(NOT_IN_ONE.format(person.name), "person")
    if source.id == target.id:
        raise Refusal(SAME_HOUSEHOLD.format(person.name), "household")
    refuse_emptied(target, field="household")
    on = check_started(draft.on, work.today, field="on")
    relation = check_relation(draft.relation)
    if relation == HEAD:
        raise Refusal(TWO_HEADS.format(2), "relation")
    remaining = [key for key in people_of(work, source.id) if key != person.id]
    if source.head_id == person.id:
        _close(work, source, person, remaining, on)
    refuse_before(work, target, on, field="on")
    work.about("person", person.uid, person.name)
    end_row(work, Membership, row, on, field="on")
    work.insert(
        Membership,
        person_id=person.id,
        household_id=target.id,
        relation=relation,
        reason=MembershipReason.MOVED,
        **starting(on),
    )
    index_people(work, [person.id, *remaining, *people_of(work, target.id)])


def refuse_others_stayed(
    work: Work, household: FoundHousehold, leaving: Collection[int], on: ImpreciseDate
) -> None:
    """Part of every act by which the last ones leave: nobody who left before them stayed longer, headless."""
    others = believed(
        work, Membership, Membership.household_id == household.id, Membership.person_id.not_in(leaving)
    )
    last = max((row.ends for row in others), default=on.earliest)
    if last > on.earliest:
        raise Refusal(OTHERS_STAYED.format(household.label, spoken_date(last), on.spoken()), "on")


def _close(
    work: Work, source: FoundHousehold, person: FoundPerson, remaining: Sequence[int], on: ImpreciseDate
) -> None:
    if remaining:
        raise Refusal(HEAD_STAYS.format(person.name), "person")
    refuse_others_stayed(work, source, [person.id], on)
    rooms = believed(work, RoomAssignment, RoomAssignment.household_id == source.id)
    if any(row.ends is None or row.ends > on.earliest for row in rooms):
        raise Refusal(STILL_LIVES_THERE.format(source.label, person.name), "person")
    head: Any = still_open(work, Headship, Headship.household_id == source.id)
    end_row(work, Headship, head, on, field="on")
