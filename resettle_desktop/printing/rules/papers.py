"""What may happen to a numbered paper, and how its number is spelled."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.numbers import numbered
from resettle_desktop.printing.rules.codes import PRACTICE, PrintedCode
from resettle_desktop.printing.rules.forms import FormOnPaper


class PaperStage(StrEnum):
    """Where an issued paper stands; changed only by what a clerk says."""

    ISSUED = "issued"
    PRINTED = "printed"
    TO_SEAL = "to_seal"
    SEALED = "sealed"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"
    SPOILED = "spoiled"
    VOID = "void"


STAGE_WORDS: Final = {
    PaperStage.ISSUED: "已开具，待确认",
    PaperStage.PRINTED: "已打印",
    PaperStage.TO_SEAL: "待用印",
    PaperStage.SEALED: "已用印",
    PaperStage.COLLECTED: "已领取",
    PaperStage.UNCOLLECTED: "未领取",
    PaperStage.SPOILED: "打坏",
    PaperStage.VOID: "作废",
}


class Answer(StrEnum):
    """What the clerk answers to 出来了吗; only PRINTED moves the case on."""

    PRINTED = "printed"
    NOT_OUT = "not_out"
    SPOILED = "spoiled"
    VOID = "void"


ANSWER_WORDS: Final = {
    Answer.PRINTED: "打印好了",
    Answer.NOT_OUT: "没打出来",
    Answer.SPOILED: "打坏了",
    Answer.VOID: "作废",
}
"""In the order of the number keys 1 to 4."""

QUESTION: Final = "出来了吗？"

TRANSITIONS: Final = {
    (PaperStage.ISSUED, Answer.PRINTED): PaperStage.PRINTED,
    (PaperStage.ISSUED, Answer.NOT_OUT): PaperStage.ISSUED,
    (PaperStage.ISSUED, Answer.SPOILED): PaperStage.SPOILED,
    (PaperStage.ISSUED, Answer.VOID): PaperStage.VOID,
    (PaperStage.PRINTED, Answer.VOID): PaperStage.VOID,
    (PaperStage.TO_SEAL, Answer.VOID): PaperStage.VOID,
    (PaperStage.SEALED, Answer.VOID): PaperStage.VOID,
    (PaperStage.COLLECTED, Answer.VOID): PaperStage.VOID,
    (PaperStage.UNCOLLECTED, Answer.VOID): PaperStage.VOID,
}
"""Spoiled and void are ends: their number stays in the book and is never used again.

A kind that is sealed goes on to 待用印 where another is done with 已打印.
"""

OPEN: Final = frozenset({PaperStage.ISSUED})
"""Stages whose question is still to be answered; the same bytes may go to the printer again."""

OUT: Final = frozenset(
    {
        PaperStage.PRINTED,
        PaperStage.TO_SEAL,
        PaperStage.SEALED,
        PaperStage.COLLECTED,
        PaperStage.UNCOLLECTED,
    }
)
"""Stages of a paper that came out of the printer and holds."""

REPRINTABLE: Final = OUT
"""Stages from which another copy is a 补打 and stands in the book as one."""

REPLACEABLE: Final = frozenset({PaperStage.SPOILED, PaperStage.VOID})
"""Stages a new number may stand in for."""

IN_HANDS: Final = OPEN | OUT
"""Stages in which the paper holds and somebody may have it."""


class PaperStep(StrEnum):
    """One line of a paper's history: it was issued, each answer, each reprint, whether its sheet is back."""

    ISSUED = "issued"
    PRINTED = "printed"
    NOT_OUT = "not_out"
    SPOILED = "spoiled"
    VOID = "void"
    REPRINTED = "reprinted"
    BACK = "back"
    NOT_BACK = "not_back"
    HANDWRITTEN = "handwritten"
    SEALED = "sealed"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"


STEP_WORDS: Final = {
    PaperStep.ISSUED: "开具",
    PaperStep.REPRINTED: "补打",
    PaperStep.BACK: "交回",
    PaperStep.NOT_BACK: "没有收回",
    PaperStep.HANDWRITTEN: "手写补录",
    PaperStep.SEALED: "用印",
    PaperStep.COLLECTED: "领取",
    PaperStep.UNCOLLECTED: "放入未领取",
    **{PaperStep(answer.value): words for answer, words in ANSWER_WORDS.items()},
}


WHETHER_BACK: Final = frozenset({PaperStep.BACK, PaperStep.NOT_BACK})
"""What is booked of a sheet before the head voids its number."""


