"""What the forms about one household or one person share: whom they are about, the present values."""

from datetime import date
from functools import partial
from typing import Any

from resettle_desktop.foundation.errors import Difference, Refusal, StaleDraft
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.values.period import PRECISION, date_of
from resettle_desktop.households.queries import HouseholdView, PersonRow, household_view, person_row
from resettle_desktop.households.queries.rows import imprecise, label_end
from resettle_desktop.households.rules.column_words import spoken_value


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
        self.set_heading(f"{type(self).title}：{view.label}", keeps=label_end(view.label))
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
    by_column = {difference.column: difference for difference in error.differences}
    told = []
    for column, one in by_column.items():
        if column != date_of(column):
            continue  # how exactly a date is known is said with the date
        exactly = by_column.get(f"{column}{PRECISION}")
        mine = spoken_difference(column, one.mine, exactly.mine if exactly else None)
        theirs = spoken_difference(column, one.theirs, exactly.theirs if exactly else None)
        told.append(Difference(column, mine, theirs))
    return StaleDraft(error.text, told)


def spoken_difference(column: str, value: object, precision: object) -> str:
    """A value as the clerk reads it; of a date no more than is known."""
    known = imprecise(value, str(precision)) if isinstance(value, date) and precision else None
    return known.spoken() if known else spoken_value(column, value)
