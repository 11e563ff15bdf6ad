"""Rows typed cell by cell: there is always an empty one, arrows go up and down, errors follow the cursor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput, choices_of
from resettle_desktop.foundation.ui.rows_input import RowColumn, RowsInput
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen, commit, keys, type_text

KINDS = choices_of([("1", "配偶"), ("2", "子女")])


def make(screen: Screen, width: int = 900) -> RowsInput:
    columns = (
        RowColumn("name", "姓名", TextInput, chars=6),
        RowColumn("kind", "关系", lambda: ChoiceInput(KINDS), chars=5),
        RowColumn("phone", "电话", TextInput, chars=8),
    )
    return screen.show(RowsInput(screen.context.theme, columns, row_word="人"), width, 400)


@pytest.fixture
def rows(screen: Screen) -> RowsInput:
    return make(screen)


def fill(rows: RowsInput, row: int, name: str) -> None:
    cell = rows.cell(row, "name")
    cell.setFocus()
    commit(cell, name)


def test_typing_in_the_last_row_adds_an_empty_one(rows: RowsInput) -> None:
    added: list[int] = []
    rows.row_added.connect(added.append)
    fill(rows, 0, "侯建国")
    fill(rows, 1, "侯晓燕")
    assert (len(rows.rows), rows.filled(), added) == (3, [0, 1], [1, 2])
    assert [row["name"] for row in rows.values()] == ["侯建国", "侯晓燕"]


def test_enter_goes_on_to_the_next_row_and_ends_on_an_empty_one(rows: RowsInput) -> None:
    ended: list[bool] = []
    rows.ended.connect(lambda: ended.append(True))
    fill(rows, 0, "侯建国")
    keys(rows.cell(0, "name"), "Return")
    type_text(rows.cell(0, "kind"), "po")
    keys(rows.cell(0, "kind"), "Return")
    assert rows.cell(0, "kind").value() == "1"
    assert rows.cell(0, "phone").hasFocus()
    keys(rows.cell(0, "phone"), "Return")
    assert rows.cell(1, "name").hasFocus()
    keys(rows.cell(1, "name"), "Return")
    assert ended == [True]


def test_arrows_go_up_and_down_in_a_column_but_not_in_a_choice(rows: RowsInput) -> None:
    fill(rows, 0, "侯建国")
    fill(rows, 1, "侯晓燕")
    keys(rows.cell(1, "name"), "Up")
    assert rows.cell(0, "name").hasFocus()
    keys(rows.cell(0, "name"), "Up")
    assert rows.cell(0, "name").hasFocus()
    keys(rows.cell(0, "name"), "Down", "Down")
    kind = rows.cell(0, "kind")
    kind.setFocus()
    keys(kind, "Down")
    assert isinstance(kind, ChoiceInput)
    assert kind.is_open


def test_a_row_is_removed_by_key_and_by_its_button(rows: RowsInput) -> None:
    for row, name in enumerate(("一", "二", "三")):
        fill(rows, row, name)
    edited: list[bool] = []
    rows.edited.connect(lambda: edited.append(True))
    keys(rows.cell(1, "name"), "Ctrl+Del")
    assert [row["name"] for row in rows.values()] == ["一", "三"]
    QTest.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert [row["name"] for row in rows.values()] == ["三"]
    assert len(edited) == 2
    keys(rows.cell(1, "name"), "Ctrl+Del")
    assert len(rows.rows) == 2, "the empty row stays"
    assert rows.cell(0, "name").accessibleName() == "第1行 姓名"


def test_errors_follow_the_cursor(rows: RowsInput) -> None:
    said: list[str] = []
    rows.error_changed.connect(said.append)
    for row, name in enumerate(("一", "二")):
        fill(rows, row, name)
    rows.set_error(0, "phone", "少一位")
    rows.set_error(1, "kind", "请选关系")
    rows.cell(0, "phone").setFocus()
    assert said[-1] == "第1人 少一位"
    type_text(rows.cell(0, "phone"), "1")
    assert said[-1] == "第2人 请选关系", "one mended, the other still told"
    assert rows.error_of(1, "kind") == "请选关系"
    rows.clear_errors()
    assert said[-1] == ""
    assert rows.cell(1, "kind").accessibleDescription() == ""


def test_leaving_a_changed_cell_is_told_once(rows: RowsInput) -> None:
    left: list[tuple[int, str]] = []
    rows.cell_left.connect(lambda row, name: left.append((row, name)))
    fill(rows, 0, "侯建国")
    keys(rows.cell(0, "name"), "Return")
    keys(rows.cell(0, "kind"), "Tab")
    assert left == [(0, "name")]


def test_what_a_draft_kept_comes_back(screen: Screen, rows: RowsInput) -> None:
    for row, name in enumerate(("一", "二")):
        fill(rows, row, name)
    kind = rows.cell(1, "kind")
    assert isinstance(kind, ChoiceInput)
    kind.choose_value("2")
    kept = rows.draft_value()
    rows.restore(None)
    assert (rows.filled(), len(rows.rows)) == ([], 1)
    rows.restore(kept)
    assert rows.draft_value() == kept
    assert rows.values()[1]["kind"] == "2"
    assert len(rows.rows) == 3


@pytest.mark.parametrize("width", [900, 420, 300])
def test_narrow_rows_take_more_lines_and_nothing_overlaps(screen: Screen, width: int) -> None:
    rows = make(screen, width)
    fill(rows, 0, "侯建国")
    screen.qtbot.wait(1)
    boxes = [cell.geometry() for row in rows.rows for cell in row.cells.values()]
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[:place])
    assert all(rows.rect().contains(box) for box in boxes)
    assert (boxes[2].top() > boxes[0].top()) == (width < 600)
    assert complaints(rows) == []
