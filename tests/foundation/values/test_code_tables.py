"""The code tables of the register."""

import pytest

from resettle_desktop.foundation.values.code_tables import Table, code_table
from resettle_desktop.foundation.values.sex import Sex

COUNTS = {Table.RELATION: 84, Table.ETHNIC: 58}


@pytest.mark.parametrize("name", Table)
def test_each_table_is_whole_and_no_name_stands_twice(name: Table) -> None:
    table = code_table(name)
    assert len(table) == COUNTS[name]
    assert all(entry.code == code and entry.name for code, entry in table.items())
    assert len({entry.name for entry in table.values()}) == len(table)


@pytest.mark.parametrize(
    ("code", "name", "sex"),
    [
        ("02", "户主", None),
        ("10", "配偶", None),
        ("11", "夫", Sex.MALE),
        ("12", "妻", Sex.FEMALE),
        ("22", "长子", Sex.MALE),
        ("47", "曾孙子或外曾孙子", Sex.MALE),
        ("48", "曾孙女或外曾孙女", Sex.FEMALE),
        ("99", "非亲属", None),
    ],
)
def test_a_relation_has_its_official_name_and_tells_a_sex_or_none(
    code: str, name: str, sex: Sex | None
) -> None:
    entry = code_table(Table.RELATION)[code]
    assert (entry.name, entry.expected_sex) == (name, sex)


def test_sexes_have_words_and_codes() -> None:
    assert [(sex.label, sex.code) for sex in Sex] == [
        ("男", "1"),
        ("女", "2"),
        ("未知", "0"),
        ("未说明", "9"),
    ]
