"""Invented families of every kind a counter meets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.declared import (
    HukouStanding,
    MoveMode,
    MoveReason,
    RelocationKind,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.ethnic_groups import HAN
from resettle_desktop.households.rules.homes import HouseholdType, PovertyAttribute, PovertyCause
from resettle_desktop.households.rules.identity import DocumentKind, NumberDraft, NumberState
from resettle_desktop.households.use_cases import HouseholdItems, HukouDraft, MemberDraft
from resettle_desktop.samples.invented import MINORITY_NAMES, NICKNAMES, RARE_NAMES, Inventor

CAME_FROM: Final = tuple(PovertyAttribute)
CAUSES: Final = tuple(PovertyCause)
NOT_MOVED: Final = HukouDraft(HukouStanding.NOT_MOVED, address="迁出村原址")
MOVED: Final = HukouDraft(HukouStanding.MOVED_DOOR, address="安置点门牌")


@dataclass(frozen=True, slots=True)
class Family:
    """A household before it comes to the counter."""

    members: tuple[MemberDraft, ...]
    items: HouseholdItems


class FamilyMaker:
    """Makes up one family after the other; the kinds come round, so that every kind is there."""

    def __init__(self, seed: int, today: date) -> None:
        self.random = Random(seed)
        self.inventor = Inventor(self.random)
        self.today = today
        self.kinds = (
            self.family_of_five,
            self.young_couple,
            self.old_couple,
            self.grandmother_and_child,
            self.alone,
            self.family_of_five,
            self.woman_as_head,
            self.young_couple,
        )

    def families(self, count: int) -> Iterator[Family]:
        """So many families; among them every odd case once or more."""
        odd = iter(self.odd_cases())
        for place in range(count):
            members = next(odd, None) if place % 4 == 3 else None
            if members is None:
                members = self.kinds[place % len(self.kinds)]()
            yield Family(self._settled(members), self.items(len(members)))

    # Kinds

    def family_of_five(self) -> list[MemberDraft]:
        """A couple, two children and a grandmother."""
        surname = self.inventor.surname()
        return [
            self.person("02", surname, Sex.MALE, 1968, 1986),
            self.person("12", self.inventor.surname(), Sex.FEMALE, 1969, 1988),
            self.person("22", surname, Sex.MALE, 1995, 2008),
            self.person("32", surname, Sex.FEMALE, 2003, 2016),
            self.person("52", self.inventor.surname(), Sex.FEMALE, 1938, 1952),
        ]

    def young_couple(self) -> list[MemberDraft]:
        """A couple with one small child."""
        surname = self.inventor.surname()
        return [
            self.person("02", surname, Sex.MALE, 1985, 1996),
            self.person("12", self.inventor.surname(), Sex.FEMALE, 1986, 1997),
            self.person("21", surname, Sex.MALE, 2015, 2024),
        ]

    def old_couple(self) -> list[MemberDraft]:
        """Two old people whose children live elsewhere."""
        return [
            replace(
                self.person("02", self.inventor.surname(), Sex.MALE, 1940, 1958),
                nickname=self.random.choice(NICKNAMES),
            ),
            self.person("12", self.inventor.surname(), Sex.FEMALE, 1942, 1960),
        ]

    def grandmother_and_child(self) -> list[MemberDraft]:
        """A grandmother bringing up her grandchild."""
        return [
            self.person("02", self.inventor.surname(), Sex.FEMALE, 1950, 1962),
            self.person("41", self.inventor.surname(), Sex.MALE, 2010, 2019),
        ]

    def alone(self) -> list[MemberDraft]:
        """One old man, without a telephone."""
        person = self.person("02", self.inventor.surname(), Sex.MALE, 1938, 1960)
        return [replace(person, phone="", no_phone=True, nickname=self.random.choice(NICKNAMES))]

    def woman_as_head(self) -> list[MemberDraft]:
        """A woman heads the household; her husband and their daughter."""
        surname = self.inventor.surname()
        return [
            self.person("02", self.inventor.surname(), Sex.FEMALE, 1970, 1988),
            self.person("11", surname, Sex.MALE, 1968, 1986),
            self.person("32", surname, Sex.FEMALE, 1998, 2014),
        ]

    def odd_cases(self) -> Iterator[list[MemberDraft]]:
        """What is hard to register, each once: rare characters, long names, missing numbers, twins."""
        for name in RARE_NAMES:
            head, *others = self.old_couple()
            yield [replace(head, name=name), *others]
        for name, ethnicity, sex in MINORITY_NAMES:
            head = self.person("02", "马", sex, 1970, 1990)
            yield [replace(head, name=name, ethnicity=ethnicity)]
        for relations in (("22",), ("32", "33")):
            head, wife, _ = self.young_couple()
            yield [head, wife, *(self.newborn(relation, head.name[:1]) for relation in relations)]
        yield [self.only_a_year("02"), *self.old_couple()[1:]]
        yield [self.never_registered("02")]
        yield [self.with_doubtful_number("02"), *self.old_couple()[1:]]
        yield [self.with_legacy_number("02"), *self.old_couple()[1:]]

    # People

    def person(self, relation: str, surname: str, sex: Sex, first_year: int, last_year: int) -> MemberDraft:
        """Somebody with a number, born between two years."""
        birth = self.inventor.birth(first_year, last_year)
        grown = self.today.year - birth.year >= 18
        return MemberDraft(
            name=self.inventor.name(surname, sex),
            relation=relation,
            number=NumberDraft(self.inventor.number(birth, sex)),
            phone=self.inventor.phone() if grown else "",
            ethnicity=HAN,
            hukou=self.random.choice((NOT_MOVED, NOT_MOVED, MOVED)),
        )

    def newborn(self, relation: str, surname: str) -> MemberDraft:
        """A child of this month with a birth certificate and no number yet."""
        sex = Sex.FEMALE if relation[0] == "3" else Sex.MALE
        return MemberDraft(
            name=self.inventor.name(surname, sex),
            relation=relation,
            number=NumberDraft(
                state=NumberState.NONE,
                reason="新生儿，还没有落户",
                chase_on=self.today + timedelta(days=30),
                document_kind=DocumentKind.BIRTH_CERTIFICATE,
                document_number=f"T14{self.random.randint(0, 9_999_999):07}",
            ),
            sex=sex,
            birth=ImpreciseDate(self.today - timedelta(days=20)),
            ethnicity=HAN,
        )

    def only_a_year(self, relation: str) -> MemberDraft:
        """An old man who knows the year of his birth only, and whose papers are lost."""
        return MemberDraft(
            name=self.inventor.name(self.inventor.surname(), Sex.MALE),
            relation=relation,
            number=NumberDraft(
                state=NumberState.NONE,
                reason="证件遗失，号码记不得",
                chase_on=self.today + timedelta(days=7),
            ),
            phone=self.inventor.phone(),
            sex=Sex.MALE,
            birth=ImpreciseDate(date(1941, 1, 1), Precision.YEAR),
            ethnicity=HAN,
        )

    def never_registered(self, relation: str) -> MemberDraft:
        """A woman who never had a hukou; she is asked again today."""
        return MemberDraft(
            name=self.inventor.name(self.inventor.surname(), Sex.FEMALE),
            relation=relation,
            number=NumberDraft(state=NumberState.NONE, reason="一直没有落户", chase_on=self.today),
            no_phone=True,
            sex=Sex.FEMALE,
            birth=ImpreciseDate(date(1963, 3, 1), Precision.MONTH),
            hukou=HukouDraft(HukouStanding.UNREGISTERED),
        )

    def with_doubtful_number(self, relation: str) -> MemberDraft:
        """A man whose card says a number that cannot be right."""
        birth = self.inventor.birth(1950, 1965)
        right = self.inventor.number(birth, Sex.MALE)
        wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
        return MemberDraft(
            name=self.inventor.name(self.inventor.surname(), Sex.MALE),
            relation=relation,
            number=NumberDraft(wrong, NumberState.TO_CHECK, "证件上的号码就是这样，待公安核实"),
            phone=self.inventor.phone(),
            sex=Sex.MALE,
            birth=ImpreciseDate(birth),
            ethnicity=HAN,
        )

    def with_legacy_number(self, relation: str) -> MemberDraft:
        """An old man with a number of fifteen digits."""
        birth = self.inventor.birth(1938, 1955)
        person = self.person(relation, self.inventor.surname(), Sex.MALE, 1938, 1955)
        return replace(person, number=NumberDraft(self.inventor.legacy_number(birth, Sex.MALE)))

    # Households

    def items(self, heads: int) -> HouseholdItems:
        """What is known of a household beside its people: of two in three all, of the others little."""
        year = self.random.randint(2016, 2020)
        moved_in = ImpreciseDate(date(year, self.random.randint(1, 12), 1), Precision.MONTH)
        if self.random.random() < 0.35:
            return HouseholdItems(moved_in=ImpreciseDate(date(year, 1, 1), Precision.YEAR))
        serial = self.random.randint(1, 999)
        kind = self.random.choice(
            (RelocationKind.REGISTERED_POOR, RelocationKind.REGISTERED_POOR, RelocationKind.ALONGSIDE)
        )
        poor = kind is RelocationKind.REGISTERED_POOR
        return HouseholdItems(
            relocation_kind=kind,
            household_type=HouseholdType.OUT_OF_POVERTY if poor else HouseholdType.ORDINARY,
            poverty_attribute=CAME_FROM[serial % len(CAME_FROM)] if poor else None,
            poverty_exit_year=year if poor else None,
            causes=(CAUSES[serial % len(CAUSES)],) if poor else (),
            task_year=year,
            settlement_mode=SettlementMode.CONCENTRATED,
            settlement_focus=self.random.choice((SettlementFocus.TOWN, SettlementFocus.NEW_VILLAGE)),
            move_mode=self.random.choice(tuple(MoveMode)),
            move_reason=self.random.choice(tuple(MoveReason)),
            agreement_no=f"青易搬{year}-{serial:03}",
            agreement_on=ImpreciseDate(date(year - 1, self.random.randint(1, 12), 12)),
            agreement_heads=heads,
            benefited_heads=heads,
            self_funded_fen=heads * 250_000,
            moved_in=moved_in,
        )

    def _settled(self, members: list[MemberDraft]) -> tuple[MemberDraft, ...]:
        """The members, each with a telephone or a word about it where the form asks."""
        head, *others = members
        if not head.phone and not head.no_phone:
            head = replace(head, phone=self.inventor.phone())
        return (head, *others)
