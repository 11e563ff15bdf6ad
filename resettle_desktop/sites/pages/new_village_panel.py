"""Entering an origin village on the spot: the township, the village, the hamlet, and it is chosen."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.words import elided, words
from resettle_desktop.sites.pages.division_choices import DivisionInput
from resettle_desktop.sites.queries import OriginVillageRow, origin_village_of
from resettle_desktop.sites.use_cases.origin_villages import OriginVillageDraft, add_origin_village

FIELDS: Final = ("division_name", "village", "hamlet")


class NewVillagePanel(QFrame):
    """Three fields under the form it serves; Enter on the last adds the village, Esc goes back."""

    added: ClassVar[Signal] = Signal(object)
    """The row of the village that was added."""
    given_up: ClassVar[Signal] = Signal()

    def __init__(self, context: DeskContext) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self._context = context
        theme = context.theme
        self.division = DivisionInput(context.worker, self)
        self.village = TextInput("如 石湾村")
        self.hamlet = TextInput("可以空着")
        self._inputs = (self.division, self.village, self.hamlet)
        labels = ("所属县、乡镇", "行政村", "自然村（村民小组）")
        self._fields = {
            name: Field(theme, name, label, line, required=name != "hamlet", check=None)
            for name, label, line in zip(FIELDS, labels, self._inputs, strict=True)
        }
        column = QVBoxLayout(self)
        spaced(theme, column, margins=(12, 8, 12, 10), spacing=6)
        head = QHBoxLayout()
        spaced(theme, head, spacing=8)
        head.addWidget(words("新增迁出村", weight="bold"))
        head.addWidget(elided("同一个自然村只登记一次，以后直接选", size="small", tone="muted"), 1)
        head.addWidget(Button(theme, "不加了  Esc", role="ghost", run=self.give_up))
        head.addWidget(Button(theme, "加入名册", icon="check", role="soft", run=self.add))
        column.addLayout(head)
        grid = FieldGrid(theme)
        for name, share in zip(FIELDS, (5, 3, 4), strict=True):
            grid.add(self._fields[name], share)
        column.addWidget(grid)
        for line, following in zip(self._inputs, (*self._inputs[1:], None), strict=True):
            line.returnPressed.connect(partial(self._go_on, following))
            line.edited.connect(self._clear_errors)
        self.hide()

    def open_for(self, village: str) -> None:
        """Show the panel with what was typed already as the village's name."""
        self._clear_errors()
        self.village.setText(village)
        self.hamlet.clear()
        self.show()
        self.division.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Go back without adding one."""
        self.hide()
        self.given_up.emit()

    def add(self) -> None:
        """Add the village and tell who waits for it."""
        draft = OriginVillageDraft(
            division_name=self.division.division_name,
            division_code=self.division.division_code,
            name=self.village.value(),
            hamlet=self.hamlet.value(),
        )
        self._context.worker.act(add_origin_village, draft, self._find, owner=self, failed=self._refused)

    def _find(self, uid: str) -> None:
        self._context.worker.ask(partial(origin_village_of, uid=uid), self._tell, owner=self)

    def _tell(self, row: OriginVillageRow | None) -> None:
        self.hide()
        if row is not None:
            self.added.emit(row)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            return
        name = error.field if error.field in self._fields else "village"
        self._fields[name].set_error(error.text)
        self._fields[name].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.set_error("")

    def _go_on(self, following: TextInput | None) -> None:
        if following is None:
            self.add()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
