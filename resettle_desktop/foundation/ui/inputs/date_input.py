"""A date typed as clerks type it; what was understood stands beside it in words."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision, parse_typed_date

WEEKDAYS: Final = "一二三四五六日"


class DateInput(TextInput):
    """Takes 20261123, 1123, -3, 2026-11, 2018; ``value_or_none`` is what it means."""

    def __init__(
        self, today: Callable[[], date], placeholder: str = "如 20261123", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent)
        self._today = today
        self.textChanged.connect(lambda _text: self._say())
        self.editingFinished.connect(self._tidy)

    def value_or_none(self, field: str | None = None) -> ImpreciseDate | None:
        """The date, or None when nothing is typed. Raises Refusal for what is no date."""
        return parse_typed_date(self.text(), self._today(), field=field) if self.text().strip() else None

    @override
    def restore(self, value: object) -> None:
        super().restore(value.dashed() if isinstance(value, ImpreciseDate) else value)

    def _understood(self) -> ImpreciseDate | None:
        try:
            return self.value_or_none()
        except Refusal:
            return None

    def _say(self) -> None:
        understood = self._understood()
        if understood is None:
            self.set_remark("")
        elif understood.precision is Precision.DAY:
            self.set_remark(f"{understood.spoken()} 周{WEEKDAYS[understood.earliest.weekday()]}")
        else:
            self.set_remark(understood.spoken())

    def _tidy(self) -> None:
        understood = self._understood()
        if understood is not None and self.text() != understood.dashed():
            self.setText(understood.dashed())
