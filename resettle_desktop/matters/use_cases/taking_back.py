"""撤回: an earlier act is reversed row by row by a new one, as long as nothing stands on what it wrote."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, or_, select

from resettle_desktop.foundation.database.acts import ACTS, act
from resettle_desktop.foundation.database.audit import AuditChange, AuditEntry
from resettle_desktop.foundation.database.base import Base, Interval, Revised, table_of
from resettle_desktop.foundation.database.work import MADE_BY_WORK, Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.households.models import (
    Correction,
    HomeTitle,
    Household,
    Membership,
    OldHome,
    PeopleList,
    Person,
)
from resettle_desktop.households.rules.homes import ClosedBecause, TitleStage
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.places import found_by_places
from resettle_desktop.matters.use_cases.restored import Restored
from resettle_desktop.office.models import Task
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases.tasks import TASK, reopen_tasks, withdraw_tasks
from resettle_desktop.printing.models import IssuedPaper
from resettle_desktop.printing.rules import PaperStage
from resettle_desktop.sites.models import Building, OriginVillage, Room

NO_SUCH_ACT: Final = "没有找到要撤回的这一笔"
NOT_THIS_KIND: Final = "“{}”不能撤回；填错了请用更正"
LATER: Final = "这之后又办了“{}”，不能再撤回；请按现在的情况另办一笔"
PAPER: Final = "这之后开具了{}，请先把那张作废再撤回"
BLANKED: Final = "这一笔的内容已依法删除，不能撤回"
WITHDRAWN: Final = "登记已撤回"
NOBODY: Final = ""
"""A person whose registration was taken back is merged into nobody: no list and no search shows him."""

CHUNK: Final = 500
STAYING: Final = frozenset({"household_series", "correction", "origin_village", TASK, "distinct_people"})
"""What an act also wrote and may stay: a used number stays used, a village is there for others too.

A correction stays and says that it was taken back.
"""

OWNERS: Final = frozenset({"household_id", "person_id", "room_id", "list_id"})
ENDS_OF_PAPERS: Final = (PaperStage.VOID.value, PaperStage.SPOILED.value)


@dataclass(frozen=True, slots=True)
class TakeBackDraft:
    """Which act: by the key its command was given with, or by its number in the audit; and why, if said."""

    command_key: str | None = None
    entry_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One row the act wrote: its model, its key, each column before and after."""

    model: Any
    row_id: int
    row_uid: str | None
    values: Mapping[str, Sequence[Any]]

    @property
    def made(self) -> bool:
        """Whether the act made the row."""
        return "uid" in self.values and self.values["uid"][0] is None


@act("撤回", needs=(Role.HOUSEHOLD_CLERK,))
def take_back(work: Work, draft: TakeBackDraft) -> list[Any]:
    """Reverse an act: what it wrote is no longer believed, what it replaced is believed again.

    Returns the number of the act and the reason. Refused when a later act or an issued paper stands on it.
    """
    entry = _entry(work, draft)
    if entry.act not in ACTS or entry.act == take_back.__name__:
        raise Refusal(NOT_THIS_KIND.format(_wording(entry.act)))
    work.needs(*ACTS[entry.act].needs)
    written = list(_written(work, entry))
    if not written:
        raise Refusal(NOT_THIS_KIND.format(_wording(entry.act)))
    restored = Restored(work, entry.id, take_back.__name__)
    _refuse_touched(work, entry, written, restored)
    people, households = _concerned(work, written)
    corrections = _corrections(work, entry)
    _refuse_papers(work, entry, people, households, corrections)
    if entry.subject_uid is not None:
        work.about(entry.subject_kind, entry.subject_uid, entry.subject_label)
    _reverse(work, written, restored)
    withdraw_tasks(work, entry.id, WITHDRAWN)
    reopen_tasks(work, _tasks_withdrawn(work, entry))
    for key in corrections:
        work.update(Correction, key, withdrawn_act_id=work.act_id)
    index_people(work, sorted({*people, *_found_there(work, written)}))
    return [entry.id, draft.reason.strip()]


def _entry(work: Work, draft: TakeBackDraft) -> Any:
    table = table_of(AuditEntry)
    which = (
        table.c.id == draft.entry_id
        if draft.command_key is None
        else table.c.command_key == draft.command_key
    )
    found = work.session.execute(
        select(
            table.c.id,
            table.c.at,
            table.c.act,
            table.c.subject_kind,
            table.c.subject_uid,
            table.c.subject_label,
        ).where(which)
    ).one_or_none()
    if found is None:
        raise Refusal(NO_SUCH_ACT)
    return found


def _wording(name: str) -> str:
    return ACTS[name].wording if name in ACTS else name


