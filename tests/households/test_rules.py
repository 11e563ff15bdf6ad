"""Rules of people and households as tables of cases."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules import declared
from resettle_desktop.households.rules.checks import (
    PersonFacts,
    age_on,
    check_birth,
    check_heads,
    clean_text,
    remarks_on,
)
from resettle_desktop.households.rules.completeness import percentage, person_items
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.identity import NumberDraft, NumberState, settle_number
from resettle_desktop.households.rules.relations import (
    COMMON_RELATIONS,
    RELATIONS,
    Kin,
    relation_name,
    relations_to_new_head,
    sex_of_relation,
)
from resettle_desktop.samples.invented import invented_number

TODAY = date(2026, 11, 23)
A_MAN = PersonFacts("王国梁", "02", Sex.MALE, ImpreciseDate(date(1978, 5, 12)))


@pytest.mark.parametrize(
    ("relations", "head"),
    [(["02"], 0), (["12", "02", "22"], 1)],
)
def test_one_head(relations: list[str], head: int) -> None:
    assert check_heads(relations) == head


@given(st.lists(st.sampled_from(sorted(RELATIONS)), min_size=1, max_size=8))
def test_there_is_exactly_one_head_or_a_refusal(relations: list[str]) -> None:
    if relations.count("02") == 1:
        assert relations[check_heads(relations)] == "02"
    else:
        with pytest.raises(Refusal):
            check_heads(relations)


def test_every_relation_has_a_name_and_tells_one_sex_or_none() -> None:
    assert set(COMMON_RELATIONS) <= set(RELATIONS)
    assert "01" not in RELATIONS
    assert len(RELATIONS) == 83
    assert relation_name("12") == "妻"
    assert relation_name("ZZ") == "ZZ"
    told = {code: sex_of_relation(code) for code in ("10", "11", "12", "47", "48", "ZZ")}
    assert told == {
        "10": None,
        "11": Sex.MALE,
        "12": Sex.FEMALE,
        "47": Sex.MALE,
        "48": Sex.FEMALE,
        "ZZ": None,
    }


def test_every_list_has_a_word_for_each_member() -> None:
    lists: dict[type[StrEnum], Mapping[Any, str]] = {
        declared.RelocationKind: declared.RELOCATION_KINDS,
        declared.SettlementMode: declared.SETTLEMENT_MODES,
        declared.SettlementFocus: declared.SETTLEMENT_FOCUSES,
        declared.MoveMode: declared.MOVE_MODES,
        declared.MoveReason: declared.MOVE_REASONS,
        declared.Education: declared.EDUCATIONS,
        declared.Political: declared.POLITICALS,
        declared.Health: declared.HEALTHS,
        declared.Labour: declared.LABOURS,
        declared.Marital: declared.MARITALS,
        declared.Military: declared.MILITARIES,
        declared.HukouStanding: declared.HUKOU_STANDINGS,
        declared.ResidencePaper: declared.RESIDENCE_PAPERS,
        declared.RoomReason: declared.ROOM_REASONS,
        declared.MembershipReason: declared.MEMBERSHIP_REASONS,
        declared.SchoolStage: declared.SCHOOL_STAGES,
    }
    for members, words in lists.items():
        assert list(members) == list(words)
    assert len(ETHNIC_GROUPS) == 58
    assert declared.word(declared.HEALTHS, "chronic") == "长期慢性病"
    assert declared.word(declared.HEALTHS, None) == ""
    assert declared.word(declared.HEALTHS, "old") == "old"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(A_MAN, sex=Sex.FEMALE, relation="51"), "sex"),
        (replace(A_MAN, told_sex=Sex.FEMALE), "sex"),
        (replace(A_MAN, told_birth=ImpreciseDate(date(1978, 5, 13))), "birth"),
    ],
)
def test_what_is_noticed_about_one_person(facts: PersonFacts, field: str) -> None:
    (remark,) = remarks_on([facts])
    assert remark.field == f"members.0.{field}"
    assert remark.text.endswith("请核对")


def test_what_is_noticed_between_people() -> None:
    """A11, A12, more than one spouse, generations."""
    twin = PersonFacts("王大", "22", Sex.MALE, ImpreciseDate(date(2026, 11, 1)))
    members = [
        A_MAN,
        PersonFacts("李改莲", "12", Sex.FEMALE, ImpreciseDate(date(1980, 1, 1)), numbered=True),
        PersonFacts("张秀英", "10", Sex.MALE, ImpreciseDate(date(1985, 1, 1)), numbered=True),
        twin,
        replace(twin, name="王二", relation="23"),
        PersonFacts("王老", "51", Sex.MALE, ImpreciseDate(date(1970, 1, 1), Precision.YEAR), numbered=True),
    ]
    assert {remark.field for remark in remarks_on(members)} == {
        "members.2.relation",
        "members.2.sex",
        "members.4.name",
        "members.5.birth",
    }
    assert remarks_on([A_MAN]) == ()
    assert remarks_on([replace(A_MAN, relation="22"), members[1]]) == ()


@given(st.dates(date(1900, 1, 1), date(2026, 11, 23)), st.dates(date(1900, 1, 1), date(2026, 11, 23)))
def test_age_counts_birthdays(birth: date, day: date) -> None:
    age = age_on(ImpreciseDate(birth), day)
    if birth > day:
        assert age is None
    else:
        had_birthday = (birth.month, birth.day) <= (day.month, day.day)
        assert age == day.year - birth.year - (not had_birthday)
    assert age_on(None, day) is None


def test_a_birth_that_cannot_be_is_refused() -> None:
    for birth in (TODAY + timedelta(days=1), date(1880, 1, 1)):
        with pytest.raises(Refusal) as refused:
            check_birth(ImpreciseDate(birth), TODAY)
        assert refused.value.field == "birth"
    assert check_birth(None, TODAY) is None


def test_free_text_is_one_line() -> None:
    assert clean_text("  住得\n 远 ", field="note", what="备注") == "住得 远"
    assert clean_text("  ", field="note", what="备注") is None
    with pytest.raises(Refusal, match="备注里有看不见的字符"):
        clean_text("a\x00b", field="note", what="备注")
    with pytest.raises(Refusal, match="备注有501个字，最多500个字"):
        clean_text("字" * 501, field="note", what="备注")


def test_a_number_tells_birth_and_sex_only_when_verified() -> None:
    """A01, A02."""
    told = settle_number(NumberDraft("149999 19520101 0014"), TODAY)
    assert (told.birth, told.sex) == (ImpreciseDate(date(1952, 1, 1)), Sex.MALE)
    kept = settle_number(NumberDraft("149999195201010015", NumberState.TO_CHECK, "证件如此"), TODAY)
    assert (kept.number, kept.birth, kept.sex) == ("149999195201010015", None, None)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (NumberDraft(""), "number"),
        (NumberDraft("1" * 41, NumberState.TO_CHECK, "x"), "number"),
        (NumberDraft(invented_number("149999", date(2030, 1, 1), 1), NumberState.TO_CHECK, "x"), "number"),
        (NumberDraft("号码", NumberState.TO_CHECK, "x"), "number"),
        (NumberDraft("", NumberState.TO_CHECK, "x"), "number"),
        (NumberDraft("", NumberState.NONE, "字" * 201, TODAY), "reason"),
        (NumberDraft("", NumberState.NONE, "x", TODAY - timedelta(days=1)), "chase_on"),
    ],
)
def test_a_number_that_cannot_be_kept_names_its_field(draft: NumberDraft, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        settle_number(draft, TODAY)
    assert refused.value.field == field


MAN, WOMAN = Sex.MALE, Sex.FEMALE
COUPLE = (Kin("02", MAN), Kin("12", WOMAN))


@pytest.mark.parametrize(
    ("members", "new_head", "proposed"),
    [
        # The wife becomes head.
        (
            [
                Kin("02", MAN),
                Kin("12", WOMAN),
                Kin("22", MAN),
                Kin("38", WOMAN),
                Kin("52", WOMAN),
                Kin("55", MAN),
            ],
            1,
            ("11", "02", "22", "38", "54", "51"),
        ),
        # The elder son becomes head.
        (
            [
                Kin("02", MAN, 1950),
                Kin("12", WOMAN, 1952),
                Kin("22", MAN, 1975),
                Kin("23", MAN, 1978),
                Kin("38", WOMAN),
            ],
            2,
            ("51", "52", "02", "73", None),
        ),
        # The daughter becomes head of her mother, her elder brother and her grandmother.
        (
            [Kin("02", WOMAN), Kin("22", MAN, 1990), Kin("32", WOMAN, 1995), Kin("52", WOMAN)],
            2,
            ("52", "71", "02", "60"),
        ),
        # The old father becomes head again.
        (
            [Kin("02", MAN), Kin("12", WOMAN), Kin("51", MAN), Kin("52", WOMAN), Kin("22", MAN)],
            2,
            ("20", "38", "02", "12", "40"),
        ),
        # A nephew: nothing can be told.
        ([Kin("02", MAN), Kin("93", MAN)], 1, (None, "02")),
        # Nothing changes.
        ([*COUPLE], 0, ("02", "12")),
    ],
)
def test_relations_are_proposed_for_a_new_head(
    members: list[Kin], new_head: int, proposed: tuple[str | None, ...]
) -> None:
    assert relations_to_new_head(members, new_head) == proposed


@given(
    st.lists(
        st.builds(
            Kin, st.sampled_from(sorted(RELATIONS)), st.sampled_from(Sex), st.none() | st.integers(1940, 2020)
        ),
        min_size=1,
        max_size=7,
    ),
    st.data(),
)
def test_a_proposal_names_one_head_and_only_known_relations(members: list[Kin], data: st.DataObject) -> None:
    new_head = data.draw(st.integers(0, len(members) - 1))
    proposed = relations_to_new_head(members, new_head)
    assert proposed[new_head] == "02"
    assert all(relation is None or relation in RELATIONS for relation in proposed)


def test_the_percentage_is_whole_only_when_everything_is_there() -> None:
    assert percentage([(0, 0)]) == 100
    assert percentage([(199, 200)]) == 99
    assert percentage([(3, 8), (5, 8)]) == 50
    assert "labour" not in person_items(10)
    assert "labour" in person_items(None)
