"""Every write goes through the unit of work, has everything its row needs, and is told in the audit."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Computed, String, func, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from resettle_desktop.foundation.database import audit
from resettle_desktop.foundation.database.acts import ACTS, act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.engine import WRITTEN_BY
from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.database.row_statements import fixed_defaults
from resettle_desktop.foundation.database.work import (
    CLOCK_BEHIND,
    NOT_YOURS,
    STALE,
    Work,
)
from resettle_desktop.foundation.errors import (
    AlreadyDone,
    Difference,
    EnvironmentFailure,
    Refusal,
    StaleDraft,
)
from resettle_desktop.office.rules import Role
from tests.kit.office import MORNING, Desk, actor_of, raw
from tests.kit.things import (
    Mark,
    MoveDraft,
    Place,
    Sample,
    Thing,
    ThingDraft,
    change_thing,
    make_thing,
    mend_clock,
    move_thing,
    unregistered,
)


def entries(desk: Desk) -> list[tuple[Any, ...]]:
    """The acts done so far."""
    return raw(
        desk.store, "SELECT id, act, subject_kind, subject_label, outcome FROM audit_entry ORDER BY id"
    )


def changes(desk: Desk, entry: int = 1) -> list[tuple[str, str, int | None, dict[str, list[Any]]]]:
    """What one act wrote."""
    rows = raw(
        desk.store,
        'SELECT part, table_name, row_id, "values" FROM audit_change WHERE entry_id = ? ORDER BY position',
        entry,
    )
    return [(part, table, row_id, json.loads(values)) for part, table, row_id, values in rows]


def test_a_new_row_has_its_uid_version_and_defaults_and_all_of_them_are_audited(bench: Desk) -> None:
    key = bench.do(make_thing, ThingDraft("算盘", "旧的"))
    ((row_id, uid, version, state),) = raw(bench.store, "SELECT id, uid, version, state FROM thing")
    assert (row_id, version, state) == (key, 1, "new")
    assert entries(bench) == [(1, "make_thing", "thing", "算盘", str(key))]
    assert changes(bench) == [
        (
            "make_thing",
            "thing",
            key,
            {
                "uid": [None, uid],
                "version": [None, 1],
                "label": [None, "算盘"],
                "note": [None, "旧的"],
                "state": [None, "new"],
            },
        )
    ]


def test_a_change_tells_before_and_after_and_counts_the_version(bench: Desk) -> None:
    key = bench.do(make_thing, ThingDraft("算盘", "旧的"))
    bench.do(change_thing, ThingDraft("算盘", "新的", id=key, version=1))
    assert raw(bench.store, "SELECT note, version FROM thing") == [("新的", 2)]
    assert changes(bench, 2) == [
        ("change_thing", "thing", key, {"note": ["旧的", "新的"], "version": [1, 2]})
    ]


def test_a_change_that_changes_nothing_writes_nothing(bench: Desk) -> None:
    key = bench.do(make_thing, ThingDraft("算盘"))
    bench.do(change_thing, ThingDraft("算盘", id=key, version=1))
    assert raw(bench.store, "SELECT version FROM thing") == [(1,)]
    assert changes(bench, 2) == []


def test_two_open_drafts_of_one_thing_are_both_shown(bench: Desk) -> None:
    key = bench.do(make_thing, ThingDraft("算盘", "旧的"))
    bench.do(change_thing, ThingDraft("算盘", "甲改的", id=key, version=1))
    with pytest.raises(StaleDraft) as refused:
        bench.do(change_thing, ThingDraft("算盘", "乙改的", id=key, version=1))
    assert refused.value.differences == (Difference("note", "乙改的", "甲改的"),)
    assert raw(bench.store, "SELECT note FROM thing") == [("甲改的",)]


def test_a_row_that_is_not_there_is_a_stale_draft(bench: Desk) -> None:
    with pytest.raises(StaleDraft):
        bench.do(change_thing, ThingDraft("算盘", id=99))


def test_many_rows_get_successive_keys_that_the_audit_knows(bench: Desk) -> None:
    first = bench.do(make_thing, ThingDraft("算盘"))

    with unregistered():

        @act("造很多", needs=(Role.HOUSEHOLD_CLERK,))
        def make_many(work: Work, labels: tuple[str, ...]) -> list[int]:
            keys = work.insert_many(Thing, ({"label": label} for label in labels))
            assert work.insert_many(Mark, [{"thing_id": key, "word": "红"} for key in keys]) == range(0)
            assert work.insert_many(Thing, []) == range(0)
            return list(keys)

    keys = bench.do(make_many, ("笔", "墨", "纸"))
    assert keys == [first + 1, first + 2, first + 3]
    assert raw(bench.store, "SELECT id, label FROM thing ORDER BY id")[1:] == list(
        zip(keys, ("笔", "墨", "纸"), strict=True)
    )
    assert [row_id for _, table, row_id, _ in changes(bench, 2) if table == "thing"] == keys
    assert changes(bench, 2)[3] == ("make_many", "mark", None, {"thing_id": [None, 2], "word": [None, "红"]})


def test_an_interval_is_superseded_and_what_was_known_before_can_be_asked(bench: Desk) -> None:
    day = date(2026, 3, 1)
    place = bench.do(move_thing, MoveDraft(1, "甲架", day))
    bench.clock.advance(days=2)

    with unregistered():

        @act("更正架号", needs=(Role.DESTINATION_CLERK,))
        def correct_place(work: Work, shelf: str) -> int:
            return work.supersede(Place, place, shelf=shelf)

        @act("划掉", needs=(Role.DESTINATION_CLERK,))
        def withdraw_place(work: Work, row: int) -> int:
            return work.supersede(Place, row)

    second = bench.do(correct_place, "乙架")

    def shelf_on(session: Session, known_at: Any = None) -> list[str]:
        return list(session.scalars(select(Place.shelf).where(holds(Place, day, known_at))))

    assert bench.ask(shelf_on) == ["乙架"]
    assert bench.ask(shelf_on, MORNING + timedelta(days=1)) == ["甲架"]
    assert bench.ask(shelf_on, MORNING - timedelta(days=1)) == []
    acts = raw(bench.store, "SELECT act_id, superseded_at IS NULL FROM place ORDER BY id")
    assert acts == [(1, 0), (2, 1)]
    with pytest.raises(StaleDraft):
        bench.do(correct_place, "丙架")
    assert bench.do(withdraw_place, second) == 0
    assert bench.ask(shelf_on) == []


def test_an_interval_is_never_changed_in_place(bench: Desk) -> None:
    place = bench.do(move_thing, MoveDraft(1, "甲架", date(2026, 3, 1)))

    with unregistered():

        @act("改架号", needs=(Role.DESTINATION_CLERK,))
        def overwrite(work: Work, shelf: str) -> None:
            work.update(Place, place, shelf=shelf)

    with pytest.raises(RuntimeError, match="superseded, never changed"):
        bench.do(overwrite, "乙架")


def test_an_act_within_an_act_is_a_part_of_its_one_entry(bench: Desk) -> None:
    with unregistered():

        @act("造好放好", needs=(Role.HOUSEHOLD_CLERK,))
        def make_and_move(work: Work, label: str) -> int:
            key = make_thing(work, ThingDraft(label))
            move_thing(work, MoveDraft(key, "甲架", work.today))
            work.insert(Mark, thing_id=key, word="红")
            work.about("shelf", "", "甲架")
            return key

    key = bench.do(make_and_move, "算盘")
    assert entries(bench) == [(1, "make_and_move", "shelf", "甲架", str(key))]
    assert [(part, table) for part, table, _, _ in changes(bench)] == [
        ("make_thing", "thing"),
        ("move_thing", "place"),
        ("make_and_move", "mark"),
    ]


def test_a_part_needs_its_own_role(bench: Desk) -> None:
    with unregistered():

        @act("造好放好", needs=(Role.HOUSEHOLD_CLERK,))
        def make_and_move(work: Work, label: str) -> None:
            move_thing(work, MoveDraft(make_thing(work, ThingDraft(label)), "甲架", work.today))

    with pytest.raises(Refusal, match=NOT_YOURS):
        bench.do(make_and_move, "算盘", by=actor_of(Role.HOUSEHOLD_CLERK))
    assert raw(bench.store, "SELECT count(*) FROM thing") == [(0,)]
    assert entries(bench) == []


def test_a_part_that_failed_spoils_the_whole_even_when_its_error_is_swallowed(bench: Desk) -> None:
    with unregistered():

        @act("放好再拒绝", needs=(Role.HOUSEHOLD_CLERK,))
        def half(work: Work, label: str) -> None:
            work.insert(Thing, label=label)
            raise Refusal("不行")

        @act("照样往下办", needs=(Role.HOUSEHOLD_CLERK,))
        def carry_on(work: Work, label: str) -> None:
            with pytest.raises(Refusal):
                half(work, label)

    with pytest.raises(RuntimeError, match="half failed"):
        bench.do(carry_on, "算盘")
    assert raw(bench.store, "SELECT count(*) FROM thing") == [(0,)]


def test_what_is_refused_leaves_nothing(bench: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        bench.do(make_thing, ThingDraft(""))
    assert refused.value.field == "label"
    with pytest.raises(Refusal, match=NOT_YOURS):
        bench.do(make_thing, ThingDraft("算盘"), by=actor_of(Role.AUDITOR))
    assert entries(bench) == []


def test_a_double_click_is_one_act_and_answers_the_same(bench: Desk) -> None:
    key = bench.do(make_thing, ThingDraft("算盘"), key="k-1")
    with pytest.raises(AlreadyDone) as done:
        bench.do(make_thing, ThingDraft("算盘"), key="k-1")
    assert done.value.outcome == key
    assert len(entries(bench)) == 1


def test_a_second_actor_and_the_roles_stand_in_the_entry(bench: Desk) -> None:
    second = actor_of(Role.HEAD)
    with bench.store.working(actor_of(Role.HOUSEHOLD_CLERK, Role.HEAD), second=second) as work:
        make_thing(work, ThingDraft("算盘"))
    assert raw(bench.store, "SELECT roles, second_actor_uid, desk FROM audit_entry") == [
        ("head household_clerk", second.uid, "一号窗口")
    ]


def test_a_clock_behind_the_last_entry_stops_writing_until_it_is_accepted(bench: Desk) -> None:
    bench.do(make_thing, ThingDraft("算盘"))
    bench.clock.advance(days=-3)
    with pytest.raises(Refusal, match=CLOCK_BEHIND):
        bench.do(make_thing, ThingDraft("笔"))
    bench.do(mend_clock, ThingDraft("墨"))
    bench.do(make_thing, ThingDraft("纸"))
    assert raw(bench.store, "SELECT label FROM thing") == [("算盘",), ("墨",), ("纸",)]
    assert bench.ask(audit.verify_audit).broken_at is None


def test_writing_outside_an_act_is_our_bug(bench: Desk) -> None:
    with pytest.raises(RuntimeError, match="outside an act"), bench.store.working(bench.actor) as work:
        work.insert(Thing, label="算盘")
    with pytest.raises(RuntimeError, match="outside an act"), bench.store.working(bench.actor) as work:
        work.run_unaudited("DELETE FROM person_fts WHERE rowid = ?", (1,))


def test_one_unit_of_work_holds_one_act(bench: Desk) -> None:
    def twice(work: Work, draft: ThingDraft) -> None:
        make_thing(work, draft)
        make_thing(work, draft)

    with pytest.raises(RuntimeError, match="already done"):
        bench.do(twice, ThingDraft("算盘"))
    assert raw(bench.store, "SELECT count(*) FROM thing") == [(0,)]


def test_a_unit_of_work_without_an_act_leaves_no_entry(bench: Desk) -> None:
    with bench.store.working(bench.actor) as work:
        assert work.session.scalar(select(func.count()).select_from(Thing)) == 0
    assert entries(bench) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE thing SET label = 'x'", "DELETE FROM audit_entry", "INSERT INTO person_ftsx VALUES (1)"],
)
def test_only_the_search_table_is_written_without_audit(bench: Desk, statement: str) -> None:
    with unregistered():

        @act("偷着写", needs=(Role.HOUSEHOLD_CLERK,))
        def slip_past(work: Work, statement: str) -> None:
            work.run_unaudited(statement)

    with pytest.raises(RuntimeError, match="needs the audit"):
        bench.do(slip_past, statement)


def test_a_session_cannot_write_past_the_unit_of_work(bench: Desk) -> None:
    def added(session: Session) -> None:
        session.add(Thing(uid="u", version=1, label="算盘", state="new"))
        session.flush()

    ways = (
        added,
        lambda session: session.execute(insert(Thing).values(uid="u", version=1, label="x", state="new")),
        lambda session: session.execute(text("UPDATE thing SET label = 'x'")),
        lambda session: session.connection().exec_driver_sql("DELETE FROM thing"),
        lambda session: session.connection().exec_driver_sql("DROP TABLE thing"),
        lambda session: session.execute(text("WITH t AS (SELECT 1) DELETE FROM thing")),
    )
    for way in ways:
        with pytest.raises(RuntimeError, match="only Work writes"), bench.store.working(bench.actor) as work:
            way(work.session)


def test_a_reading_session_cannot_write(bench: Desk) -> None:
    new = insert(Thing).values(uid="u", version=1, label="x", state="new")
    with pytest.raises(RuntimeError, match="only Work writes"), bench.store.reading() as session:
        session.execute(new)
    with pytest.raises(EnvironmentFailure), bench.store.reading() as session:  # the file's own second lock
        session.execute(new, execution_options={WRITTEN_BY: "test"})


def test_a_mapped_object_read_before_shows_what_was_written(bench: Desk) -> None:
    key = bench.do(make_thing, ThingDraft("算盘"))

    with unregistered():

        @act("读了再改", needs=(Role.HOUSEHOLD_CLERK,))
        def read_and_change(work: Work, label: str) -> str:
            thing = work.session.get_one(Thing, key)
            work.update(Thing, key, label=label)
            return thing.label

    assert bench.do(read_and_change, "笔") == "笔"


def test_a_default_the_audit_would_not_see_is_our_bug() -> None:
    class Sly(Sample):
        __tablename__ = "sly"
        id: Mapped[int] = mapped_column(primary_key=True)
        word: Mapped[str] = mapped_column(String(20), default=lambda: "x")

    class Slyer(Sample):
        __tablename__ = "slyer"
        id: Mapped[int] = mapped_column(primary_key=True)
        word: Mapped[str] = mapped_column(String(20), Computed("'x'"))

    for model in (Sly, Slyer):
        with pytest.raises(RuntimeError, match="only a plain default"):
            fixed_defaults(table_of(model))
        Sample.metadata.remove(table_of(model))


def test_an_act_is_registered_once_with_its_wording_roles_and_draft() -> None:
    with unregistered():

        @act("一件事", needs=(Role.HEAD,))
        def something(work: Work, draft: ThingDraft) -> None:
            """Do something."""

        entry = ACTS["something"]
        assert (entry.wording, entry.needs, entry.draft) == ("一件事", frozenset({Role.HEAD}), ThingDraft)
        assert entry.run is something
        with pytest.raises(ValueError, match="two acts are called something"):
            act("另一件事", needs=())(something)


def test_a_print_inside_an_act_is_noted_in_the_access_chain(bench: Desk) -> None:
    with unregistered():

        @act("打印", needs=(Role.HOUSEHOLD_CLERK,))
        def print_it(work: Work, label: str) -> None:
            work.note_access(audit.AccessKind.PRINTED, "thing", "u", label, reason="本人要")

    bench.do(print_it, "算盘")
    assert raw(bench.store, "SELECT id, kind, subject_label, reason FROM access_entry") == [
        (1, "printed", "算盘", "本人要")
    ]
    assert STALE.endswith("再办一次")
