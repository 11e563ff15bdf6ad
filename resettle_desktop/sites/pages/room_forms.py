"""What is known of one room, put right or filled in later."""

from functools import partial
from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput, TextInput
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.sites.pages.building_forms import typed_count, typed_day
from resettle_desktop.sites.queries import RoomRow, room_of
from resettle_desktop.sites.rules import parse_area, spoken_area
from resettle_desktop.sites.use_cases import CorrectRoomDraft, correct_room

NUMBER_APART = "房号错了用“更正房号”"


class CorrectRoomPage(Form):
    """Floor, areas, layout, delivery, title unit and note of a room; its number has a page of its own."""

    name = "sites.correct_room"
    title = "更正房屋资料"
    verb = "保存(&S)"
    use_case = staticmethod(correct_room)
    row: RoomRow | None = None

    @override
    def build(self) -> None:
        self.card: Card = self.section("", NUMBER_APART)
        self.floor = self.field("floor", "楼层(&F)", TextInput(), width=2)
        self.area = self.field("area", "面积(&M)", TextInput("平方米"), width=3)
        self.inner_area = self.field("inner_area", "套内面积(&A)", TextInput("平方米"), width=3)
        self.layout_words = self.field("layout", "户型(&X)", TextInput("如 三室一厅"), width=4)
        self.delivered = self.field(
            "delivered_on", "交付日(&J)", DateInput(self.context.today, "可以空着"), width=4
        )
        self.title_unit = self.field("title_unit_no", "不动产单元号(&B)", TextInput(), width=4)
        self.note = self.field("note", "备注(&T)", TextInput(), width=4)

    @override
    def fill(self) -> None:
        self.row = None
        if self.subject_uid is not None:
            question = partial(room_of, uid=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="room")

    def _show(self, row: RoomRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.card.set_title(f"{row.site_name}{row.label}", NUMBER_APART)
        self.floor.restore("" if row.floor is None else str(row.floor))
        self.area.restore(row.area)
        self.inner_area.restore(spoken_area(row.inner_area_hundredths))
        self.layout_words.restore(row.layout)
        self.delivered.restore(row.delivered_on.isoformat() if row.delivered_on else "")
        self.title_unit.restore(row.title_unit_no)
        self.note.restore(row.note)
        self.filled()

    @override
    def draft(self) -> CorrectRoomDraft:
        if self.row is None:
            raise Refusal("资料还没有读出来，请稍等")
        return CorrectRoomDraft(
            room_uid=self.row.uid,
            floor=typed_count(self.floor, "floor", "楼层") or None,
            area_hundredths=parse_area(self.area.value()),
            inner_area_hundredths=parse_area(self.inner_area.value(), field="inner_area"),
            layout=self.layout_words.value(),
            delivered_on=typed_day(self.delivered, "delivered_on", "交付日"),
            title_unit_no=self.title_unit.value(),
            note=self.note.value(),
            version=self.row.version,
        )

    @override
    def done(self, result: Any) -> None:
        if self.row is not None:
            self.context.notices.say(f"{self.row.site_name}{self.row.label}的资料已保存")
            self.context.open_page("households.rooms", self.row.building_uid)
