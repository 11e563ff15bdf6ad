"""The words of the search follow every change in the same unit of work."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.search_index import SEARCH_VERSION
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.households.models import Person, SearchState
from resettle_desktop.households.queries.searchable import searchable_rows
from resettle_desktop.households.use_cases.drafts import RebuildSearchDraft
from resettle_desktop.office.rules import Role

WRITE: Final = "INSERT OR REPLACE INTO person_fts (rowid, k) VALUES "
CHUNK: Final = 200


def index_people(work: Work, people: Iterable[int]) -> None:
    """Part of every act that changes what somebody is found by: make these people's words anew."""
    wanted = list(dict.fromkeys(people))
    for first in range(0, len(wanted), CHUNK):
        chunk = wanted[first : first + CHUNK]
        rows = searchable_rows(work.session, chunk, work.today)
        write_words(work, [(key, row.words()) for key, row in rows.items()])
        for merged in (key for key in chunk if key not in rows):
            work.run_unaudited("DELETE FROM person_fts WHERE rowid = ?", (merged,))


def write_words(work: Work, words: Sequence[tuple[int, str]]) -> None:
    """Part of every act that changes what somebody is found by: keep each person's words."""
    if words:
        values: list[Any] = [value for pair in words for value in pair]
        work.run_unaudited(WRITE + ", ".join(["(?, ?)"] * len(words)), values)


@act("重建查找索引", needs=(Role.ADMINISTRATOR, Role.HOUSEHOLD_CLERK), changes_records=False)
def rebuild_search_index(work: Work, _draft: RebuildSearchDraft) -> int:
    """Make the words of all people anew (about 50 µs each) and return how many there are."""
    people = list(work.session.execute(select(Person.id).order_by(Person.id)).scalars())
    work.run_unaudited("DELETE FROM person_fts")
    index_people(work, people)
    state = work.session.execute(select(SearchState.id)).scalar_one_or_none()
    if state is None:
        work.insert(SearchState, version=SEARCH_VERSION)
    else:
        work.update(SearchState, state, version=SEARCH_VERSION)
    return len(people)
