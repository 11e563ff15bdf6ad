"""EV01 出生, EV02 收养, EV03 婚入: somebody new, or of another household, comes into a household."""

from dataclasses import dataclass, field, replace
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Membership, Person
from resettle_desktop.households.queries.follow_ups import follow_ups_of_birth
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.checks import check_relation, check_started
from resettle_desktop.households.rules.declared import HukouStanding, LeavingReason, Marital, MembershipReason
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.refusals import TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import AddMemberDraft, HukouDraft, MemberDraft
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_parts import (
    NewHead,
    leave_household,
    leave_to_be_done,
    note_of_person,
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
from resettle_desktop.households.use_cases.registering import add_member
from resettle_desktop.households.use_cases.succession import (
    NOT_LATER,
    later,
    refuse_before_birth,
    spoken_start,
    starting,
)
from resettle_desktop.office.rules import Role

BIRTH_NEEDED: Final = "请填写孩子的出生日期"
WHO: Final = "请选是哪个人，或者填写新成员的姓名"
ALREADY_HERE: Final = "{}本来就在这一户，请核对"
NOT_MOTHER: Final = "{}现在不在{}，请核对母亲是哪一户的"


@dataclass(frozen=True, slots=True)
class BirthDraft:
    """A child born into a household: its mother where she is one of ours, and the child as a member.

    The child's number may be missing: the birth certificate stands in its place (A10).
    """

    household_uid: str
    child: MemberDraft
    mother_uid: str | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记出生", needs=(Role.HOUSEHOLD_CLERK,))
def record_birth(work: Work, draft: BirthDraft) -> str:
    """A member from the day of birth, hukou to be registered; answers the child's uid."""
    household = find_household(work, draft.household_uid)
    if draft.mother_uid is not None:
        mother = find_person(work, draft.mother_uid, field="mother")
        if mother.household is None or mother.household.id != household.id:
            raise Refusal(NOT_MOTHER.format(mother.name, household.label), "mother")
    child = draft.child
    hukou = child.hukou or HukouDraft(HukouStanding.UNREGISTERED)
    member = replace(child, hukou=hukou, since=None, relocated=False)
    uid = add_member(work, AddMemberDraft(household.uid, member, MembershipReason.BORN))
    person = find_person(work, uid)
    born = _born(work, person)
    note_of_person(work, EventCode.BORN, person, born, draft.evidence)
    about = ("person", person.uid, person.name)
    follow_ups = follow_ups_of_birth(work.session, person.name, born.earliest, work.today)
    leave_to_be_done(work, follow_ups, about, f"{person.name}出生")
    return uid


def _born(work: Work, person: FoundPerson) -> ImpreciseDate:
    row = work.row(Person, person.id)
    birth = imprecise(row["birth"], row["birth_precision"])
    if birth is None:
        raise Refusal(BIRTH_NEEDED, "birth")
    return birth


@dataclass(frozen=True, slots=True)
class JoinDraft:
    """Who comes into a household, from when and in which relation: somebody new, or one of our people.

    Give ``member`` (somebody new) or ``person_uid`` (who has a file already); ``new_head`` is of the
    household a person leaves behind, where he headed it.
    """

    household_uid: str
    relation: str
    on: ImpreciseDate
    member: MemberDraft | None = None
    person_uid: str | None = None
    new_head: NewHead | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记收养", needs=(Role.HOUSEHOLD_CLERK,))
def record_adoption(work: Work, draft: JoinDraft) -> str:
    """A member from the day the adoption was registered; another household's membership ends that day."""
    person, household = _join(work, draft, MembershipReason.ADOPTED, LeavingReason.ADOPTED)
    note_of_person(work, EventCode.ADOPTED, person, draft.on, draft.evidence, household=household)
    return person.uid


@act("登记婚入", needs=(Role.HOUSEHOLD_CLERK,))
def record_marriage_in(work: Work, draft: JoinDraft) -> str:
    """A member from the day of the marriage; another household's membership ends that day."""
    person, household = _join(work, draft, MembershipReason.MARRIED, LeavingReason.MARRIED_OUT)
    set_marital(work, person, Marital.MARRIED, draft.on)
    note_of_person(work, EventCode.MARRIED_IN, person, draft.on, draft.evidence, household=household)
    return person.uid


def set_marital(work: Work, person: FoundPerson, marital: Marital, on: ImpreciseDate) -> None:
    """Part of marriages and divorces: 婚姻状况 and the day it changed."""
    refuse_before_birth(work, person.id, on, field="on")
    work.update(Person, person.id, marital=marital, marital_on=on.earliest, marital_on_precision=on.precision)


def _join(
    work: Work, draft: JoinDraft, reason: MembershipReason, leaving: LeavingReason
) -> tuple[FoundPerson, FoundHousehold]:
    household = find_household(work, draft.household_uid, field="household")
    on = check_started(draft.on, work.today, field="on")
    if check_relation(draft.relation) == HEAD:
        raise Refusal(TWO_HEADS.format(2), "relation")
    if draft.person_uid is not None:
        person = find_person(work, draft.person_uid, field="person")
        come_over(
            work,
            person,
            household,
            on,
            relation=draft.relation,
            reason=reason,
            leaving=leaving,
            new_head=draft.new_head,
        )
        return person, household
    if draft.member is None:
        raise Refusal(WHO, "person")
    birth = draft.member.birth
    member = replace(draft.member, relation=draft.relation, since=later(on, birth), relocated=False)
    uid = add_member(work, AddMemberDraft(household.uid, member, reason))
    return find_person(work, uid), household


def come_over(
    work: Work,
    person: FoundPerson,
    household: FoundHousehold,
    on: ImpreciseDate,
    *,
    relation: str,
    reason: MembershipReason,
    leaving: LeavingReason,
    new_head: NewHead | None,
) -> None:
    """Part of events by which one of our people comes into a household, leaving the one he was in (A21)."""
    refuse_emptied(household, field="household")
    refuse_before(work, household, on, field="on")
    if person.household is not None and person.membership is not None:
        if person.household.id == household.id:
            raise Refusal(ALREADY_HERE.format(person.name), "person")
        if on.earliest <= person.membership.starts:
            raise Refusal(NOT_LATER.format(on.spoken(), spoken_start(person.membership)), "on")
        leave_household(work, person.household, [person], on, because=leaving, new_head=new_head)
    work.insert(
        Membership,
        person_id=person.id,
        household_id=household.id,
        relation=relation,
        reason=reason,
        **starting(on),
    )
    index_people(work, [person.id, *people_of(work, household.id)])
