"""The households of a city with their people, what is known of them, and what happened since they moved."""

from datetime import date, timedelta
from functools import cache
from typing import Final

from resettle_desktop.foundation.database.search_index import PersonFacts, tokens_for
from resettle_desktop.foundation.database.search_index.spelling import household_keys
from resettle_desktop.foundation.database.search_index.words import SUFFIX_LENGTH
from resettle_desktop.foundation.values.pinyin import name_sort_key
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.circumstances import StatusKind
from resettle_desktop.households.rules.declared import (
    HukouStanding,
    Labour,
    LeavingReason,
    RelocationKind,
    RoomReason,
)
from resettle_desktop.households.rules.homes import TitleStage
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.samples.invented import Inventor
from tests.kit.city.places import Home, Places, Village
from tests.kit.city.rows import Sheets

PEOPLE_AT_HOME: Final = (5, 3, 2, 4, 1, 3)
"""How many people the families have, one after the other."""
ROLES: Final = (
    ("02", Sex.MALE, 1960, 1985),
    ("12", Sex.FEMALE, 1960, 1987),
    ("22", Sex.MALE, 2004, 2018),
    ("32", Sex.FEMALE, 2004, 2018),
    ("52", Sex.FEMALE, 1925, 1943),
)
FATHER_BORN: Final = (1925, 1943)
SON, HEAD = "22", "02"
OF_AGE: Final = date(2009, 1, 1)
OLD: Final = date(1962, 1, 1)
LABOURS: Final = (Labour.ORDINARY, Labour.SKILLED, Labour.ORDINARY, Labour.WEAK, Labour.ORDINARY, None)
A_HEAD: Final = 2500
A_HEAD_FEN: Final = 200_000
FIRST_CHANGE: Final = date(2020, 3, 1)
NAMELESS: Final = "^"
"""The word of a name that is not there."""


def every(serial: int, number: int, at: int = 0) -> bool:
    """Whether it is the turn of one in so many."""
    return serial % number == at


