"""The look: contrast by computation, three schemes, four sizes, one style sheet."""

import ast
import re
import string
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.resources import resource_path
from resettle_desktop.foundation.ui import theme as theme_module
from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.icons import drawing, pixmap_of
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.ui.typeface import load_rare_typefaces
from tests.foundation.documents.own_fonts import make_font
from tests.kit.leftovers import HOST

PACKAGE = Path(theme_module.__file__).parents[2]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_words_and_lines_stand_out_from_their_ground(scheme: Scheme) -> None:
    colours = tokens.colours_of(scheme)
    weak = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for pairs, least in (
            (tokens.TEXT_PAIRS, tokens.TEXT_CONTRAST),
            (tokens.EDGE_PAIRS, tokens.EDGE_CONTRAST),
        )
        for ink, ground in pairs
        if contrast(colours[ink], colours[ground]) < least
    }
    assert not weak


def test_high_contrast_reaches_seven_to_one_for_words() -> None:
    colours = tokens.colours_of(Scheme.CONTRAST)
    pairs = [pair for pair in tokens.TEXT_PAIRS if pair[1] != "selection"]
    assert min(contrast(colours[ink], colours[ground]) for ink, ground in pairs) >= 7


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("scale", tokens.SCALES)
def test_every_blank_of_the_style_sheet_is_filled(theme: Theme, scheme: Scheme, scale: float) -> None:
    theme.set_scheme(scheme)
    theme.set_scale(scale)
    sheet = theme.stylesheet()
    assert "$" not in sheet
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for row in tokens.COLOURS.values() for colour in row)


def test_every_colour_is_used() -> None:
    written = "".join(
        path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name != "tokens.py"
    )
    template = string.Template(theme_module.STYLESHEET.read_text(encoding="utf-8"))
    used = set(template.get_identifiers())
    toned = {"ok", "warn", "bad", "info", "neutral"}
    unused = {
        name
        for name in tokens.COLOURS
        if name not in used and f'"{name}"' not in written and name.removesuffix("_bg") not in toned
    }
    assert not unused


def test_the_palette_and_the_sizes_follow_the_switch(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.next_scheme()
    assert theme.scheme is Scheme.DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("bg")
    small = theme.px(36)
    theme.larger()
    assert theme.scale == 1.25
    assert theme.px(36) > small
    for _ in range(9):
        theme.larger()
    assert theme.scale == tokens.SCALES[-1]
    for _ in range(9):
        theme.smaller()
    assert theme.scale == tokens.SCALES[0]
    seen = []
    for _ in range(2):
        theme.next_scheme()
        seen.append(theme.scheme)
    assert seen == [Scheme.CONTRAST, Scheme.LIGHT]


@pytest.mark.parametrize("scale", tokens.SCALES)
def test_nothing_moves_when_the_focus_comes(theme: Theme, qtbot: QtBot, scale: float) -> None:
    theme.set_scale(scale)
    box = QWidget()
    box.setObjectName(HOST)
    box.setMinimumSize(1, 1)
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    parts = (QLineEdit("冯桂兰"), QPushButton("登记"), QCheckBox("没有电话"))
    for part in parts:
        column.addWidget(part)
    with qtbot.waitExposed(box):
        box.show()
    box.activateWindow()
    parts[1].setFocus()
    before = parts[0].size(), parts[0].sizeHint()
    assert before[0].height() == theme.px(tokens.HEIGHT["input"])
    parts[0].setFocus()
    assert parts[0].hasFocus()
    assert (parts[0].size(), parts[0].sizeHint()) == before
    parts[0].setProperty("state", "error")
    parts[0].style().polish(parts[0])
    assert parts[0].sizeHint() == before[1]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_is_seen_on_its_ground(
    theme: Theme, qtbot: QtBot, scheme: Scheme, kind: type[QCheckBox] | type[QRadioButton]
) -> None:
    while theme.scheme is not scheme:
        theme.next_scheme()
    box = kind()
    box.setObjectName(HOST)
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(60, 40)
    image = box.grab().toImage()
    seen = [image.pixelColor(x, y).name() for x in range(30) for y in range(image.height())]
    ground, tick = (theme.colour(name).name() for name in ("primary", "surface"))
    inside = seen[seen.index(ground) : len(seen) - seen[::-1].index(ground)]
    assert inside.count(tick) > 5, "what is ticked looks different from what is merely coloured"


def test_the_windows_letters_are_the_programs_own(theme: Theme) -> None:
    assert "Resettle Hei" in QFontDatabase.families()
    metrics = QFontMetrics(theme.font())
    assert {metrics.horizontalAdvance(digit) for digit in "0123456789"} == {metrics.horizontalAdvance("0")}
    assert all(metrics.inFontUcs4(ord(character)) for character in "搬迁安置证明䶮㛃，：·")
    load_rare_typefaces()
    assert "Resettle Kai Light" in QFontDatabase.families()


def ink(theme: Theme, text: str) -> bytes:
    """A text as the window paints it."""
    image = QImage(64, 40, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.setFont(theme.font("h1"))
    painter.drawText(image.rect(), text)
    painter.end()
    return bytes(image.constBits())


def test_rare_characters_are_shown_by_the_faces_papers_are_set_in(theme: Theme) -> None:
    rare = ["𠮷", "䶮", "𬭚", "𱁬", "\U0002c386", "\U00020023", "\U0002ebe0", "\U00021ed5"]
    nobodys = ink(theme, "\U000f0000")
    blank = ink(theme, " ")
    pictures = [ink(theme, character) for character in rare]
    assert nobodys not in pictures
    assert blank not in pictures
    assert len(set(pictures)) == len(rare), "no box stands for two of them"


def test_a_character_of_the_offices_own_font_is_shown(theme: Theme, tmp_path: Path) -> None:
    lacking = "\U00031328"
    before = ink(theme, lacking)
    make_font(tmp_path / "own.ttf", lacking, family="Office Own")
    theme.use_own_fonts([tmp_path / "own.ttf"])
    assert ink(theme, lacking) != before
    assert "Office Own" in theme.stylesheet()


def icon_names() -> set[str]:
    """Every icon the code names: ``icon=`` and its kin, and the icons of NavEntry and Command."""
    names: set[str] = set()
    places = {"NavEntry": 1, "Command": 3}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given: list[ast.expr] = []
            if isinstance(node, ast.keyword) and node.arg is not None and node.arg.endswith("icon"):
                given.append(node.value)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in places:
                given.extend(node.args[places[node.func.id] :][:1])
            elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target).endswith("icon") and node.value:
                given.append(node.value)
            names |= {
                part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
    return names - {""}


def test_every_icon_the_code_names_is_there() -> None:
    missing = {name for name in icon_names() if not (resource_path("icons") / f"{name}.svg").exists()}
    assert not missing


@pytest.mark.parametrize("path", sorted(resource_path("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication, path: Path) -> None:
    assert "currentColor" in drawing(path.stem)
    image = pixmap_of(path.stem, "#A81C16", 24).toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    painted = [colour for colour in colours if colour.alpha() == 255]
    assert painted
    wanted = QColor("#A81C16")
    assert all(abs(colour.red() - wanted.red()) <= 1 for colour in painted), "the renderer rounds"
