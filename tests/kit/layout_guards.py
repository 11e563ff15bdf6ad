"""Cheap checks that find what an eye would: cut words, tiny buttons, fields without name or way by Tab."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from resettle_desktop.foundation.ui.words import ElidedLabel, Paragraph

SMALLEST_BUTTON = 24
INPUTS = (QLineEdit, QPlainTextEdit, QCheckBox, QRadioButton)


def complaints(root: QWidget) -> list[str]:
    """Everything that is wrong with the layout of what is visible under ``root``; empty is right."""
    return [
        *cut_labels(root),
        *tiny_buttons(root),
        *nameless(root),
        *inputs_without_label(root),
        *out_of_reach(root),
    ]


def cut_labels(root: QWidget) -> list[str]:
    """Labels narrower or lower than their words. Those made to be shortened are left out."""
    return [
        f"cut: {label.text()!r} {label.width()}x{label.height()} of {hint.width()}x{hint.height()}"
        for label in root.findChildren(QLabel)
        if label.isVisible() and label.text() and not isinstance(label, (ElidedLabel, Paragraph))
        for hint in (label.sizeHint(),)
        if label.width() < hint.width() or label.height() < hint.height()
    ]


def tiny_buttons(root: QWidget) -> list[str]:
    """Buttons under 24 pixels, and buttons narrower than what they show."""
    found = []
    for button in root.findChildren(QAbstractButton):
        if not button.isVisible() or button.inherits("QTableCornerButton"):
            continue
        if min(button.width(), button.height()) < SMALLEST_BUTTON:
            found.append(f"tiny: {name_of(button)!r} {button.width()}x{button.height()}")
        if button.width() < button.minimumSizeHint().width():
            found.append(f"cut: button {name_of(button)!r}")
    return found


def nameless(root: QWidget) -> list[str]:
    """Whatever can take the cursor needs a name for those who do not see it."""
    return [f"nameless: {widget!r}" for widget in focusable(root) if not name_of(widget)]


def inputs_without_label(root: QWidget) -> list[str]:
    """Each label with a mnemonic has a buddy that is not itself."""
    return [
        f"no buddy: {label.text()!r}"
        for label in root.findChildren(QLabel)
        if label.isVisible() and "&" in label.text().replace("&&", "")
        if label.buddy() is None or label.buddy() is label
    ]


def out_of_reach(root: QWidget) -> list[str]:
    """Inputs the Tab key never comes to, walking once around the window from its first widget."""
    window = root.window()
    reached: set[QWidget] = set()
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    return [
        f"out of reach: {name_of(widget)!r}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, INPUTS) and widget.isVisible() and widget.isEnabled()
        if widget not in reached or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def focusable(root: QWidget) -> list[QWidget]:
    """Visible widgets that Tab can come to."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if isinstance(widget, (*INPUTS, QAbstractButton, QAbstractItemView))
    ]


def name_of(widget: QWidget) -> str:
    """The name assistive programs read."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def widgets_alive() -> int:
    """How many widgets there are; compared before and after in tests for leaks."""
    return len(QApplication.allWidgets())
