"""The buildings and staircases of a site, marked where they belong to a grid; Space sets the mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.sites.queries import PlaceChoice

Key = tuple[str, str | None]
MOST_LINES: Final = 9


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place, whether it is marked, and whether it is by its whole building."""

    place: PlaceChoice
    marked: bool
    covered: bool

    @property
    def key(self) -> Key:
        """Its building and its staircase."""
        return self.place.building_uid, self.place.unit_uid


def mark_of(line: PlaceLine) -> Chip | None:
    """What stands in the first column."""
    if line.marked:
        return Chip("划入", Tone.OK)
    return Chip("随整栋", Tone.NEUTRAL) if line.covered else None


class GridPlaces(RowsView):
    """A whole building and its staircases exclude each other; what another grid has goes over."""

    edited: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.lines: RowsModel[PlaceLine] = RowsModel(
            (
                Column("划入", lambda _line: "—", width=5, chip=mark_of),
                Column("楼栋、单元", lambda line: line.place.label, width=8, strong=True, stretch=True),
                Column("现在的网格", lambda line: line.place.grid, width=7, stretch=True),
                Column(
                    "从哪天起",
                    lambda line: spoken_date(line.place.since) if line.place.since else "",
                    width=8,
                    optional=True,
                ),
            ),
            parent,
        )
        super().__init__(theme, self.lines)
        self.setAccessibleName("楼栋和单元，空格划入或不划入")
        self._places: Sequence[PlaceChoice] = ()
        self.marked: set[Key] = set()
        self.opened.connect(self.turn)
        theme.changed.connect(self._fit)

    def show_places(self, places: Sequence[PlaceChoice], grid_uid: str = "") -> None:
        """Show these places; those of the grid are marked."""
        self._places = places
        self._fit()
        self.marked = {
            (place.building_uid, place.unit_uid)
            for place in places
            if grid_uid and place.grid_uid == grid_uid
        }
        self._show(0)

    def chosen(self) -> tuple[Key, ...]:
        """The places that are marked, in their order."""
        return tuple(line.key for line in self.lines.rows if line.marked)

    def turn(self, line: PlaceLine) -> None:
        """Mark a place, or take its mark away."""
        building, unit = line.key
        if line.marked:
            self.marked.discard(line.key)
        else:
            self.marked -= {key for key in self.marked if key[0] == building and None in {key[1], unit}}
            self.marked.add(line.key)
        self._show(self.currentIndex().row())
        self.edited.emit()

    def _show(self, position: int) -> None:
        self.lines.set_rows(
            [
                PlaceLine(
                    place,
                    marked=(place.building_uid, place.unit_uid) in self.marked,
                    covered=place.unit_uid is not None and (place.building_uid, None) in self.marked,
                )
                for place in self._places
            ]
        )
        self.go_to(position)

    def _fit(self) -> None:
        """As high as its lines, up to so many: the form scrolls, and within it the list."""
        lines = min(max(len(self._places), 2), MOST_LINES)
        self.setMinimumHeight(self._theme.px(tokens.HEIGHT["header"] + lines * tokens.HEIGHT["row"] + 2))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        line: PlaceLine | None = self.row()
        if event.key() == Qt.Key.Key_Space and line is not None:
            self.turn(line)
        else:
            super().keyPressEvent(event)
