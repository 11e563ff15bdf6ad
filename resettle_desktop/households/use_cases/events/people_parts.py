"""What several events of people share: leaving a household, who heads it then, where somebody is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.models import (
    Guardianship,
    Headship,
    Household,
    HukouPlace,
    Membership,
    PeopleListEntry,
    PersonStatus,
    Presence,
    ResidenceDocument,
    SchoolPlace,
    WorkPlace,
)
from resettle_desktop.households.rules.checks import clean_text
from resettle_desktop.households.rules.circumstances import STATUSES, PresenceKind, StatusKind
from resettle_desktop.households.rules.declared import HukouStanding, LeavingReason
from resettle_desktop.households.rules.follow_ups import FollowUp
from resettle_desktop.households.rules.homes import ClosedBecause
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases.drafts import HukouDraft
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import FoundHousehold, FoundPerson, find_person, people_of
from resettle_desktop.households.use_cases.headship import another_heads, refuse_others_stayed
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import (
    believed,
    end_row,
    follow,
    on_day,
    spoken_start,
    starting,
    still_open,
)
from resettle_desktop.households.use_cases.supplement import set_hukou
from resettle_desktop.office.use_cases.tasks import NewTask, open_tasks

NOT_A_MEMBER: Final = "{}现在不在任何一户里，这件事办不了，请先核对档案"
CHOOSE_HEAD: Final = "{}是户主，请先为留下的人选一位新户主"
NOT_IN_STATUS: Final = "{}没有登记过“{}”，请核对"
ALREADY_IN_STATUS: Final = "{}已经登记为“{}”（从{}起），不用再办"


@dataclass(frozen=True, slots=True)
class NewHead:
    """Who heads the household from the day the old head is gone, and everybody's relation to him."""

    uid: str
    relations: tuple[tuple[str, str], ...]


def member_of_today(work: Work, uid: str) -> tuple[FoundPerson, FoundHousehold]:
    """Part of every event of a member: the person and the household he belongs to, or a Refusal."""
    person = find_person(work, uid)
    if person.household is None:
        raise Refusal(NOT_A_MEMBER.format(person.name), "person")
    return person, person.household


def note_of_person(
    work: Work,
    code: EventCode,
    person: FoundPerson,
    on: ImpreciseDate,
    evidence: Evidence,
    *,
    household: FoundHousehold | None = None,
) -> None:
    """Part of every event of a person: keep it, and name him as what the act is about."""
    home = household or person.household
    work.about("person", person.uid, person.name)
    note_event(work, EventNote(code, home.id if home else None, person.id, on, evidence))


def leave_to_be_done(
    work: Work, follow_ups: Iterable[FollowUp], about: tuple[str, str, str], event: str
) -> None:
    """Part of events after which something must be looked after: a task at whoever owns it."""
    open_tasks(
        work,
        (
            NewTask(one.owner, one.what, f"{event}：{one.how}", about, one.due)
            for one in follow_ups
            if not one.shows_itself
        ),
    )


def leave_household(
    work: Work,
    household: FoundHousehold,
    leaving: Sequence[FoundPerson],
    on: ImpreciseDate,
    *,
    because: LeavingReason,
    new_head: NewHead | None = None,
    head_may_wait: bool = False,
) -> None:
    """Part of every event by which somebody leaves: memberships end, a head follows or the file is closed.

    ``head_may_wait``: the household may stand without a head until one is chosen (after a death).
    """
    keys = {person.id for person in leaving}
    staying = [key for key in people_of(work, household.id) if key not in keys]
    as_before = {
        person.id for person in leaving if _end_membership(work, household, person, on, because=because)
    }
    if household.head_id in keys:
        never = household.head_id in as_before
        _succeed(work, household, keys, on, new_head, never_headed=never, head_may_wait=head_may_wait)
    if not staying:
        _close(work, household, on, because)
    index_people(work, [*keys, *staying])


def _end_membership(
    work: Work, household: FoundHousehold, person: FoundPerson, on: ImpreciseDate, *, because: LeavingReason
) -> bool:
    """End a membership; answers whether what was said of it on its very last day never came true.

    Who became head (or anything else) on the day he is gone goes as what he was before: else that day would
    have two heads.
    """
    row: Any = person.membership
    if on.precision is Precision.DAY and on.earliest == row.starts:
        earlier = believed(
            work,
            Membership,
            Membership.person_id == person.id,
            Membership.household_id == household.id,
            Membership.ends == row.starts,
        )
        if earlier:
            work.supersede(Membership, row.id)
            work.supersede(Membership, earlier[0].id, left_because=because)
            return True
    end_row(work, Membership, row, first_day_gone(row, on), field="on", left_because=because)
    return False


def first_day_gone(row: Any, on: ImpreciseDate) -> ImpreciseDate:
    """Part of leaving: who came and went on one day belonged for that day."""
    if on.precision is Precision.DAY and on.earliest == row.starts:
        return on_day(on.earliest + timedelta(days=1))
    return on


