"""A code says what was signed and nothing else: no turned bit, no other key, no other words pass."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.signing import fingerprint, key_id, new_key_pair, sign
from resettle_desktop.foundation.values.base45 import ALPHABET, from_base45, to_base45
from resettle_desktop.printing.rules import KINDS, paper_kind
from resettle_desktop.printing.rules.code_checking import Verdict, check_code
from resettle_desktop.printing.rules.codes import LONGEST, PREFIX, NoCode, read_code, spell_code
from resettle_desktop.printing.rules.key_file import KeyFile, PublicKey, read_key_file, write_key_file
from tests.printing.code_makers import DAY, ISSUER, LONG_NAME, NAME, NUMBER, TITLE, code_text, trusted

PAIR: Final = new_key_pair()
OTHER: Final = new_key_pair()
KEYS: Final = (trusted(PAIR),)
TEXT: Final = code_text(PAIR)
NAMES: Final = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=25)


def test_a_code_begins_with_words_anybody_can_read() -> None:
    words, _, _ = TEXT.partition(PREFIX)
    assert words == f"{TITLE} {NUMBER} {NAME} 2026-11-03 核验电话0350-1234567 "
    assert "\n" not in TEXT  # a scanner that types would press Enter half-way


@settings(max_examples=60)
@given(NAMES, st.dates(date(2026, 1, 1), date(2099, 12, 31)), st.integers(1, 99999))
def test_what_was_signed_comes_back(name: str, day: date, serial: int) -> None:
    number = f"搬证字〔{day.year}〕{serial}号"
    answer = check_code(code_text(PAIR, name=name, number=number, day=day), KEYS)
    assert answer.verdict is Verdict.GENUINE
    assert answer.code is not None
    facts = answer.code.facts
    assert (facts.number, facts.paper_date, facts.kind) == (number, day, 1)
    assert facts.name == name or (facts.name_cut and name.startswith(facts.name))
    assert len(from_base45(answer.code.spelled.removeprefix(PREFIX))) <= LONGEST


def test_a_name_of_25_characters_is_cut_in_the_signed_part_and_whole_in_the_words() -> None:
    answer = check_code(code_text(PAIR, name=LONG_NAME), KEYS)
    fields = dict(answer.fields)
    assert fields["姓名"].endswith("……")
    assert LONG_NAME.startswith(fields["姓名"].removesuffix("……"))
    assert LONG_NAME in fields["码上的字"]


def test_no_turned_bit_of_the_signed_part_is_genuine() -> None:
    words, _, spelled = TEXT.partition(PREFIX)
    content = from_base45(spelled)
    for place in range(8 * len(content)):
        turned = bytearray(content)
        turned[place // 8] ^= 1 << place % 8
        verdict = check_code(f"{words}{PREFIX}{to_base45(bytes(turned))}", KEYS).verdict
        assert verdict in {Verdict.FALSE, Verdict.UNKNOWN_KEY, Verdict.UNREADABLE}


@settings(max_examples=200)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(ALPHABET + "王0兰９"))
def test_no_other_character_anywhere_is_genuine(place: int, character: str) -> None:
    changed = TEXT[:place] + character + TEXT[place + 1 :]
    if "".join(changed.split()) != "".join(TEXT.split()):
        assert check_code(changed, KEYS).verdict is not Verdict.GENUINE


@given(st.text(max_size=80), st.text(ALPHABET, max_size=300))
def test_nothing_that_is_scanned_breaks_the_reader(words: str, spelled: str) -> None:
    verdict = check_code(f"{words}{PREFIX}{spelled}", KEYS).verdict
    assert verdict in {Verdict.UNREADABLE, Verdict.UNKNOWN_KEY, Verdict.FALSE}


def test_other_words_before_a_true_signature_are_told() -> None:
    forged = TEXT.replace("0350-1234567", "0350-7654321")
    answer = check_code(forged, KEYS)
    assert answer.verdict is Verdict.WORDS_DIFFER
    assert dict(answer.fields)["编号"] == NUMBER
    assert "码上的字" not in dict(answer.fields)


def test_a_scanner_that_drops_the_words_or_changes_blanks_does_no_harm() -> None:
    assert check_code(TEXT[TEXT.index(PREFIX) :], KEYS).verdict is Verdict.GENUINE
    words, _, spelled = TEXT.partition(PREFIX)
    typed = f"  {words.replace(' ', chr(0x3000))}\r\n{PREFIX}{spelled}\r\n"
    assert check_code(typed, KEYS).verdict is Verdict.GENUINE


def test_the_prefix_inside_a_code_is_not_taken_for_its_beginning() -> None:
    facts = replace(read_code(TEXT).facts, facts=b"\0" + from_base45(f"{PREFIX}AA") + bytes(7))
    text = spell_code(facts, TEXT.partition(PREFIX)[0].strip(), lambda message: sign(PAIR.private, message))
    assert text.count(PREFIX) == 2
    assert check_code(text, KEYS).verdict is Verdict.GENUINE


def test_another_offices_key_and_a_key_of_the_same_short_name() -> None:
    assert check_code(TEXT, (trusted(OTHER),)).verdict is Verdict.UNKNOWN_KEY
    namesake = replace(trusted(OTHER), key_id=key_id(PAIR.public))
    assert check_code(TEXT, (namesake,)).verdict is Verdict.FALSE
    assert check_code(TEXT, (namesake, *KEYS)).verdict is Verdict.GENUINE


def test_a_void_number() -> None:
    answer = check_code(TEXT, (trusted(PAIR, void=frozenset({NUMBER})),))
    assert answer.verdict is Verdict.VOID
    assert answer.sentence == f"已作废：{NUMBER}已经作废，不能再用"


@pytest.mark.parametrize(
    ("since", "until", "verdict"),
    [
        (date(2026, 11, 4), None, Verdict.FALSE),
        (DAY, DAY, Verdict.GENUINE),
        (date(2026, 1, 1), date(2026, 11, 2), Verdict.FALSE),
        (date(2026, 1, 1), date(2027, 1, 1), Verdict.GENUINE),
    ],
)
def test_a_key_holds_for_the_days_it_was_used_on(since: date, until: date | None, verdict: Verdict) -> None:
    assert check_code(TEXT, (trusted(PAIR, since=since, until=until),)).verdict is verdict


def test_a_leaked_key_proves_nothing() -> None:
    assert check_code(TEXT, (trusted(PAIR, until=DAY, leaked=True),)).verdict is Verdict.FALSE


def test_a_practice_code_counts_only_in_practice() -> None:
    text = code_text(PAIR, practice=True)
    assert text.startswith("练习用，无效 ")
    assert check_code(text, KEYS).verdict is Verdict.FALSE
    assert check_code(text, KEYS, practice=True).verdict is Verdict.GENUINE


def test_a_number_no_code_has_room_for_is_refused() -> None:
    with pytest.raises(Refusal, match="编号太长"):
        code_text(PAIR, number="长" * 61)


@pytest.mark.parametrize("text", ["", NUMBER, f"{PREFIX}", f"{PREFIX}BB8", TEXT[:-1], TEXT[:-9]])
def test_what_is_not_whole_is_said_to_be_unread(text: str) -> None:
    assert check_code(text, KEYS).verdict in {Verdict.UNREADABLE, Verdict.FALSE}
    if PREFIX not in text:
        with pytest.raises(NoCode):
            read_code(text)


FILE: Final = KeyFile(
    office_uid=ISSUER,
    office_name="青山镇人民政府",
    phone="0350-1234567",
    practice=False,
    made_on=date(2026, 11, 20),
    keys=(
        PublicKey(PAIR.public, date(2026, 11, 1)),
        PublicKey(OTHER.public, date(2026, 1, 1), DAY, leaked=True),
    ),
    void=("搬证字〔2026〕3号",),
    issuers={"0102030405ff": "青山镇人民政府"},
    kinds={1: TITLE},
)


def written(file: KeyFile = FILE) -> bytes:
    return write_key_file(file, lambda message: sign(PAIR.private, message))


def test_a_key_file_comes_back_and_is_small() -> None:
    assert read_key_file(written()) == FILE
    assert len(written()) < 2000
    assert FILE.fingerprint == fingerprint(PAIR.public)
    assert [key.leaked for key in FILE.trusted()] == [False, True]


@settings(max_examples=200)
@given(st.data())
def test_a_key_file_with_a_turned_bit_is_refused(data: st.DataObject) -> None:
    content = bytearray(written())
    place = data.draw(st.integers(0, 8 * len(content) - 1))
    content[place // 8] ^= 1 << place % 8
    try:
        read = read_key_file(bytes(content))
    except Refusal:
        return
    assert read == FILE  # the bit was white space, or the case of a digit


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'"x"', b"\xff\xfe", b'{"format": "other"}', b"null"])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="不是核验公钥文件"):
        read_key_file(content)


def test_a_file_another_key_signed_is_refused() -> None:
    with pytest.raises(Refusal, match="被改过"):
        read_key_file(write_key_file(FILE, lambda message: sign(OTHER.private, message)))


def test_a_later_files_format_is_named() -> None:
    with pytest.raises(Refusal, match="先更新程序"):
        read_key_file(written().replace(b'"version": 1', b'"version": 2'))


def test_two_kinds_never_share_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    from resettle_desktop.printing.rules import papers

    monkeypatch.setattr(papers, "KINDS", dict(KINDS))
    paper_kind("one", "甲", series="one", mark="甲字", needs=(), code=100)
    with pytest.raises(ValueError, match="two kinds of paper have the code 100"):
        paper_kind("two", "乙", series="two", mark="乙字", needs=(), code=100)
    with pytest.raises(ValueError, match="below 128"):
        paper_kind("two", "乙", series="two", mark="乙字", needs=(), code=128)
