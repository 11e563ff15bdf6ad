"""What a unit of work changes, in sentences a clerk reads before he says yes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.audit import Change
from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.households.models import Headship, Household, PeopleList, Person
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules import column_words
from resettle_desktop.households.rules.circumstances import GUARDIAN_REASONS, LIST_KINDS, PRESENCES, STATUSES
from resettle_desktop.households.rules.declared import (
    HUKOU_CATEGORIES,
    HUKOU_STANDINGS,
    LEAVING_REASONS_OF_MEMBERS,
    RESIDENCE_PAPERS,
    ROOM_REASONS,
)
from resettle_desktop.households.rules.life_events import EVENT_NAMES
from resettle_desktop.households.rules.relations import relation_name
from resettle_desktop.households.rules.school_years import spoken_school
from resettle_desktop.sites.queries import rooms_by_id

Values = Mapping[str, Any]

OTHERWISE: Final = "另有{}处登记随着改变"
SILENT: Final = frozenset({"household_series", "correction", "stored_file", "search_state", "task"})
"""Tables whose rows only serve the others: the clerk has the sentence of what they stand for."""

REVISED: Final = {
    "person": column_words.PERSON,
    "household": column_words.HOUSEHOLD,
    "old_home": column_words.OLD_HOME,
    "home_title": column_words.HOME_TITLE,
    "people_list": column_words.PEOPLE_LIST,
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One change in a sentence; where something takes the place of something, both as words."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A dated fact's row before and after: one of them where it only begins, or is only withdrawn."""

    table: str
    old: Values | None
    new: Values | None

    @property
    def owner(self) -> tuple[object, ...]:
        """Whose fact it is: what stays when one follows another."""
        row = self.new or self.old or {}
        return (self.table, *(row.get(name) for name in FACTS[self.table].owners))

    @property
    def ended(self) -> bool:
        """Whether the fact only got its end."""
        old, new = self.old, self.new
        return old is not None and new is not None and new.get("ends") != old.get("ends") is None


@dataclass(frozen=True, slots=True)
class Fact:
    """How rows of one interval table are told: whose they are, what they are, what one says."""

    owners: tuple[str, ...]
    what: str
    said: Callable[["Names", Values], str]


class Names:
    """The names of people, households and rooms as they stand inside the unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def person(self, key: int) -> str:
        """A person's name."""
        return self._session.execute(select(Person.name).where(Person.id == key)).scalar_one()

    def household(self, key: int) -> str:
        """A household by its head; by its number while it has none."""
        head = self._session.execute(
            select(Person.name)
            .join(Headship, Headship.person_id == Person.id)
            .where(Headship.household_id == key, known(Headship), Headship.ends.is_(None))
        ).scalar()
        return f"{head}家" if head else f"户号{self.number(key)}的一户"

    def number(self, key: int) -> str:
        """A household's number."""
        return self._session.execute(select(Household.number).where(Household.id == key)).scalar_one()

    def room(self, key: int) -> str:
        """A room with its site."""
        room = rooms_by_id(self._session, [key])[key]
        return f"{room.site_name}{room.label}"

    def of_list(self, key: int) -> str:
        """A list of people by kind and holder."""
        row = self._session.execute(
            select(PeopleList.kind, PeopleList.holder).where(PeopleList.id == key)
        ).one()
        return f"{row.holder}的{words_in(LIST_KINDS, row.kind)}"

    def owner(self, row: Values) -> str:
        """Whose a row is."""
        if row.get("person_id") is not None:
            return self.person(row["person_id"])
        if row.get("household_id") is not None:
            return self.household(row["household_id"])
        return ""

    def row(self, table: Table, key: int) -> Values:
        """A row as it stands now."""
        return dict(self._session.execute(select(table).where(table.c.id == key)).mappings().one())


def words_in(words: Mapping[Any, str], value: object) -> str:
    """The official words of a stable text; the text itself where a list does not know it."""
    return {str(getattr(key, "value", key)): text for key, text in words.items()}.get(str(value), str(value))


def together(*parts: object) -> str:
    """What is there of several words."""
    return " ".join(str(part) for part in parts if part)


