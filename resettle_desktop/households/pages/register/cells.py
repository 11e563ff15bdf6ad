"""The columns of the member grid and what their cells offer."""

from collections.abc import Callable
from datetime import date
from typing import Final

from resettle_desktop.foundation.ui.inputs import (
    Choice,
    ChoiceInput,
    DateInput,
    NameInput,
    NumberInput,
    choices_of,
)
from resettle_desktop.foundation.ui.rows_input import RowColumn
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.relations import COMMON_RELATIONS, RELATIONS

NAME: Final = "name"
NUMBER: Final = "number"
RELATION: Final = "relation"
SEX: Final = "sex"
BIRTH: Final = "birth"
PASSED_OVER: Final = frozenset({RELATION, SEX, BIRTH})
"""Cells Enter does not stop at when something stands in them already."""

SEXES: Final = (
    Choice(Sex.MALE.value, Sex.MALE.label, keys=("1", "m")),
    Choice(Sex.FEMALE.value, Sex.FEMALE.label, keys=("2", "f")),
)


def relation_choices() -> tuple[Choice, ...]:
    """All relations, those a counter meets first."""
    rest = [code for code in RELATIONS if code not in COMMON_RELATIONS]
    return choices_of((code, RELATIONS[code]) for code in (*COMMON_RELATIONS, *rest))


def member_columns(today: Callable[[], date]) -> tuple[RowColumn, ...]:
    """The columns in the order of the paper form."""
    relations = relation_choices()
    return (
        RowColumn(NAME, "姓名", NameInput, chars=6),
        RowColumn(NUMBER, "公民身份号码", lambda: NumberInput("身份证号，没有就填“无”"), chars=13),
        RowColumn(RELATION, "与户主关系", lambda: ChoiceInput(relations), chars=5),
        RowColumn(SEX, "性别", lambda: ChoiceInput(SEXES), chars=3),
        RowColumn(BIRTH, "出生日期", lambda: DateInput(today, ""), chars=7),
    )
