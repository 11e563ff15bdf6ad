"""健康残疾: health, and the disability card that tells kind and grade by itself."""

from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NumberInput, TextInput, choices_of
from resettle_desktop.households.pages.forms.person_items.group import Group
from resettle_desktop.households.pages.listed import (
    YES,
    chosen,
    exact_day,
    listed,
    optional,
    said_yes,
    whole_number,
    yes_or_no,
)
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.circumstances import DISABILITIES, DISABILITY_GRADES, DisabilityKind
from resettle_desktop.households.rules.declared import Health
from resettle_desktop.households.rules.disability_card import read_card, read_if_one
from resettle_desktop.households.rules.health import TOGETHER, health_of, kept_health, spoken_health
from resettle_desktop.households.rules.identity import NumberState

HEALTH_CHOICES: Final = choices_of((kept_health(said) or "", spoken_health(said)) for said in TOGETHER)
GRADE_CHOICES: Final = choices_of((str(grade), words) for grade, words in DISABILITY_GRADES.items())


class HealthGroup(Group):
    """Health in all combinations that occur; a card that is typed or scanned fills kind and grade."""

    title = "健康残疾"

    @override
    def build(self, form: Form) -> None:
        self._has_no_number = False
        self.health = form.field("health", "健康状况(&J)", ChoiceInput(HEALTH_CHOICES), width=4)
        self.card = form.field(
            "disability_card", "残疾证号(&D)", NumberInput("20位或22位，可扫码"), width=6, check=read_card
        )
        self.year = form.field("disability_issued_year", "办证年度", TextInput("如 2021"), width=2)
        self.kind = form.field("disability", "残疾类别", ChoiceInput(listed(DISABILITIES)), width=3)
        self.grade = form.field("disability_grade", "残疾等级", ChoiceInput(GRADE_CHOICES), width=3)
        self.until = form.field(
            "disability_until", "残疾证有效期止", DateInput(form.context.today, "如 20311105"), width=3
        )
        self.take_number = form.field(
            "number_from_card", "前18位登记为身份证号", ChoiceInput(yes_or_no("登记", "不登记")), width=3
        )
        self.card.edited.connect(self._read)
        self.card.textChanged.connect(lambda _text: self._offer())
        self._offer()

    @override
    def put(self, person: PersonRow) -> None:
        self._has_no_number = person.number_state is NumberState.NONE
        self.health.choose_value(kept_health(person.health))
        self.card.restore(person.disability_card)
        self.year.restore(person.disability_issued_year)
        self.kind.choose_value(person.disability)
        self.grade.choose_value(str(person.disability_grade) if person.disability_grade else None)
        self.until.restore(person.disability_until.isoformat() if person.disability_until else "")
        self.take_number.choose(None)
        self._offer()

    @override
    def items(self, person: PersonRow) -> dict[str, Any]:
        grade = self.grade.require("disability_grade")
        return {
            "health": health_of(self.health.require("health")),
            "disability": chosen(DisabilityKind, self.kind, "disability"),
            "disability_grade": int(grade) if grade else None,
            "disability_card": self.card.value(),
            "disability_issued_year": whole_number(self.year, "disability_issued_year", "年度"),
            "disability_until": exact_day(self.until, "disability_until"),
            "number_from_card": bool(said_yes(self.take_number, "number_from_card")),
        }

    @override
    def facts(self) -> dict[str, Any]:
        grade = self.grade.value()
        try:
            until = exact_day(self.until, "disability_until")
        except Refusal:
            until = None
        return {
            "health": health_of(self.health.value()),
            "disability": optional(DisabilityKind, self.kind.value()),
            "disability_grade": int(grade) if grade else None,
            "disability_card": self.card.value(),
            "disability_until": until,
        }

    def take_card(self, number: str) -> None:
        """A card that was typed as the paper somebody shows tells the same here."""
        if not self.card.value() and read_if_one(number) is not None:
            self.card.restore(number)
            self._read()

    def _read(self) -> None:
        """Kind and grade as the card tells them, as soon as it is typed or scanned whole."""
        card = read_if_one(self.card.value())
        if card is not None:
            self.kind.choose_value(card.kind)
            self.grade.choose_value(str(card.grade))
            if not self.health.value():
                self.health.choose_value(Health.DISABLED)
            if self._has_no_number:
                self.take_number.choose_value(YES)

    def _offer(self) -> None:
        """Offer the holder's number to somebody who has none."""
        shown = self._has_no_number and read_if_one(self.card.value()) is not None
        self.form.fields["number_from_card"].setVisible(shown)
        if not shown:
            self.take_number.choose(None)
