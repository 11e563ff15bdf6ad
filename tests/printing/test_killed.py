"""Printings killed from outside at any step: no number twice, and none unaccounted for."""

import random
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.checking import check_file
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.printing import queries
from resettle_desktop.printing.queries import custody
from resettle_desktop.printing.rules import Answer, PaperStage
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print, file_name
from resettle_desktop.printing.use_cases.custody import PaperDraft, book_interrupted
from tests.faults.children import child
from tests.faults.test_killed import kill_within
from tests.kit.office import KEY, TickingClock
from tests.printing.desk import ALL, CLERK, set_up
from tests.printing.printing_child import keep_printing

SPAN = 0.06
"""How long a paper takes on its way from the number to the seal: the kill falls within."""


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(15, id="few"),
        pytest.param(500, id="many", marks=[pytest.mark.deep, pytest.mark.timeout(900)]),
    ],
)
def test_killed_printings_leave_every_number_once_and_accounted_for(tmp_path: Path, kills: int) -> None:
    path, tray = tmp_path / "records.db", tmp_path / "tray"
    set_up(Store.create(path, KEY, TickingClock()), TickingClock()).store.close()
    chance = random.Random(kills)
    told: list[str] = []
    interrupted = asked_again = 0
    for life in range(kills):
        victim = child(keep_printing, path, tray, life)
        told += kill_within(victim, chance.randint(1, 2), chance.uniform(0, SPAN), chance)
        store = Store.open(path, KEY, system_clock)
        with store.reading() as session:
            counts = custody.series_counts(session, ALL, system_clock().year)
            rows = queries.issued_papers(session, ALL)
            left = custody.reserved_numbers(session, ALL)
            offered = queries.unanswered(session, ALL)
            never_out = custody.interrupted(session, offered)
        numbers = [row.number for row in rows] + [row.number for row in left]
        assert len(numbers) == len(set(numbers))
        assert all(count.missing == () for count in counts)
        assert sum(count.issued + count.reserved for count in counts) == len(numbers)
        assert set(told) <= set(numbers)
        assert {row.uid for row in offered} == {row.uid for row in rows if row.stage is PaperStage.ISSUED}
        names = {file_name(row.number, row.subject_label) for row in rows}
        in_tray = {sheet.name for sheet in tray.glob("*.pdf")} if tray.exists() else set()
        assert in_tray <= names
        for row in offered:
            paper = PaperDraft(row.uid)
            printed = file_name(row.number, row.subject_label) in in_tray
            if row in never_out:
                assert not printed
                with store.working(CLERK) as work:
                    assert book_interrupted(work, paper) == PaperStage.SPOILED
                interrupted += 1
                continue
            with pytest.raises(Refusal), store.working(CLERK) as work:
                book_interrupted(work, paper)
            with store.working(CLERK) as work:
                answer_print(work, AnswerDraft(row.uid, Answer.PRINTED if printed else Answer.SPOILED))
            asked_again += 1
        store.close()
    assert check_file(path, KEY, thorough=True).faults == ()
    assert 0 < len(told) == len(set(told))
    assert kills < 100 or (interrupted and asked_again)
