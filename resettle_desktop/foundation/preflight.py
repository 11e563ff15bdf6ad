"""What the machine must have before Qt is asked for anything: shared libraries, by Debian package.

The program names the packages itself, since Qt's own message is misleading: it blames xcb-cursor0 for any
missing xcb library.
"""

import os
import sys
from collections.abc import Iterable
from typing import Final

HEADLESS: Final = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Needed by every Qt program, with or without a screen."""

WITH_SCREEN: Final = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Needed beside them by the X11 platform plugin."""


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows, elsewhere when a display is named."""
    if sys.platform != "linux":
        return True
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in {"offscreen", "minimal"}
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(*, with_screen: bool) -> tuple[str, ...]:
    """Debian packages whose library the loader does not find, in the order of the alphabet."""
    if sys.platform != "linux":
        return ()
    wanted = {**HEADLESS, **WITH_SCREEN} if with_screen else HEADLESS
    return tuple(sorted({package for library, package in wanted.items() if not loads(library)}))


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a library."""
    import ctypes  # the start does without it where nothing is missing

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def advice(packages: Iterable[str]) -> str:
    """What the person who installs the program reads."""
    return f"这台电脑缺少显示界面需要的系统组件，程序没有启动。请先执行：apt-get install {' '.join(packages)}"


def demand(*, with_screen: bool) -> None:
    """End the process with the advice when something is missing."""
    missing = missing_packages(with_screen=with_screen)
    if missing:
        sys.exit(advice(missing))


def choose_input_method() -> None:
    """Let Qt reach fcitx through its IBus front end; called before the application is made.

    The wheels ship only the IBus plugin and the domestic systems use fcitx; Qt takes the portal when it is
    told to, even where no ``ibus-daemon`` program exists.
    """
    if sys.platform == "linux" and "fcitx" in os.environ.get(
        "QT_IM_MODULE", os.environ.get("XMODIFIERS", "")
    ):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"
