"""No act dates a fact of a person before the birth, nor one of a home before there were any."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.rules.circumstances import GuardianReason, ListKind
from resettle_desktop.households.rules.declared import (
    HukouStanding,
    ResidencePaper,
    RoomReason,
    SchoolStage,
)
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    CompletePersonDraft,
    HouseholdItems,
    PersonItems,
    assign_room,
    complete_person,
)
from resettle_desktop.households.use_cases.drafts import (
    AddMemberDraft,
    HukouDraft,
    HukouPlaceDraft,
    MemberDraft,
    PhoneDraft,
    ResidenceDocumentDraft,
    SchoolDraft,
    WorkDraft,
)
from resettle_desktop.households.use_cases.events.household_homes import (
    DemolitionDraft,
    ReclamationDraft,
    TitleIssuedDraft,
    note_demolition,
    note_reclamation,
    note_title,
)
from resettle_desktop.households.use_cases.events.household_hukou import (
    HukouArrivedDraft,
    ResidenceStep,
    ResidenceStepDraft,
    move_hukou_in,
    note_residence_document,
)
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_away import (
    AwayByStateDraft,
    ReturnedDraft,
    StudiesDraft,
    WorkingAwayDraft,
    record_boarding,
    record_enlistment,
    record_imprisonment,
    record_returned,
    record_studies,
    record_working_away,
)
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    record_death,
    record_missing,
)
from resettle_desktop.households.use_cases.events.people_leaving import (
    DivorcedDraft,
    MarriedOutDraft,
    MovedOnDraft,
    record_divorce,
    record_marriage_out,
    record_moved_on,
)
from resettle_desktop.households.use_cases.events.people_standing import (
    Card,
    CardExpiredDraft,
    StandingDraft,
    record_card_expired,
    record_civil_service,
    record_other_collective,
)
from resettle_desktop.households.use_cases.guardians import GuardianDraft, set_guardian
from resettle_desktop.households.use_cases.old_home_outcome import OldHomeOutcomeDraft, put_old_home_right
from resettle_desktop.households.use_cases.people import set_hukou_place, set_phone, set_residence_document
from resettle_desktop.households.use_cases.people_lists import OpenListDraft, open_people_list
from resettle_desktop.households.use_cases.registering import add_member
from tests.households.town import Town, member, on, without_number
from tests.kit.office import raw

Make = Callable[[str, str, ImpreciseDate], Any]
"""A draft, from the household, the person and a day."""

MOVED: Final = HouseholdItems(moved_in=on(2018, 11, 10))
OF_A_PERSON: Final[tuple[tuple[Callable[..., Any], Make, str], ...]] = (
    (record_working_away, lambda _, who, day: WorkingAwayDraft(who, day, "天津"), "on"),
    (record_returned, lambda _, who, day: ReturnedDraft((who,), day), "on"),
    (record_enlistment, lambda _, who, day: AwayByStateDraft(who, day), "on"),
    (record_imprisonment, lambda _, who, day: AwayByStateDraft(who, day), "on"),
    (record_studies, lambda _, who, day: StudiesDraft(who, day, SchoolStage.BACHELOR, "省城大学"), "on"),
    (record_boarding, lambda _, who, day: StudiesDraft(who, day, SchoolStage.SENIOR, "云州一中"), "on"),
    (record_death, lambda _, who, day: DeathDraft(who, day), "on"),
    (record_missing, lambda _, who, day: MissingDraft(who, day), "on"),
    (record_missing, lambda _, who, day: MissingDraft(who, day, dead=True), "on"),
    (record_divorce, lambda _, who, day: DivorcedDraft(who, day, leaves=False), "on"),
    (record_civil_service, lambda _, who, day: StandingDraft(who, day, "县林业局"), "on"),
    (record_other_collective, lambda _, who, day: StandingDraft(who, day, "柳湾村"), "on"),
    (record_card_expired, lambda _, who, day: CardExpiredDraft(who, Card.IDENTITY, day.earliest), "on"),
    (
        move_hukou_in,
        lambda home, who, day: HukouArrivedDraft(home, (who,), HukouStanding.MOVED_DOOR, day),
        "on",
    ),
    *(
        (
            note_residence_document,
            lambda _, who, day: ResidenceStepDraft(who, ResidencePaper.PERMIT, ResidenceStep.ISSUED, day),
            "on",
        ),
    ),
    (
        set_residence_document,
        lambda _, who, day: ResidenceDocumentDraft(who, ResidencePaper.PERMIT, day),
        "since",
    ),
    (set_phone, lambda _, who, day: PhoneDraft(who, "13800001234", since=day), "since"),
    (
        set_hukou_place,
        lambda _, who, day: HukouPlaceDraft(who, HukouDraft(HukouStanding.MOVED_DOOR, since=day)),
        "hukou_since",
    ),
    (
        set_guardian,
        lambda _, who, day: GuardianDraft(who, GuardianReason.MINOR, name="赵德胜", since=day),
        "since",
    ),
    (
        open_people_list,
        lambda home, who, day: OpenListDraft(ListKind.HUKOU_BOOKLET, home, "王国梁", ((who, None),), day),
        "since",
    ),
    *(
        (complete_person, lambda _, who, day, said=said: CompletePersonDraft(who, said(day)), field)
        for said, field in (
            (lambda day: PersonItems(marital_on=day), "marital_on"),
            (lambda day: PersonItems(number_from=day.earliest), "number_from"),
            (lambda day: PersonItems(number_until=day.earliest), "number_until"),
            (lambda day: PersonItems(disability_until=day.earliest), "disability_until"),
            (lambda day: PersonItems(school=SchoolDraft(SchoolStage.SENIOR, since=day)), "school_since"),
            (lambda day: PersonItems(work=WorkDraft("天津", since=day)), "work_since"),
            (lambda day: PersonItems(hukou=HukouDraft(HukouStanding.MOVED_DOOR, since=day)), "hukou_since"),
        )
    ),
)
OF_A_HOME: Final[tuple[tuple[Callable[..., Any], Callable[[Town, str, ImpreciseDate], Any], str], ...]] = (
    (note_demolition, lambda _, home, day: DemolitionDraft(home, day), "on"),
    (note_reclamation, lambda _, home, day: ReclamationDraft(home, day), "on"),
    (
        note_reclamation,
        lambda _, home, day: ReclamationDraft(home, on(2020), award_paid_on=day.earliest),
        "award_paid_on",
    ),
    (note_title, lambda _, home, day: TitleIssuedDraft(home, "不动产权第1号", day.earliest), "issued_on"),
    (put_old_home_right, lambda _, home, day: OldHomeOutcomeDraft(home, demolished=day), "demolished"),
    (
        note_demolition,
        lambda _, home, day: DemolitionDraft(home, on(2019), evidence=Evidence("证明", on=day.earliest)),
        "evidence_on",
    ),
    (
        assign_room,
        lambda town, home, day: AssignRoomDraft(home, town.room("3-1-102"), day, RoomReason.ALLOCATED),
        "since",
    ),
)


def refused(town: Town, act: Callable[..., Any], draft: Any) -> Refusal:
    """How an act says no."""
    with pytest.raises(Refusal) as told:
        town.desk.do(act, draft)
    return told.value


@pytest.mark.parametrize("day", [on(1899, 12, 31), on(2004, 12, 31)])
def test_nothing_of_a_person_is_dated_before_the_birth(town: Town, day: ImpreciseDate) -> None:
    home = town.register(items=MOVED)
    who = town.person(home, "王小军")
    stood = raw(town.desk.store, "SELECT count(*) FROM audit_entry")
    for act, make, field in OF_A_PERSON:
        told = refused(town, act, make(home, who, day))
        assert told.field == field, (act.__name__, told.text)
        assert "早于" in told.text, (act.__name__, told.text)
        assert told.text.endswith("，请核对"), (act.__name__, told.text)
    assert raw(town.desk.store, "SELECT count(*) FROM audit_entry") == stood


def test_who_leaves_leaves_after_the_birth(town: Town) -> None:
    home = town.register(items=MOVED)
    who = town.person(home, "王小军")
    for act, draft in (
        (record_marriage_out, MarriedOutDraft(who, on(1899, 12, 31))),
        (record_moved_on, MovedOnDraft((who,), on(1899, 12, 31))),
    ):
        told = refused(town, act, draft)
        assert told.field == "on"
        assert "请核对" in told.text


def test_the_spouse_is_not_divorced_before_the_birth_either(town: Town) -> None:
    home = town.register(items=MOVED)
    head, son = town.person(home, "王国梁"), town.person(home, "王小军")
    told = refused(town, record_divorce, DivorcedDraft(head, on(1999), spouse_uid=son, leaves=False))
    assert told.text == "日期1999年1月1日早于王小军的出生日期2005年1月1日，请核对"


def test_only_what_is_certainly_before_the_birth_is_refused(town: Town) -> None:
    home = town.register(items=MOVED)
    vague = MemberDraft(
        "王二小", "22", without_number(), birth=ImpreciseDate(date(2005, 1, 1), Precision.YEAR)
    )
    who = town.desk.do(add_member, AddMemberDraft(home, vague))
    town.desk.do(record_enlistment, AwayByStateDraft(who, on(2005, 1, 1)))
    son = town.person(home, "王小军")
    in_the_year = ImpreciseDate(date(2005, 1, 1), Precision.YEAR)
    town.desk.do(record_working_away, WorkingAwayDraft(son, in_the_year, "天津"))
    unknown = town.desk.do(add_member, AddMemberDraft(home, MemberDraft("王三小", "22", without_number())))
    told = refused(town, record_enlistment, AwayByStateDraft(unknown, on(1899, 12, 31)))
    assert told.text == "日期1899年12月31日早于1900年，请核对"


def test_a_new_member_has_no_hukou_before_the_birth(town: Town) -> None:
    home = town.register(items=MOVED)
    hukou = HukouDraft(HukouStanding.MOVED_DOOR, since=on(1999))
    told = refused(
        town, add_member, AddMemberDraft(home, member("王小平", "22", "20010101", 15, hukou=hukou))
    )
    assert "早于王小平的出生日期" in told.text


def test_no_day_of_a_home_is_before_there_were_any(town: Town) -> None:
    home = town.register(items=MOVED)
    for act, make, field in OF_A_HOME:
        for day in (on(1899, 12, 31), on(1948, 12, 31)):
            told = refused(town, act, make(town, home, day))
            assert told.field == field, (act.__name__, told.text)
            assert told.text == f"日期{day.spoken()}早于1949年，请核对", act.__name__
