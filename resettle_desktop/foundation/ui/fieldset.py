"""All fields of a form by name: their values, their errors, and which one comes after which."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from resettle_desktop.foundation.ui.field import Field, draft_value, restore
from resettle_desktop.foundation.ui.rows_input import RowsInput


class FieldSet:
    """The fields of one form in the order they were added."""

    def __init__(self) -> None:
        self._fields: dict[str, Field] = {}

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def get(self, name: str) -> Field | None:
        """A field by name, if there is one."""
        return self._fields.get(name)

    def add(self, field: Field) -> None:
        """Add a field behind the others."""
        self._fields[field.name] = field

    def values(self) -> dict[str, Any]:
        """What a draft keeps: every field's value by name."""
        return {name: draft_value(field.widget) for name, field in self._fields.items()}

    def put_values(self, values: Mapping[str, Any]) -> None:
        """Put kept values into the fields; names that are no longer there are left out."""
        for name, field in self._fields.items():
            if name in values:
                restore(field.widget, values[name])

    def missing(self) -> list[Field]:
        """The required fields that are blank."""
        return [field for field in self if field.required and field.is_blank()]

    def show_error(self, name: str, text: str) -> bool:
        """Show an error at a field (``members.1.number``: a cell) and put the cursor there.

        False when there is no such field.
        """
        first, _, rest = name.partition(".")
        field = self._fields.get(first)
        if field is None:
            return False
        target = field.widget
        if isinstance(target, RowsInput) and rest:
            number, _, column = rest.partition(".")
            target.set_error(int(number), column, text)
            target = target.cell(int(number), column)
        else:
            field.set_error(text)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()
        return True

    def clear_errors(self) -> None:
        """Show no error any more."""
        for field in self:
            field.set_error("")
            if isinstance(field.widget, RowsInput):
                field.widget.clear_errors()

    def after(self, field: Field) -> QWidget | None:
        """The next input that can take the cursor; None behind the last."""
        following = list(self)
        for later in following[following.index(field) + 1 :]:
            if later.widget.isEnabled() and later.widget.isVisible():
                return later.widget
        return None

    def first(self) -> QWidget | None:
        """The first input; when that is filled already, the first that must be filled and is not."""
        fields = [field for field in self if field.widget.isEnabled()]
        if fields and not fields[0].is_blank():
            missing = next((field.widget for field in fields if field.required and field.is_blank()), None)
            return missing or fields[0].widget
        return fields[0].widget if fields else None

    def chain(self) -> None:
        """Let the Tab key go through the fields in their order, wherever they were made."""
        for before, after in pairwise(field.widget for field in self):
            QWidget.setTabOrder(last_stop(before), first_stop(after))


def first_stop(widget: QWidget) -> QWidget:
    """The widget the Tab key comes to first."""
    return widget.cell(0, widget.columns[0].name) if isinstance(widget, RowsInput) else widget


def last_stop(widget: QWidget) -> QWidget:
    """The widget the Tab key leaves last."""
    if isinstance(widget, RowsInput):
        return widget.cell(len(widget.rows) - 1, widget.columns[-1].name)
    return widget
