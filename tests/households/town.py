"""A small place for tests of the register: an office, one site, an origin village, families made up."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.queries import HouseholdView, household_view, search_people
from resettle_desktop.households.rules.identity import NumberDraft, NumberState
from resettle_desktop.households.use_cases import HouseholdDraft, MemberDraft, register_household
from resettle_desktop.office.use_cases.setting_up import set_up_office, setup_actor
from resettle_desktop.samples import PRACTICE_OFFICE
from resettle_desktop.samples.invented import invented_number
from resettle_desktop.sites.queries import room_rows, rooms_like
from resettle_desktop.sites.rules import Plan
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    OriginVillageDraft,
    SiteDraft,
    add_building,
    add_origin_village,
    add_site,
)
from tests.kit.office import Desk

TODAY = date(2026, 11, 3)
AREA = "149999"


def number(birth: str, order: int) -> str:
    """A right number for a birth written 19520101; an odd order is a man's."""
    return invented_number(AREA, date(int(birth[:4]), int(birth[4:6]), int(birth[6:])), order)


def without_number(reason: str = "没有带证件", days: int = 30) -> NumberDraft:
    """Somebody who has no number today."""
    return NumberDraft(state=NumberState.NONE, reason=reason, chase_on=TODAY + timedelta(days=days))


def member(name: str, relation: str, birth: str, order: int, **more: Any) -> MemberDraft:
    """A member with a number; the head has a telephone."""
    values: dict[str, Any] = {"number": NumberDraft(number(birth, order))}
    if relation == "02":
        values["phone"] = f"1380000{order:04}"
    values.update(more)
    return MemberDraft(name, relation, **values)


def wangs() -> tuple[MemberDraft, ...]:
    """A family of five."""
    return (
        member("王国梁", "02", "19780512", 11),
        member("李改莲", "12", "19800304", 12),
        member("王小军", "22", "20050101", 13),
        member("王小红", "32", "20100601", 14),
        member("张秀英", "52", "19500909", 16),
    )


@dataclass
class Town:
    """The desk with what was set up, and short words for what tests do most."""

    desk: Desk
    site: str
    building: str
    origin: str

    def room(self, label: str) -> str:
        """The uid of a room."""
        return self.desk.ask(rooms_like, label, 1)[0].uid

    def register(self, *members: MemberDraft, room: str | None = None, **more: Any) -> str:
        """Register a household of these members (a family of five when none are given)."""
        draft = HouseholdDraft(
            members=members or wangs(),
            origin_uid=self.origin,
            room_uid=self.room(room) if room else None,
            **more,
        )
        return self.desk.do(register_household, draft)

    def view(self, uid: str, as_of: date = TODAY) -> HouseholdView:
        """A household on a day."""
        return self.desk.ask(household_view, uid, as_of)

    def found(self, typed: str) -> list[str]:
        """The names a search finds today, in order."""
        answer = self.desk.ask(search_people, typed, None, civil_date(self.desk.clock.instant))
        return [hit.name for hit in answer.hits]

    def person(self, household: str, name: str) -> str:
        """The uid of a member."""
        return next(m.person.uid for m in self.view(household).members if m.person.name == name)


def town_of(desk: Desk) -> Town:
    """Set the office up and make its places."""
    with desk.store.working(setup_actor("一号窗口")) as work:
        set_up_office(work, PRACTICE_OFFICE)
    site = desk.do(add_site, SiteDraft("云水苑", address="柳沟镇迎宾路18号"))
    plan = Plan(units=2, floors=5, rooms_per_floor=2)
    building = desk.do(add_building, BuildingDraft(site, "3号楼", plan=plan, area_hundredths=10530))
    origin = desk.do(add_origin_village, OriginVillageDraft("晋川省云州市青岭县沟门乡", "石湾村", "后沟"))
    assert len(desk.ask(room_rows, building)) == 20
    return Town(desk, site, building, origin)


def on(year: int, month: int = 1, day: int = 1) -> ImpreciseDate:
    """A day known exactly."""
    return ImpreciseDate(date(year, month, day))
