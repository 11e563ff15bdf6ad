"""Nothing is cut, nameless or out of the keys' reach, at every size, scale and set of colours."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.printing.pages.book_page import BookPage
from resettle_desktop.printing.pages.issued_page import IssuedPage
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen
from tests.printing.desk import PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import (
    NotePage,
    draw_note,
    note_facts,
    strike,
    uid_of,
)

LOOKS = [
    (scheme, scale, size) for scheme in Scheme for scale in (1.0, 1.75) for size in ((836, 620), (1178, 620))
]


def whole(window: QWidget) -> None:
    """Nothing to complain of, once Qt has laid the window out."""
    assert complaints(window) == []


@pytest.mark.parametrize(("scheme", "scale", "size"), LOOKS)
def test_every_state_of_the_pages_is_whole(
    screen: Screen,
    office: PaperDesk,
    open_page: OpenPage,
    tmp_path: Path,
    scheme: Scheme,
    scale: float,
    size: tuple[int, int],
) -> None:
    screen.context.theme.set_scheme(scheme)
    screen.context.theme.set_scale(scale)
    page = NotePage(screen.context)
    page.folder.setText(str(tmp_path))
    window = open_page(page, uid_of("b"))
    window.resize(*size)
    for struck in ((), ("F9",), ("F9",), ("4",), ("Return",)):
        strike(screen, *struck)
        screen.qtbot.waitUntil(partial(whole, window))
    window.hide()
    with office.store.reading() as session:
        facts = note_facts(session, uid_of("a"), screen.context.today())
    uid = office.issue("甲", draw=lambda head: draw_note(facts, head, ""))
    for other, subject in ((BookPage(screen.context), None), (IssuedPage(screen.context), uid)):
        other_window = open_page(other, subject)
        other_window.resize(*size)
        screen.settle()
        screen.qtbot.waitUntil(partial(whole, other_window))
        other_window.hide()


def test_a_whole_page_can_be_seen_at_once(screen: Screen, office: PaperDesk, open_page: OpenPage) -> None:
    page = NotePage(screen.context)
    window = open_page(page, uid_of("a"))
    wide = page.preview.pages.page_width
    assert wide > window.width() // 2
    strike(screen, "F7")
    assert page.preview.pages.height() <= page.preview.viewport().height() + 1
    strike(screen, "F7")
    assert page.preview.pages.page_width == wide
    strike(screen, "PgDown")
    assert page.preview.verticalScrollBar().value() > 0
    strike(screen, "PgUp")
    assert page.preview.verticalScrollBar().value() == 0


def test_the_page_is_drawn_sharp_again_when_its_width_has_settled(
    screen: Screen, office: PaperDesk, open_page: OpenPage
) -> None:
    page = NotePage(screen.context)
    window = open_page(page, uid_of("a"))
    before = page.preview.pages.images[0].width()
    window.resize(900, 620)
    screen.qtbot.waitUntil(lambda: page.preview.pages.images[0].width() != before)
    screen.settle()
    assert page.preview.pages.images[0].width() == page.preview.pages.page_width
