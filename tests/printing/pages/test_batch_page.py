"""Many papers in one go: every number accounted for, whatever fails, is stopped or did not come out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.documents.joining import joined
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.printing import queries
from resettle_desktop.printing.pages.batch_page import BatchPage
from resettle_desktop.printing.queries import custody
from resettle_desktop.printing.rules import Answer, PaperStage
from resettle_desktop.printing.rules.batches import BatchLine, LineState, summary, turned
from resettle_desktop.printing.use_cases import AnswerDraft, IssueDraft, answer_print
from tests.kit.screen import Screen
from tests.printing.desk import CLERK, NOTE, PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import NAMES, OFFICE, NoteFacts, NotePage, draw_note, strike, uid_of
from tests.printing.pages.test_layout import LOOKS, whole

MANY = 60
Open = Callable[..., BatchPage]


def many_uid(number: int) -> str:
    """The uid of one of the many."""
    return f"0198c000-0000-7000-8000-{900_000 + number:012}"


def name_of(uid: str) -> str:
    """Whose uid it is."""
    return NAMES.get(uid[-1], "") if uid[-6] != "9" else f"张{uid[-2:]}"


def facts_of(session: Any, uid: str, _day: date) -> NoteFacts:
    """What a note says of a subject."""
    return NoteFacts(uid, name_of(uid), queries.office_issuer(session))


def draft_of(uid: str, use: str, replaces: str | None) -> IssueDraft:
    """What the act that issues notes takes."""
    facts = NoteFacts(uid, name_of(uid), None)
    return IssueDraft(
        NOTE,
        OFFICE[0],
        "household",
        uid,
        f"{facts.name}户",
        lambda head: draw_note(facts, head, use),
        replaces,
    )


class NoteBatch(BatchPage):
    """Notes about the people of ``NAMES``, of whom c cannot be printed, or about many."""

    name = "tests.note_batch"
    title = "成批开便条"
    offer = replace(NotePage.offer, facts=facts_of, draft=draft_of)

    def subjects(self) -> Callable[[Any], Sequence[BatchLine]]:
        letters = self.subject_uid or ""
        uids = [many_uid(n) for n in range(MANY)] if letters == "many" else [*map(uid_of, letters)]
        return lambda _session: tuple(BatchLine(uid, f"{name_of(uid)}户") for uid in uids)


def states(page: BatchPage) -> list[LineState]:
    return [line.state for line in page.lines]


@pytest.fixture
def opened(open_page: OpenPage, screen: Screen, tmp_path: Path) -> Open:
    """Opens the batch of some letters, with a folder to save into."""

    def opening(letters: str, folder: Path = tmp_path) -> NoteBatch:
        page = NoteBatch(screen.context)
        open_page(page, letters)
        page.folder.setText(str(folder))
        page.table.setFocus()
        return page

    return opening


def test_one_that_cannot_be_printed_does_not_lose_the_others(
    office: PaperDesk, screen: Screen, tmp_path: Path, opened: Open
) -> None:
    page = opened("acb")
    assert summary(page.lines) == "要开 3 份"
    strike(screen, "F9")
    assert states(page) == [LineState.SENT, LineState.FAILED, LineState.SENT]
    failed = page.lines[1]
    assert failed.number == ""
    assert "没有" in failed.words or "不能" in failed.words
    with office.store.reading() as session:
        rows = queries.issued_papers(session, (NOTE.name,))
        contents = [queries.paper_bytes(session, row.uid) for row in rows]
    assert sorted(row.number[-2:] for row in rows) == ["1号", "2号"]
    assert {path.read_bytes() for path in tmp_path.glob("*.pdf")} == set(contents)
    page.table.go_to(1)
    assert page.why.text() == failed.told
    assert page.why.isVisible()
    page.table.go_to(2)
    strike(screen, "Return")
    assert states(page)[2] is LineState.MISSED
    strike(screen, "F9")
    assert states(page) == [LineState.PRINTED, LineState.FAILED, LineState.MISSED]
    with office.store.reading() as session:
        by_uid = {row.uid: row.stage for row in queries.issued_papers(session, (NOTE.name,))}
    assert by_uid[page.lines[0].paper_uid] is PaperStage.PRINTED
    assert by_uid[page.lines[2].paper_uid] is PaperStage.ISSUED
    strike(screen, "F9", "F9")
    assert states(page) == [LineState.PRINTED, LineState.FAILED, LineState.PRINTED]


def test_stopped_in_the_middle_everything_issued_is_kept_and_offered_again(
    office: PaperDesk, screen: Screen, tmp_path: Path, opened: Open
) -> None:
    page = opened("many")
    page.do_verb()
    screen.qtbot.waitUntil(lambda: states(page).count(LineState.ISSUED) >= 5)
    assert page.bar.isVisible()
    strike(screen, "F7")
    screen.settle()
    done = states(page).count(LineState.ISSUED)
    assert 5 <= done < MANY
    assert page.running is None
    with office.store.reading() as session:
        assert len(queries.unanswered(session, (NOTE.name,))) == done
    again = opened("many")
    strike(screen, "F9")
    screen.qtbot.waitUntil(lambda: again.running is None)
    assert set(states(again)) == {LineState.SENT}
    assert len({line.number for line in again.lines}) == MANY
    assert len(list(tmp_path.glob("*.pdf"))) == MANY
    strike(screen, "F9")
    screen.qtbot.waitUntil(lambda: again.running is None)
    assert set(states(again)) == {LineState.PRINTED}
    with office.store.reading() as session:
        (counts,) = [one for one in custody.series_counts(session, (NOTE.name,), 2026) if one.issued]
        assert queries.unanswered(session, (NOTE.name,)) == ()
    assert (counts.issued, counts.missing) == (MANY, ())


def test_who_has_one_of_today_gets_no_second_and_a_spoiled_one_is_replaced(
    office: PaperDesk, screen: Screen, tmp_path: Path, opened: Open
) -> None:
    first = office.issue("a", draw=lambda _head: b"%PDF")
    with office.store.working(CLERK) as work:
        answer_print(work, AnswerDraft(first, Answer.SPOILED))
    page = opened("ba")
    page.table.go_to(0)
    strike(screen, "Return")
    assert states(page) == [LineState.LEFT_OUT, LineState.WAITING]
    strike(screen, "F9", "F9")
    assert states(page) == [LineState.LEFT_OUT, LineState.PRINTED]
    again = opened("ab")
    strike(screen, "F9", "F9")
    assert states(again) == [LineState.BEFORE, LineState.PRINTED]
    assert again.verb() == ""


def test_all_are_left_out_and_taken_in_with_one_key(
    office: PaperDesk, screen: Screen, tmp_path: Path, opened: Open
) -> None:
    page = opened("ab")
    strike(screen, "F4")
    assert set(states(page)) == {LineState.LEFT_OUT}
    assert page.verb() == ""
    strike(screen, "F4")
    assert set(states(page)) == {LineState.WAITING}


def test_a_folder_that_cannot_be_written_stops_and_loses_no_number(
    office: PaperDesk, screen: Screen, tmp_path: Path, opened: Open
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    page = opened("ab", blocked / "folder")
    strike(screen, "F9")
    assert states(page) == [LineState.ISSUED, LineState.ISSUED]
    page.folder.setText(str(tmp_path))
    strike(screen, "F9")
    assert states(page) == [LineState.SENT, LineState.SENT]


def test_parts_are_joined_page_for_page(office: PaperDesk) -> None:
    with office.store.reading() as session:
        issuer = queries.office_issuer(session)
        head = queries.draft_head(session, NOTE, issuer, office.clock.instant.date(), "张三")
        facts = NotePage.offer.facts(session, uid_of("a"), head.paper_date)
    one, other = (draw_note(facts, head, use) for use in ("入学", "看病"))
    pages = PdfReader(BytesIO(joined([one, other, one]))).pages
    assert ["入学" in page.extract_text() for page in pages] == [True, False, True]
    assert joined([one]) == one


def test_a_line_is_turned_only_while_that_means_something() -> None:
    for state in (LineState.PRINTED, LineState.ISSUED, LineState.BEFORE):
        line = BatchLine("u", "甲户", state)
        assert turned(line) is line
    failed = BatchLine("u", "甲户", LineState.FAILED, told=Refusal("没有成员").text)
    assert turned(failed).words == "要开"


@pytest.mark.parametrize(("scheme", "scale", "size"), LOOKS)
def test_every_state_of_the_page_is_whole(
    office: PaperDesk,
    screen: Screen,
    tmp_path: Path,
    open_page: OpenPage,
    scheme: Scheme,
    scale: float,
    size: tuple[int, int],
) -> None:
    assert office.office
    screen.context.theme.set_scheme(scheme)
    screen.context.theme.set_scale(scale)
    page = NoteBatch(screen.context)
    page.folder.setText(str(tmp_path))
    window = open_page(page, "acb")
    window.resize(*size)
    for struck in ((), ("F9",), ("Return",), ("F9",)):
        strike(screen, *struck)
        screen.qtbot.waitUntil(partial(whole, window))
