"""The forms of events after which something must be looked after: a birth, a death."""

from collections.abc import Sequence
from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import PRINT, Command
from resettle_desktop.households.rules.follow_ups import FollowUp
from resettle_desktop.matters.pages.events.member_form import MemberEventForm
from resettle_desktop.matters.pages.follow_ups_card import TITLE, FollowUpsCard, rows_on_paper
from resettle_desktop.matters.pages.list_print import ListPrint


class FollowedForm(MemberEventForm):
    """What has to be done afterwards stands below what will change, and can be printed for the family."""

    tells_rights = False

    @override
    def prepare(self) -> None:
        super().prepare()
        self.follow_ups = FollowUpsCard(self.context.theme)
        self.beside.insertWidget(1, self.follow_ups)
        self._paper = ListPrint(self)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            *super().commands(),
            Command(PRINT, "打印要跟着办的事", self._print, "printer", button=False, ready=self._some),
        )

    @override
    def try_out(self) -> None:
        super().try_out()
        self.ask_follow_ups()

    def ask_follow_ups(self) -> None:
        """Ask what follows from what is filled in now."""

    def event_words(self) -> str:
        """What happened to whom: the title of the printed list."""
        return type(self).title

    def show_follow_ups(self, follow_ups: Sequence[FollowUp]) -> None:
        """Show what follows."""
        self.follow_ups.show_follow_ups(follow_ups)
        self.commands_changed.emit()

    def _some(self) -> bool:
        return bool(self.follow_ups.follow_ups)

    def _print(self, *_: Any) -> None:
        label = self.subject.label if self.subject is not None else ""
        self._paper.ask(f"{self.event_words()}{TITLE}", label, rows_on_paper(self.follow_ups.follow_ups))
