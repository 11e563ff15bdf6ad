"""People on their way into a household: checked, matched with who is there, written in sets."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, select

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.search_index import PersonFacts, tokens_for
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import first_eighteen, group_number
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.foundation.values.phone import clean_phone
from resettle_desktop.foundation.values.pinyin import name_sort_key
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import HukouPlace, Membership, Person, PersonPhone
from resettle_desktop.households.queries.people import household_of
from resettle_desktop.households.queries.searchable import split_names
from resettle_desktop.households.rules.checks import (
    check_birth,
    check_ethnicity,
    check_in_life,
    check_relation,
    check_started,
    clean_text,
    member_field,
)
from resettle_desktop.households.rules.declared import MembershipReason
from resettle_desktop.households.rules.identity import NumberState, SettledNumber, is_shared, settle_number
from resettle_desktop.households.rules.moving import check_category
from resettle_desktop.households.rules.refusals import TWICE_IN_FORM, DuplicatePerson
from resettle_desktop.households.rules.relations import HEAD, father_relations, sex_of_relation
from resettle_desktop.households.use_cases.drafts import HukouDraft, MemberDraft
from resettle_desktop.households.use_cases.succession import later, starting
from resettle_desktop.sites.rules import check_division_code

ASK_PHONE: Final = "请填写户主的电话，或者选“没有电话”"
HEAD_FROM_THE_START: Final = "户主在{}才加入，晚于这一户的入住或登记日期{}，请填那天的户主"
BEFORE_HOUSEHOLD: Final = "加入日期{}早于这一户的入住或登记日期{}，请核对"
_person = table_of(Person).c
_HOLDERS: Final = select(_person.number, _person.id, _person.uid, _person.name).where(
    _person.number.in_(bindparam("numbers", expanding=True)),
    _person.number_state == NumberState.VERIFIED.value,
)
_NAME_BREAKS: Final = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True, slots=True)
class HomeWords:
    """What all members of a household are found by."""

    household_number: str
    room: str
    site: str
    hamlet: str
    village: str
    township: str


@dataclass(frozen=True, slots=True)
class SettledMember:
    """A member as the file keeps him: columns, relation, and what is dated."""

    columns: dict[str, Any]
    relation: str
    birth: ImpreciseDate | None
    since: ImpreciseDate | None
    phone: dict[str, str | None] | None
    hukou: dict[str, Any] | None
    hukou_since: ImpreciseDate | None

    @property
    def name(self) -> str:
        """The name as it is kept."""
        return str(self.columns["name"])

    @property
    def verified_number(self) -> str | None:
        """The number that may be matched."""
        verified = self.columns["number_state"] == NumberState.VERIFIED
        return self.columns["number"] if verified else None

    @property
    def compared_number(self) -> str | None:
        """The number that must not be another's verified one: any, unless it is said that two have it."""
        number = self.columns["number"]
        shared = is_shared(self.columns["number_state"], self.columns["number_reason"])
        return None if number is None or shared else first_eighteen(number)


@contextmanager
def in_member(place: int) -> Iterator[None]:
    """A refusal inside is about this member of the form: its field becomes ``members.2.number``."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field is not None:
            refusal.field = member_field(place, refusal.field)
        raise


def settle_members(drafts: Sequence[MemberDraft], today: date) -> list[SettledMember]:
    """The members of a form, checked one by one; a Refusal names the member's field."""
    settled = []
    for place, draft in enumerate(drafts):
        with in_member(place):
            settled.append(settle_member(draft, today))
    return settled


def settle_member(draft: MemberDraft, today: date) -> SettledMember:
    """One member, checked."""
    name = clean_name(draft.name)
    relation = check_relation(draft.relation)
    number = settle_number(draft.number, today)
    birth = check_birth(draft.birth or number.birth, today)
    since = None if draft.since is None else check_started(draft.since, today, field="since")
    if since is not None:
        check_in_life(since, name, birth, field="since")
    if draft.hukou is not None and draft.hukou.since is not None:
        check_in_life(draft.hukou.since, name, birth, field="hukou_since")
    return SettledMember(
        columns={
            "name": name,
            "name_sort": name_sort_key(name),
            "nickname": clean_text(draft.nickname, field="nickname", what="小名", longest=60),
            "former_names": clean_former_names(draft.former_names),
            "sex": draft.sex or number.sex or sex_of_relation(relation) or Sex.UNKNOWN,
            "birth": birth.earliest if birth else None,
            "birth_precision": birth.precision if birth else None,
            "ethnicity": check_ethnicity(draft.ethnicity),
            "relocated": draft.relocated,
            **number_columns(number),
        },
        relation=relation,
        birth=birth,
        since=since,
        phone=_phone(draft),
        hukou=None if draft.hukou is None else hukou_columns(draft.hukou),
        hukou_since=draft.hukou.since if draft.hukou else None,
    )


def number_columns(number: SettledNumber) -> dict[str, Any]:
    """A settled number as columns of a person."""
    return {
        "number": number.number,
        "number_state": number.state,
        "number_original": number.original,
        "number_reason": number.reason,
        "number_chase_on": number.chase_on,
        "document_kind": number.document_kind,
        "document_number": number.document_number,
    }


