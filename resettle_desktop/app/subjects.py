"""Which subjects the program has, and what they bring: tables and acts, pages."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from resettle_desktop.foundation.ui.page import PageSpec

WITH_TABLES: Final = ("office", "printing", "sites", "households", "matters")
"""Bottom up: the subjects whose tables and acts a file has."""

WITH_PAGES: Final = ("matters", "households", "sites", "printing", "office")
HOME: Final = "matters.desk"
"""The page a desk begins with."""

CLOCK: Final = "office.clock"
"""The page that confirms the date when the computer's clock went back."""


def load_subjects() -> None:
    """Import every subject's tables and acts, so that files are made and checked whole."""
    for subject in WITH_TABLES:
        import_module(f"resettle_desktop.{subject}.models")
        acts: Any = import_module(f"resettle_desktop.{subject}.use_cases")
        for part in walk_packages(getattr(acts, "__path__", ()), f"{acts.__name__}."):
            import_module(part.name)


def all_pages() -> tuple[PageSpec, ...]:
    """Every page of every subject, as the subjects list them."""
    packages = [import_module(f"resettle_desktop.{subject}.pages") for subject in WITH_PAGES]
    return tuple(spec for package in packages for spec in package.PAGES)
