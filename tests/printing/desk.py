"""A set-up office at its printer, and kinds of paper that are drawn as a line of text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.office.rules import Role
from resettle_desktop.office.rules.roles import CentreKind
from resettle_desktop.office.use_cases.setting_up import SetUpDraft, set_up_office, setup_actor
from resettle_desktop.office.use_cases.settings import CentreDraft
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.rules import KINDS, Issuer, IssuerKind, PaperHead, PaperKind, paper_kind
from resettle_desktop.printing.use_cases import IssueDraft, issue_paper
from tests.kit.office import TickingClock, actor_of

CLERK: Final = actor_of(Role.HOUSEHOLD_CLERK)
HEAD: Final = actor_of(Role.HEAD)
PARTY: Final = actor_of(Role.PARTY_CLERK)
CENTRE: Final = Issuer(IssuerKind.CENTRE, "0198c000-0000-7000-8000-00000000ce01", "便民跟进服务中心")


def kind_for_tests(
    name: str, mark: str, *, needs: tuple[Role, ...], sheet_numbered: bool = False, sealed: bool = False
) -> PaperKind:
    """A kind of paper for the tests, registered once a process."""
    return KINDS.get(name) or paper_kind(
        name, f"试用{mark}", series=name, mark=mark, needs=needs, sheet_numbered=sheet_numbered, sealed=sealed
    )


NOTE: Final = kind_for_tests("test_note", "便字", needs=(Role.HOUSEHOLD_CLERK, Role.HEAD))
LETTER: Final = kind_for_tests(
    "test_letter", "信字", needs=(Role.PARTY_CLERK, Role.HEAD), sheet_numbered=True
)
PROOF: Final = kind_for_tests("test_proof", "证字", needs=(Role.HOUSEHOLD_CLERK, Role.HEAD), sealed=True)
ALL: Final = (NOTE.name, LETTER.name, PROOF.name)


def drawn(head: PaperHead) -> bytes:
    """A paper as the tests draw it: its head, spelled out."""
    return f"%PDF {head.number} {head.paper_date} {head.issuer} {head.handler} {head.phone}".encode()


@dataclass
class PaperDesk:
    """One open office file with the office set up."""

    store: Store
    clock: TickingClock
    office: Issuer

    def draft(
        self,
        subject: str,
        *,
        kind: PaperKind = NOTE,
        issuer: Issuer | None = None,
        draw: Callable[[PaperHead], bytes] = drawn,
        replaces: str | None = None,
    ) -> IssueDraft:
        """What to issue about a subject known by a letter."""
        uid = f"0198c000-0000-7000-8000-0000000000{ord(subject[0]):02x}"
        return IssueDraft(kind, issuer or self.office, "household", uid, f"{subject}户", draw, replaces)

    def issue(
        self,
        subject: str,
        *,
        actor: Actor = CLERK,
        kind: PaperKind = NOTE,
        issuer: Issuer | None = None,
        draw: Callable[[PaperHead], bytes] = drawn,
        replaces: str | None = None,
    ) -> str:
        """Issue a paper about a subject and answer its uid."""
        draft = self.draft(subject, kind=kind, issuer=issuer, draw=draw, replaces=replaces)
        with self.store.working(actor) as work:
            return issue_paper(work, draft)


def set_up(store: Store, clock: TickingClock, *, practice: bool = False) -> PaperDesk:
    """Set the office up by its own act in an empty file."""
    draft = SetUpDraft(
        name="青山镇人民政府",
        division_code="149999100000",
        division_name="青山镇",
        centres=(CentreDraft(CentreKind.OFFICE, "便民服务大厅"),),
        administrator="赵国庆",
        preset="one",
        phone="0350-1234567",
        practice=practice,
    )
    with store.working(setup_actor("1号窗口")) as work:
        set_up_office(work, draft)
    with store.reading() as session:
        return PaperDesk(store, clock, office_issuer(session))
