"""Widths and runs of a text."""

import pytest

from resettle_desktop.foundation.documents.fonts import Face, Name
from resettle_desktop.foundation.documents.setting import Setting

GRID = -0.21


def test_chinese_is_an_em_wide_and_digits_half() -> None:
    assert Setting.of("搬迁", Face.FANG, 16).width == pytest.approx(32)
    assert Setting.of("2026", Face.FANG, 16).width == pytest.approx(32)
    assert Setting.of("阿·克", Face.FANG, 16).width == pytest.approx(40)


def test_two_digits_fill_one_character_of_the_grid() -> None:
    han = Setting.of("搬" * 10, Face.FANG, 16, GRID)
    digits = Setting.of("12" * 10, Face.FANG, 16, GRID)
    assert digits.width == pytest.approx(han.width, abs=abs(GRID))


def test_nothing_has_no_width_and_no_runs() -> None:
    empty = Setting.of("", Face.FANG, 16)
    assert empty.width == 0
    assert empty.runs(0, 0) == []


def test_runs_change_with_the_font_and_follow_each_other() -> None:
    setting = Setting.of(("户主", Name("张䶮"), "3人"), Face.FANG, 10)
    runs = setting.runs(100, 50)
    assert [(run.text, run.font.stem, run.x) for run in runs] == [
        ("户主", "Fang-Regular", 100),
        ("张䶮", "KaiLight-Regular", 120),
        ("3", "Song-Regular", 140),
        ("人", "Fang-Regular", 145),
    ]
    assert {run.y for run in runs} == {50}


def test_a_spaced_line_ends_at_the_measure() -> None:
    setting = Setting.of("搬迁安置住房面积125平方米共同搬迁人口2人", Face.FANG, 16, GRID)
    line = setting.lines(12.5 * 16)[0]
    assert line.gap > 0
    runs = setting.line_runs(line, 0, 0, 0)
    last = runs[-1]
    end = last.x + sum(setting.ems[c] * 16 for c in last.text) + last.space * len(last.text)
    assert end == pytest.approx(12.5 * 16 + line.gap, abs=0.01)


def test_digits_are_not_spaced_out() -> None:
    setting = Setting.of("搬迁安置住房面积125平方米共同搬迁人口2人", Face.FANG, 16)
    line = setting.lines(12.5 * 16)[0]
    (digits,) = [run for run in setting.line_runs(line, 0, 0, 0) if run.text.startswith("12")]
    assert digits.text == "125"
    assert digits.space == 0


def test_a_name_is_broken_behind_its_interpunct_only() -> None:
    name = Setting.of(Name("阿卜杜热合曼·麦麦提"), Face.FANG, 10)
    assert [line.text for line in name.lines(80)] == ["阿卜杜热合曼·", "麦麦提"]
    mixed = Setting.of(("兹证明", Name("张三丰"), "属实"), Face.FANG, 10)
    assert [line.text for line in mixed.lines(50)] == ["兹证明", "张三丰属实"]
