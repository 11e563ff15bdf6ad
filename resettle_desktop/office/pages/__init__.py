"""What the clerk sees of the office: the way in, people, settings, backups.

``PAGES`` is made when it is first asked for: the sign-in box lives in this package too and is on the screen
before the records' machinery is loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resettle_desktop.office.pages.desk_pages import PAGES

__all__ = ["PAGES"]


def __getattr__(name: str) -> Any:
    """The pages of the desk (PEP 562)."""
    if name == "PAGES":
        return import_module(f"{__name__}.desk_pages").PAGES
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
