"""The first start, signing in and out, the lock and the cover, through the real window by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.office.pages.lock_page import LockPage
from resettle_desktop.tour.morning import CLERK, TYPED_TO_SIGN_IN, Morning
from tests.app.conftest import LOGIN, PASSWORD, Office, Program, Start, audit_of

AT_ONCE = 0.001
"""Minutes after which nobody has touched anything: 60 ms."""


def play(program: Program, morning: Morning) -> None:
    """The first start as the tour plays it."""
    for until in morning.set_up():
        program.until(until.there, until.what)
    program.settle()


def begin_to_register(program: Program) -> RegisterPage:
    """Half a household in the form, the cursor in a member's name."""
    program.press("F9")
    program.until_in("迁出村")
    program.line("hg", "3-2-501", "13812345678", "jd")
    program.type("王国梁")
    page = program.page
    assert isinstance(page, RegisterPage)
    return page


def test_a_form_asked_for_the_instant_the_desk_is_there_has_the_cursor(office: Office, start: Start) -> None:
    program = start()
    program.sees("用恢复单")
    program.choose(LOGIN)
    program.hands.type(PASSWORD)
    program.hands.press("Return")
    program.until(lambda: program.counter.window.desk is not None)
    program.hands.press("F9")  # what waits has been asked for and not been answered
    program.settle()
    assert isinstance(program.page, RegisterPage)
    assert program.eyes.cursor_in("迁出村")


def typed_in(page: RegisterPage) -> tuple[str, str]:
    widget = page.members.cell(0, "name")
    assert isinstance(widget, QLineEdit)
    return page.phone.text(), widget.text()


def test_the_first_start_leads_to_the_desk_and_back_in(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "office")
    program.sees("您是哪个单位")
    play(program, Morning(program.counter.window, tmp_path))
    program.sees("从这里开始")
    program.press("Ctrl+L")
    program.sees("已锁屏", CLERK)
    program.type(TYPED_TO_SIGN_IN, "Return")
    program.at_desk()
    program.sign_out()
    program.sign_in(TYPED_TO_SIGN_IN)
    assert program.page.name == "matters.desk"
    with program.counter.box.open_store.reading() as session:
        acts = [act for act, _who, _desk in audit_of(session)]
    assert acts.count("note_sign_in") == 3  # after the set-up, at the lock, and again from outside
    assert acts[0] == "set_up_office"


def test_one_who_can_sign_in_types_the_password_at_once(office: Office, start: Start) -> None:
    program = start()
    program.sees("还没有备份")
    program.until_in("密码")
    assert program.eyes.sees(LOGIN)


def test_an_idle_lock_loses_nothing_half_typed(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    page = begin_to_register(program)
    program.counter.window.watch_idle(AT_ONCE)
    program.sees("已锁屏")
    assert not program.eyes.sees("138 1234 5678")
    program.counter.window.watch_idle(10)
    program.until_in("密码")
    program.type(PASSWORD, "Return")
    program.at_desk()
    assert program.page is page
    assert typed_in(page) == ("138 1234 5678", "王国梁")
    assert program.eyes.cursor_says("王国梁")
    program.close()

    again = start()
    again.sign_in()
    again.sees("接着办")
    again.press("F4")
    form = again.page
    assert isinstance(form, RegisterPage)
    assert typed_in(form) == ("138 1234 5678", "王国梁")


def test_a_desk_that_was_unlocked_locks_again(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    for _absence in range(2):
        program.counter.window.watch_idle(AT_ONCE)
        program.sees("已锁屏")
        program.counter.window.watch_idle(10)
        program.until_in("密码")
        program.type(PASSWORD, "Return")
        program.at_desk()


def test_every_touch_begins_the_absence_anew(office: Office, start: Start) -> None:
    """The watch is not over when it has told once: unlocking is a touch."""
    program = start()
    program.sign_in()
    program.counter.window.watch_idle(AT_ONCE)
    program.sees("已锁屏")
    program.until_in("密码")
    native = program.counter.window.windowHandle()
    with program.qtbot.waitSignal(program.counter.window.idle, timeout=5000):
        QTest.keyClick(native, Qt.Key.Key_X)  # as the window system brings it


def test_a_desk_given_away_cannot_be_taken_back_after_an_absence(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    program.press("Ctrl+U")
    program.sees("不换了")
    program.counter.window.watch_idle(AT_ONCE)
    program.sees("已锁屏")
    program.press("Escape")
    assert program.counter.window.is_locked
    assert not program.eyes.sees("不换了")


def test_the_cover_hides_all_and_gives_it_back(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    page = begin_to_register(program)
    program.press("F12")
    assert list(filter(None, program.eyes.words())) == ["屏幕已遮住，按 F12 回到原来的页面"]
    program.press("F12")
    assert program.page is page
    assert program.eyes.cursor_says("王国梁")


def test_wrong_passwords_make_one_wait_and_the_sheet_never_does(office: Office, start: Start) -> None:
    program = start()
    program.until_in("密码")
    program.sees("还没有备份")
    for _try in range(3):
        program.type("falsch-2026", "Return")
        program.sees("姓名或密码不对")
        program.press("Ctrl+A")
    program.sees("请等 5 秒再试，急用可以用恢复单打开")
    program.press("Alt+R")
    program.until_in("恢复单五行")
    program.type(" ".join(office.sheet), "Tab")
    program.until_in("给谁重设密码")
    program.press("Return")
    program.line("Huanghe+1938", "Huanghe+1938")
    program.at_desk()
    assert program.desk.context.actor.name == LOGIN
    program.sign_out()
    program.sign_in("Huanghe+1938")


def test_a_wrong_line_of_the_sheet_is_named(office: Office, start: Start) -> None:
    program = start()
    program.until_in("密码")
    program.press("Alt+R")
    program.until_in("恢复单五行")
    first, *others = office.sheet
    wrong = first[:-1] + ("A" if first[-1] != "A" else "C")
    program.type(" ".join([wrong, *others]), "Tab")
    program.press("Return")
    program.line("Huanghe+1938", "Huanghe+1938")
    program.sees("第 1 行")
    assert program.counter.window.desk is None


@pytest.mark.parametrize(("password", "said"), [("", "请输入密码"), ("Ganlu-2026 ", "姓名或密码不对")])
def test_what_does_not_open_says_so_and_can_be_typed_again(
    office: Office, start: Start, password: str, said: str
) -> None:
    program = start()
    program.until_in("密码")
    program.type(password, "Return")
    program.sees(said)
    program.sign_in()


def test_the_lock_waits_after_wrong_passwords_too(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    program.press("Ctrl+L")
    program.sees("已锁屏")
    lock = program.counter.window.findChild(LockPage)
    assert isinstance(lock, LockPage)
    for _try in range(3):
        program.until_in("密码")
        program.type("falsch-2026", "Return")
        program.sees("不对")
        program.press("Ctrl+A")
    program.sees("请等 5 秒")
    office.clock.advance(seconds=6)


@pytest.mark.parametrize("name", [LOGIN, "lcm"])
def test_name_and_password_may_be_typed_before_the_folder_was_looked_at(
    office: Office, start: Start, name: str
) -> None:
    program = start()
    program.hands.press("Alt+N", "Ctrl+A")
    program.hands.type(name)
    program.hands.press("Return")
    program.hands.type(PASSWORD)
    program.hands.press("Return")
    program.at_desk()
