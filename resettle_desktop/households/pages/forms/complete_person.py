"""补充资料 of a person: what the first save did not ask, card by card."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.forms.person_items.group import Group
from resettle_desktop.households.pages.forms.person_items.health import HealthGroup
from resettle_desktop.households.pages.forms.person_items.other import OtherGroup
from resettle_desktop.households.pages.forms.person_items.papers import PapersGroup
from resettle_desktop.households.pages.forms.person_items.schooling import SchoolingGroup
from resettle_desktop.households.pages.forms.person_items.standing import StandingGroup
from resettle_desktop.households.pages.forms.person_items.working import WorkingGroup
from resettle_desktop.households.pages.forms.sections import InSections
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.queries.register_numbers import same_register_no
from resettle_desktop.households.rules.checks import Remark
from resettle_desktop.households.rules.identity import DocumentKind
from resettle_desktop.households.rules.person_remarks import ItemFacts, remarks_on_person
from resettle_desktop.households.use_cases.drafts import CompletePersonDraft, PersonItems
from resettle_desktop.households.use_cases.person_items import complete_person

TWICE: Final = "人口编号和{}的一样，请核对"


class CompletePersonPage(InSections, AboutPerson):
    """A person's own items; any of them may stay empty, and what is noticed about them stops nobody."""

    name = "households.complete_person"
    title = "补充资料"
    verb = "保存(&S)"
    only_changes = True
    use_case = staticmethod(complete_person)

    @override
    def build(self) -> None:
        self.papers = PapersGroup(self)
        self.schooling = SchoolingGroup(self)
        self.working = WorkingGroup(self)
        self.health = HealthGroup(self)
        self.standing = StandingGroup(self)
        self.other = OtherGroup(self)
        self.groups: tuple[Group, ...] = (
            self.papers,
            self.schooling,
            self.working,
            self.health,
            self.standing,
            self.other,
        )
        self.papers.document_number.editingFinished.connect(self._hand_on_card)
        self.papers.document_kind.chosen_changed.connect(self._hand_on_card)
        self._twice: tuple[Remark, ...] = ()
        self.other.register_no.editingFinished.connect(self._ask_who_else)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._notice)
        for field in self.fields:
            if isinstance(field.widget, TextInput):
                field.widget.textChanged.connect(lambda _text: self._soon.start())

    @override
    def put(self, person: PersonRow) -> None:
        for group in self.groups:
            group.put(person)
        self._ask_who_else()
        if person.document_number or person.disability_card:
            note_look(self.context, AccessKind.UNMASKED, "person", person.uid, person.name)

    @override
    def draft(self) -> CompletePersonDraft:
        person = self.person
        if person is None:
            raise Refusal("资料还没有读出来，请稍等")
        items: dict[str, Any] = {}
        for group in self.groups:
            items |= group.items(person)
        return CompletePersonDraft(person.uid, PersonItems(**items), person.version)

    def _hand_on_card(self) -> None:
        if self.is_dirty and self.papers.document_kind.value() == DocumentKind.DISABILITY_CARD:
            self.health.take_card(self.papers.document_number.value())

    def _ask_who_else(self) -> None:
        """The number of the national register is an alias: one that stands twice is told, never refused."""
        if self.person is not None:
            question = partial(
                same_register_no,
                number=self.other.register_no.value(),
                but_uid=self.person.uid,
                as_of=self.context.today(),
            )
            self.context.worker.ask(question, self._say_who_else, owner=self, latest="register_no")

    def _say_who_else(self, who: str) -> None:
        self._twice = (Remark("register_no", TWICE.format(who)),) if who else ()
        self._notice()

    def _notice(self) -> None:
        """Say beside the fields what does not fit together as it stands on the screen."""
        person = self.person
        if person is None:
            return
        facts: dict[str, Any] = {"age": person.age, "number": person.number}
        for group in self.groups:
            facts |= group.facts()
        remarks = remarks_on_person(ItemFacts(**facts), self.context.today(), asked=True)
        for group in self.groups:
            group.notice((*remarks, *self._twice))
