"""A number with its state, reason and the day to ask again, as fields of a form."""

from collections.abc import Callable
from datetime import timedelta

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NumberInput, choices_of
from resettle_desktop.foundation.values.citizen_number import (
    CitizenNumber,
    WrongNumber,
    check_citizen_number,
    group_number,
)
from resettle_desktop.households.pages.listed import exact_day, listed
from resettle_desktop.households.pages.register.member_more import MemberMore
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.identity import (
    CHASE_DAYS,
    NO_NUMBER_REASONS,
    NUMBER_STATE_NAMES,
    SAME_NUMBER,
    TO_CHECK_REASONS,
    NumberDraft,
    NumberState,
)

OR_TO_CHECK = "，或改选“待核”"
EIGHTEEN = "15位旧号码已换成{}，请对照证件"


class NumberFields:
    """Adds four fields to a form; ``told`` hears what a right number tells.

    ``state`` and ``reason`` are other labels for a form that has given their letters away.
    """

    def __init__(
        self,
        form: Form,
        told: Callable[[CitizenNumber], None] | None = None,
        *,
        state: str = "号码情况(&Z)",
        reason: str = "为什么(&W)",
    ) -> None:
        self._form = form
        self._told = told
        self._original: tuple[str, str] | None = None
        self.number = form.field("number", "公民身份号码(&I)", NumberInput(), width=4, check=self._check)
        self.state = form.field(
            "state", state, ChoiceInput(listed(NUMBER_STATE_NAMES)), required=True, width=3
        )
        self.reason = form.field("number_reason", reason, ChoiceInput(free=True), width=5)
        self.chase_on = form.field("chase_on", "哪天再问(&D)", DateInput(form.context.today, ""), width=3)
        self.state.chosen_changed.connect(self._refresh)
        self.put(None)

    def put(self, person: PersonRow | None, *, expected: bool = False) -> None:
        """Show a person's number as it stands, or the fields for a new one.

        ``expected``: the number has come and is typed now; who still has none chooses that again.
        """
        state = person.number_state if person and not expected else NumberState.VERIFIED
        known = person is not None and person.number and person.number_original
        self._original = (person.number or "", person.number_original or "") if person and known else None
        self.number.restore(person.number if person else None)
        self.state.choose_value(state.value)
        self.reason.restore(person.number_reason if person else "")
        chase = person.number_chase_on if person else None
        self.chase_on.restore(chase.isoformat() if chase else "")
        self._refresh()

    def more(self) -> MemberMore:
        """How the number is meant, as the checks take it."""
        state = self.state.value()
        return MemberMore(state=NumberState(state) if state else NumberState.VERIFIED)

    def draft(self) -> NumberDraft:
        """What is said about the number. Raises Refusal of its own fields."""
        state = NumberState(self.state.require("state") or NumberState.VERIFIED)
        typed = self.number.value()
        if self._original is not None and typed == self._original[0]:
            typed = self._original[1]
        if state is NumberState.VERIFIED:
            self._told_by(typed)
            return NumberDraft(typed=typed)
        if not self.reason.value():
            raise Refusal("请写明原因", "number_reason")
        return NumberDraft(typed, state, self.reason.value(), exact_day(self.chase_on, "chase_on"))

    def number_of_two(self) -> None:
        """The number is another's too: keep it as doubtful, to be settled by the police (A06)."""
        self.state.choose_value(NumberState.TO_CHECK.value)
        self._refresh()
        self.reason.restore(SAME_NUMBER)

    def _refresh(self) -> None:
        state = self.state.value()
        verified = state in {"", NumberState.VERIFIED.value}
        reasons = NO_NUMBER_REASONS if state == NumberState.NONE.value else TO_CHECK_REASONS
        self.reason.set_choices(choices_of((reason, reason) for reason in reasons))
        for line in (self.reason, self.chase_on):
            line.setEnabled(not verified)
        self.number.setEnabled(state != NumberState.NONE.value)
        if not verified:
            self.number.unmark()
        if not verified and not self.chase_on.text():
            day = self._form.context.today() + timedelta(days=CHASE_DAYS)
            self.chase_on.restore(day.isoformat())

    def _check(self, typed: str) -> None:
        if self.state.value() != NumberState.VERIFIED.value:
            return
        try:
            told = self._told_by(typed)
        except WrongNumber as wrong:
            raise Refusal(f"{wrong.text}{OR_TO_CHECK}", "number") from None
        if self._told is not None:
            self._told(told)
        if told.original is not None:
            self._original = (told.number, told.original)
            self.number.restore(told.number)
            raise Refusal(EIGHTEEN.format(group_number(told.number)), "number")

    def _told_by(self, typed: str) -> CitizenNumber:
        self.number.unmark()
        try:
            return check_citizen_number(typed, self._form.context.today())
        except WrongNumber as wrong:
            if wrong.group is not None:
                self.number.mark_wrong(wrong.group, self._form.context.theme)
            raise


class NumberLine:
    """A number alone on a form, which may be left empty; fifteen digits are shown as eighteen."""

    def __init__(
        self,
        form: Form,
        label: str,
        placeholder: str,
        *,
        width: int,
        told: Callable[[CitizenNumber], None] | None = None,
    ) -> None:
        self._form = form
        self._told = told
        self._eighteen, self._original, self._shared = "", "", ""
        self.line = form.field("number", label, NumberInput(placeholder), width=width, check=self._check)

    def number_of_two(self) -> None:
        """What is typed is another's number too: keep it as doubtful, to be settled by the police (A06)."""
        self._shared = self.line.value()

    def draft(self, missing: NumberDraft) -> NumberDraft:
        """What is said about the number; ``missing`` where nothing is typed."""
        typed = self.line.value()
        if not typed:
            return missing
        if typed == self._shared:
            return NumberDraft(typed, NumberState.TO_CHECK, SAME_NUMBER)
        return NumberDraft(self._original if typed == self._eighteen else typed)

    def _check(self, typed: str) -> None:
        self.line.unmark()
        if not typed or typed == self._shared:
            return
        try:
            told = check_citizen_number(typed, self._form.context.today())
        except WrongNumber as wrong:
            if wrong.group is not None:
                self.line.mark_wrong(wrong.group, self._form.context.theme)
            raise
        if self._told is not None:
            self._told(told)
        if told.original is not None:
            self._eighteen, self._original = told.number, told.original
            self.line.restore(told.number)
            raise Refusal(EIGHTEEN.format(group_number(told.number)), "number")
