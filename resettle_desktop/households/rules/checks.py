"""What is noticed about a household without stopping anybody, and the few facts that are broken.

The checks are those real offices run over their registers (relocation.md §1.3). A remark is a hint beside
a field; a Refusal is for what cannot be true: two heads, none, a birth after today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import MAXIMUM_AGE
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.refusals import NO_HEAD, NOT_A_RELATION, NOT_AN_ETHNIC_GROUP, TWO_HEADS
from resettle_desktop.households.rules.relations import (
    CHILDREN,
    HEAD,
    PARENTS,
    RELATIONS,
    SPOUSES,
    relation_name,
    sex_of_relation,
)

LEAST_GENERATION_YEARS: Final = 14
EARLIEST_YEAR: Final = 1900
"""Nobody in a register was born before (relocation.md §1.3)."""

FIRST_YEAR_OF_HOMES: Final = 1949
"""Nothing was agreed, built, torn down or certified for a household of ours before."""

BEFORE_BIRTH: Final = "日期{}早于{}的出生日期{}，请核对"
LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at again: the field it stands beside (``members.2.sex``) and one sentence."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the checks look at of one member; None is not known."""

    name: str
    relation: str
    sex: Sex
    birth: ImpreciseDate | None = None
    told_sex: Sex | None = None
    told_birth: ImpreciseDate | None = None
    numbered: bool = False
    apart: bool = False
    """Whether it was said that whoever looks like him is somebody else (双胞胎)."""


def member_field(place: int, name: str) -> str:
    """The name of a member's field in a household's draft: members.2.number."""
    return f"members.{place}.{name}"


def check_heads(relations: Sequence[str]) -> int:
    """The place of the one head, or a Refusal when there are two or none."""
    heads = [place for place, relation in enumerate(relations) if relation == HEAD]
    if not heads:
        raise Refusal(NO_HEAD, member_field(0, "relation"))
    if len(heads) > 1:
        raise Refusal(TWO_HEADS.format(len(heads)), member_field(heads[1], "relation"))
    return heads[0]


def check_relation(code: str) -> str:
    """The relation's code, or a Refusal when the list has none such."""
    if code not in RELATIONS:
        raise Refusal(NOT_A_RELATION.format(code), "relation")
    return code


def check_ethnicity(code: str | None) -> str | None:
    """The code of an ethnic group, or a Refusal when the standard has none such."""
    if code is not None and code not in ETHNIC_GROUPS:
        raise Refusal(NOT_AN_ETHNIC_GROUP.format(code), "ethnicity")
    return code


def check_birth(birth: ImpreciseDate | None, today: date) -> ImpreciseDate | None:
    """The birth as it may be kept; a Refusal for one after today, before 1900 or more than 130 years ago."""
    if birth is not None and birth.earliest > today:
        raise Refusal(f"出生日期{birth.spoken()}还没有到，请核对", "birth")
    if birth is not None and birth.earliest.year < EARLIEST_YEAR:
        raise Refusal(f"出生日期{birth.spoken()}早于{EARLIEST_YEAR}年，请核对", "birth")
    if birth is not None and today.year - birth.earliest.year > MAXIMUM_AGE:
        raise Refusal(f"出生日期{birth.spoken()}距今超过{MAXIMUM_AGE}年，请核对", "birth")
    return birth


def check_started(
    starts: ImpreciseDate, today: date, *, field: str, first_year: int = EARLIEST_YEAR
) -> ImpreciseDate:
    """A beginning that is not after today and not before the ``first_year``, or a Refusal."""
    if starts.earliest > today:
        raise Refusal(f"日期{starts.spoken()}还没有到，请核对", field)
    if starts.earliest.year < first_year:
        raise Refusal(f"日期{starts.spoken()}早于{first_year}年，请核对", field)
    return starts


def check_of_home(day: ImpreciseDate, today: date, *, field: str) -> ImpreciseDate:
    """A day of a household's homes, papers or evidence: not after today, not before 1949."""
    return check_started(day, today, field=field, first_year=FIRST_YEAR_OF_HOMES)


