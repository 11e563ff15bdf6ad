"""Who somebody is and how he is reached: numbers, corrections, phones, hukou, residence documents."""

from collections.abc import Mapping
from typing import Any, Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import first_eighteen
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.foundation.values.phone import clean_phone
from resettle_desktop.foundation.values.pinyin import name_sort_key
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import Correction, Person, PersonPhone, ResidenceDocument
from resettle_desktop.households.rules.checks import check_birth, check_started, clean_text
from resettle_desktop.households.rules.identity import NumberState, SettledNumber, settle_number
from resettle_desktop.households.use_cases.drafts import (
    CorrectPersonDraft,
    HukouPlaceDraft,
    PhoneDraft,
    ResidenceDocumentDraft,
    SettleNumberDraft,
)
from resettle_desktop.households.use_cases.finding import FoundPerson, find_person, people_of
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.members import duplicate, number_columns, whose_numbers
from resettle_desktop.households.use_cases.succession import follow, on_day, still_open
from resettle_desktop.households.use_cases.supplement import set_hukou
from resettle_desktop.office.rules import Role

WHY: Final = "请写明更正的原因"
NO_WAY_BACK: Final = "这个人已经有核对过的号码，改号码请用“更正身份信息”办理"


@act("补登身份证号码", needs=(Role.HOUSEHOLD_CLERK,))
def settle_person_number(work: Work, draft: SettleNumberDraft) -> None:
    """Give a number to who had none or a doubtful one, or put off the day to ask again (A10).

    Sex and birth are filled from the number where nobody knew them; what is known stays as it is.
    """
    person = find_person(work, draft.person_uid)
    before = work.row(Person, person.id)
    if before["number_state"] == NumberState.VERIFIED:
        raise Refusal(NO_WAY_BACK, "number")
    number = settle_number(draft.number, work.today)
    _refuse_others_number(work, person.id, number)
    columns = renumbered(before, number)
    if before["birth"] is None and number.birth is not None:
        columns |= {"birth": number.birth.earliest, "birth_precision": number.birth.precision}
    if before["sex"] == Sex.UNKNOWN and number.sex is not None:
        columns["sex"] = number.sex
    work.about("person", person.uid, person.name)
    work.update(Person, person.id, version=draft.version, **columns)
    index_people(work, [person.id])


def renumbered(before: Mapping[str, Any], number: SettledNumber) -> dict[str, Any]:
    """A number as columns of somebody who is there; what was not said anew stays.

    That is the paper shown before (出生医学证明), and the fifteen digits of a number that is the same.
    """
    columns = number_columns(number)
    if number.document_number is None:
        del columns["document_kind"], columns["document_number"]
    if number.original is None and number.number == before["number"]:
        del columns["number_original"]
    return columns


def _refuse_others_number(work: Work, person_id: int, number: SettledNumber) -> None:
    if number.number is None or number.shared:
        return
    compared = first_eighteen(number.number)
    holder = whose_numbers(work, [compared]).get(compared)
    if holder is not None and holder.id != person_id:
        raise duplicate(work, holder, compared)


@act("更正身份信息", needs=(Role.HOUSEHOLD_CLERK,))
def correct_person(work: Work, draft: CorrectPersonDraft) -> str:
    """Put a person's name, sex, birth or number right, with the reason; answers the correction's uid.

    Printed papers stay as they are: ``outdated_papers`` tells which still show the old.
    """
    person = find_person(work, draft.person_uid)
    name = clean_name(draft.name)
    number = settle_number(draft.number, work.today)
    birth = check_birth(draft.birth or number.birth, work.today)
    reason = clean_text(draft.reason, field="reason", what="更正原因")
    if reason is None:
        raise Refusal(WHY, "reason")
    _refuse_others_number(work, person.id, number)
    work.about("person", person.uid, name)
    work.update(
        Person,
        person.id,
        version=draft.version,
        name=name,
        name_sort=name_sort_key(name),
        sex=draft.sex,
        birth=birth.earliest if birth else None,
        birth_precision=birth.precision if birth else None,
        relocated=draft.relocated,
        **renumbered(work.row(Person, person.id), number),
    )
    uid = new_uid()
    work.insert(
        Correction,
        uid=uid,
        person_id=person.id,
        reason=reason,
        evidence=clean_text(draft.evidence, field="evidence", what="证明材料"),
    )
    index_people(work, _called_after(work, person))
    return uid


def _called_after(work: Work, person: FoundPerson) -> list[int]:
    """Who is found by this person's name: himself, and where he is head or father the whole household."""
    if person.household is None:
        return [person.id]
    return [person.id, *people_of(work, person.household.id)]


@act("登记联系电话", needs=(Role.HOUSEHOLD_CLERK,))
def set_phone(work: Work, draft: PhoneDraft) -> None:
    """How a person is reached from a day on; no phone at all is an answer too."""
    person = find_person(work, draft.person_uid)
    since = check_started(draft.since or on_day(work.today), work.today, field="since")
    phone = None if draft.no_phone else clean_phone(draft.phone)
    row = still_open(work, PersonPhone, PersonPhone.person_id == person.id)
    values = {"person_id": person.id, "phone": phone}
    work.about("person", person.uid, person.name)
    follow(work, PersonPhone, row, since, field="since", values=values)
    index_people(work, [person.id])


@act("登记户口所在地", needs=(Role.HOUSEHOLD_CLERK,))
def set_hukou_place(work: Work, draft: HukouPlaceDraft) -> None:
    """Where a person's hukou is from a day on; one person has exactly one."""
    person = find_person(work, draft.person_uid)
    work.about("person", person.uid, person.name)
    set_hukou(work, person.id, draft.hukou)


@act("登记居住证件", needs=(Role.HOUSEHOLD_CLERK,))
def set_residence_document(work: Work, draft: ResidenceDocumentDraft) -> None:
    """A residence document somebody holds; a newer one of the same kind follows the old."""
    person = find_person(work, draft.person_uid)
    since = check_started(draft.since, work.today, field="since")
    values: dict[str, Any] = {
        "person_id": person.id,
        "kind": draft.kind.value,
        "number": clean_text(draft.number, field="number", what="证件编号", longest=40),
        "next_endorsement": draft.next_endorsement,
    }
    row = still_open(
        work,
        ResidenceDocument,
        ResidenceDocument.person_id == person.id,
        ResidenceDocument.kind == draft.kind.value,
    )
    work.about("person", person.uid, person.name)
    follow(work, ResidenceDocument, row, since, field="since", values=values)
