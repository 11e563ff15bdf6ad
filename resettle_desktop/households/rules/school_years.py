"""在校生状况 as the registers write it: a stage of schooling and, where it has them, the year of it."""

from collections.abc import Iterator, Mapping
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.rules.declared import SCHOOL_STAGES, SchoolStage, word

GRADES: Final[Mapping[str, range]] = {
    SchoolStage.JUNIOR: range(7, 10),
    SchoolStage.SENIOR: range(1, 4),
    SchoolStage.VOCATIONAL: range(1, 4),
    SchoolStage.HIGHER_VOCATIONAL: range(1, 4),
    SchoolStage.TECHNICIAN: range(1, 5),
    SchoolStage.BACHELOR: range(1, 6),
}
"""The years a stage has; those of the nine-year school are counted through."""

NO_SUCH_GRADE: Final = "{}没有{}年级，请核对"
_NUMERALS: Final = "零一二三四五六七八九"
_APART: Final = "."


def check_grade(stage: SchoolStage, grade: int | None, field: str) -> int | None:
    """A year the stage has, or None where nobody said it."""
    if grade is not None and grade not in GRADES.get(stage, ()):
        raise Refusal(NO_SUCH_GRADE.format(SCHOOL_STAGES[stage], grade), field)
    return grade


def spoken_school(stage: str, grade: int | None) -> str:
    """七年级, 普通高中二年级; the stage alone where the year is not known."""
    name = word(SCHOOL_STAGES, stage)
    if grade is None:
        return name
    return f"{'' if stage == SchoolStage.JUNIOR else name}{_NUMERALS[grade]}年级"


def school_code(stage: SchoolStage | None, grade: int | None) -> str | None:
    """Stage and year as one value of a list to choose from."""
    if stage is None:
        return None
    return stage.value if grade is None else f"{stage.value}{_APART}{grade}"


def school_of(code: str) -> tuple[SchoolStage | None, int | None]:
    """Stage and year of a value chosen; nothing of "" and of what stands in no list."""
    stage, _, grade = code.partition(_APART)
    known = next((one for one in SchoolStage if one.value == stage), None)
    return known, int(grade) if known is not None and grade.isdecimal() else None


def school_choices() -> Iterator[tuple[str, str]]:
    """Every value a register knows: each stage, and below it its years."""
    for stage, name in SCHOOL_STAGES.items():
        yield stage.value, name
        for grade in GRADES.get(stage, ()):
            yield f"{stage.value}{_APART}{grade}", spoken_school(stage, grade)
