"""One box finds everybody: name, sound, number, phone, room, household, head, hamlet; the best first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import TextClause, select, text
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.database.search_index import SEARCH_VERSION, Query, parse_query
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.pinyin import FuzzySounds, name_sort_key, readings
from resettle_desktop.households.models import Person, PersonStatus, SearchState
from resettle_desktop.households.queries.rows import PersonHit, SearchAnswer, imprecise
from resettle_desktop.households.queries.searchable import SearchableRow, searchable_rows
from resettle_desktop.households.rules.checks import age_on
from resettle_desktop.households.rules.circumstances import GONE, STATUSES, StatusKind
from resettle_desktop.households.rules.identity import NumberState

FETCHED: Final = 200
"""So many keys are fetched without any order and sorted here: a sort in SQL would read every hit."""

AFTER_ALL: Final = "\U0010ffff"

# CROSS JOIN keeps the order of the tables: the names are looked up for the keys that were found.
_IDS: Final = text(
    "SELECT person.id, person.name_sort FROM person_fts CROSS JOIN person ON person.id = person_fts.rowid "
    "WHERE person_fts MATCH :words LIMIT :most"
)
_COUNT: Final = text("SELECT count(*) FROM person_fts WHERE person_fts MATCH :words")
_NUMBERS: Final = text(
    "SELECT id, name_sort FROM person "
    "WHERE number >= :first AND number < :last AND merged_into_uid IS NULL "
    "AND (:words IS NULL OR id IN (SELECT rowid FROM person_fts WHERE person_fts MATCH :words)) LIMIT :most"
)
# Counted along the index alone: the few who were merged with a doubtful number are not worth every row.
_COUNT_NUMBERS: Final = text("SELECT count(*) FROM person WHERE number >= :first AND number < :last")
_ALIASES: Final = text(
    "SELECT id, '人口编号' FROM person WHERE register_no = :typed AND merged_into_uid IS NULL "
    "UNION ALL SELECT person_id, '国家系统户编号' FROM household "
    "CROSS JOIN membership ON household_id = household.id AND superseded_at IS NULL AND ends IS NULL "
    "WHERE national_no = :typed "
    "UNION ALL SELECT person_id, '家庭编号' FROM household "
    "CROSS JOIN membership ON household_id = household.id AND superseded_at IS NULL AND ends IS NULL "
    "WHERE family_no = :typed LIMIT :most"
)
_PHONES: Final = text(
    "SELECT person.id, person.name_sort "
    "FROM person_phone CROSS JOIN person ON person.id = person_phone.person_id "
    "WHERE phone >= :first AND phone < :last AND superseded_at IS NULL "
    "AND (:words IS NULL OR person.id IN (SELECT rowid FROM person_fts WHERE person_fts MATCH :words)) "
    "LIMIT :most"
)


def search_people(
    session: Session,
    typed: str,
    fuzzy: FuzzySounds | None,
    as_of: date,
    *,
    limit: int = 50,
    known_at: datetime | None = None,
) -> SearchAnswer:
    """Who answers what was typed (unfinished letters of an input method too), the best first.

    Whole names and numbers come before beginnings, beginnings before parts, and those before people found by
    their head, hamlet or room. ``total`` counts all hits of the words, shown or not.
    """
    query = parse_query(typed, fuzzy=fuzzy)
    if not query:
        return SearchAnswer((), 0)
    named = _of_alias(session, typed.strip(), as_of, known_at)
    ranked = _ranked(session, query)
    order = sorted(ranked, key=ranked.__getitem__)
    hits: list[tuple[int, str, PersonHit]] = []
    dropped = 0
    for first in range(0, len(order), limit):
        wanted = order[first : first + limit]
        rows = searchable_rows(session, wanted, as_of, known_at)
        for person_id in wanted:
            row = rows[person_id]
            verdict = row.judged(query)
            if verdict is None:
                dropped += 1
            else:
                hits.append((verdict.closeness, row.name_sort, _hit(row, as_of, verdict.reason)))
        if len(hits) >= limit:
            break
    hits.sort(key=lambda hit: hit[:2])
    total = len(order) - dropped
    if len(order) >= FETCHED:
        total = max((total, *_counts(session, query)))
    known = {hit.person_id for hit in named}
    others = [hit for _, _, hit in hits if hit.person_id not in known]
    total += len(known) - (len(hits) - len(others))
    shown = (*named, *others)[:limit]
    return SearchAnswer(_who_lives(session, shown, as_of, known_at), total)


def _of_alias(session: Session, typed: str, as_of: date, known_at: datetime | None) -> tuple[PersonHit, ...]:
    """Who has just this number in the registers above, himself or his household; two may, by mistake."""
    if not any(character.isdigit() for character in typed):
        return ()
    found = {row[0]: str(row[1]) for row in session.execute(_ALIASES, {"typed": typed, "most": FETCHED})}
    rows = searchable_rows(session, list(found), as_of, known_at) if found else {}
    return tuple(_hit(row, as_of, found[key]) for key, row in rows.items())


def _who_lives(
    session: Session, hits: Sequence[PersonHit], as_of: date, known_at: datetime | None = None
) -> tuple[PersonHit, ...]:
    """The hits, those who are dead with the word for it."""
    rows = session.execute(
        select(PersonStatus.person_id, PersonStatus.kind).where(
            PersonStatus.person_id.in_([hit.person_id for hit in hits]),
            PersonStatus.kind.in_([kind.value for kind in GONE]),
            holds(PersonStatus, as_of, known_at),
        )
    )
    gone = {row.person_id: STATUSES[StatusKind(row.kind)] for row in rows}
    return tuple(replace(hit, gone=gone.get(hit.person_id, "")) for hit in hits)


def _counts(session: Session, query: Query) -> Iterator[int]:
    """How many people the words find, and how many the beginning of a number."""
    if query.match is not None:
        yield session.execute(_COUNT, {"words": query.match}).scalar_one()
    prefix = query.number_prefix
    if prefix is not None and query.rest is None:
        yield session.execute(_COUNT_NUMBERS, {"first": prefix, "last": prefix + AFTER_ALL}).scalar_one()


def _ranked(session: Session, query: Query) -> dict[int, tuple[int, str]]:
    """The keys found, with the rank of the first question that found them and the name they are sorted by.

    At most ``FETCHED`` and some.
    """
    ranked: dict[int, tuple[int, str]] = {}

    def rank(level: int, statement: TextClause, **values: str | None) -> None:
        for person_id, name in session.execute(statement, {**values, "most": FETCHED}).all():
            ranked.setdefault(person_id, (level, name))

    for statement, prefix in ((_NUMBERS, query.number_prefix), (_PHONES, query.phone_prefix)):
        if prefix is not None:
            rank(0, statement, first=prefix, last=prefix + AFTER_ALL, words=query.rest)
    for level, words in enumerate(query.tiers):
        if len(ranked) >= FETCHED:
            break
        rank(level, _IDS, words=words)
    return ranked


def _hit(row: SearchableRow, as_of: date, why: str) -> PersonHit:
    facts = row.facts
    birth = imprecise(facts.birth, row.birth_precision)
    return PersonHit(
        person_id=row.person_id,
        uid=row.uid,
        name=facts.name,
        nickname=facts.nickname,
        sex=row.sex,
        birth=birth,
        age=age_on(birth, as_of),
        number=row.number,
        number_state=NumberState(row.number_state),
        household_uid=row.household_uid,
        household_number=facts.household_number,
        head_name=facts.head_name,
        relation=row.relation,
        site_name=row.site_name,
        room_label=facts.room,
        village=facts.village,
        hamlet=facts.hamlet,
        why=why,
    )


def people_alike(
    session: Session, name: str, birth: ImpreciseDate | None, as_of: date, limit: int = 5
) -> tuple[PersonHit, ...]:
    """Perhaps the same person: born the same day with a name that sounds the same; else of the same name.

    A hint before somebody is registered twice; nothing is ever merged by the program.
    """
    if birth is None:
        same_name = select(Person.id).where(
            Person.name_sort == name_sort_key(name), Person.merged_into_uid.is_(None)
        )
        found, why = list(session.execute(same_name.limit(limit)).scalars()), "姓名相同"
    else:
        sounds = set(readings(name))
        same_day = select(Person.id, Person.name).where(
            Person.birth == birth.earliest, Person.merged_into_uid.is_(None)
        )
        people = session.execute(same_day)
        found = [row.id for row in people if not sounds.isdisjoint(readings(row.name))][:limit]
        why = "姓名读音和出生日期相同"
    rows = searchable_rows(session, found, as_of).values()
    return _who_lives(session, [_hit(row, as_of, why) for row in rows], as_of)


def search_is_current(session: Session) -> bool:
    """Whether the file's search words are of this program's version; else they are to be made anew."""
    version = session.execute(select(SearchState.version)).scalar_one_or_none()
    return (version or 1) == SEARCH_VERSION
