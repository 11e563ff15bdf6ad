"""学习: how far somebody got at school, or where he goes to school now."""

from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.households.pages.forms.person_items.group import (
    SINCE_TODAY,
    Group,
    refuse_day_alone,
    show_since,
)
from resettle_desktop.households.pages.listed import chosen, listed, optional, said_yes, show_yes, yes_or_no
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.circumstances import DROPOUT_REASONS, DropoutReason
from resettle_desktop.households.rules.declared import EDUCATIONS, Education
from resettle_desktop.households.rules.school_years import school_choices, school_code, school_of
from resettle_desktop.households.use_cases.drafts import SchoolDraft


class SchoolingGroup(Group):
    """文化程度 and 在校情况: one of the two."""

    title = "学习"

    @override
    def build(self, form: Form) -> None:
        self.education = form.field("education", "文化程度(&W)", ChoiceInput(listed(EDUCATIONS)), width=3)
        self.education_text = form.field("education_text", "原表怎么写(&Y)", TextInput(), width=3)
        self.stage = form.field("school", "在校情况(&X)", ChoiceInput(choices_of(school_choices())), width=3)
        self.since = form.field(
            "school_since", "从哪天起", DateInput(form.context.today, SINCE_TODAY), width=3
        )
        self.school = form.field("school_name", "学校(&B)", TextInput(), width=3)
        self.place = form.field("school_place", "学校所在地", TextInput(), width=2)
        self.boarding = form.field("boarding", "住校", ChoiceInput(yes_or_no()), width=2)
        self.student_no = form.field("student_no", "学籍号", TextInput(), width=3)
        self.dropout = form.field(
            "dropout_reason", "失学辍学原因", ChoiceInput(listed(DROPOUT_REASONS)), width=2
        )

    @override
    def put(self, person: PersonRow) -> None:
        school = person.school
        self.education.choose_value(person.education)
        self.education_text.restore(person.education_text)
        self.stage.choose_value(school_code(school.stage, school.grade) if school else None)
        show_since(self.since, school.since if school else None)
        self.school.restore(school.school if school else "")
        self.place.restore(school.place if school else "")
        show_yes(self.boarding, yes=school.boarding if school else None)
        self.student_no.restore(school.student_no if school else "")
        self.dropout.choose_value(person.dropout_reason)

    @override
    def items(self, person: PersonRow) -> dict[str, Any]:
        return {
            "education": chosen(Education, self.education, "education"),
            "education_text": self.education_text.value(),
            "dropout_reason": chosen(DropoutReason, self.dropout, "dropout_reason"),
            "school": self._school(person),
        }

    @override
    def facts(self) -> dict[str, Any]:
        return {
            "education": optional(Education, self.education.value()),
            "school": school_of(self.stage.value())[0],
            "dropped_out": bool(self.dropout.value()),
        }

    def _school(self, person: PersonRow) -> SchoolDraft | None:
        """Said only when it is said anew: what did not change keeps its beginning."""
        said = (
            school_of(self.stage.require("school")),
            self.school.value(),
            self.place.value(),
            said_yes(self.boarding, "boarding"),
            self.student_no.value(),
        )
        now = person.school
        nothing = ((None, None), "", "", None, "")
        if said == (
            ((now.stage, now.grade), now.school, now.place, now.boarding, now.student_no) if now else nothing
        ):
            refuse_day_alone(self.since, "school_since")
            return None
        (stage, grade), school, place, boarding, student_no = said
        since = self.since.value_or_none("school_since")
        return SchoolDraft(stage, school, place, boarding, since, student_no, grade)
