"""Entering a building with all its units and rooms at once, and single rooms later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.sites.queries import SiteRow, UnitRow, site_rows, unit_rows
from resettle_desktop.sites.rules import (
    NUMBERING_NAMES,
    Numbering,
    Plan,
    PlannedRoom,
    clean_building_label,
    parse_area,
    planned_rooms,
    room_label,
)
from resettle_desktop.sites.use_cases import BuildingDraft, NewRoom, RoomsDraft, add_building, add_rooms

SHOWN_ROOMS: Final = 4
LONGEST_COUNT: Final = 3


def typed_count(line: TextInput, field: str, what: str) -> int:
    """A small count typed in a line; nothing is 0. Raises Refusal for what is no number."""
    typed = line.value()
    if typed and not (typed.isdecimal() and len(typed) <= LONGEST_COUNT):
        raise Refusal(f"{what}请填数字", field)
    return int(typed or 0)


def typed_day(line: DateInput, field: str, what: str) -> date | None:
    """A day typed in a line, None for nothing. Raises Refusal for what is no day."""
    typed = line.value_or_none(field)
    if typed is None:
        return None
    if typed.earliest != typed.latest:
        raise Refusal(f"{what}要填到日", field)
    return typed.earliest


def preview_words(building: str, rooms: Sequence[PlannedRoom]) -> str:
    """What a plan makes: how many, and the first and last rooms of it."""
    labels = [room_label(building, room.unit, room.door) for room in rooms]
    units = len({room.unit for room in rooms if room.unit})
    shown = labels if len(labels) <= 2 * SHOWN_ROOMS else [*labels[:SHOWN_ROOMS], "…", *labels[-SHOWN_ROOMS:]]
    count = f"{units}个单元，共{len(rooms)}套" if units else f"没有单元，共{len(rooms)}套"
    return f"将生成 {count}：{'、'.join(shown).replace('、…、', ' … ')}"


class AddBuildingPage(Form):
    """A building of a site; the preview says which rooms will be made before they are."""

    name = "sites.add_building"
    title = "登记楼栋"
    verb = "登记(&R)"
    use_case = staticmethod(add_building)

    @override
    def build(self) -> None:
        self.section("楼栋")
        self.site = self.field("site", "安置区(&A)", ChoiceInput(), required=True, width=4)
        self.zone = self.field("zone", "小区、片区(&Q)", TextInput("没有就空着"), width=3)
        self.label = self.field("label", "楼栋号(&N)", TextInput("如 3"), required=True, width=2)
        self.address = self.field("address", "门牌地址(&D)", TextInput("可以空着"), width=3)
        self.section("单元和住房", "一次生成，以后也能单独加")
        self.units = self.field("units", "几个单元(&U)", TextInput("平房填0"), required=True, width=2)
        self.floors = self.field("floors", "几层(&F)", TextInput(), required=True, width=2)
        self.per_floor = self.field("rooms_per_floor", "一层几户(&H)", TextInput(), required=True, width=2)
        numbering = choices_of((key.value, text) for key, text in NUMBERING_NAMES.items())
        self.numbering = self.field(
            "numbering", "房号怎么编(&B)", ChoiceInput(numbering), required=True, width=4
        )
        self.first_floor = self.field("first_floor", "从几层起(&C)", TextInput(), width=2)
        self.area = self.field("area", "每套面积(&M)", TextInput("平方米，可空着"), width=3)
        self.inner_area = self.field("inner_area", "套内面积(&S)", TextInput("平方米，可空着"), width=3)
        self.layout_words = self.field("layout", "户型(&X)", TextInput("如 三室一厅"), width=3)
        self.delivered = self.field(
            "delivered_on", "交付日(&J)", DateInput(self.context.today, "可以空着"), width=3
        )
        self.preview = paragraph(tone="info")
        self.add(self.preview)
        self.numbering.choose_value(Numbering.FLOOR_AND_DOOR.value)
        self.first_floor.restore("1")
        for line in (self.label, self.units, self.floors, self.per_floor, self.first_floor, self.numbering):
            line.textChanged.connect(lambda _text: self._preview())
        self._preview()

    @override
    def first_focus(self) -> QWidget:
        return self.label if self.site.chosen is not None else self.site

    @override
    def fill(self) -> None:
        self.context.worker.ask(site_rows, self._offer_sites, owner=self, latest="sites")

    def _offer_sites(self, rows: Sequence[SiteRow]) -> None:
        self.site.set_choices([Choice(row.uid, row.name, f"{row.buildings}栋") for row in rows])
        only = rows[0].uid if len(rows) == 1 else None
        self.site.choose_value(self.subject_uid or only)
        self.filled()

    def plan(self) -> Plan:
        """What is typed of the plan. Raises Refusal for what is no number."""
        return Plan(
            units=typed_count(self.units, "units", "单元数"),
            floors=typed_count(self.floors, "floors", "层数"),
            rooms_per_floor=typed_count(self.per_floor, "rooms_per_floor", "一层户数"),
            numbering=Numbering(self.numbering.require("numbering") or Numbering.FLOOR_AND_DOOR),
            first_floor=typed_count(self.first_floor, "first_floor", "起始楼层") or 1,
        )

    @override
    def draft(self) -> BuildingDraft:
        return BuildingDraft(
            site_uid=self.site.require("site"),
            label=self.label.value(),
            zone=self.zone.value(),
            address=self.address.value(),
            plan=self.plan(),
            area_hundredths=parse_area(self.area.value()),
            inner_area_hundredths=parse_area(self.inner_area.value(), field="inner_area"),
            layout=self.layout_words.value(),
            delivered_on=typed_day(self.delivered, "delivered_on", "交付日"),
        )

    @override
    def done(self, result: Any) -> None:
        count = len(tuple(planned_rooms(self.plan())))
        self.context.notices.say(f"已登记{self.label.value()}栋，生成{count}套住房")
        self.context.open_page("households.rooms", result)

    def _preview(self) -> None:
        if not (self.units.value() and self.floors.value() and self.per_floor.value()):
            self.preview.setText("填好单元、层数和一层几户，这里先显示会生成哪些房号")
            return
        try:
            building = clean_building_label(self.label.value() or "？")
            self.preview.setText(preview_words(building, tuple(planned_rooms(self.plan()))))
        except Refusal as refusal:
            self.preview.setText(refusal.text)


class AddRoomsPage(Form):
    """More rooms for a building, several doors at a time."""

    name = "sites.add_rooms"
    title = "增加住房"
    verb = "增加(&R)"
    use_case = staticmethod(add_rooms)

    @override
    def build(self) -> None:
        self.section()
        self.unit = self.field("unit", "单元(&U)", ChoiceInput(placeholder="没有单元就空着"), width=3)
        self.doors = self.field("door", "房号(&N)", TextInput("如 601 602，空格隔开"), required=True, width=4)
        self.floor = self.field("floor", "楼层(&F)", TextInput(), width=2)
        self.area = self.field("area", "面积(&M)", TextInput("平方米"), width=3)
        self.inner_area = self.field("inner_area", "套内面积(&S)", TextInput("平方米"), width=3)
        self.layout_words = self.field("layout", "户型(&X)", TextInput("如 三室一厅"), width=3)
        self.delivered = self.field(
            "delivered_on", "交付日(&J)", DateInput(self.context.today, "可以空着"), width=3
        )

    @override
    def fill(self) -> None:
        if self.subject_uid is not None:
            question = partial(unit_rows, building_uid=self.subject_uid)
            self.context.worker.ask(question, self._offer_units, owner=self, latest="units")

    def _offer_units(self, rows: Sequence[UnitRow]) -> None:
        self.unit.set_choices([Choice(row.uid, row.label, f"{row.rooms}套") for row in rows])
        self.unit.setEnabled(bool(rows))
        self.filled()

    @override
    def draft(self) -> RoomsDraft:
        if self.subject_uid is None:
            raise Refusal("请先选一栋楼")
        floor = typed_count(self.floor, "floor", "楼层") or None
        room = NewRoom(
            "",
            floor=floor,
            area_hundredths=parse_area(self.area.value()),
            inner_area_hundredths=parse_area(self.inner_area.value(), field="inner_area"),
            layout=self.layout_words.value(),
            delivered_on=typed_day(self.delivered, "delivered_on", "交付日"),
        )
        doors = self.doors.value().replace("，", " ").replace("、", " ").replace(",", " ").split()
        return RoomsDraft(
            building_uid=self.subject_uid,
            unit_uid=self.unit.require("unit") or None,
            rooms=tuple(replace(room, door=door) for door in doors),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已增加住房 {self.doors.value()}")
        self.context.open_page("households.rooms", self.subject_uid)
