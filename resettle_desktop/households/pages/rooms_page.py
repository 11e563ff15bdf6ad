"""The list of rooms on one day: who lives where, which are free, which are to be taken back."""

from array import array
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, Command
from resettle_desktop.households.pages.register_list import RegisterListPage
from resettle_desktop.households.queries import RoomLine, first_rooms, free_rooms, room_ids, room_lines
from resettle_desktop.households.rules.dwelling import OCCUPANCIES, Occupancy
from resettle_desktop.sites.queries import BuildingRow, SiteRow, building_of, site_of
from resettle_desktop.sites.rules import spoken_area

TONES: Final = {Occupancy.FREE: Tone.OK, Occupancy.TO_TAKE_BACK: Tone.WARN}


def state_chip(row: RoomLine) -> Chip | None:
    """A room that is free or to be taken back, as a chip; that somebody lives there is usual."""
    tone = TONES.get(row.occupancy)
    return Chip(OCCUPANCIES[row.occupancy], tone) if tone is not None else None


def place_of(session: Any, building_uid: str) -> tuple[SiteRow, BuildingRow] | None:
    """A building and the site it stands on."""
    building = building_of(session, building_uid)
    site = site_of(session, building.site_uid) if building else None
    return (site, building) if site and building else None


class RoomsPage(RegisterListPage[RoomLine]):
    """One line per room; opened for a building it shows that one. Enter opens who lives there."""

    name = "households.rooms"
    title = "住房"
    counted: ClassVar[str] = "套"
    keys = staticmethod(room_ids)
    first = staticmethod(first_rooms)
    lines = staticmethod(room_lines)
    usual: ClassVar[Sequence[str]] = ("as_of", "site", "building", "occupancy")
    more: ClassVar[Sequence[str]] = ("grid", "governance", "size_class", "known_on", "order")
    usual_order: ClassVar[str] = "room"
    columns = (
        Column[RoomLine]("房号", lambda row: row.room.label, width=5, strong=True, key="room"),
        Column[RoomLine]("楼栋", lambda row: row.building, width=5, optional=True, key="building"),
        Column[RoomLine](
            "安置区", lambda row: row.room.site_name, width=6, stretch=True, optional=True, key="site"
        ),
        Column[RoomLine](
            "状态", lambda row: OCCUPANCIES[row.occupancy], width=5, chip=state_chip, key="state"
        ),
        Column[RoomLine](
            "户主",
            lambda row: row.household.head_name if row.household else "",
            width=5,
            stretch=True,
            key="head",
        ),
        Column[RoomLine](
            "户号",
            lambda row: row.household.number if row.household else "",
            width=5,
            optional=True,
            key="household",
        ),
        Column[RoomLine](
            "人数",
            lambda row: f"{row.members}人" if row.household else "",
            width=3,
            right=True,
            key="members",
        ),
        Column[RoomLine](
            "从哪天起", lambda row: row.since.spoken() if row.since else "", width=8, key="since"
        ),
        Column[RoomLine]("面积㎡", lambda row: row.room.area, width=4, right=True, optional=True, key="area"),
        Column[RoomLine](
            "套内㎡",
            lambda row: spoken_area(row.room.inner_area_hundredths),
            width=4,
            right=True,
            optional=True,
            key="inner_area",
        ),
        Column[RoomLine]("户型", lambda row: row.room.layout, width=5, optional=True, key="layout"),
        Column[RoomLine](
            "交付日",
            lambda row: row.room.delivered_on.isoformat() if row.room.delivered_on else "",
            width=6,
            optional=True,
            key="delivered",
        ),
        Column[RoomLine](
            "不动产单元号", lambda row: row.room.title_unit_no, width=10, optional=True, key="title_unit"
        ),
    )
    empty_text = "没有符合条件的住房"
    empty_advice = "换一栋楼、一个日期再看；先选楼栋，按 F3 增加住房"
    empty_icon = "door-open"

    @override
    def commands(self) -> Sequence[Command]:
        return (
            *super().commands(),
            Command(ADD, "增加住房", self._add, "plus", ready=self._at_a_building),
            Command("F6", "更正房屋资料", self._correct, "pencil", button=False, ready=self.row_ready),
            Command("F7", "更正房号", self._renumber, button=False, hint=False, ready=self.row_ready),
        )

    @override
    def show_subject(self, uid: str | None) -> None:
        self.subject_uid = uid
        if uid is None:
            self.reload()
            return
        question = partial(place_of, building_uid=uid)
        self.context.worker.ask(question, self._look_at, owner=self, latest="place")

    @override
    def show_ids(self, ids: "array[int]") -> None:
        super().show_ids(ids)
        bar = self.filters
        if not bar.occupancy.value():
            wanted, day, known = bar.wanted(), bar.day(), bar.known_at()
            question = partial(free_rooms, wanted=wanted, as_of=day, known_at=known)
            self.context.worker.ask(question, self._tell_free, owner=self, latest="free")

    @override
    def open_row(self, row: RoomLine) -> None:
        if row.household is not None:
            self.context.open_page("households.household", row.household.uid)

    def _look_at(self, place: tuple[SiteRow, BuildingRow] | None) -> None:
        if place is not None:
            self.filters.look_at(*place)
        self.reload()
        self.commands_changed.emit()

    def _tell_free(self, free: int) -> None:
        when = self.filters.spoken()
        title = f"{type(self).title}  共{len(self.model)}套，空房{free}套"
        self.set_heading(f"{title}（{when}）" if when else title)

    def _at_a_building(self) -> bool:
        return bool(self.filters.building.value())

    def _correct(self) -> None:
        self._go_on_with("sites.correct_room")

    def _renumber(self) -> None:
        self._go_on_with("households.renumber_room")

    def _go_on_with(self, page: str) -> None:
        row: RoomLine | None = self.table.row()
        if row is not None:
            self.context.open_page(page, row.room.uid)

    def _add(self) -> None:
        self.context.open_page("sites.add_rooms", self.filters.building.value())

    @override
    def _asked_anew(self) -> None:
        super()._asked_anew()
        self.commands_changed.emit()
