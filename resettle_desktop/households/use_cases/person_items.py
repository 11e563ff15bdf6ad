"""补充资料 of a person: what is said later of him, all optional; what is dated only when it is said anew."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.bank_account import clean_account
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Person, SchoolPlace, WorkPlace
from resettle_desktop.households.rules.checks import check_ethnicity, check_started, clean_text
from resettle_desktop.households.rules.circumstances import DISABILITY_GRADES
from resettle_desktop.households.rules.disability_card import read_card
from resettle_desktop.households.rules.health import kept_health
from resettle_desktop.households.rules.identity import (
    DocumentDraft,
    NumberDraft,
    NumberState,
    settle_document,
)
from resettle_desktop.households.rules.school_years import check_grade
from resettle_desktop.households.use_cases.drafts import (
    CompletePersonDraft,
    PersonItems,
    SchoolDraft,
    SettleNumberDraft,
    WorkDraft,
)
from resettle_desktop.households.use_cases.finding import find_person
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.members import clean_former_names
from resettle_desktop.households.use_cases.people import settle_person_number
from resettle_desktop.households.use_cases.succession import (
    end_row,
    follow,
    in_year,
    on_day,
    refuse_before_birth,
    still_open,
)
from resettle_desktop.households.use_cases.supplement import set_hukou
from resettle_desktop.office.rules import Role

MONTHS: Final = range(1, 13)
FIRST_CARD_YEAR: Final = 1995
"""Disability cards of the national pattern are issued since 1995."""

WRONG_MONTHS: Final = "{}月数应在1到12之间，请核对"
NOT_YET: Final = "{}{}还没有到，请核对"
ENDS_BEFORE: Final = "身份证到期日早于起始日，请核对"
FOREVER_OR_DAY: Final = "身份证要么长期有效，要么填到期日，请核对"
NO_SUCH_GRADE: Final = "残疾等级只有一级到四级，请核对"
WRONG_YEAR: Final = "残疾证办证年度应在{}年到{}年之间，请核对"
HAS_NUMBER: Final = "已经有身份证号码，不用再按残疾证补登"


@act("完善人员资料", needs=(Role.HOUSEHOLD_CLERK,))
def complete_person(work: Work, draft: CompletePersonDraft) -> None:
    """Set a person's items, and the dated ones that were said anew."""
    person = find_person(work, draft.person_uid)
    items = draft.items
    work.about("person", person.uid, person.name)
    work.update(Person, person.id, version=draft.version, **_columns(items, work.today))
    for field, day in _days(items):
        refuse_before_birth(work, person.id, day, field=field)
    if items.number_from_card:
        _take_number(work, person.id, draft)
    if items.hukou is not None:
        set_hukou(work, person.id, items.hukou)
    if items.school is not None:
        _set_school(work, person.id, items.school)
    if items.work is not None:
        _set_work(work, person.id, items.work)
    index_people(work, [person.id])


def _days(items: PersonItems) -> Iterator[tuple[str, ImpreciseDate]]:
    """The days and years said of a person that stand beside no other: each by its field."""
    if items.marital_on is not None:
        yield "marital_on", items.marital_on
    for field in ("number_from", "number_until", "disability_until"):
        day = getattr(items, field)
        if day is not None:
            yield field, on_day(day)
    if items.disability_issued_year is not None:
        yield "disability_issued_year", in_year(items.disability_issued_year)


def _columns(items: PersonItems, today: date) -> dict[str, Any]:
    return {
        "nickname": _line(items.nickname, "nickname", "小名"),
        "register_no": clean_text(items.register_no, field="register_no", what="人口编号", longest=40),
        "former_names": clean_former_names(items.former_names),
        "ethnicity": check_ethnicity(items.ethnicity),
        "political": items.political,
        "education": items.education,
        "education_text": clean_text(
            items.education_text, field="education_text", what="文化程度原文", longest=60
        ),
        "dropout_reason": items.dropout_reason,
        "health": kept_health(items.health),
        "labour": items.labour,
        "military": items.military,
        "preferential": items.preferential,
        "speaks_mandarin": items.speaks_mandarin,
        "public_post": _line(items.public_post, "public_post", "公益性岗位"),
        "public_post_months": _months(items.public_post_months, "公益性岗位", "public_post_months"),
        "bank_account": clean_account(items.bank_account) or None,
        "note": clean_text(items.note, field="note", what="备注"),
        **_marriage_columns(items, today),
        **_card_columns(items, today),
        **_disability_columns(items, today),
        **_document_columns(items.document),
    }


