"""A city is as true as an office filled by the acts: what was not checked while it was filled holds."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.households.models import Person
from resettle_desktop.households.queries import (
    household_rows,
    household_view,
    listed_people,
    search_people,
)
from resettle_desktop.households.queries.findings import household_findings
from resettle_desktop.households.queries.searchable import searchable_rows
from resettle_desktop.samples import set_up_practice_office
from tests.kit.city import fill_city
from tests.kit.city.rows import Sheets
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of

TODAY = date(2026, 11, 3)
PEOPLE = 4_000


@dataclass
class City(Desk):
    """The office, and the words each of its people is found by: the search table itself tells none."""

    kept: dict[int, str]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> City:
    path = tmp_path_factory.mktemp("city") / "records.db"
    templates.copy_to(path)
    clock = TickingClock(datetime(2026, 11, 3, 1, tzinfo=UTC))
    store = Store.open(path, KEY, clock)
    set_up_practice_office(store)
    kept: dict[int, str] = {}
    with pytest.MonkeyPatch.context() as patch:
        write = Sheets.write

        def noted(sheets: Sheets) -> None:
            kept.update(sheets.words)
            write(sheets)

        patch.setattr(Sheets, "write", noted)
        assert fill_city(store, actor_of(), PEOPLE) >= PEOPLE
    return City(store, clock, actor_of(), kept)


def test_the_file_is_whole(city: City) -> None:
    with closing(connect(city.store.path, KEY)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        raw.execute("INSERT INTO person_fts (person_fts) VALUES ('integrity-check')")
    assert city.ask(verify_audit).broken_at is None


def test_people_are_found_by_the_words_the_acts_would_have_kept(city: City) -> None:
    with city.store.reading() as session:
        people = list(session.execute(select(Person.id)).scalars())
        lines = searchable_rows(session, people, TODAY)
    assert set(lines) == set(people) == set(city.kept)
    for key, line in lines.items():
        assert set(city.kept[key].split()) == set(line.words().split())


def test_the_lists_show_who_lives_there(city: City) -> None:
    assert len(city.ask(listed_people, TODAY)) >= PEOPLE
    rows = city.ask(household_rows, TODAY)
    assert sum(row.members for row in rows) >= PEOPLE
    head = next(row for row in reversed(rows) if row.room_label)
    hits = city.ask(search_people, head.room_label, None, TODAY).hits
    assert head.head_name in {hit.name for hit in hits}
    assert city.ask(household_view, head.uid, TODAY).members
    before = city.ask(listed_people, date(2020, 2, 1))
    assert {row.head_name for row in rows} != {row.head_name for row in before}


def test_few_findings(city: City) -> None:
    found = city.ask(household_findings, TODAY, old_house=True)
    assert {row.finding.rule for row in found} >= {"R09"}
    assert len(found) < PEOPLE // 50
