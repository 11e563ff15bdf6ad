"""How a member stands to the head of the household (GB/T 4761-2008, two digits)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.values.sex import Sex

HEAD: Final = "02"
NOT_RELATED: Final = "99"
OTHER_RELATIVE: Final = "97"

# fmt: off
RELATIONS: Final = {
    "02": "户主", "10": "配偶", "11": "夫", "12": "妻", "20": "子", "21": "独生子", "22": "长子",
    "23": "次子", "24": "三子", "25": "四子", "26": "五子", "27": "养子或继子", "28": "女婿",
    "29": "其他儿子", "30": "女", "31": "独生女", "32": "长女", "33": "次女", "34": "三女", "35": "四女",
    "36": "五女", "37": "养女或继女", "38": "儿媳", "39": "其他女儿", "40": "孙子、孙女或外孙子、外孙女",
    "41": "孙子", "42": "孙女", "43": "外孙子", "44": "外孙女", "45": "孙媳妇或外孙媳妇",
    "46": "孙女婿或外孙女婿", "47": "曾孙子或外曾孙子", "48": "曾孙女或外曾孙女",
    "49": "其他孙子、孙女或外孙子、外孙女", "50": "父母", "51": "父亲", "52": "母亲", "53": "公公",
    "54": "婆婆", "55": "岳父", "56": "岳母", "57": "继父或养父", "58": "继母或养母",
    "59": "其他父母关系", "60": "祖父母或外祖父母", "61": "祖父", "62": "祖母", "63": "外祖父",
    "64": "外祖母", "65": "配偶的祖父母或外祖父母", "66": "曾祖父", "67": "曾祖母",
    "68": "配偶的曾祖父母或外曾祖父母", "69": "其他祖父母或外祖父母关系", "70": "兄、弟、姐、妹",
    "71": "兄", "72": "嫂", "73": "弟", "74": "弟媳", "75": "姐姐", "76": "姐夫", "77": "妹妹",
    "78": "妹夫", "79": "其他兄弟姐妹", "80": "其他", "81": "伯父", "82": "伯母", "83": "叔父",
    "84": "婶母", "85": "舅父", "86": "舅母", "87": "姨父", "88": "姨母", "89": "姑父", "90": "姑母",
    "91": "堂兄弟、堂姐妹", "92": "表兄弟、表姐妹", "93": "侄子", "94": "侄女", "95": "外甥",
    "96": "外甥女", "97": "其他亲属", "99": "非亲属",}
# fmt: on
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

MALE: Final = SONS | {"11", "28", "41", "43", "46", "51", "53", "55", "57", "61", "63", "66", "71", "73"} | {
    "76", "78", "81", "83", "85", "87", "89", "93", "95",
}  # fmt: skip
FEMALE: Final = DAUGHTERS | {"12", "38", "42", "44", "45", "52", "54", "56", "58", "62", "64", "67", "72"} | {
    "74", "75", "77", "82", "84", "86", "88", "90", "94", "96",
}  # fmt: skip


def sex_of_relation(code: str) -> Sex | None:
    """The sex a relation tells (妻, 长子), or None where it tells nothing."""
    if code in MALE:
        return Sex.MALE
    return Sex.FEMALE if code in FEMALE else None


def relation_name(code: str) -> str:
    """The official name; an unknown code stands for itself, so that an old record stays readable."""
    return RELATIONS.get(code, code)


def father_relations(relation: str) -> tuple[str, ...]:
    """Whose man in the household is the father of a member in this relation, the likelier first.

    A child of the head is the head's or, where the head is a woman, her husband's.
    """
    if relation in CHILDREN:
        return (HEAD, "11", "10")
    return ("51",) if relation == HEAD else ()


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
