"""The worker: order, cancelled questions, acts that happen once, answers for pages that are gone."""

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.documents.press import Press
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.worker import StoreBox, Worker
from resettle_desktop.foundation.values.identifiers import new_uid
from tests.kit.screen import forget
from tests.kit.things import Thing, ThingDraft, add_sample_tables, make_thing


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    one = QObject()
    yield one
    forget(one)


@pytest.fixture(autouse=True)
def sample_tables(store: Store) -> None:
    add_sample_tables(store)


def number_of_things(session: Session) -> int:
    return int(session.execute(text("SELECT count(*) FROM thing")).scalar_one())


def slow_question(session: Session) -> int:
    """Counts for a minute unless it is cancelled."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n LIMIT 1"
    return int(session.execute(text(endless)).scalar_one())


def test_answers_come_in_order_on_the_gui_thread(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    gui = QThread.currentThread()

    def question(number: int) -> Callable[[Session], int]:
        return lambda _session: number

    def note(answer: int) -> None:
        seen.append((answer, QThread.currentThread() is gui))

    for number in range(50):
        worker.ask(question(number), note, owner=owner)
    qtbot.waitUntil(lambda: worker.idle)
    assert seen == [(number, True) for number in range(50)]


def test_a_question_runs_on_the_worker_thread_and_cannot_write(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    names: list[str] = []
    failures: list[Exception] = []

    def write(session: Session) -> None:
        names.append(threading.current_thread().name)
        session.execute(text("INSERT INTO mark (thing_id, word) VALUES (1, 'x')"))

    with qtbot.waitSignal(worker.trouble):
        worker.ask(write, lambda _answer: None, owner=owner, failed=failures.append)
    assert names == ["worker"]
    assert len(failures) == 1


def test_a_rehearsal_tells_what_would_change_and_changes_nothing(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    told: list[str] = []
    counted: list[int] = []
    with qtbot.assertNotEmitted(worker.changed):
        worker.rehearse(
            make_thing, ThingDraft("一"), lambda work: work.changes[0].part, told.append, owner=owner
        )
        worker.ask(number_of_things, counted.append, owner=owner)
        qtbot.waitUntil(lambda: worker.idle)
    assert told == ["make_thing"]
    assert counted == [0]


def test_a_rehearsal_is_refused_in_the_askers_own_place(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    refused: list[Exception] = []
    with qtbot.assertNotEmitted(worker.trouble):
        worker.rehearse(
            make_thing,
            ThingDraft(""),
            lambda work: work.changes,
            lambda _answer: None,
            owner=owner,
            failed=refused.append,
        )
        qtbot.waitUntil(lambda: worker.idle)
    assert [str(error) for error in refused] == ["要有名字"]


def test_a_newer_rehearsal_takes_the_place_of_one_that_waits(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    tried: list[str] = []

    def hold(_session: Session) -> None:
        begun.set()
        go_on.wait(5)

    worker.ask(hold, lambda _answer: None, owner=owner)
    assert begun.wait(5)
    for label in ("一", "二", "三"):
        worker.rehearse(
            make_thing,
            ThingDraft(label),
            lambda work: str(work.changes[0].values["label"][1]),
            tried.append,
            owner=owner,
            latest="effects",
        )
    go_on.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert tried == ["三"]


def test_an_act_answers_then_says_which_tables_changed(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    answers: list[int] = []
    with qtbot.waitSignal(worker.changed) as changed:
        worker.act(make_thing, ThingDraft("一"), answers.append, owner=owner)
    assert changed.args is not None
    assert "thing" in changed.args[0]
    qtbot.waitUntil(lambda: worker.idle)
    assert len(answers) == 1


def test_a_double_click_is_one_act(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    key, answers, counts = new_uid(), list[int](), list[int]()
    for _ in range(2):
        worker.act(make_thing, ThingDraft("一"), answers.append, owner=owner, command_key=key)
    worker.ask(number_of_things, counts.append, owner=owner)
    qtbot.waitUntil(lambda: worker.idle)
    assert answers[0] == answers[1]
    assert counts == [1]


def test_a_refusal_goes_to_the_asker_only(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    refusals, troubles = list[Exception](), list[Exception]()
    worker.trouble.connect(troubles.append)
    worker.act(make_thing, ThingDraft(""), lambda _key: None, owner=owner, failed=refusals.append)
    qtbot.waitUntil(lambda: worker.idle)
    assert isinstance(refusals[0], Refusal)
    assert refusals[0].field == "label"
    assert troubles == []


def test_a_refusal_nobody_listens_to_and_every_other_error_are_told(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    heard, troubles = list[Exception](), list[Exception]()
    worker.trouble.connect(troubles.append)
    worker.act(make_thing, ThingDraft(""), lambda _key: None, owner=owner)

    def full_disk(_store: Store) -> None:
        raise EnvironmentFailure("硬盘已满", "没有保存", "请清理")

    def bug(_store: Store) -> None:
        raise AttributeError

    worker.errand(full_disk, owner=owner, failed=heard.append)
    worker.errand(bug, owner=owner)
    qtbot.waitUntil(lambda: worker.idle)
    assert [type(error) for error in troubles] == [Refusal, EnvironmentFailure, AttributeError]
    assert [type(error) for error in heard] == [EnvironmentFailure]


def test_a_newer_question_cancels_the_one_that_runs_and_those_that_wait(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    answers, troubles = list[int](), list[Exception]()
    worker.trouble.connect(troubles.append)
    for _ in range(5):
        worker.ask(slow_question, answers.append, owner=owner, latest="search")
    worker.ask(number_of_things, answers.append, owner=owner, latest="search")
    qtbot.waitUntil(lambda: worker.idle)
    assert answers == [0]
    assert troubles == []


def test_a_patient_question_gives_way_and_is_put_again(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    begun = threading.Semaphore(0)
    answers: list[object] = []
    times = iter(range(10))

    def long_question(session: Session) -> str:
        begun.release()
        return "all" if next(times) else str(slow_question(session))

    worker.ask(long_question, answers.append, owner=owner, patient=True)
    assert begun.acquire(timeout=5)  # it runs, and would for a minute
    worker.ask(number_of_things, answers.append, owner=owner)
    worker.ask(number_of_things, answers.append, owner=owner)
    qtbot.waitUntil(lambda: worker.idle)
    assert answers == [0, 0, "all"]


def test_patient_questions_do_not_break_each_other_off(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    begun: list[str] = []
    gate = threading.Event()

    def question(name: str) -> Callable[[Session], str]:
        def run(session: Session) -> str:
            begun.append(name)
            gate.wait(5)
            return name + str(number_of_things(session))

        return run

    answers: list[str] = []
    worker.ask(question("a"), answers.append, owner=owner, patient=True)
    worker.ask(question("b"), answers.append, owner=owner, patient=True)
    gate.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert (begun, answers) == (["a", "b"], ["a0", "b0"])


def test_streams_of_different_owners_do_not_cancel_each_other(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    other, answers = QObject(), list[str]()
    worker.ask(lambda _session: "mine", answers.append, owner=owner, latest="rows")
    worker.ask(lambda _session: "yours", answers.append, owner=other, latest="rows")
    qtbot.waitUntil(lambda: worker.idle)
    assert answers == ["mine", "yours"]
    forget(other)


def test_the_answer_for_a_page_that_is_gone_is_dropped(worker: Worker, qtbot: QtBot) -> None:
    gone, answers, troubles = QObject(), list[object](), list[Exception]()
    worker.trouble.connect(troubles.append)
    worker.ask(slow_question, answers.append, owner=gone)
    worker.ask(number_of_things, answers.append, owner=gone)
    worker.act(make_thing, ThingDraft("留下"), answers.append, owner=gone)
    forget(gone)
    qtbot.waitUntil(lambda: worker.idle)
    assert answers == []
    assert troubles == []
    survivor, counts = QObject(), list[int]()
    worker.ask(number_of_things, counts.append, owner=survivor)
    qtbot.waitUntil(lambda: worker.idle)
    assert counts == [1], "an act is done although its page is gone"
    forget(survivor)


def test_a_failed_act_is_told_even_when_its_page_is_gone(worker: Worker, qtbot: QtBot) -> None:
    gone = QObject()
    with qtbot.waitSignal(worker.trouble):
        worker.act(make_thing, ThingDraft(""), lambda _key: None, owner=gone, failed=lambda _error: None)
        forget(gone)


def test_a_future_of_the_press_is_delivered_on_the_gui_thread(
    worker: Worker, press: Press, owner: QObject, qtbot: QtBot
) -> None:
    papers, errors = list[bytes](), list[Exception]()
    gate = threading.Event()

    def old() -> bytes:
        gate.wait(5)
        return b"old"

    stale = press.draw(old)
    worker.follow(stale, papers.append, owner=owner, latest="preview")
    worker.follow(press.draw(lambda: b"new"), papers.append, owner=owner, latest="preview")
    gate.set()
    worker.follow(press.draw(lambda: b"%d" % (1 // 0)), papers.append, owner=owner, failed=errors.append)
    with qtbot.waitSignal(worker.trouble):
        qtbot.waitUntil(lambda: worker.idle)
    assert papers == [b"new"]
    assert [type(error) for error in errors] == [ZeroDivisionError]


def test_the_copier_works_beside_the_worker_and_can_be_asked_to_stop(
    worker: Worker, owner: QObject, qtbot: QtBot
) -> None:
    started = threading.Event()
    answers: list[object] = []

    def copy(stop: threading.Event) -> str:
        started.set()
        return "stopped" if stop.wait(10) else "late"

    stop = worker.copy(copy, answers.append, owner=owner)
    worker.ask(number_of_things, answers.append, owner=owner)
    qtbot.waitUntil(lambda: answers == [0] and started.is_set())
    stop.set()
    qtbot.waitUntil(lambda: worker.idle)
    assert answers == [0, "stopped"]


def test_stopping_finishes_acts_skips_questions_and_joins(
    qapp: object, store: Store, worker: Worker, owner: QObject
) -> None:
    box = StoreBox(store)
    second = Worker(box)
    second.actor = worker.actor
    answers: list[object] = []
    second.ask(slow_question, answers.append, owner=owner)
    second.act(make_thing, ThingDraft("最后一笔"), answers.append, owner=owner)
    second.stop()
    with store.reading() as session:
        assert session.query(Thing.label).all() == [("最后一笔",)]
    assert answers == []
    forget(second)


def test_nothing_is_begun_after_stop(store: Store, worker: Worker, owner: QObject) -> None:
    late = Worker(StoreBox(store))
    late.actor = worker.actor
    late.stop()
    begun: list[str] = []
    late.ask(lambda _session: begun.append("ask"), lambda _none: None, owner=owner)
    late.errand(lambda _store: begun.append("errand"), owner=owner)
    late.copy(lambda _stop: begun.append("copy"), lambda _none: None, owner=owner)
    assert late.idle
    late.stop()  # would wait for whatever was begun
    assert begun == []
    forget(late)


def test_garbage_is_collected_on_the_gui_thread_only(worker: Worker, owner: QObject, qtbot: QtBot) -> None:
    assert not gc.isenabled()
    threads: list[str] = []

    class Tells:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            threads.append(threading.current_thread().name)

    def litter(_session: Session) -> None:
        for _ in range(5_000):
            Tells()

    worker.ask(litter, lambda _none: None, owner=owner)
    qtbot.waitUntil(lambda: worker.idle)
    assert threads == []
    qtbot.waitUntil(lambda: len(threads) == 5_000, timeout=4000)
    assert set(threads) == {"MainThread"}


def test_collection_is_given_back_when_the_worker_stops(qapp: object, store: Store) -> None:
    before = gc.isenabled()
    one = Worker(StoreBox(store))
    assert not gc.isenabled()
    one.stop()
    assert gc.isenabled() == before
    forget(one)
