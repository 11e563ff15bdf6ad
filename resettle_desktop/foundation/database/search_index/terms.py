"""The parts of what is typed: each knows the words it looks for, and why a person answers it.

A term asks on four levels, each taking in the one before: a name (or number) and nothing more, its beginning,
any part of it, and whatever else belongs to the person. So the best hits are fetched first without sorting.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol, Self

from resettle_desktop.foundation.database.search_index.facts import Nearness, PersonFacts, Voice
from resettle_desktop.foundation.database.search_index.spelling import (
    EVERY_SOUND,
    Sound,
    birth_keys,
    household_keys,
    number_key,
    pairs,
    room_keys,
    searchable,
    typed_letters,
    whole,
)
from resettle_desktop.foundation.database.search_index.words import SUFFIX_LENGTH
from resettle_desktop.foundation.values.numerals import chinese_number
from resettle_desktop.foundation.values.phone import is_mobile, normalised_phone
from resettle_desktop.foundation.values.pinyin import FuzzySounds

EXACT, BEGINS, INSIDE, BESIDE = LEVELS = range(4)

_PHONE_BEGINNING: Final = re.compile(r"1[3-9]\d{1,9}|0[1-9]\d{2,10}|[2-9]\d{4,7}", re.ASCII)
_VOWELS: Final = frozenset("aeiouv")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How closely a person answers (0 is best, of the four levels) and the reason the list shows."""

    closeness: int
    reason: str


class Term(Protocol):
    """A part of a query."""

    def expression(self, level: int) -> str:
        """Return the full-text expression of a level; empty when nothing can be found on it."""
        ...

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """Say why the person answers, or None: the words are coarser than the question."""
        ...


def quoted(word: str, *, prefix: bool = False) -> str:
    """Return the word as a full-text string."""
    return '"' + word.replace('"', '""') + '"' + ("*" if prefix else "")


def either(expressions: Iterable[str]) -> str:
    """Return the expressions joined by OR; empty ones are left out."""
    present = [expression for expression in expressions if expression]
    return present[0] if len(present) == 1 else f"({' OR '.join(present)})" if present else ""


