"""The frozen rows that questions about households and people are answered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.queries.household_facts import HouseholdFacts
from resettle_desktop.households.queries.person_rows import PersonRow
from resettle_desktop.households.rules.completeness import HOUSEHOLD_ITEMS, percentage, person_items
from resettle_desktop.households.rules.declared import (
    Labour,
    RelocationKind,
    RoomReason,
)
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.relations import relation_name
from resettle_desktop.sites.queries import OriginVillageRow, RoomRow

PRECISIONS: Final[Mapping[str | None, Precision]] = {
    None: Precision.DAY,
    **{one.value: one for one in Precision},
}
"""A look into a table costs a fifth of calling the enumeration; a list does it for every line."""


def imprecise(earliest: date | None, precision: str | None) -> ImpreciseDate | None:
    """Two columns of the file as one date; None when nobody knows it."""
    return None if earliest is None else ImpreciseDate(earliest, PRECISIONS[precision])


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a household on one day."""

    person: PersonRow
    relation: str
    since: ImpreciseDate
    is_head: bool

    @property
    def relation_name(self) -> str:
        """The relation to the head, in official words."""
        return relation_name(self.relation)


@dataclass(frozen=True, slots=True)
class DwellingRow:
    """A room a household lives or lived in, since when and why; ``until`` and why it left one it left."""

    assignment_uid: str
    room: RoomRow
    reason: RoomReason
    document: str
    since: ImpreciseDate
    grid: str = ""
    until: ImpreciseDate | None = None
    left_because: RoomReason | None = None


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A household at one glance: who they are, where they came from, where they live."""

    id: int
    uid: str
    version: int
    number: str
    registered_on: date
    as_of: date
    origin: OriginVillageRow
    facts: HouseholdFacts
    members: tuple[MemberRow, ...]
    dwellings: tuple[DwellingRow, ...]
    earlier: tuple[DwellingRow, ...]
    """The rooms left by the day, the last one first."""

    @property
    def head(self) -> MemberRow | None:
        """The head of the day; None on a day the household was not there."""
        return next((member for member in self.members if member.is_head), None)

    @property
    def label(self) -> str:
        """How clerks call it: 王国梁家（GH0012）."""
        return household_label(self.head.person.name if self.head else "", self.number)

    @property
    def dwelling(self) -> DwellingRow | None:
        """The room, the first when there are several."""
        return next(iter(self.dwellings), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The household's own items of the 补充资料 not known yet."""
        return self.facts.missing

    @property
    def percent(self) -> int:
        """How much of the 补充资料 is there, of the household and of every member."""
        counts = [(len(HOUSEHOLD_ITEMS) - len(self.facts.missing), len(HOUSEHOLD_ITEMS))]
        for member in self.members:
            asked = len(person_items(member.person.age))
            counts.append((asked - len(member.person.missing), asked))
        return percentage(counts)


class HouseholdRow(NamedTuple):
    """A line of the list of households on one day."""

    id: int
    uid: str
    number: str
    head_uid: str
    head_name: str
    members: int
    site_name: str
    room_label: str
    origin: str
    hamlet: str
    phone: str
    relocation_kind: RelocationKind | None


class ListedPerson(NamedTuple):
    """A line of the list of people on one day."""

    id: int
    uid: str
    name: str
    relation: str
    sex: Sex
    birth: ImpreciseDate | None
    age: int | None
    number: str
    number_state: NumberState
    phone: str
    labour: Labour | None
    household_uid: str
    household_number: str
    head_name: str
    relocation_kind: RelocationKind | None
    site_name: str
    room_label: str
    register_no: str = ""

    @property
    def relation_name(self) -> str:
        """The relation to the head, in official words."""
        return relation_name(self.relation)


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One person found, with what tells him from others of the name, and why he was found."""

    person_id: int
    uid: str
    name: str
    nickname: str
    sex: Sex
    birth: ImpreciseDate | None
    age: int | None
    number: str | None
    number_state: NumberState
    household_uid: str | None
    household_number: str
    head_name: str
    relation: str
    site_name: str
    room_label: str
    village: str
    hamlet: str
    why: str
    gone: str = ""
    """死亡 or 宣告死亡: who is dead is found, but never as somebody who lives here."""

    @property
    def relation_name(self) -> str:
        """The relation to the head in official words, "" for who belongs to no household."""
        return relation_name(self.relation) if self.relation else ""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found: the best hits in order, and how many there are in all."""

    hits: tuple[PersonHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MemberChoice:
    """A member of a household to choose from."""

    person_uid: str
    name: str
    relation: str
    sex: Sex
    birth: ImpreciseDate | None
    is_head: bool


@dataclass(frozen=True, slots=True)
class HouseholdLink:
    """A household to open: its uid and how clerks call it."""

    id: int
    uid: str
    number: str
    head_name: str

    @property
    def label(self) -> str:
        """How clerks call it: 王国梁家（GH0012）."""
        return household_label(self.head_name, self.number)


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room to choose, and who lives there on the day."""

    room: RoomRow
    household: HouseholdLink | None
    since: ImpreciseDate | None


@dataclass(frozen=True, slots=True)
class NumberHolder:
    """Whose verified number another person's doubtful one is."""

    uid: str
    name: str
    household: HouseholdLink | None

    @property
    def label(self) -> str:
        """Who, and in which household."""
        return f"{self.name}（{self.household.label}）" if self.household else self.name


@dataclass(frozen=True, slots=True)
class NumberToChase:
    """Somebody whose number is missing or doubtful past the day it was to be asked for."""

    person_uid: str
    name: str
    state: NumberState
    reason: str
    chase_on: date
    household: HouseholdLink | None
    holder: NumberHolder | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One act that touched a household or one of its people."""

    entry: int
    on: date
    wording: str
    clerk: str
    about: str


def household_label(head_name: str, number: str) -> str:
    """How clerks call a household: 王国梁家（GH0012）."""
    return f"{head_name}家（{number}）" if head_name else number


def label_end(label: str) -> str:
    """What of a household's label tells it even where the head's name is too long to be shown."""
    return label[label.rfind("家（") :] if "家（" in label else ""
