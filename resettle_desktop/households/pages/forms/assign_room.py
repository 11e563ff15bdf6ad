"""A room for a household; whoever lives there still is asked about, not overrun."""

from datetime import date
from functools import partial

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.household.glance import GlanceLine, home_words
from resettle_desktop.households.pages.listed import chosen, listed
from resettle_desktop.households.pages.room_input import RoomInput
from resettle_desktop.households.queries import HouseholdView
from resettle_desktop.households.rules.declared import (
    COMING_REASONS,
    LEAVING_REASONS,
    ROOM_REASONS,
    RoomReason,
)
from resettle_desktop.households.rules.refusals import RoomTaken
from resettle_desktop.households.use_cases.drafts import AssignRoomDraft, EndRoomDraft
from resettle_desktop.households.use_cases.dwelling import assign_room, end_room


class AssignRoomPage(AboutHousehold):
    """Which room, from when, why, and by which paper."""

    name = "households.assign_room"
    title = "分房调房"
    verb = "分配(&R)"
    use_case = staticmethod(assign_room)

    _previous_last_day: date | None = None

    @override
    def build(self) -> None:
        context = self.context
        self.section()
        self.home = GlanceLine(context.theme, "home", "现住")
        self.add(self.home)
        self.room = self.field(
            "room", "安置住房(&A)", RoomInput(context.worker, self, context.today), required=True, width=6
        )
        self.why = self.field(
            "reason",
            "怎么来的(&Y)",
            ChoiceInput(listed(ROOM_REASONS, COMING_REASONS)),
            required=True,
            width=3,
        )
        self.since = self.field("since", "从哪天起(&D)", DateInput(context.today), required=True, width=3)
        self.document = self.field("document", "审批文件(&W)", TextInput("文号，可以空着"), width=12)

    @override
    def commands(self) -> tuple[Command, ...]:
        leave = Command("F7", "登记搬离", self._leave_room, "log-out", ready=lambda: self._has_room)
        return (leave, *super().commands())

    @property
    def _has_room(self) -> bool:
        return self.view is not None and self.view.dwelling is not None

    def _leave_room(self) -> None:
        self.context.open_page("households.end_room", self.subject_uid)

    @override
    def put(self, view: HouseholdView) -> None:
        dwelling = view.dwelling
        self.home.say(*(home_words(dwelling) if dwelling else ("还没有分房",)))
        self.why.choose_value((RoomReason.EXCHANGED if dwelling else RoomReason.ALLOCATED).value)
        self.since.restore(self.context.today().isoformat())
        self.commands_changed.emit()

    @override
    def draft(self) -> AssignRoomDraft:
        if self.subject_uid is None:
            raise Refusal("请先打开一户")
        return AssignRoomDraft(
            household_uid=self.subject_uid,
            room_uid=self.room.require("room"),
            since=self.since.value_or_none("since") or ImpreciseDate(self.context.today()),
            reason=chosen(RoomReason, self.why, "reason") or RoomReason.ALLOCATED,
            document=self.document.value(),
            previous_last_day=self._previous_last_day,
        )

    @override
    def show_error(self, name: str, text: str) -> bool:
        return super().show_error("room" if name == "previous_last_day" else name, text)

    @override
    def refused(self, error: Exception) -> None:
        last_day = error.proposed_last_day if isinstance(error, RoomTaken) else None
        if not isinstance(error, RoomTaken) or last_day is None:
            super().refused(error)
            return
        self.set_busy(busy=False)
        self.show_error("room", f"现在住着{error.label}")
        day = spoken_date(last_day)
        self.ask_here(
            f"这套房现在住着{error.label}。他家住到{day}吗？",
            Answer(f"住到{day}", partial(self._make_way, last_day)),
            Answer("换一套房"),
        )

    def _make_way(self, last_day: date) -> None:
        self._previous_last_day = last_day
        self.submit()
        self._previous_last_day = None

    @override
    def said(self) -> str:
        return f"已分配{self.room.text()}"


class EndRoomPage(AboutHousehold):
    """A household leaves its room: the last day there, and why."""

    name = "households.end_room"
    title = "登记搬离住房"
    verb = "登记搬离(&R)"
    use_case = staticmethod(end_room)

    @override
    def build(self) -> None:
        self.section()
        self.because = self.field(
            "because",
            "为什么搬离(&Y)",
            ChoiceInput(listed(ROOM_REASONS, LEAVING_REASONS)),
            required=True,
            width=4,
        )
        self.last_day = self.field(
            "last_day", "最后住到哪天(&D)", DateInput(self.context.today), required=True, width=4
        )
        self.document = self.field("document", "审批文件(&W)", TextInput("文号，可以空着"), width=4)

    @override
    def draft(self) -> EndRoomDraft:
        dwelling = self.view.dwelling if self.view else None
        last_day = self.last_day.value_or_none("last_day")
        because = chosen(RoomReason, self.because, "because")
        if dwelling is None or last_day is None or because is None:
            raise Refusal("这一户现在没有房，不用登记搬离")
        return EndRoomDraft(dwelling.assignment_uid, last_day, because, self.document.value())

    @override
    def said(self) -> str:
        return "已登记搬离"
