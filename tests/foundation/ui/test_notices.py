"""What is said to the clerk: one line, whose fault it is, and how to take back what was done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.notices import OUR_FAULT, Notices
from resettle_desktop.foundation.ui.theme import Theme
from tests.kit.screen import Screen, keys


@pytest.fixture
def notices(screen: Screen, theme: Theme) -> Notices:
    made = Notices(theme)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    column.addWidget(made)
    screen.show(page, 700, 200)
    return made


def test_nothing_is_said_at_first(notices: Notices) -> None:
    assert (notices.text, notices.tone, notices.isVisible()) == ("", "", False)


def test_what_was_done_can_be_taken_back_by_key_and_by_button(notices: Notices) -> None:
    taken: list[str] = []
    notices.say("已登记 冯桂兰 一户", take_back=lambda: taken.append("key"))
    assert (notices.text, notices.tone) == ("已登记 冯桂兰 一户", "ok")
    keys(notices, "Alt+Backspace")
    assert taken == ["key"]
    assert notices.text == ""
    keys(notices, "Alt+Backspace")
    assert taken == ["key"], "only once"
    notices.say("已登记", take_back=lambda: taken.append("button"), take_back_text="重新填")
    QTest.mouseClick(notices._button, Qt.MouseButton.LeftButton)
    assert taken == ["key", "button"]


def test_without_a_way_back_none_is_offered(notices: Notices) -> None:
    notices.say("已备份", tone="info")
    assert not notices._button.isVisible()


def test_good_words_go_by_themselves_and_failures_stay(screen: Screen, notices: Notices) -> None:
    notices._timer.setInterval(1)
    notices.say("已备份")
    screen.qtbot.waitUntil(lambda: notices.text == "")
    notices.trouble(EnvironmentFailure("硬盘已满", "刚才这一步没有保存", "请清理硬盘后再试一次"))
    assert not notices._timer.isActive()
    assert notices.text == "硬盘已满，刚才这一步没有保存。请清理硬盘后再试一次。"
    QTest.mouseClick(notices._close, Qt.MouseButton.LeftButton)
    assert notices.text == ""


def test_whose_fault_it_is_decides_what_is_said(screen: Screen, notices: Notices) -> None:
    notices.trouble(Refusal("您的岗位不办这件事"))
    assert (notices.text, notices.tone) == ("您的岗位不办这件事", "warn")
    bug = ZeroDivisionError()
    with screen.qtbot.waitSignal(notices.bug) as told:
        notices.trouble(bug)
    assert told.args == [bug]
    assert (notices.text, notices.tone) == (OUR_FAULT, "bad")


def test_a_long_sentence_takes_more_lines_instead_of_being_cut(screen: Screen, notices: Notices) -> None:
    notices.say("短")
    one = notices.sizeHint().height()
    notices.trouble(EnvironmentFailure("数据文件正被另一个程序占用" * 3, "没有保存", "请关闭它"))
    screen.qtbot.waitUntil(lambda: notices.height() > one)
