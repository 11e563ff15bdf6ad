"""How places are named, typed and generated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.sites.rules import (
    Numbering,
    Plan,
    PlannedRoom,
    check_division_code,
    clean_building_label,
    clean_door,
    clean_place,
    clean_unit_label,
    named_place,
    natural_key,
    origin_line,
    parse_area,
    planned_rooms,
    room_label,
    spoken_area,
    spoken_room,
    typed_room,
)


@pytest.mark.parametrize(
    "typed",
    [
        "3-2-501",
        "３－２－５０１",
        "3 2 501",
        "3栋2单元501室",
        "3号楼2单元501",
        " 3号楼 2单元 501室 ",
        "3#2-501".replace("#", "-"),
        "3。2。501",
        "3幢2门洞501号",
    ],
)
def test_a_room_is_typed_in_many_ways(typed: str) -> None:
    assert typed_room(typed) == "3-2-501"


def test_an_unfinished_room_is_a_beginning() -> None:
    assert typed_room("3-2-") == "3-2"
    assert typed_room("3栋") == "3"
    assert typed_room("") == ""


@pytest.mark.parametrize(
    ("parts", "label", "spoken"),
    [
        (("3", "2", "501"), "3-2-501", "3号楼2单元501室"),
        (("3", "", "501"), "3-501", "3号楼501室"),
        (("1", "", "12"), "1-12", "1排12号"),
        (("东院", "", "5"), "东院-5", "东院5号"),
        (("A座", "甲", "101"), "A座-甲-101", "A座甲101室"),
    ],
)
def test_a_room_is_named(parts: tuple[str, str, str], label: str, spoken: str) -> None:
    assert room_label(*parts) == label
    assert spoken_room(*parts) == spoken


def test_counting_words_are_dropped_where_a_number_stands() -> None:
    assert clean_building_label("３号楼") == "3"
    assert clean_building_label("东楼") == "东楼"
    assert clean_unit_label("2 单元") == "2"
    assert clean_door("501室") == "501"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填写楼栋号"),
        ("3-2", "楼栋号里不要用横线，横线用来分隔楼栋、单元和房号"),
        ("x" * 41, "楼栋号有41个字，最多40个字，请核对"),
        ("3\x07", "楼栋号里有看不见的字符，请删掉重新输入"),
    ],
)
def test_a_label_that_cannot_be_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean_building_label(typed)
    assert (refused.value.text, refused.value.field) == (sentence, "label")


def test_a_plan_lays_a_building_out() -> None:
    rooms = list(planned_rooms(Plan(2, 3, 2)))
    assert len(rooms) == 12
    assert rooms[0] == PlannedRoom("1", "101", 1)
    assert rooms[-1] == PlannedRoom("2", "302", 3)
    row = list(planned_rooms(Plan(0, 1, 3, Numbering.RUNNING)))
    assert [(room.unit, room.door) for room in row] == [("", "1"), ("", "2"), ("", "3")]
    shop_below = list(planned_rooms(Plan(1, 1, 1, first_floor=2)))
    assert shop_below == [PlannedRoom("1", "201", 2)]


@given(st.builds(Plan, st.integers(0, 4), st.integers(1, 8), st.integers(1, 12), st.sampled_from(Numbering)))
def test_no_two_rooms_of_a_plan_are_the_same(plan: Plan) -> None:
    rooms = list(planned_rooms(plan))
    assert len(set(rooms)) == len(rooms) == max(plan.units, 1) * plan.floors * plan.rooms_per_floor
    labels = {room_label("1", room.unit, room.door) for room in rooms}
    assert len(labels) == len(rooms)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(31, 1, 1), "units"),
        (Plan(-1, 1, 1), "units"),
        (Plan(1, 0, 1), "floors"),
        (Plan(1, 1, 41), "rooms_per_floor"),
        (Plan(1, 1, 1, first_floor=0), "first_floor"),
    ],
)
def test_a_plan_no_building_has_is_refused(plan: Plan, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        list(planned_rooms(plan))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("105.3", 10530), ("105.30㎡", 10530), ("７５", 7500), ("75平米", 7500), ("", None)],
)
def test_an_area_is_typed(typed: str, hundredths: int | None) -> None:
    assert parse_area(typed) == hundredths


@given(st.integers(1, 1_000_000))
def test_an_area_reads_back(hundredths: int) -> None:
    assert parse_area(spoken_area(hundredths)) == hundredths


@pytest.mark.parametrize("typed", ["大", "1.234", "-3", "0", "9999999"])
def test_what_is_no_area_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        parse_area(typed)


def test_numbers_in_labels_sort_as_numbers() -> None:
    assert sorted(["10-1", "2-1", "2-10", "2-9"], key=natural_key) == ["2-1", "2-9", "2-10", "10-1"]


def test_an_origin_says_no_part_twice() -> None:
    assert origin_line("青岭县沟门乡", "石湾村", "后沟") == "青岭县沟门乡石湾村后沟"
    assert origin_line("青岭县沟门乡石湾村", "石湾村", "") == "青岭县沟门乡石湾村"


def test_places_are_one_line_of_sensible_length() -> None:
    assert clean_place(" 云水 苑 ", field="name", what="名称") == "云水 苑"
    for text in ("", "  "):
        with pytest.raises(Refusal, match="请填写名称"):
            named_place(text, field="name", what="名称")
    with pytest.raises(Refusal, match="最多120个字"):
        clean_place("字" * 121, field="name", what="名称")
    with pytest.raises(Refusal, match="看不见"):
        clean_place("a\u200bb", field="name", what="名称")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("149999100001", "149999100001"),
        ("149999101", "149999101000"),
        ("l140929601", "L140929601"),
        ("", None),
    ],
)
def test_division_codes(typed: str, kept: str | None) -> None:
    assert check_division_code(typed) == kept
    with pytest.raises(Refusal):
        check_division_code("12345")
