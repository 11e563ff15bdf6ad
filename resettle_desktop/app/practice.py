"""The practice office: made beside the real one when it is first asked for, filled with a sample township."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from resettle_desktop.office.pages.arrival import SignedIn
    from resettle_desktop.office.pages.door import Door

TYPED_TO_PRACTISE: Final = "lianxi2026"
"""Shown on the sign-in page: the practice office's people are invented."""
MAKING: Final = "正在准备练习用的资料，马上就好…"
MARK: Final = "练习"


def make_practice(
    door: Door, then: Callable[[SignedIn], None], failed: Callable[[Exception], None], *, owner: QObject
) -> None:
    """Make the practice office, fill its township, and sign its clerk in."""
    from resettle_desktop.samples import PRACTICE_OFFICE, fill_township

    def fill(arrival: SignedIn) -> None:
        door.worker.errand(
            lambda store: fill_township(store, arrival.actor),
            lambda _uids: then(arrival),
            owner=owner,
            failed=failed,
        )

    door.create(PRACTICE_OFFICE, TYPED_TO_PRACTISE, fill, owner=owner, failed=failed)