FACTS: Final[Mapping[str, Fact]] = {
    "membership": Fact(
        ("person_id", "household_id"), "与户主关系", lambda _names, row: relation_name(row["relation"])
    ),
    "headship": Fact(("household_id",), "户主", lambda names, row: names.person(row["person_id"])),
    "room_assignment": Fact(
        ("household_id",),
        "住房",
        lambda names, row: f"{names.room(row['room_id'])}（{words_in(ROOM_REASONS, row['reason'])}）",
    ),
    "hukou_place": Fact(
        ("person_id",),
        "户口",
        lambda _names, row: together(
            words_in(HUKOU_STANDINGS, row["standing"]),
            row.get("address"),
            words_in(HUKOU_CATEGORIES, row.get("category") or ""),
        ),
    ),
    "residence_document": Fact(
        ("person_id", "kind"),
        "居住证件",
        lambda _names, row: together(words_in(RESIDENCE_PAPERS, row["kind"]), row.get("number")),
    ),
    "person_phone": Fact(("person_id",), "电话", lambda _names, row: row.get("phone") or "没有电话"),
    "school_place": Fact(
        ("person_id",),
        "在校",
        lambda _names, row: together(spoken_school(row["stage"], row.get("grade")), row.get("school")),
    ),
    "work_place": Fact(
        ("person_id",), "务工", lambda _names, row: together(row["place"], row.get("employer"))
    ),
    "presence": Fact(
        ("person_id",),
        "居住状态",
        lambda _names, row: together(words_in(PRESENCES, row["kind"]), row.get("place")),
    ),
    "person_status": Fact(
        ("person_id", "kind"),
        "人员状态",
        lambda _names, row: together(words_in(STATUSES, row["kind"]), row.get("place")),
    ),
    "guardianship": Fact(
        ("person_id",),
        "监护人",
        lambda _names, row: f"{row['guardian_name']}（{words_in(GUARDIAN_REASONS, row['reason'])}）",
    ),
    "people_list_entry": Fact(
        ("person_id", "kind"), "名单", lambda names, row: names.of_list(row["list_id"])
    ),
}


def effects_of(work: Work) -> tuple[Effect, ...]:
    """Every change of the unit of work in sentences, in the order it was made."""
    return tuple(Told(Names(work.session), work.changes))