def _marriage_columns(items: PersonItems, today: date) -> dict[str, Any]:
    on = items.marital_on
    if on is not None:
        check_started(on, today, field="marital_on")
    return {
        "marital": items.marital,
        "marital_on": on.earliest if on else None,
        "marital_on_precision": on.precision if on else None,
    }


def _card_columns(items: PersonItems, today: date) -> dict[str, Any]:
    """The identity card: who issued it, from when, until when."""
    begins, until, forever = items.number_from, items.number_until, items.number_forever or None
    if begins is not None and begins > today:
        raise Refusal(NOT_YET.format("身份证起始日", begins.isoformat()), "number_from")
    if until is not None and forever:
        raise Refusal(FOREVER_OR_DAY, "number_until")
    if begins is not None and until is not None and until <= begins:
        raise Refusal(ENDS_BEFORE, "number_until")
    return {
        "issued_by": _line(items.issued_by, "issued_by", "签发机关"),
        "number_from": begins,
        "number_until": until,
        "number_forever": forever,
    }


def _disability_columns(items: PersonItems, today: date) -> dict[str, Any]:
    """What a card tells is filled in where nothing else was said."""
    card = read_card(items.disability_card) if items.disability_card.strip() else None
    grade = items.disability_grade or (card.grade if card else None)
    if grade is not None and grade not in DISABILITY_GRADES:
        raise Refusal(NO_SUCH_GRADE, "disability_grade")
    year = items.disability_issued_year
    if year is not None and not FIRST_CARD_YEAR <= year <= today.year:
        raise Refusal(WRONG_YEAR.format(FIRST_CARD_YEAR, today.year), "disability_issued_year")
    return {
        "disability": items.disability or (card.kind if card else None),
        "disability_grade": grade,
        "disability_card": card.number if card else None,
        "disability_issued_year": year,
        "disability_until": items.disability_until,
    }


def _document_columns(document: DocumentDraft | None) -> dict[str, Any]:
    if document is None:
        return {}
    kind, number = settle_document(document)
    return {"document_kind": kind, "document_number": number}


def _take_number(work: Work, person_id: int, draft: CompletePersonDraft) -> None:
    if work.row(Person, person_id)["number_state"] != NumberState.NONE:
        raise Refusal(HAS_NUMBER, "disability_card")
    holder = read_card(draft.items.disability_card).holder
    try:
        settle_person_number(work, SettleNumberDraft(draft.person_uid, NumberDraft(holder)))
    except Refusal as refusal:
        refusal.field = "disability_card"
        raise


def _line(text: str, field: str, what: str) -> str | None:
    return clean_text(text, field=field, what=what, longest=80)


def _months(months: int | None, what: str, field: str) -> int | None:
    if months is not None and months not in MONTHS:
        raise Refusal(WRONG_MONTHS.format(what), field)
    return months


def _set_school(work: Work, person_id: int, school: SchoolDraft) -> None:
    since = check_started(school.since or on_day(work.today), work.today, field="school_since")
    row = still_open(work, SchoolPlace, SchoolPlace.person_id == person_id)
    if school.stage is None:
        if row is not None:
            end_row(work, SchoolPlace, row, since, field="school_since")
        return
    values = {
        "person_id": person_id,
        "stage": school.stage.value,
        "grade": check_grade(school.stage, school.grade, "school"),
        "school": _line(school.school, "school", "学校名称"),
        "place": _line(school.place, "school_place", "学校所在地"),
        "boarding": school.boarding,
        "student_no": clean_text(school.student_no, field="student_no", what="学籍号", longest=40),
    }
    follow(work, SchoolPlace, row, since, field="school_since", values=values)


def _set_work(work: Work, person_id: int, employed: WorkDraft) -> None:
    since = check_started(employed.since or on_day(work.today), work.today, field="work_since")
    row = still_open(work, WorkPlace, WorkPlace.person_id == person_id)
    place = _line(employed.place, "work_place", "务工所在地")
    if place is None:
        if row is not None:
            end_row(work, WorkPlace, row, since, field="work_since")
        return
    values = {
        "person_id": person_id,
        "place": place,
        "months": _months(employed.months, "务工", "work_months"),
        "employer": _line(employed.employer, "employer", "务工企业"),
        "channel": _line(employed.channel, "channel", "就业渠道"),
        "abroad": employed.abroad,
    }
    follow(work, WorkPlace, row, since, field="work_since", values=values)
