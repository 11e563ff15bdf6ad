"""不是同一人: two who look like one are said to be two, once, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.households.models import DistinctPeople
from resettle_desktop.households.queries.alike import who_looks_like
from resettle_desktop.households.queries.people import household_of
from resettle_desktop.households.rules.alike import LONGEST_REASON, Looks, look_alike
from resettle_desktop.households.rules.checks import member_field
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.refusals import PerhapsTheSame
from resettle_desktop.households.use_cases.drafts import MemberDraft
from resettle_desktop.households.use_cases.finding import find_person
from resettle_desktop.households.use_cases.members import SettledMember
from resettle_desktop.office.rules import Role

WHY: Final = "请写明为什么不是同一个人"
THE_SAME: Final = "选的是同一份档案，请选另一份"
ON_THIS_FORM: Final = "同一张表上"


@dataclass(frozen=True, slots=True)
class ApartPeopleDraft:
    """Two files that are of two people, and why."""

    first_uid: str
    second_uid: str
    reason: str


@act("登记不是同一人", needs=(Role.HOUSEHOLD_CLERK,))
def say_apart(work: Work, draft: ApartPeopleDraft) -> None:
    """Two people who look like one are two; nobody asks again."""
    first, second = (
        find_person(work, draft.first_uid, field="first"),
        find_person(work, draft.second_uid, field="second"),
    )
    if first.id == second.id:
        raise Refusal(THE_SAME, "second")
    reason = _reason(draft.reason)
    work.about("person", first.uid, first.name)
    _note(work, first.id, second.id, reason)


@dataclass(frozen=True, slots=True)
class Apart:
    """An answer about a newcomer (his place on the form): not a person there, or not another newcomer."""

    place: int
    reason: str
    person_id: int | None = None
    other_place: int | None = None


def check_alike(
    work: Work, members: Sequence[SettledMember], drafts: Sequence[MemberDraft]
) -> tuple[Apart, ...]:
    """Part of registering: what was answered about newcomers who look like somebody; else PerhapsTheSame."""
    looks = [_looks(member) for member in members]
    answers: list[Apart] = []
    for place, (mine, draft) in enumerate(zip(looks, drafts, strict=True)):
        if draft.apart_from is None:
            continue
        said = {one.person_uid: one.reason for one in draft.apart_from}
        for other in (p for p in range(place) if look_alike(mine, looks[p])):
            reason = said.get(None)
            if reason is None:
                raise _perhaps(place, mine.name, "", looks[other].name, ON_THIS_FORM)
            answers.append(Apart(place, _reason(reason), other_place=other))
        for row in who_looks_like(work.session, mine):
            reason = said.get(row.uid)
            if reason is None:
                home = household_of(work.session, row.id, work.today)
                raise _perhaps(place, mine.name, row.uid, row.name, home.label if home else "")
            answers.append(Apart(place, _reason(reason), person_id=row.id))
    return tuple(answers)


def note_apart(work: Work, people: Sequence[int], answers: Sequence[Apart]) -> None:
    """Part of registering: keep the answers about the newcomers, who have keys now."""
    for answer in answers:
        other = answer.person_id if answer.other_place is None else people[answer.other_place]
        if other is not None:
            _note(work, people[answer.place], other, answer.reason)


def _looks(member: SettledMember) -> Looks:
    return Looks(member.name, member.birth, NumberState(member.columns["number_state"]))


def _perhaps(place: int, newcomer: str, uid: str, name: str, household: str) -> PerhapsTheSame:
    refusal = PerhapsTheSame(newcomer, uid, name, household)
    refusal.field = member_field(place, "name")
    return refusal


def _reason(text: str) -> str:
    reason = clean_line(text, what="原因", field="reason", longest=LONGEST_REASON)
    if not reason:
        raise Refusal(WHY, "reason")
    return reason


def _note(work: Work, one: int, another: int, reason: str) -> None:
    """A pair is kept once; the first reason stands."""
    first, second = sorted((one, another))
    table: Any = DistinctPeople.__table__
    known = select(table.c.id).where(table.c.first_id == first, table.c.second_id == second)
    if work.session.execute(known).scalar() is None:
        work.insert(DistinctPeople, uid=new_uid(), first_id=first, second_id=second, reason=reason)
