"""The table of surnames."""

import pytest

from resettle_desktop.foundation.values.surnames import split_surname, surname_readings


def test_each_reading_has_a_syllable_for_each_character() -> None:
    for surname, spoken in surname_readings().items():
        assert 1 <= len(spoken) <= 2
        assert len(set(spoken)) == len(spoken)
        for reading in spoken:
            assert len(reading.split()) == len(surname)
            assert reading.replace(" ", "").isascii()
            assert reading.islower()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王伟", ("王", "伟")),
        ("欧阳修", ("欧阳", "修")),
        ("欧阳", ("欧", "阳")),
        ("司徒美堂", ("司徒", "美堂")),
        ("", ("", "")),
        ("王", ("王", "")),
    ],
)
def test_compound_surnames_are_kept_whole(name: str, parts: tuple[str, str]) -> None:
    assert split_surname(name) == parts
