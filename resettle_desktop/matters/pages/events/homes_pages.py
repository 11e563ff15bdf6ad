"""EV22 房屋, EV23 旧房拆除, EV24 复垦验收, EV25 不动产发证."""

from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.listed import exact_day
from resettle_desktop.households.pages.room_input import RoomInput
from resettle_desktop.households.queries import HouseholdView
from resettle_desktop.households.rules.declared import COMING_REASONS, ROOM_REASONS, RoomReason
from resettle_desktop.households.use_cases.drafts import AssignRoomDraft, EndRoomDraft
from resettle_desktop.households.use_cases.events.household_homes import (
    DemolitionDraft,
    ReclamationDraft,
    TitleIssuedDraft,
    note_demolition,
    note_reclamation,
    note_title,
)
from resettle_desktop.households.use_cases.events.household_wraps import RoomChangedDraft, note_room_change
from resettle_desktop.matters.pages.event_form import HouseholdEventForm
from resettle_desktop.sites.rules import parse_area

NO_DAY: Final = "请填写哪天"
NO_ROOM: Final = "请选哪套房"
LIVES_NOWHERE: Final = "这一户现在没有房"
LEAVING: Final = "leaving:"
"""Before the reasons a household leaves its room for: 调换 and 过户 are words for coming as well."""

CHOICES: Final = (
    *((reason.value, f"{ROOM_REASONS[reason]}（住进来）") for reason in COMING_REASONS),
    *(
        (LEAVING + reason.value, f"{ROOM_REASONS[reason]}（搬出去）")
        for reason in (RoomReason.TAKEN_BACK, RoomReason.VACATED, RoomReason.TRANSFERRED)
    ),
)


class RoomChangedPage(HouseholdEventForm):
    """A room given, exchanged, taken back or handed over, by the approval that is shown."""

    name = "matters.room_changed"
    title = "房屋变动"
    verb = "登记(&R)"
    use_case = staticmethod(note_room_change)
    usual_evidence = "审批单"

    @override
    def build(self) -> None:
        context = self.context
        self.section()
        self.reason = self.field(
            "reason", "怎么变的(&N)", ChoiceInput(choices_of(CHOICES)), required=True, width=6
        )
        self.room = self.field(
            "room", "住进哪套(&A)", RoomInput(context.worker, self, context.today), required=True, width=6
        )
        self.reason.chosen_changed.connect(self._ask_room)
        self.since = self.field(
            "since", "从哪天起、到哪天止(&D)", DateInput(context.today), required=True, width=6
        )
        self.previous = self.field(
            "previous_last_day", "原住户住到哪天(&Y)", DateInput(context.today), width=6
        )

    @override
    def put(self, view: HouseholdView) -> None:
        reason = RoomReason.EXCHANGED if view.dwelling else RoomReason.ALLOCATED
        self.reason.choose_value(reason.value)
        self.since.clear()

    def _ask_room(self) -> None:
        """Who moves out needs no room to move into."""
        leaves = self.reason.value().startswith(LEAVING)
        self.fields["room"].set_required(required=not leaves)

    @override
    def draft(self) -> RoomChangedDraft:
        day, reason = self.since.value_or_none("since"), self.reason.require("reason")
        if self.view is None or day is None:
            raise Refusal(NO_DAY, "since")
        return RoomChangedDraft(self._change(self.view, day, reason), self.evidence())

    def _change(self, view: HouseholdView, day: ImpreciseDate, reason: str) -> AssignRoomDraft | EndRoomDraft:
        if reason.startswith(LEAVING):
            if view.dwelling is None:
                raise Refusal(LIVES_NOWHERE, "reason")
            because = RoomReason(reason.removeprefix(LEAVING))
            return EndRoomDraft(view.dwelling.assignment_uid, day, because)
        room = self.room.require("room")
        if not room:
            raise Refusal(NO_ROOM, "room")
        previous = exact_day(self.previous, "previous_last_day")
        return AssignRoomDraft(view.uid, room, day, RoomReason(reason), previous_last_day=previous)

    @override
    def show_error(self, name: str, text: str) -> bool:
        return super().show_error({"last_day": "since", "because": "reason"}.get(name, name), text)


