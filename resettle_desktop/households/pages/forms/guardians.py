"""监护人: who answers for somebody from a day on, and who no longer does."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.inputs import (
    Choice,
    ChoiceInput,
    DateInput,
    NameInput,
    PhoneInput,
    TextInput,
)
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.household_input import person_input
from resettle_desktop.households.pages.listed import chosen, listed
from resettle_desktop.households.pages.phone_or_none import check_phone
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.queries.guardians import GuardianRow, guardians_of
from resettle_desktop.households.rules.circumstances import GUARDIAN_REASONS, GuardianReason
from resettle_desktop.households.rules.guardianship import GROWN_UP
from resettle_desktop.households.use_cases.guardians import (
    EndGuardianshipDraft,
    GuardianDraft,
    end_guardianship,
    set_guardian,
)

END_KEY: Final = "F6"
ONE_OF_TWO: Final = "监护人请只填一处：在册的从这里选，不在册的填姓名"
NOBODY_YET: Final = "现在没有登记监护人"


def guardian_words(row: GuardianRow) -> str:
    """A guardian in a few words: 张秀英（祖母），2020年1月1日起."""
    relation = f"（{row.relation}）" if row.relation else ""
    away = f"，已登记{row.away}" if row.away else ""
    return f"{row.name}{relation}，{row.since.spoken()}起{away}"


class GuardianPage(AboutPerson):
    """One of our people, found by a search, or anybody by name and phone."""

    name = "households.guardian"
    title = "登记监护人"
    verb = "登记(&R)"
    use_case = staticmethod(set_guardian)

    @override
    def build(self) -> None:
        context = self.context
        self.guardians: tuple[GuardianRow, ...] = ()
        self.section("谁来监护")
        self.now = paragraph(size="small", tone="muted")
        self.add(self.now)
        self.guardian = self.field(
            "guardian", "监护人(&J)", person_input(context.worker, self, context.today), width=6
        )
        self.outsider = self.field("outsider", "不在册的填姓名(&N)", NameInput("在册的不用填"), width=6)
        self.relation = self.field("relation", "是他的什么人(&G)", TextInput("如 祖母、姑父"), width=3)
        self.phone = self.field("phone", "监护人电话(&T)", PhoneInput(), width=3, check=check_phone)
        self.reason = self.field(
            "reason", "为什么(&Y)", ChoiceInput(listed(GUARDIAN_REASONS)), required=True, width=3
        )
        self.since = self.field("since", "从哪天起(&D)", DateInput(context.today, "不填就是今天"), width=3)

    @override
    def commands(self) -> Sequence[Command]:
        end = partial(self.context.open_page, "households.end_guardianship")
        return (
            Command(END_KEY, "终止监护", lambda: end(self.subject_uid), "circle-pause", ready=self._has_some),
            *super().commands(),
        )

    @override
    def put(self, person: PersonRow) -> None:
        minor = person.age is not None and person.age < GROWN_UP
        self.guardian.choose(None)
        for line in (self.outsider, self.relation, self.phone, self.since):
            line.restore("")
        self.reason.choose_value(GuardianReason.MINOR if minor else GuardianReason.INCAPABLE)
        self._know(())
        question = partial(guardians_of, person_uid=person.uid, as_of=self.context.today())
        self.context.worker.ask(question, self._know, owner=self, latest="guardians")

    @override
    def draft(self) -> GuardianDraft:
        if self.subject_uid is None:
            raise Refusal("请先打开一个人")
        guardian = self.guardian.require("guardian")
        if guardian and self.outsider.value():
            raise Refusal(ONE_OF_TWO, "guardian")
        return GuardianDraft(
            person_uid=self.subject_uid,
            reason=chosen(GuardianReason, self.reason, "reason") or GuardianReason.MINOR,
            guardian_uid=guardian or None,
            name=self.outsider.value(),
            phone=self.phone.value(),
            relation=self.relation.value(),
            since=self.since.value_or_none("since"),
        )

    def _know(self, rows: Sequence[GuardianRow]) -> None:
        self.guardians = tuple(rows)
        said = "；".join(guardian_words(row) for row in rows)
        self.now.setText(f"现在的监护人：{said}。再登记一位是增加" if said else NOBODY_YET)
        self.commands_changed.emit()

    def _has_some(self) -> bool:
        return bool(self.guardians)


class EndGuardianshipPage(AboutPerson):
    """Which guardian no longer is one, and from when."""

    name = "households.end_guardianship"
    title = "终止监护"
    verb = "终止(&R)"
    use_case = staticmethod(end_guardianship)

    @override
    def build(self) -> None:
        self.section()
        self.guardian = self.field("guardian", "哪一位监护人(&J)", ChoiceInput(), required=True, width=8)
        self.on = self.field(
            "on", "从哪天起不再监护(&D)", DateInput(self.context.today, "不填就是今天"), width=4
        )

    @override
    def put(self, person: PersonRow) -> None:
        self.guardian.choose(None)
        self.on.restore("")
        question = partial(guardians_of, person_uid=person.uid, as_of=self.context.today())
        self.context.worker.ask(question, self._offer, owner=self, latest="guardians")

    @override
    def draft(self) -> EndGuardianshipDraft:
        return EndGuardianshipDraft(self.guardian.require("guardian"), self.on.value_or_none("on"))

    def _offer(self, rows: Sequence[GuardianRow]) -> None:
        self.guardian.set_choices(tuple(Choice(row.uid, guardian_words(row)) for row in rows))
        if len(rows) == 1:
            self.guardian.choose_value(rows[0].uid)

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("监护已终止")
        self.context.open_page("households.person", self.subject_uid)
