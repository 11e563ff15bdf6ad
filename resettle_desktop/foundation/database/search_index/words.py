"""The search table, and the words that are kept in it for each person."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from resettle_desktop.foundation.database.search_index.facts import Nearness, PersonFacts, Voice
from resettle_desktop.foundation.database.search_index.spelling import (
    EVERY_SOUND,
    Sound,
    birth_keys,
    han_runs,
    household_keys,
    number_key,
    pairs,
    room_keys,
    searchable,
    sound,
    unique,
    whole,
)
from resettle_desktop.foundation.values.phone import normalised_phone

SEARCH_VERSION: Final = 1
"""Kept in the file; where it differs, all words are made anew."""

# detail=none keeps no positions: half the size, and ORs of single words are all that is asked.
PERSON_FTS_DDL: Final = (
    "CREATE VIRTUAL TABLE person_fts USING fts5("
    "k, content='', contentless_delete=1, detail=none, "
    "tokenize=\"ascii tokenchars '^-'\", prefix='2 3 4 5 6')"
)

SUFFIX_LENGTH: Final = 6


def tokens_for(facts: PersonFacts) -> str:
    """Return the words of one person, apart by spaces: column k of `person_fts`; rowid is the person's id."""
    words: list[str] = []
    for voice in facts.voices():
        words += _own_words(voice) if voice.nearness is Nearness.OWN else _other_words(voice)
    if facts.number:
        words.append("r" + whole(number_key(facts.number))[: -SUFFIX_LENGTH - 1 : -1])
    for phone in facts.phones:
        if (digits := normalised_phone(phone)).isdigit():
            words.append("s" + digits[: -SUFFIX_LENGTH - 1 : -1])
    if facts.birth:
        words += ("d" + day for day in birth_keys(facts.birth))
    if facts.household_number:
        words += ("n" + key for key in household_keys(facts.household_number))
    if facts.room:
        words += ("m" + key for key in room_keys(facts.room))
    return unique(words)


def _own_words(voice: Voice) -> tuple[str, ...]:
    spelled = searchable(voice.text)
    words = ["^" + whole(spelled)]
    for run in han_runs(spelled):
        words += run
        words += pairs(run)
    for reading in voice.read(voice.text):
        words += _sounds(sound(reading), "ipjq", "xfyg")
    return tuple(words)


def _sounds(heard: Sound, plain: str, folded: str) -> Iterator[str]:
    """Yield the plain sounds, and the folded ones where they differ: a query asks for both."""
    for family, folded_family, kept, alike in zip(
        plain, folded, heard, heard.folded(EVERY_SOUND), strict=False
    ):
        if kept:
            yield family + kept
            if alike != kept:
                yield folded_family + alike


_FAMILIES: Final = {Nearness.KIN: ("h", "kl", "uv"), Nearness.PLACE: ("z", "tw", "bc")}


# Heads and places repeat from person to person.
@lru_cache(maxsize=2048)
def _other_words(voice: Voice) -> tuple[str, ...]:
    han, plain, folded = _FAMILIES[voice.nearness]
    words = [han + pair for run in han_runs(searchable(voice.text)) for pair in pairs(run) or [run]]
    for heard in voice.sounds()[:1]:
        words += _sounds(heard, plain, folded)
    return tuple(words)