class DemolitionPage(HouseholdEventForm):
    """The old house came down."""

    name = "matters.old_house_demolished"
    title = "旧房拆除"
    verb = "登记(&R)"
    use_case = staticmethod(note_demolition)
    usual_evidence = "拆除前后的照片、验收单"

    @override
    def build(self) -> None:
        self.section()
        self.on = self.field("on", "哪天拆的(&D)", DateInput(self.context.today), required=True, width=6)
        self.area = self.field("area", "拆除面积(&M)", TextInput("平方米，可空着"), width=6)

    @override
    def draft(self) -> DemolitionDraft:
        on = self.on.value_or_none("on")
        if self.subject_uid is None or on is None:
            raise Refusal(NO_DAY, "on")
        return DemolitionDraft(self.subject_uid, on, parse_area(self.area.value()), self.evidence())


class ReclamationPage(HouseholdEventForm):
    """The homestead was accepted as reclaimed."""

    name = "matters.reclamation_accepted"
    title = "复垦验收"
    verb = "登记(&R)"
    use_case = staticmethod(note_reclamation)
    usual_evidence = "复垦验收单"

    @override
    def build(self) -> None:
        self.section()
        self.on = self.field("on", "验收日期(&D)", DateInput(self.context.today), required=True, width=6)
        self.mu = self.field("mu", "复垦面积(&M)", TextInput("亩，可空着"), width=6)
        self.award = self.field("award", "奖补金额(&J)", TextInput("元，可空着"), width=6)
        self.paid_on = self.field("award_paid_on", "哪天兑现(&X)", DateInput(self.context.today), width=6)

    @override
    def draft(self) -> ReclamationDraft:
        on = self.on.value_or_none("on")
        if self.subject_uid is None or on is None:
            raise Refusal(NO_DAY, "on")
        return ReclamationDraft(
            household_uid=self.subject_uid,
            on=on,
            mu_hundredths=_hundredths(self.mu, "mu", "亩数"),
            award_fen=_hundredths(self.award, "award", "金额"),
            award_paid_on=exact_day(self.paid_on, "award_paid_on"),
            evidence=self.evidence(),
        )


class TitleIssuedPage(HouseholdEventForm):
    """The title of the new home was issued."""

    name = "matters.title_issued"
    title = "不动产发证"
    verb = "登记(&R)"
    use_case = staticmethod(note_title)
    usual_evidence = "不动产权证书"

    @override
    def build(self) -> None:
        self.section()
        self.number = self.field("number", "不动产权证号(&N)", TextInput("照证书"), required=True, width=8)
        self.issued_on = self.field(
            "issued_on", "发证日期(&D)", DateInput(self.context.today), required=True, width=4
        )
        self.co_owners = self.field("co_owners", "共有情况(&G)", TextInput("如 夫妻共同共有"), width=12)

    @override
    def draft(self) -> TitleIssuedDraft:
        issued_on = exact_day(self.issued_on, "issued_on")
        if self.subject_uid is None or issued_on is None:
            raise Refusal(NO_DAY, "issued_on")
        return TitleIssuedDraft(
            self.subject_uid, self.number.value(), issued_on, self.co_owners.value(), self.evidence()
        )


def _hundredths(line: TextInput, field: str, what: str) -> int | None:
    """An amount with at most two decimals, as hundredths. Raises Refusal for what is none."""
    typed = line.value()
    if not typed:
        return None
    whole, _, part = typed.partition(".")
    if not (whole.isdecimal() and len(whole) <= 9 and (part.isdecimal() or not part) and len(part) <= 2):
        raise Refusal(f"{what}请填数字，最多两位小数", field)
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)