class Families:
    """Adds households one by one."""

    def __init__(self, sheets: Sheets, inventor: Inventor, places: Places) -> None:
        self.lived_in = 0
        self._sheets = sheets
        self._inventor = inventor
        self._places = places
        self._serial = sheets.household.last

    def add(self) -> None:
        """Make up one household with everything about it."""
        self._serial += 1
        serial, sheets = self._serial, self._sheets
        home = None if every(serial, 33) else next(self._places.homes)
        village = self._places.villages[serial % len(self._places.villages)]
        size = PEOPLE_AT_HOME[serial % len(PEOPLE_AT_HOME)]
        allowed = (home.area_hundredths if home else 0) // A_HEAD
        heads = allowed - 1 if allowed and every(serial, 500, 1) else max(size, allowed)
        lineage = sheets.household.next_uid
        household = sheets.household.add(
            lineage,
            f"大{serial:06}",
            village.id,
            RelocationKind.ALONGSIDE if every(serial, 10) else RelocationKind.REGISTERED_POOR,
            2016 + serial % 4,
            heads,
            heads * A_HEAD_FEN,
        )
        if home is not None and not every(serial, 8):
            stage = TitleStage.IN_PROGRESS if every(serial, 9) else TitleStage.ISSUED
            sheets.title.add(household, home.room_id, stage)
        if every(serial, 2):
            standing = every(serial, 50)
            sheets.old_home.add(lineage, *((None, None) if standing else ("2019-10-01", "month")))
        rooms = self._live_in(household, home, serial) if home is not None else ""
        site = home.site if home is not None else ""
        common = of_household(f"大{serial:06}", rooms, site, village)
        inherited = size == 1 and every(serial // 6, 3)
        head = self._people(household, common, size, inherited=inherited)
        if every(serial, 90):
            sheets.event.begun(self._day(serial), EventCode.TITLE_ISSUED, household, head, None, True)

    def _live_in(self, household: int, home: Home, serial: int) -> str:
        """Give the household its rooms; return their words."""
        sheets, room = self._sheets, home.room_id
        if every(serial, 40, 7):
            day = self._day(serial)
            before = next(self._places.homes)
            since = (before.room_id, household, RoomReason.ALLOCATED)
            sheets.home.until(day, *since, None, ended=(*since, RoomReason.EXCHANGED))
            sheets.home.begun(day, room, household, RoomReason.EXCHANGED, None)
        else:
            sheets.home.since(room, household, RoomReason.ALLOCATED, None)
        if every(serial, 800, 2):
            second = next(self._places.homes)
            sheets.home.since(second.room_id, household, RoomReason.ALLOCATED, None)
            return f"{of_room(home.label)} {of_room(second.label)}"
        return of_room(home.label)

    def _people(self, household: int, common: str, size: int, *, inherited: bool) -> int:
        """Add the members, who are found by words in ``common``; return the key of the first."""
        inventor, sheets, serial = self._inventor, self._sheets, self._serial
        surname, day = inventor.surname(), self._day(serial)
        head_name, first = "", 0
        for order, (relation, sex, first_year, last_year) in enumerate(ROLES[:size]):
            own = surname if relation in {"02", "22", "32"} else inventor.surname()
            name = inventor.name(own, sex)
            birth = inventor.birth(first_year, last_year)
            key, number = self._person(name, sex, birth)
            if order == 0:
                head_name, first = name, key
            if inherited:
                self._inherited(household, key, surname, day)
            else:
                sheets.member.since(key, household, relation, None)
            phones = self._phone(key, order)
            sheets.hukou.since(key, HukouStanding.MOVED_DOOR if serial % 3 else HukouStanding.NOT_MOVED)
            if OLD < birth < OF_AGE and key % 4 == 0:
                sheets.job.since(key, "邻省工地", 10)
            kin = "" if head_name == name else of_kin(head_name)
            words = f"{of_name(name)} {kin} {common} {of_person(number, birth, phones)}"
            sheets.words.append((key, words))
        if not inherited:
            sheets.head.since(household, first)
        self.lived_in += size
        return first

    def _person(self, name: str, sex: Sex, birth: date) -> tuple[int, str]:
        number, sheets = self._inventor.number(birth, sex), self._sheets
        place = self.lived_in + len(sheets.words)
        state: tuple[str | None, ...] = (number, NumberState.VERIFIED, None, None)
        if every(place, 70):
            state = (None, NumberState.NONE, "刚出生", f"2026-{place % 12 + 1:02}-15")
        elif every(place, 190):
            state = (number, NumberState.TO_CHECK, "与户口簿不一致", f"2026-{place % 12 + 1:02}-20")
        labour = LABOURS[place % len(LABOURS)] if OLD < birth < OF_AGE else Labour.NONE
        key = sheets.person.add(name, sort_key(name), sex, birth.isoformat(), *state, labour)
        return key, state[0] or ""

    def _phone(self, key: int, order: int) -> tuple[str, ...]:
        if (order == 0 and key % 20) or (order == 1 and key % 3 == 0):
            phone = self._inventor.phone()
            self._sheets.phone.since(key, phone)
            return (phone,)
        if order == 0 and key % 40:
            self._sheets.phone.since(key, None)
        return ()

    def _inherited(self, household: int, son: int, surname: str, day: str) -> None:
        """The father headed the household until he died; then his son did."""
        sheets, inventor = self._sheets, self._inventor
        name, birth = inventor.name(surname, Sex.MALE), inventor.birth(*FATHER_BORN)
        father, number = self._person(name, Sex.MALE, birth)
        belonged = (father, household, HEAD)
        sheets.member.until(day, *belonged, None, ended=(*belonged, LeavingReason.DIED))
        sheets.member.until(day, son, household, SON, None)
        sheets.member.begun(day, son, household, HEAD, None)
        sheets.head.until(day, household, father)
        sheets.head.begun(day, household, son)
        sheets.hukou.until(day, father, HukouStanding.MOVED_DOOR)
        sheets.hukou.begun(day, father, HukouStanding.DEAD)
        sheets.status.begun(day, father, StatusKind.DEAD)
        later = every(self._serial, 5)
        paper = None if later else "死亡医学证明"
        sheets.event.begun(day, EventCode.DIED, household, father, paper, later)
        words = f"{of_name(name)} {of_person(number, birth, ())}"
        sheets.words.append((father, words))

    def _day(self, serial: int) -> str:
        """Some day between the two sittings."""
        return (FIRST_CHANGE + timedelta(days=serial % 1200)).isoformat()


# What is said of many is put into words once.


@cache
def sort_key(name: str) -> str:
    """What a name is ordered by."""
    return name_sort_key(name)


@cache
def of_name(name: str) -> str:
    """The words of a name."""
    return tokens_for(PersonFacts(name=name))


@cache
def of_place(village: Village, site: str) -> str:
    """The words of where people come from and live."""
    facts = PersonFacts(
        name="", site=site, hamlet=village.hamlet, village=village.name, township=village.township
    )
    return without_name(facts)


@cache
def of_kin(head_name: str) -> str:
    """The words of the head of the household."""
    return without_name(PersonFacts(name="", head_name=head_name))


@cache
def of_room(room: str) -> str:
    """The words of a room."""
    return without_name(PersonFacts(name="", room=room))


def of_household(number: str, rooms: str, site: str, village: Village) -> str:
    """The words all people of a household have."""
    own = " ".join("n" + key for key in household_keys(number))
    return f"{of_place(village, site)} {own} {rooms}"


def of_person(number: str, birth: date, phones: tuple[str, ...]) -> str:
    """The words nobody else has."""
    day = birth.strftime("%Y%m%d")
    words = f"d{day} d{day[2:]}"
    if number:
        words += " r" + number.lower()[: -SUFFIX_LENGTH - 1 : -1]
    for phone in phones:
        words += " s" + phone[: -SUFFIX_LENGTH - 1 : -1]
    return words


def without_name(facts: PersonFacts) -> str:
    """The words of facts that name nobody."""
    return " ".join(word for word in tokens_for(facts).split() if word != NAMELESS)