def _written(work: Work, entry: Any) -> Iterator[Written]:
    """The rows the act wrote that are to be reversed; Refusal when one of them cannot be."""
    models = {table_of(mapper.class_).name: mapper.class_ for mapper in Base.registry.mappers}
    table = table_of(AuditChange)
    changes = work.session.execute(
        select(table.c.table_name, table.c.row_id, table.c.row_uid, table.c["values"])
        .where(table.c.entry_id == entry.id)
        .order_by(table.c.position)
    )
    for name, row_id, uid, values in changes:
        if name in {"household_series", "stored_file"}:  # a number stays used, kept bytes hurt nobody
            continue
        if values is None:
            raise Refusal(BLANKED)
        row = Written(models.get(name), row_id, uid, json.loads(values))
        if name in STAYING and (row.made or name in {"correction", TASK}):
            continue
        if not _reversible(row):
            raise Refusal(NOT_THIS_KIND.format(_wording(entry.act)))
        yield row


def _tasks_withdrawn(work: Work, entry: Any) -> Sequence[int]:
    """The tasks of earlier acts that the act had closed."""
    opened = work.session.execute(
        select(Task.id)
        .join(AuditChange, AuditChange.row_id == Task.id)
        .where(
            AuditChange.entry_id == entry.id,
            AuditChange.table_name == TASK,
            Task.opened_by != entry.id,
            Task.closed_at.is_not(None),
        )
        .order_by(Task.id)
    )
    return opened.scalars().all()


def _reversible(row: Written) -> bool:
    model = row.model
    if model is None or row.row_id is None:
        return False
    if issubclass(model, Interval):
        return True
    withdrawn = {Household, Person, OldHome, HomeTitle, OriginVillage, PeopleList}
    return issubclass(model, Revised) and (not row.made or model in withdrawn)


# What stands on it


def _refuse_touched(work: Work, entry: Any, written: Sequence[Written], restored: Restored) -> None:
    uids = [row.row_uid for row in written if row.row_uid is not None]
    for row in written:
        copies = restored.standing_in(table_of(row.model).name, row.row_id)
        uids += [work.row(row.model, key)["uid"] for key in copies]
    changed = table_of(AuditChange)
    for chunk in _chunks(uids):
        later = work.session.execute(
            select(changed.c.entry_id)
            .where(changed.c.row_uid.in_(chunk), changed.c.entry_id > entry.id)
            .order_by(changed.c.entry_id)
            .distinct()
        ).scalars()
        _refuse_after(work, next(filter(restored.counts, later), None))
    for table, about in (*_standing_on(written), *_named_after(written)):
        conditions = list(about)
        own = {restored.as_now(table.name, row.row_id) for row in written if table_of(row.model) is table}
        act_id = table.c.act_id if "act_id" in table.c else None
        if act_id is not None:
            conditions.append(act_id > entry.id)
        if "superseded_at" in table.c:
            conditions.append(table.c.superseded_at.is_(None))
        rows = work.session.execute(select(table.c.id, table.c.uid).where(*conditions)).all()
        for key, uid in rows:
            made_by = None if key in own else restored.maker(table.name, key, uid)
            if made_by is not None and made_by > entry.id and restored.counts(made_by):
                _refuse_after(work, made_by)


def _refuse_after(work: Work, later: int | None) -> None:
    if later is None:
        return
    table = table_of(AuditEntry)
    name = work.session.execute(select(table.c.act).where(table.c.id == later)).scalar_one()
    raise Refusal(LATER.format(_wording(name)))


