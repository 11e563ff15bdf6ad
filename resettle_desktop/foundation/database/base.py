"""The ground every mapped class stands on: names of constraints, instants, subjects, intervals."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import BigInteger, CheckConstraint, Column, Dialect, Integer, MetaData, String, Table, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import NullType, TypeDecorator

from resettle_desktop.foundation.values.clock import from_milliseconds, to_milliseconds

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Key = BigInteger().with_variant(Integer, "sqlite")
"""An integer key: 64 bits on every engine, the rowid on SQLite."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since 1970 (``decisions``: instants are UTC, ms)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Milliseconds for the file; a naive datetime is our bug."""
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """The aware datetime again."""
        return None if value is None else from_milliseconds(value)


class Base(DeclarativeBase):
    """The one registry of mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, int: Key}


def table_of(model: type[Any]) -> Table:
    """The table behind a mapped class."""
    table: Table = model.__table__
    return table


class Subject:
    """A thing of the office: an integer key inside, a ``uid`` that may leave the file, a draft's version."""

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Revised(Subject):
    """A subject whose earlier wordings are kept: a list can be had as the office knew it at an instant.

    ``revised_at`` is when this wording was recorded. ``Work.update`` lays the wording it replaces into a
    table of the same columns, named with ``_past``; ``intervals.as_known`` reads both.
    """

    revised_at: Mapped[datetime]


PAST: Final = "_past"


def past_of(model: type[Revised]) -> Table:
    """The table of a subject's earlier wordings, each with the instant it was replaced at."""
    return Base.metadata.tables[table_of(model).name + PAST]


@event.listens_for(Revised, "after_mapper_constructed", propagate=True)
def _add_past(_mapper: Mapper[Any], model: type[Any]) -> None:
    table = table_of(model)
    columns = [
        # A reference takes its type from the key it names, which may not be known yet: it is an integer key.
        Column(
            own.name,
            Key if isinstance(own.type, NullType) else own.type,
            primary_key=own.name in {"id", "version"},
            nullable=own.nullable,
        )
        for own in table.c
    ]
    replaced = Column("superseded_at", Instant, nullable=False)
    Table(table.name + PAST, Base.metadata, *columns, replaced, sqlite_with_rowid=False)


class Interval:
    """A fact that held from one civil day to another, with both clocks.

    Half-open: ``starts`` is the first day it held, ``ends`` the first day it no longer did. Each end is the
    earliest day possible together with its precision (day, month, year). ``recorded_at`` and
    ``superseded_at`` say when the office believed it; ``act_id`` is the audit entry that wrote it.
    """

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    starts: Mapped[date]
    starts_precision: Mapped[str] = mapped_column(String(5), default="day")
    ends: Mapped[date | None]
    ends_precision: Mapped[str | None] = mapped_column(String(5))
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
    act_id: Mapped[int] = mapped_column(Key)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        """The checks every interval table has; a class with more of its own adds them to these."""
        return interval_checks()


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """The check that a column holds one of an enumeration's stable texts, or NULL where it may."""
    texts = ", ".join(f"'{member.value}'" for member in values)
    return CheckConstraint(f"{column} IN ({texts})", name=column)


def interval_checks() -> tuple[CheckConstraint, ...]:
    """What must be true of every interval row."""
    precision = "IN ('day', 'month', 'year')"
    return (
        CheckConstraint("ends IS NULL OR ends > starts", name="ends_after_starts"),
        CheckConstraint(f"starts_precision {precision}", name="starts_precision"),
        CheckConstraint(f"ends_precision IS NULL OR ends_precision {precision}", name="ends_precision"),
    )
