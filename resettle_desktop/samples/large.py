"""A register of a city's size, written in sets: for benchmarks and for tests of long lists.

Rows, audit and search words are the same as the acts would write; only the checks are left out, because the
families are made right. About 100,000 people a minute.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import Any, Final

from sqlalchemy import func, select

from resettle_desktop.foundation.database.search_index import PersonFacts, tokens_for
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.period import Precision
from resettle_desktop.foundation.values.pinyin import name_sort_key
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.models import (
    Headship,
    Household,
    Membership,
    Person,
    PersonPhone,
    RoomAssignment,
)
from resettle_desktop.households.rules.declared import MembershipReason, RelocationKind, RoomReason
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.use_cases.indexing import write_words
from resettle_desktop.samples.invented import Inventor
from resettle_desktop.sites.models import Building, Room, Site
from resettle_desktop.sites.queries import origin_village_rows
from resettle_desktop.sites.rules import Governance, Plan
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    OriginVillageDraft,
    SiteDraft,
    add_building,
    add_origin_village,
    add_site,
)

HOUSEHOLDS_AT_ONCE: Final = 2000
"""One unit of work, one audit entry."""

PEOPLE_AT_HOME: Final = (5, 3, 2, 4, 1, 3)
"""How many people the families have, one after the other."""

ROLES: Final = (
    ("02", Sex.MALE, 1950, 1990),
    ("12", Sex.FEMALE, 1950, 1992),
    ("22", Sex.MALE, 1990, 2018),
    ("32", Sex.FEMALE, 1990, 2020),
    ("52", Sex.FEMALE, 1932, 1955),
)
FIRST_ORDER: Final = 400
"""The township's people have the numbers before."""

BLOCK: Final = Plan(units=6, floors=18, rooms_per_floor=4)
TOWNSHIP: Final = "晋川省云州市北岭县"


