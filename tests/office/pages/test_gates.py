"""In front of the desk: signing in, the sheet, the lock, and a file that will not open; by keys alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.office.pages.arrival import Person, SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.entrance import Entrance
from resettle_desktop.office.pages.lock_page import LockPage
from resettle_desktop.office.rules.secrets import PinCost
from resettle_desktop.office.use_cases import set_pin
from resettle_desktop.office.use_cases.clerks import ClerkDraft, PinDraft, add_clerk
from tests.kit.layout_guards import complaints
from tests.kit.office import TickingClock
from tests.kit.screen import keys, type_text
from tests.office.conftest import PASSWORD, Answers

CHEAP = PinCost(n=16, r=1, p=1)
LOOKS = [(1366, 698, 1.0, Scheme.LIGHT), (1366, 698, 1.75, Scheme.CONTRAST), (1024, 768, 1.25, Scheme.DARK)]


class Way:
    """An entrance on the screen and what it told."""

    def __init__(self, qtbot: QtBot, window: Window, theme: Theme, door: Door, **options: str) -> None:
        self.page = Entrance(theme, door, **options)
        self.window = window
        self.arrivals: list[SignedIn] = []
        self.told: list[str] = []
        self._qtbot = qtbot
        self._worker = door.worker
        self.page.signed_in.connect(self.arrivals.append)
        for name in (
            "first_start",
            "restore_wanted",
            "other_folder_wanted",
            "practice_wanted",
            "real_wanted",
        ):
            getattr(self.page, name).connect(self._teller(name))
        window.show_gate(self.page)

    def _teller(self, name: str) -> Callable[[], None]:
        return lambda: self.told.append(name)

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._worker.idle, timeout=10_000)

    def look(self) -> None:
        self.page.look()
        self.settle()

    def type(self, text: str) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        type_text(focused, text)

    def alt(self, letter: str, done: Callable[[], bool]) -> None:
        """Strike Alt and a letter; a button shows itself pressed for a moment before it acts."""
        keys(self.window, f"Alt+{letter}")
        self._qtbot.waitUntil(done)
        self.settle()

    def press(self, *names: str) -> None:
        for name in names:
            focused = self.window.focusWidget()
            assert focused is not None
            keys(focused, name)
            self.settle()


@pytest.fixture
def way(qtbot: QtBot, window: Window, theme: Theme, shut: Door) -> Way:
    return Way(qtbot, window, theme, shut)


def second_clerk(door: Door, answers: Answers) -> str:
    """Somebody else with a password."""
    store = door.threshold.folder.store
    assert store is not None
    door.worker.act(add_clerk, ClerkDraft("李春梅", roles=("party_clerk",)), answers.good.append, owner=door)
    uid: str = answers.wait()
    keystore = door.threshold.folder.keystore()
    keystore.enrol(uid, "李春梅", "李春梅", "Shan7lian", store.key, cost=door.threshold.cost)
    return uid


def test_one_person_types_the_password_and_is_in(way: Way) -> None:
    way.look()
    assert way.page.unlock.who.text() == "王桂兰"
    assert way.page.unlock.backup.text() == "还没有备份"
    way.type(PASSWORD)
    way.press("Return")
    assert way.arrivals[0].actor.name == "王桂兰"
    assert way.page.unlock.password.text() == ""


def test_keys_are_taken_before_the_folder_was_looked_at(way: Way) -> None:
    way.page.unlock.password.setFocus()
    way.type(PASSWORD)
    way.press("Return")
    assert way.arrivals == []
    way.look()
    assert way.arrivals[0].actor.name == "王桂兰"


def test_the_last_name_is_remembered(qtbot: QtBot, window: Window, theme: Theme, shut: Door) -> None:
    way = Way(qtbot, window, theme, shut, last_login="王桂兰", place="青石镇人民政府")
    assert way.page.unlock.password.hasFocus()
    way.look()
    assert way.page.unlock.who.value() == "王桂兰"


def test_the_last_name_waits_for_the_folder_too(
    qtbot: QtBot, window: Window, theme: Theme, shut: Door
) -> None:
    way = Way(qtbot, window, theme, shut, last_login="王桂兰")
    troubles: list[Exception] = []
    shut.worker.trouble.connect(troubles.append)
    way.type(PASSWORD)
    way.press("Return")  # opening the file while it is being looked at would be a mistake of ours
    assert way.arrivals == []
    way.look()
    assert way.arrivals[0].actor.name == "王桂兰"
    assert troubles == []


def test_a_name_that_is_gone_is_asked_again(qtbot: QtBot, window: Window, theme: Theme, shut: Door) -> None:
    way = Way(qtbot, window, theme, shut, last_login="赵满仓")
    way.look()
    assert way.page.unlock.who.value() == "王桂兰"


def test_what_is_missing_is_said(way: Way) -> None:
    way.look()
    way.press("Return")
    assert way.page.unlock.message.text() == "请输入密码"
    keys(way.window, "Alt+N")
    way.press("Ctrl+A")
    way.type("zzz")
    way.press("Return", "Return")
    assert "名单里没有" in way.page.unlock.message.text()


def test_wrong_passwords_count_down(way: Way, qtbot: QtBot, clock: TickingClock) -> None:
    way.look()
    unlock = way.page.unlock
    for _try in range(3):
        way.type("falsch")
        way.press("Return")
        assert "不对" in unlock.message.text()
        way.press("Ctrl+A")
    assert "请等" in unlock.message.text()
    assert not unlock.enter.isEnabled()
    clock.advance(minutes=1)
    unlock._waiting.begin(1, "姓名或密码不对")
    qtbot.waitUntil(unlock.enter.isEnabled, timeout=3000)
    assert unlock.message.text() == "现在可以再试"
    way.type(PASSWORD)
    way.press("Return")
    assert len(way.arrivals) == 1


def test_the_ways_beside_the_password(way: Way) -> None:
    way.look()
    way.alt("X", lambda: way.told == ["practice_wanted"])
    way.alt("B", lambda: way.told == ["practice_wanted", "restore_wanted"])
    way.alt("R", way.page.sheet.isVisible)
    assert way.page.sheet.lines.hasFocus()
    way.press("Escape")
    assert way.page.unlock.isVisible()


def test_the_sheet_by_keys(way: Way, shut: Door, answers: Answers) -> None:
    shut.sign_in("王桂兰", PASSWORD, answers.good.append, owner=shut, failed=answers.bad.append)
    answers.wait()
    shut.make_sheet(answers.good.append, owner=shut)
    sheet = answers.wait()
    shut.confirm_sheet(answers.good.append, owner=shut)
    answers.wait()
    shut.close(lambda: answers.good.append(None), owner=shut)
    answers.wait()
    way.look()
    way.alt("R", way.page.sheet.isVisible)
    page = way.page.sheet
    way.press("Tab", "Tab", "Tab", "Return")
    assert page.message.text() == "请输入恢复单上的五行"
    way.type("1234")
    way.press("Tab", "Return")
    way.type("Huanghe+1938")
    way.press("Return")
    way.type("Huanghe+1938")
    way.press("Return")
    assert "57" in page.message.text()
    page.lines.setPlainText("\n".join(sheet.lines))
    way.alt("K", lambda: bool(way.arrivals))
    assert way.arrivals[0].actor.name == "王桂兰"
    assert page.lines.toPlainText() == ""


def test_an_empty_folder_leads_to_the_first_start(
    qtbot: QtBot, window: Window, theme: Theme, door: Door
) -> None:
    way = Way(qtbot, window, theme, door)
    way.look()
    assert way.told == ["first_start"]


def test_a_file_that_will_not_open_is_no_dead_end(way: Way, shut: Door) -> None:
    records = shut.path / "records.db"
    kept = records.read_bytes()
    records.write_bytes(b"short")
    way.look()
    failure = way.page.failure
    assert failure.isVisible()
    assert "损坏" in failure.what.text()
    assert str(shut.path) in failure.where.text()
    way.alt("B", lambda: way.told == ["restore_wanted"])
    way.alt("O", lambda: way.told == ["restore_wanted", "other_folder_wanted"])
    records.write_bytes(kept)
    failure.retry.setFocus()
    way.press("Return")
    assert way.page.unlock.isVisible()


@pytest.mark.parametrize(("width", "height", "scale", "scheme"), LOOKS)
def test_nothing_is_cut(
    qtbot: QtBot, way: Way, theme: Theme, width: int, height: int, scale: float, scheme: Scheme
) -> None:
    way.look()
    theme.set_scheme(scheme)
    theme.set_scale(scale)
    way.window.resize(width, height)
    qtbot.waitUntil(lambda: not complaints(way.page.unlock))
    way.alt("R", way.page.sheet.isVisible)
    qtbot.waitUntil(lambda: not complaints(way.page.sheet))


class Lock:
    """A lock over somebody's desk, and what it told."""

    def __init__(
        self, qtbot: QtBot, window: Window, theme: Theme, door: Door, present: SignedIn, *, switching: bool
    ) -> None:
        self.page = LockPage(theme, door, present, switching=switching)
        self.arrivals: list[SignedIn] = []
        self.told: list[str] = []
        self.page.signed_in.connect(self.arrivals.append)
        self.page.cancelled.connect(lambda: self.told.append("cancelled"))
        self.page.left.connect(lambda: self.told.append("left"))
        self._qtbot = qtbot
        self._worker = door.worker
        window.show_gate(self.page)

    def enter(self, text: str) -> None:
        type_text(self.page.secret, text)
        keys(self.page.secret, "Return")
        self._qtbot.waitUntil(lambda: self._worker.idle, timeout=10_000)


