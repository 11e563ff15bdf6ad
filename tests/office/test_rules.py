"""Roles and presets, passwords and PINs, settings, names and number patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules.names import check_prefix, check_title
from resettle_desktop.office.rules.numbers import check_pattern, filled, numbered
from resettle_desktop.office.rules.roles import (
    GRANTABLE,
    PRESETS,
    ROLE_DUTIES,
    ROLE_NAMES,
    HeldRole,
    Role,
    grantable,
    joined_duties,
    keeps_an_administrator,
    preset_of,
)
from resettle_desktop.office.rules.secrets import (
    PasswordRule,
    PinCost,
    check_password,
    check_pin,
    keep_pin,
    pin_matches,
)
from resettle_desktop.office.rules.settings import SETTINGS, Value, setting_kind

CHEAP = PinCost(n=16, r=1, p=1)


def refusal(function: object, *args: object, **kwargs: object) -> Refusal:
    assert callable(function)
    with pytest.raises(Refusal) as caught:
        function(*args, **kwargs)
    return caught.value


def test_every_role_has_its_official_name_and_its_duties() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert set(ROLE_DUTIES) == set(GRANTABLE)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_gives_every_role_a_desk_and_the_first_desk_the_administrator(preset: object) -> None:
    desks = preset_of(getattr(preset, "key", "")).desks
    assert {role for desk in desks for role in desk.roles} == set(GRANTABLE)
    assert Role.ADMINISTRATOR in desks[0].roles


def test_unknown_presets_and_roles_are_refused() -> None:
    assert refusal(preset_of, "three").field == "preset"
    assert refusal(grantable, "setup").field == "role"
    assert refusal(grantable, "king").field == "role"
    assert grantable("head") is Role.HEAD


def test_one_person_holding_what_two_should_is_told() -> None:
    assert joined_duties(GRANTABLE)
    assert joined_duties([Role.HOUSEHOLD_CLERK, Role.PARTY_CLERK]) == ()


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        ([], False),
        ([HeldRole("a", Role.HEAD, None)], False),
        ([HeldRole("a", Role.ADMINISTRATOR, None)], True),
    ],
)
def test_an_office_needs_an_administrator_without_an_end(held: list[HeldRole], kept: bool) -> None:
    assert keeps_an_administrator(held) is kept


@pytest.mark.parametrize(
    "password", ["Ganlu-2026", "Shan7lian", "wo jia zhu zai shan gou li", "搬迁a1B搬迁搬2"]
)
def test_good_passwords(password: str) -> None:
    check_password(password, login="王桂兰")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "请设一个密码"),
        ("Ab1-", "4位"),
        ("abcdefgh", "3种"),
        ("abcd1234", "太容易"),
        ("P@ssw0rd!", "太容易"),
        ("aaaaaaaaaaaaaaaaaaaa", "太容易"),
        (" Ganlu-2026", "空格"),
        ("Ganlu\t2026", "看不见"),
        ("x王桂兰A1bcdef", "名字"),
    ],
)
def test_weak_passwords_are_refused_with_what_is_missing(password: str, said: str) -> None:
    refused = refusal(check_password, password, login="王桂兰")
    assert refused.field == "password"
    assert said in refused.text


def test_the_rule_can_be_tightened() -> None:
    assert "10位" in refusal(check_password, "Ganlu-202", rule=PasswordRule(length=10)).text
    assert "10位" in PasswordRule(length=10).wording


@pytest.mark.parametrize("pin", ["4826", "90517", "112358"])
def test_good_pins(pin: str) -> None:
    check_pin(pin)


@pytest.mark.parametrize("pin", ["", "123", "1234", "4321", "0000", "1234567", "12a4", "１２３５", "456789"])
def test_bad_pins(pin: str) -> None:
    assert refusal(check_pin, pin).field == "pin"


@given(st.from_regex(r"[0-9]{4,6}", fullmatch=True), st.from_regex(r"[0-9]{4,6}", fullmatch=True))
def test_a_kept_pin_opens_to_itself_only(pin: str, other: str) -> None:
    kept = keep_pin(pin, CHEAP)
    assert pin_matches(pin, kept)
    assert pin_matches(other, kept) is (pin == other)
    assert pin.encode() not in kept.digest


@pytest.mark.parametrize(
    ("pattern", "serial", "number"),
    [
        ("{前缀}{序号4}", 12, "QS0012"),
        ("〔{年}〕{序号}号", 12, "〔2026〕12号"),
        ("{序号3}", 12345, "12345"),
        ("青山搬〔{年}〕{序号2}号", 7, "青山搬〔2026〕07号"),
    ],
)
def test_patterns(pattern: str, serial: int, number: str) -> None:
    parts = {"前缀": "QS", "年": "2026"}
    assert check_pattern(pattern, frozenset(parts)) == pattern
    assert filled(pattern, serial, parts) == number
    assert numbered(pattern, serial, parts, practice=True) == "练" + number


@pytest.mark.parametrize(
    "pattern", ["", "{年}", "{序号}{序号}", "{序号", "{月}{序号}", "}{序号}", "长" * 60 + "{序号}"]
)
def test_patterns_that_cannot_number_anything(pattern: str) -> None:
    assert refusal(check_pattern, pattern, frozenset({"年"}), field="value").field == "value"


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_serials_never_give_one_number(one: int, other: int) -> None:
    same = filled("{序号4}", one, {}) == filled("{序号4}", other, {})
    assert same is (one == other)


def test_every_default_passes_its_own_check() -> None:
    assert len({kind.key for kind in SETTINGS}) == len(SETTINGS)
    for kind in SETTINGS:
        assert kind.check(kind.default) == kind.default


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("idle_lock_minutes", 0),
        ("idle_lock_minutes", 61),
        ("idle_lock_minutes", "十"),
        ("idle_lock_minutes", True),
        ("fuzzy_sounds", ("b_p",)),
        ("fuzzy_sounds", "n_l"),
        ("household_number_pattern", "户"),
        ("paper_number_pattern", "{序号}号"),  # next year's first would be spelled as this year's
        ("certificate_use", "好" * 41),
        ("certificate_phone", "0350\x07"),
        ("centre_name.party", "  "),
    ],
)
def test_values_a_setting_refuses(key: str, value: object) -> None:
    assert refusal(setting_kind(key).check, value).field == "value"


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("idle_lock_minutes", " 15 ", 15),
        ("fuzzy_sounds", ("zh_z", "f_h", "f_h"), ("f_h", "zh_z")),
        ("certificate_use", " 办理  入学 ", "办理 入学"),
    ],
)
def test_values_are_tidied(key: str, value: Value, kept: Value) -> None:
    assert setting_kind(key).check(value) == kept


def test_an_unknown_setting_is_refused() -> None:
    assert refusal(setting_kind, "colour").field == "key"


@pytest.mark.parametrize("text", ["", " 　", "甲\x00乙", "长" * 61])
def test_titles_refused(text: str) -> None:
    assert refusal(check_title, text, "单位名称").field == "name"


@pytest.mark.parametrize(("text", "kept"), [(" qs ", "QS"), ("", ""), ("青山", "青山"), ("A-1", "A-1")])
def test_prefixes(text: str, kept: str) -> None:
    assert check_prefix(text) == kept


@pytest.mark.parametrize("text", ["A B", "ABCDEFGHI", "{年}"])
def test_prefixes_refused(text: str) -> None:
    assert refusal(check_prefix, text).field == "household_prefix"
