"""The window by keys: pages and the way back, search from anywhere, layers that lose nothing, every size."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.ui.commands import Command, spoken_key
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.tokens import SCALES, Scheme
from resettle_desktop.foundation.window.desk import Desk
from resettle_desktop.foundation.window.found import FoundRow
from resettle_desktop.foundation.window.page_stack import KEPT, Place
from resettle_desktop.foundation.window.search import SearchBox
from resettle_desktop.foundation.window.window import Window
from tests.foundation.ui.gallery import PAGES, RegisterForm, Residents, ResidentsPage, plan_of
from tests.kit.layout_guards import complaints, widgets_alive
from tests.kit.screen import Screen, commit, compose, forget, keys, type_text
from tests.kit.things import add_sample_tables

SIZES: Final = ((1366, 698), (1024, 698), (800, 560))


@pytest.fixture(autouse=True)
def sample_tables(store: Store) -> None:
    add_sample_tables(store)


class Counter:
    """A window with the gallery's desk in it."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.residents = Residents()
        self.window = Window(screen.context.theme, "易地搬迁社区服务台")
        self.desk = Desk(screen.context.theme, plan_of(screen, self.residents))
        self.window.enter_desk(self.desk)
        screen.show(self.window, 1366, 698)

    @property
    def page(self) -> Page:
        assert self.desk.page is not None
        return self.desk.page

    @property
    def search(self) -> SearchBox:
        assert self.desk.search is not None
        return self.desk.search

    def press(self, *names: str) -> None:
        """Strike keys where the cursor is."""
        for name in names:
            keys(self.window.focusWidget() or self.window, name)

    def open(self, name: str, uid: str | None = None) -> Page:
        self.desk.open_page(name, uid)
        self.screen.settle()
        return self.page


@pytest.fixture
def counter(screen: Screen) -> Counter:
    return Counter(screen)


def asks(page: Page) -> bool:
    """Whether a question is open on the page."""
    return page.open_question is not None


# Going about


def test_the_desk_opens_on_its_first_page_with_the_cursor_in_the_search_box(counter: Counter) -> None:
    assert counter.page.name == "gallery.household"
    assert counter.search.hasFocus()
    assert counter.desk.heading.title.text() == "冯桂兰 一户"
    assert list(counter.desk.heading.buttons) == ["读身份证", "打印", "开具搬迁安置证明"]


def test_alt_and_a_number_go_to_a_desk_and_pages_of_other_roles_are_not_there(counter: Counter) -> None:
    names = [spec.name for spec in PAGES if spec.name != "gallery.secret"]
    assert list(counter.desk.navigation.buttons) == names
    for number, name in enumerate(names, 1):
        counter.press(f"Alt+{number}")
        counter.screen.settle()
        assert counter.desk.stack.here == Place(name)
        buttons = counter.desk.navigation.buttons
        assert [key for key, button in buttons.items() if button.isChecked()] == [name]


def test_a_page_of_other_roles_says_so(counter: Counter) -> None:
    counter.open("gallery.secret")
    assert counter.page.name == "gallery.household"
    assert "您的岗位不能打开“审计”" in counter.desk.notices.text


