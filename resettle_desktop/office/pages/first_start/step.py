"""What the five steps have in common: a form whose verb leads on and whose answer the wizard keeps."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Signal

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form


class Step(Form):
    """One step; ``confirmed`` carries its answer when it was found good."""

    verb: ClassVar[str] = "下一步(&S)"
    verb_icon: ClassVar[str] = "arrow-right"
    keeps_draft: ClassVar[bool] = False
    short: ClassVar[str] = ""
    """Its name in the list of steps."""
    explanation: ClassVar[str] = ""

    confirmed: ClassVar[Signal] = Signal(object)

    def begin(self) -> None:
        """The step is shown."""

    def answers(self) -> dict[str, Any]:
        """What may be written down in the clear so that a power cut costs nothing; never a secret."""
        return self.fields.values()

    def restore(self, answers: Mapping[str, Any]) -> None:
        """Put back what was written down."""
        self.fields.put_values(answers)

    @override
    def perform(self, draft: Any) -> None:
        self.settle(draft)

    def settle(self, draft: Any) -> None:
        """The answer stands: go on with it."""
        self.set_busy(busy=False)
        self.is_dirty = False
        self.confirmed.emit(draft)
