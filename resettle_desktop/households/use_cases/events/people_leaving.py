"""EV04 婚出, EV05 离婚, EV12 再迁走或出国定居: somebody goes away from a household for good."""

from dataclasses import dataclass, field
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import ResidenceDocument, SchoolPlace
from resettle_desktop.households.rules.checks import check_relation, check_started
from resettle_desktop.households.rules.circumstances import PresenceKind, StatusKind
from resettle_desktop.households.rules.declared import HukouStanding, LeavingReason, Marital, MembershipReason
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.refusals import TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_joining import come_over, set_marital
from resettle_desktop.households.use_cases.events.people_parts import (
    NewHead,
    begin_status,
    end_what_was,
    hukou_becomes,
    leave_household,
    member_of_today,
    note_of_person,
    set_presence,
)
from resettle_desktop.households.use_cases.finding import find_household
from resettle_desktop.office.rules import Role

NOBODY: Final = "请选至少一个人"
TWO_HOUSEHOLDS: Final = "选的人不在同一户，请分开办"
CAME_TWICE: Final = "同一个人选了两次，请核对"


@dataclass(frozen=True, slots=True)
class MarriedOutDraft:
    """Who leaves to marry, and where to: another of our households with the relation there, or a place."""

    person_uid: str
    on: ImpreciseDate
    household_uid: str | None = None
    relation: str = ""
    place: str = ""
    new_head: NewHead | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记婚出", needs=(Role.HOUSEHOLD_CLERK,))
def record_marriage_out(work: Work, draft: MarriedOutDraft) -> None:
    """Membership ends with the marriage; hukou and what is held at the origin stay as they are."""
    person, household = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    if draft.household_uid is not None:
        target = find_household(work, draft.household_uid, field="household")
        if check_relation(draft.relation) == HEAD:
            raise Refusal(TWO_HEADS.format(2), "relation")
        come_over(
            work,
            person,
            target,
            on,
            relation=draft.relation,
            reason=MembershipReason.MARRIED,
            leaving=LeavingReason.MARRIED_OUT,
            new_head=draft.new_head,
        )
    else:
        leave_household(
            work, household, [person], on, because=LeavingReason.MARRIED_OUT, new_head=draft.new_head
        )
        set_presence(work, person.id, PresenceKind.ELSEWHERE, on, place=draft.place)
    set_marital(work, person, Marital.MARRIED, on)
    note_of_person(work, EventCode.MARRIED_OUT, person, on, draft.evidence, household=household)


@dataclass(frozen=True, slots=True)
class DivorcedDraft:
    """Who is divorced, from whom where that is one of ours, and whether he leaves the household."""

    person_uid: str
    on: ImpreciseDate
    spouse_uid: str | None = None
    leaves: bool = True
    place: str = ""
    new_head: NewHead | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记离婚", needs=(Role.HOUSEHOLD_CLERK,))
def record_divorce(work: Work, draft: DivorcedDraft) -> None:
    """Both are divorced from the day on; who leaves is a member no longer, who stays may split off later."""
    person, household = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    set_marital(work, person, Marital.DIVORCED, on)
    if draft.spouse_uid is not None:
        spouse, _ = member_of_today(work, draft.spouse_uid)
        if spouse.id == person.id:
            raise Refusal(CAME_TWICE, "spouse")
        set_marital(work, spouse, Marital.DIVORCED, on)
    if draft.leaves:
        leave_household(
            work, household, [person], on, because=LeavingReason.DIVORCED, new_head=draft.new_head
        )
        set_presence(work, person.id, PresenceKind.ELSEWHERE, on, place=draft.place)
    note_of_person(work, EventCode.DIVORCED, person, on, draft.evidence)


@dataclass(frozen=True, slots=True)
class MovedOnDraft:
    """Who of a household moves on, where to, whether abroad for good, and whether hukou goes along."""

    people: tuple[str, ...]
    on: ImpreciseDate
    place: str = ""
    abroad: bool = False
    hukou_goes: bool = False
    new_head: NewHead | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记再迁走", needs=(Role.HOUSEHOLD_CLERK,))
def record_moved_on(work: Work, draft: MovedOnDraft) -> None:
    """Membership and residence end; when all go the file is closed and the room waits to be taken back."""
    found = [member_of_today(work, uid) for uid in draft.people]
    if not found:
        raise Refusal(NOBODY, "people")
    people, household = [person for person, _ in found], found[0][1]
    if any(home.id != household.id for _, home in found):
        raise Refusal(TWO_HOUSEHOLDS, "people")
    if len({person.id for person in people}) != len(people):
        raise Refusal(CAME_TWICE, "people")
    on = check_started(draft.on, work.today, field="on")
    leave_household(work, household, people, on, because=LeavingReason.MOVED_ON, new_head=draft.new_head)
    for person in people:
        end_what_was(work, person.id, on, ResidenceDocument, SchoolPlace)
        set_presence(work, person.id, PresenceKind.ELSEWHERE, on, place=draft.place)
        if draft.abroad:
            begin_status(work, person, StatusKind.EMIGRATED, on, place=draft.place)
        if draft.hukou_goes:
            hukou_becomes(work, person.id, HukouStanding.THIRD_PLACE, on, draft.place)
        note_of_person(work, EventCode.MOVED_ON, person, on, draft.evidence)
    if len(people) > 1:
        work.about("household", household.uid, household.label)
