"""EV27 重复建档合并: two files of one human being, or of one household, become one."""

from dataclasses import dataclass, field
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import (
    DistinctPeople,
    Guardianship,
    Headship,
    HukouPlace,
    LifeEvent,
    Membership,
    PeopleListEntry,
    Person,
    PersonPhone,
    PersonStatus,
    Presence,
    ResidenceDocument,
    SchoolPlace,
    WorkPlace,
)
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.circumstances import GONE
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.rules.one_person import (
    GAPS_OF_A_PERSON,
    Stretch,
    joined_names,
    left_over,
    taken_over,
)
from resettle_desktop.households.use_cases.events.noting import EventNote, Evidence, note_event
from resettle_desktop.households.use_cases.finding import (
    FoundPerson,
    find_person,
    household_with_id,
    people_of,
)
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import believed, on_day
from resettle_desktop.office.rules import Role

THE_SAME: Final = "选的是同一份档案，请选另一份"
TWO_NUMBERS: Final = (
    "两份档案各有核对过的号码，一个人不会有两个号码；哪个填错了请先更正，真是两个人就不要合并"
)
ONE_DEAD: Final = "{}的档案登记了死亡，另一份没有；确是同一个人，请先给另一份也登记去世，再合并"
IS_HEAD: Final = "{}在{}是户主，请把那份档案作为保留的，或者先办“重复户合并”“户主变更”"
GIVEN_AWAY: Final = "重复建档，号码已记到保留的档案"
SAID_TWO: Final = "以前登记过{}和{}不是同一人（{}），要合并请先收回那次回答。"
ANSWER_WITHDRAWN: Final = "以前登记过这两人不是同一人（{}），那次回答这次收回了"
NUMBER_COLUMNS: Final = (
    "number",
    "number_state",
    "number_original",
    "number_reason",
    "number_chase_on",
)

_ONE_AT_A_TIME: Final[tuple[tuple[Any, str, str], ...]] = (
    (Membership, "家庭成员", ""),
    (HukouPlace, "户口所在地", ""),
    (PersonPhone, "联系电话", ""),
    (SchoolPlace, "在校情况", ""),
    (WorkPlace, "务工情况", ""),
    (Presence, "居住状态", ""),
    (PersonStatus, "人员状态", "kind"),
    (PeopleListEntry, "户口簿等名册", "kind"),
)
"""Dated tables of which a person has one row at a time (of each kind): table, the clerk's word, the kind."""

_SIDE_BY_SIDE: Final[tuple[tuple[Any, str], ...]] = (
    (ResidenceDocument, "person_id"),
    (Guardianship, "person_id"),
    (Guardianship, "guardian_id"),
    (LifeEvent, "person_id"),
)
"""Dated tables in which any number of rows hold together, with the column that names the person."""


@dataclass(frozen=True, slots=True)
class MergePeopleDraft:
    """Two files of one human being: which goes on, which ends.

    ``withdraws_answer``: it was said before that they are two, and that answer is taken back now.
    """

    survivor_uid: str
    duplicate_uid: str
    evidence: Evidence = field(default_factory=Evidence)
    withdraws_answer: bool = False


@act("合并重复人员", needs=(Role.HOUSEHOLD_CLERK,))
def merge_duplicate_people(work: Work, draft: MergePeopleDraft) -> list[str]:
    """Bring everything kept under the second file to the first; return what overlapped, sentence by sentence.

    Where both say something of the same days the kept file is believed. Nothing is erased: the other row
    stays with ``merged_into_uid`` and is found by nobody's search any more.
    """
    survivor = find_person(work, draft.survivor_uid, field="survivor")
    duplicate = find_person(work, draft.duplicate_uid, field="duplicate")
    overlaps = merge_person(work, survivor, duplicate, withdraws_answer=draft.withdraws_answer)
    work.about("person", survivor.uid, survivor.name)
    index_people(work, [survivor.id, duplicate.id, *_housemates(work, survivor, duplicate)])
    household = find_person(work, survivor.uid).household
    note_event(
        work,
        EventNote(
            code=EventCode.DUPLICATE_MERGED,
            happened=on_day(work.today),
            household_id=household.id if household else None,
            person_id=survivor.id,
            evidence=draft.evidence,
        ),
    )
    return overlaps


def _housemates(work: Work, *people: FoundPerson) -> list[int]:
    households = {person.household.id for person in people if person.household is not None}
    return [key for household in households for key in people_of(work, household)]


class SaidToBeTwo(Refusal):
    """It was said before that the two are two people: whether that is taken back is asked (EV27)."""


def merge_person(
    work: Work, survivor: FoundPerson, duplicate: FoundPerson, *, withdraws_answer: bool = False
) -> list[str]:
    """Part of merging duplicates: everything of the second person is the first one's from now on."""
    if survivor.id == duplicate.id:
        raise Refusal(THE_SAME, "duplicate")
    kept, other = work.row(Person, survivor.id), work.row(Person, duplicate.id)
    _refuse_two_numbers(kept, other)
    _refuse_one_dead(work, survivor, duplicate)
    overlaps = _said_to_be_two(work, survivor, duplicate, withdrawn=withdraws_answer)
    _hand_over_headships(work, survivor, duplicate)
    for model, name, kind in _ONE_AT_A_TIME:
        overlaps += _hand_over(work, model, survivor.id, duplicate.id, name=name, kind=kind)
    for model, column in _SIDE_BY_SIDE:
        for row in believed(work, model, getattr(model, column) == duplicate.id):
            work.supersede(model, row.id, **{column: survivor.id})
    _hand_over_identity(work, survivor, duplicate, kept, other)
    return overlaps


