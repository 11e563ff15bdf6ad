"""Everything about a person that can be searched and shown in a line, as it stood on one day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Date, Row, Select, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from resettle_desktop.foundation.database.base import Instant
from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.database.search_index import PersonFacts as SearchFacts
from resettle_desktop.foundation.database.search_index import Query, Verdict, tokens_for
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import (
    Headship,
    Household,
    Membership,
    Person,
    PersonPhone,
    RoomAssignment,
)
from resettle_desktop.households.rules.relations import (
    FATHERS_OF_CHILDREN,
    FATHERS_OF_HEAD,
    father_relations,
)
from resettle_desktop.sites.models import Building, OriginVillage, Room, Site

CHUNK: Final = 400
"""How many people one question names."""

# A day and an instant that the statement gets when it runs: built once, it is compiled once.
_DAY: Final[Any] = bindparam("as_of", type_=Date)
_KNOWN: Final[Any] = bindparam("known_at", type_=Instant)


@dataclass(frozen=True, slots=True)
class SearchableRow:
    """One person's line: the facts that are searched, and what the list shows beside them."""

    person_id: int
    uid: str
    sex: Sex
    birth_precision: str | None
    number: str | None
    number_state: str
    household_uid: str | None
    relation: str
    site_name: str
    name_sort: str
    facts: SearchFacts
    other_rooms: tuple[str, ...] = ()
    """Rooms beside the one shown: two flats are a finding, and both are typed."""

    def words(self) -> str:
        """The words the person is found by."""
        texts = (tokens_for(facts) for facts in self._told_by_each_room())
        return " ".join(dict.fromkeys(word for text in texts for word in text.split(" ")))

    def judged(self, query: Query) -> Verdict | None:
        """How closely the person answers a query and why; None if he is no hit."""
        verdicts = (query.judge(facts) for facts in self._told_by_each_room())
        return min(filter(None, verdicts), key=lambda verdict: verdict.closeness, default=None)

    def _told_by_each_room(self) -> Iterator[SearchFacts]:
        yield self.facts
        for room in self.other_rooms:
            yield replace(self.facts, room=room)


def searchable_rows(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None = None
) -> dict[int, SearchableRow]:
    """The lines of these people, by key; who was registered twice is found as the one that goes on."""
    found: dict[int, SearchableRow] = {}
    for first in range(0, len(ids), CHUNK):
        for line in _lines(session, ids[first : first + CHUNK], as_of, known_at):
            found[line.person_id] = line
    return found


def _lines(
    session: Session, ids: Sequence[int], as_of: date, known_at: datetime | None
) -> Iterator[SearchableRow]:
    when: dict[str, Any] = {"as_of": as_of}
    if known_at is not None:
        when["known_at"] = known_at
    rows = session.execute(_statement(with_known_at=known_at is not None), {"ids": list(ids), **when}).all()
    asked = {row.household_id for row in rows if row.relation and father_relations(row.relation)}
    fathers = _men_of(session, asked, when)
    for same_person in _by_person(rows):
        first, *others = same_person
        line = _line(first, fathers)
        yield replace(line, other_rooms=tuple(row.room_label for row in others)) if others else line


def _by_person(rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    """The rows of each person: one for each room of the household, the longest lived in first."""
    grouped: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        grouped.setdefault(row.id, []).append(row)
    for same_person in grouped.values():
        if len(same_person) > 1:
            same_person.sort(key=lambda row: (row.room_since, row.assignment_id))
        yield same_person


def _line(row: Row[*tuple[Any, ...]], men: dict[tuple[int, str], str]) -> SearchableRow:
    relation = row.relation or ""
    father = next(
        (men[key] for other in father_relations(relation) if (key := (row.household_id, other)) in men), ""
    )
    return SearchableRow(
        person_id=row.id,
        uid=row.uid,
        sex=Sex(row.sex),
        birth_precision=row.birth_precision,
        number=row.number,
        number_state=row.number_state,
        household_uid=row.household_uid,
        relation=relation,
        site_name=row.site_name or "",
        name_sort=row.name_sort,
        facts=SearchFacts(
            name=row.name,
            former_names=split_names(row.former_names),
            nickname=row.nickname or "",
            number=row.number or "",
            birth=row.birth,
            phones=(row.phone,) if row.phone else (),
            household_number=row.household_number or "",
            room=row.room_label or "",
            site=row.site_name or "",
            hamlet=row.hamlet or "",
            village=row.village or "",
            township=row.division_name or "",
            head_name=row.head_name or "",
            father_name=father,
        ),
    )


def split_names(former_names: str | None) -> tuple[str, ...]:
    """Former names as one column keeps them, apart by 、."""
    return tuple(name for name in (former_names or "").split("、") if name)


@cache
def _statement(*, with_known_at: bool) -> "Select[*tuple[Any, ...]]":
    known_at = _KNOWN if with_known_at else None
    head = aliased(Person, name="head")
    return (
        select(
            Person.id,
            Person.uid,
            Person.name,
            Person.name_sort,
            Person.nickname,
            Person.former_names,
            Person.sex,
            Person.birth,
            Person.birth_precision,
            Person.number,
            Person.number_state,
            PersonPhone.phone,
            Membership.relation,
            Membership.household_id,
            Household.uid.label("household_uid"),
            Household.number.label("household_number"),
            head.name.label("head_name"),
            RoomAssignment.id.label("assignment_id"),
            RoomAssignment.starts.label("room_since"),
            Room.label.label("room_label"),
            Site.name.label("site_name"),
            OriginVillage.hamlet,
            OriginVillage.name.label("village"),
            OriginVillage.division_name,
        )
        .select_from(Person)
        .outerjoin(
            PersonPhone,
            and_(PersonPhone.person_id == Person.id, holds(PersonPhone, _DAY, known_at)),
        )
        .outerjoin(
            Membership,
            and_(Membership.person_id == Person.id, holds(Membership, _DAY, known_at)),
        )
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(
            Headship,
            and_(Headship.household_id == Household.id, holds(Headship, _DAY, known_at)),
        )
        .outerjoin(head, head.id == Headship.person_id)
        .outerjoin(
            RoomAssignment,
            and_(RoomAssignment.household_id == Household.id, holds(RoomAssignment, _DAY, known_at)),
        )
        .outerjoin(Room, Room.id == RoomAssignment.room_id)
        .outerjoin(Building, Building.id == Room.building_id)
        .outerjoin(Site, Site.id == Building.site_id)
        .outerjoin(OriginVillage, OriginVillage.id == Household.origin_village_id)
        .where(Person.id.in_(bindparam("ids", expanding=True)), Person.merged_into_uid.is_(None))
    )


def _men_of(
    session: Session, household_ids: Collection[int], when: dict[str, Any]
) -> dict[tuple[int, str], str]:
    """The men who may be somebody's father, by household and relation."""
    if not household_ids:
        return {}
    rows = session.execute(
        _fathers(with_known_at="known_at" in when), {"households": list(household_ids), **when}
    )
    return {(household_id, relation): name for household_id, relation, name in rows}


@cache
def _fathers(*, with_known_at: bool) -> "Select[*tuple[Any, ...]]":
    known_at = _KNOWN if with_known_at else None
    return (
        select(Membership.household_id, Membership.relation, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.household_id.in_(bindparam("households", expanding=True)),
            Membership.relation.in_((*FATHERS_OF_CHILDREN, *FATHERS_OF_HEAD)),
            Person.sex == Sex.MALE,
            holds(Membership, _DAY, known_at),
        )
    )
