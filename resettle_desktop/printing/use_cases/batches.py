"""One paper of a batch: issued by its own act, in a unit of work of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.printing.queries import paper, papers_of
from resettle_desktop.printing.rules import REPLACEABLE, PaperKind
from resettle_desktop.printing.use_cases.papers import bytes_to_print, save_copy


@dataclass(frozen=True, slots=True)
class BatchItem:
    """Whose paper of which kind, what for, and the act that issues it (``PaperOffer.issue``, ``draft``)."""

    kind: PaperKind
    subject_uid: str
    use: str
    issue: Callable[[Work, Any], str]
    draft: Callable[[str, str, str | None], Any]


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """The paper there is now; ``printed`` when one was printed today already and none was issued."""

    paper_uid: str
    number: str
    printed: bool


def issue_in_batch(work: Work, item: BatchItem) -> ItemOutcome:
    """Part of issuing a batch: one paper, unless one was issued today; begun again nothing is issued twice.

    One that still waits for its answer is taken into the batch as it is; one that is spoiled or void is
    replaced, as on the page of a single paper.
    """
    work.needs(*item.kind.needs)
    earlier = papers_of(work.session, (item.kind.name,), item.subject_uid)
    last = earlier[0] if earlier else None
    if last is not None and last.stage not in REPLACEABLE:
        today = civil_date(last.issued_at) == work.today
        if (today or last.unanswered) and not last.replaceable:
            return ItemOutcome(last.uid, last.number, printed=not last.unanswered)
    replaces = last.uid if last is not None and last.replaceable else None
    uid = item.issue(work, item.draft(item.subject_uid, item.use, replaces))
    return ItemOutcome(uid, paper(work.session, uid).number, printed=False)


def papers_to_print(store: Store, actor: Actor, uids: Sequence[str], printer: str = "") -> list[bytes]:
    """The issued bytes of some papers, each print noted before any is spent."""
    return [bytes_to_print(store, actor, uid, printer) for uid in uids]


def save_copies(store: Store, actor: Actor, uids: Sequence[str], folder: Path) -> int:
    """Keep some papers as files in a folder; answers how many.

    Raises EnvironmentFailure when the folder cannot be written; what was saved before stays.
    """
    for uid in uids:
        save_copy(store, actor, uid, folder)
    return len(uids)
