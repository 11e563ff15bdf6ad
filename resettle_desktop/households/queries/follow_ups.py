"""What hangs on a birth or a death: asked before it is recorded, so that nothing is forgotten after it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Guardianship, Household, PeopleList, PeopleListEntry, Person
from resettle_desktop.households.queries.household import members_of
from resettle_desktop.households.queries.people import household_of_person
from resettle_desktop.households.rules.circumstances import LIST_KINDS, ListKind
from resettle_desktop.households.rules.follow_ups import (
    BirthDays,
    DeathFacts,
    FollowUp,
    after_birth,
    after_death,
)
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.office.queries import whole_setting
from resettle_desktop.office.rules.settings import INSURED_WITHIN_DAYS, VISITED_WITHIN_DAYS
from resettle_desktop.printing.queries import papers_of
from resettle_desktop.printing.rules import IN_HANDS, PaperStep

NAMING: tuple[str, ...] = (RELOCATION_CERTIFICATE.name,)
"""Papers that name every member of a household."""


def follow_ups_of_birth(session: Session, name: str, born: date, as_of: date) -> tuple[FollowUp, ...]:
    """What has to be looked after once a child is born, within the days the office has settled."""
    days = BirthDays(
        insured=whole_setting(session, INSURED_WITHIN_DAYS, as_of),
        visited=whole_setting(session, VISITED_WITHIN_DAYS, as_of),
    )
    return after_birth(name, born, days)


def death_facts(session: Session, person_uid: str, as_of: date) -> DeathFacts | None:
    """What hangs on a member of a household; None for somebody who belongs to none."""
    person = session.execute(
        select(Person.id, Person.name).where(Person.uid == person_uid, Person.merged_into_uid.is_(None))
    ).one_or_none()
    home = household_of_person(session, person_uid, as_of) if person is not None else None
    if person is None or home is None:
        return None
    payee = session.execute(select(Household.payee).where(Household.id == home.id)).scalar_one()
    members = members_of(session, home.id, as_of)
    return DeathFacts(
        name=person.name,
        household_uid=home.uid,
        household=home.label,
        heads=any(member.is_head and member.person.uid == person_uid for member in members),
        staying=len(members) - 1,
        payee=payee == person.name,
        contracts=_contracts(session, person.id, person.name, as_of),
        wards=_wards(session, person.id, as_of),
        papers=tuple(
            f"{paper.title}{paper.number}"
            for paper in papers_of(session, NAMING, home.uid)
            if paper.stage in IN_HANDS and paper.back is not PaperStep.BACK
        ),
    )


def follow_ups_of_death(
    session: Session,
    person_uid: str,
    on: ImpreciseDate,
    as_of: date,
    *,
    head_chosen: bool = False,
    declared: bool = False,
) -> tuple[FollowUp, ...]:
    """What has to be looked after if somebody died, or was declared dead, on this day."""
    facts = death_facts(session, person_uid, as_of)
    return () if facts is None else after_death(facts, on, head_chosen=head_chosen, declared=declared)


def _contracts(session: Session, person_id: int, name: str, as_of: date) -> tuple[str, ...]:
    rows = session.execute(
        select(PeopleList.holder, PeopleList.number)
        .join(PeopleListEntry, PeopleListEntry.list_id == PeopleList.id)
        .where(
            PeopleList.kind == ListKind.CONTRACTING.value,
            PeopleList.holder == name,
            PeopleListEntry.person_id == person_id,
            holds(PeopleListEntry, as_of),
        )
        .order_by(PeopleList.id)
    )
    what = LIST_KINDS[ListKind.CONTRACTING]
    return tuple(f"{row.holder}的{what}{row.number or ''}" for row in rows)


def _wards(session: Session, person_id: int, as_of: date) -> tuple[str, ...]:
    names = session.execute(
        select(Person.name)
        .join(Guardianship, Guardianship.person_id == Person.id)
        .where(Guardianship.guardian_id == person_id, holds(Guardianship, as_of))
        .order_by(Person.id)
    ).scalars()
    return tuple(dict.fromkeys(names))
