"""身份证件: who issued the identity card, how long it holds, and other papers somebody shows."""

from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.forms.person_items.group import Group
from resettle_desktop.households.pages.listed import chosen, exact_day, listed
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.identity import DOCUMENT_NAMES, DocumentDraft, DocumentKind

FOREVER: Final = "长期"
FOREVER_WORDS: Final = frozenset({"长期", "长期有效", "长", "c", "cq", "永久"})


class UntilInput(DateInput):
    """The last day of a card, or 长期."""

    @property
    def says_forever(self) -> bool:
        """Whether the card holds for ever."""
        return self.text().strip().lower() in FOREVER_WORDS

    @override
    def value_or_none(self, field: str | None = None) -> ImpreciseDate | None:
        return None if self.says_forever else super().value_or_none(field)

    @override
    def _tidy(self) -> None:
        if not self.says_forever:
            super()._tidy()
        elif self.text() != FOREVER:
            self.setText(FOREVER)


class PapersGroup(Group):
    """The card in the holder's hand."""

    title = "身份证件"

    @override
    def build(self, form: Form) -> None:
        today = form.context.today
        self.issued_by = form.field(
            "issued_by", "签发机关(&Q)", TextInput("如 云州市公安局青岭分局"), width=4
        )
        self.begins = form.field("number_from", "有效期起", DateInput(today, "如 20160305"), width=4)
        self.until = form.field("number_until", "有效期止", UntilInput(today, "日期，或“长期”"), width=4)
        self.document_kind = form.field(
            "document_kind", "其他证件(&A)", ChoiceInput(listed(DOCUMENT_NAMES)), width=4
        )
        self.document_number = form.field(
            "document_number", "其他证件号码(&V)", TextInput("如出生医学证明编号"), width=8
        )

    @override
    def put(self, person: PersonRow) -> None:
        self.issued_by.restore(person.issued_by)
        self.begins.restore(person.number_from.isoformat() if person.number_from else "")
        until = person.number_until.isoformat() if person.number_until else ""
        self.until.restore(FOREVER if person.number_forever else until)
        self.document_kind.choose_value(person.document_kind)
        self.document_number.restore(person.document_number)

    @override
    def items(self, person: PersonRow) -> dict[str, Any]:
        return {
            "issued_by": self.issued_by.value(),
            "number_from": exact_day(self.begins, "number_from"),
            "number_until": exact_day(self.until, "number_until"),
            "number_forever": self.until.says_forever or None,
            "document": self._document(person),
        }

    @override
    def facts(self) -> dict[str, Any]:
        try:
            return {"number_until": exact_day(self.until, "number_until")}
        except Refusal:
            return {}

    def _document(self, person: PersonRow) -> DocumentDraft | None:
        said = DocumentDraft(
            chosen(DocumentKind, self.document_kind, "document_kind"), self.document_number.value()
        )
        return None if said == DocumentDraft(person.document_kind, person.document_number) else said