def fill_large(store: Store, actor: Actor, people: int = 200_000, seed: int = 1) -> int:
    """Fill an empty office with invented households until there are so many people; return how many.

    ``actor`` must hold the 户档岗. The same seed on the same day makes the same people.
    """
    with store.reading() as session:
        first = (session.execute(select(func.max(Household.id))).scalar_one() or 0) + 1
    homes = _homes(store, actor, -(-people // 3) + len(PEOPLE_AT_HOME))
    inventor = Inventor(Random(seed), FIRST_ORDER)
    written = 0
    numbers = iter(range(first, 10**9))
    while written < people:
        with store.working(actor) as work, work.acting("fill_large"):
            batch = _Batch(work, inventor, people - written)
            for home in islice(homes, HOUSEHOLDS_AT_ONCE):
                if not batch.wants_more:
                    break
                batch.add_household(next(numbers), home)
            batch.write()
        written += batch.count
    return written


def _homes(store: Store, actor: Actor, count: int) -> Iterator[tuple[Any, Any]]:
    """So many rooms with an origin village each."""
    needed = count
    site = 0
    while needed > 0:
        site += 1
        with store.working(actor) as work:
            site_uid = add_site(work, SiteDraft(f"安和{site}区", Governance.URBAN))
        for label in range(1, 11):
            with store.working(actor) as work:
                add_building(work, BuildingDraft(site_uid, str(label), plan=BLOCK, area_hundredths=7500))
            needed -= BLOCK.units * BLOCK.floors * BLOCK.rooms_per_floor
            if needed <= 0:
                break
    for village in range(60):
        draft = OriginVillageDraft(
            f"{TOWNSHIP}第{village % 6 + 1}乡", f"柏树沟{village}村", f"{village % 9 + 1}队"
        )
        with store.working(actor) as work:
            add_origin_village(work, draft)
    with store.reading() as session:
        villages = [row for row in origin_village_rows(session) if row.division_name.startswith(TOWNSHIP)]
        rooms = session.execute(
            select(Room.id, Room.label, Site.name)
            .join(Building, Building.id == Room.building_id)
            .join(Site, Site.id == Building.site_id)
            .where(Site.name.startswith("安和"))
            .order_by(Room.id)
        ).all()
    return ((room, villages[place % len(villages)]) for place, room in enumerate(rooms))


class _Batch:
    """The rows of one unit of work, table by table."""

    def __init__(self, work: Work, inventor: Inventor, wanted: int) -> None:
        self.work = work
        self.inventor = inventor
        self.wanted = wanted
        self.count = 0
        self._households: list[dict[str, Any]] = []
        self._people: list[dict[str, Any]] = []
        self._at_home: list[int] = []
        self._homes: list[Any] = []

    @property
    def wants_more(self) -> bool:
        """Whether another household is asked for."""
        return self.count < self.wanted

    def add_household(self, serial: int, home: tuple[Any, Any]) -> None:
        """Make up one household for a room."""
        uid = new_uid()
        size = PEOPLE_AT_HOME[serial % len(PEOPLE_AT_HOME)]
        self._households.append(
            {
                "uid": uid,
                "lineage_uid": uid,
                "number": f"大{serial:06}",
                "registered_on": self.work.today,
                "origin_village_id": home[1].id,
                "relocation_kind": RelocationKind.REGISTERED_POOR,
                "task_year": 2018,
                "moved_in": date(2018, 11, 1),
                "moved_in_precision": Precision.MONTH,
            }
        )
        surname = self.inventor.surname()
        for relation, sex, first_year, last_year in ROLES[:size]:
            own = surname if relation in {"02", "22", "32"} else self.inventor.surname()
            name = self.inventor.name(own, sex)
            birth = self.inventor.birth(first_year, last_year)
            self._people.append(
                {
                    "name": name,
                    "name_sort": name_sort_key(name),
                    "sex": sex,
                    "birth": birth,
                    "birth_precision": Precision.DAY,
                    "ethnicity": "01",
                    "relocated": True,
                    "number": self.inventor.number(birth, sex),
                    "number_state": NumberState.VERIFIED,
                }
            )
        self._at_home.append(size)
        self._homes.append(home)
        self.count += size

    def write(self) -> None:
        """Write all rows and the words people are found by."""
        work = self.work
        households = work.insert_many(Household, self._households)
        people = work.insert_many(Person, self._people)
        since = {"starts": date(2018, 11, 1), "starts_precision": Precision.MONTH}
        memberships, heads, rooms, phones = [], [], [], []
        words: list[tuple[int, str]] = []
        place = 0
        for household, size, (room, village) in zip(households, self._at_home, self._homes, strict=True):
            head = self._people[place]
            phone = self.inventor.phone()
            for order in range(size):
                key, person = people[place], self._people[place]
                memberships.append(
                    {
                        "person_id": key,
                        "household_id": household,
                        "relation": ROLES[order][0],
                        "reason": MembershipReason.REGISTERED,
                        **since,
                    }
                )
                facts = PersonFacts(
                    name=person["name"],
                    number=person["number"],
                    birth=person["birth"],
                    phones=(phone,) if order == 0 else (),
                    household_number=self._households[household - households[0]]["number"],
                    room=room.label,
                    site=room.name,
                    hamlet=village.hamlet,
                    village=village.name,
                    township=village.division_name,
                    head_name=head["name"],
                )
                words.append((key, tokens_for(facts)))
                place += 1
            heads.append({"household_id": household, "person_id": people[place - size], **since})
            rooms.append(
                {"room_id": room.id, "household_id": household, "reason": RoomReason.ALLOCATED, **since}
            )
            phones.append({"person_id": people[place - size], "phone": phone, **since})
        work.insert_many(Membership, memberships)
        work.insert_many(Headship, heads)
        work.insert_many(RoomAssignment, rooms)
        work.insert_many(PersonPhone, phones)
        for first in range(0, len(words), 400):
            write_words(work, words[first : first + 400])