def may_be_replaced(stage: PaperStage, back: PaperStep | None) -> bool:
    """Whether a new number may stand in: the old one is void or spoiled, or its sheet lies in the office."""
    return stage in REPLACEABLE or (stage in OUT and back is PaperStep.BACK)


def back_words(step: PaperStep, said: str) -> str:
    """What became of a sheet, in one phrase: who brought it back, or why it did not come."""
    return f"{said}交回" if step is PaperStep.BACK else f"没有收回：{said}"


class IssuerKind(StrEnum):
    """Who can issue papers in its own name; each has series of its own."""

    OFFICE = "office"
    CENTRE = "centre"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body whose name and seal stand under a paper."""

    kind: IssuerKind
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of numbered paper.

    Kinds with the same ``series`` share their numbers, and ``mark`` stands before each so that two series of
    one office never spell alike. ``needs`` are the roles one of which sees and handles these papers.
    ``sheet_numbered`` is true for blank stationery that bears a printed number of its own. ``code`` stands
    for the kind in the code to check and never changes; a kind without one never carries such a code.
    ``sealed`` says that a seal is pressed on the paper before anybody gets it.
    """

    name: str
    title: str
    series: str
    mark: str
    needs: tuple[Role, ...]
    sheet_numbered: bool = False
    code: int = 0
    sealed: bool = False


KINDS: Final[dict[str, PaperKind]] = {}


def paper_kind(
    name: str,
    title: str,
    *,
    series: str,
    mark: str,
    needs: tuple[Role, ...],
    sheet_numbered: bool = False,
    code: int = 0,
    sealed: bool = False,
) -> PaperKind:
    """Register a subject's kind of paper; the issued book knows it by ``name`` from then on."""
    if name in KINDS:
        raise ValueError(f"two kinds of paper are called {name}")
    if not 0 <= code < PRACTICE:
        raise ValueError(f"a kind's code is below {PRACTICE}, not {code}")
    if code and code in {kind.code for kind in KINDS.values()}:
        raise ValueError(f"two kinds of paper have the code {code}")
    KINDS[name] = PaperKind(name, title, series, mark, needs, sheet_numbered, code, sealed)
    return KINDS[name]


def coded_kinds() -> tuple[PaperKind, ...]:
    """The kinds that can carry a code to check, in the order of their codes."""
    return tuple(sorted((kind for kind in KINDS.values() if kind.code), key=lambda kind: kind.code))


def kinds_for(roles: frozenset[str]) -> tuple[str, ...]:
    """Names of the kinds that somebody with these roles may see and handle."""
    return tuple(name for name, kind in KINDS.items() if roles.intersection(kind.needs))


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every numbered paper says of itself: number, date, who issues it, who handles it, whom to call.

    ``replaces`` is the number it stands in for, where the office has its kind say so on the face; ``code``
    the code to check, where the office has its kind carry one; ``form`` the pre-printed form it goes on.
    """

    number: str
    paper_date: date
    issuer: str
    handler: str
    phone: str
    practice: bool = False
    draft: bool = False
    replaces: str = ""
    code: PrintedCode | None = None
    form: FormOnPaper | None = None


BLANK: Final = "____"
"""Stands for the serial on a draft: no number is taken before 开具."""

SERIAL_PLACE: Final = re.compile(r"\{序号[1-9]?\}")


def format_number(kind: PaperKind, pattern: str, year: int, serial: int | None, *, practice: bool) -> str:
    """Spell a number by the office's pattern, 搬证字〔2026〕12号; a draft's has a blank for the serial."""
    whole = kind.mark + (SERIAL_PLACE.sub(BLANK, pattern) if serial is None else pattern)
    return numbered(whole, serial or 0, {"年": str(year)}, practice=practice)


NOT_FROM_HERE: Final = "{number}{stage}，不能再记“{answer}”"


def next_stage(number: str, stage: PaperStage, answer: Answer, *, sealed: bool = False) -> PaperStage:
    """The stage an answer leads to; refuses, by the paper's number, what the table does not know."""
    try:
        reached = TRANSITIONS[stage, answer]
    except KeyError:
        words = {"number": number, "stage": STAGE_WORDS[stage], "answer": ANSWER_WORDS[answer]}
        raise Refusal(NOT_FROM_HERE.format(**words)) from None
    return PaperStage.TO_SEAL if sealed and reached is PaperStage.PRINTED else reached
