"""What does not fit together in a household's facts: quiet lines, there only when there is something."""

from collections.abc import Callable, Sequence
from typing import Final

from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.queries.findings import FindingRow

MOST_LINES: Final = 3
FINDINGS_KEY: Final = "Ctrl+G"


class FindingsCard(Card):
    """待核对: three sentences at most, the rest in the list; nothing of it stops anybody."""

    def __init__(self, theme: Theme, open_list: Callable[[], None]) -> None:
        super().__init__(theme, "待核对")
        self.add_action(Button(theme, role="link", text=f"全部  {FINDINGS_KEY}", run=open_list))
        self.lines = [paragraph(size="small", tone="muted") for _ in range(MOST_LINES)]
        for line in self.lines:
            self.body.addWidget(line)
        self.hide()

    def show_findings(self, rows: Sequence[FindingRow]) -> None:
        """Show these findings, or nothing."""
        self.set_title("待核对", f"{len(rows)}项" if rows else "")
        said = [f"{row.about}：{row.finding.text}" if row.person_uid else row.finding.text for row in rows]
        for place, line in enumerate(self.lines):
            line.setText(said[place] if place < len(said) else "")
            line.setVisible(place < len(said))
        self.setVisible(bool(said))
