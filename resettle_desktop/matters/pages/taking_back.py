"""撤回 as the notices of a desk offer it after an act of the register."""

from collections.abc import Callable
from typing import Any, Final

from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.matters.use_cases.taking_back import TakeBackDraft, take_back

OFFERED: Final = "resettle_desktop.households.use_cases"
"""The acts whose rows can be reversed: those of the register."""

DONE: Final = "已撤回，登记恢复原样"


class TakingBack:
    """Takes back what was done at one desk; a refusal is said where other refusals are."""

    def __init__(self, worker: Worker, notices: Notices) -> None:
        self._worker = worker
        self._notices = notices

    def offers(self, use_case: Callable[[Any, Any], Any]) -> bool:
        """Whether acts of this kind may be taken back."""
        return use_case.__module__.startswith(OFFERED)

    def __call__(self, command_key: str) -> None:
        """Take back the act that was done under this command key."""
        self._do(TakeBackDraft(command_key=command_key))

    def entry(self, entry_id: int) -> None:
        """Take back the act with this number in the audit."""
        self._do(TakeBackDraft(entry_id=entry_id))

    def _do(self, draft: TakeBackDraft) -> None:
        self._worker.act(take_back, draft, self._said, owner=self._notices)

    def _said(self, _outcome: object) -> None:
        self._notices.say(DONE)
