"""Seals, collectors, sheets, opening numbers, blocks: what they book, what they refuse, how all adds up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

import pytest

from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.documents.list_paper import draw_list
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.printing import queries
from resettle_desktop.printing.documents.reconciliation import collecting_paper, day_paper, year_paper
from resettle_desktop.printing.queries import custody as asked
from resettle_desktop.printing.rules import Answer, PaperStage, PaperStep
from resettle_desktop.printing.rules.custody import SheetMove, Signed
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    ReprintDraft,
    TakePaperBackDraft,
    VoidDraft,
    answer_print,
    bytes_to_print,
    reprint_paper,
    take_paper_back,
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
    block_bytes,
    enter_handwritten,
    give_up_reserved,
    open_series,
    reserve_block,
)
from resettle_desktop.printing.use_cases.stationery import SheetsDraft, move_sheets
from tests.printing.desk import ALL, CLERK, HEAD, LETTER, NOTE, PARTY, PROOF, PaperDesk

NUMBER: Final = "149999199003072319"
TODAY: Final = date(2026, 11, 3)
SEAL: Final = ("公章", "李保管", "王主任")

D = TypeVar("D")
T = TypeVar("T")


def do(papers: PaperDesk, act: Callable[[Work, D], T], draft: D, actor: Actor = CLERK) -> T:
    with papers.store.working(actor) as work:
        return act(work, draft)


def row(papers: PaperDesk, uid: str) -> queries.PaperRow:
    with papers.store.reading() as session:
        return queries.paper(session, uid)


def printed(papers: PaperDesk, subject: str = "甲") -> str:
    uid = papers.issue(subject, kind=PROOF)
    do(papers, answer_print, AnswerDraft(uid, Answer.PRINTED))
    return uid


def sealed(papers: PaperDesk, subject: str = "甲") -> str:
    uid = printed(papers, subject)
    do(papers, seal_papers, SealDraft((uid,), *SEAL))
    return uid


def test_a_paper_goes_from_the_printer_to_the_seal_to_a_hand(papers: PaperDesk) -> None:
    uid = printed(papers)
    assert row(papers, uid).stage is PaperStage.TO_SEAL
    with pytest.raises(Refusal, match="请先用印"):
        do(papers, collect_paper, CollectDraft(uid, "王桂兰", NUMBER))
    assert do(papers, seal_papers, SealDraft((uid,), *SEAL, copies=2)) == 1
    assert row(papers, uid).stage is PaperStage.SEALED
    do(papers, put_aside, PaperDraft(uid))
    assert row(papers, uid).stage is PaperStage.UNCOLLECTED
    do(
        papers,
        collect_paper,
        CollectDraft(uid, "王小梅", NUMBER, "女儿", Signed.FINGERPRINT, "李四", read_aloud=True),
    )
    assert row(papers, uid).stage is PaperStage.COLLECTED
    with papers.store.reading() as session:
        steps = [step.step for step in queries.paper_steps(session, uid)]
        taken = asked.collection(session, uid)
        line = asked.last_seal(session, ALL)
    assert steps[2:] == [PaperStep.SEALED, PaperStep.UNCOLLECTED, PaperStep.COLLECTED]
    assert taken is not None
    assert (taken.number, taken.relation, taken.read_aloud) == (NUMBER, "女儿", True)
    assert line == asked.SealLine(*SEAL)


def test_a_batch_is_sealed_whole_or_not_at_all(papers: PaperDesk) -> None:
    first, second, done = printed(papers, "甲"), printed(papers, "乙"), sealed(papers, "丙")
    with pytest.raises(Refusal, match="已用印"):
        do(papers, seal_papers, SealDraft((first, done), *SEAL))
    assert row(papers, first).stage is PaperStage.TO_SEAL
    assert do(papers, seal_papers, SealDraft((first, second), *SEAL)) == 2
    for empty in ("seal", "keeper", "approver"):
        blank: dict[str, Any] = {empty: ""}
        with pytest.raises(Refusal) as refused:
            do(papers, seal_papers, replace(SealDraft((first,), *SEAL), **blank))
        assert refused.value.field == empty


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"collector": ""}, "collector"),
        ({"number": NUMBER[:-1] + "0" if NUMBER[-1] != "0" else NUMBER[:-1] + "1"}, "number"),
        ({"signed": Signed.BY_OTHER, "witness": "李四"}, "relation"),
        ({"signed": Signed.FINGERPRINT}, "witness"),
    ],
)
def test_who_collects_is_asked_whole(papers: PaperDesk, change: dict[str, Any], field: str) -> None:
    uid = sealed(papers)
    draft = CollectDraft(uid, "王桂兰", NUMBER)
    with pytest.raises(Refusal) as refused:
        do(papers, collect_paper, replace(draft, **change))
    assert refused.value.field == field


def test_a_collected_paper_is_voided_only_with_its_sheet_or_a_reason_for_it(papers: PaperDesk) -> None:
    uid = sealed(papers)
    do(papers, collect_paper, CollectDraft(uid, "王桂兰", NUMBER))
    with pytest.raises(Refusal, match="先记交回"):
        do(papers, void_paper, VoidDraft(uid, "写错"), HEAD)
    do(papers, take_paper_back, TakePaperBackDraft(uid, not_back_because="丢了"), HEAD)
    assert row(papers, uid).stage is PaperStage.VOID
    other = sealed(papers, "乙")
    do(papers, void_paper, VoidDraft(other, "写错"), HEAD)
    assert row(papers, other).stage is PaperStage.VOID


def test_who_waits_too_long_is_a_view(papers: PaperDesk) -> None:
    uid = sealed(papers)
    papers.clock.advance(days=30)
    with papers.store.reading() as session:
        (line,) = asked.custody(session, ALL, date(2026, 12, 3))
        (early,) = asked.custody(session, ALL, date(2026, 12, 2))
    assert line.overdue
    assert not early.overdue
    assert row(papers, uid).stage is PaperStage.SEALED


def test_an_interrupted_number_is_spoiled_unless_its_bytes_went_out(papers: PaperDesk) -> None:
    lost, sent = papers.issue("甲"), papers.issue("乙")
    bytes_to_print(papers.store, CLERK, sent)
    do(papers, book_interrupted, PaperDraft(lost))
    assert row(papers, lost).stage is PaperStage.SPOILED
    with pytest.raises(Refusal, match="请看纸再回答"):
        do(papers, book_interrupted, PaperDraft(sent))
    with pytest.raises(Refusal, match="不用记中断"):
        do(papers, book_interrupted, PaperDraft(lost))


def test_a_series_goes_on_from_the_paper_book(papers: PaperDesk) -> None:
    with pytest.raises(Refusal):
        do(papers, open_series, OpeningDraft(NOTE.name, 57, "第1本"))
    with pytest.raises(Refusal) as refused:
        do(papers, open_series, OpeningDraft(NOTE.name, 57, ""), HEAD)
    assert refused.value.field == "book"
    do(papers, open_series, OpeningDraft(NOTE.name, 57, "第1本", "第12页"), HEAD)
    assert row(papers, papers.issue("甲")).number == "便字〔2026〕58号"
    for kind in (NOTE, NOTE):
        with pytest.raises(Refusal, match="不能再改"):
            do(papers, open_series, OpeningDraft(kind.name, 60, "第1本"), HEAD)
    with papers.store.reading() as session:
        (count,) = asked.series_counts(session, ALL, 2026)
    assert (count.opening, count.first, count.last, count.missing) == (57, 58, 58, ())


def test_a_number_taken_before_closes_the_opening(papers: PaperDesk) -> None:
    papers.issue("甲")
    with pytest.raises(Refusal, match="已经取过号"):
        do(papers, open_series, OpeningDraft(NOTE.name, 57, "第1本"), HEAD)


def test_the_pad_is_counted_with_every_print(papers: PaperDesk) -> None:
    def move(move: SheetMove, first: str, last: str = "", note: str = "") -> int:
        return do(papers, move_sheets, SheetsDraft(LETTER.name, move, first, last, note), PARTY)

    def issue(subject: str, answer: Answer, sheet: str = "") -> str:
        uid = papers.issue(subject, actor=PARTY, kind=LETTER)
        do(papers, answer_print, AnswerDraft(uid, answer, sheet_number=sheet), PARTY)
        return uid

    assert move(SheetMove.RECEIVED, "A000098", "A000102") == 5
    with pytest.raises(Refusal, match="已经领入过"):
        move(SheetMove.RECEIVED, "A000102", "A000110")
    first = issue("甲", Answer.PRINTED)
    issue("乙", Answer.SPOILED, "A000099")
    with pytest.raises(Refusal, match="丢失的原因"):
        move(SheetMove.LOST, "A000100")
    move(SheetMove.LOST, "A000100", note="找不到")
    with pytest.raises(Refusal, match="已经记过“用掉”"):
        move(SheetMove.RETURNED, "A000098")
    with pytest.raises(Refusal, match="不在领入"):
        move(SheetMove.RETURNED, "A000102", "A000103")
    do(papers, reprint_paper, ReprintDraft(first), PARTY)
    with papers.store.reading() as session:
        count = asked.pad(session, LETTER.name)
    assert count is not None
    assert (count.received, count.used, count.spoiled, count.lost, count.remaining) == (5, 2, 1, 1, 1)
    assert count.next == "A000102"
    issue("丙", Answer.PRINTED)
    issue("丁", Answer.PRINTED)  # the pad is empty: nobody waits for it
    with papers.store.reading() as session:
        assert asked.pad(session, LETTER.name) != count


def test_a_block_is_printed_entered_and_accounted_for(papers: PaperDesk) -> None:
    papers.issue("甲")
    block = do(papers, reserve_block, BlockDraft(NOTE.name, 3))
    assert block_bytes(papers.store, CLERK, block).startswith(b"%PDF")
    assert row(papers, papers.issue("乙")).number == "便字〔2026〕5号"
    papers.clock.advance(days=2)

    def written(serial: int, day: date, whom: str = "王桂兰家") -> str:
        return do(
            papers, enter_handwritten, HandwrittenDraft(block, serial, day, whom, "证明住在甲区", "李文书")
        )

    for serial, day, said in (
        (2, date(2027, 1, 1), "2026年的编号"),
        (2, date(2026, 11, 2), "比留号的日期"),
        (2, date(2026, 11, 9), "比今天还晚"),
        (5, date(2026, 11, 4), "不在这本"),
    ):
        with pytest.raises(Refusal, match=said):
            written(serial, day)
    uid = written(3, date(2026, 11, 4))
    paper = row(papers, uid)
    assert (paper.number, paper.paper_date, paper.handwritten) == ("便字〔2026〕3号", date(2026, 11, 4), True)
    with pytest.raises(Refusal, match="补录过了"):
        written(3, date(2026, 11, 4))
    with pytest.raises(Refusal, match="手写"):
        do(papers, reprint_paper, ReprintDraft(uid))
    gone = do(papers, give_up_reserved, GiveUpDraft(block, 2))
    assert row(papers, gone).stage is PaperStage.VOID
    with papers.store.reading() as session:
        (left,) = asked.reserved_numbers(session, ALL)
        (count,) = asked.series_counts(session, ALL, 2026)
    assert left.number == "便字〔2026〕4号"
    assert (count.issued, count.reserved, count.handwritten, count.missing) == (4, 1, 2, ())


def test_the_prints_of_the_evening_and_the_year(papers: PaperDesk) -> None:
    sealed(papers)
    papers.issue("乙")
    do(papers, move_sheets, SheetsDraft(LETTER.name, SheetMove.RECEIVED, "B01", "B20"), PARTY)
    with papers.store.reading() as session:
        counts = asked.series_counts(session, ALL, 2026)
        day = asked.series_counts(session, ALL, 2026, TODAY)
        count = asked.pad(session, LETTER.name)
        lines = asked.custody(session, ALL, TODAY)
        other = asked.series_counts(session, ALL, 2026, date(2026, 11, 4))
    assert count is not None
    assert len(day) == len(counts) == 2
    assert other == ()
    pads = [(LETTER.title, count)]
    for paper in (
        day_paper(TODAY, "李春梅", day, pads, practice=False),
        year_paper(2026, "李春梅", counts, pads, practice=True),
        collecting_paper(
            "李春梅", [(one.paper.number, one.paper.subject_label) for one in lines], practice=False
        ),
    ):
        assert draw_list(paper).startswith(b"%PDF")
