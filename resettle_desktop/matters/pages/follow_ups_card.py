"""要跟着办的事: shown whole beside the form before anything is confirmed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.ui.layout import Card, rule, spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.rules.follow_ups import FollowUp
from resettle_desktop.matters.pages.list_print import Rows

TITLE: Final = "要跟着办的事"
WAITING: Final = "填好日期，这里就写明要跟着办什么"


class FollowUpsCard(Card):
    """One line for each: what, until when, how."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE)
        self._theme = theme
        self._lines: list[QWidget] = []
        self.follow_ups: tuple[FollowUp, ...] = ()
        self.show_follow_ups(())

    def show_follow_ups(self, follow_ups: Sequence[FollowUp]) -> None:
        """Show these; none: nothing can be said yet."""
        self.follow_ups = tuple(follow_ups)
        self.set_title(TITLE, f"{len(follow_ups)}件，登记以后列在服务台" if follow_ups else "")
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [] if follow_ups else [paragraph(WAITING, tone="muted")]
        for one in follow_ups:
            self._lines += [rule(), self._line(one)] if self._lines else [self._line(one)]
        for line in self._lines:
            self.body.addWidget(line)
            line.show()
        self.setAccessibleDescription("；".join(one.what for one in follow_ups) or WAITING)

    def _line(self, one: FollowUp) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        spaced(self._theme, column, spacing=2)
        due = f"（{spoken_date(one.due)}前）" if one.due else ""
        column.addWidget(paragraph(one.what + due, weight="bold"))
        column.addWidget(paragraph(one.how, tone="muted"))
        return line


def rows_on_paper(follow_ups: Sequence[FollowUp]) -> Rows:
    """The lines as the printed list has them."""
    return tuple((one.what, one.how, spoken_date(one.due) if one.due else "", "") for one in follow_ups)
