"""A form of a change event: own fields, the evidence all events share, and what will change beside them.

class BirthPage(HouseholdEventForm):
    name = "matters.born"
    title = "出生"
    verb = "登记(&R)"
    use_case = staticmethod(born)

    def build(self) -> None:
        self.section()
        self.child = self.field("name", "姓名(&N)", NameInput(), required=True, width=4)

    def draft(self) -> BornDraft:
        return BornDraft(self.subject_uid, self.child.value(), evidence=self.evidence())

``draft`` is also made while the clerk is still typing: it may refuse, and must not move the cursor. The
letters Z, H, Q, K, W and T of the keyboard belong to the evidence.
"""

from typing import Any, ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.desk_context import KeptDraft
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput, TextInput
from resettle_desktop.foundation.ui.layout import Columns, spaced
from resettle_desktop.households.pages.forms.about import AboutHousehold, AboutPerson
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.queries.effects import effects_of
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.matters.pages.effects_panel import EffectsPanel

SETTLES_MS: Final = 300
"""How long the clerk must not have typed before the act is tried out."""

SHARE: Final = (62, 38)


class EventForm(Form):
    """Base of the forms of change events; ``usual_evidence`` says which paper belongs to the event."""

    usual_evidence: ClassVar[str] = ""
    is_about_people = True

    def evidence(self) -> Evidence:
        """The paper that was shown, as an event's draft takes it."""
        day = self.evidence_on.value_or_none("evidence_on")
        return Evidence(
            what=self.evidence_what.value(),
            number=self.evidence_number.value(),
            on=day.earliest if day is not None else None,
            later=self.evidence_later.isChecked(),
            told_by=self.told_by.value(),
            note=self.evidence_note.value(),
        )

    def try_out(self) -> None:
        """Try the act out as it is filled in now, and show what it would change."""
        self._settling.stop()
        if self.busy:
            return
        if self.fields.missing():
            self.effects.wait()
            return
        try:
            draft = self.draft()
        except Refusal as refusal:
            self.effects.refuse(refusal.text)
            return
        self.context.worker.rehearse(
            type(self).use_case,
            draft,
            effects_of,
            self._show_effects,
            owner=self,
            failed=self._would_be_refused,
            latest="effects",
        )

    # As a form

    @override
    def prepare(self) -> None:
        super().prepare()
        theme = self.context.theme
        self.effects = EffectsPanel(theme)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.try_out)
        left, right = QWidget(), QWidget()
        self.column = QVBoxLayout(left)
        spaced(theme, self.column, spacing=12)
        beside = self.beside = QVBoxLayout(right)
        spaced(theme, beside, spacing=12)
        beside.addWidget(self.effects)
        beside.addStretch(1)
        self.body.addWidget(Columns(theme, left, right, share=SHARE), 1)

    @override
    def built(self) -> None:
        self.section("证明材料", self.usual_evidence)
        self.evidence_what = self.field("evidence_what", "材料名称(&Z)", TextInput(), width=4)
        self.evidence_number = self.field("evidence_number", "编号(&H)", TextInput(), width=4)
        self.evidence_on = self.field("evidence_on", "出具日期(&Q)", DateInput(self.context.today), width=4)
        self.evidence_later = self.field("evidence_later", "没带来(&K)", QCheckBox("以后补交"), width=3)
        self.told_by = self.field("told_by", "谁来说的(&W)", TextInput(), width=4)
        self.evidence_note = self.field("evidence_note", "备注(&T)", TextInput(), width=5)
        super().built()

    @override
    def filled(self) -> None:
        super().filled()
        self._settling.start()

    @override
    def show_error(self, name: str, text: str) -> bool:
        for table in self.findChildren(MembersTable):
            table.go_to_error(name)
        return super().show_error(name, text)

    @override
    def submit(self) -> None:
        self._settling.stop()
        super().submit()

    @override
    def refused(self, error: Exception) -> None:
        super().refused(error)
        if isinstance(error, Refusal):
            self.effects.refuse(error.text)

    @override
    def start_over(self) -> None:
        super().start_over()
        self._settling.start()

    @override
    def _edited(self, field: Field) -> None:
        super()._edited(field)
        self._settling.start()

    @override
    def _found(self, kept: KeptDraft | None) -> None:
        super()._found(kept)
        self._settling.start()

    def _show_effects(self, effects: Any) -> None:
        if not self.busy:
            self.effects.show_effects(effects)

    def _would_be_refused(self, error: Exception) -> None:
        if isinstance(error, Refusal) and not self.busy:
            self.effects.refuse(error.text)


class HouseholdEventForm(EventForm, AboutHousehold):
    """An event of one household: ``put`` shows its present values, ``self.view`` has them."""


class PersonEventForm(EventForm, AboutPerson):
    """An event of one person: ``put`` shows the present values, ``self.person`` has them."""
