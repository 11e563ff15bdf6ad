"""EV26 更正: name, number, sex or birth as the paper of the police has them."""

from typing import Any

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NameInput, TextInput
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.forms.correct_person import NOT_READ
from resettle_desktop.households.pages.forms.noticing import NoticesWhatIsOdd, birth_so_far
from resettle_desktop.households.pages.forms.number_fields import NumberFields
from resettle_desktop.households.pages.forms.who_is_it import AsksWhoItIs
from resettle_desktop.households.pages.listed import chosen, shown_date
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.pages.register.cells import SEXES
from resettle_desktop.households.pages.register.member_more import facts_of
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.checks import PersonFacts
from resettle_desktop.households.use_cases.drafts import CorrectPersonDraft
from resettle_desktop.households.use_cases.events.household_wraps import (
    PAPER_NEEDED,
    CorrectedDraft,
    note_correction,
)
from resettle_desktop.matters.pages.event_form import PersonEventForm


class CorrectedPage(AsksWhoItIs, NoticesWhatIsOdd, PersonEventForm):
    """A person's identity as it should stand; the page that follows leads to the papers that show the old."""

    name = "matters.corrected"
    title = "更正"
    verb = "更正(&R)"
    use_case = staticmethod(note_correction)
    done_once = True
    joins = False
    usual_evidence = "公安机关的证明"

    @override
    def build(self) -> None:
        card = self.section("应该是")
        self.person_name = self.field("name", "姓名(&N)", NameInput(), required=True, width=4)
        self.sex = self.field("sex", "性别(&X)", ChoiceInput(SEXES), required=True, width=3)
        self.birth = self.field("birth", "出生日期(&B)", DateInput(self.context.today), width=5)
        self.number = NumberFields(self, state="号码情况(&S)", reason="为什么(&U)")
        self.noticing(card)
        self.reason = self.field(
            "reason", "更正原因(&Y)", TextInput("如 户口簿已更名"), required=True, width=12
        )

    @override
    def built(self) -> None:
        super().built()
        self.fields["evidence_what"].missing_text = PAPER_NEEDED
        self.evidence_later.toggled.connect(lambda _later: self._ask_paper())
        self._ask_paper()

    def _ask_paper(self) -> None:
        """A correction stands on a paper, if it only comes later."""
        self.fields["evidence_what"].set_required(required=not self.evidence_later.isChecked())

    @override
    def put(self, person: PersonRow) -> None:
        self.person_name.restore(person.name)
        self.sex.choose_value(person.sex.value)
        self.birth.restore(shown_date(person.birth))
        self.number.put(person)
        note_look(self.context, AccessKind.UNMASKED, "person", person.uid, person.name)

    @override
    def draft(self) -> CorrectedDraft:
        person = self.person
        if person is None:
            raise Refusal(NOT_READ)
        correction = CorrectPersonDraft(
            person_uid=person.uid,
            name=self.person_name.value(),
            sex=chosen(Sex, self.sex, "sex") or Sex.UNKNOWN,
            birth=self.birth.value_or_none("birth"),
            number=self.number.draft(),
            reason=self.reason.value(),
            relocated=person.relocated,
            version=person.version,
        )
        return CorrectedDraft(correction, self.evidence())

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{type(self).title}已办好")
        self.context.open_page("households.corrected", result)

    @override
    def typed_person(self) -> PersonFacts:
        typed = {
            "name": self.person_name.value(),
            "relation": "",
            "sex": self.sex.value(),
            "number": self.number.number.value(),
        }
        return facts_of(typed, birth_so_far(self.birth), self.number.more(), self.context.today())

    @override
    def number_of_two(self) -> None:
        self.number.number_of_two()

    @override
    def show_error(self, name: str, text: str) -> bool:
        return super().show_error("evidence_what" if name == "evidence" else name, text)
