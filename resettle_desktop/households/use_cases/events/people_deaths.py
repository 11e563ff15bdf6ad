"""EV06 死亡, EV07 失踪与宣告死亡 and their revocation, EV28 整户消亡: somebody is gone, or comes back."""

from dataclasses import dataclass, field
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Membership, Person, PersonStatus
from resettle_desktop.households.queries.declared_dead import declaring_act, widowed_by_it
from resettle_desktop.households.queries.follow_ups import death_facts
from resettle_desktop.households.rules.checks import check_relation, check_started
from resettle_desktop.households.rules.circumstances import StatusKind
from resettle_desktop.households.rules.declared import HukouStanding, LeavingReason, Marital, MembershipReason
from resettle_desktop.households.rules.follow_ups import after_death
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.refusals import TWO_HEADS
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.households.use_cases.drafts import HukouDraft
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_joining import set_marital
from resettle_desktop.households.use_cases.events.people_parts import (
    OF_THE_LIVING,
    NewHead,
    begin_status,
    end_status,
    end_what_was,
    hukou_again,
    hukou_becomes,
    leave_household,
    leave_to_be_done,
    member_of_today,
    note_of_person,
)
from resettle_desktop.households.use_cases.finding import (
    FoundPerson,
    find_household,
    find_person,
    refuse_before,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.guardians import end_guardianships_of
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import refuse_before_birth, starting, still_open
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases.tasks import withdraw_tasks

PENDING: Final = (StatusKind.MISSING, StatusKind.SERVING, StatusKind.IMPRISONED)
"""States that a death ends."""

NOT_HIMSELF: Final = "配偶不能是逝者本人，请另选"
ANOTHER_MARRIAGE: Final = "配偶的婚姻状况后来又改过，请去掉勾，按现在的情况另外登记"
REVOKED: Final = "宣告死亡已撤销"
WHICH_HOUSEHOLD: Final = "请选回到哪一户，以及和户主的关系"


@dataclass(frozen=True, slots=True)
class DeathDraft:
    """Somebody has died, on a day or in a month; where he was head, who follows (may be chosen later).

    ``widowed_uid``: whose marriage ended by it.
    """

    person_uid: str
    on: ImpreciseDate
    new_head: NewHead | None = None
    evidence: Evidence = field(default_factory=Evidence)
    widowed_uid: str | None = None


@act("登记死亡", needs=(Role.HOUSEHOLD_CLERK,))
def record_death(work: Work, draft: DeathDraft) -> None:
    """Membership ends with the life; without a new head no paper of the household leaves the printer (A22).

    The last member's death closes the household (整户消亡, A23); nothing is deleted.
    """
    person, household = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    refuse_before_birth(work, person.id, on, field="on")
    hanging = death_facts(work.session, person.uid, work.today)
    _go(work, person, on, StatusKind.DEAD)
    leave_household(
        work,
        household,
        [person],
        on,
        because=LeavingReason.DIED,
        new_head=draft.new_head,
        head_may_wait=True,
    )
    if draft.widowed_uid is not None:
        _widow(work, person, draft.widowed_uid, on)
    note_of_person(work, EventCode.DIED, person, on, draft.evidence)
    if hanging is not None:
        follow_ups = after_death(hanging, on, head_chosen=draft.new_head is not None)
        about = ("household", household.uid, household.label)
        leave_to_be_done(work, follow_ups, about, f"{person.name}去世")


@dataclass(frozen=True, slots=True)
class MissingDraft:
    """A court has declared somebody missing, or (``dead``) dead.

    ``widowed_uid``: whose marriage ended by the declared death.
    """

    person_uid: str
    on: ImpreciseDate
    dead: bool = False
    new_head: NewHead | None = None
    evidence: Evidence = field(default_factory=Evidence)
    widowed_uid: str | None = None


@act("登记失踪或宣告死亡", needs=(Role.HOUSEHOLD_CLERK,))
def record_missing(work: Work, draft: MissingDraft) -> None:
    """Who is missing stays a member; who is declared dead does not; both can come back."""
    person, household = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    refuse_before_birth(work, person.id, on, field="on")
    hanging = death_facts(work.session, person.uid, work.today) if draft.dead else None
    if draft.dead:
        _go(work, person, on, StatusKind.DECLARED_DEAD)
        leave_household(
            work,
            household,
            [person],
            on,
            because=LeavingReason.DIED,
            new_head=draft.new_head,
            head_may_wait=True,
        )
        if draft.widowed_uid is not None:
            _widow(work, person, draft.widowed_uid, on)
    else:
        begin_status(work, person, StatusKind.MISSING, on)
    note_of_person(work, EventCode.MISSING_OR_DECLARED_DEAD, person, on, draft.evidence)
    if hanging is not None:
        follow_ups = after_death(hanging, on, head_chosen=draft.new_head is not None, declared=True)
        about = ("household", household.uid, household.label)
        leave_to_be_done(work, follow_ups, about, f"{person.name}宣告死亡")


@dataclass(frozen=True, slots=True)
class ReappearedDraft:
    """A declaration is revoked: from when, and, after a declared death, the household he is back in.

    ``hukou`` None is where it was before the declaration. ``spouse_uid``: whose marriage stands again; not
    where the spouse has married another or does not want it.
    """

    person_uid: str
    on: ImpreciseDate
    household_uid: str | None = None
    relation: str = ""
    hukou: HukouDraft | None = None
    evidence: Evidence = field(default_factory=Evidence)
    spouse_uid: str | None = None


@act("撤销失踪或宣告死亡", needs=(Role.HOUSEHOLD_CLERK,))
def record_reappeared(work: Work, draft: ReappearedDraft) -> None:
    """Somebody declared missing or dead is back: a member again, with his hukou where it was.

    What the declaration left to be done and nobody has done yet is no longer to be done.
    """
    person = find_person(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    ended = end_status(work, person, (StatusKind.MISSING, StatusKind.DECLARED_DEAD), on)
    household = person.household
    if ended.kind == StatusKind.DECLARED_DEAD:
        hukou_again(work, person.id, HukouStanding.DEAD, on, draft.hukou)
        household = _back(work, person, draft, on)
        _marry_again(work, person, draft.spouse_uid)
        act_id = declaring_act(work.session, person.uid)
        if act_id is not None:
            withdraw_tasks(work, act_id, REVOKED)
    note_of_person(work, EventCode.MISSING_OR_DECLARED_DEAD, person, on, draft.evidence, household=household)


def _back(work: Work, person: FoundPerson, draft: ReappearedDraft, on: ImpreciseDate) -> Any:
    if draft.household_uid is None or not draft.relation:
        raise Refusal(WHICH_HOUSEHOLD, "household")
    household = find_household(work, draft.household_uid, field="household")
    if check_relation(draft.relation) == HEAD:
        raise Refusal(TWO_HEADS.format(2), "relation")
    refuse_emptied(household, field="household")
    refuse_before(work, household, on, field="on")
    work.insert(
        Membership,
        person_id=person.id,
        household_id=household.id,
        relation=draft.relation,
        reason=MembershipReason.RETURNED,
        **starting(on),
    )
    index_people(work, [person.id])
    return household


def _widow(work: Work, person: FoundPerson, spouse_uid: str, on: ImpreciseDate) -> None:
    spouse = find_person(work, spouse_uid, field="spouse")
    if spouse.id == person.id:
        raise Refusal(NOT_HIMSELF, "spouse")
    set_marital(work, spouse, Marital.WIDOWED, on)


def _marry_again(work: Work, person: FoundPerson, spouse_uid: str | None) -> None:
    if spouse_uid is None:
        return
    widowed = widowed_by_it(work.session, person.uid)
    if widowed is None or widowed.uid != spouse_uid:
        raise Refusal(ANOTHER_MARRIAGE, "spouse")
    work.update(Person, widowed.id, **widowed.before)


def _go(work: Work, person: FoundPerson, on: ImpreciseDate, kind: StatusKind) -> None:
    """What ends with a life, and the state and hukou that begin."""
    end_what_was(work, person.id, on, *OF_THE_LIVING)
    end_guardianships_of(work, person.id, on)
    for pending in PENDING:
        row = still_open(
            work, PersonStatus, PersonStatus.person_id == person.id, PersonStatus.kind == pending.value
        )
        if row is not None:
            end_status(work, person, (pending,), on)
    begin_status(work, person, kind, on)
    hukou_becomes(work, person.id, HukouStanding.DEAD, on)
