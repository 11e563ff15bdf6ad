"""挂起、接着办、不再等: a case is laid aside with its half-typed form and taken up again as it was."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database import drafts
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.drafts import DraftRow, kept_draft
from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.households.models import Headship, Household, Person
from resettle_desktop.matters.models import ParkedCase
from resettle_desktop.matters.rules.parking import PARKED_FORM, safe_label
from resettle_desktop.office.rules.roles import GRANTABLE

FORM: Final = "form"
CURSOR: Final = "cursor"
HALF_TYPED: Final = "填到一半"
NO_LONGER_PARKED: Final = "这件事已经接着办了，或者不再等了"


@dataclass(frozen=True, slots=True)
class ParkDraft:
    """What is laid aside: a page by name, the object it shows, and the field the cursor is in."""

    page: str
    object_uid: str | None
    label: str
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class TakeUpDraft:
    """Which parked case is gone on with."""

    uid: str


@dataclass(frozen=True, slots=True)
class CloseCaseDraft:
    """Which parked case nobody comes back for."""

    uid: str


@act("挂起", needs=tuple(GRANTABLE), changes_records=False)
def park_case(work: Work, draft: ParkDraft) -> str:
    """Lay a case aside for the clerk at the desk and answer its uid.

    The half-typed form goes with it. The same page without one that waits already is not laid aside twice.
    """
    form = kept_draft(work.session, work.actor.uid, draft.page, draft.object_uid or "")
    if form is None:
        waiting = _waiting_already(work, draft)
        if waiting is not None:
            return waiting
    return _lay_aside(work, draft, form)


@act("接着办挂起的", needs=tuple(GRANTABLE), changes_records=False)
def take_up_case(work: Work, draft: TakeUpDraft) -> list[str | None]:
    """End a case's waiting; answer its page, object and the field the cursor was in.

    Its form becomes the clerk's draft of that page again. One he has begun there meanwhile is parked in turn.
    """
    case = _own_waiting(work, draft.uid)
    kept = kept_draft(work.session, work.actor.uid, PARKED_FORM, case.uid)
    cursor = ""
    if kept is not None:
        page, object_uid = case.page, case.object_uid or ""
        begun = kept_draft(work.session, work.actor.uid, page, object_uid)
        if begun is not None:
            _lay_aside(work, ParkDraft(page, case.object_uid, begun.label), begun)
        form = DraftRow(page, object_uid, kept.label, kept.values[FORM], kept.saved_at)
        drafts.keep(work.session.connection(), work.actor.uid, form)
        drafts.drop(work.session.connection(), work.actor.uid, PARKED_FORM, case.uid)
        cursor = kept.values[CURSOR]
    _end(work, case)
    return [case.page, case.object_uid, cursor]


@act("挂起的不再等", needs=tuple(GRANTABLE), changes_records=False)
def close_case(work: Work, draft: CloseCaseDraft) -> None:
    """End a case nobody comes back for; its half-typed form is thrown away."""
    case = _own_waiting(work, draft.uid)
    drafts.drop(work.session.connection(), work.actor.uid, PARKED_FORM, case.uid)
    _end(work, case)


@dataclass(frozen=True, slots=True)
class _Case:
    """A waiting case as the acts need it."""

    id: int
    uid: str
    label: str
    page: str
    object_uid: str | None


def _lay_aside(work: Work, draft: ParkDraft, form: DraftRow | None) -> str:
    uid, clerk = new_uid(), work.actor.uid
    name = _name_of(work, draft.object_uid) if draft.object_uid else None
    label = safe_label(f"{draft.label}：{name}" if name and name not in draft.label else draft.label)
    work.insert(
        ParkedCase,
        uid=uid,
        clerk_uid=clerk,
        label=label,
        note=HALF_TYPED if form is not None else None,
        page=draft.page,
        object_uid=draft.object_uid,
        parked_at=work.now,
    )
    work.about("parked_case", uid, label)
    if form is not None:
        connection = work.session.connection()
        values = {FORM: form.values, CURSOR: draft.cursor}
        drafts.keep(connection, clerk, DraftRow(PARKED_FORM, uid, form.label, values, form.saved_at))
        drafts.drop(connection, clerk, form.kind, form.object_uid)
    return uid


def _name_of(work: Work, object_uid: str) -> str | None:
    """The person's name, or that of the household's head: a case is called by somebody."""
    head = (
        select(Person.name)
        .join(Headship, Headship.person_id == Person.id)
        .join(Household, Household.id == Headship.household_id)
        .where(Household.uid == object_uid, holds(Headship, work.today))
    )
    himself = select(Person.name).where(Person.uid == object_uid)
    names = (work.session.execute(statement).scalars().first() for statement in (head, himself))
    return next(filter(None, names), None)


def _waiting_already(work: Work, draft: ParkDraft) -> str | None:
    same = select(ParkedCase.uid).where(
        ParkedCase.clerk_uid == work.actor.uid,
        ParkedCase.ended_at.is_(None),
        ParkedCase.page == draft.page,
        ParkedCase.object_uid == draft.object_uid,
        ParkedCase.note.is_(None),
    )
    return work.session.execute(same).scalars().first()


def _own_waiting(work: Work, uid: str) -> _Case:
    """The clerk's own waiting case. Raises Refusal when it waits no longer."""
    found = work.session.execute(
        select(ParkedCase.id, ParkedCase.uid, ParkedCase.label, ParkedCase.page, ParkedCase.object_uid).where(
            ParkedCase.uid == uid,
            ParkedCase.clerk_uid == work.actor.uid,
            ParkedCase.ended_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        raise Refusal(NO_LONGER_PARKED)
    return _Case(*found)


def _end(work: Work, case: _Case) -> None:
    work.update(ParkedCase, case.id, ended_at=work.now)
    work.about("parked_case", case.uid, case.label)