def test_back_shows_the_page_before_as_it_was(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯桂兰")
    counter.press("Alt+2")
    counter.screen.settle()
    counter.press("Alt+Left")
    assert counter.page is form
    assert form.head.text() == "冯桂兰"
    counter.press("Alt+Left")
    assert counter.page.name == "gallery.household"
    counter.press("Alt+Left")
    assert counter.page.name == "gallery.household", "the first page stays"


def test_esc_closes_a_page_and_asks_only_when_something_would_be_lost(counter: Counter) -> None:
    counter.open("gallery.residents")
    counter.press("Esc")
    assert counter.page.name == "gallery.household"
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯桂兰")
    counter.press("Esc")
    assert counter.page is form
    assert asks(form)
    counter.press("Esc")
    assert not asks(form)
    counter.press("Esc", "Left", "Left", "Return")
    counter.screen.settle()
    assert counter.page.name == "gallery.household"
    forget()
    assert not isValid(form)


def test_pages_long_unused_are_closed_but_never_one_that_is_half_typed(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯桂兰")
    for number in range(KEPT + 4):
        counter.open("gallery.household", str(number))
    assert len(counter.desk.stack.pages) <= KEPT + 1
    assert form in counter.desk.stack.pages


def test_the_same_object_is_opened_once_and_reloaded(counter: Counter) -> None:
    first = counter.open("gallery.residents")
    counter.open("gallery.household")
    assert counter.open("gallery.residents") is first


# What stands around a page


def test_the_foot_shows_the_keys_of_this_page(counter: Counter) -> None:
    assert counter.desk.hints.texts[:4] == ["读身份证", "新增成员", "打印", "开具搬迁安置证明"]
    counter.open("gallery.register")
    assert counter.desk.hints.texts[0] == "登记"


def test_the_foot_says_when_the_draft_was_kept(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯")
    counter.screen.qtbot.waitUntil(lambda: counter.desk.hints.state != "")
    assert counter.desk.hints.state == "草稿已保存 09:00"


def test_f1_shows_every_key_and_puts_them_away(counter: Counter) -> None:
    counter.press("F1")
    sheet = counter.desk.key_sheet
    assert sheet.isVisible()
    assert {"F9 开具搬迁安置证明", "Ctrl+K 搜索", "F8 换配色", "Alt+2 户与成员", "Ctrl+B 立即备份"} <= set(
        sheet.texts
    )
    counter.press("x")
    assert counter.search.text() == "", "keys do not reach what is behind"
    counter.press("Esc")
    assert not sheet.isVisible()
    assert counter.search.hasFocus()
    counter.press("F1", "F1")
    assert not sheet.isVisible()


def test_commands_of_one_page_have_keys_of_their_own(counter: Counter) -> None:
    own = {command.key for command in counter.desk.own}
    for spec in PAGES:
        if not spec.may_open(counter.screen.context.actor.roles):
            continue
        declared = [command.key for command in counter.open(spec.name).declared if command.key]
        assert len(declared) == len(set(declared))
        assert not own & set(declared)


def test_the_menu_under_the_name_locks_and_changes_over(counter: Counter) -> None:
    asked: list[str] = []
    counter.window.lock_asked.connect(lambda: asked.append("lock"))
    counter.window.switch_asked.connect(lambda: asked.append("switch"))
    QTest.mouseClick(counter.desk.top_bar.user, Qt.MouseButton.LeftButton)
    assert counter.desk.top_bar.menu.isVisible()
    counter.press("Space")
    assert asked == ["switch"]
    counter.press("Ctrl+L", "Ctrl+U")
    assert asked == ["switch", "lock", "switch"]
    QTest.mouseClick(counter.desk.top_bar.user, Qt.MouseButton.LeftButton)
    counter.search.setFocus()
    assert not counter.desk.top_bar.menu.isVisible()


def test_a_notice_comes_with_the_page_of_the_desk(counter: Counter) -> None:
    counter.press("F3")
    assert counter.desk.notices.text.startswith("已登记参保")
    assert counter.desk.notices.isVisible()


# Search


def test_letters_search_and_enter_opens_the_first(counter: Counter) -> None:
    counter.press("Ctrl+K")
    type_text(counter.search, "fgl")
    assert [row.cells[0] for row in counter.search.found][:2] == ["冯桂兰", "侯建国"]
    counter.press("Down", "Return")
    assert counter.desk.stack.here is not None
    assert counter.desk.stack.here.uid == "2"
    assert (counter.search.text(), counter.search.found) == ("", [])


def test_letters_the_input_method_has_not_committed_are_searched_too(counter: Counter) -> None:
    counter.search.setFocus()
    compose(counter.search, "feng'gui")
    assert counter.residents.asked[-1] == ("", "fenggui")
    commit(counter.search, "冯桂")
    assert counter.residents.asked[-1] == ("冯桂", "")


def test_a_number_key_picks_a_row_unless_a_number_is_searched_for(counter: Counter) -> None:
    counter.search.setFocus()
    type_text(counter.search, "9924")
    assert counter.search.text() == "9924"
    counter.press("Esc")
    type_text(counter.search, "fgl 3")
    assert counter.search.text() == "fgl 3", "behind a blank the number is searched for"
    counter.press("Esc")
    type_text(counter.search, "fgl")
    counter.press("3")
    assert counter.desk.stack.here is not None
    assert counter.desk.stack.here.uid == "3"
    counter.search.setFocus()
    type_text(counter.search, "9924")
    counter.press("Ctrl+4")
    assert counter.desk.stack.here.uid == "4"


def test_nothing_found_is_said_and_enter_does_nothing(counter: Counter) -> None:
    counter.search.setFocus()
    type_text(counter.search, "zzz")
    listed = counter.search.found_list
    assert listed is not None
    assert "没有找到“zzz”" in listed.remark
    counter.press("Return")
    assert counter.page.name == "gallery.household"
    counter.press("Esc")
    assert (counter.search.text(), listed.isVisible()) == ("", False)


def test_enter_before_the_answer_opens_the_first_row_when_it_comes(screen: Screen) -> None:
    late: list[Callable[[], None]] = []

    class Slow(Residents):
        def ask(self, text: str, preedit: str, then: Callable[[Sequence[FoundRow]], None]) -> None:
            late.append(lambda: super(Slow, self).ask(text, preedit, then))

    window = Window(screen.context.theme, "x")
    desk = Desk(screen.context.theme, plan_of(screen, Slow()))
    window.enter_desk(desk)
    screen.show(window)
    assert desk.search is not None
    desk.search.setFocus()
    type_text(desk.search, "fg")
    keys(desk.search, "Return")
    assert desk.stack.here == Place("gallery.household")
    late[0]()
    assert desk.stack.here == Place("gallery.household"), "the answer to what was typed before does not count"
    late[1]()
    assert desk.stack.here == Place("gallery.household", "1")


def test_typing_where_nothing_can_be_typed_searches(counter: Counter) -> None:
    page = counter.open("gallery.residents")
    assert isinstance(page, ResidentsPage)
    assert page.table.hasFocus()
    type_text(page.table, "f")
    assert counter.search.hasFocus()
    type_text(counter.search, "gl")
    assert counter.residents.asked[-1] == ("fgl", "")
    counter.press("Esc", "Esc")
    assert page.table.hasFocus(), "Esc gives the cursor back to the page"


def test_an_input_method_may_begin_where_nothing_can_be_typed(counter: Counter) -> None:
    page = counter.open("gallery.residents")
    assert isinstance(page, ResidentsPage)
    compose(page.table, "f")
    assert counter.search.hasFocus()
    compose(counter.search, "gl")
    assert counter.residents.asked[-1] == ("f", "gl")
    commit(counter.search, "桂兰")
    assert counter.search.text() == "桂兰", "the characters replace the first letter"


def test_a_digit_before_chinese_words_is_kept(counter: Counter) -> None:
    page = counter.open("gallery.residents")
    assert isinstance(page, ResidentsPage)
    type_text(page.table, "4")
    commit(counter.search, "号楼")
    assert counter.search.text() == "4号楼"


def test_letters_in_a_field_stay_in_the_field(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.phone, "138")
    assert counter.search.text() == ""


# Layers


def gate() -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.addWidget(QLabel("请输入密码"))
    line = QLineEdit()
    column.addWidget(line)
    widget.setFocusProxy(line)
    return widget


def test_the_gate_fills_the_window_before_anybody_has_signed_in(screen: Screen) -> None:
    window = Window(screen.context.theme, "易地搬迁社区服务台")
    first = gate()
    window.show_gate(first)
    screen.show(window)
    assert window.focusWidget() is first.focusProxy()
    second = gate()
    window.show_gate(second)
    forget()
    assert not isValid(first)
    window.enter_desk(Desk(screen.context.theme, plan_of(screen)))
    forget()
    assert not isValid(second)
    window.show_gate(gate())
    forget()
    assert window.desk is None


def test_the_lock_covers_the_page_and_nothing_typed_is_lost(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯桂兰")
    form.phone.setFocus()
    type_text(form.phone, "138")
    kept: list[Any] = []
    form.draft_kept.connect(kept.append)
    counter.window.lock(gate())
    assert counter.window.is_locked
    assert not form.isVisible()
    counter.screen.settle()
    assert len(kept) == 1, "kept in the file at once"
    counter.press("F9", "Alt+2", "Ctrl+K")
    assert counter.page is form, "keys of the desk are dead"
    counter.window.unlock()
    assert form.isVisible()
    assert form.phone.hasFocus()
    assert (form.head.text(), form.phone.value()) == ("冯桂兰", "138")


def test_f12_covers_at_once_and_shows_everything_again(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯桂兰")
    counter.press("F12")
    assert counter.window.is_covered
    assert not form.isVisible()
    type_text(counter.window.focusWidget() or counter.window, "x")
    counter.press("F12")
    assert (counter.window.is_covered, form.head.text(), form.head.hasFocus()) == (False, "冯桂兰", True)
    for key in ("Return", "Esc"):
        counter.press("F12", key)
        assert not counter.window.is_covered
    counter.press("F12")
    counter.window.lock(gate())
    assert counter.window.is_covered, "locking behind the cover leaves it on"
    counter.press("F12")
    assert counter.window.is_locked
    assert not form.isVisible()
    counter.window.unlock()


def test_nobody_touching_anything_is_told(counter: Counter) -> None:
    with counter.screen.qtbot.waitSignal(counter.window.idle, timeout=2000):
        counter.window.watch_idle(0.002)
    counter.window.watch_idle(0.01)
    handle = counter.window.windowHandle()
    assert handle is not None
    told: list[bool] = []
    counter.window.idle.connect(lambda: told.append(True))
    for _ in range(20):
        QTest.keyClick(handle, Qt.Key.Key_Shift)
        counter.screen.qtbot.wait(50)
    assert told == [], "every key starts the time again"
    counter.window.watch_idle(0)


def test_closing_keeps_what_is_typed_and_can_be_held_back(counter: Counter) -> None:
    form = counter.open("gallery.register")
    assert isinstance(form, RegisterForm)
    type_text(form.head, "冯")
    kept: list[Any] = []
    form.draft_kept.connect(kept.append)
    counter.window.before_close = lambda: False
    assert not counter.window.close()
    counter.screen.settle()
    assert len(kept) == 1
    counter.window.before_close = lambda: True
    assert counter.window.close()


# The look


def test_keys_change_colours_and_size(counter: Counter) -> None:
    theme = counter.screen.context.theme
    counter.press("F8")
    assert theme.scheme is Scheme.DARK
    counter.press("Ctrl++", "Ctrl+=")
    assert theme.scale == 1.5
    assert counter.desk.navigation.compact
    counter.press("Ctrl+-", "Ctrl+-")
    assert (theme.scale, counter.desk.navigation.compact) == (1.0, False)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_cut_at_any_size(counter: Counter, scale: float, size: tuple[int, int]) -> None:
    counter.screen.context.theme.set_scale(scale)
    counter.window.resize(*size)
    for spec in PAGES:
        if spec.name == "gallery.secret":
            continue
        page = counter.open(spec.name)
        counter.screen.qtbot.wait(1)
        assert complaints(counter.window) == [], spec.name
        assert page.width() <= counter.desk.stack.width(), "no page is wider than its room"
        if isinstance(page, Form):
            page.submit()
            page.leave(lambda: None)
            assert complaints(counter.window) == [], "with errors and a question"
    counter.desk.show_keys()
    assert complaints(counter.window) == []


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_picture_of_the_window_is_the_same_twice(counter: Counter, scheme: Scheme) -> None:
    counter.screen.context.theme.set_scheme(scheme)
    counter.open("gallery.residents")
    counter.screen.qtbot.wait(1)
    assert counter.window.grab().toImage() == counter.window.grab().toImage()


def test_a_closed_desk_leaves_no_widget_behind(screen: Screen) -> None:
    window = Window(screen.context.theme, "x")
    window.show_gate(gate())
    screen.show(window)

    def round_trip() -> int:
        desk = Desk(screen.context.theme, plan_of(screen))
        window.enter_desk(desk)
        for spec in PAGES:
            desk.open_page(spec.name)
        assert desk.search is not None
        type_text(desk.search, "fgl")
        screen.settle()
        window.show_gate(gate())
        forget()
        return widgets_alive()

    round_trip()
    assert round_trip() == round_trip()


STEPS = ("Tab", "Shift+Tab", "Down", "Up", "Return", "Esc", "F8", "Ctrl++", "Ctrl+-", "Ctrl+K", "F1", "F12")
KEYS = (*STEPS, *(f"Alt+{number}" for number in range(1, 6)), "Alt+Left", "a", "3", "F9", "F3", "Space")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(struck=st.lists(st.sampled_from(KEYS), min_size=5, max_size=20))
def test_whatever_is_struck_one_page_is_on_top_and_no_box_opens(counter: Counter, struck: list[str]) -> None:
    for key in struck:
        focus = QApplication.focusWidget()
        keys(focus if focus is not None else counter.window, key)
    counter.screen.settle()
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert sum(page.isVisible() for page in counter.desk.stack.pages) == (not counter.window.is_covered)
    assert sum(button.isChecked() for button in counter.desk.navigation.buttons.values()) == 1
    if counter.window.is_covered:
        counter.press("F12")


def test_keys_are_spelled_as_they_stand_on_the_keyboard() -> None:
    spelled = [spoken_key(key) for key in ("F9", "Ctrl++", "Ctrl+-", "Alt+Left", "Alt+Backspace")]
    assert spelled == ["F9", "Ctrl++", "Ctrl+-", "Alt+←", "Alt+退格"]
    assert Command("Ctrl+Return", "办理", lambda: None).spoken_key == "Ctrl+回车"
