"""What a disability card says, how health is kept, what is noticed about one person's 补充资料."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import check_character
from resettle_desktop.households.rules.circumstances import DisabilityKind
from resettle_desktop.households.rules.column_words import spoken_value
from resettle_desktop.households.rules.declared import Education, Health, Labour, Marital, SchoolStage
from resettle_desktop.households.rules.disability_card import (
    KIND_DIGITS,
    SOMEBODY_ELSE,
    WRONG_CHECK,
    holder_remark,
    read_card,
    read_if_one,
)
from resettle_desktop.households.rules.health import NOT_BOTH, TOGETHER, health_of, kept_health, spoken_health
from resettle_desktop.households.rules.person_remarks import ItemFacts, remarks_on_person

TODAY = date(2026, 11, 3)
HOLDER = "14999919520101001" + check_character("14999919520101001")

holders = st.from_regex(r"[1-9][0-9]{16}", fullmatch=True).map(
    lambda places: places + check_character(places)
)
issues = st.one_of(st.just(""), st.integers(0, 9).map("B{}".format), st.integers(0, 99).map("{:02}".format))


@given(holders, st.sampled_from(list(KIND_DIGITS)), st.integers(1, 4), issues, st.booleans())
def test_a_card_tells_holder_kind_and_grade(
    holder: str, kind: str, grade: int, issue: str, grouped: bool
) -> None:
    number = f"{holder}{kind}{grade}{issue}"
    typed = f" {number[:6]}-{number[6:14]} {number[14:]}".lower() if grouped else number
    card = read_card(typed)
    assert (card.number, card.holder, card.kind, card.grade) == (number, holder, KIND_DIGITS[kind], grade)
    assert card.is_well_checked
    assert holder_remark(card, holder) == ""
    assert holder_remark(card, None) == ""


@given(st.text(alphabet="0123456789XB残 -", max_size=24))
def test_whatever_is_typed_is_a_card_or_refused_in_its_field(typed: str) -> None:
    card = read_if_one(typed)
    if card is not None:
        assert len(card.number) in {20, 22}
        assert read_card(card.number) == card
        return
    with pytest.raises(Refusal) as refused:
        read_card(typed)
    assert refused.value.field == "disability_card"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (HOLDER, "现在是18位"),
        (HOLDER + "4", "现在是19位"),
        (HOLDER + "42B", "现在是21位"),
        ("0" + HOLDER[1:] + "42", "前18位应该是身份证号码"),
        (HOLDER + "82", "第19位是“8”"),
        (HOLDER + "45", "第20位是“5”"),
        (HOLDER + "42AA", "最后两位"),
    ],
)
def test_what_is_no_card_says_where(typed: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read_card(typed)


def test_a_card_of_somebody_else_and_one_badly_copied_are_noticed() -> None:
    card = read_card(HOLDER + "42")
    assert card.kind is DisabilityKind.LIMBS
    assert holder_remark(card, "149999197805120011") == SOMEBODY_ELSE.format("149999********" + HOLDER[14:])
    copied = read_card(HOLDER[:17] + ("1" if HOLDER[17] != "1" else "2") + "42")
    assert holder_remark(copied, None) == WRONG_CHECK


@given(st.sets(st.sampled_from(list(Health))))
def test_health_is_kept_in_one_order_or_refused(said: set[Health]) -> None:
    if Health.HEALTHY in said and len(said) > 1:
        with pytest.raises(Refusal, match=NOT_BOTH):
            kept_health(said)
        return
    kept = kept_health(said)
    assert set(health_of(kept)) == said
    assert len(kept or "") <= 40
    assert not said or health_of(kept) in TOGETHER


def test_illnesses_that_go_together_are_spoken_together() -> None:
    assert len(TOGETHER) == 8
    assert spoken_health(health_of("chronic disabled")) == "长期慢性病＋残疾"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("health", "chronic disabled", "长期慢性病、残疾"),
        ("health", Health.CHRONIC, "长期慢性病"),
        ("disability_grade", 2, "二级"),
        ("disability", DisabilityKind.LIMBS, "肢体"),
        ("note", "腿脚 不便", "腿脚 不便"),
        ("number_forever", True, "是"),
        ("disability_until", date(2031, 11, 5), "2031年11月5日"),
        ("public_post", None, "空"),
        ("bank_account", "6217000123456789", "6217****6789"),
    ],
)
def test_a_kept_value_is_told_in_the_clerks_words(column: str, value: object, words: str) -> None:
    assert spoken_value(column, value) == words


A_MAN = ItemFacts(age=48, number=HOLDER, education=Education.PRIMARY, health=(Health.HEALTHY,))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(A_MAN, number_until=date(2026, 11, 2)), "number_until"),
        (replace(A_MAN, school=SchoolStage.SENIOR), "education"),
        (replace(A_MAN, education=None), "education"),
        (replace(A_MAN, education=None, school=SchoolStage.SENIOR, dropped_out=True), "dropout_reason"),
        (replace(A_MAN, labour=Labour.NONE), "labour"),
        (replace(A_MAN, labour=Labour.WEAK), "labour"),
        (replace(A_MAN, labour=Labour.LOST, work_place="天津", work_months=3), "labour"),
        (replace(A_MAN, age=70, labour=Labour.NONE, post="保洁", post_months=6), "labour"),
        (replace(A_MAN, work_place="天津"), "work_months"),
        (replace(A_MAN, work_months=3), "work_place"),
        (replace(A_MAN, post="护林"), "public_post_months"),
        (replace(A_MAN, post_months=3), "public_post"),
        (replace(A_MAN, disability=DisabilityKind.SIGHT), "health"),
        (replace(A_MAN, health=(Health.DISABLED,)), "disability"),
        (
            replace(A_MAN, health=(Health.DISABLED,), disability_card="149999197805120011" + "42"),
            "disability_card",
        ),
        (
            replace(
                A_MAN,
                health=(Health.CHRONIC, Health.DISABLED),
                disability=DisabilityKind.SIGHT,
                disability_card=HOLDER + "42",
            ),
            "disability",
        ),
        (
            replace(
                A_MAN,
                health=(Health.DISABLED,),
                disability=DisabilityKind.LIMBS,
                disability_until=date(2026, 11, 2),
            ),
            "disability_until",
        ),
        (replace(A_MAN, marital=Marital.NEVER, marital_on=True), "marital_on"),
    ],
)
def test_what_is_noticed_about_one_person(facts: ItemFacts, field: str) -> None:
    (remark,) = remarks_on_person(facts, TODAY, asked=True)
    assert remark.field == field
    assert remark.text


def test_what_nobody_asked_yet_is_noticed_in_the_form_only() -> None:
    assert remarks_on_person(replace(A_MAN, education=None), TODAY) == ()


@pytest.mark.parametrize(
    "facts",
    [
        ItemFacts(),
        ItemFacts(age=5),
        A_MAN,
        replace(A_MAN, age=60, labour=Labour.NONE),
        replace(A_MAN, health=(Health.HEALTHY,), labour=Labour.SKILLED, work_place="天津", work_months=3),
        replace(A_MAN, health=(Health.CHRONIC,), labour=Labour.WEAK),
        replace(A_MAN, education=None, school=SchoolStage.SENIOR, age=16, labour=Labour.NONE),
        replace(A_MAN, health=(Health.DISABLED,), disability_card=HOLDER + "42B1"),
    ],
)
def test_what_is_in_order_is_not_noticed(facts: ItemFacts) -> None:
    assert remarks_on_person(facts, TODAY, asked=True) == ()
