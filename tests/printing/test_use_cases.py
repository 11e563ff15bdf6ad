"""A number is taken once, booked for good, and moves only as a clerk answers."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from resettle_desktop.foundation.attachments import digest_of
from resettle_desktop.foundation.database.audit import AccessEntry, AuditEntry, verify_access, verify_audit
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import NOT_YOURS, Actor
from resettle_desktop.foundation.errors import AlreadyDone, Refusal
from resettle_desktop.printing import queries, use_cases
from resettle_desktop.printing.models import PaperSeries
from resettle_desktop.printing.rules import Answer, PaperHead, PaperStage, PaperStep
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    ReprintDraft,
    TakePaperBackDraft,
    VoidDraft,
    answer_print,
    issue_paper,
    note_paper_back,
    reprint_paper,
    take_paper_back,
    void_paper,
)
from tests.kit.office import TickingClock
from tests.printing.desk import ALL, CENTRE, CLERK, HEAD, LETTER, NOTE, PARTY, PaperDesk, drawn, set_up


def row(papers: PaperDesk, uid: str) -> queries.PaperRow:
    with papers.store.reading() as session:
        return queries.paper(session, uid)


def answer(
    papers: PaperDesk,
    uid: str,
    said: Answer,
    *,
    actor: Actor = CLERK,
    sheet_number: str = "",
    reason: str = "",
) -> str:
    with papers.store.working(actor) as work:
        return answer_print(work, AnswerDraft(uid, said, sheet_number, reason))


def refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as told:
        act()
    return told.value


# Issuing


def test_issuing_books_number_bytes_and_digest_in_one_act(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    paper = row(papers, uid)
    assert paper.number == "便字〔2026〕1号"
    assert paper.stage is PaperStage.ISSUED
    assert paper.unanswered
    assert paper.title == "试用便字"
    assert (paper.issuer_name, paper.clerk_name) == ("青山镇人民政府", "户档岗")
    with papers.store.reading() as session:
        content = queries.paper_bytes(session, uid)
        entry = session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
        assert entry is not None
        assert (entry.act, entry.subject_label) == ("issue_paper", "甲户")
        assert verify_audit(session).broken_at is None
    assert digest_of(content) == paper.digest
    assert content.decode() == "%PDF 便字〔2026〕1号 2026-11-03 青山镇人民政府 户档岗 0350-1234567"


def test_a_draft_takes_no_number(papers: PaperDesk) -> None:
    with papers.store.reading() as session:
        head = queries.draft_head(
            session, NOTE, papers.office, datetime(2026, 11, 3, tzinfo=UTC).date(), "户档岗"
        )
        assert queries.next_number(session, NOTE, papers.office, head.paper_date) == "便字〔2026〕1号"
        assert session.execute(select(PaperSeries)).first() is None
    assert head.number == "便字〔2026〕____号"
    assert head.draft


def test_numbers_follow_each_other_without_a_gap(papers: PaperDesk) -> None:
    numbers = [row(papers, papers.issue(subject)).number for subject in "甲乙丙"]
    assert numbers == ["便字〔2026〕1号", "便字〔2026〕2号", "便字〔2026〕3号"]


def test_what_cannot_be_drawn_takes_no_number(papers: PaperDesk) -> None:
    def cannot(_head: PaperHead) -> bytes:
        raise Refusal("打印字库里没有“𬭚”")

    assert "𬭚" in refused(lambda: papers.issue("甲", draw=cannot)).text
    assert row(papers, papers.issue("乙")).number == "便字〔2026〕1号"


def test_our_own_bug_while_drawing_takes_no_number(papers: PaperDesk) -> None:
    with pytest.raises(ZeroDivisionError):
        papers.issue("甲", draw=lambda _head: bytes(1 // 0))
    assert row(papers, papers.issue("甲")).number == "便字〔2026〕1号"


def test_each_year_of_the_papers_date_counts_for_itself(papers: PaperDesk) -> None:
    papers.issue("甲")
    papers.clock.instant = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    assert row(papers, papers.issue("乙")).number == "便字〔2026〕2号"
    papers.clock.instant = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight in +08:00
    assert row(papers, papers.issue("丙")).number == "便字〔2027〕1号"


def test_each_issuer_and_each_kind_counts_for_itself(papers: PaperDesk) -> None:
    papers.issue("甲")
    by_centre = row(papers, papers.issue("乙", issuer=CENTRE))
    assert (by_centre.number, by_centre.issuer_name) == ("便字〔2026〕1号", CENTRE.name)
    letter = row(papers, papers.issue("甲", actor=PARTY, kind=LETTER))
    assert letter.number == "信字〔2026〕1号"
    assert row(papers, papers.issue("丙")).number == "便字〔2026〕2号"


def test_a_practice_file_marks_its_numbers(store: Store, clock: TickingClock) -> None:
    papers = set_up(store, clock, practice=True)
    assert row(papers, papers.issue("甲")).number == "练便字〔2026〕1号"


def test_a_double_click_is_one_paper(papers: PaperDesk) -> None:
    key = "0198c000-0000-7000-8000-00000000abcd"
    with papers.store.working(CLERK, command_key=key) as work:
        first = issue_paper(work, papers.draft("甲"))
    with pytest.raises(AlreadyDone) as done, papers.store.working(CLERK, command_key=key) as work:
        issue_paper(work, papers.draft("甲"))
    assert done.value.outcome == first


def test_a_role_of_another_kind_may_not_issue_or_answer(papers: PaperDesk) -> None:
    assert refused(lambda: papers.issue("甲", actor=PARTY)).text == NOT_YOURS
    uid = papers.issue("甲")
    assert refused(lambda: answer(papers, uid, Answer.PRINTED, actor=PARTY)).text == NOT_YOURS


# Answers


def test_an_unanswered_paper_is_offered_again_and_blocks_only_its_own_subject(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    assert "便字〔2026〕1号" in refused(lambda: papers.issue("甲")).text
    papers.issue("乙")
    with papers.store.reading() as session:
        assert [paper.number for paper in queries.unanswered(session, ALL)] == [
            "便字〔2026〕2号",
            "便字〔2026〕1号",
        ]
        mine = queries.unanswered(session, ALL, row(papers, uid).subject_uid)
        assert [paper.uid for paper in mine] == [uid]
        assert queries.unanswered(session, (LETTER.name,)) == ()


@pytest.mark.parametrize(
    ("said", "more", "stage", "sheet"),
    [
        (Answer.PRINTED, {}, PaperStage.PRINTED, None),
        (Answer.NOT_OUT, {}, PaperStage.ISSUED, None),
        (Answer.SPOILED, {"sheet_number": " 000123 "}, PaperStage.SPOILED, "000123"),
        (Answer.SPOILED, {}, PaperStage.SPOILED, None),
        (Answer.VOID, {"reason": "姓名写错"}, PaperStage.VOID, None),
    ],
)
def test_an_answer_is_booked(
    papers: PaperDesk, said: Answer, more: dict[str, str], stage: PaperStage, sheet: str | None
) -> None:
    uid = papers.issue("甲")
    papers.clock.advance(minutes=2)
    assert (
        answer(papers, uid, said, sheet_number=more.get("sheet_number", ""), reason=more.get("reason", ""))
        == stage
    )
    paper = row(papers, uid)
    assert (paper.stage, paper.sheet_number) == (stage, sheet)
    with papers.store.reading() as session:
        steps = queries.paper_steps(session, uid)
    assert [step.step for step in steps] == [PaperStep.ISSUED, PaperStep(said.value)]
    assert (steps[1].clerk_name, steps[1].desk, steps[1].reason) == ("户档岗", "一号窗口", more.get("reason"))


def test_spoiled_issues_nothing_by_itself_and_the_next_number_follows(papers: PaperDesk) -> None:
    spoiled = papers.issue("甲")
    answer(papers, spoiled, Answer.SPOILED)
    with papers.store.reading() as session:
        assert len(queries.issued_papers(session, ALL)) == 1
    following = papers.issue("甲", replaces=spoiled)
    assert row(papers, following).number == "便字〔2026〕2号"
    assert row(papers, following).replaces == "便字〔2026〕1号"
    assert row(papers, spoiled).replaced_by == "便字〔2026〕2号"


@pytest.mark.parametrize(
    ("said", "more", "field"),
    [
        (Answer.VOID, {}, "reason"),
        (Answer.VOID, {"reason": " \n "}, "reason"),
        (Answer.VOID, {"reason": "长" * 201}, "reason"),
        (Answer.SPOILED, {"sheet_number": "9" * 41}, "sheet_number"),
        (Answer.PRINTED, {"sheet_number": "000123"}, "sheet_number"),
    ],
)
def test_an_answer_that_lacks_something_names_the_field(
    papers: PaperDesk, said: Answer, more: dict[str, str], field: str
) -> None:
    uid = papers.issue("甲")
    assert (
        refused(
            lambda: answer(
                papers, uid, said, sheet_number=more.get("sheet_number", ""), reason=more.get("reason", "")
            )
        ).field
        == field
    )
    assert row(papers, uid).stage is PaperStage.ISSUED


def test_numbered_stationery_asks_for_the_spoiled_sheets_number(papers: PaperDesk) -> None:
    uid = papers.issue("甲", actor=PARTY, kind=LETTER)
    told = refused(lambda: answer(papers, uid, Answer.SPOILED, actor=PARTY))
    assert told.field == "sheet_number"
    answer(papers, uid, Answer.SPOILED, actor=PARTY, sheet_number="000207")
    assert row(papers, uid).sheet_number == "000207"


@pytest.mark.parametrize("end", [Answer.PRINTED, Answer.SPOILED, Answer.VOID])
@pytest.mark.parametrize("said", Answer)
def test_a_question_is_answered_once(papers: PaperDesk, end: Answer, said: Answer) -> None:
    uid = papers.issue("甲")
    answer(papers, uid, end, reason="姓名写错" if end is Answer.VOID else "")
    told = refused(lambda: answer(papers, uid, said, reason="再来一次" if said is Answer.VOID else ""))
    assert "便字〔2026〕1号" in told.text


def test_the_power_fails_between_issuing_and_the_answer(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    again = Store.open(papers.store.path, papers.store.key, papers.clock)  # as the next start finds the file
    with again.reading() as session:
        (waiting,) = queries.unanswered(session, ALL)
        assert (waiting.uid, waiting.number) == (uid, "便字〔2026〕1号")
        assert digest_of(queries.paper_bytes(session, uid)) == waiting.digest
    again.close()
    answer(papers, uid, Answer.SPOILED)
    assert row(papers, papers.issue("甲", replaces=uid)).number == "便字〔2026〕2号"


# Later


def test_a_reprint_is_the_same_bytes_and_stands_in_the_book(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    before = row(papers, uid).digest
    assert "不能补打" in refused(lambda: reprint(papers, uid)).text
    answer(papers, uid, Answer.PRINTED)
    assert [reprint(papers, uid), reprint(papers, uid, "群众弄丢")] == [1, 2]
    paper = row(papers, uid)
    assert (paper.digest, paper.reprints, paper.stage) == (before, 2, PaperStage.PRINTED)


def reprint(papers: PaperDesk, uid: str, reason: str = "") -> int:
    with papers.store.working(CLERK) as work:
        return reprint_paper(work, ReprintDraft(uid, reason))


def test_only_the_head_voids_what_may_have_been_handed_out(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    answer(papers, uid, Answer.PRINTED)
    assert refused(lambda: void(papers, uid, CLERK)).text == NOT_YOURS
    assert refused(lambda: void(papers, uid, HEAD, reason="")).field == "reason"
    void(papers, uid, HEAD)
    assert row(papers, uid).stage is PaperStage.VOID
    assert "作废" in refused(lambda: void(papers, uid, HEAD)).text
    assert row(papers, papers.issue("甲", replaces=uid)).number == "便字〔2026〕2号"


def void(papers: PaperDesk, uid: str, actor: Actor, reason: str = "姓名写错") -> str:
    with papers.store.working(actor) as work:
        return void_paper(work, VoidDraft(uid, reason))


def test_only_a_paper_that_is_out_of_force_is_replaced_and_once(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    answer(papers, uid, Answer.PRINTED)
    assert "不能另开一份" in refused(lambda: papers.issue("甲", replaces=uid)).text
    void(papers, uid, HEAD)
    assert "不是给乙户开的" in refused(lambda: papers.issue("乙", replaces=uid)).text
    answer(papers, papers.issue("甲", replaces=uid), Answer.SPOILED)
    assert "已由便字〔2026〕2号替代" in refused(lambda: papers.issue("甲", replaces=uid)).text


def test_a_sheet_that_came_back_is_replaced_at_once_and_its_number_waits_for_the_head(
    papers: PaperDesk,
) -> None:
    uid = papers.issue("甲")
    assert "待确认，不用再记交回" in refused(lambda: back(papers, uid, "甲户主")).text
    answer(papers, uid, Answer.PRINTED)
    assert refused(lambda: back(papers, uid)).text == use_cases.WHO_BROUGHT
    assert refused(lambda: back(papers, uid, "甲户主", "已遗失")).text == use_cases.BACK_OR_NOT
    assert refused(lambda: back(papers, uid, "甲户主", actor=PARTY)).text == NOT_YOURS
    back(papers, uid, "甲户主")
    assert "已记下甲户主交回" in refused(lambda: back(papers, uid, why="已遗失")).text
    assert waiting(papers) == [(uid, "甲户主交回", None)]
    new = papers.issue("甲", replaces=uid)
    assert row(papers, new).replaces == "便字〔2026〕1号"
    assert waiting(papers) == [(uid, "甲户主交回", "便字〔2026〕2号")]
    with papers.store.working(HEAD) as work:
        take_paper_back(work, TakePaperBackDraft(uid))
    assert (row(papers, uid).stage, waiting(papers)) == (PaperStage.VOID, [])
    with papers.store.reading() as session:
        assert queries.paper_steps(session, uid)[-1].reason == "甲户主交回"


def test_a_sheet_said_to_be_lost_waits_for_the_head_before_it_is_replaced(papers: PaperDesk) -> None:
    uid = papers.issue("甲")
    answer(papers, uid, Answer.PRINTED)
    back(papers, uid, why="本人说已遗失")
    assert "已记下没有收回" in refused(lambda: back(papers, uid, why="又说一遍")).text
    assert "不能另开一份替代" in refused(lambda: papers.issue("甲", replaces=uid)).text
    back(papers, uid, "甲户主")  # it is found after all
    assert waiting(papers) == [(uid, "甲户主交回", None)]
    papers.issue("甲", replaces=uid)


def back(papers: PaperDesk, uid: str, who: str = "", why: str = "", actor: Actor = CLERK) -> str:
    with papers.store.working(actor) as work:
        return note_paper_back(work, TakePaperBackDraft(uid, who, why))


def waiting(papers: PaperDesk) -> list[tuple[str, str, str | None]]:
    with papers.store.reading() as session:
        return [(each.uid, each.back_words, each.replaced_by) for each in queries.brought_back(session, ALL)]


@pytest.mark.parametrize(
    ("take", "kind"), [(use_cases.bytes_to_print, "printed"), (use_cases.bytes_to_save, "exported")]
)
def test_bytes_that_leave_the_file_stand_in_the_access_chain_first(
    papers: PaperDesk, take: Callable[..., bytes], kind: str
) -> None:
    uid = papers.issue("甲")
    content = take(papers.store, CLERK, uid)
    assert content.startswith(b"%PDF")
    with papers.store.reading() as session:
        entry = session.execute(select(AccessEntry)).scalar_one()
        assert (entry.kind, entry.subject_label, entry.reason) == (kind, "甲户", "便字〔2026〕1号")
        assert verify_access(session).broken_at is None
    assert "您的岗位" in refused(lambda: take(papers.store, PARTY, uid)).text


# Asking


def test_the_book_is_asked_by_year_stage_and_subject(papers: PaperDesk) -> None:
    first = papers.issue("甲")
    answer(papers, first, Answer.PRINTED)
    second = papers.issue("甲")
    papers.clock.instant = datetime(2027, 1, 5, tzinfo=UTC)
    third = papers.issue("乙")
    with papers.store.reading() as session:
        book = queries.issued_papers
        assert [paper.uid for paper in book(session, ALL)] == [third, second, first]
        assert [paper.uid for paper in book(session, ALL, years=[2026])] == [second, first]
        assert [paper.uid for paper in book(session, ALL, stages=[PaperStage.PRINTED])] == [first]
        assert [p.uid for p in queries.papers_of(session, ALL, row(papers, first).subject_uid)] == [
            second,
            first,
        ]
        assert book(session, (LETTER.name,)) == ()
        day = datetime(2026, 11, 3, tzinfo=UTC).date()
        assert [paper.uid for paper in queries.due(session, ALL, day)] == [second]
        with pytest.raises(LookupError):
            queries.paper(session, "no such uid")


def test_the_paper_names_the_telephone_settled_for_checking(papers: PaperDesk) -> None:
    uid = papers.issue("甲", draw=lambda head: drawn(head) + head.phone.encode())
    with papers.store.reading() as session:
        assert queries.paper_bytes(session, uid).endswith(b"0350-1234567")
