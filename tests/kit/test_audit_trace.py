"""The check itself sees a write that goes past the audit, and none where all is told."""

import pytest

from resettle_desktop.foundation.database import audit
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.engine import WRITTEN_BY
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.office.rules import Role
from tests.kit.audit_trace import traced
from tests.kit.office import Desk
from tests.kit.things import (
    Mark,
    MoveDraft,
    Place,
    Thing,
    ThingDraft,
    add_sample_tables,
    make_thing,
    move_thing,
    unregistered,
)

with unregistered():

    @act("什么都写一点", needs=(Role.HOUSEHOLD_CLERK,))
    def write_everything(work: Work, label: str) -> None:
        """Write in every way there is."""
        key = make_thing(work, ThingDraft(label, "旧的"))
        work.update(Thing, key, note=None)
        work.insert_many(Thing, [{"label": "笔"}, {"label": "墨", "note": "新的"}])
        work.insert(Mark, thing_id=key, word="红")
        place = move_thing(work, MoveDraft(key, "甲架", work.today))
        work.supersede(Place, place, shelf="乙架")

    @act("偷着写", needs=(Role.HOUSEHOLD_CLERK,))
    def write_past(work: Work, statement: str) -> None:
        """Write past the audit, as only a test can."""
        work.insert(Thing, label="算盘")
        work.session.connection().exec_driver_sql(statement, execution_options={WRITTEN_BY: "test"})


@pytest.fixture
def bench(desk: Desk) -> Desk:
    """A desk whose file has the invented tables."""
    add_sample_tables(desk.store)
    return desk


def test_all_ways_of_writing_are_told(bench: Desk) -> None:
    with traced(bench.store) as trace:
        bench.do(write_everything, "算盘")
    assert trace.untold() == []
    assert trace.told["write_everything", "mark"] == {"thing_id", "word"}
    assert trace.told["move_thing", "place"] >= {"thing_id", "shelf", "starts", "act_id", "recorded_at"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE thing SET note = '改' WHERE id = 1", "not in the audit: thing[1].note: None → '改'"),
        ("DELETE FROM thing", "not in the audit: thing[None].the whole row: 'there' → 'deleted'"),
        (
            "INSERT INTO mark (thing_id, word) VALUES (1, '蓝')",
            "not in the audit: mark[None].word: None → '蓝'",
        ),
    ],
)
def test_a_write_past_the_audit_is_seen(bench: Desk, statement: str, found: str) -> None:
    with traced(bench.store) as trace:
        bench.do(write_past, statement)
    assert found in trace.untold()
    assert bench.ask(audit.verify_audit).broken_at is None
