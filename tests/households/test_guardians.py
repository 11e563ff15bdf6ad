"""Guardians: given, put right, ended; who is left without one."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.models import Guardianship
from resettle_desktop.households.queries import (
    Lacking,
    ListFilter,
    first_households,
    first_people,
    people_ids,
)
from resettle_desktop.households.queries.guardians import guardians_of, without_guardian
from resettle_desktop.households.rules.circumstances import GuardianReason
from resettle_desktop.households.rules.guardianship import GUARDIAN_AWAY, NO_GUARDIAN
from resettle_desktop.households.use_cases import (
    EndGuardianshipDraft,
    GuardianDraft,
    HouseholdItems,
    end_guardianship,
    set_guardian,
)
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    record_death,
    record_missing,
)
from resettle_desktop.households.use_cases.finding import find_person
from resettle_desktop.households.use_cases.guardians import (
    NO_SUCH_GUARDIANSHIP,
    NOT_ALIVE,
    NOT_HIMSELF,
    WHO,
    end_guardianships_of,
)
from resettle_desktop.office.rules import Role
from tests.households.town import TODAY, Town, member, on

MINOR = GuardianReason.MINOR


def rows(town: Town) -> list[Guardianship]:
    """The guardianships believed today, in the order they begin."""
    statement = select(Guardianship).where(known(Guardianship)).order_by(Guardianship.starts)
    with town.desk.store.reading() as session:
        found = list(session.execute(statement).scalars())
        session.expunge_all()
    return found


def child_and(town: Town, *others: str) -> list[str]:
    """The uids of 王小红, sixteen years old, and of others of the family of five."""
    household = town.register()
    return [town.person(household, name) for name in ("王小红", *others)]


def test_one_of_our_people_becomes_guardian_and_no_longer_is(town: Town) -> None:
    child, grandmother = child_and(town, "张秀英")
    draft = GuardianDraft(child, MINOR, grandmother, relation="祖母", phone="138 0000 0016", since=on(2020))
    town.desk.do(set_guardian, draft)
    (row,) = rows(town)
    assert (row.guardian_name, row.phone, row.relation, row.ends) == ("张秀英", "13800000016", "祖母", None)
    town.desk.do(end_guardianship, EndGuardianshipDraft(row.uid, on(2026, 5, 1)))
    assert [row.ends for row in rows(town)] == [on(2026, 5, 1).earliest]
    with pytest.raises(Refusal, match=NO_SUCH_GUARDIANSHIP):
        town.desk.do(end_guardianship, EndGuardianshipDraft(row.uid))


def test_a_guardian_by_name_is_put_right_and_another_stands_beside_him(town: Town) -> None:
    child, _ = child_and(town, "王国梁")
    town.desk.do(set_guardian, GuardianDraft(child, MINOR, name="赵 德胜", since=on(2020)))
    town.desk.do(set_guardian, GuardianDraft(child, MINOR, name="赵德胜", relation="舅舅", since=on(2020)))
    town.desk.do(set_guardian, GuardianDraft(child, MINOR, name="孙桂兰", since=on(2021)))
    assert [(row.guardian_name, row.relation) for row in rows(town)] == [("赵德胜", "舅舅"), ("孙桂兰", None)]


def test_what_cannot_be_is_refused(town: Town) -> None:
    (child,) = child_and(town)
    for draft, why, field in (
        (GuardianDraft(child, MINOR, child), NOT_HIMSELF, "guardian"),
        (GuardianDraft(child, MINOR), WHO, "guardian"),
        (GuardianDraft(child, MINOR, name="赵德胜", phone="1380"), "手机号", "phone"),
        (GuardianDraft(child, MINOR, name="赵德胜", since=on(2009)), "早于王小红的出生日期", "since"),
        (GuardianDraft(child, MINOR, name="赵德胜", since=on(2027)), "还没有到", "since"),
    ):
        with pytest.raises(Refusal, match=why) as refused:
            town.desk.do(set_guardian, draft)
        assert refused.value.field == field


@act("试办监护人去世", needs=(Role.HOUSEHOLD_CLERK,))
def lose_guardian(work: Work, draft: EndGuardianshipDraft) -> list[int]:
    """What a death does of guardianships; the draft names the guardian himself."""
    person = find_person(work, draft.guardianship_uid)
    work.about("person", person.uid, person.name)
    return end_guardianships_of(work, person.id, draft.on or ImpreciseDate(work.today))


def test_a_death_ends_every_guardianship_of_the_guardian(town: Town) -> None:
    child, brother, grandmother = child_and(town, "王小军", "张秀英")
    town.desk.do(set_guardian, GuardianDraft(child, MINOR, grandmother, since=on(2020)))
    town.desk.do(set_guardian, GuardianDraft(brother, MINOR, grandmother, since=on(2026, 3)))
    died = ImpreciseDate(on(2025, 12).earliest, Precision.MONTH)
    left = town.desk.do(lose_guardian, EndGuardianshipDraft(grandmother, died))
    assert len(left) == 2
    # What was told to begin after the death never was.
    assert [(row.starts, row.ends) for row in rows(town)] == [(on(2020).earliest, on(2025, 12).earliest)]
    assert town.desk.do(lose_guardian, EndGuardianshipDraft(grandmother, died)) == []


# Who should have one

LONG_AGO = HouseholdItems(moved_in=on(2018))


def orphans(town: Town, as_of: date = TODAY) -> list[tuple[str, str]]:
    """Who is listed, and why."""
    return [(row.name, row.why) for row in town.desk.ask(without_guardian, as_of)]


def test_a_child_without_parents_in_the_household_is_listed_until_it_has_a_guardian(town: Town) -> None:
    household = town.register(
        member("张秀英", "02", "19500909", 16),
        member("王小红", "42", "20100601", 14),
        member("王小军", "41", "20050101", 13),
        items=LONG_AGO,
    )
    child, grandmother = town.person(household, "王小红"), town.person(household, "张秀英")
    assert orphans(town) == [("王小红", NO_GUARDIAN)]
    assert orphans(town, date(2028, 6, 1)) == [], "she is grown up"
    assert "王小军" in [name for name, _ in orphans(town, date(2022, 12, 31))]
    town.desk.do(set_guardian, GuardianDraft(child, MINOR, grandmother, relation="祖母", since=on(2020)))
    assert orphans(town) == []
    (row,) = town.desk.ask(guardians_of, child, TODAY)
    assert (row.name, row.guardian_uid, row.away) == ("张秀英", grandmother, "")
    town.desk.do(end_guardianship, EndGuardianshipDraft(row.uid, on(2026, 5, 1)))
    assert orphans(town) == [("王小红", NO_GUARDIAN)]
    assert orphans(town, date(2026, 4, 30)) == []
    assert town.desk.ask(without_guardian, TODAY, household_uid=household)[0].household is not None
    assert town.desk.ask(without_guardian, TODAY, household_uid=town.origin) == ()


def test_parents_in_the_household_are_guardians_enough_while_they_are_there(town: Town) -> None:
    household = town.register(items=LONG_AGO)
    assert orphans(town) == []
    mother = town.person(household, "李改莲")
    town.desk.do(record_death, DeathDraft(mother, on(2026, 2, 1)))
    assert orphans(town) == [], "the father is there"
    father = town.person(household, "王国梁")
    town.desk.do(record_missing, MissingDraft(father, on(2026, 3, 1)))
    assert orphans(town) == [("王小红", NO_GUARDIAN)]
    assert orphans(town, date(2026, 2, 15)) == []


def test_who_loses_his_guardian_is_listed_with_the_reason(town: Town) -> None:
    household = town.register(items=LONG_AGO)
    brother, grandmother = town.person(household, "王小军"), town.person(household, "张秀英")
    draft = GuardianDraft(brother, GuardianReason.INCAPABLE, grandmother, since=on(2024))
    town.desk.do(set_guardian, draft)
    assert orphans(town) == []
    before = town.desk.clock.instant
    town.desk.clock.advance(minutes=5)
    town.desk.do(record_death, DeathDraft(grandmother, on(2026, 10, 1)))
    assert orphans(town) == [("王小军", GUARDIAN_AWAY.format("张秀英", "死亡"))]
    assert town.desk.ask(without_guardian, TODAY, before) == (), "nobody knew of the death yet"
    town.desk.do(set_guardian, GuardianDraft(brother, GuardianReason.INCAPABLE, name="赵德胜"))
    assert orphans(town) == []
    with pytest.raises(Refusal, match=NOT_ALIVE[2:]):
        town.desk.do(set_guardian, GuardianDraft(brother, MINOR, grandmother))


def test_who_has_no_guardian_narrows_the_lists_like_anything_else(town: Town) -> None:
    """The filter 缺什么 finds the same as the page 没有监护人, and combines with age and place."""
    lonely = town.register(
        member("张秀英", "02", "19500909", 16), member("王小红", "42", "20100601", 14), room="3-1-101"
    )
    town.register(member("高二牛", "02", "19700101", 41), member("高小牛", "22", "20120101", 42))

    def people(then: datetime | None = None, **more: Any) -> list[str]:
        wanted = ListFilter(lacking=Lacking.GUARDIAN, **more)
        found = town.desk.ask(first_people, wanted, TODAY, then, limit=60)
        ids = town.desk.ask(people_ids, wanted, TODAY, then)
        assert [row.id for row in found] == list(ids)
        return [row.name for row in found]

    assert people() == ["王小红"] == [name for name, _ in orphans(town)]
    assert people(town.desk.clock.instant) == ["王小红"]
    assert people(oldest=10) == []
    assert people(without_room=True) == []
    homes = town.desk.ask(first_households, ListFilter(lacking=Lacking.GUARDIAN), TODAY, limit=60)
    assert [row.uid for row in homes] == [lonely]
    child, grandmother = town.person(lonely, "王小红"), town.person(lonely, "张秀英")
    town.desk.do(set_guardian, GuardianDraft(child, MINOR, grandmother, since=on(2020)))
    assert people() == []
