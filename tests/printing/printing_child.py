"""A clerk in another process who issues, prints, answers and seals until the process is killed."""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.values.clock import system_clock
from resettle_desktop.printing.queries import office_issuer, paper
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.use_cases import AnswerDraft, IssueDraft, answer_print, issue_paper, save_copy
from resettle_desktop.printing.use_cases.custody import SealDraft, seal_papers
from resettle_desktop.printing.use_cases.series import BlockDraft, reserve_block
from tests.kit.office import KEY
from tests.printing.desk import CLERK, PROOF, drawn

BLOCK_EVERY = 5


def keep_printing(line: Connection, path: Path, tray: Path, life: int) -> None:
    """Take paper after paper through the whole machine; say when each is begun, and each number."""
    store = Store.open(path, KEY, system_clock)
    with store.reading() as session:
        issuer = office_issuer(session)
    for turn in count(1):
        line.send("begun")
        subject = f"0198c000-0000-7000-{life % 10_000:04d}-{turn:012d}"
        with store.working(CLERK) as work:
            uid = issue_paper(work, IssueDraft(PROOF, issuer, "household", subject, "甲户", drawn))
        with store.reading() as session:
            line.send(paper(session, uid).number)
        save_copy(store, CLERK, uid, tray)
        with store.working(CLERK) as work:
            answer_print(work, AnswerDraft(uid, Answer.PRINTED))
        with store.working(CLERK) as work:
            seal_papers(work, SealDraft((uid,), "公章", "李保管", "王主任"))
        if turn % BLOCK_EVERY == 0:
            with store.working(CLERK) as work:
                reserve_block(work, BlockDraft(PROOF.name, 2))
