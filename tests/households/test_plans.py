"""What is asked at the counter all day goes by an index: no question reads a growing table whole."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.households.queries import (
    household_history,
    household_of_person,
    household_view,
    households_by_id,
    numbers_to_chase,
    occupants_of,
    people_alike,
    person_by_number,
    person_history,
    person_row,
    room_choices,
    search_people,
)
from resettle_desktop.households.queries.events import (
    events_of_household,
    evidence_awaited,
    evidence_owed,
    headless_households,
)
from resettle_desktop.households.queries.extract import extract_facts
from resettle_desktop.households.queries.findings import household_findings
from resettle_desktop.households.queries.follow_ups import death_facts
from resettle_desktop.households.queries.former_members import former_members
from resettle_desktop.households.queries.guardians import guardians_of, wards_of, without_guardian
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.office.queries import last_entry_at, tasks_due
from resettle_desktop.printing.queries import papers_of, standing, unanswered
from tests.households.town import TODAY, Town, on

GROWING: Final = frozenset(
    {
        *("household", "person", "membership", "headship", "room_assignment", "room"),
        *(
            "guardianship",
            "person_status",
            "hukou_place",
            "person_phone",
            "school_place",
            "work_place",
            "residence_document",
        ),
        *("life_event", "old_home", "home_title"),
        *(
            "task",
            "people_list_entry",
            "audit_entry",
            "audit_change",
            "access_entry",
            "issued_paper",
            "paper_event",
            "stored_file",
        ),
    }
)
KINDS: Final = (RELOCATION_CERTIFICATE.name,)

QUESTIONS: Final[dict[str, Callable[[Session, str, str], object]]] = {
    "household": lambda session, home, _: household_view(session, home, TODAY),
    "lines of the list": lambda session, _, __: households_by_id(session, [1, 2], TODAY),
    "history": lambda session, home, _: household_history(session, home),
    "person": lambda session, _, person: person_row(session, person, TODAY),
    "acts about a person": lambda session, _, person: person_history(session, person),
    "his household": lambda session, _, person: household_of_person(session, person, TODAY),
    "whose number": lambda session, _, __: person_by_number(session, "149999197805120012", TODAY),
    "papers still to be brought": lambda session, _, __: evidence_awaited(session, TODAY),
    "who they are of": lambda session, _, __: evidence_owed(session, TODAY),
    "households without a head": lambda session, _, __: headless_households(session, TODAY),
    "what hangs on somebody": lambda session, _, person: death_facts(session, person, TODAY),
    "what happened to a household": lambda session, home, _: events_of_household(session, home, TODAY),
    "who once belonged to it": lambda session, home, _: former_members(session, home, TODAY),
    "tasks": lambda session, _, __: tasks_due(session, {"household_clerk"}, TODAY),
    "numbers to chase": lambda session, _, __: numbers_to_chase(session, TODAY, within_days=30),
    "the same name": lambda session, _, __: people_alike(session, "王国梁", None, TODAY),
    "born the same day": lambda session, _, __: people_alike(session, "王国梁", on(1978, 5, 12), TODAY),
    "who lives there": lambda session, _, __: occupants_of(session, [1, 2], TODAY),
    "free rooms": lambda session, _, __: room_choices(session, "3-2", TODAY, free_only=True),
    "by name": lambda session, _, __: search_people(session, "wgl", FuzzySounds.all(), TODAY),
    "by number": lambda session, _, __: search_people(session, "149999", FuzzySounds.all(), TODAY),
    "by phone": lambda session, _, __: search_people(session, "138000", FuzzySounds.all(), TODAY),
    "by hamlet": lambda session, _, __: search_people(session, "王 后沟", FuzzySounds.all(), TODAY),
    "papers of a household": lambda session, home, _: papers_of(session, KINDS, home),
    "before a certificate": lambda session, home, _: standing(
        session, RELOCATION_CERTIFICATE, home, TODAY, "李春梅"
    ),
    "guardians": lambda session, _, person: guardians_of(session, person, TODAY),
    "has he one": lambda session, _, person: without_guardian(session, TODAY, person_uid=person),
    "who has none": lambda session, home, _: without_guardian(session, TODAY, household_uid=home),
    "whose guardian": lambda session, _, person: wards_of(session, person, TODAY),
    "extract": lambda session, home, _: extract_facts(session, home, TODAY),
    "findings of a household": lambda session, home, _: household_findings(
        session, TODAY, household_uid=home
    ),
    "papers not answered": lambda session, _, __: unanswered(session, KINDS),
    "the last entry": lambda session, _, __: last_entry_at(session),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_growing_table_is_read_whole(town: Town, name: str) -> None:
    home = town.register(room="3-2-501")
    person = town.person(home, "王国梁")
    asked: list[tuple[str, Any]] = []
    with town.desk.store.reading() as session:
        connection = session.connection()

        def note(*told: Any) -> None:
            asked.append((told[2], told[3]))

        event.listen(connection, "before_cursor_execute", note)
        QUESTIONS[name](session, home, person)
        event.remove(connection, "before_cursor_execute", note)
        raw: Any = connection.connection.driver_connection
        plan = [row[3] for told in asked for row in raw.execute(f"EXPLAIN QUERY PLAN {told[0]}", told[1])]
    assert plan
    assert [step for step in plan if reads_whole(step)] == []


def reads_whole(step: str) -> bool:
    """Whether a step of a plan reads all of a growing table, or makes an index for this one question."""
    words = step.split()
    newest_first = step == "SCAN audit_entry"  # by its key, and it stops at the first
    return (words[0] == "SCAN" and words[1] in GROWING and not newest_first) or "AUTOMATIC" in words
