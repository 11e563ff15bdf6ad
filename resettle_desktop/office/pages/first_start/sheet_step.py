"""The recovery sheet is printed (or saved, or copied by hand), and two lines prove that it is on paper."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from resettle_desktop.foundation.database.recovery import RecoverySheet
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import PRINT, Command
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.field import Field, plain
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.words import words
from resettle_desktop.foundation.ui.worker import Failed, Then
from resettle_desktop.office.documents import RecoveryPaper, recovery_sheet
from resettle_desktop.office.pages.first_start.step import Step
from resettle_desktop.office.pages.gate import Paragraph

PrintPaper = Callable[[bytes, str, DeskContext, QObject, Callable[[], None]], None]
"""Brings a paper's bytes onto a printer: bytes, title, desk, owner, and what to do when it was sent."""
ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks the clerk where to save a file of this name."""

SAVE: Final = "Ctrl+S"
COPY: Final = "F6"
TITLE: Final = "恢复单"
WHY: Final = (
    "所有人都忘了密码、或者电脑坏了要换新的时候，只有这张纸能打开资料。请打印出来封存，不要和电脑放在一起。"
)
HOW: Final = "按 Ctrl+P 打印；没有打印机就存到 U 盘拿去打，或者手抄。然后照着纸输入下面两行，证明看得清。"
WRONG: Final = "和纸上的第 {} 行不一样，请对照纸再输一遍"
BESIDE: Final = "恢复单不能和数据放在一起：谁拿走电脑，谁就同时拿走了钥匙；请存到 U 盘，打印后从 U 盘删掉"
NOT_WRITTEN: Final = ("恢复单没有存成", "没有写到盘上", "请换一个位置再存一次，或者直接打印")
NOT_YET: Final = "请先打印、另存或手抄恢复单"


class Keys(Protocol):
    """Whoever makes recovery sheets of one office: the door at the first start, later the desk."""

    path: Path

    def make_sheet(self, then: Then[RecoverySheet], *, owner: QObject, failed: Failed | None = None) -> None:
        """Make a new one."""

    def confirm_sheet(self, then: Then[None], *, owner: QObject, failed: Failed | None = None) -> None:
        """The newest was proved to be on paper."""


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Ask with the system's own dialogue."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, "恢复单存到哪里", name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None


def call(field: Field, label: str) -> None:
    """Give a field another label."""
    field.label.setText(label)
    field.label_text = plain(label)
    field.widget.setAccessibleName(field.label_text)


class SheetStep(Step):
    """The sheet's lines are never on the screen, except while somebody without a printer copies them."""

    name = "office.first_start.sheet"
    title = "打印恢复单"
    short = "恢复单"
    explanation = WHY
    verb = "核对(&S)"
    verb_icon = "shield-check"

    def attach(
        self,
        holder: Keys,
        office: Callable[[], str],
        *,
        print_paper: PrintPaper | None = None,
        choose: ChooseFile = ask_where,
    ) -> None:
        """Say whose sheet it is and how it gets onto paper; called once, before the step is shown."""
        self._keys, self._office, self._print, self._choose = holder, office, print_paper, choose

    @override
    def build(self) -> None:
        self._sheet: RecoverySheet | None = None
        self._pdf = b""
        self._asked: tuple[int, ...] = ()
        self._out = False
        self.done_words = Paragraph(HOW)
        self.section()
        self.add(self.done_words)
        self.copied = Card(self.context.theme)
        self._lines: list[QLabel] = [words(size="lead", weight="bold") for _ in range(5)]
        for label in self._lines:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.copied.body.addWidget(label)
        self.copied.hide()
        self.add(self.copied)
        self.first = self.field(
            "first", "第一处(&1)", TextInput("例如 ABCD EFGH JKMN 5"), required=True, width=6
        )
        self.second = self.field("second", "第二处(&2)", TextInput(), required=True, width=6)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(PRINT, "打印恢复单", self.print_sheet, "printer", ready=self._ready),
            Command(SAVE, "存到 U 盘", self.save_sheet, "save", ready=self._ready),
            Command(COPY, "手抄", self.copy_by_hand, "pencil", ready=self._ready),
            *super().commands(),
        )

    @override
    def begin(self) -> None:
        if self._sheet is None:
            self.set_busy(busy=True)
            self._keys.make_sheet(self._made, owner=self, failed=self.refused)

    def forget(self) -> None:
        """Leave nothing of a sheet behind."""
        self._sheet, self._pdf, self._out = None, b"", False
        for label in self._lines:
            label.setText("")
        self.copied.hide()
        self.done_words.say(HOW)

    @override
    def first_focus(self) -> QWidget | None:
        return self.first

    @property
    def asked(self) -> tuple[int, ...]:
        """Which lines are to be typed in again, counted from 0."""
        return self._asked

    def print_sheet(self) -> None:
        """Print it; on a computer without a printer it is saved instead."""
        if self._print is None:
            self.save_sheet()
        else:
            self._print(self._pdf, TITLE, self.context, self, self._printed)

    def save_sheet(self) -> None:
        """Save it somewhere else than beside the records."""
        where = self._choose(self, f"{TITLE}.pdf")
        if where is None:
            return
        if where.resolve().is_relative_to(self._keys.path.resolve()):
            self.context.notices.trouble(Refusal(BESIDE))
            return
        pdf = self._pdf

        def write(_stop: object) -> None:
            try:
                where.write_bytes(pdf)
            except OSError as error:
                raise EnvironmentFailure(*NOT_WRITTEN) from error

        self.context.worker.copy(write, lambda _nothing: self._saved(where), owner=self)

    def copy_by_hand(self) -> None:
        """Show the lines until they are written down."""
        if self._sheet is None:
            return
        shown = self.copied.isHidden()
        self.copied.setVisible(shown)
        for number, (label, line) in enumerate(zip(self._lines, self._sheet.lines, strict=True), start=1):
            label.setText(f"{number}　{line}" if shown else "")
        if shown:
            self._tell("请把五行全部抄到纸上，抄完再按 F6 收起，然后照着纸输入下面两行。")
        else:
            self._tell("抄好了，请照着纸输入下面两行。")

    @override
    def draft(self) -> None:
        if self._sheet is None or not self._out:
            raise Refusal(NOT_YET)
        for line, field in zip(self._asked, (self.first, self.second), strict=True):
            if not self._sheet.proves(line, field.value()):
                name = "first" if field is self.first else "second"
                raise Refusal(WRONG.format(line + 1), field=name)

    @override
    def perform(self, draft: None) -> None:
        self._keys.confirm_sheet(self.settle, owner=self, failed=self.refused)

    @override
    def answers(self) -> dict[str, object]:
        return {}

    def _ready(self) -> bool:
        return bool(self._pdf) and not self.busy

    def _made(self, sheet: RecoverySheet) -> None:
        self._sheet = sheet
        self._asked = sheet.lines_to_prove()
        for line, name in zip(self._asked, ("first", "second"), strict=True):
            call(self.fields[name], f"恢复单第 {line + 1} 行(&{line + 1})")
        paper = RecoveryPaper(
            self._office(), sheet.check, sheet.lines, sheet.qr_text, self.context.today(), sheet.practice
        )
        future = self.context.press.draw(recovery_sheet, paper)
        self.context.worker.follow(future, self._drawn, owner=self, failed=self.refused)

    def _drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.set_busy(busy=False)
        self.commands_changed.emit()

    def _printed(self) -> None:
        self._tell("已送到打印机。请照着打出来的纸输入下面两行。")

    def _saved(self, where: Path) -> None:
        self._tell(f"已存到 {where}。打印出来以后，照着纸输入下面两行。")

    def _tell(self, text: str) -> None:
        self._out = True
        self.done_words.say(text)
        self.first.setFocus()
