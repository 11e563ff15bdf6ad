"""A telephone number, or the plain statement that there is none."""

from typing import Final

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import PhoneInput
from resettle_desktop.foundation.values.phone import clean_phone

NO_PHONE: Final = "没有电话"
NO_PHONE_WORDS: Final = frozenset({"无", "没有", "没", "没有电话", "无电话", "0", "w"})


class PhoneOrNone(PhoneInput):
    """Takes a number or 无; what is blank was not asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("没有就填“无”", parent)
        self.editingFinished.connect(self._tidy)

    @property
    def says_none(self) -> bool:
        """Whether the clerk said there is no telephone."""
        return self.text().strip() in NO_PHONE_WORDS

    def _tidy(self) -> None:
        if self.says_none and self.text() != NO_PHONE:
            self.setText(NO_PHONE)

    @override
    def value(self) -> str:
        return "" if self.says_none else super().value()

    @override
    def draft_value(self) -> str:
        return NO_PHONE if self.says_none else super().draft_value()


def check_phone(typed: str) -> None:
    """Refuse what is no telephone number; nothing typed is for the form to notice."""
    if typed:
        clean_phone(typed)


def asked_phone(line: PhoneOrNone, field: str) -> str | None:
    """The number, or None for 没有电话. Raises Refusal for what is neither."""
    if line.says_none:
        return None
    try:
        return clean_phone(line.value(), field=field)
    except Refusal as refusal:
        raise Refusal(refusal.text, field) from None
