"""Everything a 一户一档摘要 says of a household, in a fixed number of questions however long its history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import Interval, table_of
from resettle_desktop.foundation.database.intervals import as_known, known
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.divisions import national_divisions
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import (
    Headship,
    Household,
    HukouPlace,
    LifeEvent,
    Membership,
    Person,
    ResidenceDocument,
    RoomAssignment,
    SchoolPlace,
    WorkPlace,
)
from resettle_desktop.households.queries.extract_items import (
    household_items,
    old_home_items,
    title_items,
)
from resettle_desktop.households.queries.extract_members import guardian_names, member_words
from resettle_desktop.households.queries.people import people_with_facts, person_row_of
from resettle_desktop.households.queries.person_rows import PersonRow
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.declared import (
    HUKOU_CATEGORIES,
    LEAVING_REASONS_OF_MEMBERS,
    MEMBERSHIP_REASONS,
    RESIDENCE_PAPERS,
    ROOM_REASONS,
    SchoolStage,
    word,
)
from resettle_desktop.households.rules.extract import (
    JOINED,
    LEFT,
    RESTATED,
    UNSAID_EVENTS,
    Change,
    ExtractFacts,
    ExtractMember,
    Happening,
    Stretch,
    joined,
    standing_words,
)
from resettle_desktop.households.rules.life_events import EVENT_NAMES, EventCode
from resettle_desktop.households.rules.refusals import NO_SUCH_HOUSEHOLD
from resettle_desktop.households.rules.relations import HEAD, relation_name
from resettle_desktop.households.rules.school_years import spoken_school
from resettle_desktop.sites.queries import rooms_by_id

NOT_YET_KNOWN: Final = "{}的时候这一户还没有登记，请改“按哪天掌握的”"
NOBODY_YET: Final = "截至{}这一户还没有人，请改截至日期"
WHOLE_HOUSEHOLD: Final = "全户"


@dataclass(frozen=True, slots=True)
class _Then:
    """The two clocks of an extract, and the household's key."""

    household_id: int
    as_of: date
    known_at: datetime | None

    def begun(self, model: type[Interval]) -> ColumnElement[bool]:
        """Rows believed then that had begun by the day; whether they still held is told by their end."""
        return and_(known(model, self.known_at), model.starts <= self.as_of)

    def ended(self, row: Any) -> ImpreciseDate | None:
        """The end of a row, as far as it had come by the day."""
        over = row.ends is not None and row.ends <= self.as_of
        return imprecise(row.ends, row.ends_precision) if over else None

    def people(self) -> Select[Any]:
        """The keys of everybody who belonged to the household by the day."""
        return select(Membership.person_id).where(
            Membership.household_id == self.household_id, self.begun(Membership)
        )


def extract_facts(
    session: Session,
    household_uid: str,
    as_of: date,
    known_at: datetime | None = None,
    *,
    whole_numbers: bool = False,
) -> ExtractFacts:
    """What a 一户一档摘要 says of a household on a day, as the office knew it at ``known_at`` (or now).

    Raises:
        Refusal: there is no such household, or it was not there yet.
    """
    known_on = civil_date(known_at) if known_at else None
    household = as_known(Household, known_at)
    columns = (getattr(household, column.name) for column in table_of(Household).columns)
    row = session.execute(select(*columns).where(household.uid == household_uid)).one_or_none()
    if row is None:
        raise Refusal(NOT_YET_KNOWN.format(spoken_date(known_on)) if known_on else NO_SUCH_HOUSEHOLD)
    then = _Then(row.id, as_of, known_at)
    people = _people(session, then)
    belonging = _memberships(session, then)
    own = [one for one in belonging if one.household_id == row.id]
    if not own:
        raise Refusal(NOBODY_YET.format(spoken_date(as_of)))
    heads = _rows(session, then, Headship, Headship.household_id == row.id)
    head = next((one for one in reversed(heads) if then.ended(one) is None), None)
    hukou = _rows(session, then, HukouPlace, HukouPlace.person_id.in_(then.people()))
    rooms = _rows(session, then, RoomAssignment, RoomAssignment.household_id == row.id)
    names = {key: person.name for key, person in people.items()}
    here = _Here(then, names, own)
    places = rooms_by_id(session, {one.room_id for one in rooms}, known_at)
    living = [places[one.room_id] for one in rooms if then.ended(one) is None]
    return ExtractFacts(
        household_uid=row.uid,
        household_number=row.number,
        head_name=names.get(head.person_id, "") if head else "",
        as_of=as_of,
        known_on=known_on,
        whole_numbers=whole_numbers,
        items=household_items(session, row, living, as_of, known_at),
        members=_members(session, then, people, own, hukou),
        changes=_changes(then, names, belonging),
        heads=tuple(here.stretch(one, one.reason or "") for one in heads),
        rooms=tuple(_room_stretch(then, one, places) for one in rooms),
        hukou=_sorted(
            [
                *here.stretches(hukou, _hukou_words),
                *here.documents(
                    _rows(session, then, ResidenceDocument, ResidenceDocument.person_id.in_(then.people()))
                ),
            ]
        ),
        school_and_work=_sorted(
            [
                *here.stretches(
                    _rows(session, then, SchoolPlace, SchoolPlace.person_id.in_(then.people())), _school_words
                ),
                *here.stretches(
                    _rows(session, then, WorkPlace, WorkPlace.person_id.in_(then.people())), _work_words
                ),
            ]
        ),
        happenings=_happenings(session, then, here),
        old_home=old_home_items(session, row.lineage_uid, as_of, known_at),
        title=title_items(session, row.id, as_of, known_at),
    )


