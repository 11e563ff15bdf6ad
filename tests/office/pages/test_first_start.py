"""The first start, played by keys on a real folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.documents.press import Press
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.window.window import Window
from resettle_desktop.office.pages.arrival import SignedIn
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.first_start import FirstStart
from resettle_desktop.office.pages.first_start.kept_answers import NAME, keep_answers, read_answers
from resettle_desktop.office.pages.first_start.sheet_step import SheetStep
from resettle_desktop.office.pages.first_start.wizard import Begun
from tests.kit.office import raw
from tests.kit.screen import keys, type_text
from tests.office.conftest import PASSWORD

STICK = "恢复单.pdf"


class Played:
    """A wizard on the screen, and the keys a clerk strikes."""

    def __init__(self, qtbot: QtBot, window: Window, wizard: FirstStart, worker: Worker) -> None:
        self.wizard = wizard
        self._qtbot = qtbot
        self._worker = worker
        self.begun: list[Begun] = []
        wizard.finished.connect(self.begun.append)
        window.show_gate(wizard)
        self.settle()

    @property
    def focused(self) -> QWidget:
        widget = self.wizard.window().focusWidget()
        assert widget is not None
        return widget

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._worker.idle and not self.wizard.step.busy, timeout=10_000)

    def type(self, text: str) -> None:
        type_text(self.focused, text)
        self.settle()

    def press(self, *names: str) -> None:
        for name in names:
            keys(self.focused, name)
            self.settle()

    def title(self) -> str:
        return self.wizard.step.title

    def fill_office(self) -> None:
        self.type("kl sjg")
        self.press("Return", "Return")

    def fill_centres(self) -> None:
        self.press("Return", "Return", "Return")

    def fill_administrator(self) -> None:
        self.type("王桂兰")
        self.press("Return", "Return")
        self.type(PASSWORD)
        self.press("Return")
        self.type(PASSWORD)
        self.press("Return")

    def prove_sheet(self) -> None:
        step = self.wizard.step
        assert isinstance(step, SheetStep)
        sheet = step._sheet
        assert sheet is not None
        for line in step.asked:
            self.type(sheet.lines[line].lower())
            self.press("Return")


def emptied(played: Played, name: str) -> None:
    """Take away what stands in a field."""
    widget = played.wizard.step.fields[name].widget
    assert isinstance(widget, QLineEdit)
    widget.clear()


@pytest.fixture
def play(
    qtbot: QtBot,
    window: Window,
    theme: Theme,
    door: Door,
    press: Press,
    closed_worker: Worker,
    tmp_path: Path,
) -> Callable[..., Played]:
    def begin(arrival: SignedIn | None = None, target: Path | None = tmp_path / STICK) -> Played:
        wizard = FirstStart(theme, door, press, arrival=arrival, choose=lambda _parent, _name: target)
        return Played(qtbot, window, wizard, closed_worker)

    return begin


def test_five_steps_by_keys_alone(play: Callable[..., Played], door: Door, tmp_path: Path) -> None:
    played = play()
    played.fill_office()
    assert played.title() == "有哪些服务中心"
    played.fill_centres()
    assert played.title() == "您是谁"
    played.fill_administrator()
    assert played.title() == "打印恢复单"
    played.press("Ctrl+S")
    assert (tmp_path / STICK).read_bytes().startswith(b"%PDF")
    played.prove_sheet()
    assert played.title() == "可以开始了"
    played.press("Return")
    (begun,) = played.begun
    assert not begun.practice
    office = begun.arrival.facts.office
    assert (office.name, office.division_name, office.household_prefix) == (
        "宋家沟镇人民政府",
        "宋家沟镇",
        "SJ",
    )
    assert door.threshold.folder.keystore().recovery_confirmed
    assert not (door.path / NAME).exists()


def test_practice_can_come_first(play: Callable[..., Played], founded: SignedIn) -> None:
    played = play(founded)
    assert played.title() == "打印恢复单"
    played.press("F6", "F6")
    played.prove_sheet()
    played.press("Down", "Down", "Return")
    (begun,) = played.begun
    assert begun.practice


def test_what_was_confirmed_is_there_after_a_crash(
    play: Callable[..., Played], door: Door, qtbot: QtBot
) -> None:
    first = play()
    first.fill_office()
    first.press("Ctrl+A")
    first.type("宋家沟党群中心")
    first.press("Return", "Return", "Return")
    assert json.loads((door.path / NAME).read_bytes())
    again = play()
    assert again.title() == "您是谁"
    again.press("Escape")
    assert again.title() == "有哪些服务中心"
    again.press("Return", "Return", "Return")
    again.fill_administrator()
    assert again.title() == "打印恢复单"
    store = door.threshold.folder.store
    assert store is not None
    assert raw(store, "SELECT name FROM centre ORDER BY id")[0] == ("宋家沟党群中心",)


def test_nothing_secret_is_written_beside_the_file(play: Callable[..., Played], door: Door) -> None:
    played = play()
    played.fill_office()
    played.fill_centres()
    played.type("王桂兰")
    played.press("Return", "Return")
    played.type("weak")
    played.press("Return")
    played.type("weak")
    played.press("Return")
    assert played.wizard.step.fields["password"].error == "密码现在是4位，至少要8位"
    assert "weak" not in (door.path / NAME).read_text(encoding="utf-8")


def test_each_step_says_what_is_missing(play: Callable[..., Played]) -> None:
    played = play()
    played.press("F9")
    fields = played.wizard.step.fields
    assert fields["division"].error == "请填写所在的乡镇或街道"
    played.type("zzzzzz")
    played.press("Tab")
    played.type("某单位")
    played.press("F9")
    assert "没有“zzzzzz”" in fields["division"].error
    played.press("Ctrl+A")
    played.fill_office()
    for name in ("party", "destination", "origin"):
        emptied(played, name)
    played.press("F9")
    assert played.wizard.step.fields["party"].error == "至少留一个中心"


def test_the_sheet_must_be_on_paper_and_not_beside_the_file(
    play: Callable[..., Played], founded: SignedIn, door: Door
) -> None:
    played = play(founded, door.path / STICK)
    played.prove_sheet()
    assert "请先打印" in played.wizard.notices.text
    played.press("Ctrl+S")
    assert "不能和数据放在一起" in played.wizard.notices.text
    assert not (door.path / STICK).exists()
    played.press("F6", "F6")
    step = played.wizard.step
    for name in ("first", "second"):
        emptied(played, name)
    played.type("AAAA AAAA AAAA A")
    played.press("Return")
    played.type("AAAA AAAA AAAA A")
    played.press("Return")
    assert "不一样" in step.fields["first"].error
    assert not door.threshold.folder.keystore().recovery_confirmed


def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot,
    window: Window,
    theme: Theme,
    make_door: Callable[..., Door],
    press: Press,
    closed_worker: Worker,
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    door = make_door(path=blocked / "office")
    played = Played(qtbot, window, FirstStart(theme, door, press), closed_worker)
    failures: list[Exception] = []
    closed_worker.trouble.connect(failures.append)
    played.fill_office()
    played.fill_centres()
    played.fill_administrator()
    assert played.title() == "您是谁"
    assert isinstance(failures[-1], EnvironmentFailure)
    assert "单位还没有建成" in played.wizard.notices.text


def test_kept_answers_forgive_everything(tmp_path: Path) -> None:
    assert read_answers(tmp_path) == {}
    (tmp_path / NAME).write_text("{")
    assert read_answers(tmp_path) == {}
    (tmp_path / NAME).write_text("[1]")
    assert read_answers(tmp_path) == {}
    keep_answers(tmp_path / "new", {"a": {"b": "c"}})
    assert read_answers(tmp_path / "new") == {"a": {"b": "c"}}
