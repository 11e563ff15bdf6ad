"""Invented tables and acts for tests of the foundation, kept out of the program's own registers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from resettle_desktop.foundation.database.acts import ACTS, act
from resettle_desktop.foundation.database.base import NAMING, Base, Interval, Subject
from resettle_desktop.foundation.database.engine import WRITTEN_BY
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role


class Sample(DeclarativeBase):
    """A registry beside the program's, so that no test changes what a file of ours consists of."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = Base.type_annotation_map


class Thing(Subject, Sample):
    """Something with a label."""

    __tablename__ = "thing"

    label: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="new")


class Place(Interval, Sample):
    """Where a thing lay from one day to another."""

    __tablename__ = "place"

    thing_id: Mapped[int]
    shelf: Mapped[str] = mapped_column(Text)


class Mark(Sample):
    """A row without a key of its own."""

    __tablename__ = "mark"

    thing_id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(20), primary_key=True)


@dataclass(frozen=True, slots=True)
class ThingDraft:
    """A thing to be made, or changed when ``id`` is given."""

    label: str
    note: str | None = None
    id: int = 0
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """A thing to be laid on a shelf from a day on."""

    thing_id: int
    shelf: str
    starts: date


@contextmanager
def unregistered() -> Iterator[None]:
    """Acts declared inside stay out of the register that the manual and the tables of tests are made from."""
    before = dict(ACTS)
    yield
    ACTS.clear()
    ACTS.update(before)


with unregistered():

    @act("造一件东西", needs=(Role.HOUSEHOLD_CLERK,))
    def make_thing(work: Work, draft: ThingDraft) -> int:
        """Make a thing."""
        if not draft.label:
            raise Refusal("要有名字", field="label")
        key = work.insert(Thing, label=draft.label, note=draft.note)
        work.about("thing", work.row(Thing, key)["uid"], draft.label)
        return key

    @act("改一件东西", needs=(Role.HOUSEHOLD_CLERK,))
    def change_thing(work: Work, draft: ThingDraft) -> None:
        """Change a thing."""
        work.update(Thing, draft.id, version=draft.version, label=draft.label, note=draft.note)

    @act("放一件东西", needs=(Role.DESTINATION_CLERK,))
    def move_thing(work: Work, draft: MoveDraft) -> int:
        """Lay a thing on a shelf."""
        return work.insert(Place, thing_id=draft.thing_id, shelf=draft.shelf, starts=draft.starts)

    @act("核对日期", needs=(Role.HEAD,), mends_clock=True)
    def mend_clock(work: Work, draft: ThingDraft) -> None:
        """Accept that the clock was set back."""
        work.insert(Thing, label=draft.label)


def add_sample_tables(store: Store) -> None:
    """Give an open file the invented tables."""
    with store._writing() as connection:
        Sample.metadata.create_all(connection.execution_options(**{WRITTEN_BY: "test"}))
