"""What was confirmed before there is an encrypted file: names only, in a small file beside it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from resettle_desktop.foundation.database.whole_file import write_whole

NAME: Final = "first-start.json"

Answers = dict[str, dict[str, Any]]
"""The values of each step by the step's name."""


def read_answers(folder: Path) -> Answers:
    """What an interrupted first start left; nothing when there is none or it cannot be read."""
    try:
        kept = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {step: dict(values) for step, values in kept.items() if isinstance(values, dict)}


def keep_answers(folder: Path, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Write them down; a folder that cannot be written is told when the office is made, not here."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / NAME, json.dumps(answers, ensure_ascii=False).encode())
    except OSError:
        return


def drop_answers(folder: Path) -> None:
    """The office is made: its file holds everything now."""
    (folder / NAME).unlink(missing_ok=True)
