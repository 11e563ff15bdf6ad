"""What a 一户一档摘要 says of each member beside who he is: what a household's paper may say, and no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import as_known, holds
from resettle_desktop.households.models import Guardianship, Person
from resettle_desktop.households.queries.person_rows import PersonRow
from resettle_desktop.households.rules.circumstances import (
    DROPOUT_REASONS,
    PREFERENTIALS,
    PRESENCES,
    DropoutReason,
    Preferential,
)
from resettle_desktop.households.rules.declared import (
    EDUCATIONS,
    LABOURS,
    MARITALS,
    MILITARIES,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.extract import joined
from resettle_desktop.households.rules.school_years import spoken_school

UNSAID_DROPOUTS: Final = frozenset({DropoutReason.ILLNESS, DropoutReason.DISABILITY})
UNSAID_PREFERENTIALS: Final = frozenset({Preferential.DISABLED_VETERAN})
"""Health and disability are no matter of a household's paper (decision 26)."""


def guardian_names(
    session: Session, people: Iterable[int], as_of: date, known_at: datetime | None
) -> dict[int, str]:
    """The guardians of these people on the day, each with how he stands to his ward."""
    guardian = as_known(Person, known_at)
    rows = session.execute(
        select(Guardianship.person_id, Guardianship.guardian_name, guardian.name, Guardianship.relation)
        .outerjoin(guardian, guardian.id == Guardianship.guardian_id)
        .where(Guardianship.person_id.in_(list(people)), holds(Guardianship, as_of, known_at))
        .order_by(Guardianship.starts, Guardianship.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for key, written, name, relation in rows:
        found[key].append(f"{name or written}（{relation}）" if relation else name or written)
    return {key: "、".join(names) for key, names in found.items()}


def member_words(person: PersonRow, guardians: str) -> str:
    """What is known of a member on the day, item by item."""
    return "；".join(f"{caption}：{text}" for caption, text in _items(person, guardians) if text)


def _items(person: PersonRow, guardians: str) -> Iterator[tuple[str, str]]:
    yield "民族", ETHNIC_GROUPS.get(person.ethnicity or "", "")
    yield "人口编号", person.register_no
    yield "曾用名", person.former_names
    yield "文化程度", _word(EDUCATIONS, person.education)
    school = person.school
    if school is not None:
        yield "在校", joined(spoken_school(school.stage, school.grade), "寄宿" if school.boarding else "")
    dropout = person.dropout_reason
    yield "失学辍学", "" if dropout in UNSAID_DROPOUTS else _word(DROPOUT_REASONS, dropout)
    yield "劳动技能", _word(LABOURS, person.labour)
    work = person.work
    if work is not None:
        abroad = "（国外）" if work.abroad else ""
        yield "务工", joined(work.place + abroad, _months(work.months), work.channel)
    yield "公益性岗位", joined(person.public_post, _months(person.public_post_months))
    since = person.marital_on.spoken() if person.marital_on and person.marital else ""
    yield "婚姻", joined(_word(MARITALS, person.marital), since)
    yield "服役", _word(MILITARIES, person.military)
    preferential = person.preferential
    yield "优抚", "" if preferential in UNSAID_PREFERENTIALS else _word(PREFERENTIALS, preferential)
    presence = person.presence
    if presence is not None:
        yield "现在住", _word(PRESENCES, presence.kind)
    yield "普通话", {True: "会讲", False: "不会讲", None: ""}[person.speaks_mandarin]
    yield "监护人", guardians


def _word(words: Any, code: Any) -> str:
    return str(words[code]) if code is not None else ""


def _months(months: int | None) -> str:
    return f"每年{months}个月" if months else ""
