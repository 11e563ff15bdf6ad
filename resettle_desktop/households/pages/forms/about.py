"""What the forms about one household or one person share: whom they are about, the present values."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Difference, Refusal, StaleDraft
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.values.bank_account import mask_account
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.listed import spoken_yuan
from resettle_desktop.households.queries import HouseholdView, PersonRow, household_view, person_row
from resettle_desktop.households.rules.declared import (
    EDUCATIONS,
    HEALTHS,
    LABOURS,
    MARITALS,
    MILITARIES,
    MOVE_MODES,
    MOVE_REASONS,
    POLITICALS,
    RELOCATION_KINDS,
    SETTLEMENT_FOCUSES,
    SETTLEMENT_MODES,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.homes import (
    HOUSE_STRUCTURES,
    HOUSEHOLD_TYPES,
    MOVE_DIFFICULTIES,
    POVERTY_ATTRIBUTES,
    POVERTY_CAUSES,
    PROTECTIONS,
    RECLAMATIONS,
    TITLE_STAGES,
)
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES
from resettle_desktop.sites.rules import spoken_area

LISTS: Final[Mapping[str, Mapping[Any, str]]] = {
    "relocation_kind": RELOCATION_KINDS,
    "settlement_mode": SETTLEMENT_MODES,
    "settlement_focus": SETTLEMENT_FOCUSES,
    "move_mode": MOVE_MODES,
    "move_reason": MOVE_REASONS,
    "ethnicity": ETHNIC_GROUPS,
    "political": POLITICALS,
    "education": EDUCATIONS,
    "health": HEALTHS,
    "labour": LABOURS,
    "marital": MARITALS,
    "military": MILITARIES,
    "number_state": NUMBER_STATE_NAMES,
    "household_type": HOUSEHOLD_TYPES,
    "poverty_attribute": POVERTY_ATTRIBUTES,
    "causes": POVERTY_CAUSES,
    "difficulty": MOVE_DIFFICULTIES,
    "structure": HOUSE_STRUCTURES,
    "protection": PROTECTIONS,
    "reclamation": RECLAMATIONS,
    "stage": TITLE_STAGES,
    "sex": {sex: sex.label for sex in Sex},
}
"""The official words of columns that keep a stable text."""


class AboutHousehold(Form):
    """A form about one household; ``put`` shows its present values."""

    is_about_people = True
    view: HouseholdView | None = None

    def put(self, view: HouseholdView) -> None:
        """Put the household's present values into the fields."""

    @override
    def fill(self) -> None:
        self.view = None
        if self.subject_uid is None:
            return
        question = partial(household_view, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, failed=self._gone, latest="subject")

    def _show(self, view: HouseholdView) -> None:
        self.view = view
        self.set_heading(f"{type(self).title}：{view.label}")
        self.put(view)
        self.filled()

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    @override
    def refused(self, error: Exception) -> None:
        super().refused(in_words(error))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(self.said())
        self.context.open_page("households.household", self.subject_uid)

    def said(self) -> str:
        """What happened, in one line."""
        return f"{type(self).title}已办好"


class AboutPerson(Form):
    """A form about one person; ``put`` shows the present values."""

    is_about_people = True
    person: PersonRow | None = None

    def put(self, person: PersonRow) -> None:
        """Put the person's present values into the fields."""

    @override
    def fill(self) -> None:
        self.person = None
        if self.subject_uid is None:
            return
        question = partial(person_row, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="subject")

    def _show(self, person: PersonRow | None) -> None:
        if person is None:
            self.context.go_back()
            return
        self.person = person
        self.set_heading(f"{type(self).title}：{person.name}")
        self.put(person)
        self.filled()

    @override
    def refused(self, error: Exception) -> None:
        super().refused(in_words(error))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{type(self).title}已办好")
        self.context.open_page("households.person", self.subject_uid)


def in_words(error: Exception) -> Exception:
    """A StaleDraft whose two values are official words instead of stored texts; anything else as it is."""
    if not isinstance(error, StaleDraft):
        return error
    return StaleDraft(
        error.text,
        [
            Difference(d.column, spoken(d.column, d.mine), spoken(d.column, d.theirs))
            for d in error.differences
        ],
    )


def spoken(column: str, value: object) -> str:
    """A stored value as the clerk reads it."""
    match value:
        case None | "":
            return "空"
        case bool():
            return "是" if value else "否"
        case str() if column == "bank_account":
            return mask_account(value)
        case int() if column.endswith("_hundredths"):
            return spoken_area(value)
        case int() if column.endswith("_fen"):
            return f"{spoken_yuan(value)}元"
        case _:
            words = {str(getattr(key, "value", key)): text for key, text in LISTS.get(column, {}).items()}
            stored = str(getattr(value, "value", value))
            return words.get(stored) or "、".join(words.get(part, part) for part in stored.split(" "))
