"""A changed byte anywhere in the two chains is found and located; a blanked value is not a changed one."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database import audit, engine
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.audit import AccessEntry, AccessKind, AuditChange, AuditEntry
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.office.rules import Role
from tests.kit.office import Desk, raw
from tests.kit.things import ThingDraft, change_thing, make_thing, unregistered

COLUMNS = [
    (model.__tablename__, column.name)
    for model in (AuditEntry, AuditChange, AccessEntry)
    for column in model.__table__.c
]


@pytest.fixture
def busy(bench: Desk) -> Desk:
    """A file with three acts and three looks."""
    key = bench.do(make_thing, ThingDraft("算盘"))
    bench.do(change_thing, ThingDraft("算盘", "新的", id=key, version=1))
    bench.do(make_thing, ThingDraft("笔"))
    for reason in (None, "本人要", None):
        bench.store.note_access(bench.actor, AccessKind.OPENED, "thing", "u", "算盘", reason=reason)
    return bench


def tampered(desk: Desk, *statements: str) -> None:
    """Edit the file as somebody with the key and another tool would: triggers taken away first."""
    connection = engine.connect(desk.store.path, desk.store.key)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def verdict(desk: Desk, table: str) -> audit.ChainState:
    """What verifying the chain of that table says."""
    verify: Callable[[Session], audit.ChainState] = (
        audit.verify_access if table == "access_entry" else audit.verify_audit
    )
    return desk.ask(verify)


def test_untouched_chains_verify_and_tell_their_head(busy: Desk) -> None:
    ((head,),) = raw(busy.store, "SELECT mac FROM audit_entry WHERE id = 3")
    assert busy.ask(audit.verify_audit) == audit.ChainState(3, head)
    assert busy.ask(audit.verify_access).entries == 3
    assert busy.ask(audit.verify_access).broken_at is None


@pytest.mark.parametrize("edit", ["shifted", "retyped"])
@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[".".join(pair) for pair in COLUMNS])
def test_any_edited_column_is_found_at_its_entry(busy: Desk, table: str, column: str, edit: str) -> None:
    number = "entry_id" if table == "audit_change" else "id"
    ((rowid, before, kind),) = raw(
        busy.store, f'SELECT rowid, "{column}", typeof("{column}") FROM {table} WHERE {number} = 2 LIMIT 1'
    )
    after: dict[str, str] = {
        "integer": f"{int(before) + 7 if kind == 'integer' else 0}",
        "text": f"'{before}x'",
        "blob": f"x'{(bytes([before[0] ^ 1]) + before[1:]).hex() if kind == 'blob' else ''}'",
        "null": "'somebody'",
    }
    other = "TEXT" if kind == "blob" else "BLOB"
    value = after[kind] if edit == "shifted" else f'CAST("{column}" AS {other})'
    if edit == "retyped" and kind == "null":
        value = "x'00'"
    if edit == "retyped" and column == "id":
        value = "-2"  # a rowid is always a number
    tampered(busy, f'UPDATE {table} SET "{column}" = {value} WHERE rowid = {rowid}')
    assert verdict(busy, table).broken_at in ({1, 2} if value == "-2" else {2})


@pytest.mark.parametrize(
    ("table", "statement", "broken_at"),
    [
        ("audit_entry", "DELETE FROM audit_entry WHERE id = 2", 2),
        ("audit_entry", "DELETE FROM audit_change WHERE entry_id = 3", 3),
        ("audit_entry", "DELETE FROM audit_entry WHERE id = 3", 3),
        ("audit_entry", "UPDATE audit_change SET salt = NULL WHERE entry_id = 1", 1),
        ("access_entry", "DELETE FROM access_entry WHERE id = 1", 1),
        ("audit_entry", "UPDATE secret SET value = randomblob(32)", 1),
        ("audit_entry", "UPDATE audit_entry SET desk = CAST(x'ff' AS TEXT) WHERE id = 2", 2),
    ],
)
def test_missing_rows_and_another_key_are_found(
    busy: Desk, table: str, statement: str, broken_at: int
) -> None:
    tampered(busy, statement)
    assert verdict(busy, table).broken_at == broken_at


def test_a_value_can_be_blanked_by_an_act_and_the_chain_still_verifies(busy: Desk) -> None:
    with unregistered():

        @act("依法清除", needs=(Role.HEAD,))
        def forget(work: Work, entry_id: int) -> None:
            work.blank(entry_id, 1)

    busy.do(forget, 2)
    assert raw(busy.store, 'SELECT "values", salt FROM audit_change WHERE entry_id = 2') == [(None, None)]
    state = busy.ask(audit.verify_audit)
    assert (state.entries, state.blanked, state.broken_at) == (4, 1, None)
    assert raw(busy.store, 'SELECT table_name, "values" FROM audit_change WHERE entry_id = 4') == [
        ("audit_change", '{"entry_id":[2,2],"position":[1,1]}')
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET desk = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE audit_change SET \"values\" = '{}'",
        'UPDATE audit_change SET "values" = NULL',
        "UPDATE audit_change SET part = 'x'",
        "DELETE FROM audit_change",
        "UPDATE access_entry SET reason = 'x'",
        "DELETE FROM access_entry",
    ],
)
def test_the_file_itself_refuses_to_rewrite_a_chain(busy: Desk, statement: str) -> None:
    connection = engine.connect(busy.store.path, busy.store.key)
    with pytest.raises(engine.DriverError, match="append only"):
        connection.execute(statement)
    connection.close()
