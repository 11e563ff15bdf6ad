"""In words: how a list beside our file differs from the household."""

from typing import Final

from resettle_desktop.households.queries.people_lists import PeopleListRow, PeopleLists
from resettle_desktop.households.rules.circumstances import ListKind

SHORT_KINDS: Final = {
    ListKind.HUKOU_BOOKLET: "户口簿",
    ListKind.CONTRACTING: "承包户",
    ListKind.LOW_INCOME: "低保家庭",
    ListKind.MONITORED: "监测户",
}
"""Where there is room for few characters."""


def beyond_words(lists: PeopleLists, row: PeopleListRow) -> str:
    """Who stands on a list and not in the household, each with his household."""
    names = (
        f"{person.name}（{person.household.head_name}家 {person.household.number}）"
        if person.household
        else f"{person.name}（不在任何一户）"
        for person in lists.beyond(row)
    )
    text = "、".join(names)
    return f"{SHORT_KINDS[row.kind]}上有、本户没有：{text}" if text else ""


def absent_words(lists: PeopleLists, row: PeopleListRow, *, with_others: bool = True) -> str:
    """Who is in the household and not on a list; ``with_others``: also who is on another, with its name."""
    absent = [(name, other) for name, other in lists.absent(row) if with_others or not other]
    text = "、".join(f"{name}（在{other}上）" if other else name for name, other in absent)
    return f"本户有、{SHORT_KINDS[row.kind]}上没有：{text}" if text else ""


def differences(lists: PeopleLists, row: PeopleListRow, *, with_others: bool = True) -> tuple[str, ...]:
    """Both, where there is something to say; a list that is no longer kept differs in nothing."""
    if not row.people:
        return ()
    both = beyond_words(lists, row), absent_words(lists, row, with_others=with_others)
    return tuple(words for words in both if words)


def count_of(lists: PeopleLists, row: PeopleListRow) -> int:
    """How many people are on one side only; who is on another list of the kind is not missed."""
    absent = [name for name, other in lists.absent(row) if not other]
    return len(lists.beyond(row)) + len(absent) if row.people else 0


def unlisted_words(lists: PeopleLists) -> str:
    """Who is on no hukou booklet, where the household has several; of one its difference says it."""
    booklets = [row for row in lists.lists if row.kind is ListKind.HUKOU_BOOKLET and row.people]
    if len(booklets) < 2 or not lists.unlisted:
        return ""
    return f"哪一本户口簿上都没有：{'、'.join(lists.unlisted)}"
