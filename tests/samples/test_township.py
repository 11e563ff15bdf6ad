"""The practice township: every kind of family, made by the acts, the same for the same seed."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.households.queries import (
    certificate_facts,
    household_rows,
    household_view,
    numbers_to_chase,
    search_people,
)
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.office.queries import office_row
from resettle_desktop.samples import fill_township, set_up_practice_office
from resettle_desktop.samples.invented import AREAS, MINORITY_NAMES, RARE_NAMES
from resettle_desktop.sites.queries import origin_village_rows, site_rows
from tests.households.town import TODAY
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of, raw


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Desk:
    """The sample township, made once."""
    path = tmp_path_factory.mktemp("practice") / "records.db"
    templates.copy_to(path)
    clock = TickingClock()
    store = Store.open(path, KEY, clock)
    set_up_practice_office(store)
    fill_township(store, actor_of())
    return Desk(store, clock, actor_of())


def test_the_township_is_as_large_as_a_small_office(practice: Desk) -> None:
    assert practice.ask(office_row).practice
    assert len(practice.ask(site_rows)) == 3
    assert len(practice.ask(origin_village_rows)) == 10
    rows = practice.ask(household_rows, TODAY)
    assert len(rows) == 120
    assert {row.number for row in rows} == {f"练LG{serial:04}" for serial in range(1, 121)}
    people = sum(row.members for row in rows)
    assert 300 <= people <= 450
    assert 5 <= sum(not row.room_label for row in rows) <= 20


def test_every_kind_is_there(practice: Desk) -> None:
    views = [practice.ask(household_view, row.uid, TODAY) for row in practice.ask(household_rows, TODAY)]
    people = [m.person for view in views for m in view.members]
    names = {person.name for person in people}
    assert names >= set(RARE_NAMES)
    assert names >= {name for name, _, _ in MINORITY_NAMES}
    states = Counter(person.number_state for person in people)
    assert states[NumberState.NONE] >= 4
    assert states[NumberState.TO_CHECK] >= 1
    assert any(person.number_original for person in people)
    assert {person.birth.precision.value for person in people if person.birth} == {"day", "month", "year"}
    assert any(person.phone and person.phone.phone is None for person in people)
    assert {view.percent == 100 for view in views} >= {False}
    assert any("在校" not in person.missing and person.school for person in people)
    assert len(practice.ask(numbers_to_chase, TODAY)) >= 1


@pytest.mark.parametrize("day", [(2027, 1, 1), (2028, 2, 29), (2027, 3, 31), (2030, 12, 31)])
def test_an_office_can_begin_to_practise_on_any_day(
    tmp_path: Path, templates: Templates, day: tuple[int, int, int]
) -> None:
    path = tmp_path / "records.db"
    templates.copy_to(path)
    store = Store.open(path, KEY, TickingClock(datetime(*day, 1, tzinfo=UTC)))
    set_up_practice_office(store)
    assert len(fill_township(store, actor_of(), households=45)) == 45
    store.close()


def test_nobody_in_it_exists(practice: Desk) -> None:
    numbers = raw(practice.store, "SELECT number FROM person WHERE number_state = 'verified'")
    assert {number[:6] for (number,) in numbers} <= set(AREAS)
    phones = raw(practice.store, "SELECT phone FROM person_phone WHERE phone IS NOT NULL")
    assert all(phone.startswith("1380000") for (phone,) in phones)


def test_lives_went_on(practice: Desk) -> None:
    acts = dict(raw(practice.store, "SELECT act, count(*) FROM audit_entry GROUP BY act"))
    assert acts["register_household"] == 120
    assert acts["change_head"] >= 2
    assert acts["end_room"] >= 2
    assert acts["assign_room"] >= 2
    assert practice.ask(verify_audit).broken_at is None


def test_a_certificate_can_be_made_of_most(practice: Desk) -> None:
    facts = [practice.ask(certificate_facts, row.uid, TODAY) for row in practice.ask(household_rows, TODAY)]
    assert sum(not fact.missing for fact in facts) > 60


def test_people_are_found_in_it(practice: Desk) -> None:
    answer = practice.ask(search_people, "abdrhmmmt", None, TODAY)
    assert [hit.name for hit in answer.hits] == ["阿卜杜热合曼·麦麦提"]


def test_the_same_seed_makes_the_same_people(tmp_path: Path, templates: Templates, practice: Desk) -> None:
    path = tmp_path / "records.db"
    templates.copy_to(path)
    store = Store.open(path, KEY, TickingClock())
    set_up_practice_office(store)
    fill_township(store, actor_of(), households=30)
    people = "SELECT name, number FROM person ORDER BY id LIMIT 60"
    assert raw(store, people) == raw(practice.store, people)
    store.close()
