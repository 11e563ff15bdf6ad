"""监护人: who answers for a child or for somebody who cannot decide for himself, from a day to a day."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.foundation.values.phone import clean_phone
from resettle_desktop.households.models import Guardianship, Person, PersonStatus
from resettle_desktop.households.rules.checks import check_started, clean_text
from resettle_desktop.households.rules.circumstances import GONE, GuardianReason
from resettle_desktop.households.use_cases.finding import find_person
from resettle_desktop.households.use_cases.succession import (
    believed,
    end_row,
    follow,
    on_day,
    refuse_before_birth,
)
from resettle_desktop.office.rules import Role

NOT_HIMSELF: Final = "监护人不能是本人，请另选一位"
WHO: Final = "请选一位监护人，或者填写姓名"
NOT_ALIVE: Final = "{}已经登记死亡，不能当监护人，请另选一位"
NO_SUCH_GUARDIANSHIP: Final = "没有找到这位监护人的登记，可能刚被别的窗口改过，请重新打开"


@dataclass(frozen=True, slots=True)
class GuardianDraft:
    """Who is a guardian from ``since`` (today when None): one of our people, or anybody by name and phone.

    With ``guardian_uid`` the name is taken from that person's file.
    """

    person_uid: str
    reason: GuardianReason
    guardian_uid: str | None = None
    name: str = ""
    phone: str = ""
    relation: str = ""
    since: ImpreciseDate | None = None


@dataclass(frozen=True, slots=True)
class EndGuardianshipDraft:
    """From ``on`` (today when None) somebody is no longer the guardian."""

    guardianship_uid: str
    on: ImpreciseDate | None = None


@act("登记监护人", needs=(Role.HOUSEHOLD_CLERK,))
def set_guardian(work: Work, draft: GuardianDraft) -> None:
    """Give somebody a guardian; the same guardian told anew is put right, another one stands beside him."""
    person = find_person(work, draft.person_uid)
    since = check_started(draft.since or on_day(work.today), work.today, field="since")
    refuse_before_birth(work, person.id, since, field="since")
    guardian_id, name = _guardian(work, draft)
    if guardian_id is not None:
        refuse_before_birth(work, guardian_id, since, field="since")
    if guardian_id == person.id:
        raise Refusal(NOT_HIMSELF, "guardian")
    values = {
        "person_id": person.id,
        "guardian_id": guardian_id,
        "guardian_name": name,
        "phone": clean_phone(draft.phone) if draft.phone.strip() else None,
        "relation": clean_text(draft.relation, field="relation", what="与被监护人的关系", longest=40),
        "reason": draft.reason.value,
    }
    row = _now(work, person.id, guardian_id, name)
    work.about("person", person.uid, person.name)
    follow(work, Guardianship, row, since, field="since", values=values)


def _now(work: Work, person_id: int, guardian_id: int | None, name: str) -> Any | None:
    """The open row of this guardian; of somebody who is none of our people by his name."""
    rows = believed(work, Guardianship, Guardianship.person_id == person_id, Guardianship.ends.is_(None))
    same = (
        row for row in rows if row.guardian_id == guardian_id and (guardian_id or row.guardian_name == name)
    )
    return next(same, None)


def _guardian(work: Work, draft: GuardianDraft) -> tuple[int | None, str]:
    if draft.guardian_uid is None:
        if not draft.name.strip():
            raise Refusal(WHO, "guardian")
        return None, clean_name(draft.name, field="guardian")
    guardian = find_person(work, draft.guardian_uid, field="guardian")
    if believed(
        work,
        PersonStatus,
        PersonStatus.person_id == guardian.id,
        PersonStatus.kind.in_([kind.value for kind in GONE]),
        PersonStatus.ends.is_(None),
    ):
        raise Refusal(NOT_ALIVE.format(guardian.name), "guardian")
    return guardian.id, guardian.name


@act("终止监护", needs=(Role.HOUSEHOLD_CLERK,))
def end_guardianship(work: Work, draft: EndGuardianshipDraft) -> None:
    """Somebody is a guardian no longer; who is left without one is found in the list."""
    table = table_of(Guardianship)
    row = work.session.execute(
        select(table).where(known(Guardianship), Guardianship.uid == draft.guardianship_uid)
    ).one_or_none()
    if row is None or row.ends is not None:
        raise Refusal(NO_SUCH_GUARDIANSHIP)
    on = check_started(draft.on or on_day(work.today), work.today, field="on")
    person = work.row(Person, row.person_id)
    work.about("person", person["uid"], person["name"])
    end_row(work, Guardianship, row, on, field="on")


def end_guardianships_of(work: Work, person_id: int, on: ImpreciseDate) -> list[int]:
    """Part of a death or declared death: he is nobody's guardian from ``on``; answers whose he was.

    What was told to begin later never was. ``queries.guardians.without_guardian`` lists who needs another.
    """
    left: list[int] = []
    for row in believed(work, Guardianship, Guardianship.guardian_id == person_id):
        if row.ends is None or row.ends > on.earliest:
            _end(work, row, on)
            left.append(row.person_id)
    return left


def _end(work: Work, row: Any, on: ImpreciseDate) -> None:
    if row.starts > on.latest:
        work.supersede(Guardianship, row.id)
    elif row.starts >= on.earliest:
        end_row(work, Guardianship, row, on_day(row.starts + timedelta(days=1)), field="on")
    else:
        end_row(work, Guardianship, row, on, field="on")
