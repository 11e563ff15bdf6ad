"""What the papers about one person say."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries.household import household_view, refuse_headless
from resettle_desktop.households.queries.people import household_of_person, person_row
from resettle_desktop.households.queries.standing import person_statuses
from resettle_desktop.households.rules.circumstances import GONE, PRESENCES, PresenceKind
from resettle_desktop.households.rules.counter_papers import NOT_HERE, PersonFacts
from resettle_desktop.households.rules.refusals import NO_SUCH_PERSON
from resettle_desktop.office.queries import whole_setting
from resettle_desktop.office.rules.settings import RESIDENCE_VALID_DAYS

IS_GONE = "{}已经去世，不能再开这份文书"
NO_HOUSEHOLD = "{}现在不在任何一户里，不能开居住证明"
NO_ROOM = "{}的安置住房还没有登记，不能开居住证明；请先分房"
LIVES_ELSEWHERE = "{}登记的是“{}”，不能证明在安置区居住；已经回来的请先办变更"


def person_facts(session: Session, person_uid: str, as_of: date) -> PersonFacts:
    """What a paper says of somebody; what it lacks is named, not invented. Refuses the dead."""
    person = person_row(session, person_uid, as_of)
    if person is None:
        raise Refusal(NO_SUCH_PERSON)
    if any(
        status.until is None and status.kind in GONE for status in person_statuses(session, person_uid, as_of)
    ):
        raise Refusal(IS_GONE.format(person.name))
    link = household_of_person(session, person_uid, as_of)
    view = household_view(session, link.uid, as_of) if link else None
    if view is not None:
        refuse_headless(view)
    dwelling = view.dwelling if view else None
    room = dwelling.room if dwelling else None
    member = next((one for one in view.members if one.person.uid == person_uid), None) if view else None
    moved_in = view.facts.moved_in if view else None
    since = moved_in or (dwelling.since if dwelling else None)
    if member is not None and since is not None and member.since.earliest > since.latest:
        since = member.since  # he came to the household later
    away = person.presence.kind if person.presence else PresenceKind.AT_SITE
    known = {"身份证号码": person.number, "安置住房": room, "入住时间": since}
    return PersonFacts(
        person_uid=person_uid,
        name=person.name,
        sex=person.sex,
        number=person.number,
        household_number=view.number if view else "",
        head_name=view.head.person.name if view and view.head else "",
        relation=member.relation_name if member else "",
        site_name=room.site_name if room else "",
        site_address=room.address if room else "",
        room_spoken=room.spoken if room else "",
        since=since,
        away="" if away is PresenceKind.AT_SITE else PRESENCES[away],
        as_of=as_of,
        missing=tuple(words for words, value in known.items() if not value),
    )


def residence_facts(session: Session, person_uid: str, as_of: date) -> PersonFacts:
    """What a 居住证明 says; a Refusal where the register does not say that he lives at the site."""
    facts = person_facts(session, person_uid, as_of)
    if not facts.household_number:
        raise Refusal(NO_HOUSEHOLD.format(facts.name))
    if not facts.room_spoken:
        raise Refusal(NO_ROOM.format(facts.name))
    if facts.away in {PRESENCES[kind] for kind in NOT_HERE}:
        raise Refusal(LIVES_ELSEWHERE.format(facts.name, facts.away))
    return replace(facts, valid_days=whole_setting(session, RESIDENCE_VALID_DAYS, as_of))