def _standing_on(written: Sequence[Written]) -> Iterator[tuple[Table, list[ColumnElement[bool]]]]:
    """Where later rows may stand: the same dated fact of the same owner, anything about a new subject."""
    owners: dict[Table, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in written:
        table = table_of(row.model)
        for name in OWNERS & row.values.keys():
            if issubclass(row.model, Interval) and row.values[name][1] is not None:
                owners[table][name].add(row.values[name][1])
    for table, columns in owners.items():
        yield table, [or_(*(table.c[name].in_(keys) for name, keys in columns.items()))]
    made: dict[str, list[int]] = defaultdict(list)
    for row in written:
        if row.made and row.model in {Household, Person}:
            made[table_of(row.model).name].append(row.row_id)
    for table in Base.metadata.sorted_tables:
        if not {"id", "uid"} <= set(table.c.keys()):
            continue
        references = [
            column.in_(made[key.column.table.name])
            for column in table.c
            for key in column.foreign_keys
            if key.column.table.name in made
        ]
        if references:
            yield table, [or_(*references)]


def _named_after(written: Sequence[Written]) -> Iterator[tuple[Table, list[ColumnElement[bool]]]]:
    """Where later rows may be named after one the act renamed: the rooms of a building."""
    renamed = [row.row_id for row in written if row.model is Building and "label" in row.values]
    if renamed:
        yield table_of(Room), [table_of(Room).c.building_id.in_(renamed)]


def _concerned(work: Work, written: Sequence[Written]) -> tuple[list[int], set[int]]:
    """The people and the households the act was about, with everybody who ever belonged to these."""
    people: set[int] = set()
    households: set[int] = set()
    for row in written:
        table = table_of(row.model)
        if row.model is Person:
            people.add(row.row_id)
        elif row.model is Household:
            households.add(row.row_id)
        kept = work.row(row.model, row.row_id)
        people.update(kept[name] for name in ("person_id", "guardian_id") if kept.get(name) is not None)
        if "household_id" in table.c and kept["household_id"] is not None:
            households.add(kept["household_id"])
    member = table_of(Membership)
    of_these = select(member.c.household_id).where(
        member.c.person_id.in_(people), member.c.superseded_at.is_(None)
    )
    lived_in = set(work.session.execute(of_these).scalars())
    members = select(member.c.person_id).where(member.c.household_id.in_(households))
    people.update(work.session.execute(members).scalars())
    return sorted(people), households | lived_in


def _found_there(work: Work, written: Sequence[Written]) -> Iterator[int]:
    """Who is found by the names of places the act changed."""
    places: dict[Any, list[int]] = defaultdict(list)
    for row in written:
        places[row.model].append(row.row_id)
    for model, keys in places.items():
        for chunk in _chunks(keys):
            yield from found_by_places(work, model, chunk)


def _corrections(work: Work, entry: Any) -> list[int]:
    """The corrections the act made; each can have a slip of its own."""
    made = select(Correction.id).where(Correction.act_id == entry.id)
    return list(work.session.execute(made).scalars())


def _refuse_papers(
    work: Work, entry: Any, people: Sequence[int], households: set[int], corrections: Sequence[int]
) -> None:
    paper = table_of(IssuedPaper)
    for model, keys in (
        (Person, people),
        (Household, sorted(households)),
        (Correction, corrections),
    ):
        table = table_of(model)
        for chunk in _chunks(list(keys)):
            number = work.session.execute(
                select(paper.c.number)
                .join(table, table.c.uid == paper.c.subject_uid)
                .where(
                    table.c.id.in_(chunk),
                    paper.c.issued_at >= entry.at,
                    paper.c.stage.not_in(ENDS_OF_PAPERS),
                )
                .limit(1)
            ).scalar()
            if number is not None:
                raise Refusal(PAPER.format(number))


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), CHUNK):
        yield values[first : first + CHUNK]


# Reversing


def _reverse(work: Work, written: Sequence[Written], restored: Restored) -> None:
    dated = [row for row in written if issubclass(row.model, Interval)]
    made = {(row.model, row.row_id) for row in dated if row.made}
    replaced = {(row.model, row.row_id) for row in dated if not row.made}
    for model, key in sorted(made - replaced, key=lambda pair: (pair[0].__name__, pair[1])):
        work.supersede(model, restored.as_now(table_of(model).name, key))
    for model, key in sorted(replaced - made, key=lambda pair: (pair[0].__name__, pair[1])):
        kept = work.row(model, key)
        work.insert(model, **{name: value for name, value in kept.items() if name not in MADE_BY_WORK})
    for row in reversed(written):
        if issubclass(row.model, Interval):
            continue
        if row.made:
            _withdraw(work, row)
        else:
            work.update(row.model, row.row_id, **_before(row))


def _before(row: Written) -> dict[str, Any]:
    """The columns as they were, in the types their table has."""
    table = table_of(row.model)
    values = {}
    for name, (before, _after) in row.values.items():
        if name in MADE_BY_WORK:
            continue
        is_date = table.c[name].type.python_type is date
        values[name] = date.fromisoformat(before) if is_date and before is not None else before
    return values


def _withdraw(work: Work, row: Written) -> None:
    """A subject the act made stays in the file, but nothing shows it any more."""
    if row.model is Household:
        work.update(
            Household,
            row.row_id,
            closed_on=work.today,
            closed_on_precision=Precision.DAY,
            closed_because=ClosedBecause.WITHDRAWN,
        )
    elif row.model is Person:
        work.update(
            Person,
            row.row_id,
            number=None,
            number_state=NumberState.NONE,
            number_reason=WITHDRAWN,
            number_chase_on=None,
            merged_into_uid=NOBODY,
        )
    elif row.model is HomeTitle:
        work.update(HomeTitle, row.row_id, **_emptied(row), stage=TitleStage.NONE)
    else:
        work.update(row.model, row.row_id, **_emptied(row))


def _emptied(row: Written) -> dict[str, Any]:
    table = table_of(row.model)
    return dict.fromkeys(name for name in row.values if name not in MADE_BY_WORK and table.c[name].nullable)
