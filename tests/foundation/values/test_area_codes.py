"""Area codes as hints."""

from datetime import date

import pytest

from resettle_desktop.foundation.values.area_codes import known_area
from resettle_desktop.foundation.values.citizen_number import AreaStanding, check_citizen_number


@pytest.mark.parametrize(
    ("code", "standing"),
    [
        ("140929", AreaStanding.CURRENT),
        ("140213", AreaStanding.CURRENT),
        ("142222", AreaStanding.RETIRED),
        ("140202", AreaStanding.RETIRED),
        ("140999", AreaStanding.UNKNOWN),
        ("149999", AreaStanding.UNKNOWN),
        ("140000", AreaStanding.UNKNOWN),
        ("140900", AreaStanding.UNKNOWN),
        ("", AreaStanding.UNKNOWN),
    ],
)
def test_standing(code: str, standing: AreaStanding) -> None:
    assert known_area(code).standing is standing


def test_a_code_given_twice_shows_both_names() -> None:
    assert known_area("142222").names == ("原平县（至1981年）", "定襄县（1982—1999年）")


def test_the_checked_number_says_so() -> None:
    checked = check_citizen_number("142227196207129911", date(2026, 11, 23), known_area)
    assert checked.warnings == ()
    assert checked.hints[0].startswith("地址码142227已停用，曾是")
    assert check_citizen_number("14099919620712991X", date(2026, 11, 23), known_area).warnings
