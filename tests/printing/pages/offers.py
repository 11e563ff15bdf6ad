"""A paper the tests' pages offer: one line of text about a subject, drawn by the paper kit."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QApplication

from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.offer_page import OfferPage
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper
from tests.kit.screen import Screen, keys
from tests.printing.desk import NOTE

UNPRINTABLE: Final = "\U00031328"


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a note says."""

    uid: str
    name: str
    issuer: Any


NAMES: Final = {"a": "王桂兰", "b": "李建国", "c": f"王{UNPRINTABLE}"}


def uid_of(letter: str) -> str:
    """The uid of one of the subjects of ``NAMES``."""
    return f"0198c000-0000-7000-8000-00000000000{letter}"


def note_facts(session: Any, uid: str, _day: date) -> NoteFacts:
    """What a note says of a subject."""
    return NoteFacts(uid, NAMES[uid[-1]], office_issuer(session))


def draw_note(facts: NoteFacts, head: PaperHead, use: str) -> bytes:
    """A sheet with the number, the name and what it is for."""
    sheet = Sheet(About("便条"), draft=head.draft)
    for line, text in enumerate((head.number, facts.name, use or "便条"), start=1):
        sheet.text(28, 40 + 10 * line, text)
    return sheet.finish()


def note_draft(uid: str, use: str, replaces: str | None) -> IssueDraft:
    """What the act that issues notes takes; the tests' kind has no act of its own."""
    facts = NoteFacts(uid, NAMES[uid[-1]], None)
    return IssueDraft(
        NOTE,
        OFFICE[0],
        "household",
        uid,
        f"{facts.name}户",
        lambda head: draw_note(facts, head, use),
        replaces,
    )


OFFICE: list[Any] = []


def strike(screen: Screen, *sequences: str) -> None:
    """Strike keys where the cursor stands, one after the other, waiting for what each brings."""
    for sequence in sequences:
        window = QApplication.activeWindow()
        assert window is not None
        keys(window.focusWidget() or window, sequence)
        screen.settle()


class NotePage(OfferPage):
    """The page of notes."""

    name = "tests.note"
    title = NOTE.title
    offer = PaperOffer(
        kind=NOTE,
        facts=note_facts,
        label=lambda facts: f"{facts.name}户",
        draw=draw_note,
        issue=issue_paper,
        draft=note_draft,
        missing=lambda facts: ("协议编号",) if facts.name == "李建国" else (),
        asks_use=True,
    )
