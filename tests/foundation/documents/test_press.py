"""The press draws on its own thread, one paper at a time."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from typing import Any

import pytest

from resettle_desktop.foundation.documents.fonts import MissingGlyph, Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Sheet
from resettle_desktop.foundation.documents.press import Press
from tests.foundation.documents.test_fonts import NOBODY_HAS

Draw = Callable[..., bytes]


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


def test_a_paper_comes_from_the_press(press: Press, draw_certificate: Draw) -> None:
    assert press.draw(draw_certificate, "张三", draft=True).result(30) == draw_certificate("张三", draft=True)


def test_it_draws_on_one_thread_of_its_own(press: Press) -> None:
    threads = {press.draw(threading.get_ident).result(30) for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_its_thread_starts_with_the_first_paper() -> None:
    before = threading.active_count()
    press = Press()
    assert threading.active_count() == before
    press.close()


def test_a_refusal_comes_out_of_the_future(press: Press) -> None:
    def draw() -> bytes:
        sheet = Sheet(About("样张"))
        sheet.text(30, 50, Name(NOBODY_HAS))
        return sheet.finish()

    with pytest.raises(MissingGlyph):
        press.draw(draw).result(30)


def test_a_warm_press_has_its_fonts_open(press: Press) -> None:
    assert press.warm().result(30) is None


def test_closing_finishes_the_paper_and_drops_the_waiting(draw_certificate: Draw) -> None:
    press = Press()
    at_work, go_on = threading.Event(), threading.Event()

    def slow() -> bytes:
        at_work.set()
        assert go_on.wait(30)
        return b"done"

    first = press.draw(slow)
    assert at_work.wait(30)
    second = press.draw(draw_certificate)
    closing = threading.Thread(target=press.close)
    closing.start()
    with pytest.raises(CancelledError):
        second.result(30)
    go_on.set()
    closing.join(30)
    assert first.result(0) == b"done"


def test_two_threads_drawing_at_once_disturb_nobody(draw_certificate: Draw) -> None:
    alone: dict[str, Any] = {name: draw_certificate(name) for name in ("张䶮", "李喆")}
    with ThreadPoolExecutor(2) as threads:
        drawn = list(threads.map(lambda name: (name, draw_certificate(name)), ["张䶮", "李喆"] * 8))
    assert all(alone[name] == data for name, data in drawn)