def hukou_columns(hukou: HukouDraft) -> dict[str, Any]:
    """A hukou place as columns."""
    check_category(hukou.standing, hukou.category)
    return {
        "standing": hukou.standing.value,
        "division_code": check_division_code(hukou.division_code, field="hukou_division"),
        "address": clean_text(hukou.address, field="hukou_address", what="户口地址", longest=200),
        "category": hukou.category.value if hukou.category else None,
    }


def clean_former_names(text: str) -> str | None:
    """Former names, each cleaned as a name, apart by 、."""
    names = [clean_name(name, field="former_names") for name in _NAME_BREAKS.split(text) if name]
    return "、".join(dict.fromkeys(names)) or None


def _phone(draft: MemberDraft) -> dict[str, str | None] | None:
    if draft.no_phone:
        return {"phone": None}
    if draft.phone.strip():
        return {"phone": clean_phone(draft.phone)}
    if draft.relation == HEAD:
        raise Refusal(ASK_PHONE, "phone")
    return None


def refuse_twice_in_form(members: Sequence[SettledMember]) -> None:
    """A number typed for two members of one form is a slip, unless it is said that two have it (A06)."""
    verified = {
        n: place for place, member in reversed(list(enumerate(members))) if (n := member.verified_number)
    }
    for place, member in enumerate(members):
        number = member.compared_number
        first = place if number is None else verified.get(number, place)
        if first != place:
            text = TWICE_IN_FORM.format(first + 1, members[first].name)
            raise Refusal(text, member_field(place, "number"))


def refuse_joined_before(members: Sequence[SettledMember], begins: ImpreciseDate) -> None:
    """Nobody belongs to a household before the household is there."""
    for place, member in enumerate(members):
        if member.since is not None and member.since.earliest < begins.earliest:
            text = BEFORE_HOUSEHOLD.format(member.since.spoken(), begins.spoken())
            raise Refusal(text, member_field(place, "since"))


def refuse_late_head(members: Sequence[SettledMember], head: int, begins: ImpreciseDate) -> None:
    """A household has a head from its first day on."""
    since = members[head].since
    if since is not None and since.earliest > begins.earliest:
        text = HEAD_FROM_THE_START.format(since.spoken(), begins.spoken())
        raise Refusal(text, member_field(head, "since"))


def refuse_known_numbers(work: Work, members: Sequence[SettledMember]) -> None:
    """Part of registering: a number that is verified of somebody already names that person (A06, A07).

    A number 待核 is let pass only where the clerk says that two people have it.
    """
    wanted = {number: place for place, member in enumerate(members) if (number := member.compared_number)}
    there = whose_numbers(work, list(wanted))
    for number, place in wanted.items():
        if number in there:
            with in_member(place):
                raise duplicate(work, there[number], number)


def whose_numbers(work: Work, numbers: Sequence[str | None]) -> dict[str | None, Any]:
    """Part of registering and correcting: who holds these verified numbers (id, uid, name), by number."""
    if not numbers:
        return {}
    rows = work.session.execute(_HOLDERS, {"numbers": list(numbers)})
    return {row.number: row for row in rows}


def duplicate(work: Work, person: Any, number: str) -> DuplicatePerson:
    """Part of registering and correcting: the refusal that names whose number it is."""
    household = household_of(work.session, person.id, work.today)
    return DuplicatePerson(
        person.uid, person.name, household.label if household else None, group_number(number)
    )


def write_members(
    work: Work,
    household_id: int,
    members: Sequence[SettledMember],
    begins: ImpreciseDate,
    reason: MembershipReason,
) -> range:
    """Part of registering: people with their memberships, phones and hukou; returns the people's keys."""
    people = work.insert_many(Person, [member.columns for member in members])
    joined = [member.since or later(begins, member.birth) for member in members]
    work.insert_many(
        Membership,
        [
            {
                "person_id": key,
                "household_id": household_id,
                "relation": member.relation,
                "reason": reason,
                **starting(since),
            }
            for key, member, since in zip(people, members, joined, strict=True)
        ],
    )
    known_from = starting(ImpreciseDate(work.today))
    work.insert_many(
        PersonPhone,
        [
            {"person_id": key, **member.phone, **known_from}
            for key, member in zip(people, members, strict=True)
            if member.phone is not None
        ],
    )
    work.insert_many(
        HukouPlace,
        [
            {"person_id": key, **member.hukou, **starting(member.hukou_since or since)}
            for key, member, since in zip(people, members, joined, strict=True)
            if member.hukou is not None
        ],
    )
    return people


def search_words(
    people: Sequence[int], members: Sequence[SettledMember], home: HomeWords
) -> list[tuple[int, str]]:
    """The words a new household's members are found by, as ``searchable_rows`` would tell them."""
    men = {member.relation: member.name for member in members if member.columns["sex"] is Sex.MALE}
    head_name = next((member.name for member in members if member.relation == HEAD), "")
    words = []
    for key, member in zip(people, members, strict=True):
        columns = member.columns
        phone = member.phone["phone"] if member.phone else None
        facts = PersonFacts(
            name=member.name,
            former_names=split_names(columns["former_names"]),
            nickname=columns["nickname"] or "",
            number=columns["number"] or "",
            birth=columns["birth"],
            phones=(phone,) if phone else (),
            household_number=home.household_number,
            room=home.room,
            site=home.site,
            hamlet=home.hamlet,
            village=home.village,
            township=home.township,
            head_name=head_name,
            father_name=next((men[r] for r in father_relations(member.relation) if r in men), ""),
        )
        words.append((key, tokens_for(facts)))
    return words
