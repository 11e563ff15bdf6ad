"""The rooms of one building: who lives where, and which are free."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, Command
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.queries import HouseholdLink, occupants_of
from resettle_desktop.sites.queries import RoomRow, room_rows
from resettle_desktop.sites.rules import spoken_room


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room and who lives there on the day."""

    room: RoomRow
    household: HouseholdLink | None
    since: ImpreciseDate | None

    @property
    def uid(self) -> str:
        """The room's uid."""
        return self.room.uid


def room_lines(session: Any, building_uid: str, as_of: date) -> tuple[RoomLine, ...]:
    """Ask for the rooms of a building with their households."""
    rooms = room_rows(session, building_uid)
    occupants = occupants_of(session, [room.id for room in rooms], as_of)
    return tuple(RoomLine(room, *occupants.get(room.id, (None, None))) for room in rooms)


class RoomsPage(TablePage[RoomLine]):
    """One line per room; Enter opens the household that lives there."""

    name = "households.rooms"
    title = "住房"
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"room", "building", "room_assignment", "headship", "person"}
    )
    columns = (
        Column[RoomLine]("房号", lambda row: row.room.label, width=6, strong=True),
        Column[RoomLine]("面积㎡", lambda row: row.room.area, width=5, right=True, optional=True),
        Column[RoomLine]("户型", lambda row: row.room.layout, width=6, optional=True),
        Column[RoomLine](
            "状态",
            lambda row: "住着人" if row.household else "空房",
            width=5,
            chip=lambda row: Chip("住着人", Tone.NEUTRAL) if row.household else Chip("空房", Tone.OK),
        ),
        Column[RoomLine](
            "住户", lambda row: row.household.label if row.household else "", width=12, stretch=True
        ),
        Column[RoomLine](
            "从哪天起", lambda row: row.since.spoken() if row.since else "", width=8, optional=True
        ),
    )
    empty_text = "这栋楼还没有住房"
    empty_advice = "按 F3 增加"
    empty_icon = "door-open"

    @override
    def build_bar(self) -> None:
        self.free_only = QCheckBox("只看空房(&W)")
        self.free_only.toggled.connect(lambda _on: self._show())
        self.count = words(tone="muted")
        self.bar.addWidget(self.free_only)
        self.bar.addStretch(1)
        self.bar.addWidget(self.count)
        self._lines: Sequence[RoomLine] = ()

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(ADD, "增加住房", self._add, "plus"),)

    @override
    def question(self) -> Callable[[Any], Sequence[RoomLine]]:
        return partial(room_lines, building_uid=self.subject_uid or "", as_of=self.context.today())

    @override
    def show_rows(self, rows: Sequence[RoomLine]) -> None:
        self._lines = rows
        if rows:
            room = rows[0].room
            building = room.spoken.removesuffix(spoken_room("", room.unit, room.door))
            self.set_heading(f"{room.site_name} {building}")
        self._show()

    @override
    def open_row(self, row: RoomLine) -> None:
        if row.household is not None:
            self.context.open_page("households.household", row.household.uid)

    def _show(self) -> None:
        free = [line for line in self._lines if line.household is None]
        super().show_rows(free if self.free_only.isChecked() else self._lines)
        self.count.setText(f"共{len(self._lines)}套，空房{len(free)}套")

    def _add(self) -> None:
        self.context.open_page("sites.add_rooms", self.subject_uid)
