"""Readings, initials, the order of names, and fuzzy sounds."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.values.pinyin import (
    FuzzySounds,
    initials,
    name_sort_key,
    readings,
    word_readings,
)

HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]
letters = st.text("abcdefghijklmnopqrstuvwxyz", max_size=12)
settings = st.builds(FuzzySounds, *[st.booleans()] * 5)


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("王国梁", ["wang guo liang"]),
        ("吕略", ["lv lve"]),
        ("曾国藩", ["zeng guo fan", "ceng guo fan"]),
        ("单伟", ["shan wei", "dan wei"]),
        ("仇英", ["qiu ying", "chou ying"]),
        ("单于飞", ["chan yu fei", "shan yu fei"]),
        ("万俟明", ["mo qi ming", "wan si ming"]),
        ("尉迟恭", ["yu chi gong", "wei chi gong"]),
        ("欧阳修", ["ou yang xiu"]),
        ("叶伟", ["ye wei"]),
        ("李长乐", ["li chang le", "li zhang le"]),
        ("𠮷田", ["ji tian"]),
        ("王\ue863", ["wang yan"]),
        ("𰻝㛃", ["biang jie"]),
        ("古丽·阿依", ["gu li a yi", "gu li e yi"]),
        ("John Smith", ["john smith"]),
        ("José", ["jose"]),
        ("王３", ["wang 3"]),
        ("", []),
        ("·", []),
        ("☺", []),
    ],
)
def test_names_are_read_as_people_say_them(name: str, spoken: list[str]) -> None:
    assert [" ".join(reading) for reading in readings(name)] == spoken


def test_words_are_no_surnames() -> None:
    assert word_readings("单家沟")[0] == ("dan", "jia", "gou")
    assert word_readings("二毛") == (("er", "mao"),)
    assert word_readings("") == ()


def test_initials() -> None:
    assert initials("王国梁") == "wgl"
    assert initials("欧阳娜娜") == "oynn"
    assert initials("") == ""


def test_every_ordinary_character_can_be_said() -> None:
    units_of_measure = "兙兡嗧桛烪瓧瓰瓱瓼甅"
    assert "".join(character for character in HAN if not word_readings(character)) == units_of_measure


def test_names_are_ordered_by_sound_then_character() -> None:
    names = {"☺", "章伟", "张伟明", "张三", "张伟", "詹伟", "曾国藩", "John", "安宁"}
    ordered = ["安宁", "John", "曾国藩", "詹伟", "张三", "张伟", "张伟明", "章伟", "☺"]
    assert sorted(names, key=name_sort_key) == ordered
    assert name_sort_key("单伟") < name_sort_key("沈伟")
    assert name_sort_key(" 张　伟 ") == name_sort_key("张伟")


@pytest.mark.parametrize(
    ("sound", "one", "other"),
    [
        ("n_l", "nanning", "lanling"),
        ("zh_z", "zhangshuchun", "zangsucun"),
        ("ing_in", "xingmengfang", "xinmenfan"),
        ("f_h", "fufei", "huhei"),
        ("r_l", "rongran", "longlan"),
    ],
)
def test_each_fuzzy_sound_joins_its_own_pair(sound: str, one: str, other: str) -> None:
    assert FuzzySounds.named([sound]).fold(one) == FuzzySounds.named([sound]).fold(other)
    others = FuzzySounds.named(name for name in FuzzySounds.labels() if name != sound)
    assert others.fold(one) != others.fold(other)


def test_a_setting_is_kept_by_its_names() -> None:
    chosen = FuzzySounds.named(["n_l", "f_h", "unheard of"])
    assert FuzzySounds.named(chosen.names()) == chosen
    assert not FuzzySounds()
    assert FuzzySounds.all().names() == tuple(FuzzySounds.labels())


@given(settings, letters, letters)
def test_the_fold_of_a_beginning_begins_the_fold(fuzzy: FuzzySounds, start: str, rest: str) -> None:
    assert fuzzy.fold(start + rest).startswith(fuzzy.fold(start))


@given(st.text(max_size=30) | st.text(st.sampled_from(HAN), max_size=6))
def test_any_text_has_at_most_two_readings(text: str) -> None:
    spoken = readings(text)
    assert len(spoken) <= 2
    assert len(set(spoken)) == len(spoken)
    for reading in spoken + word_readings(text):
        assert reading
        assert all(syllable.isascii() and syllable.isalnum() for syllable in reading)
    assert len(initials(text)) >= bool(spoken)
    name_sort_key(text)


def test_the_committed_table_is_what_the_script_writes(tmp_path: Path) -> None:
    script = importlib.util.spec_from_file_location(
        "build_pinyin", resource_path("pinyin", "build_pinyin.py")
    )
    assert script is not None
    assert script.loader is not None
    module = importlib.util.module_from_spec(script)
    script.loader.exec_module(module)
    module.write_table(tmp_path / "readings.txt")
    assert (tmp_path / "readings.txt").read_bytes() == resource_path("pinyin", "readings.txt").read_bytes()