def _refuse_two_numbers(kept: Any, other: Any) -> None:
    verified = [row for row in (kept, other) if row["number_state"] == NumberState.VERIFIED]
    if len(verified) == 2:
        raise Refusal(TWO_NUMBERS, "duplicate")


def _refuse_one_dead(work: Work, *people: FoundPerson) -> None:
    """One human being is dead or is not: a death the other file does not know of is recorded there first."""
    dead = [
        person
        for person in people
        if believed(
            work,
            PersonStatus,
            PersonStatus.person_id == person.id,
            PersonStatus.kind.in_([kind.value for kind in GONE]),
            PersonStatus.ends.is_(None),
        )
    ]
    if len(dead) == 1:
        raise Refusal(ONE_DEAD.format(dead[0].name), "duplicate")


def _said_to_be_two(work: Work, one: FoundPerson, another: FoundPerson, *, withdrawn: bool) -> list[str]:
    table = DistinctPeople.__table__
    first, second = sorted((one.id, another.id))
    row = work.session.execute(
        table.select().where(table.c.first_id == first, table.c.second_id == second)
    ).one_or_none()
    if row is None:
        return []
    if not withdrawn:
        raise SaidToBeTwo(SAID_TWO.format(one.name, another.name, row.reason), "duplicate")
    return [ANSWER_WITHDRAWN.format(row.reason)]


def _hand_over_headships(work: Work, survivor: FoundPerson, duplicate: FoundPerson) -> None:
    """Who heads a household belongs to it: a headship goes over only where the membership does, too."""
    mine = believed(work, Membership, Membership.person_id == survivor.id)
    for row in believed(work, Headship, Headship.person_id == duplicate.id):
        elsewhere = [one for one in mine if left_over(_days(row), [_days(one)]) != [_days(row)]]
        if elsewhere:
            household = household_with_id(work, row.household_id)
            raise Refusal(IS_HEAD.format(duplicate.name, household.number), "survivor")
        work.supersede(Headship, row.id, person_id=survivor.id)


def _hand_over(work: Work, model: Any, survivor: int, duplicate: int, *, name: str, kind: str) -> list[str]:
    """The duplicate's rows become the survivor's on days of which nothing is known of him yet."""
    overlaps = []
    mine = believed(work, model, model.person_id == survivor)
    for row in reversed(believed(work, model, model.person_id == duplicate)):
        taken = [_days(one) for one in mine if not kind or getattr(one, kind) == getattr(row, kind)]
        parts = left_over(_days(row), taken)
        if parts != [_days(row)]:
            since = imprecise(row.starts, row.starts_precision)
            said = since.spoken() if since else ""
            overlaps.append(f"{name}：重复的那份从{said}起的一条和保留的重叠，以保留的为准")
        if not parts:
            work.supersede(model, row.id)
            continue
        first, *others = [_part(row, part) for part in parts]
        key = work.supersede(model, row.id, person_id=survivor, **first)
        copied = {column: value for column, value in work.row(model, key).items() if column in _own(model)}
        for part in others:
            work.insert(model, **{**copied, **part})
    return overlaps


def _days(row: Any) -> Stretch:
    return row.starts, row.ends


def _part(row: Any, part: Stretch) -> dict[str, Any]:
    """One part of a row's days as columns; an end or beginning that moved is known to the day."""
    starts, ends = part
    return {
        "starts": starts,
        "starts_precision": row.starts_precision if starts == row.starts else "day",
        "ends": ends,
        "ends_precision": row.ends_precision if ends == row.ends else "day",
    }


def _own(model: Any) -> set[str]:
    made = {"id", "uid", "recorded_at", "superseded_at", "act_id"}
    return {column.name for column in model.__table__.columns} - made


def _hand_over_identity(
    work: Work, survivor: FoundPerson, duplicate: FoundPerson, kept: Any, other: Any
) -> None:
    """The number first leaves the one row, then stands in the other: no number is ever verified twice."""
    given: dict[str, Any] = {"merged_into_uid": survivor.uid}
    taken = taken_over(kept, other, GAPS_OF_A_PERSON)
    if kept["birth"] is None and other["birth"] is not None:
        taken |= {name: other[name] for name in ("birth", "birth_precision")}
    if kept["document_number"] is None and other["document_number"] is not None:
        taken |= {name: other[name] for name in ("document_kind", "document_number")}
    if other["nickname"] and kept["nickname"] and other["nickname"] not in kept["nickname"]:
        taken["nickname"] = f"{kept['nickname']}、{other['nickname']}"
    better = (NumberState.VERIFIED, NumberState.TO_CHECK, NumberState.NONE)
    if better.index(NumberState(other["number_state"])) < better.index(NumberState(kept["number_state"])):
        taken |= {name: other[name] for name in NUMBER_COLUMNS}
        given |= {
            "number": None,
            "number_state": NumberState.NONE,
            "number_original": None,
            "number_reason": GIVEN_AWAY,
        }
    given["number_chase_on"] = None
    taken["former_names"] = joined_names(
        kept["name"], kept["former_names"], other["name"], other["former_names"]
    )
    taken["relocated"] = kept["relocated"] or other["relocated"]
    work.update(Person, duplicate.id, **given)
    work.update(Person, survivor.id, **taken)
