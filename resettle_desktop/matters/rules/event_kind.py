"""One kind of change event as the counter knows it: how it is found, what it needs, what follows."""

from dataclasses import dataclass
from enum import StrEnum

from resettle_desktop.foundation.values.pinyin import first_letters, word_readings
from resettle_desktop.households.rules.life_events import EVENT_NAMES, EventCode


class About(StrEnum):
    """Whom the form of an event is opened for."""

    HOUSEHOLD = "household"
    PERSON = "person"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class EventKind:
    """A row of the table of change events (relocation.md §1.9).

    ``register`` says what changes here, ``rights`` what to look after elsewhere; ``take_back`` how a mistaken
    record is undone. ``page`` and ``use_case`` are names; ``button``: one of the eight on the page 变更.
    """

    code: EventCode
    evidence: str
    register: str
    rights: str
    page: str
    use_case: str
    take_back: str
    about: About = About.EITHER
    keywords: tuple[str, ...] = ()
    button: bool = False
    title: str = ""

    @property
    def name(self) -> str:
        """The clerk's word for it."""
        return self.title or EVENT_NAMES[self.code]

    def answers(self, typed: str) -> bool:
        """Whether what is typed means this event: its code, a part of its name, pinyin initials."""
        wanted = "".join(typed.lower().split())
        words = (self.name, *self.keywords)
        return bool(wanted) and (
            self.code.value.lower().startswith(wanted)
            or any(wanted in word.lower() for word in words)
            or any(short.startswith(wanted) for word in words for short in initials_of(word))
        )


def initials_of(word: str) -> tuple[str, ...]:
    """The pinyin initials of a word, in every reading that counts."""
    return tuple(first_letters(reading) for reading in word_readings(word))