def check_in_life(day: ImpreciseDate, name: str, birth: ImpreciseDate | None, *, field: str) -> ImpreciseDate:
    """A day of somebody's life, or a Refusal where it was for certain before the birth."""
    if birth is not None and day.latest < birth.earliest:
        raise Refusal(BEFORE_BIRTH.format(day.spoken(), name, birth.spoken()), field)
    return day


def clean_text(text: str, *, field: str, what: str, longest: int = LONGEST_TEXT) -> str | None:
    """A line of free text as it is kept, None when blank; a Refusal when ``clean_line`` refuses it."""
    return clean_line(text, what=what, field=field, longest=longest) or None


def age_on(birth: ImpreciseDate | None, day: date) -> int | None:
    """The whole years somebody has lived for certain: of a birth known to the year, from its last day."""
    if birth is None or birth.earliest > day:
        return None
    last = birth.latest
    return max(0, day.year - last.year - ((day.month, day.day) < (last.month, last.day)))


def remarks_on(members: Sequence[PersonFacts]) -> tuple[Remark, ...]:
    """Everything noticed about the members of a household, in their order."""
    return (
        *(
            Remark(member_field(place, remark.field), remark.text)
            for place, member in enumerate(members)
            for remark in _on_person(member)
        ),
        *_between(members),
    )


def _on_person(person: PersonFacts) -> Iterator[Remark]:
    expected = sex_of_relation(person.relation)
    if expected and person.sex in {Sex.MALE, Sex.FEMALE} and person.sex is not expected:
        yield Remark(
            "sex", f"与户主关系是“{relation_name(person.relation)}”，性别却是{person.sex.label}，请核对"
        )
    if person.told_sex and person.sex in {Sex.MALE, Sex.FEMALE} and person.sex is not person.told_sex:
        yield Remark("sex", f"身份证号码显示是{person.told_sex.label}，填的是{person.sex.label}，请核对")
    if person.told_birth and person.birth and not _within(person.told_birth, person.birth):
        yield Remark(
            "birth", f"身份证号码显示{person.told_birth.spoken()}出生，填的是{person.birth.spoken()}，请核对"
        )


def _within(told: ImpreciseDate, kept: ImpreciseDate) -> bool:
    """Whether the number's day lies in what is kept: a year alone is no other birth."""
    return kept.earliest <= told.earliest <= kept.latest


def _between(members: Sequence[PersonFacts]) -> Iterator[Remark]:
    spouses = [place for place, member in enumerate(members) if member.relation in SPOUSES]
    for place in spouses[1:]:
        yield Remark(member_field(place, "relation"), f"户主的配偶填了{len(spouses)}位，请核对")
    head = next((member for member in members if member.relation == HEAD), None)
    if head is None:
        return
    for place, member in enumerate(members):
        if member.relation in SPOUSES and member.sex is head.sex and member.sex in {Sex.MALE, Sex.FEMALE}:
            yield Remark(member_field(place, "sex"), f"户主和配偶都是{member.sex.label}，请核对号码和关系")
        yield from _generations(place, member, head)
    yield from _twins(members)


def _generations(place: int, member: PersonFacts, head: PersonFacts) -> Iterator[Remark]:
    if member.birth is None or head.birth is None:
        return
    younger, elder = (member, head) if member.relation in CHILDREN else (head, member)
    if member.relation not in CHILDREN | PARENTS or younger.birth is None or elder.birth is None:
        return
    if younger.birth.earliest.year - elder.birth.latest.year < LEAST_GENERATION_YEARS:
        yield Remark(
            member_field(place, "birth"),
            f"{elder.name}和{younger.name}的年龄不像两代人，请核对出生日期和关系",
        )


def _twins(members: Sequence[PersonFacts]) -> Iterator[Remark]:
    seen: dict[tuple[str, ImpreciseDate], PersonFacts] = {}
    for place, member in enumerate(members):
        if member.birth is None or member.numbered or member.apart:
            continue
        other = seen.setdefault((member.name[:1], member.birth), member)
        if other is not member:
            yield Remark(
                member_field(place, "name"),
                f"和{other.name}同姓同日出生、都没有号码：是双胞胎，还是登记了两次？",
            )
