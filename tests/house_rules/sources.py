"""The program's own files, found once for all house rules."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PROGRAM: Final = ROOT / "resettle_desktop"
SUBJECTS: Final = tuple(
    name
    for name in (
        "office",
        "printing",
        "sites",
        "households",
        "party",
        "rights",
        "followup",
        "community",
        "matters",
        "assessment",
    )
    if (PROGRAM / name).is_dir()
)
"""Bottom up, as in the import contract."""


def program_files() -> list[Path]:
    """Every module of the program."""
    return sorted(PROGRAM.rglob("*.py"))


def files_of_tests() -> list[Path]:
    """Every module of the tests."""
    return sorted((ROOT / "tests").rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[str]:
    """The last name of everything a module calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield called.attr
            elif isinstance(called, ast.Name):
                yield called.id
