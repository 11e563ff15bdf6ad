"""户口簿等名册: lists of people beside our file, each with its own members and its own dates (decision 5).

A booklet may hold people of two households, and a household may have people on two booklets.
"""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.households.models import PeopleList, PeopleListEntry
from resettle_desktop.households.rules.checks import check_relation, check_started, clean_text
from resettle_desktop.households.rules.circumstances import LIST_KINDS, ListKind
from resettle_desktop.households.use_cases.finding import FoundPerson, find_household, find_person
from resettle_desktop.households.use_cases.succession import (
    believed,
    end_row,
    refuse_before_birth,
    starting,
    still_open,
)
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.rules import check_division_code

NO_SUCH_LIST: Final = "没有找到这本名册，可能刚被别的窗口改过，请重新打开"
NUMBER_TAKEN: Final = "这个编号的{}已经登记在{}名下，请直接打开那一本"
ON_ANOTHER: Final = "{}已经在{}的{}上，请先从那一本移出"
ON_IT_ALREADY: Final = "{}已经在这一本上"
NOT_ON_IT: Final = "{}不在这一本上，请重新打开"
NOBODY: Final = "请至少选一人"
CLOSED_ALREADY: Final = "这一本上已经没有人了，不用再停"
SAID_TWICE: Final = "{}填了两次，请核对"


@dataclass(frozen=True, slots=True)
class OpenListDraft:
    """A list found from a household: whose it is, and who stands on it since when, in which relation."""

    kind: ListKind
    household_uid: str
    holder: str
    people: tuple[tuple[str, str | None], ...]
    since: ImpreciseDate
    number: str = ""
    division_code: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CorrectListDraft:
    """What is known of a list, as it should stand."""

    list_uid: str
    holder: str
    number: str = ""
    division_code: str = ""
    address: str = ""
    note: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class EnterOnListDraft:
    """Somebody, of whichever household, stands on a list from ``since``."""

    list_uid: str
    person_uid: str
    since: ImpreciseDate
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class LeaveListDraft:
    """Somebody no longer stands on a list from ``on``."""

    list_uid: str
    person_uid: str
    on: ImpreciseDate


@dataclass(frozen=True, slots=True)
class CloseListDraft:
    """Nobody stands on a list any more from ``on``."""

    list_uid: str
    on: ImpreciseDate


@act("登记户口簿等名册", needs=(Role.HOUSEHOLD_CLERK,))
def open_people_list(work: Work, draft: OpenListDraft) -> str:
    """Open a list with the people on it and return its uid."""
    household = find_household(work, draft.household_uid)
    since = check_started(draft.since, work.today, field="since")
    if not draft.people:
        raise Refusal(NOBODY, "people")
    columns = _columns(work, draft, draft.kind, except_id=None)
    uid = new_uid()
    list_id = work.insert(PeopleList, uid=uid, kind=draft.kind, household_id=household.id, **columns)
    work.about("household", household.uid, household.label)
    seen: set[str] = set()
    for person_uid, relation in draft.people:
        person = find_person(work, person_uid, field="people")
        if person_uid in seen:
            raise Refusal(SAID_TWICE.format(person.name), "people")
        seen.add(person_uid)
        _enter(work, list_id, draft.kind, person, relation=relation, since=since, field="people")
    return uid


@act("更正名册资料", needs=(Role.HOUSEHOLD_CLERK,))
def correct_people_list(work: Work, draft: CorrectListDraft) -> None:
    """Put a list's holder, number or address right."""
    row = _list(work, draft.list_uid)
    columns = _columns(work, draft, ListKind(row.kind), except_id=row.id)
    work.about("people_list", draft.list_uid, f"{columns['holder']}的{LIST_KINDS[ListKind(row.kind)]}")
    work.update(PeopleList, row.id, version=draft.version, **columns)


@act("加入名册", needs=(Role.HOUSEHOLD_CLERK,))
def enter_on_list(work: Work, draft: EnterOnListDraft) -> None:
    """One more person on a list; he may belong to another household of ours."""
    row = _list(work, draft.list_uid)
    person = find_person(work, draft.person_uid, field="person")
    since = check_started(draft.since, work.today, field="since")
    work.about("person", person.uid, person.name)
    _enter(work, row.id, ListKind(row.kind), person, relation=draft.relation, since=since, field="person")


@act("移出名册", needs=(Role.HOUSEHOLD_CLERK,))
def leave_list(work: Work, draft: LeaveListDraft) -> None:
    """A person no longer stands on a list; that he did stays."""
    row = _list(work, draft.list_uid)
    person = find_person(work, draft.person_uid, field="person")
    on = check_started(draft.on, work.today, field="on")
    work.about("person", person.uid, person.name)
    entry = still_open(
        work, PeopleListEntry, PeopleListEntry.list_id == row.id, PeopleListEntry.person_id == person.id
    )
    if entry is None:
        raise Refusal(NOT_ON_IT.format(person.name), "person")
    end_row(work, PeopleListEntry, entry, on, field="on")


@act("停用名册", needs=(Role.HOUSEHOLD_CLERK,))
def close_people_list(work: Work, draft: CloseListDraft) -> None:
    """A list is no longer kept: everybody leaves it; who stood on it stays askable."""
    row = _list(work, draft.list_uid)
    on = check_started(draft.on, work.today, field="on")
    work.about("people_list", draft.list_uid, f"{row.holder}的{LIST_KINDS[ListKind(row.kind)]}")
    entries = believed(
        work, PeopleListEntry, PeopleListEntry.list_id == row.id, PeopleListEntry.ends.is_(None)
    )
    if not entries:
        raise Refusal(CLOSED_ALREADY)
    for entry in entries:
        end_row(work, PeopleListEntry, entry, on, field="on")


def _list(work: Work, uid: str) -> Any:
    row = work.session.execute(select(table_of(PeopleList)).where(PeopleList.uid == uid)).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_LIST)
    return row


def _columns(
    work: Work, draft: OpenListDraft | CorrectListDraft, kind: ListKind, *, except_id: int | None
) -> dict[str, Any]:
    number = clean_text(draft.number, field="number", what="编号", longest=40)
    if number is not None:
        other = work.session.execute(
            select(PeopleList.id, PeopleList.holder).where(
                PeopleList.kind == kind.value, PeopleList.number == number
            )
        ).first()
        if other is not None and other.id != except_id:
            raise Refusal(NUMBER_TAKEN.format(LIST_KINDS[kind], other.holder), "number")
    return {
        "number": number,
        "holder": clean_name(draft.holder, field="holder"),
        "division_code": check_division_code(draft.division_code),
        "address": clean_text(draft.address, field="address", what="地址", longest=200),
        "note": clean_text(draft.note, field="note", what="备注"),
    }


def _enter(
    work: Work,
    list_id: int,
    kind: ListKind,
    person: FoundPerson,
    *,
    relation: str | None,
    since: ImpreciseDate,
    field: str,
) -> None:
    standing = still_open(
        work,
        PeopleListEntry,
        PeopleListEntry.person_id == person.id,
        PeopleListEntry.kind == kind.value,
    )
    if standing is not None:
        if standing.list_id == list_id:
            raise Refusal(ON_IT_ALREADY.format(person.name), field)
        other = work.row(PeopleList, standing.list_id)
        raise Refusal(ON_ANOTHER.format(person.name, other["holder"], LIST_KINDS[kind]), field)
    refuse_before_birth(work, person.id, since, field="since")
    work.insert(
        PeopleListEntry,
        list_id=list_id,
        kind=kind,
        person_id=person.id,
        relation=None if relation is None else check_relation(relation),
        **starting(since),
    )
