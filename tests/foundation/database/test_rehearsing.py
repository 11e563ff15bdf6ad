"""An act tried out: what it would write can be read, and afterwards the file is as it was."""

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select

from resettle_desktop.foundation.database.audit import AuditEntry, verify_audit
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal
from tests.kit.office import Desk, raw
from tests.kit.things import Thing, ThingDraft, add_sample_tables, change_thing, make_thing


@pytest.fixture(autouse=True)
def sample_tables(store: Store) -> None:
    add_sample_tables(store)


def whole(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every table with every row."""
    names = [
        name for (name,) in raw(store, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {name: raw(store, f'SELECT * FROM "{name}"') for name in names}


def test_what_an_act_would_write_can_be_read_and_is_not_kept(desk: Desk) -> None:
    key = desk.do(make_thing, ThingDraft("旧名"))
    before = whole(desk.store)
    with desk.store.rehearsing(desk.actor) as work:
        change_thing(work, ThingDraft("新名", id=key))
        assert work.session.scalar(select(Thing.label)) == "新名"
        (change,) = work.changes
    assert (change.part, change.table_name, change.row_id) == ("change_thing", "thing", key)
    assert change.values == {"label": ("旧名", "新名"), "version": (1, 2)}
    assert whole(desk.store) == before
    assert desk.ask(verify_audit).broken_at is None


def test_a_rehearsal_refuses_as_the_act_does_and_writes_nothing(desk: Desk) -> None:
    before = whole(desk.store)
    with pytest.raises(Refusal, match="要有名字"), desk.store.rehearsing(desk.actor) as work:
        make_thing(work, ThingDraft(""))
    assert whole(desk.store) == before


def test_a_bug_in_a_rehearsal_leaves_the_file_and_the_store_as_they_were(desk: Desk) -> None:
    def make_and_break() -> None:
        with desk.store.rehearsing(desk.actor) as work:
            make_thing(work, ThingDraft("一"))
            raise ZeroDivisionError

    def make_half() -> None:
        with desk.store.rehearsing(desk.actor) as work, suppress(Refusal):
            make_thing(work, ThingDraft(""))

    with pytest.raises(ZeroDivisionError):
        make_and_break()
    with pytest.raises(RuntimeError, match="nothing of"):
        make_half()
    assert desk.do(make_thing, ThingDraft("一")) == 1
    assert desk.ask(lambda session: session.scalar(select(func.count()).select_from(AuditEntry))) == 1


def test_the_act_itself_follows_its_rehearsal(desk: Desk) -> None:
    with desk.store.rehearsing(desk.actor) as work:
        rehearsed = make_thing(work, ThingDraft("一"))
    assert desk.do(make_thing, ThingDraft("一"), key="once") == rehearsed
