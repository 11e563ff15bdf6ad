"""What an act would change, beside the form that is being filled in."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.ui.layout import Card, rule, spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.queries.effects import Effect

WAITING: Final = "填好打星号的几项，这里就写明将要改变什么"
NOTHING: Final = "这样办不会改变任何登记"
NOT_YET: Final = "现在还办不了："


class EffectsPanel(Card):
    """将要改变: one sentence for each change, with what stood there and what will."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "将要改变")
        self._theme = theme
        self._lines: list[QWidget] = []
        self.effects: tuple[Effect, ...] = ()
        self.said = ""
        self.wait()

    def wait(self) -> None:
        """Nothing can be tried out yet."""
        self.effects = ()
        self.set_title("将要改变")
        self._say(WAITING, "muted")

    def refuse(self, sentence: str) -> None:
        """The act would be refused, with this sentence."""
        self.effects = ()
        self.set_title("将要改变")
        self._say(NOT_YET + sentence, "warn")

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Show what would change."""
        self.effects = tuple(effects)
        self.set_title("将要改变", f"{len(effects)}处" if effects else "")
        if not effects:
            self._say(NOTHING, "muted")
            return
        self.said = ""
        parts: list[QWidget] = []
        for effect in effects:
            parts += [rule(), self._line(effect)] if parts else [self._line(effect)]
        self._put(parts)
        self.setAccessibleDescription("；".join(spoken(effect) for effect in effects))

    def _say(self, sentence: str, tone: str) -> None:
        self.said = sentence
        self._put([paragraph(sentence, tone=tone)])
        self.setAccessibleDescription(sentence)

    def _line(self, effect: Effect) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        spaced(self._theme, column, spacing=2)
        column.addWidget(paragraph(effect.text, weight="bold"))
        if effect.before and effect.after:
            column.addWidget(paragraph(f"{effect.before} → {effect.after}", tone="muted"))
        return line

    def _put(self, widgets: list[QWidget]) -> None:
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = widgets
        for line in widgets:
            self.body.addWidget(line)
            line.show()


def spoken(effect: Effect) -> str:
    """An effect in one sentence."""
    change = f"，由{effect.before}改为{effect.after}" if effect.before and effect.after else ""
    return effect.text + change
