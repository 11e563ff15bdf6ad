"""The two doors of an open file, and what its driver's errors become."""

import errno
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from resettle_desktop.foundation.database import engine, failures, schema
from resettle_desktop.foundation.database.ballast import Ballast
from resettle_desktop.foundation.database.drafts import DraftRow, drafts_of
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import BY_WORK, Work
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from tests.kit.office import KEY, MORNING, Desk, Templates, TickingClock, raw
from tests.kit.things import ThingDraft, make_thing


def test_a_file_is_made_once(tmp_path: Path, clock: TickingClock) -> None:
    path = tmp_path / "甲 乙#?.db"
    Store.create(path, KEY, clock).close()
    with pytest.raises(FileExistsError):
        Store.create(path, KEY, clock)
    store = Store.open(path, KEY, clock)
    assert raw(store, "PRAGMA user_version") == [(schema.FORMAT,)]
    assert raw(store, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert [name for (name,) in raw(store, "SELECT name FROM sqlite_master WHERE type = 'trigger'")] == list(
        schema.TRIGGERS
    )
    store.close()
    assert b"audit_entry" not in path.read_bytes()


def test_both_engines_are_set_up_for_safety(store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cipher_status": "1",
        "busy_timeout": 5000,
    }
    for pool in (store._reader, store._writer):
        with pool.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
            assert found == expected
            only_query = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
            assert only_query == (pool is store._reader)


def test_a_missing_file_or_a_wrong_key_is_told(tmp_path: Path, clock: TickingClock) -> None:
    with pytest.raises(EnvironmentFailure, match="打不开数据文件"):
        Store.open(tmp_path / "nothing.db", KEY, clock)
    assert not (tmp_path / "nothing.db").exists()
    Store.create(tmp_path / "records.db", KEY, clock).close()
    with pytest.raises(EnvironmentFailure, match="有损坏，或与钥匙文件不是一套"):
        Store.open(tmp_path / "records.db", bytes(32), clock)
    with pytest.raises(ValueError, match="32 bytes"):
        Store.open(tmp_path / "records.db", b"short", clock)


def test_a_file_of_another_format_does_not_get_this_far(
    tmp_path: Path, templates: Templates, clock: TickingClock
) -> None:
    path = tmp_path / "records.db"
    templates.copy_to(path)
    connection = engine.connect(path, KEY)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(RuntimeError, match="was not migrated"):
        Store.open(path, KEY, clock)


def test_a_question_is_stopped_when_nobody_waits_any_more(store: Store) -> None:
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
    with pytest.raises(DBAPIError) as stopped, store.reading(cancelled=lambda: True) as session:
        session.execute(endless)
    assert failures.was_cancelled(stopped.value)
    assert raw(store, "SELECT 1") == [(1,)]


def test_reading_goes_on_while_an_act_is_under_way(bench: Desk) -> None:
    with bench.store.working(bench.actor) as work:
        make_thing(work, ThingDraft("算盘"))
        assert raw(bench.store, "SELECT count(*) FROM thing") == [(0,)]
    assert raw(bench.store, "SELECT count(*) FROM thing") == [(1,)]


def test_our_own_error_passes_through_and_leaves_nothing(bench: Desk) -> None:
    def buggy(work: Work, draft: ThingDraft) -> None:
        make_thing(work, draft)
        raise KeyError(draft.label)

    def broken(work: Work, draft: ThingDraft) -> None:
        raw_connection = work.session.connection()
        raw_connection.exec_driver_sql("INSERT INTO thing (id) VALUES (1)", execution_options=BY_WORK)

    with pytest.raises(KeyError):
        bench.do(buggy, ThingDraft("算盘"))
    with pytest.raises(IntegrityError):  # broken facts that no rule refused are our bug too
        bench.do(broken, ThingDraft("算盘"))
    assert raw(bench.store, "SELECT count(*) FROM audit_entry") == [(0,)]


def test_drafts_are_kept_per_clerk_form_and_object(store: Store, clock: TickingClock) -> None:
    def draft(kind: str, values: dict[str, str], minutes: int, uid: str = "") -> DraftRow:
        return DraftRow(kind, uid, "王家", values, MORNING + timedelta(minutes=minutes))

    store.keep_draft("a", draft("household", {"name": "王"}, 1))
    store.keep_draft("a", draft("household", {"name": "王桂兰"}, 2))
    store.keep_draft("a", draft("household", {"name": "李"}, 3, uid="u"))
    store.keep_draft("b", draft("household", {"name": "赵"}, 4))
    with store.reading() as session:
        mine = drafts_of(session, "a")
    assert [(row.object_uid, row.values["name"]) for row in mine] == [("u", "李"), ("", "王桂兰")]
    assert mine[1].saved_at == MORNING + timedelta(minutes=2)
    store.drop_draft("a", "household", "")
    with store.reading() as session:
        assert [row.object_uid for row in drafts_of(session, "a")] == ["u"]
    assert raw(store, "SELECT count(*) FROM audit_entry") == [(0,)]


def test_closing_folds_the_log_into_the_file(
    tmp_path: Path, templates: Templates, clock: TickingClock
) -> None:
    path = tmp_path / "records.db"
    templates.copy_to(path)
    store = Store.open(path, KEY, clock)
    store.keep_draft("a", DraftRow("household", "", "", {}, clock()))
    assert store.now() > MORNING
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["records.db"]


def test_the_ballast_is_laid_where_there_is_room_and_given_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballast = Ballast(tmp_path / "ballast.bin", size=4096)
    assert ballast.lay()
    assert ballast.lay()
    assert ballast.path.stat().st_size == 4096
    assert ballast.give_up()
    assert not ballast.give_up()
    assert not Ballast(tmp_path / "ballast.bin", size=1 << 60).lay()
    assert not Ballast(tmp_path / "folder" / "ballast.bin", size=1).present


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (OSError(errno.ENOSPC, "x"), "硬盘已满"),
        (OSError(errno.EROFS, "x"), "数据文件所在的文件夹不允许写入"),
        (PermissionError(errno.EACCES, "x"), "数据文件所在的文件夹不允许写入"),
        (FileNotFoundError(errno.ENOENT, "x"), "打不开数据文件"),
        (OSError("x"), "硬盘读写出错"),
    ],
)
def test_errors_of_the_system_have_the_same_sentences(error: OSError, what: str) -> None:
    failure = failures.failure_of(error)
    assert failure is not None
    assert failure.what == what
    assert failure.lost == failures.NOTHING_SAVED


def test_a_bug_has_no_sentence() -> None:
    assert failures.failure_of(ValueError("x")) is None
    with pytest.raises(ValueError, match="x"), failures.telling("y"):
        raise ValueError("x")


def test_every_sentence_says_what_is_safe_and_what_to_do() -> None:
    for what, todo in failures.SENTENCES.values():
        sentence = EnvironmentFailure(what, failures.NOTHING_SAVED, todo).sentence
        assert sentence.count("。") == 2
        assert "请" in todo


def test_a_refusal_is_no_failure_of_the_machine(bench: Desk) -> None:
    with pytest.raises(Refusal):
        bench.do(make_thing, ThingDraft(""), key="k")
    bench.do(make_thing, ThingDraft("算盘"), key="k")  # the key of a refused act is free
    assert json.loads(raw(bench.store, "SELECT outcome FROM audit_entry")[0][0]) == 1
