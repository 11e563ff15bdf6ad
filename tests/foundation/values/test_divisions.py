"""The national list of counties and townships, and how it is searched."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resettle_desktop.foundation.values.division_code import Level, clean_division_code, level_of, parent_of
from resettle_desktop.foundation.values.divisions import Divisions, national_divisions


@pytest.fixture(scope="module")
def country() -> Divisions:
    return national_divisions()


def every_code(country: Divisions) -> list[str]:
    found = []
    above = [division.code for division in country.under("")]
    while above:
        found += above
        above = [
            below.code for code in above if level_of(code) < Level.COUNTY for below in country.under(code)
        ]
    return found


def test_the_whole_country_is_there(country: Divisions) -> None:
    assert len(country.under("")) == 34
    assert len(country) == 34 + 342 + 2978 - 3 + 41_352
    assert len(country.under("14")) == 11
    assert len(country.under("1409")) == 15
    assert [division.name for division in country.under("140929")][:2] == ["岚漪镇", "三井镇"]
    assert len(country.under("441900000000")) > 30


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("岢岚", "山西省忻州市岢岚县"),
        ("klx", "山西省忻州市岢岚县"),
        ("kelan", "山西省忻州市岢岚县"),
        ("ke'lan", "山西省忻州市岢岚县"),
        ("忻州岢岚", "山西省忻州市岢岚县"),
        ("山西省忻州市岢岚县", "山西省忻州市岢岚县"),
        ("岢岚县宋家沟", "山西省忻州市岢岚县宋家沟镇"),
        ("kl sjg", "山西省忻州市岢岚县宋家沟镇"),
        ("岢岚 sjg", "山西省忻州市岢岚县宋家沟镇"),
        ("140929102", "山西省忻州市岢岚县宋家沟镇"),
        ("140929102000", "山西省忻州市岢岚县宋家沟镇"),
        ("140929000000", "山西省忻州市岢岚县"),
        ("xz", "山西省忻州市"),
        ("北京", "北京市"),
        ("东城区", "北京市东城区"),
        ("东莞", "广东省东莞市"),
        ("台湾", "台湾省"),
    ],
)
def test_units_are_found_as_they_are_typed(country: Divisions, typed: str, path: str) -> None:
    found = country.search(typed)
    assert path in [division.path for division in found]
    within = country.search(typed, within=found[0].code[:2])
    assert all(division.code.startswith(found[0].code[:2]) for division in within)


def test_the_county_is_always_shown_and_names_are_not_unique(country: Divisions) -> None:
    towns = [division for division in country.search("城关镇", limit=200) if division.name == "城关镇"]
    assert len(towns) > 80
    assert len({division.path for division in towns}) == len(towns)


def test_higher_units_come_first(country: Divisions) -> None:
    levels = [division.level for division in country.search("忻州")]
    assert levels == sorted(levels)
    assert country.search("1409")[0].name == "忻州市"


@pytest.mark.parametrize("typed", ["", " ", "zzzzzz", "没有这个地方", "999999", "!?", "岢岚 zzz"])
def test_nothing_is_found_for_nothing(country: Divisions, typed: str) -> None:
    assert country.search(typed) == ()


def test_paths_of_unknown_and_local_units_go_as_far_as_known(country: Divisions) -> None:
    assert country.path("140929102200") == "山西省忻州市岢岚县宋家沟镇"
    assert country.path("L140929600") == "山西省忻州市岢岚县"
    assert country.path("L14092960007") == "山西省忻州市岢岚县"
    assert country.path("L14092910207") == "山西省忻州市岢岚县宋家沟镇"
    assert country.path("149999001000") == "山西省"
    assert country.path("110101001000") == "北京市东城区东华门街道"
    assert country.named("149999") is None


def test_every_unit_has_a_sound_code_and_a_known_parent(country: Divisions) -> None:
    for code in every_code(country)[::3]:
        assert clean_division_code(code) == code
        parent = parent_of(code)
        assert parent is None or country.named(parent) is not None


@example("L00000000:00")
@example("000000000000")
@given(st.text(max_size=12) | st.text("岢岚忻州klx1409 '", max_size=8))
def test_any_text_can_be_typed(typed: str) -> None:
    small = Divisions({"14": "山西省", "1409": "忻州市", "140929": "岢岚县", "140929102": "宋家沟镇"})
    assert len(small.search(typed)) <= 4
    small.path(typed)