def known(door: Door, owner: QObject, answers: Answers) -> None:
    """The door knows who can sign in, as after a sign-in."""
    people = [Person(one.clerk_uid, one.login, one.name) for one in door.threshold.folder.keystore().people]
    door.people = tuple(people)


def test_unlocking_by_pin(
    qtbot: QtBot, window: Window, theme: Theme, door: Door, founded: SignedIn, answers: Answers
) -> None:
    door.worker.act(set_pin, PinDraft(founded.actor.uid, "4826", CHEAP), answers.good.append, owner=door)
    answers.wait()
    known(door, door, answers)
    lock = Lock(qtbot, window, theme, door, founded, switching=False)
    assert lock.page.secret.hasFocus()
    lock.enter("4827")
    assert "换人密码不对" in lock.page.message.text()
    keys(lock.page.secret, "Escape")
    assert lock.told == []
    keys(lock.page.secret, "Ctrl+A")
    lock.enter("4826")
    assert lock.arrivals[0].actor == founded.actor
    keys(window, "Alt+Q")
    qtbot.waitUntil(lambda: lock.told == ["left"])


def test_giving_the_desk_to_somebody_else(
    qtbot: QtBot, window: Window, theme: Theme, door: Door, founded: SignedIn, answers: Answers
) -> None:
    uid = second_clerk(door, answers)
    known(door, door, answers)
    lock = Lock(qtbot, window, theme, door, founded, switching=True)
    assert lock.page.who.value() == "李春梅"
    assert "登录密码" in lock.page.secret.accessibleName()
    lock.enter("4826")
    assert "不对" in lock.page.message.text()
    keys(lock.page.secret, "Ctrl+A")
    lock.enter("Shan7lian")
    assert lock.arrivals[0].actor.uid == uid
    assert door.worker.actor is lock.arrivals[0].actor
    keys(lock.page.secret, "Escape")
    assert lock.told == ["cancelled"]
