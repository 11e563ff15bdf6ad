"""户口簿等名册 on the household's page: each list in a line, and where it differs from the household."""

from collections.abc import Callable
from typing import Final

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.households.pages.people_lists.differences import (
    SHORT_KINDS,
    differences,
    unlisted_words,
)
from resettle_desktop.households.queries.people_lists import PeopleLists

MOST_LINES: Final = 3
LISTS_KEY: Final = "Ctrl+R"


class ListsCard(Card):
    """Three lines at most, the rest on the page of the lists."""

    def __init__(self, theme: Theme, open_lists: Callable[[], None]) -> None:
        super().__init__(theme, "户口簿等名册")
        self.add_action(Button(theme, f"查看  {LISTS_KEY}", role="link", run=open_lists))
        self.lines = [elided(size="small", tone="muted") for _ in range(MOST_LINES)]
        for line in self.lines:
            self.body.addWidget(line)
        self.show_lists(PeopleLists("", (), (), ()))

    def show_lists(self, lists: PeopleLists) -> None:
        """Show the lists that are kept, and below where they differ."""
        kept = [row for row in lists.lists if row.people]
        of_kinds = {row.kind: "" for row in kept}
        for row in kept:
            of_kinds[row.kind] += f"　{row.holder}{len(row.people)}人"
        said = ["；".join(SHORT_KINDS[kind] + words for kind, words in of_kinds.items())] if kept else []
        said += filter(None, [unlisted_words(lists)])
        said += [words for row in kept for words in differences(lists, row, with_others=False)]
        self.set_title("户口簿等名册", f"{len(kept)}本" if kept else "还没有")
        for place, line in enumerate(self.lines):
            line.setText(said[place] if place < len(said) else "")
            line.setVisible(place < len(said))
