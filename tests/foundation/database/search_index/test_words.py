"""The words kept for a person."""

import time
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.database.search_index import PersonFacts, tokens_for
from resettle_desktop.foundation.database.search_index.spelling import (
    household_keys,
    room_key,
    room_keys,
    searchable,
)

WANG = PersonFacts(
    "王国梁",
    nickname="二毛",
    number="149999195201010014",
    birth=date(1952, 1, 1),
    phones=("13812345678",),
    household_number="HY-2026-0012",
    room="14-1-403",
    site="福安苑",
    hamlet="老窑沟",
    village="青石村",
    township="清溪乡",
    head_name="王老五",
    father_name="王老五",
)


def test_each_family_of_words() -> None:
    words = set(tokens_for(WANG).split())
    assert {"^王国梁", "王", "国", "梁", "王国", "国梁", "^二毛", "二毛"} <= words
    assert {"iwgl", "pwangguoliang", "jgl", "qguoliang", "permao"} <= words
    assert {"h王老", "h老五", "kwlw", "lwanglaowu"} <= words
    assert {"z老窑", "z窑沟", "tlyg", "wlaoyaogou", "z福安"} <= words
    assert {"r410010", "s876543", "d19520101", "d520101"} <= words
    assert {"nhy20260012", "n0012", "n12", "m14-1-403", "m1-403", "m403", "m14-403"} <= words


def test_a_word_is_kept_once_and_a_bare_name_is_enough() -> None:
    words = tokens_for(PersonFacts("张张")).split()
    assert len(words) == len(set(words))
    assert set(words) == {
        *("^张张", "张", "张张"),
        *("izz", "pzhangzhang", "fzalzal", "jz", "qzhang", "gzal"),
    }


def test_the_head_is_not_kept_as_his_own_head() -> None:
    assert "h" not in {word[0] for word in tokens_for(PersonFacts("王老五", head_name="王老五")).split()}


def test_rare_characters_are_words_and_private_ones_become_real() -> None:
    words = tokens_for(PersonFacts("𠮷𬭎𰻝㛃\ue863")).split()
    assert {"𠮷", "𬭎", "𰻝", "㛃", "䶮", "^𠮷𬭎𰻝㛃䶮"} <= set(words)


def test_rooms_and_household_numbers_as_people_shorten_them() -> None:
    assert room_key("14号楼1单元403室") == room_key("１４－１－４０３") == "14-1-403"
    assert room_keys("A区3-501") == ["a-3-501", "3-501", "501", "a-501"]
    assert room_keys("") == []
    assert household_keys("岚搬2026-0012") == ["岚搬20260012", "20260012", "0012", "12"]


texts = st.text(max_size=12) | st.text("王国梁𠮷ü·'’ -A1x\ue863", max_size=8)


@given(
    st.builds(
        PersonFacts,
        name=texts,
        former_names=st.tuples(texts),
        nickname=texts,
        number=texts,
        birth=st.none() | st.dates(date(1850, 1, 1)),
        phones=st.tuples(texts, texts),
        household_number=texts,
        room=texts,
        hamlet=texts,
        head_name=texts,
    )
)
def test_any_facts_give_words_the_table_takes_whole(facts: PersonFacts) -> None:
    for word in tokens_for(facts).split(" "):
        assert word
        plain = "".join(c for c in word if c.isascii()).replace("^", "").replace("-", "")
        assert not plain or plain.isalnum()
        word.encode()


@given(st.text(max_size=20))
def test_spelling_is_stable(text: str) -> None:
    once = searchable(text)
    assert searchable(once.replace(" ", "")) == searchable(searchable(once).replace(" ", ""))


def test_the_words_of_a_thousand_people_are_made_at_once() -> None:
    people = [
        PersonFacts(
            f"{surname}{given}梁",
            number="149999195201010014",
            household_number=f"HY-{index:04}",
            room="14-1-403",
            hamlet="老窑沟",
            head_name=f"{surname}老五",
        )
        for index, (surname, given) in enumerate(
            (s, g) for s in "王李张刘陈" * 10 for g in "伟芳娜秀英敏静丽强磊" * 2
        )
    ]
    started = time.perf_counter()
    for facts in people:
        tokens_for(facts)
    # 50 µs each on a quiet machine; the bound only catches a change of kind.
    assert time.perf_counter() - started < len(people) * 0.001
