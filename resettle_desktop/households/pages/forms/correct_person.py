"""Putting a person's identity right: who had no number gets one, a wrong name or number is corrected."""

from typing import Any

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NameInput, TextInput
from resettle_desktop.foundation.values.citizen_number import CitizenNumber
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.forms.noticing import NoticesWhatIsOdd, birth_so_far
from resettle_desktop.households.pages.forms.number_fields import NumberFields
from resettle_desktop.households.pages.forms.who_is_it import AsksWhoItIs
from resettle_desktop.households.pages.listed import chosen, shown_date
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.pages.register.cells import SEXES
from resettle_desktop.households.pages.register.member_more import facts_of
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.checks import PersonFacts
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES
from resettle_desktop.households.use_cases.drafts import CorrectPersonDraft, SettleNumberDraft
from resettle_desktop.households.use_cases.people import correct_person, settle_person_number

NOT_READ = "资料还没有读出来，请稍等"


class SettleNumberPage(AsksWhoItIs, AboutPerson):
    """A number for who had none or a doubtful one, or another day to ask again."""

    name = "households.settle_number"
    title = "补登身份证号码"
    verb = "补登(&R)"
    use_case = staticmethod(settle_person_number)
    joins = False

    @override
    def build(self) -> None:
        self.section()
        self.number = NumberFields(self)

    @override
    def put(self, person: PersonRow) -> None:
        self.set_heading(self.title, Chip(NUMBER_STATE_NAMES[person.number_state], Tone.WARN))
        self.number.put(person, expected=True)
        note_look(self.context, AccessKind.UNMASKED, "person", person.uid, person.name)

    @override
    def first_focus(self) -> QWidget:
        return self.number.number

    @override
    def draft(self) -> SettleNumberDraft:
        if self.person is None:
            raise Refusal(NOT_READ)
        return SettleNumberDraft(self.person.uid, self.number.draft(), self.person.version)

    @override
    def number_of_two(self) -> None:
        self.number.number_of_two()


class CorrectPersonPage(AsksWhoItIs, NoticesWhatIsOdd, AboutPerson):
    """Name, number, sex and birth as they should stand, and why; then the papers that show the old."""

    name = "households.correct_person"
    title = "更正身份信息"
    verb = "更正(&R)"
    use_case = staticmethod(correct_person)
    joins = False
    done_once = True

    @override
    def build(self) -> None:
        card = self.section("应该是")
        self.person_name = self.field("name", "姓名(&N)", NameInput(), required=True, width=4)
        self.sex = self.field("sex", "性别(&X)", ChoiceInput(SEXES), required=True, width=2)
        self.birth = self.field("birth", "出生日期(&B)", DateInput(self.context.today), width=6)
        self.number = NumberFields(self, self._told)
        self.noticing(card)
        self.section("为什么更正")
        self.reason = self.field(
            "reason", "更正原因(&Y)", TextInput("如 户口簿已更名"), required=True, width=6
        )
        self.evidence = self.field("evidence", "证明材料(&E)", TextInput("如 派出所更名证明"), width=6)

    @override
    def put(self, person: PersonRow) -> None:
        self.person_name.restore(person.name)
        self.sex.choose_value(person.sex.value)
        self.birth.restore(shown_date(person.birth))
        self.number.put(person)
        note_look(self.context, AccessKind.UNMASKED, "person", person.uid, person.name)

    @override
    def draft(self) -> CorrectPersonDraft:
        person = self.person
        if person is None:
            raise Refusal(NOT_READ)
        return CorrectPersonDraft(
            person_uid=person.uid,
            name=self.person_name.value(),
            sex=chosen(Sex, self.sex, "sex") or Sex.UNKNOWN,
            birth=self.birth.value_or_none("birth"),
            number=self.number.draft(),
            reason=self.reason.value(),
            evidence=self.evidence.value(),
            relocated=person.relocated,
            version=person.version,
        )

    @override
    def first_focus(self) -> QWidget:
        return self.person_name

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{type(self).title}已办好")
        self.context.open_page("households.corrected", result)

    @override
    def number_of_two(self) -> None:
        self.number.number_of_two()

    @override
    def typed_person(self) -> PersonFacts:
        typed = {
            "name": self.person_name.value(),
            "relation": "",
            "sex": self.sex.value(),
            "number": self.number.number.value(),
        }
        return facts_of(typed, birth_so_far(self.birth), self.number.more(), self.context.today())

    def _told(self, told: CitizenNumber) -> None:
        if not self.birth.text():
            self.birth.restore(told.birth.isoformat())
