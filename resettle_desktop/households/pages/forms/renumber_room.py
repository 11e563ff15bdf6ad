"""更正房号: a room gets its right door number, and who lives there is found by it."""

from functools import partial
from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.households.use_cases.drafts import RenumberRoomDraft
from resettle_desktop.households.use_cases.places import renumber_room
from resettle_desktop.sites.queries import RoomRow, room_of


class RenumberRoomPage(Form):
    """The door as it should stand; building and unit stay."""

    name = "households.renumber_room"
    title = "更正房号"
    verb = "更正(&R)"
    use_case = staticmethod(renumber_room)
    row: RoomRow | None = None

    @override
    def build(self) -> None:
        self.card: Card = self.section("", "已经打印的文书不变")
        self.door = self.field("door", "房号(&N)", TextInput("如 601"), required=True, width=4)

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
        self.card.set_title(f"{row.site_name}{row.label}", "已经打印的文书不变")
        self.door.restore(row.door)
        self.filled()

    @override
    def draft(self) -> RenumberRoomDraft:
        if self.row is None:
            raise Refusal("资料还没有读出来，请稍等")
        return RenumberRoomDraft(self.row.uid, self.door.value(), self.row.version)

    @override
    def done(self, result: Any) -> None:
        before = self.row.label if self.row is not None else ""
        self.context.notices.say(f"{before}的房号已更正为{self.door.value()}")
        self.context.open_page("households.rooms", self.row.building_uid if self.row is not None else None)
