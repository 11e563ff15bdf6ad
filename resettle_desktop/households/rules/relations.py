"""How a member stands to the head of the household (GB/T 4761-2008, two digits)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.values.code_tables import Table, code_table
from resettle_desktop.foundation.values.sex import Sex

HEAD: Final = "02"
ONESELF: Final = "01"

RELATIONS: Final = {code: entry.name for code, entry in code_table(Table.RELATION).items() if code != ONESELF}
"""Code to official name. 01 本人 is for forms about one person and has no place in a household."""

COMMON_RELATIONS: Final = (
    "02", "11", "12", "22", "23", "32", "33", "20", "30", "51", "52", "38", "28", "41", "42", "43", "44",
    "53", "54", "55", "56", "61", "62", "71", "73", "75", "77", "97", "99",
)  # fmt: skip
"""Relations in the order a counter meets them; lists show these first."""

SPOUSES: Final = frozenset({"10", "11", "12"})
SONS: Final = frozenset({"20", "21", "22", "23", "24", "25", "26", "27", "29"})
DAUGHTERS: Final = frozenset({"30", "31", "32", "33", "34", "35", "36", "37", "39"})
CHILDREN: Final = SONS | DAUGHTERS
CHILDREN_IN_LAW: Final = frozenset({"28", "38"})
GRANDCHILDREN: Final = frozenset({"40", "41", "42", "43", "44", "49"})
PARENTS: Final = frozenset({"50", "51", "52", "57", "58", "59"})
PARENTS_IN_LAW: Final = frozenset({"53", "54", "55", "56"})


_COUPLES: Final = (
    (frozenset({HEAD}), SPOUSES),
    (frozenset({"51"}), frozenset({"52"})),
    (frozenset({"53"}), frozenset({"54"})),
    (frozenset({"55"}), frozenset({"56"})),
    (frozenset({"61"}), frozenset({"62"})),
    (frozenset({"63"}), frozenset({"64"})),
)
"""Who is married to whom, seen from the head; of a son and his wife it does not tell."""


def spouse_among(relations: Sequence[str], place: int) -> int | None:
    """Where the spouse of the member at ``place`` stands; None where the relations do not tell."""
    for one, other in _COUPLES:
        for mine, theirs in ((one, other), (other, one)):
            if relations[place] in mine:
                there = [number for number, relation in enumerate(relations) if relation in theirs]
                if len(there) == 1 and sum(relation in mine for relation in relations) == 1:
                    return there[0]
    return None


def sex_of_relation(code: str) -> Sex | None:
    """The sex a relation tells (妻, 长子), or None where it tells nothing."""
    entry = code_table(Table.RELATION).get(code)
    return entry.expected_sex if entry else None


def relation_name(code: str) -> str:
    """The official name; an unknown code stands for itself, so that an old record stays readable."""
    return RELATIONS.get(code, code)


FATHERS_OF_CHILDREN: Final = (HEAD, "11", "10")
"""A child of the head is the head's or, where the head is a woman, her husband's."""

FATHERS_OF_HEAD: Final = ("51",)


def father_relations(relation: str) -> tuple[str, ...]:
    """Whose man in the household is the father of a member in this relation, the likelier first."""
    if relation in CHILDREN:
        return FATHERS_OF_CHILDREN
    return FATHERS_OF_HEAD if relation == HEAD else ()


def relation_of_child(mother: str, sex: Sex) -> str | None:
    """How a newborn stands to the head, by its mother's relation; None where that does not tell."""
    if mother == HEAD or mother in SPOUSES:
        return _by_sex(sex, "20", "30")
    if mother in CHILDREN_IN_LAW:
        return _by_sex(sex, "41", "42")
    if mother in DAUGHTERS:
        return _by_sex(sex, "43", "44")
    return None


@dataclass(frozen=True, slots=True)
class Kin:
    """A member as seen from the head of today: relation, sex and year of birth where they are known."""

    relation: str
    sex: Sex
    birth_year: int | None = None


def relations_to_new_head(members: Sequence[Kin], new_head: int) -> tuple[str | None, ...]:
    """Each member's proposed relation when the member at ``new_head`` becomes head.

    A proposal for the clerk to confirm: None where the old relations do not tell (a daughter-in-law may be
    the new head's wife or his brother's).
    """
    head = members[new_head]
    return tuple(
        HEAD if place == new_head else _seen_from(head, member) for place, member in enumerate(members)
    )


def _seen_from(head: Kin, member: Kin) -> str | None:
    if head.relation == HEAD:
        return member.relation
    if head.relation in SPOUSES:
        return _seen_from_spouse(head, member)
    if head.relation in CHILDREN:
        return _seen_from_child(head, member)
    if head.relation in PARENTS:
        return _seen_from_parent(member)
    return None


def _by_sex(sex: Sex, male: str, female: str, unknown: str | None = None) -> str | None:
    return {Sex.MALE: male, Sex.FEMALE: female}.get(sex, unknown)


def _seen_from_spouse(head: Kin, member: Kin) -> str | None:
    if member.relation == HEAD:
        return _by_sex(member.sex, "11", "12", "10")
    if member.relation in CHILDREN | CHILDREN_IN_LAW | GRANDCHILDREN:
        return member.relation
    if member.relation in PARENTS:
        return _by_sex(member.sex, *(("55", "56") if head.sex is Sex.MALE else ("53", "54")))
    if member.relation in PARENTS_IN_LAW:
        return _by_sex(member.sex, "51", "52", "50")
    return None


def _seen_from_child(head: Kin, member: Kin) -> str | None:
    if member.relation == HEAD or member.relation in SPOUSES:
        return _by_sex(member.sex, "51", "52", "50")
    if member.relation in CHILDREN:
        if head.birth_year is None or member.birth_year is None or head.birth_year == member.birth_year:
            return "70"
        elder = member.birth_year < head.birth_year
        return _by_sex(member.sex, "71" if elder else "73", "75" if elder else "77", "70")
    if member.relation in PARENTS:
        return "60"
    return None


def _seen_from_parent(member: Kin) -> str | None:
    if member.relation == HEAD:
        return _by_sex(member.sex, "20", "30")
    if member.relation in PARENTS:
        return _by_sex(member.sex, "11", "12", "10")
    if member.relation in SPOUSES:
        return _by_sex(member.sex, "28", "38")
    if member.relation in CHILDREN:
        return "40"
    return None