def both(expressions: Iterable[str]) -> str:
    """Return the expressions joined by AND; empty if one of them is."""
    parts = list(expressions)
    if not parts or not all(parts):
        return ""
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Text that can be meant in several ways."""

    options: tuple[Term, ...]

    def expression(self, level: int) -> str:
        """See Term."""
        return either(option.expression(level) for option in self.options)

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        return _best(option.judge(facts) for option in self.options)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several terms that must all be answered."""

    terms: tuple[Term, ...]

    def expression(self, level: int) -> str:
        """See Term."""
        return both(term.expression(level) for term in self.terms)

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        verdicts = []
        for term in self.terms:
            verdict = term.judge(facts)
            if verdict is None:
                return None
            verdicts.append(verdict)
        reasons = dict.fromkeys(verdict.reason for verdict in verdicts)
        return Verdict(max(verdict.closeness for verdict in verdicts), "、".join(reasons))


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters of a name or place."""

    text: str

    def expression(self, level: int) -> str:
        """See Term."""
        if level in (EXACT, BEGINS):
            return quoted("^" + self.text, prefix=level == BEGINS)
        words = pairs(self.text) or [self.text]
        inside = both(map(quoted, words))
        if level == INSIDE:
            return inside
        if len(self.text) == 1:
            return either((inside, quoted("z" + self.text, prefix=True)))
        return either((inside, *(both(quoted(family + word) for word in words) for family in "hz")))

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        return _nearest(facts, self._seen)

    def _seen(self, voice: Voice) -> Verdict | None:
        text = whole(searchable(voice.text))
        if self.text not in text or (voice.nearness is Nearness.KIN and len(self.text) == 1):
            return None
        if voice.nearness is not Nearness.OWN:
            return Verdict(BESIDE, voice.label)
        closeness = EXACT if text == self.text else BEGINS if text.startswith(self.text) else INSIDE
        return Verdict(closeness, voice.label)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of a name or place: its initials, its pinyin, or a word in Latin letters."""

    text: str
    pinyin: str
    fuzzy: FuzzySounds
    folded: tuple[str, str] | None
    widely_folded: tuple[str, str]

    @classmethod
    def typed(cls, text: str, fuzzy: FuzzySounds) -> Self:
        """Return the term for these letters; with no fuzzy sound on, none is looked for."""
        pinyin = typed_letters(text)
        # A syllable has a vowel: zh alone is more likely 张华 than the beginning of some z.
        is_pinyin = not _VOWELS.isdisjoint(text)
        folded, widely = (
            (sounds.fold_initials(text), sounds.fold(pinyin) if is_pinyin else pinyin)
            for sounds in (fuzzy, EVERY_SOUND)
        )
        return cls(text, pinyin, fuzzy, folded if fuzzy else None, widely)

    def expression(self, level: int) -> str:
        """See Term."""
        if level == EXACT:
            return either((quoted("i" + self.text), quoted("p" + self.pinyin)))
        return either(quoted(word, prefix=True) for word in dict.fromkeys(self._words(level)))

    def _words(self, level: int) -> Iterator[str]:
        yield from ("i" + self.text, "p" + self.pinyin)
        if level == BEGINS:
            return
        yield from ("j" + self.text, "q" + self.pinyin)
        yield from self._alike("ijxy", "pqfg")
        if level == INSIDE or len(self.text) == 1:
            return
        yield from ("k" + self.text, "l" + self.pinyin, "t" + self.text, "w" + self.pinyin)
        yield from self._alike("ktub", "lwvc")

    def _alike(self, initials: str, pinyin: str) -> Iterator[str]:
        """Yield folded words; what folds to itself is kept in the plain family only, so that is asked too."""
        if self.folded is not None:
            yield from (family + self.widely_folded[0] for family in initials)
            yield from (family + self.widely_folded[1] for family in pinyin)

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        return _nearest(facts, self._heard)

    def _heard(self, voice: Voice) -> Verdict | None:
        if voice.nearness is not Nearness.OWN and len(self.text) == 1:
            return None
        for heard in voice.sounds():
            if plain := self._compared(voice, heard, self.text, self.pinyin):
                return plain
        if self.folded is None:
            return None
        for heard in voice.folded_sounds(self.fuzzy):
            if alike := self._compared(voice, heard, *self.folded):
                return Verdict(max(INSIDE, alike.closeness), voice.label + "近音")
        return None

    def _compared(self, voice: Voice, heard: Sound, initials: str, pinyin: str) -> Verdict | None:
        own = voice.nearness is Nearness.OWN
        if heard.initials.startswith(initials):
            closeness, how = EXACT if heard.initials == initials else BEGINS, "拼音首字母"
        elif heard.pinyin.startswith(pinyin):
            closeness, how = EXACT if heard.pinyin == pinyin else BEGINS, "拼音"
        elif own and heard.given_initials.startswith(initials):
            closeness, how = INSIDE, "拼音首字母"
        elif own and heard.given_pinyin.startswith(pinyin):
            closeness, how = INSIDE, "拼音"
        else:
            return None
        return Verdict(closeness if own else BESIDE, voice.label + how)


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits of an identity number, a phone, a birth date, a room or a household number."""

    text: str

    @property
    def number_prefix(self) -> str | None:
        """What the identity number may begin with."""
        return self.text[:18].upper() if len(self.text) >= 6 else None

    @property
    def phone_prefix(self) -> str | None:
        """What a phone may begin with."""
        digits = normalised_phone(self.text)
        return digits if _PHONE_BEGINNING.fullmatch(digits) else None

    def expression(self, level: int) -> str:
        """See Term."""
        text, backwards, length = self.text, self.text[::-1], len(self.text)
        words: list[str] = []
        if (4 if level == EXACT else 3) <= length <= SUFFIX_LENGTH:
            words += (quoted("r" + backwards, prefix=True), quoted("s" + backwards, prefix=True))
        if level == EXACT:
            words += (quoted("m" + text), quoted("n" + text), quoted("d" + text))
        else:
            words += (quoted("m" + text, prefix=True), quoted("n" + text, prefix=True))
            if 4 <= length <= 8:
                words.append(quoted("d" + text, prefix=True))
        return either(words)

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        return _best(self._found(facts))

    def _found(self, facts: PersonFacts) -> Iterator[Verdict]:
        text, length = self.text, len(self.text)
        number = number_key(facts.number)
        if self.number_prefix and number.startswith(self.number_prefix.lower()):
            yield Verdict(EXACT if length >= 18 else BEGINS, "身份证号码")
        if 3 <= length <= SUFFIX_LENGTH and number.endswith(text):
            yield Verdict(EXACT if length >= 4 else BEGINS, f"身份证后{chinese_number(length)}位")
        for phone in map(normalised_phone, facts.phones):
            if self.phone_prefix and phone.startswith(self.phone_prefix):
                yield Verdict(
                    EXACT if phone == self.phone_prefix else BEGINS, "手机号" if is_mobile(phone) else "电话"
                )
            elif 3 <= length <= SUFFIX_LENGTH and phone.endswith(text):
                yield Verdict(
                    EXACT if length >= 4 else BEGINS, "手机尾号" if is_mobile(phone) else "电话尾号"
                )
        if facts.birth and 4 <= length <= 8:
            for birth in birth_keys(facts.birth):
                if birth.startswith(text):
                    yield Verdict(EXACT if birth == text else BEGINS, "出生日期")
        yield from _begun(text, room_keys(facts.room), "房号")
        yield from _begun(text, household_keys(facts.household_number), "户号")


@dataclass(frozen=True, slots=True)
class Room:
    """A room by building, unit and door."""

    key: str

    def expression(self, level: int) -> str:
        """See Term."""
        return quoted("m" + self.key, prefix=level != EXACT)

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        return _best(_begun(self.key, room_keys(facts.room), "房号"))


@dataclass(frozen=True, slots=True)
class HouseholdNumber:
    """A household number as the office writes it.

    `at` is the first level it is asked on: what is typed as a room means the rooms that begin so first.
    """

    key: str
    at: int = EXACT

    def expression(self, level: int) -> str:
        """See Term."""
        return quoted("n" + self.key, prefix=level != EXACT) if level >= self.at else ""

    def judge(self, facts: PersonFacts) -> Verdict | None:
        """See Term."""
        verdict = _best(_begun(self.key, household_keys(facts.household_number), "户号"))
        return verdict and replace(verdict, closeness=max(verdict.closeness, self.at))


def _begun(typed: str, keys: Iterable[str], label: str) -> Iterator[Verdict]:
    for key in keys:
        if key.startswith(typed):
            yield Verdict(EXACT if key == typed else BEGINS, label)


def _nearest(facts: PersonFacts, ask: Callable[[Voice], Verdict | None]) -> Verdict | None:
    """Return the best answer of the nearest voices: a person's own names are asked before any other."""
    best: Verdict | None = None
    for voice in facts.voices():
        if best is not None and voice.nearness is not Nearness.OWN:
            break
        best = _best((best, ask(voice)))
    return best


def _best(verdicts: Iterable[Verdict | None]) -> Verdict | None:
    best: Verdict | None = None
    for verdict in verdicts:
        if verdict is not None and (best is None or verdict.closeness < best.closeness):
            best = verdict
            if best.closeness == EXACT:
                break
    return best
