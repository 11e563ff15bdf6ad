"""Where the files lie that come with the program: fonts, icons, code tables."""

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a file under `resources`, in a source checkout and in the frozen program."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)