def _succeed(
    work: Work,
    household: FoundHousehold,
    leaving: Collection[int],
    on: ImpreciseDate,
    new_head: NewHead | None,
    *,
    never_headed: bool,
    head_may_wait: bool,
) -> None:
    staying = people_of(work, household.id)
    row: Any = still_open(work, Headship, Headship.household_id == household.id)
    since = on if never_headed else first_day_gone(row, on)
    if staying and new_head is not None:
        another_heads(work, household, new_head.uid, new_head.relations, since)
        return
    if staying and not head_may_wait:
        raise Refusal(CHOOSE_HEAD.format(household.head_name), "new_head")
    if not head_may_wait:
        refuse_others_stayed(work, household, leaving, on)
    if never_headed:
        work.supersede(Headship, row.id)
    else:
        end_row(work, Headship, row, since, field="on")


def _close(work: Work, household: FoundHousehold, on: ImpreciseDate, because: LeavingReason) -> None:
    """Nobody is left: the file is closed and keeps everything; its room waits to be taken back (待收回)."""
    died = because is LeavingReason.DIED
    work.update(
        Household,
        household.id,
        closed_on=on.earliest,
        closed_on_precision=on.precision,
        closed_because=ClosedBecause.EXTINCT if died else ClosedBecause.LEFT,
    )
    if died:
        note_event(work, EventNote(EventCode.EXTINCT, household.id, None, on))


def set_presence(
    work: Work, person_id: int, kind: PresenceKind, on: ImpreciseDate, *, place: str = "", note: str = ""
) -> None:
    """Part of events of a person: where he in fact lives from the day on."""
    values = {
        "person_id": person_id,
        "kind": kind.value,
        "place": clean_text(place, field="place", what="所在地", longest=200),
        "note": clean_text(note, field="event_note", what="说明"),
    }
    row = still_open(work, Presence, Presence.person_id == person_id)
    follow(work, Presence, row, on, field="on", values=values)


def begin_status(
    work: Work,
    person: FoundPerson,
    kind: StatusKind,
    on: ImpreciseDate,
    *,
    place: str = "",
    note: str = "",
) -> None:
    """Part of events of a person: from the day on he is in this state; Refusal when he already is."""
    row = still_open(work, PersonStatus, PersonStatus.person_id == person.id, PersonStatus.kind == kind.value)
    if row is not None:
        raise Refusal(ALREADY_IN_STATUS.format(person.name, STATUSES[kind], spoken_start(row)), "person")
    work.insert(
        PersonStatus,
        person_id=person.id,
        kind=kind,
        place=clean_text(place, field="place", what="所在地", longest=200),
        note=clean_text(note, field="event_note", what="说明"),
        **starting(on),
    )


def end_status(work: Work, person: FoundPerson, kinds: Iterable[StatusKind], on: ImpreciseDate) -> Any:
    """Part of events of a person: the state is over from the day on; answers its row, or a Refusal."""
    wanted = tuple(kinds)
    for kind in wanted:
        row = still_open(
            work, PersonStatus, PersonStatus.person_id == person.id, PersonStatus.kind == kind.value
        )
        if row is not None:
            end_row(work, PersonStatus, row, on, field="on")
            return row
    raise Refusal(NOT_IN_STATUS.format(person.name, STATUSES[wanted[0]]), "person")


def hukou_becomes(
    work: Work, person_id: int, standing: HukouStanding, on: ImpreciseDate, address: str = ""
) -> None:
    """Part of events of a person: how his hukou stands from the day on."""
    set_hukou(work, person_id, HukouDraft(standing, address=address, since=on))


def hukou_again(
    work: Work, person_id: int, cancelled: HukouStanding, on: ImpreciseDate, chosen: HukouDraft | None = None
) -> None:
    """Part of coming back: hukou is where the clerk says, else where it was before it was cancelled."""
    if chosen is not None:
        set_hukou(work, person_id, chosen)
        return
    rows = believed(work, HukouPlace, HukouPlace.person_id == person_id)
    if not rows or rows[0].ends is not None or rows[0].standing != cancelled:
        return
    before = next((row for row in rows[1:] if row.standing != cancelled), None)
    if before is None:
        end_row(work, HukouPlace, rows[0], on, field="on")
        return
    kept = ("person_id", "standing", "division_code", "address", "category")
    values = {name: getattr(before, name) for name in kept}
    follow(work, HukouPlace, rows[0], on, field="on", values=values)


def end_what_was(work: Work, person_id: int, on: ImpreciseDate, *models: Any) -> None:
    """Part of events of a person: what still holds in these tables ends; what began later never was."""
    for model in models:
        for row in believed(work, model, model.person_id == person_id):
            if row.ends is not None:
                continue
            if row.starts < on.earliest:
                end_row(work, model, row, on, field="on")
            elif row.starts > on.latest:
                work.supersede(model, row.id)
            else:
                end_row(work, model, row, on_day(row.starts + timedelta(days=1)), field="on")


OF_THE_LIVING: Final = (Presence, SchoolPlace, WorkPlace, ResidenceDocument, Guardianship, PeopleListEntry)
"""What ends with a life."""
