"""How places are named, typed and generated."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.division_code import clean_division_code
from resettle_desktop.foundation.values.line import clean_line

LONGEST_LABEL: Final = 40
LONGEST_PLACE: Final = 120
MOST_UNITS: Final = 30
MOST_FLOORS: Final = 60
MOST_ROOMS_PER_FLOOR: Final = 40
LARGEST_AREA_HUNDREDTHS: Final = 100_000_00
TITLE_UNIT_LENGTH: Final = 28

_DASHES: Final = re.compile(r"[‐‑‒–—―−_/\\]")
_WORDS: Final = re.compile(r"(号楼|栋|幢|座|排|单元|门洞|号院|室|号房|号|楼)")
_AREA: Final = re.compile(r"(\d{1,6})(?:\.(\d{1,2}))?")
_DIGITS: Final = re.compile(r"[0-9]+")


class Governance(StrEnum):
    """How a site is governed; it selects the names of levels, bodies and indicators."""

    URBAN = "urban"
    RURAL = "rural"


GOVERNANCE_NAMES: Final = {Governance.URBAN: "城镇社区治理", Governance.RURAL: "农村村级治理"}


@dataclass(frozen=True, slots=True)
class SizeClass:
    """规模: what a site of at least ``least`` people is called; of one governance, or (None) of both."""

    name: str
    least: int
    governance: Governance | None = None


SIZE_CLASSES: Final = (
    SizeClass("特大型", 10_000),
    SizeClass("大型", 3_000),
    SizeClass("中型", 800),
    SizeClass("小型", 0),
)
"""What holds until the office settles its own: no paper was found that fixes the bounds."""

MOST_CLASSES: Final = 12
MOST_PEOPLE: Final = 1_000_000


def size_class_of(people: int, governance: Governance, classes: Sequence[SizeClass]) -> str:
    """The class of a site of so many people, "" where none fits; its governance's own classes go first."""
    own = [one for one in classes if one.governance is governance]
    fitting = [one for one in own or classes if one.governance in {None, governance} and one.least <= people]
    return max(fitting, key=lambda one: one.least).name if fitting else ""


def checked_size_classes(classes: Sequence[SizeClass], *, field: str = "classes") -> tuple[SizeClass, ...]:
    """The classes as they may be kept, the largest first. Raises Refusal for two that are one."""
    if not classes:
        raise Refusal("请至少填写一档", field)
    if len(classes) > MOST_CLASSES:
        raise Refusal(f"最多{MOST_CLASSES}档，现在是{len(classes)}档", field)
    checked: list[SizeClass] = []
    for one in classes:
        name = clean_line(one.name, what="规模名称", field=field, longest=20)
        if not name:
            raise Refusal("请填写规模名称", field)
        if not 0 <= one.least <= MOST_PEOPLE:
            raise Refusal(f"“{name}”的人数应在0到{MOST_PEOPLE}之间，请核对", field)
        for other in checked:
            if other.governance is one.governance and name == other.name:
                raise Refusal(f"“{name}”填了两次，请核对", field)
            if other.governance is one.governance and one.least == other.least:
                raise Refusal(f"“{other.name}”和“{name}”都从{one.least}人起，请核对", field)
        checked.append(SizeClass(name, one.least, one.governance))
    return tuple(sorted(checked, key=lambda one: (one.governance or "", -one.least)))


class Numbering(StrEnum):
    """How the doors of a floor are numbered."""

    FLOOR_AND_DOOR = "floor_and_door"
    RUNNING = "running"


