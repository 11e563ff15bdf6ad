"""What does not fit about the person on a form is said below its fields; nobody is stopped."""

from collections.abc import Sequence
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.queries import MemberRow
from resettle_desktop.households.rules.checks import PersonFacts, member_field, remarks_on

BETWEEN: Final = "；"


class NoticesWhatIsOdd(Form):
    """A form with one person's name, sex, birth and number; ``build`` calls ``noticing`` below them."""

    def typed_person(self) -> PersonFacts:
        """The person as far as he is typed."""
        raise NotImplementedError

    def family(self) -> Sequence[MemberRow]:
        """Who is in the household already; nobody where the person is one of them."""
        return ()

    def noticing(self, card: Card) -> None:
        """Add the line in which it is said below the fields of a card."""
        self.noticed = paragraph(tone="warn")
        self.noticed.hide()
        card.body.addWidget(self.noticed)

    def look_over(self) -> None:
        """Say what is noticed as it stands now."""
        members = [*(_facts(member) for member in self.family()), self.typed_person()]
        mine = member_field(len(members) - 1, "")
        said = dict.fromkeys(remark.text for remark in remarks_on(members) if remark.field.startswith(mine))
        self.noticed.setText(BETWEEN.join(said))
        self.noticed.setVisible(bool(said))

    @override
    def filled(self) -> None:
        super().filled()
        self.look_over()

    @override
    def _edited(self, field: Field) -> None:
        super()._edited(field)
        self.look_over()


def birth_so_far(line: DateInput) -> ImpreciseDate | None:
    """The birth in a line, None while it is no date yet."""
    try:
        return line.value_or_none("birth")
    except Refusal:
        return None


def _facts(member: MemberRow) -> PersonFacts:
    person = member.person
    return PersonFacts(person.name, member.relation, person.sex, person.birth, apart=True)
