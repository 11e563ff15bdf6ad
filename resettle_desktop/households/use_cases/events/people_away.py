"""EV14 务工, EV15 返迁, EV16/17 入伍与退役, EV18/19 收监与刑满, EV20/21 升学: away, yet a member."""

from dataclasses import dataclass, field, replace
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import Person, PersonStatus, Presence, SchoolPlace, WorkPlace
from resettle_desktop.households.rules.checks import check_started, clean_text
from resettle_desktop.households.rules.circumstances import STATUSES, PresenceKind, StatusKind
from resettle_desktop.households.rules.declared import HukouStanding, Military, SchoolStage
from resettle_desktop.households.rules.life_events import BACK_AT_SITE, EventCode
from resettle_desktop.households.rules.school_years import check_grade
from resettle_desktop.households.use_cases.drafts import HukouDraft
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_parts import (
    begin_status,
    end_status,
    end_what_was,
    hukou_again,
    hukou_becomes,
    member_of_today,
    note_of_person,
    set_presence,
)
from resettle_desktop.households.use_cases.finding import FoundPerson
from resettle_desktop.households.use_cases.indexing import index_people
from resettle_desktop.households.use_cases.succession import believed, end_row, follow, still_open
from resettle_desktop.households.use_cases.supplement import set_hukou
from resettle_desktop.office.rules import Role

MONTHS: Final = "务工月数应在1到12之间，请核对"
WHERE: Final = "请填写在哪里"
NOT_AWAY: Final = "{}没有登记过在外居住，不用办“回到安置区居住”"
STILL_HELD: Final = "{}登记为“{}”，请先办“{}”"
HELD: Final = {
    StatusKind.SERVING: "退役",
    StatusKind.IMPRISONED: "刑满释放",
    StatusKind.MISSING: "撤销失踪或宣告死亡",
}
OF_A_SCHOOL: Final = ("person_id", "stage", "grade", "school", "place", "student_no")


@dataclass(frozen=True, slots=True)
class WorkingAwayDraft:
    """Somebody works away from home for six months or more: where, for whom, how many months of the year."""

    person_uid: str
    on: ImpreciseDate
    place: str
    months: int | None = None
    employer: str = ""
    channel: str = ""
    abroad: bool = False
    evidence: Evidence = field(default_factory=Evidence)


@act("登记外出务工", needs=(Role.HOUSEHOLD_CLERK,))
def record_working_away(work: Work, draft: WorkingAwayDraft) -> None:
    """Where he is, nothing else: membership, hukou and residence stay as they were (A52)."""
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    place = _place(draft.place)
    if draft.months is not None and not 1 <= draft.months <= 12:
        raise Refusal(MONTHS, "months")
    set_presence(work, person.id, PresenceKind.WORKING_AWAY, on, place=place)
    values = {
        "person_id": person.id,
        "place": place,
        "months": draft.months,
        "employer": clean_text(draft.employer, field="employer", what="务工企业", longest=80),
        "channel": clean_text(draft.channel, field="channel", what="就业渠道", longest=80),
        "abroad": draft.abroad,
    }
    row = still_open(work, WorkPlace, WorkPlace.person_id == person.id)
    follow(work, WorkPlace, row, on, field="on", values=values)
    note_of_person(work, EventCode.WORKING_AWAY, person, on, draft.evidence)


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """Who in fact lives in the origin village again, as seen on a visit or as they say themselves."""

    people: tuple[str, ...]
    on: ImpreciseDate
    place: str = ""
    evidence: Evidence = field(default_factory=Evidence)


@act("登记返迁居住", needs=(Role.HOUSEHOLD_CLERK,))
def record_returned(work: Work, draft: ReturnedDraft) -> None:
    """Where they live, nothing else: no right ends by it, the room stays theirs."""
    on = check_started(draft.on, work.today, field="on")
    if not draft.people:
        raise Refusal("请选至少一个人", "people")
    homes = set()
    for uid in draft.people:
        person, household = member_of_today(work, uid)
        homes.add((household.uid, household.label))
        set_presence(work, person.id, PresenceKind.AT_ORIGIN, on, place=draft.place)
        note_of_person(work, EventCode.RETURNED, person, on, draft.evidence)
    if len(draft.people) > 1 and len(homes) == 1:
        work.about("household", *homes.pop())


@dataclass(frozen=True, slots=True)
class BackAtSiteDraft:
    """Who lives at the site again after the origin village, work elsewhere or boarding, and from when."""

    people: tuple[str, ...]
    on: ImpreciseDate
    evidence: Evidence = field(default_factory=Evidence)


@act("登记回到安置区居住", needs=(Role.HOUSEHOLD_CLERK,))
def record_back_at_site(work: Work, draft: BackAtSiteDraft) -> None:
    """What was told of living elsewhere ends: he works there no more, a boarder no longer boards."""
    on = check_started(draft.on, work.today, field="on")
    if not draft.people:
        raise Refusal("请选至少一个人", "people")
    homes = set()
    evidence = replace(draft.evidence, note="；".join(filter(None, (BACK_AT_SITE, draft.evidence.note))))
    for uid in draft.people:
        person, household = member_of_today(work, uid)
        homes.add((household.uid, household.label))
        _come_home(work, person, on)
        note_of_person(work, EventCode.RETURNED, person, on, evidence)
    if len(draft.people) > 1 and len(homes) == 1:
        work.about("household", *homes.pop())