NUMBERING_NAMES: Final = {
    Numbering.FLOOR_AND_DOOR: "层号加门号（501）",
    Numbering.RUNNING: "从1起连续编号（1、2、3…）",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How a building is laid out: so many units of so many floors with so many doors each (一层几户).

    ``units`` 0 is a row of single houses without entrances of their own.
    """

    units: int
    floors: int
    rooms_per_floor: int
    numbering: Numbering = Numbering.FLOOR_AND_DOOR
    first_floor: int = 1


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """One room a plan asks for: its unit's label ("" without), its door and its floor."""

    unit: str
    door: str
    floor: int


def planned_rooms(plan: Plan) -> Iterator[PlannedRoom]:
    """Every room of a plan, unit by unit, floor by floor; numbers start anew in every unit.

    Raises Refusal for a plan no building has.
    """
    _check_plan(plan)
    for unit in range(1, plan.units + 1) if plan.units else (0,):
        running = 0
        for floor in range(plan.first_floor, plan.first_floor + plan.floors):
            for door in range(1, plan.rooms_per_floor + 1):
                running += 1
                number = f"{floor}{door:02}" if plan.numbering is Numbering.FLOOR_AND_DOOR else str(running)
                yield PlannedRoom(str(unit) if unit else "", number, floor)


def _check_plan(plan: Plan) -> None:
    bounds = (
        (0 <= plan.units <= MOST_UNITS, f"单元数应在0到{MOST_UNITS}之间，请核对", "units"),
        (1 <= plan.floors <= MOST_FLOORS, f"层数应在1到{MOST_FLOORS}之间，请核对", "floors"),
        (
            1 <= plan.rooms_per_floor <= MOST_ROOMS_PER_FLOOR,
            f"一层户数应在1到{MOST_ROOMS_PER_FLOOR}之间，请核对",
            "rooms_per_floor",
        ),
        (1 <= plan.first_floor <= MOST_FLOORS, "起始楼层应从1层起，请核对", "first_floor"),
    )
    for fits, text, field in bounds:
        if not fits:
            raise Refusal(text, field)


def clean_label(text: str, *, field: str, what: str, word: str = "") -> str:
    """The label of a building, unit or door as it is kept: half-width, without the counting word.

    ``word`` (号楼, 单元, 室) is what clerks may add; 3号楼 and 3 are the same building. Raises Refusal for a
    blank or endless label and for hyphens, which separate the parts of a room's label.
    """
    half_width = unicodedata.normalize("NFKC", text)
    label = clean_line(half_width, what=what, field=field, longest=LONGEST_LABEL)
    for ending in sorted(word.split(), key=len, reverse=True):
        if label.endswith(ending) and _DIGITS.fullmatch(label.removesuffix(ending).strip()):
            label = label.removesuffix(ending).strip()
            break
    if not label:
        raise Refusal(f"请填写{what}", field)
    if _DASHES.sub("-", label).count("-"):
        raise Refusal(f"{what}里不要用横线，横线用来分隔楼栋、单元和房号", field)
    return label


BUILDING_WORDS: Final = "号楼 栋 幢 座 楼 排"
UNIT_WORDS: Final = "单元 门洞"
DOOR_WORDS: Final = "室 号 号房"


def clean_building_label(text: str) -> str:
    """A building's label: 3号楼 is kept as 3."""
    return clean_label(text, field="label", what="楼栋号", word=BUILDING_WORDS)


def clean_unit_label(text: str) -> str:
    """A stair unit's label: 2单元 is kept as 2."""
    return clean_label(text, field="unit", what="单元号", word=UNIT_WORDS)


def clean_door(text: str) -> str:
    """A door's number: 501室 is kept as 501."""
    return clean_label(text, field="door", what="房号", word=DOOR_WORDS)


def room_label(building: str, unit: str, door: str) -> str:
    """The label of a room inside its site: 3-2-501, or 3-12 where there is no unit."""
    return "-".join(part for part in (building, unit, door) if part)


def spoken_room(building: str, unit: str, door: str) -> str:
    """The room as papers write it: 3号楼2单元501室, 3号楼501室, 3排12号; words stay as they are.

    Without a unit a door of three digits (floor and door) is a flat's, a shorter one a single house's.
    """
    flat = bool(unit) or len(door) >= 3
    return "".join(
        f"{label}{word}" if _DIGITS.fullmatch(label) else label
        for label, word in (
            (building, "号楼" if flat else "排"),
            (unit, "单元"),
            (door, "室" if flat else "号"),
        )
    )


def spoken_place(zone: str, building: str, unit: str) -> str:
    """A building, or one of its staircases, as clerks say it: 东区3号楼2单元, 3排; words stay as they are."""
    return zone + "".join(
        f"{label}{word}" if _DIGITS.fullmatch(label) else label
        for label, word in ((building, "号楼"), (unit, "单元"))
    )


def typed_room(text: str) -> str:
    """What a clerk typed for a room, as room labels are written.

    3-2-501, 3 2 501, ３－２－５０１, 3栋2单元501室 and 3号楼 2单元 501 all give 3-2-501.
    """
    typed = _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip())
    typed = re.sub(r"[\s.,，、。]+", "-", _WORDS.sub("-", typed))
    return re.sub(r"-+", "-", typed).strip("-")


def natural_key(text: str) -> str:
    """A key that sorts 2 before 10: every run of digits is padded."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(6), text)


def parse_area(text: str, *, field: str = "area") -> int | None:
    """An area typed in square metres, as hundredths: 105.3 gives 10530; blank gives None.

    Raises Refusal for what is no area.
    """
    typed = unicodedata.normalize("NFKC", text).strip().replace("。", ".")
    typed = re.sub(r"\s*(平方米|平米|㎡|m2|m²)$", "", typed)
    if not typed:
        return None
    match = _AREA.fullmatch(typed)
    if match is None:
        raise Refusal("面积请填平方米数，最多两位小数，如105.30", field)
    hundredths = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
    check_area(hundredths, field=field)
    return hundredths


def check_area(hundredths: int | None, *, field: str = "area") -> None:
    """Refuse an area no dwelling has."""
    if hundredths is not None and not 0 < hundredths <= LARGEST_AREA_HUNDREDTHS:
        raise Refusal("面积不对，请核对平方米数", field)


def spoken_area(hundredths: int | None) -> str:
    """The area as papers write it: 105.30, or "" when nobody knows."""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}"


def clean_place(text: str, *, field: str, what: str, longest: int = LONGEST_PLACE) -> str:
    """A place's name or address as it is kept, "" when blank; a Refusal when ``clean_line`` refuses it."""
    return clean_line(text, what=what, field=field, longest=longest)


def named_place(text: str, *, field: str, what: str) -> str:
    """A place's name that must not be blank."""
    name = clean_place(text, field=field, what=what)
    if not name:
        raise Refusal(f"请填写{what}", field)
    return name


def check_division_code(text: str, *, field: str = "division_code") -> str | None:
    """A division code as it is kept, None when blank; a Refusal when ``clean_division_code`` refuses it."""
    return clean_division_code(text, field=field) if text.strip() else None


def origin_line(division_name: str, name: str, hamlet: str) -> str:
    """The origin as one line, saying no part twice: 示例县沟门乡 + 石湾村 + 后沟."""
    line = division_name
    for part in (name, hamlet):
        line += "" if line.endswith(part) else part
    return line
