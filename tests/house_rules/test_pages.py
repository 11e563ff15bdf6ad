"""Pages are data: named once, opened by names that exist, and never in the way of each other."""

import ast
import re

import pytest

from resettle_desktop.app.subjects import CLOCK, HOME, all_pages
from resettle_desktop.foundation.ui.page import PageSpec
from resettle_desktop.office.rules import Role
from tests.house_rules.sources import PROGRAM, SUBJECTS, parsed, program_files

PAGES = all_pages()
NAMES = {spec.name for spec in PAGES}
PAGE_NAME = re.compile(rf"^({'|'.join(SUBJECTS)})\.[a-z_]+$")


def test_a_page_has_one_name() -> None:
    assert len(NAMES) == len(PAGES)


def test_every_name_somebody_opens_is_a_page() -> None:
    said = {
        node.value
        for path in program_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PAGE_NAME.match(node.value)
    }
    assert said <= NAMES
    assert {HOME, CLOCK} <= NAMES


@pytest.mark.parametrize("spec", PAGES, ids=[spec.name for spec in PAGES])
def test_a_page_says_who_may_open_it_in_known_roles(spec: PageSpec) -> None:
    assert spec.roles <= set(Role)
    assert spec.title


def test_the_navigation_is_ordered_and_short() -> None:
    entries = [spec.nav for spec in PAGES if spec.nav is not None]
    assert len({entry.order for entry in entries}) == len(entries)
    assert all(len(entry.short) in {2, 3} for entry in entries)  # what stands under an icon at 175 %


def test_pages_read_no_clock_and_write_nothing() -> None:
    """A page asks the worker; the day comes from its context."""
    banned = re.compile(r"\bdate\.today\(|\bdatetime\.now\(|\.working\(|system_clock\(\)")
    told = [
        str(path.relative_to(PROGRAM))
        for path in program_files()
        if "pages" in path.parts
        and path.name not in {"threshold.py", "door.py"}
        and banned.search(path.read_text(encoding="utf-8"))
    ]
    assert told == []
