"""Papers are issued, answered, voided and interrupted at random; the book is compared with a plain list."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, invariant, multiple, rule

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import OPEN, TRANSITIONS, Answer, PaperHead, PaperStage
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    ReprintDraft,
    VoidDraft,
    answer_print,
    reprint_paper,
    void_paper,
)
from tests.kit.office import KEY, TickingClock
from tests.printing.desk import ALL, CENTRE, CLERK, HEAD, set_up


class PaperBook(RuleBasedStateMachine):
    """What the file says and what a clerk with pencil and paper would have written down."""

    papers: Bundle[str] = Bundle("papers")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        clock = TickingClock()
        store = Store.create(Path(self._folder.name) / "records.db", KEY, clock)
        self.desk = set_up(store, clock)
        self.book: dict[str, tuple[str, str, PaperStage]] = {}
        self.taken = {self.desk.office.uid: 0, CENTRE.uid: 0}
        self.reprints: dict[str, int] = {}

    @rule(target=papers, subject=st.sampled_from("甲乙丙丁"), centre=st.booleans())
    def issue(self, subject: str, *, centre: bool) -> str | MultipleResults[str]:
        issuer = CENTRE if centre else self.desk.office
        waiting = any(whom == subject and stage in OPEN for whom, _, stage in self.book.values())
        try:
            uid = self.desk.issue(subject, issuer=issuer)
        except Refusal:
            assert waiting
            return multiple()
        assert not waiting
        self.taken[issuer.uid] += 1
        self.book[uid] = (subject, f"便字〔2026〕{self.taken[issuer.uid]}号", PaperStage.ISSUED)
        return uid

    @rule(
        subject=st.sampled_from("甲乙丙丁"), fault=st.sampled_from([Refusal("画不出来"), OSError(28, "full")])
    )
    def fail_to_draw(self, subject: str, fault: Exception) -> None:
        def draw(_head: PaperHead) -> bytes:
            raise fault

        try:
            self.desk.issue(subject, draw=draw)
        except (Refusal, OSError):
            return
        raise AssertionError

    @rule(uid=papers, said=st.sampled_from(Answer), head=st.booleans())
    def answer(self, uid: str, said: Answer, *, head: bool) -> None:
        subject, number, stage = self.book[uid]
        reason = "写错了" if said is Answer.VOID else ""
        try:
            with self.desk.store.working(HEAD if head else CLERK) as work:
                answer_print(work, AnswerDraft(uid, said, reason=reason))
        except Refusal:
            assert stage not in OPEN
        else:
            self.book[uid] = (subject, number, TRANSITIONS[stage, said])

    @rule(uid=papers)
    def void(self, uid: str) -> None:
        subject, number, stage = self.book[uid]
        try:
            with self.desk.store.working(HEAD) as work:
                void_paper(work, VoidDraft(uid, "写错了"))
        except Refusal:
            assert (stage, Answer.VOID) not in TRANSITIONS
        else:
            self.book[uid] = (subject, number, PaperStage.VOID)

    @rule(uid=papers)
    def reprint(self, uid: str) -> None:
        try:
            with self.desk.store.working(CLERK) as work:
                copy = reprint_paper(work, ReprintDraft(uid))
        except Refusal:
            assert self.book[uid][2] is not PaperStage.PRINTED
        else:
            self.reprints[uid] = self.reprints.get(uid, 0) + 1
            assert copy == self.reprints[uid]

    @invariant()
    def the_file_says_what_the_pencil_says(self) -> None:
        with self.desk.store.reading() as session:
            rows = queries.issued_papers(session, ALL)
            open_now = {row.uid for row in queries.unanswered(session, ALL)}
        assert {row.uid: (row.subject_label[0], row.number, row.stage) for row in rows} == self.book
        assert {row.uid: row.reprints for row in rows if row.reprints} == self.reprints
        assert open_now == {uid for uid, (_, _, stage) in self.book.items() if stage in OPEN}

    def teardown(self) -> None:
        self.desk.store.close()
        self._folder.cleanup()


TestPaperBook = PaperBook.TestCase
TestPaperBook.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
