"""Restoring a backup: which one, with whose password of that time, what it would replace, then done."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resettle_desktop.foundation.database.backup import BackupResult
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.choices import Choice
from resettle_desktop.foundation.ui.inputs.text_input import PasswordInput, TextInput
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.office.pages.arrival import Person
from resettle_desktop.office.pages.backup_columns import BACKUP_COLUMNS
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.gate import Gate, Labelled, Paragraph

WIDTH: Final = 760
ROWS_SHOWN: Final = 3
BY_SHEET: Final = "用恢复单"
CHOOSE: Final = "选一份备份按回车；备份在 U 盘或别的盘上，按“选别的位置”。"
NONE_HERE: Final = "数据文件夹里没有备份。请按“选别的位置”，找到放备份的文件夹。"
ASK_KEY: Final = "备份是加密的：用做备份那天能用的密码，或者用恢复单。"
BUSY: Final = "正在恢复，请不要关机…"

ChooseFolder = Callable[[QWidget], Path | None]


def ask_folder(parent: QWidget) -> Path | None:
    """Ask with the system's own dialogue."""
    chosen = QFileDialog.getExistingDirectory(parent, "备份放在哪里")
    return Path(chosen) if chosen else None


class RestorePage(Gate):
    """Three questions one after the other; Esc goes back one, at the first it leaves.

    ``restored``: the file is there again and somebody can sign in. ``left``: nothing was changed.
    """

    restored: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()

    def __init__(self, theme: Theme, door: Door, *, choose: ChooseFolder = ask_folder) -> None:
        super().__init__(theme, width=WIDTH)
        self._door = door
        self._choose = choose
        self._backup: BackupResult | None = None
        self._key = b""
        self._login = ""
        self.busy = False
        self.heading = words("从备份恢复", size="h2")
        self.advice = Paragraph(CHOOSE, size="small", tone="muted")
        self.message = Paragraph(tone="bad", size="small", keeps_room=True)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.advice)
        self.parts = (self._build_list(), self._build_key(), self._build_card())
        for part in self.parts:
            self.body.addWidget(part)
        self.body.addWidget(self.message)
        self._at = 0
        self.setFocusProxy(self.table)
        theme.changed.connect(self._measure)
        self._measure()
        self._show(0)

    # The parts

    def _build_list(self) -> QWidget:
        part, column = self._part()
        self.model: RowsModel[BackupResult] = RowsModel(BACKUP_COLUMNS, self)
        self.table = RowsView(self.theme, self.model)
        self.table.setAccessibleName("备份")
        self.table.opened.connect(self.take)
        column.addWidget(self.table)
        self.elsewhere = Button(self.theme, "选别的位置(&O)", icon="hard-drive", run=self.look_elsewhere)
        self.leave = Button(self.theme, "返回", role="ghost", run=self.left.emit)
        self.go_on = Button(
            self.theme, "用这一份(&S)", icon="arrow-right", role="primary", run=self._take_current
        )
        self._row(column, self.leave, None, self.elsewhere, self.go_on)
        return part

    def _build_key(self) -> QWidget:
        part, column = self._part()
        self.who = ChoiceInput(placeholder="姓名或拼音首字母")
        self.password = PasswordInput()
        self.sheet = TextInput("照着恢复单输入五行，或用扫码枪扫")
        self._password_part = Labelled(self.theme, "那时的密码(&P)", self.password)
        self._sheet_part = Labelled(self.theme, "恢复单(&P)", self.sheet)
        column.addWidget(Labelled(self.theme, "谁的密码(&N)", self.who))
        column.addWidget(self._password_part)
        column.addWidget(self._sheet_part)
        self.who.chosen_changed.connect(self._ask_rightly)
        self.who.returnPressed.connect(self._go_to_secret)
        self.password.returnPressed.connect(self.unlock)
        self.sheet.returnPressed.connect(self.unlock)
        back = Button(self.theme, "上一步", role="ghost", run=self._back)
        self.open = Button(self.theme, "打开备份(&S)", icon="key-round", role="primary", run=self.unlock)
        self._row(column, back, None, self.open)
        return part

    def _build_card(self) -> QWidget:
        part, column = self._part()
        self.card_words = Paragraph()
        column.addWidget(self.card_words)
        back = Button(self.theme, "不恢复", role="ghost", run=self._back)
        self.confirm = Button(self.theme, "恢复(&S)", icon="history", role="primary", run=self.restore)
        self._row(column, back, None, self.confirm)
        return part

    def _part(self) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        column = QVBoxLayout(part)
        spaced(self.theme, column, spacing=10)
        return part, column

    def _row(self, column: QVBoxLayout, *widgets: QWidget | None) -> None:
        row = QHBoxLayout()
        spaced(self.theme, row, spacing=8)
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        column.addLayout(row)

    # Which

    def look(self, place: Path | None = None) -> None:
        """List the backups of a place, the office's own by default."""
        self._ask(lambda: self._door.threshold.backups(place), self._listed)

    def look_elsewhere(self) -> None:
        """Let the clerk say where the backups are."""
        place = self._choose(self)
        if place is not None:
            self.look(place)

    def _listed(self, backups: tuple[BackupResult, ...]) -> None:
        self.model.set_rows(backups)
        self.advice.say(CHOOSE if backups else NONE_HERE)
        self.go_on.setEnabled(bool(backups))
        if backups:
            self.table.go_to(0)
            self.table.setFocus()
        else:
            self.elsewhere.setFocus()

    def _take_current(self) -> None:
        row = self.table.row()
        if row is not None:
            self.take(row)

    def take(self, backup: BackupResult) -> None:
        """This one."""
        self._backup = backup
        self._ask(lambda: self._door.threshold.people_of(backup), self._ask_key)

    # With which key

    def _ask_key(self, people: tuple[Person, ...]) -> None:
        self.who.set_choices(
            [*(Choice(person.login, person.login) for person in people), Choice(BY_SHEET, BY_SHEET)]
        )
        self.who.choose_value(people[0].login if len(people) == 1 else None)
        self._show(1)

    @property
    def _secret(self) -> TextInput:
        return self.sheet if self.who.value() == BY_SHEET else self.password

    def _go_to_secret(self) -> None:
        self._secret.setFocus()

    def _ask_rightly(self) -> None:
        by_sheet = self.who.value() == BY_SHEET
        self._sheet_part.setVisible(by_sheet)
        self._password_part.setVisible(not by_sheet)

    def unlock(self) -> None:
        """Open the backup with what was typed."""
        backup, who, secret = self._backup, self.who.value(), self._secret.value()
        if backup is None:
            return
        if not who:
            self._refuse("请选谁的密码，或者选“用恢复单”", self.who)
            return
        if not secret:
            self._refuse("请输入", self._secret)
            return
        self._login = login = "" if who == BY_SHEET else who
        threshold = self._door.threshold

        def run() -> tuple[bytes, tuple[str, ...]]:
            key = threshold.key_of(backup, login, secret)
            return key, threshold.card_of(backup, key)

        self._ask(run, self._show_card)

    # Really

    def _show_card(self, found: tuple[bytes, tuple[str, ...]]) -> None:
        self._key, sentences = found
        self.password.clear()
        self.sheet.clear()
        self.card_words.say("\n".join(f"{sentence}。" for sentence in sentences))
        self._show(2)

    def restore(self) -> None:
        """Put it in place."""
        backup, key, login = self._backup, self._key, self._login
        if backup is None:
            return
        self.message.say(BUSY, tone="muted")
        self._ask(
            lambda: self._door.threshold.restore(backup, key, login), lambda _done: self.restored.emit()
        )

    # How it works

    def _ask(self, run: Callable[[], object], then: Callable[..., None]) -> None:
        if self.busy:
            return
        self._set_busy(busy=True)

        def answered(answer: object) -> None:
            self._set_busy(busy=False)
            self.message.say("")
            then(answer)

        self._door.worker.copy(lambda _stop: run(), answered, owner=self, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        field = (self.table, self._secret, self.confirm)[self._at]
        match error:
            case Refusal():
                self._refuse(error.text, field)
            case EnvironmentFailure():
                self._refuse(error.sentence, field)
            case _:
                self._refuse("程序出错了，没有恢复，现有资料没有改动", field)

    def tell(self, sentence: str, *, tone: str = "bad") -> None:
        """Say something that happened beside."""
        self.message.say(sentence, tone=tone)

    def _refuse(self, text: str, field: QWidget) -> None:
        self.message.say(text, tone="bad")
        field.setFocus()

    def _show(self, at: int) -> None:
        self._at = at
        for place, part in enumerate(self.parts):
            part.setVisible(place == at)
        self.advice.say((CHOOSE, ASK_KEY, "")[at])
        self.message.say("")
        self._ask_rightly()
        (self.table, self._secret if self.who.value() else self.who, self.confirm)[at].setFocus()

    def _back(self) -> None:
        if self.busy:
            return
        if self._at == 0:
            self.left.emit()
        else:
            self._show(self._at - 1)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        for button in (self.go_on, self.elsewhere, self.open, self.confirm):
            button.setEnabled(not busy)

    def _measure(self) -> None:
        self.table.setFixedHeight(self.theme.px(34 + 38 * ROWS_SHOWN + 2))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.model.rows and not self.busy and self._at == 0:
            self.look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.window().focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)