def _people(session: Session, then: _Then) -> dict[int, PersonRow]:
    person = as_known(Person, then.known_at)
    statement = people_with_facts(then.as_of, then.known_at, person=person)
    rows = session.execute(statement.where(person.id.in_(then.people())))
    return {row.id: person_row_of(row, then.as_of) for row in rows}


def _memberships(session: Session, then: _Then) -> list[Any]:
    """Where everybody of the household ever belonged, person by person, from the first day on."""
    home = as_known(Household, then.known_at)
    statement = (
        select(table_of(Membership), home.number.label("household_number"))
        .join(home, home.id == Membership.household_id)
        .where(Membership.person_id.in_(then.people()), then.begun(Membership))
        .order_by(Membership.person_id, Membership.starts, Membership.id)
    )
    return list(session.execute(statement))


def _rows(session: Session, then: _Then, model: type[Interval], whose: Any) -> list[Any]:
    """The rows of a dated fact that had begun by the day, the first first."""
    statement = select(table_of(model)).where(whose, then.begun(model)).order_by(model.starts, model.id)
    return list(session.execute(statement))


def _since(row: Any) -> ImpreciseDate:
    since = imprecise(row.starts, row.starts_precision)
    if since is None:
        raise LookupError(row.uid)
    return since


def _members(
    session: Session,
    then: _Then,
    people: dict[int, PersonRow],
    own: Iterable[Any],
    hukou: Iterable[Any],
) -> tuple[ExtractMember, ...]:
    """Who belongs to it on the day, the head first, then as they came."""
    standing = {row.person_id: standing_words(row.standing) for row in hukou if then.ended(row) is None}
    since: dict[int, ImpreciseDate] = {}
    current: dict[int, Any] = {}
    for row in own:
        before = current.get(row.person_id)
        if before is None or before.ends != row.starts:
            since[row.person_id] = _since(row)
        current[row.person_id] = row
    here = [row for row in current.values() if then.ended(row) is None and row.person_id in people]
    here.sort(key=lambda row: (row.relation != HEAD, row.person_id))
    guardians = guardian_names(session, (row.person_id for row in here), then.as_of, then.known_at)
    return tuple(
        ExtractMember(
            name=person.name,
            relation=relation_name(row.relation),
            sex=person.sex,
            birth=person.birth,
            number=person.number,
            number_state=person.number_state,
            since=since[row.person_id],
            hukou=standing.get(row.person_id, ""),
            phone=(person.phone.phone or "") if person.phone else "",
            more=member_words(person, guardians.get(row.person_id, "")),
        )
        for row in here
        for person in [people[row.person_id]]
    )


def _changes(then: _Then, names: dict[int, str], belonging: Iterable[Any]) -> tuple[Change, ...]:
    """Who came, who left, who stands otherwise to the head; from and to which other household of ours."""
    by_person: dict[int, list[Any]] = defaultdict(list)
    for row in belonging:
        by_person[row.person_id].append(row)
    found: list[tuple[date, int, Change]] = []
    for key, rows in by_person.items():
        for on, change in _changes_of(then, names.get(key, ""), rows):
            found.append((on, key, change))
    return tuple(change for _, _, change in sorted(found, key=lambda one: one[:2]))


def _changes_of(then: _Then, name: str, rows: list[Any]) -> Iterator[tuple[date, Change]]:
    for place, row in enumerate(rows):
        if row.household_id != then.household_id:
            continue
        before = rows[place - 1] if place and rows[place - 1].ends == row.starts else None
        after = rows[place + 1] if place + 1 < len(rows) and rows[place + 1].starts == row.ends else None
        relation = relation_name(row.relation)
        if before is None or before.household_id != then.household_id:
            reason = word(MEMBERSHIP_REASONS, row.reason)
            origin = f"由{before.household_number}户转入" if before else ""
            yield row.starts, Change(_since(row), name, JOINED, joined(reason, relation, origin))
        elif before.relation != row.relation:
            words = f"{relation_name(before.relation)}→{relation}"
            yield row.starts, Change(_since(row), name, RESTATED, words)
        gone = then.ended(row)
        if gone is not None and (after is None or after.household_id != then.household_id):
            reason = word(LEAVING_REASONS_OF_MEMBERS, row.left_because)
            target = f"转到{after.household_number}户" if after else ""
            yield row.ends, Change(gone, name, LEFT, joined(reason, target))


