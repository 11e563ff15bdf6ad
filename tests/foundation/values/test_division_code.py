"""Division codes: levels, parents, ranges, local codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.division_code import (
    Level,
    clean_division_code,
    is_local,
    level_of,
    parent_of,
    significant,
)

codes = st.builds(
    "{:02}{:02}{:02}{:03}{:03}".format,
    st.integers(11, 82),
    st.integers(1, 99),
    st.integers(1, 99),
    st.integers(1, 599),
    st.integers(1, 599),
)


@pytest.mark.parametrize(
    ("typed", "code", "level"),
    [
        ("14", "140000000000", Level.PROVINCE),
        ("1409", "140900000000", Level.CITY),
        ("140929", "140929000000", Level.COUNTY),
        ("140929102", "140929102000", Level.TOWNSHIP),
        ("140929102200", "140929102200", Level.VILLAGE),
        ("１４０９２９", "140929000000", Level.COUNTY),
        ("441900003", "441900003000", Level.TOWNSHIP),
        (" l140929601 ", "L140929601", Level.TOWNSHIP),
        ("L14092910201", "L14092910201", Level.VILLAGE),
    ],
)
def test_codes_are_kept_with_twelve_digits(typed: str, code: str, level: Level) -> None:
    assert clean_division_code(typed) == code
    assert level_of(code) is level


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("", "2、4、6、9或12位"),
        ("1", "2、4、6、9或12位"),
        ("140929a", "2、4、6、9或12位"),
        ("0409", "2、4、6、9或12位"),
        ("14092910", "2、4、6、9或12位"),
        ("140029", "缺少上级"),
        ("140000102", "缺少上级"),
        ("140929000200", "缺少上级"),
        ("L140929", "2、4、6、9或12位"),
        ("L140929102", "2、4、6、9或12位"),
        ("L14092910200", "2、4、6、9或12位"),
    ],
)
def test_what_is_no_code_is_refused(typed: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_division_code(typed)
    assert part in refused.value.text
    assert refused.value.field == "division"


@given(codes)
def test_the_way_up_has_five_steps(code: str) -> None:
    way = [code]
    while (above := parent_of(way[-1])) is not None:
        way.append(above)
    assert [level_of(step) for step in way] == list(reversed(Level))
    assert all(clean_division_code(significant(step)) == step for step in way)


def test_townships_straight_under_a_city() -> None:
    parent = parent_of("441900003000")
    assert parent == "441900000000"
    assert level_of(parent) is Level.CITY


def test_local_codes_lie_outside_the_national_ranges() -> None:
    township, village = "L140929600", "L14092960007"
    assert (level_of(township), level_of(village)) == (Level.TOWNSHIP, Level.VILLAGE)
    assert parent_of(township) == "140929000000"
    assert parent_of(village) == township
    assert parent_of("L14092910299") == "140929102000"
    assert all(is_local(code) and clean_division_code(code) == code for code in (township, village))


@given(st.text(max_size=14) | st.text("L0123456789", max_size=13))
def test_any_text_is_a_code_or_a_refusal(text: str) -> None:
    try:
        code = clean_division_code(text)
    except Refusal:
        return
    assert clean_division_code(code) == code
    assert level_of(code) in Level
    parent_of(code)
