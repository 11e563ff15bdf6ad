"""What went wrong, as one sentence, and who can say it while nobody is at the desk."""

from collections.abc import Callable
from typing import Final, Protocol

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal

OUR_FAULT: Final = "程序出错了，刚才这一步没有做成；已记下一份不含个人资料的出错报告，请再试一次。"

Tell = Callable[[str, str], None]
"""Says a sentence where the clerk looks now: ok, info, warn or bad."""


class Front(Protocol):
    """What stands in front of the desk: sign-in, first start, restoring, lock."""

    def tell(self, sentence: str, *, tone: str = "bad") -> None:
        """Say it."""


def sentence_of(error: Exception) -> str:
    """The sentence the clerk reads."""
    match error:
        case Refusal():
            return f"{error.text}。"
        case EnvironmentFailure():
            return error.sentence
        case _:
            return OUR_FAULT


def is_our_bug(error: Exception) -> bool:
    """Whether neither the rules nor the machine said it."""
    return not isinstance(error, Refusal | EnvironmentFailure)
