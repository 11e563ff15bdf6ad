"""Restoring a backup by keys alone: by password, by the sheet, from another place, and refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.database.backup import BackupKind, back_up, backups_in
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.office.pages.arrival import SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.restore_page import BY_SHEET, RestorePage
from resettle_desktop.office.use_cases import add_clerk
from resettle_desktop.office.use_cases.clerks import ClerkDraft
from tests.kit.layout_guards import complaints
from tests.kit.office import raw
from tests.kit.screen import keys, type_text
from tests.office.conftest import PASSWORD, Answers


class Restoring:
    """The page on the screen."""

    def __init__(self, qtbot: QtBot, window: Window, theme: Theme, door: Door, place: Path | None) -> None:
        self.page = RestorePage(theme, door, choose=lambda _page: place)
        self.told: list[str] = []
        self._window = window
        self._qtbot = qtbot
        self._worker = door.worker
        self.page.restored.connect(lambda: self.told.append("restored"))
        self.page.left.connect(lambda: self.told.append("left"))
        window.show_gate(self.page)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._worker.idle and not self.page.busy, timeout=20_000)

    @property
    def focused(self) -> QWidget:
        widget = self._window.focusWidget()
        assert widget is not None
        return widget

    def press(self, *names: str) -> None:
        for name in names:
            keys(self.focused, name)
            self.settle()

    def type(self, text: str) -> None:
        type_text(self.focused, text)


@pytest.fixture
def kept(door: Door, founded: SignedIn, answers: Answers) -> str:
    """An office with a sheet, a backup, and one act after it; closed. The sheet's characters."""
    folder = door.threshold.folder
    assert folder.store is not None
    door.make_sheet(answers.good.append, owner=door)
    sheet = answers.wait()
    door.confirm_sheet(answers.good.append, owner=door)
    answers.wait()
    back_up(folder, folder.store.key, door.clock, BackupKind.ON_DEMAND)
    door.worker.act(add_clerk, ClerkDraft("李春梅"), answers.good.append, owner=door)
    answers.wait()
    door.close(lambda: answers.good.append(None), owner=door)
    answers.wait()
    text: str = sheet.qr_text
    return text


@pytest.fixture
def begin(qtbot: QtBot, window: Window, theme: Theme, door: Door, kept: str) -> Callable[..., Restoring]:
    return lambda place=None: Restoring(qtbot, window, theme, door, place)


def people(door: Door, answers: Answers) -> list[str]:
    door.sign_in("王桂兰", PASSWORD, answers.good.append, owner=door, failed=answers.bad.append)
    answers.wait()
    store = door.threshold.folder.store
    assert store is not None
    return [name for (name,) in raw(store, "SELECT name FROM clerk ORDER BY id")]


def test_a_backup_is_restored_and_what_it_replaces_is_kept(
    begin: Callable[..., Restoring], door: Door, answers: Answers
) -> None:
    restoring = begin()
    assert len(restoring.page.model.rows) == 1
    restoring.press("Return")
    assert restoring.page.who.value() == "王桂兰"
    restoring.type(PASSWORD)
    restoring.press("Return")
    said = restoring.page.card_words.text()
    assert "备份之后办的 1 笔" in said
    assert "会先做一份备份" in said
    restoring.press("Return")
    assert restoring.told == ["restored"]
    assert people(door, answers) == ["王桂兰"]
    kinds = {backup.kind for backup in backups_in(door.threshold.folder.backups)}
    assert BackupKind.BEFORE_RESTORE in kinds


def test_the_sheet_opens_a_backup_too(begin: Callable[..., Restoring], kept: str) -> None:
    restoring = begin()
    restoring.press("Return")
    restoring.page.who.choose_value(BY_SHEET)
    restoring.page.sheet.setFocus()
    restoring.type("12")
    restoring.press("Return")
    assert "57" in restoring.page.message.text()
    restoring.press("Ctrl+A")
    restoring.type(kept)
    restoring.press("Return", "Return")
    assert restoring.told == ["restored"]


def test_a_wrong_password_and_a_change_of_mind_change_nothing(
    begin: Callable[..., Restoring], door: Door, answers: Answers
) -> None:
    restoring = begin()
    restoring.press("Return")
    restoring.type("falsch")
    restoring.press("Return")
    assert "不对" in restoring.page.message.text()
    restoring.press("Ctrl+A")
    restoring.type(PASSWORD)
    restoring.press("Return")
    restoring.press("Escape", "Escape", "Escape")
    assert restoring.told == ["left"]
    assert people(door, answers) == ["王桂兰", "李春梅"]


def test_a_new_computer_takes_a_backup_from_a_stick(
    qtbot: QtBot,
    window: Window,
    theme: Theme,
    make_door: Callable[..., Door],
    door: Door,
    kept: str,
    tmp_path: Path,
    answers: Answers,
) -> None:
    stick = door.threshold.folder.backups
    fresh = make_door(path=tmp_path / "new computer")
    restoring = Restoring(qtbot, window, theme, fresh, stick)
    assert "没有备份" in restoring.page.advice.text()
    restoring.press("Return")
    restoring.press("Return")
    restoring.type(PASSWORD)
    restoring.press("Return")
    assert "没有要替换的资料" in restoring.page.card_words.text()
    restoring.press("Return")
    assert restoring.told == ["restored"]
    assert people(fresh, answers) == ["王桂兰"]


def test_a_place_without_backups_is_said(begin: Callable[..., Restoring], tmp_path: Path) -> None:
    restoring = begin(tmp_path / "nothing")
    restoring.page.look_elsewhere()
    restoring.settle()
    assert "没有完整的备份" in restoring.page.message.text()


@pytest.mark.parametrize(
    ("width", "height", "scale", "scheme"),
    [(1366, 698, 1.0, Scheme.LIGHT), (1366, 698, 1.75, Scheme.CONTRAST), (1024, 768, 1.0, Scheme.DARK)],
)
def test_nothing_is_cut(
    begin: Callable[..., Restoring],
    qtbot: QtBot,
    theme: Theme,
    width: int,
    height: int,
    scale: float,
    scheme: Scheme,
) -> None:
    restoring = begin()
    theme.set_scheme(scheme)
    theme.set_scale(scale)
    restoring.page.window().resize(width, height)
    qtbot.waitUntil(lambda: not complaints(restoring.page))
    restoring.press("Return")
    qtbot.waitUntil(lambda: not complaints(restoring.page))
