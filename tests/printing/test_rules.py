"""Numbers are spelled as the office wants, and the table of transitions is the only way on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.rules import Answer, PaperKind, PaperStage, PaperStep
from resettle_desktop.printing.rules import papers as rules

NOTE = PaperKind("note", "便条", "note", "便字", (Role.HOUSEHOLD_CLERK,))
PATTERN = "〔{年}〕{序号}号"


@pytest.mark.parametrize(
    ("pattern", "serial", "number"),
    [
        (PATTERN, 12, "便字〔2026〕12号"),
        (PATTERN, None, "便字〔2026〕____号"),
        ("〔{年}〕第{序号}号", None, "便字〔2026〕第____号"),
        ("{年}-{序号4}", 207, "便字2026-0207"),
        ("{年}-{序号4}", 12345, "便字2026-12345"),
        ("{年}-{序号4}", None, "便字2026-____"),
    ],
)
def test_a_number_is_spelled_by_the_offices_pattern(pattern: str, serial: int | None, number: str) -> None:
    assert rules.format_number(NOTE, pattern, 2026, serial, practice=False) == number
    assert rules.format_number(NOTE, pattern, 2026, serial, practice=True) == f"练{number}"


@given(st.integers(1, 99999), st.integers(1, 99999), st.sampled_from([PATTERN, "{年}{序号}", "{年}-{序号4}"]))
def test_two_serials_are_never_spelled_alike(one: int, other: int, pattern: str) -> None:
    spelled = {rules.format_number(NOTE, pattern, 2026, serial, practice=False) for serial in (one, other)}
    assert len(spelled) == len({one, other})


@pytest.mark.parametrize("stage", PaperStage)
@pytest.mark.parametrize("answer", Answer)
def test_only_what_the_table_knows_moves_a_paper(stage: PaperStage, answer: Answer) -> None:
    if (stage, answer) in rules.TRANSITIONS:
        assert rules.next_stage("第1号", stage, answer) is rules.TRANSITIONS[stage, answer]
    else:
        with pytest.raises(Refusal, match="第1号"):
            rules.next_stage("第1号", stage, answer)


def test_spoiled_and_void_are_ends() -> None:
    moving = {stage for stage, _ in rules.TRANSITIONS}
    assert moving == rules.OPEN | rules.OUT
    assert not moving & rules.REPLACEABLE


def test_only_printed_moves_the_case() -> None:
    onward = {answer for (stage, answer), to in rules.TRANSITIONS.items() if to is PaperStage.PRINTED}
    assert onward == {Answer.PRINTED}


def test_everything_a_clerk_reads_has_words() -> None:
    assert set(rules.STAGE_WORDS) == set(PaperStage)
    assert list(rules.ANSWER_WORDS) == list(Answer)
    assert set(rules.STEP_WORDS) == set(PaperStep)
    assert rules.STEP_WORDS[PaperStep.NOT_OUT] == "没打出来"


def test_a_kind_is_registered_once_and_seen_by_its_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "KINDS", {})
    rules.paper_kind("note", "便条", series="note", mark="便", needs=(Role.HOUSEHOLD_CLERK,))
    rules.paper_kind("letter", "介绍信", series="letter", mark="便", needs=(Role.PARTY_CLERK,))
    assert rules.kinds_for(frozenset({Role.HOUSEHOLD_CLERK})) == ("note",)
    assert rules.kinds_for(frozenset(Role)) == ("note", "letter")
    assert rules.kinds_for(frozenset()) == ()
    with pytest.raises(ValueError, match="note"):
        rules.paper_kind("note", "便条", series="note", mark="便", needs=())