def _come_home(work: Work, person: FoundPerson, on: ImpreciseDate) -> None:
    for held in believed(
        work, PersonStatus, PersonStatus.person_id == person.id, PersonStatus.ends.is_(None)
    ):
        kind = StatusKind(held.kind)
        if kind in HELD:
            raise Refusal(STILL_HELD.format(person.name, STATUSES[kind], HELD[kind]), "people")
    row = still_open(work, Presence, Presence.person_id == person.id)
    if row is None or row.kind == PresenceKind.AT_SITE:
        raise Refusal(NOT_AWAY.format(person.name), "people")
    end_row(work, Presence, row, on, field="on")
    if row.kind == PresenceKind.WORKING_AWAY:
        end_what_was(work, person.id, on, WorkPlace)
    school = still_open(work, SchoolPlace, SchoolPlace.person_id == person.id)
    if row.kind == PresenceKind.BOARDING and school is not None and school.boarding:
        values = {name: getattr(school, name) for name in OF_A_SCHOOL}
        follow(work, SchoolPlace, school, on, field="on", values={**values, "boarding": False})


@dataclass(frozen=True, slots=True)
class AwayByStateDraft:
    """Somebody joins the army, or is taken to prison: from when and where to."""

    person_uid: str
    on: ImpreciseDate
    place: str = ""
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class BackDraft:
    """Somebody is back from the army or from prison; ``hukou`` None is where it was before."""

    person_uid: str
    on: ImpreciseDate
    hukou: HukouDraft | None = None
    evidence: Evidence = field(default_factory=Evidence)


@act("登记入伍", needs=(Role.HOUSEHOLD_CLERK,))
def record_enlistment(work: Work, draft: AwayByStateDraft) -> None:
    """He serves; the hukou is cancelled for it, the membership stays (A57)."""
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    begin_status(work, person, StatusKind.SERVING, on, place=draft.place)
    set_presence(work, person.id, PresenceKind.ELSEWHERE, on, place=draft.place)
    hukou_becomes(work, person.id, HukouStanding.ARMY, on)
    work.update(Person, person.id, military=Military.SERVING)
    note_of_person(work, EventCode.ENLISTED, person, on, draft.evidence)


@act("登记退役", needs=(Role.HOUSEHOLD_CLERK,))
def record_discharge(work: Work, draft: BackDraft) -> None:
    """He serves no more; the hukou is restored where it was, or where he says."""
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    end_status(work, person, (StatusKind.SERVING,), on)
    end_what_was(work, person.id, on, Presence)
    hukou_again(work, person.id, HukouStanding.ARMY, on, draft.hukou)
    work.update(Person, person.id, military=Military.DISCHARGED)
    note_of_person(work, EventCode.DISCHARGED, person, on, draft.evidence)


@act("登记收监", needs=(Role.HOUSEHOLD_CLERK,))
def record_imprisonment(work: Work, draft: AwayByStateDraft) -> None:
    """He serves a sentence; membership and hukou stay, the land and the collective too."""
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    begin_status(work, person, StatusKind.IMPRISONED, on, place=draft.place)
    set_presence(work, person.id, PresenceKind.ELSEWHERE, on)
    note_of_person(work, EventCode.IMPRISONED, person, on, draft.evidence)


@act("登记刑满释放", needs=(Role.HOUSEHOLD_CLERK,))
def record_release(work: Work, draft: BackDraft) -> None:
    """He is free again."""
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    end_status(work, person, (StatusKind.IMPRISONED,), on)
    end_what_was(work, person.id, on, Presence)
    hukou_again(work, person.id, HukouStanding.PRISON, on, draft.hukou)
    note_of_person(work, EventCode.RELEASED, person, on, draft.evidence)


@dataclass(frozen=True, slots=True)
class StudiesDraft:
    """Where somebody goes to school away from home; ``hukou`` only where it goes along."""

    person_uid: str
    on: ImpreciseDate
    stage: SchoolStage
    school: str
    place: str = ""
    hukou: HukouDraft | None = None
    evidence: Evidence = field(default_factory=Evidence)
    grade: int | None = None


@act("登记升学", needs=(Role.HOUSEHOLD_CLERK,))
def record_studies(work: Work, draft: StudiesDraft) -> None:
    """School place and, where it goes along, hukou; the membership stays."""
    person, _ = member_of_today(work, draft.person_uid)
    on = _study(work, draft)
    if draft.hukou is not None:
        set_hukou(work, person.id, draft.hukou)
    note_of_person(work, EventCode.STUDIES_WITH_HUKOU, person, on, draft.evidence)


@act("登记在外寄宿", needs=(Role.HOUSEHOLD_CLERK,))
def record_boarding(work: Work, draft: StudiesDraft) -> None:
    """A child boards at a school elsewhere: school place and presence, nothing else."""
    person, _ = member_of_today(work, draft.person_uid)
    on = _study(work, draft)
    note_of_person(work, EventCode.BOARDING, person, on, draft.evidence)


def _study(work: Work, draft: StudiesDraft) -> ImpreciseDate:
    person, _ = member_of_today(work, draft.person_uid)
    on = check_started(draft.on, work.today, field="on")
    values = {
        "person_id": person.id,
        "stage": draft.stage.value,
        "grade": check_grade(draft.stage, draft.grade, "stage"),
        "school": clean_text(draft.school, field="school", what="学校名称", longest=80),
        "place": clean_text(draft.place, field="place", what="学校所在地", longest=80),
        "boarding": True,
    }
    if values["school"] is None:
        raise Refusal("请填写学校名称", "school")
    row = still_open(work, SchoolPlace, SchoolPlace.person_id == person.id)
    follow(work, SchoolPlace, row, on, field="on", values=values)
    set_presence(work, person.id, PresenceKind.BOARDING, on, place=draft.place)
    index_people(work, [person.id])
    return on


def _place(text: str) -> str:
    place = clean_text(text, field="place", what="务工所在地", longest=80)
    if place is None:
        raise Refusal(WHERE, "place")
    return place
