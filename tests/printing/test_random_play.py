"""Papers are issued, answered, voided and interrupted at random; the book is compared with a plain list."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    invariant,
    multiple,
    precondition,
    rule,
)

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.printing import queries
from resettle_desktop.printing.queries import custody
from resettle_desktop.printing.rules import OPEN, OUT, TRANSITIONS, Answer, PaperHead, PaperStage
from resettle_desktop.printing.rules.custody import SheetMove
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    ReprintDraft,
    TakePaperBackDraft,
    VoidDraft,
    answer_print,
    note_paper_back,
    reprint_paper,
    void_paper,
)
from resettle_desktop.printing.use_cases.custody import (
    CollectDraft,
    PaperDraft,
    SealDraft,
    book_interrupted,
    collect_paper,
    put_aside,
    seal_papers,
)
from resettle_desktop.printing.use_cases.series import (
    BlockDraft,
    GiveUpDraft,
    HandwrittenDraft,
    OpeningDraft,
    enter_handwritten,
    give_up_reserved,
    open_series,
    reserve_block,
)
from resettle_desktop.printing.use_cases.stationery import SheetsDraft, move_sheets
from tests.kit.office import KEY, TickingClock
from tests.printing.desk import ALL, CENTRE, CLERK, HEAD, PROOF, set_up
from tests.printing.test_custody import NUMBER

D = TypeVar("D")


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


MANY: Final = st.integers(0, 8)


class Custody(RuleBasedStateMachine):
    """Numbers, seals, hands and sheets at random: every number is once in the book or in a block."""

    papers: Bundle[str] = Bundle("papers")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = TickingClock()
        store = Store.create(Path(self._folder.name) / "records.db", KEY, self.clock)
        self.desk = set_up(store, self.clock)
        self.stages: dict[str, PaperStage] = {}
        self.back: set[str] = set()
        self.reserved: list[tuple[str, int]] = []
        self.opening = self.taken = self.entered = self.turn = 0
        self.started = False
        self.sheets = dict.fromkeys(SheetMove, 0)

    def does(self, run: Callable[[Work, D], object], draft: D, actor: Actor = CLERK) -> bool:
        """Whether the rules let it be done."""
        try:
            with self.desk.store.working(actor) as work:
                run(work, draft)
        except Refusal:
            return False
        return True

    @rule(last=st.integers(1, 40))
    def go_on_from_a_book(self, last: int) -> None:
        done = self.does(open_series, OpeningDraft(PROOF.name, last, "第1本"), HEAD)
        assert done is not self.started
        if done:
            self.opening, self.started = last, True

    @rule(target=papers)
    def issue(self) -> str:
        self.turn += 1
        uid = self.desk.issue(chr(0x4E00 + self.turn), kind=PROOF)
        self.taken, self.started = self.taken + 1, True
        self.stages[uid] = PaperStage.ISSUED
        return uid

    @rule(uid=papers, said=st.sampled_from(Answer))
    def answer(self, uid: str, said: Answer) -> None:
        before = self.stages[uid]
        sheet = self._next_sheet() if said is Answer.SPOILED else ""
        reason = "写错" if said is Answer.VOID else ""
        done = self.does(answer_print, AnswerDraft(uid, said, sheet or "", reason))
        counted, left = self.sheets[SheetMove.RECEIVED] > 0, sheet is not None
        asked = said is not Answer.SPOILED or not counted or left
        assert done is (before in OPEN and asked)
        if not done:
            return
        reached = TRANSITIONS[before, said]
        self.stages[uid] = PaperStage.TO_SEAL if reached is PaperStage.PRINTED else reached
        if said is Answer.SPOILED and sheet:
            self.sheets[SheetMove.SPOILED] += 1
        if said is Answer.PRINTED:
            self._use()

    @rule(uid=papers, head=st.booleans())
    def interrupt(self, uid: str, *, head: bool) -> None:
        done = self.does(book_interrupted, PaperDraft(uid), HEAD if head else CLERK)
        assert done is (self.stages[uid] in OPEN)
        if done:
            self.stages[uid] = PaperStage.SPOILED

    @rule(chosen=st.lists(papers, min_size=1, max_size=3, unique=True))
    def seal(self, chosen: list[str]) -> None:
        done = self.does(seal_papers, SealDraft(tuple(chosen), "公章", "李保管", "王主任"))
        assert done is all(self.stages[uid] is PaperStage.TO_SEAL and uid not in self.back for uid in chosen)
        if done:
            self.stages |= dict.fromkeys(chosen, PaperStage.SEALED)

    @rule(uid=papers)
    def put_aside(self, uid: str) -> None:
        done = self.does(put_aside, PaperDraft(uid))
        assert done is (self.stages[uid] is PaperStage.SEALED and uid not in self.back)
        if done:
            self.stages[uid] = PaperStage.UNCOLLECTED

    @rule(uid=papers)
    def collect(self, uid: str) -> None:
        done = self.does(collect_paper, CollectDraft(uid, "王桂兰", NUMBER))
        ready = self.stages[uid] in {PaperStage.SEALED, PaperStage.UNCOLLECTED}
        assert done is (ready and uid not in self.back)
        if done:
            self.stages[uid] = PaperStage.COLLECTED

    @rule(uid=papers)
    def bring_back(self, uid: str) -> None:
        done = self.does(note_paper_back, TakePaperBackDraft(uid, "本人"))
        assert done is (self.stages[uid] in OUT and uid not in self.back)
        if done:
            self.back.add(uid)

    @rule(uid=papers)
    def reprint(self, uid: str) -> None:
        done = self.does(reprint_paper, ReprintDraft(uid))
        assert done is (self.stages[uid] in OUT)
        if done:
            self._use()

    @rule(uid=papers)
    def void(self, uid: str) -> None:
        stage = self.stages[uid]
        done = self.does(void_paper, VoidDraft(uid, "写错"), HEAD)
        gone = stage is PaperStage.COLLECTED and uid not in self.back
        assert done is ((stage, Answer.VOID) in TRANSITIONS and not gone)
        if done:
            self.stages[uid] = PaperStage.VOID

    @rule(count=st.integers(1, 3))
    def set_aside(self, count: int) -> None:
        first = self.opening + self.taken + 1
        with self.desk.store.working(CLERK) as work:
            block = reserve_block(work, BlockDraft(PROOF.name, count))
        self.reserved += [(block, serial) for serial in range(first, first + count)]
        self.taken, self.started = self.taken + count, True

    @precondition(lambda self: self.reserved)
    @rule(place=MANY, used=st.booleans())
    def enter(self, place: int, *, used: bool) -> None:
        block, serial = self.reserved.pop(place % len(self.reserved))
        if used:
            draft = HandwrittenDraft(block, serial, date(2026, 11, 3), "王桂兰", "住在甲区", "李文书")
            assert self.does(enter_handwritten, draft)
            assert not self.does(enter_handwritten, draft)
        else:
            assert self.does(give_up_reserved, GiveUpDraft(block, serial))
            assert not self.does(give_up_reserved, GiveUpDraft(block, serial))
        self.entered += 1

    @rule(count=st.integers(1, 5))
    def receive_sheets(self, count: int) -> None:
        first = self.sheets[SheetMove.RECEIVED] + 1
        draft = SheetsDraft(PROOF.name, SheetMove.RECEIVED, f"A{first:05d}", f"A{first + count - 1:05d}")
        assert self.does(move_sheets, draft)
        assert not self.does(move_sheets, draft)
        self.sheets[SheetMove.RECEIVED] += count

    @rule(move=st.sampled_from([SheetMove.LOST, SheetMove.RETURNED, SheetMove.SPOILED]))
    def lose_sheet(self, move: SheetMove) -> None:
        sheet = self._next_sheet()
        if sheet:
            assert self.does(move_sheets, SheetsDraft(PROOF.name, move, sheet, note="找不到"))
            self.sheets[move] += 1

    def _next_sheet(self) -> str | None:
        with self.desk.store.reading() as session:
            count = custody.pad(session, PROOF.name)
        return None if count is None else count.next

    def _use(self) -> None:
        gone = sum(number for move, number in self.sheets.items() if move is not SheetMove.RECEIVED)
        if gone < self.sheets[SheetMove.RECEIVED]:
            self.sheets[SheetMove.USED] += 1

    @invariant()
    def every_number_is_once_somewhere(self) -> None:
        with self.desk.store.reading() as session:
            rows = queries.issued_papers(session, ALL)
            left = custody.reserved_numbers(session, ALL)
            counts = custody.series_counts(session, ALL, 2026)
            pad = custody.pad(session, PROOF.name)
        numbers = [row.number for row in rows] + [row.number for row in left]
        serials = range(self.opening + 1, self.opening + self.taken + 1)
        assert sorted(numbers) == sorted(f"证字〔2026〕{serial}号" for serial in serials)
        assert {row.uid: row.stage for row in rows if row.uid in self.stages} == self.stages
        assert len(rows) == len(self.stages) + self.entered
        assert {(row.block_uid, row.serial) for row in left} == set(self.reserved)
        assert all(count.missing == () for count in counts)
        if pad is not None:
            said = (pad.received, pad.used, pad.spoiled, pad.lost, pad.returned)
            assert said == tuple(self.sheets[move] for move in SheetMove)

    def teardown(self) -> None:
        self.desk.store.close()
        self._folder.cleanup()


TestCustody = Custody.TestCase
TestCustody.settings = settings(
    max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
