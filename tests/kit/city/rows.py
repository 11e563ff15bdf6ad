"""The tables of a city while it is filled: keys that go on, uids that rise, rows written in sets."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from resettle_desktop.foundation.database.base import Interval, Revised, table_of
from resettle_desktop.households.models import (
    Headship,
    HomeTitle,
    Household,
    HukouPlace,
    LifeEvent,
    Membership,
    OldHome,
    Person,
    PersonPhone,
    PersonStatus,
    RoomAssignment,
    WorkPlace,
)
from resettle_desktop.sites.models import Building, Grid, GridPlace, OriginVillage, Room, Site, StairUnit

MOVED_IN: Final = "2018-11-01"
SPAN: Final = (
    *("starts", "starts_precision", "ends", "ends_precision"),
    *("recorded_at", "superseded_at", "act_id"),
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """An entry of the audit, and its instant."""

    act_id: int
    at: int


class Rows:
    """New rows of one table."""

    def __init__(self, raw: Any, model: type[Any], *columns: str, **fixed: Any) -> None:
        table = table_of(model)
        self.table = table.name
        self._raw = raw
        self._next = (raw.execute(f"SELECT max(id) FROM {table.name}").fetchone()[0] or 0) + 1
        self._kind = f"019c{list(table.metadata.tables).index(table.name):04x}"
        names = ("id", "uid", *columns, *fixed)
        values = [*("?" * (len(columns) + 2)), *(_literal(value) for value in fixed.values())]
        self._statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(values)})"
        self._rows: list[tuple[Any, ...]] = []

    def uid(self, key: int) -> str:
        """The uid of a row of this table."""
        return f"{self._kind}-{key >> 12:04x}-7{key & 0xFFF:03x}-8000-000000000000"

    @property
    def last(self) -> int:
        """The key of the row that was added last."""
        return self._next - 1

    @property
    def next_uid(self) -> str:
        """The uid of the row that is added next."""
        return self.uid(self._next)

    def add(self, *values: Any) -> int:
        """Keep a row for the next writing and return its key."""
        key = self._next
        self._next = key + 1
        self._rows.append((key, self.uid(key), *values))
        return key

    def write(self) -> None:
        """Write what was added."""
        self._raw.executemany(self._statement, self._rows)
        self._rows.clear()


class Dated(Rows):
    """New rows of an interval table: believed since the first sitting, or ended or begun in the second."""

    def __init__(
        self, raw: Any, model: type[Interval], first: Sitting, second: Sitting, *columns: str, **fixed: Any
    ) -> None:
        super().__init__(raw, model, *columns, *SPAN, **fixed)
        self._second = second
        then = (MOVED_IN, "month", None, None, first.at)
        self._since = (*then, None, first.act_id)
        self._believed_once = (*then, second.at, first.act_id)

    def since(self, *values: Any) -> None:
        """It has held since the household moved in."""
        self.add(*values, *self._since)

    def until(self, end: str, *values: Any, ended: Sequence[Any] | None = None) -> None:
        """It held until a day, which the second sitting was told; ``ended`` are the values with the end."""
        self.add(*values, *self._believed_once)
        told = (MOVED_IN, "month", end, "day", self._second.at, None, self._second.act_id)
        self.add(*(ended or values), *told)

    def begun(self, start: str, *values: Any) -> None:
        """It has held since a day, which the second sitting was told."""
        self.add(*values, start, "day", None, None, self._second.at, None, self._second.act_id)


def _literal(value: Any) -> str:
    return str(int(value)) if isinstance(value, int) else f"'{value}'"


class Sheets:
    """Every table a city fills, and the words of the search."""

    def __init__(self, raw: Any, first: Sitting, second: Sitting) -> None:
        self._raw = raw
        self.words: list[tuple[int, str]] = []

        def subject(model: type[Any], *columns: str, **fixed: Any) -> Rows:
            revised = {"revised_at": first.at} if issubclass(model, Revised) else {}
            return Rows(raw, model, *columns, version=1, **revised, **fixed)

        def dated(model: type[Interval], *columns: str, **fixed: Any) -> Dated:
            return Dated(raw, model, first, second, *columns, **fixed)

        self.site = subject(Site, "name", "governance")
        self.building = subject(Building, "site_id", "label", "sort_key", zone="")
        self.unit = subject(StairUnit, "building_id", "label", "sort_key")
        room = ("building_id", "stair_unit_id", "door", "label", "sort_key", "floor", "area_hundredths")
        self.room = subject(Room, *room)
        self.grid = subject(Grid, "site_id", "name", "sort_key")
        self.grid_place = dated(GridPlace, "grid_id", "building_id")
        self.village = subject(OriginVillage, "division_name", "name", "hamlet", "initials")
        household = ("lineage_uid", "number", "origin_village_id", "relocation_kind", "task_year")
        self.household = subject(
            Household,
            *(*household, "agreement_heads", "self_funded_fen"),
            registered_on="2020-01-02",
            moved_in=MOVED_IN,
            moved_in_precision="month",
        )
        self.old_home = subject(
            OldHome, "lineage_uid", "demolished_on", "demolished_on_precision", has_house=True
        )
        self.title = subject(HomeTitle, "household_id", "room_id", "stage")
        number = ("number", "number_state", "number_reason", "number_chase_on")
        self.person = subject(
            Person,
            *("name", "name_sort", "sex", "birth", *number, "labour"),
            birth_precision="day",
            ethnicity="01",
            relocated=True,
        )
        belongs = ("person_id", "household_id", "relation", "left_because")
        self.member = dated(Membership, *belongs, reason="registered")
        self.head = dated(Headship, "household_id", "person_id")
        self.home = dated(RoomAssignment, "room_id", "household_id", "reason", "left_because")
        self.phone = dated(PersonPhone, "person_id", "phone")
        self.hukou = dated(HukouPlace, "person_id", "standing")
        self.job = dated(WorkPlace, "person_id", "place", "months")
        self.status = dated(PersonStatus, "person_id", "kind")
        event = ("code", "household_id", "person_id", "evidence", "evidence_later")
        self.event = dated(LifeEvent, *event, first_act_id=second.act_id)

    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(rows.table for rows in self._all())

    def write(self) -> None:
        """Write what was added, and the words."""
        for rows in self._all():
            rows.write()
        self._raw.executemany("INSERT INTO person_fts (rowid, k) VALUES (?, ?)", self.words)
        self.words.clear()

    def _all(self) -> Iterator[Rows]:
        return (rows for rows in vars(self).values() if isinstance(rows, Rows))


@contextmanager
def indexes_later(raw: Any, tables: Sequence[str]) -> Iterator[None]:
    """Take the indexes of these tables away and make them anew once the rows are there."""
    marks = ", ".join("?" * len(tables))
    made = raw.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name IN ({marks})",
        tuple(tables),
    ).fetchall()
    for name, _ in made:
        raw.execute(f"DROP INDEX {name}")
    yield
    for _, statement in made:
        raw.execute(statement)
