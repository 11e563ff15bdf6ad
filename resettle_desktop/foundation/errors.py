"""Whose fault it is, told by type: the rules', the machine's, or (anything else) ours."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """The rules say no.

    ``text`` is one Chinese sentence for the clerk, ``field`` the draft's field the cursor goes to.
    """

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that two open drafts of the same object disagree about."""

    column: str
    mine: object
    theirs: object


class StaleDraft(Refusal):
    """Somebody saved the same object after this draft was opened; both values are kept to be shown."""

    def __init__(self, text: str, differences: Sequence[Difference] = ()) -> None:
        super().__init__(text)
        self.differences = tuple(differences)


class EnvironmentFailure(Exception):
    """The machine failed us: disk full, file locked, damaged, no permission.

    ``what`` happened, what was ``lost`` (not saved), and what ``todo`` now: three Chinese phrases.
    """

    def __init__(self, what: str, lost: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.lost = lost
        self.todo = todo

    @property
    def sentence(self) -> str:
        """The one sentence the clerk reads."""
        return f"{self.what}，{self.lost}。{self.todo}。"


class AlreadyDone(Exception):
    """The command key was used before: the act stands, and this is what it answered then."""

    def __init__(self, outcome: object) -> None:
        super().__init__("already done")
        self.outcome = outcome