class Told:
    """The changes of one unit of work, told one after the other."""

    def __init__(self, names: Names, changes: Sequence[Change]) -> None:
        self._names = names
        self._changes = changes

    def __iter__(self) -> Iterator[Effect]:
        others = 0
        turns = iter(self._turns)
        for change in self._changes:
            if change.table_name in FACTS:
                continue
            if change.table_name in REVISED or change.table_name in {"life_event", "distinct_people"}:
                yield from self._plain(change)
            elif change.table_name not in SILENT:
                others += 1
        for turn in turns:
            yield self._dated(turn)
        if others:
            yield Effect(OTHERWISE.format(others))

    @cached_property
    def _turns(self) -> list[Turn]:
        """Dated rows: a withdrawn one with the copy that follows it, an end with the beginning after it."""
        turns: list[Turn] = []
        withdrawn: Change | None = None
        for change in self._changes:
            if change.table_name not in FACTS or change.row_id is None:
                continue
            table = Base.metadata.tables[change.table_name]
            row = self._names.row(table, change.row_id)
            if "superseded_at" in change.values and "starts" not in change.values:
                turns.append(Turn(change.table_name, row, None))
                withdrawn = change
            elif (
                withdrawn is not None and withdrawn.table_name == change.table_name and turns[-1].new is None
            ):
                turns[-1] = replace(turns[-1], new=row)
                withdrawn = None
            else:
                turns.append(Turn(change.table_name, None, row))
                withdrawn = None
        return list(_joined(turns))

    def _plain(self, change: Change) -> Iterator[Effect]:
        table = Base.metadata.tables[change.table_name]
        if change.row_id is None:
            return
        row = self._names.row(table, change.row_id)
        made = change.values.get("id", change.values.get("uid", ("", "")))[0] is None
        match change.table_name:
            case "life_event":
                yield from self._event(change, row)
            case "distinct_people":
                pair = f"{self._names.person(row['first_id'])}和{self._names.person(row['second_id'])}"
                yield Effect(f"记明{pair}不是同一个人")
            case "person" if made:
                yield Effect(f"新登记人员 {row['name']}")
            case "household" if made:
                yield Effect(f"新立一户，户号{row['number']}")
            case "people_list" if made:
                yield Effect(f"新建{row['holder']}的{words_in(LIST_KINDS, row['kind'])}")
            case name:
                yield from self._columns(name, row, change)

    def _event(self, change: Change, row: Values) -> Iterator[Effect]:
        if "superseded_at" in change.values and "code" not in change.values:
            return
        since = imprecise(row["starts"], row["starts_precision"])
        day = since.spoken() if since else ""
        later = "，证明材料以后补交" if row["evidence_later"] else ""
        whose = (
            "" if row["person_id"] or not row["household_id"] else self._names.household(row["household_id"])
        )
        yield Effect(f"记一笔变更：{whose}{words_in(EVENT_NAMES, row['code'])}，{day}{later}")

    def _columns(self, table: str, row: Values, change: Change) -> Iterator[Effect]:
        words = REVISED[table]
        for column, (before, after) in change.values.items():
            if column in words:
                yield Effect(
                    f"{self._whose(table, row)}的{words[column]}",
                    column_words.spoken_value(column, before),
                    column_words.spoken_value(column, after),
                )

    def _whose(self, table: str, row: Values) -> str:
        match table:
            case "person":
                return str(row["name"])
            case "household":
                return self._names.household(row["id"])
            case "people_list":
                return f"{row['holder']}{words_in(LIST_KINDS, row['kind'])}"
            case "old_home":
                return "迁出地旧房"
            case _:
                return self._names.owner(row)

    def _dated(self, turn: Turn) -> Effect:
        fact, names = FACTS[turn.table], self._names
        old, new = turn.old, turn.new
        before = fact.said(names, old) if old is not None else ""
        after = fact.said(names, new) if new is not None else ""
        row = new or old or {}
        is_of_household = fact.owners == ("household_id",)
        owner = names.household(row["household_id"]) if is_of_household else names.owner(row)
        whose = f"{owner} " if turn.table == "membership" else f"{owner}的"
        if new is None or old is None:
            since = imprecise(row["starts"], row["starts_precision"])
            day = f"，{since.spoken()}起" if since else ""
            if new is None:
                return Effect(f"{whose}{fact.what}“{before}”不再作数", before)
            if turn.table == "membership":
                home = names.household(row["household_id"])
                return Effect(f"{owner} 加入{home}，与户主关系：{after}{day}", after=after)
            return Effect(f"{whose}{fact.what}：{after}{day}", after=after)
        if turn.ended:
            end = imprecise(new["ends"], new["ends_precision"])
            day = f"{end.spoken()}起" if end else ""
            if turn.table == "membership":
                because = words_in(LEAVING_REASONS_OF_MEMBERS, new.get("left_because") or "")
                reason = f"（{because}）" if because else ""
                return Effect(
                    f"{owner} 不再是{names.household(new['household_id'])}的成员{reason}，{day}", before
                )
            return Effect(f"{whose}{fact.what}“{before}”，{day}不再是这样", before)
        since = imprecise(new["starts"], new["starts_precision"])
        moved = since is not None and (new["starts"], new["starts_precision"]) != (
            old["starts"],
            old["starts_precision"],
        )
        day = f"，{since.spoken()}起" if since is not None and moved else ""
        return Effect(f"{whose}{fact.what}{day}", before, after)


def _joined(turns: Sequence[Turn]) -> Iterator[Turn]:
    """An end and the beginning that follows it on the same day, of the same owner, are one change."""
    begun = [turn for turn in turns if turn.old is None and turn.new is not None]
    used: list[Turn] = []
    for turn in turns:
        if turn in used:
            continue
        ends = turn.new.get("ends") if turn.ended and turn.new is not None else None
        following = next(
            (
                other
                for other in begun
                if other not in used
                and other.owner == turn.owner
                and other.new is not None
                and other.new["starts"] == ends
            ),
            None,
        )
        if following is None:
            yield turn
        else:
            used.append(following)
            yield Turn(turn.table, turn.old, following.new)


def told_tables() -> frozenset[str]:
    """The tables whose changes have a sentence of their own or need none."""
    return frozenset({*FACTS, *REVISED, *SILENT, "life_event", "distinct_people"})
