"""Citizen numbers: the vectors, the accepted and refused cases of the counter, and what they show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import (
    AreaAnswer,
    AreaStanding,
    Group,
    NumberKind,
    WrongNumber,
    check_character,
    check_citizen_number,
    first_eighteen,
    group_number,
    mask_number,
    normalised_number,
)
from resettle_desktop.foundation.values.sex import Sex

TODAY = date(2026, 11, 23)
RETIRED = {
    "142227": "原县（1983—1999年）",
    "142201": "忻州市（1983—1999年）",
    "140202": "城区",
    "142301": "孝义县",
}


def areas(code: str) -> AreaAnswer:
    if code in RETIRED:
        return AreaAnswer(AreaStanding.RETIRED, (RETIRED[code],))
    return AreaAnswer(AreaStanding.UNKNOWN if code == "140999" else AreaStanding.CURRENT)


# typed, expected, kind or the group at fault, birth, sex
VECTORS = [
    ("140902200303079924", "accept", "resident", "2003-03-07", "female"),
    ("140902198503079929", "accept", "resident", "1985-03-07", "female"),
    ("140929196207129910", "accept", "resident", "1962-07-12", "male"),
    ("142227196207129911", "hint", "resident", "1962-07-12", "male"),
    ("142201196504129914", "hint", "resident", "1965-04-12", "male"),
    ("140202197001019931", "hint", "resident", "1970-01-01", "male"),
    ("140213199001019913", "accept", "resident", "1990-01-01", "male"),
    ("142301194806069925", "hint", "resident", "1948-06-06", "female"),
    ("14099919620712991X", "warn", "resident", "1962-07-12", "male"),
    ("810000199001019910", "accept", "hmt_permit", "1990-01-01", "male"),
    ("820000199001019920", "accept", "hmt_permit", "1990-01-01", "female"),
    ("830000199001019914", "accept", "hmt_permit", "1990-01-01", "male"),
    ("914840199001019912", "accept", "foreign_pr", "1990-01-01", "male"),
    ("140902200402299914", "accept", "resident", "2004-02-29", "male"),
    ("140902190002299919", "reject", "BIRTH", "", ""),
    ("140902200302319914", "reject", "BIRTH", "", ""),
    ("140902209011019912", "reject", "BIRTH", "", ""),
    ("140902183001019916", "reject", "BIRTH", "", ""),
    ("140902200303079920", "reject", "CHECK", "", ""),
    ("140902200330079924", "reject", "CHECK", "", ""),
    ("14090220010101994X", "accept", "resident", "2001-01-01", "female"),
    ("14090220010101994x", "accept", "resident", "2001-01-01", "female"),
    (" 140902200303079924", "accept", "resident", "2003-03-07", "female"),
    ("140902 20030307 9924", "accept", "resident", "2003-03-07", "female"),
    ("１４０９０２２００３０３０７９９２４", "accept", "resident", "2003-03-07", "female"),
    ("14090220030307992", "reject", "", "", ""),
    ("1409022003030799241", "reject", "", "", ""),
    ("140902850307992", "upgrade", "legacy15", "1985-03-07", "female"),
    ("140902000307992", "upgrade", "legacy15", "1900-03-07", "female"),
    ("1409028503079A2", "reject", "BIRTH", "", ""),
    ("", "reject", "", "", ""),
]


@pytest.mark.parametrize(("typed", "expected", "kind", "birth", "sex"), VECTORS)
def test_the_thirty_one_vectors(typed: str, expected: str, kind: str, birth: str, sex: str) -> None:
    if expected == "reject":
        with pytest.raises(WrongNumber) as refused:
            check_citizen_number(typed, TODAY, areas)
        assert refused.value.field == "number"
        assert refused.value.text
        assert refused.value.group is (Group[kind] if kind else None)
        return
    checked = check_citizen_number(typed, TODAY, areas)
    assert checked.kind == kind
    assert checked.birth == date.fromisoformat(birth)
    assert checked.sex == sex
    assert bool(checked.warnings) is (expected == "warn")
    assert bool(checked.hints) is (expected == "hint")
    assert (checked.original is not None) is (expected == "upgrade")
    assert check_citizen_number(checked.number, TODAY, areas).number == checked.number


def test_there_are_thirty_one_vectors() -> None:
    assert len(VECTORS) == 31


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("149999195201010015", "校验码不符"),
        ("149999199002290015", "没有这一天：1990年2月29日"),
        ("14999919900229001", "现在是17位"),
        ("", "暂无号码"),
        ("０４９９９９１９５２０１０１００１４", "第1位不能是0"),
        ("14999919520101O014", "第15位是“O”"),
        ("X49999195201010014", "第1位是“X”"),
        ("149999X9520101001X", "第7位是“X”"),
        ("１４９９９９１９５２０１０１００１½", "1"),
        ("一四九九九九", "第1位是“一”"),
        ("١٤٩٩٩٩١٩٥٢٠١٠١٠٠١٤", "第1位"),
    ],
)
def test_each_fault_is_one_sentence_for_the_number_field(typed: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_citizen_number(typed, TODAY, areas)
    assert part in refused.value.text
    assert refused.value.field == "number"


def test_an_accepted_person_of_the_practice_area() -> None:
    checked = check_citizen_number("149999195201010014", TODAY, areas, practice=True)
    assert (checked.birth, checked.sex) == (date(1952, 1, 1), Sex.MALE)
    assert checked.kind is NumberKind.RESIDENT
    assert not checked.warnings


def test_test_areas_are_residents_only_in_practice() -> None:
    def nothing_known(code: str) -> AreaAnswer:
        return AreaAnswer(AreaStanding.UNKNOWN, (code,))

    for area in ("149999", "990101"):
        seventeen = area + "19520101001"
        number = seventeen + check_character(seventeen)
        practised = check_citizen_number(number, TODAY, nothing_known, practice=True)
        assert (practised.kind, practised.warnings) == (NumberKind.RESIDENT, ())
        real = check_citizen_number(number, TODAY, nothing_known)
        assert real.warnings or real.kind is NumberKind.FOREIGN_PR


def test_fifteen_digits_keep_what_stood_on_the_paper() -> None:
    checked = check_citizen_number("149999680315003", TODAY)
    assert checked.number == "149999196803150035"
    assert checked.original == "149999680315003"
    assert checked.kind is NumberKind.LEGACY15


def test_areas_are_hints_and_never_bars() -> None:
    retired = check_citizen_number("142227196207129911", TODAY, areas)
    assert retired.hints == ("地址码142227已停用，曾是原县（1983—1999年）",)
    assert check_citizen_number("14099919620712991X", TODAY).warnings == ()
    seventeen = "71000019900101991"
    assert check_citizen_number(seventeen + check_character(seventeen), TODAY).warnings


def test_a_multiplication_sign_is_the_letter_meant() -> None:
    assert check_citizen_number("14090220010101994×", TODAY).number == "14090220010101994X"


def test_invisible_characters_of_a_pasted_number_are_dropped() -> None:
    pasted = "\ufeff140902\u200b20030307\u202c9924\t\r\n"
    assert normalised_number(pasted) == "140902200303079924"


def test_a_disability_card_is_compared_by_its_first_eighteen() -> None:
    assert first_eighteen("14090220010101994x41") == "14090220010101994X"
    assert first_eighteen("14090220010101994X41B1") == "14090220010101994X"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("140902200303079924", "140902 20030307 9924"),
        ("140902850307992", "140902 850307 992"),
        ("1409022003", "140902 2003"),
        ("", ""),
        ("14090220030307992411", "140902 20030307 9924 11"),
    ],
)
def test_numbers_are_shown_in_groups(typed: str, shown: str) -> None:
    assert group_number(typed) == shown
    assert normalised_number(shown) == normalised_number(typed)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("140902200303079924", "140902********9924"),
        ("140902850307992", "140902*****7992"),
        ("P123456", "P1***56"),
        ("", ""),
    ],
)
def test_masked_numbers(number: str, masked: str) -> None:
    assert mask_number(number) == masked


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("14090A", Group.AREA),
        ("149999199002290015", Group.BIRTH),
        ("140902200303079920", Group.CHECK),
        ("1409022003030799", None),
    ],
)
def test_the_group_at_fault_is_told(typed: str, group: Group | None) -> None:
    with pytest.raises(WrongNumber) as refused:
        check_citizen_number(typed, TODAY)
    assert refused.value.group is group


births = st.dates(date(1897, 1, 1), TODAY)


@given(
    area=st.integers(110000, 699999).map(str),
    birth=births,
    order=st.integers(0, 999),
    place=st.integers(0, 16),
    digit=st.integers(1, 9),
)
def test_every_right_number_passes_and_one_wrong_digit_never_does(
    area: str, birth: date, order: int, place: int, digit: int
) -> None:
    seventeen = f"{area}{birth:%Y%m%d}{order:03}"
    number = seventeen + check_character(seventeen)
    checked = check_citizen_number(group_number(number).lower(), TODAY)
    assert checked.number == number
    assert checked.birth == birth
    assert checked.sex is (Sex.MALE if order % 2 else Sex.FEMALE)
    changed = str((int(number[place]) + digit) % 10)
    with pytest.raises(WrongNumber):
        check_citizen_number(number[:place] + changed + number[place + 1 :], TODAY)


@given(st.text(max_size=30) | st.text("0123456789xX -", max_size=24))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    group_number(text)
    mask_number(text)
    try:
        checked = check_citizen_number(text, TODAY)
    except WrongNumber:
        return
    assert checked.birth <= TODAY


@given(births)
def test_fifteen_digits_become_the_eighteen_of_the_last_century(birth: date) -> None:
    if birth.year not in range(1900, 2000):
        return
    checked = check_citizen_number(f"149999{birth:%y%m%d}123", TODAY)
    assert checked.birth == birth
    assert checked.number[:17] == f"149999{birth:%Y%m%d}123"
