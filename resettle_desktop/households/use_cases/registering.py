"""A household comes into the register, and later more of its members and of its 补充资料."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import Headship, Household, Person
from resettle_desktop.households.queries.rows import household_label
from resettle_desktop.households.rules.checks import (
    PersonFacts,
    Remark,
    check_heads,
    member_field,
    remarks_on,
)
from resettle_desktop.households.rules.declared import MembershipReason
from resettle_desktop.households.rules.identity import NumberState, settle_number
from resettle_desktop.households.rules.refusals import (
    NO_MEMBERS,
    NO_ORIGIN,
    TWO_HEADS,
)
from resettle_desktop.households.rules.relations import HEAD, sex_of_relation
from resettle_desktop.households.use_cases.apart import check_alike, note_apart
from resettle_desktop.households.use_cases.drafts import (
    AddMemberDraft,
    HouseholdDraft,
    MemberDraft,
)
from resettle_desktop.households.use_cases.dwelling import find_room, take_room
from resettle_desktop.households.use_cases.finding import (
    find_household,
    first_day,
    origin_with_uid,
    refuse_before,
    refuse_emptied,
)
from resettle_desktop.households.use_cases.household_items import item_columns
from resettle_desktop.households.use_cases.household_numbers import next_household_number
from resettle_desktop.households.use_cases.indexing import index_people, write_words
from resettle_desktop.households.use_cases.members import (
    HomeWords,
    SettledMember,
    refuse_joined_before,
    refuse_known_numbers,
    refuse_late_head,
    refuse_twice_in_form,
    search_words,
    settle_member,
    settle_members,
    write_members,
)
from resettle_desktop.households.use_cases.succession import later, on_day, starting
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.use_cases import add_origin_village


@act("登记搬迁户", needs=(Role.HOUSEHOLD_CLERK,))
def register_household(work: Work, draft: HouseholdDraft) -> str:
    """Open a household's file and return its uid; the number is given by the program.

    Refusals name the field (``members.2.number``, ``origin``, ``room``, ``previous_last_day``); a number
    that is somebody's already is a DuplicatePerson, a room somebody lives in a RoomTaken.
    """
    if not draft.members:
        raise Refusal(NO_MEMBERS, member_field(0, "name"))
    head = check_heads([member.relation for member in draft.members])
    members = settle_members(draft.members, work.today)
    refuse_twice_in_form(members)
    refuse_known_numbers(work, members)
    apart = check_alike(work, members, draft.members)
    items = item_columns(draft.items, work.today)
    begins = later(draft.items.moved_in or on_day(work.today), members[head].birth)
    refuse_joined_before(members, begins)
    refuse_late_head(members, head, begins)
    origin = _origin(work, draft)
    number = next_household_number(work)
    uid = new_uid()
    household_id = work.insert(
        Household,
        uid=uid,
        number=number,
        lineage_uid=uid,
        registered_on=work.today,
        origin_village_id=origin.id,
        **items,
    )
    work.about("household", uid, household_label(members[head].name, number))
    people = write_members(work, household_id, members, begins, MembershipReason.REGISTERED)
    note_apart(work, people, apart)
    work.insert(Headship, household_id=household_id, person_id=people[head], **starting(begins))
    room, site = "", ""
    if draft.room_uid is not None:
        found = find_room(work, draft.room_uid)
        take_room(work, household_id, found, begins, previous_last_day=draft.previous_last_day)
        room, site = found.label, found.site
    home = HomeWords(number, room, site, origin.hamlet, origin.name, origin.division_name)
    write_words(work, search_words(people, members, home))
    return uid


def _origin(work: Work, draft: HouseholdDraft) -> Any:
    uid = draft.origin_uid
    if uid is None:
        if draft.new_origin is None:
            raise Refusal(NO_ORIGIN, "origin")
        uid = add_origin_village(work, draft.new_origin)
    return origin_with_uid(work, uid)


@act("增加家庭成员", needs=(Role.HOUSEHOLD_CLERK,))
def add_member(work: Work, draft: AddMemberDraft) -> str:
    """Add somebody new to a household and return the person's uid.

    Without ``since`` a child joined at birth, a spouse today, and who was forgotten when the household began.
    """
    household = find_household(work, draft.household_uid)
    refuse_emptied(household)
    if draft.member.relation == HEAD:
        raise Refusal(TWO_HEADS.format(2), "relation")
    member = settle_member(draft.member, work.today)
    with in_own_form():
        refuse_known_numbers(work, [member])
        apart = check_alike(work, [member], [draft.member])
    work.about("household", household.uid, household.label)
    begins = _joins(work, household.id, draft.reason, member)
    if member.since is not None:
        refuse_before(work, household, member.since, field="since")
    people = write_members(work, household.id, [member], begins, draft.reason)
    note_apart(work, people, apart)
    index_people(work, people)
    return str(work.row(Person, people[0])["uid"])


@contextmanager
def in_own_form() -> Iterator[None]:
    """Part of adding one member: refused as on a form for many, but the field is the form's own."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field is not None:
            refusal.field = refusal.field.rpartition(".")[2]
        raise


def _joins(work: Work, household_id: int, reason: MembershipReason, member: SettledMember) -> ImpreciseDate:
    match reason:
        case MembershipReason.BORN if member.birth is None:
            return on_day(work.today)
        case MembershipReason.BORN | MembershipReason.ADDED | MembershipReason.REGISTERED:
            return first_day(work, household_id)
        case _:
            return on_day(work.today)


def form_remarks(members: Sequence[MemberDraft], today: date) -> tuple[Remark, ...]:
    """What is noticed about a form before it is saved; nothing of it stops the clerk."""
    return remarks_on([_facts(member, today) for member in members])


def _facts(member: MemberDraft, today: date) -> PersonFacts:
    try:
        told = settle_number(member.number, today)
    except Refusal:
        told = None
    told_sex = told.sex if told else None
    return PersonFacts(
        name=member.name.strip(),
        relation=member.relation,
        sex=member.sex or told_sex or sex_of_relation(member.relation) or Sex.UNKNOWN,
        birth=member.birth or (told.birth if told else None),
        told_sex=told_sex,
        told_birth=told.birth if told else None,
        numbered=told is not None and told.state is NumberState.VERIFIED,
        apart=bool(member.apart_from),
    )
