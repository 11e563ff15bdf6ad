"""What of a person can be searched, and the voices in which names and places are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import TypeAlias

from resettle_desktop.foundation.database.search_index.spelling import Sound, sound
from resettle_desktop.foundation.values.pinyin import FuzzySounds, Reading, readings, word_readings

Reader: TypeAlias = Callable[[str], tuple[Reading, ...]]


class Nearness(IntEnum):
    """Whose name a text is: the person's own, a relative's, or that of a place."""

    OWN = 0
    KIN = 1
    PLACE = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """One text people call somebody by, with the word the result list names it by."""

    label: str
    text: str
    nearness: Nearness
    read: Reader = readings

    def sounds(self) -> tuple[Sound, ...]:
        """Return how it sounds."""
        return _sounds(self.text, self.read)

    def folded_sounds(self, fuzzy: FuzzySounds) -> tuple[Sound, ...]:
        """Return how it sounds to people who mix up these sounds."""
        return _folded_sounds(self.text, self.read, fuzzy)


# Heads and places repeat from row to row.
@lru_cache(maxsize=2048)
def _sounds(text: str, read: Reader) -> tuple[Sound, ...]:
    return tuple(map(sound, read(text)))


@lru_cache(maxsize=2048)
def _folded_sounds(text: str, read: Reader, fuzzy: FuzzySounds) -> tuple[Sound, ...]:
    return tuple(heard.folded(fuzzy) for heard in _sounds(text, read))


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Everything of one person the search box finds; what is unknown stays empty."""

    name: str
    former_names: tuple[str, ...] = ()
    nickname: str = ""
    number: str = ""
    birth: date | None = None
    phones: tuple[str, ...] = ()
    household_number: str = ""
    room: str = ""
    site: str = ""
    hamlet: str = ""
    village: str = ""
    township: str = ""
    head_name: str = ""
    father_name: str = ""

    def voices(self) -> Iterator[Voice]:
        """Yield the names and places, nearest first."""
        yield Voice("姓名", self.name, Nearness.OWN)
        for former in self.former_names:
            yield Voice("曾用名", former, Nearness.OWN)
        if self.nickname:
            yield Voice("小名", self.nickname, Nearness.OWN, word_readings)
        if self.head_name and self.head_name != self.name:
            yield Voice("户主", self.head_name, Nearness.KIN)
        if self.father_name and self.father_name != self.head_name:
            yield Voice("父亲", self.father_name, Nearness.KIN)
        places = {"自然村": self.hamlet, "村": self.village, "乡镇": self.township, "小区": self.site}
        for label, place in places.items():
            if place:
                yield Voice(label, place, Nearness.PLACE, word_readings)
