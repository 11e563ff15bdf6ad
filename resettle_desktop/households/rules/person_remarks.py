"""What is noticed about one person's 补充资料 without stopping anybody (relocation.md §1.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from resettle_desktop.households.rules.checks import Remark
from resettle_desktop.households.rules.circumstances import DISABILITIES, DISABILITY_GRADES, DisabilityKind
from resettle_desktop.households.rules.declared import Education, Health, Labour, Marital, SchoolStage
from resettle_desktop.households.rules.disability_card import holder_remark, read_if_one

WORKING_AGE: Final = range(16, 60)
SCHOOL_AGE: Final = 6
"""From this age somebody is at school or has some education."""

NO_LABOUR: Final = (Labour.NONE, Labour.LOST)

BOTH: Final = "在校学生的文化程度先空着，毕业后再填"
NEITHER: Final = "文化程度和在校情况都空着，请填一项"
DROPPED_OUT: Final = "填了在校，又填了失学辍学原因，请核对"
ABLE: Final = "{}岁、健康、不在校，劳动技能却不是普通或技能劳动力，请核对"
WORKING: Final = "填了没有劳动力，却在外务工或有公益性岗位，请核对"
PLACE_AND_MONTHS: Final = "务工地点和月数要么都填，要么都不填"
POST_AND_MONTHS: Final = "公益性岗位和月数要么都填，要么都不填"
NOT_DISABLED: Final = "填了残疾类别，健康状况里却没有残疾，请核对"
NO_KIND: Final = "健康状况里有残疾，还没有填残疾类别"
OTHER_KIND: Final = "残疾证号说的是{}残疾{}，填的不一样，请核对"
CARD_EXPIRED: Final = "残疾证已经过期，请提醒换证"
NUMBER_EXPIRED: Final = "身份证已经过期，请提醒换证"
NEVER_CHANGED: Final = "填了未婚，又填了婚变日期，请核对"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is looked at of one person; None is not known."""

    age: int | None = None
    number: str | None = None
    number_until: date | None = None
    education: Education | None = None
    school: SchoolStage | None = None
    dropped_out: bool = False
    health: tuple[Health, ...] = ()
    disability: DisabilityKind | None = None
    disability_grade: int | None = None
    disability_card: str = ""
    disability_until: date | None = None
    labour: Labour | None = None
    work_place: str = ""
    work_months: int | None = None
    post: str = ""
    post_months: int | None = None
    marital: Marital | None = None
    marital_on: bool = False


def remarks_on_person(person: ItemFacts, today: date, *, asked: bool = False) -> tuple[Remark, ...]:
    """Everything noticed about one person, field by field as the form has them.

    ``asked``: the clerk has the person's form before him. Elsewhere what nobody asked yet is not noticed; it
    is counted among what is missing (``completeness``).
    """
    return (
        *_on_card(person, today),
        *_on_schooling(person, asked=asked),
        *_on_work(person),
        *_on_health(person, today),
        *_on_marriage(person),
    )


def _on_card(person: ItemFacts, today: date) -> Iterator[Remark]:
    if person.number_until is not None and person.number_until < today:
        yield Remark("number_until", NUMBER_EXPIRED)


def _on_schooling(person: ItemFacts, *, asked: bool) -> Iterator[Remark]:
    if person.education is not None and person.school is not None:
        yield Remark("education", BOTH)
    grown = person.age is not None and person.age >= SCHOOL_AGE
    if asked and grown and person.education is None and person.school is None:
        yield Remark("education", NEITHER)
    if person.school is not None and person.dropped_out:
        yield Remark("dropout_reason", DROPPED_OUT)


def _on_work(person: ItemFacts) -> Iterator[Remark]:
    able = person.age in WORKING_AGE and person.health == (Health.HEALTHY,) and person.school is None
    if able and person.labour in {Labour.NONE, Labour.WEAK}:
        yield Remark("labour", ABLE.format(person.age))
    works = person.work_place or person.work_months or person.post or person.post_months
    if person.labour in NO_LABOUR and works:
        yield Remark("labour", WORKING)
    if bool(person.work_place) is not bool(person.work_months):
        yield Remark("work_months" if person.work_place else "work_place", PLACE_AND_MONTHS)
    if bool(person.post) is not bool(person.post_months):
        yield Remark("public_post_months" if person.post else "public_post", POST_AND_MONTHS)


def _on_health(person: ItemFacts, today: date) -> Iterator[Remark]:
    disabled = Health.DISABLED in person.health
    told = person.disability is not None or bool(person.disability_card)
    if told and person.health and not disabled:
        yield Remark("health", NOT_DISABLED)
    if disabled and not told:
        yield Remark("disability", NO_KIND)
    card = read_if_one(person.disability_card)
    if card is not None:
        remark = holder_remark(card, person.number)
        if remark:
            yield Remark("disability_card", remark)
        if (person.disability or card.kind, person.disability_grade or card.grade) != (card.kind, card.grade):
            words = OTHER_KIND.format(DISABILITIES[card.kind], DISABILITY_GRADES[card.grade])
            yield Remark("disability", words)
    if person.disability_until is not None and person.disability_until < today:
        yield Remark("disability_until", CARD_EXPIRED)


def _on_marriage(person: ItemFacts) -> Iterator[Remark]:
    if person.marital is Marital.NEVER and person.marital_on:
        yield Remark("marital_on", NEVER_CHANGED)
