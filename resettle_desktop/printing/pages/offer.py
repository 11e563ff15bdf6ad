"""What a subject tells the paper page: what to draw, what it is about, and the act that issues it.

CERTIFICATE = PaperOffer(
    kind=RELOCATION_CERTIFICATE,
    facts=certificate_facts,
    label=lambda facts: f"{facts.head_name}家",
    draw=draw_relocation_certificate,
    issue=issue_relocation_certificate,
    draft=CertificateDraft,
)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from resettle_desktop.printing.rules import PaperHead, PaperKind

F = TypeVar("F")
D = TypeVar("D")


def nothing_missing(_facts: object) -> tuple[str, ...]:
    """The subject has everything its paper needs."""
    return ()


@dataclass(frozen=True, slots=True)
class PaperOffer(Generic[F, D]):
    """One kind of paper a subject offers.

    ``facts`` is a question (session, subject's uid, day), answered with a frozen row. ``draw`` makes that
    row's bytes on the press, with the head and what the paper is for. ``issue`` is the act, which takes what
    ``draft`` makes of (subject's uid, what it is for, uid of the paper it replaces). ``missing`` names what
    the paper would say and the file does not know. ``asks_use`` shows a field for what the paper is for.
    """

    kind: PaperKind
    facts: Callable[[Any, str, date], F]
    label: Callable[[F], str]
    draw: Callable[[F, PaperHead, str], bytes]
    issue: Callable[[Any, D], str]
    draft: Callable[[str, str, str | None], D]
    missing: Callable[[F], tuple[str, ...]] = nothing_missing
    asks_use: bool = False
