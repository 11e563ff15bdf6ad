"""The file will not open: what happened, what is lost (nothing), and three ways on. Never a dead end."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.office.pages.gate import Gate, Paragraph

WIDTH = 620


class FailurePage(Gate):
    """Says what keeps the file closed; Enter on the first button begins to restore a backup."""

    again: ClassVar[Signal] = Signal()
    restore_wanted: ClassVar[Signal] = Signal()
    other_folder_wanted: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, width=WIDTH)
        self._icon = words()
        self.what = Paragraph(size="h2")
        self.lost = Paragraph()
        self.todo = Paragraph()
        self.where = Paragraph(size="small", tone="muted")
        head = QHBoxLayout()
        spaced(theme, head, spacing=12)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.what, 1)
        self.body.addLayout(head)
        for line in (self.lost, self.todo, self.where):
            self.body.addWidget(line)
        self.restore = Button(
            theme, "从备份恢复(&B)", icon="history", role="primary", run=self.restore_wanted.emit
        )
        self.other = Button(theme, "打开别的文件夹(&O)", icon="hard-drive", run=self.other_folder_wanted.emit)
        self.retry = Button(theme, "再试一次(&T)", icon="refresh-cw", run=self.again.emit)
        row = QHBoxLayout()
        spaced(theme, row, spacing=8)
        for button in (self.retry, self.other, self.restore):
            row.addWidget(button)
        self.body.addLayout(row)
        self.setFocusProxy(self.retry)
        theme.changed.connect(self._draw)
        self._draw()

    def show_failure(self, failure: EnvironmentFailure, where: str) -> None:
        """Say it; ``where`` is the folder."""
        self.what.say(failure.what)
        self.lost.say(f"{failure.lost}。")
        self.todo.say(f"{failure.todo}。")
        self.where.say(f"数据文件夹：{where}")
        self.setAccessibleName(failure.sentence)

    def _draw(self) -> None:
        self._icon.setPixmap(self.picture("circle-alert", "bad"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = (self.retry, self.other, self.restore)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            for button in buttons:
                if button.hasFocus():
                    button.click()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