def _room_stretch(then: _Then, row: Any, places: dict[int, Any]) -> Stretch:
    room, gone = places[row.room_id], then.ended(row)
    area = f"{room.area}平方米" if room.area else ""
    left = f"{word(ROOM_REASONS, row.left_because)}离开" if gone and row.left_because else ""
    return Stretch(
        _since(row),
        gone,
        joined(f"{room.site_name}{room.spoken}", area),
        joined(word(ROOM_REASONS, row.reason), row.document or "", left),
    )


def _hukou_words(row: Any) -> str:
    standing = standing_words(row.standing)
    place = row.address or (national_divisions().path(row.division_code) if row.division_code else "")
    return joined(standing, place, word(HUKOU_CATEGORIES, row.category)) if standing else ""


def _school_words(row: Any) -> str:
    boarding = "寄宿" if row.boarding else ""
    at_school = "" if row.stage == SchoolStage.PRESCHOOL_AGE else "在校："
    return joined(f"{at_school}{spoken_school(row.stage, row.grade)}", row.place or "", boarding)


def _work_words(row: Any) -> str:
    return joined(f"务工：{row.place}", f"每年{row.months}个月" if row.months else "")


class _Here:
    """What of its people's facts is the household's: what held while they belonged to it."""

    def __init__(self, then: _Then, names: dict[int, str], own: Iterable[Any]) -> None:
        self._then = then
        self._names = names
        self._spans: dict[int, list[Any]] = defaultdict(list)
        for row in own:
            self._spans[row.person_id].append(row)

    def name(self, key: int | None) -> str:
        return self._names.get(key, "") if key is not None else ""

    def belonged(self, key: int | None, day: date) -> bool:
        """Whether somebody belonged to it on a day, or left it that day."""
        spans = self._spans.get(key, []) if key is not None else []
        return any(row.starts <= day and (row.ends is None or day <= row.ends) for row in spans)

    def stretch(self, row: Any, words: str, number: str = "", more: str = "") -> Stretch:
        gone = self._gone(row.person_id)
        ends = self._then.ended(row)
        left = gone is not None and (row.ends is None or row.ends > gone)
        return Stretch(
            _since(row), None if left else ends, self.name(row.person_id), words, left, number, more
        )

    def stretches(self, rows: Iterable[Any], words: Any) -> Iterator[Stretch]:
        for row in rows:
            said = words(row)
            if said and self._touches(row):
                yield self.stretch(row, said)

    def documents(self, rows: Iterable[Any]) -> Iterator[Stretch]:
        for row in rows:
            if self._touches(row):
                due = f"下次签注{spoken_date(row.next_endorsement)}" if row.next_endorsement else ""
                yield self.stretch(row, word(RESIDENCE_PAPERS, row.kind), row.number or "", due)

    def _gone(self, key: int) -> date | None:
        """When somebody last left it; None while he belongs to it."""
        ends = [self._then.ended(row) for row in self._spans.get(key, [])]
        if not ends or None in ends:
            return None
        return max(end.earliest for end in ends if end is not None)

    def _touches(self, row: Any) -> bool:
        return any(
            (span.ends is None or row.starts < span.ends) and (row.ends is None or span.starts < row.ends)
            for span in self._spans.get(row.person_id, [])
        )


def _sorted(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    return tuple(sorted(stretches, key=lambda one: one.starts.earliest))


def _happenings(session: Session, then: _Then, here: _Here) -> tuple[Happening, ...]:
    """What happened to the household, and to its people when they belonged to it; who split off, too."""
    rows = session.execute(
        select(table_of(LifeEvent))
        .where(
            then.begun(LifeEvent),
            or_(LifeEvent.household_id == then.household_id, LifeEvent.person_id.in_(then.people())),
            LifeEvent.code.not_in([code.value for code in UNSAID_EVENTS]),
        )
        .order_by(LifeEvent.starts, LifeEvent.first_act_id, LifeEvent.id)
    )
    told: dict[tuple[int, str, int | None], Any] = {}
    for row in rows:
        # What one act told of two households (a split) stands on the paper of each once.
        key, own = (row.first_act_id, row.code, row.person_id), row.household_id == then.household_id
        if own or (key not in told and here.belonged(row.person_id, row.starts)):
            told[key] = row
    return tuple(
        Happening(
            on=_since(row),
            what=EVENT_NAMES[EventCode(row.code)],
            whom=here.name(row.person_id) if row.person_id is not None else WHOLE_HOUSEHOLD,
            evidence=joined(
                row.evidence or "",
                row.evidence_number or "",
                spoken_date(row.evidence_on) if row.evidence_on else "",
            ),
            evidence_later=row.evidence_later,
        )
        for row in told.values()
    )
