"""The code tables of the register."""

import pytest

from resettle_desktop.foundation.values.code_tables import (
    HEAD_OF_HOUSEHOLD,
    Table,
    code_table,
    expected_sex,
)
from resettle_desktop.foundation.values.sex import Sex

COUNTS = {
    Table.RELATION: 84,
    Table.ETHNIC: 58,
    Table.EDUCATION: 40,
    Table.POLITICAL: 13,
    Table.MARITAL: 8,
}


@pytest.mark.parametrize("name", Table)
def test_each_table_is_whole_and_its_parents_exist(name: Table) -> None:
    table = code_table(name)
    assert len(table) == COUNTS[name]
    assert len({entry.code for entry in table}) == len(table)
    for entry in table:
        assert entry.code in table
        assert not entry.parent or entry.parent in table
        assert table.by_name(entry.name) is not None
        assert entry in table.find(entry.code)


def test_words_of_stored_codes() -> None:
    relations = code_table(Table.RELATION)
    assert relations.label(HEAD_OF_HOUSEHOLD) == "户主"
    assert relations.label(None) == ""
    assert relations.label("9X") == "9X"
    assert code_table(Table.POLITICAL).label("01") == "中共党员"
    with pytest.raises(KeyError):
        relations["9X"]


@pytest.mark.parametrize(
    ("table", "typed", "found"),
    [
        (Table.ETHNIC, "hz", "汉族"),
        (Table.ETHNIC, "hui", "回族"),
        (Table.ETHNIC, "01", "汉族"),
        (Table.RELATION, "zz", "长子"),
        (Table.RELATION, "changzi", "长子"),
        (Table.RELATION, "22", "长子"),
        (Table.RELATION, "孙", "孙子"),
        (Table.POLITICAL, "qz", "群众"),
        (Table.POLITICAL, "党员", "中共党员"),
    ],
)
def test_choices_by_code_sound_and_part(table: Table, typed: str, found: str) -> None:
    assert found in [entry.label for entry in code_table(table).find(typed)]


@pytest.mark.parametrize(
    ("code", "sex"),
    [
        ("12", Sex.FEMALE),
        ("11", Sex.MALE),
        ("22", Sex.MALE),
        ("38", Sex.FEMALE),
        ("28", Sex.MALE),
        ("56", Sex.FEMALE),
        ("10", None),
        ("02", None),
        ("99", None),
        ("??", None),
    ],
)
def test_the_relation_proposes_the_sex(code: str, sex: Sex | None) -> None:
    assert expected_sex(code) is sex


def test_sexes_have_words_and_codes() -> None:
    assert [(sex.label, sex.code) for sex in Sex] == [
        ("男", "1"),
        ("女", "2"),
        ("未知", "0"),
        ("未说明", "9"),
    ]
