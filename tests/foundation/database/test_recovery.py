"""A recovery sheet typed in by a tired clerk opens the file, and a slip of the pen is found in its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.database.recovery import (
    ALPHABET,
    LINE_LENGTHS,
    RecoverySheet,
    private_key,
    sheet_lines,
)
from resettle_desktop.foundation.errors import Refusal

keys = st.binary(min_size=32, max_size=32)
KEY = bytes(range(7, 39))


@given(keys)
@settings(max_examples=50)
def test_a_sheet_gives_its_key_back(key: bytes) -> None:
    lines = sheet_lines(key)
    assert [len(line.replace(" ", "")) for line in lines] == [length + 1 for length in LINE_LENGTHS]
    assert private_key("\n".join(lines)) == key


@pytest.mark.parametrize("spell", [str.lower, lambda text: text.replace("1", "l").replace("0", "o")])
def test_it_is_forgiving_about_spelling(spell: object) -> None:
    assert callable(spell)
    text = spell("\n".join(sheet_lines(KEY)))
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in text)
    for typed in (text, text.replace(" ", "-"), "".join(text.split()), wide):
        assert private_key(typed) == KEY


def test_a_sheet_in_a_report_shows_no_line() -> None:
    sheet = RecoverySheet(sheet_lines(KEY), "M7K2P4", "uid", practice=False)
    assert not any(line in repr(sheet) for line in sheet.lines)


@given(keys, st.data())
@settings(max_examples=100)
def test_every_wrong_character_is_found_in_its_line(key: bytes, data: st.DataObject) -> None:
    lines = [line.replace(" ", "") for line in sheet_lines(key)]
    number = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    wrong = data.draw(st.sampled_from(ALPHABET).filter(lambda c: c != lines[number][place]))
    lines[number] = lines[number][:place] + wrong + lines[number][place + 1 :]
    with pytest.raises(Refusal, match=f"第 {number + 1} 行"):
        private_key("".join(lines))


@given(keys, st.data())
@settings(max_examples=100)
def test_two_characters_or_two_lines_exchanged_are_found(key: bytes, data: st.DataObject) -> None:
    lines = [line.replace(" ", "") for line in sheet_lines(key)]
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    one, two = sorted(data.draw(st.sets(st.integers(0, len(line) - 2), min_size=2, max_size=2)))
    if line[one] != line[two]:
        swapped = line[:one] + line[two] + line[one + 1 : two] + line[one] + line[two + 1 :]
        with pytest.raises(Refusal, match=f"第 {number + 1} 行"):
            private_key("".join([*lines[:number], swapped, *lines[number + 1 :]]))
    if lines[0] != lines[1]:
        with pytest.raises(Refusal, match="第 1 行"):
            private_key("".join([lines[1], lines[0], *lines[2:]]))


@pytest.mark.parametrize("typed", ["", "1234", "恢复单", "U" * 57])
def test_something_else_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="恢复单"):
        private_key(typed)


def test_two_lines_prove_the_paper() -> None:
    sheet = RecoverySheet(sheet_lines(KEY), "ABC234", "uid", practice=False)
    first, second = sheet.lines_to_prove()
    assert first < second
    assert sheet.proves(first, sheet.lines[first].lower().replace(" ", ""))
    assert not sheet.proves(first, sheet.lines[second])
    assert private_key(sheet.qr_text) == KEY
