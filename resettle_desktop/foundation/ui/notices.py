"""One place to speak to the clerk: a quiet line after an act, a bar when something failed; never a box.

context.notices.say("已登记 张三 一户", take_back=self.take_back)
context.notices.trouble(error)      # a Refusal, an EnvironmentFailure, or our bug
"""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Final, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.commands import TAKE_BACK, Command, bind
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import paragraph, restyle, words

QUIET_MS: Final = 12_000
OUR_FAULT: Final = (
    "程序出错了，刚才这一步没有保存，之前已办好的都在。已记下一份不含个人资料的出错报告，请再试一次。"
)


class TakesBack(Protocol):
    """Takes acts back for the clerk at the desk."""

    def offers(self, use_case: Callable[[Any, Any], Any]) -> bool:
        """Whether acts of this kind may be taken back."""

    def __call__(self, command_key: str) -> None:
        """Take back the act that was done under this command key."""

    def entry(self, entry_id: int) -> None:
        """Take back the act with this number in the audit."""


class Notices(QFrame):
    """The line between the page and the hint bar; a failure stays until closed, a good word goes."""

    bug: ClassVar[Signal] = Signal(object)
    """An error that is ours (the crash report listens)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = ""
        self._tone = ""
        self._take_back: Callable[[], None] | None = None
        self.taking_back: TakesBack | None = None
        self.count = 0
        self.setObjectName("notices")
        self._icon = words()
        self._text = paragraph(weight="bold")
        self._button = Button(theme, "撤回", icon="undo-2", role="link", run=self._run_take_back)
        self._close = Button(theme, icon="x", role="bar", name="关闭提示", run=self.clear)
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.clear)
        take_back = Command(TAKE_BACK, "撤回", self._run_take_back, ready=lambda: self._take_back is not None)
        self._shortcut = bind(take_back, self)
        theme.changed.connect(self._refresh)
        self.clear()

    @property
    def text(self) -> str:
        """What is being said; empty when nothing is."""
        return self._text.text() if self._tone else ""

    @property
    def tone(self) -> str:
        """How it is meant: ok, info, warn, bad; empty when nothing is said."""
        return self._tone

    def say(
        self,
        text: str,
        *,
        take_back: Callable[[], None] | None = None,
        take_back_text: str = "撤回",
        tone: str = "ok",
    ) -> None:
        """Say what happened. With ``take_back`` a button and Alt+Backspace offer to take it back."""
        self._show(text, tone, {"ok": "circle-check", "warn": "triangle-alert"}.get(tone, "info"))
        self._take_back = take_back
        self._button.set_words(take_back_text)
        self._button.setVisible(take_back is not None)
        self._timer.start()

    def offer_to_take_back(self, use_case: Callable[[Any, Any], Any], command_key: str) -> None:
        """Offer to take back the act that the words now standing here tell of, where its kind allows it."""
        taking_back = self.taking_back
        if taking_back is None or self._tone != "ok" or not taking_back.offers(use_case):
            return
        self._take_back = partial(taking_back, command_key)
        self._button.set_words("撤回")
        self._button.setVisible(True)
        self._take_room()

    def trouble(self, error: Exception) -> None:
        """Say what failed, by whose fault it is."""
        match error:
            case Refusal():
                self._show(error.text, "warn", "hand")
                self._timer.start()
            case EnvironmentFailure():
                self._show(error.sentence, "bad", "circle-alert")
            case _:
                self._show(OUR_FAULT, "bad", "circle-alert")
                self.bug.emit(error)

    def clear(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self._take_back = None
        self._tone = ""
        self.setVisible(False)

    def _show(self, text: str, tone: str, icon: str) -> None:
        self._timer.stop()
        self.count += 1
        self._take_back = None
        self._button.setVisible(False)
        self._tone, self._icon_name = tone, icon
        self._text.setText(text)
        self.setAccessibleName(text)
        self._refresh()
        self.setVisible(True)
        self._take_room()

    def _take_room(self) -> None:
        """Be as high as these words at once: not one picture shows them in the room of those before."""
        parent = self.parentWidget()
        around = parent.layout() if parent is not None else None
        for layout in (self._row, around, self._row, around):  # the width first, then the height it gives
            if layout is not None:
                layout.activate()

    def _run_take_back(self) -> None:
        run = self._take_back
        self.clear()
        if run is not None:
            run()

    def _refresh(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(2), px(8), px(2))
        self._row.setSpacing(px(8))
        if self._tone:
            restyle(self, "tone", self._tone)
            restyle(self._text, "tone", self._tone)
            ink = self._theme.colour(self._tone).name()
            self._icon.setPixmap(pixmap_of(self._icon_name, ink, px(18)))
