"""``python -m tests.benchmarks [row …]``: measure, print the table, keep ``build/bench.json``."""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from tests.benchmarks.offices import ROOT, Workshop
from tests.benchmarks.table import Figure, conclude, printed

ROWS: Final = (
    "startup",
    "desk",
    "saving",
    "searching",
    "certificate",
    "batch",
    "household",
    "lists",
    "memory",
)
"""The modules that measure, in the order of the table."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the rows that are asked for; the exit code is 0 only when all of them hold."""
    asked = parser().parse_args(arguments)
    if unknown := set(asked.rows).difference(ROWS):
        parser().error(f"no such row: {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    workshop = Workshop(ROOT / "build" / "bench", asked.effort)
    figures: list[Figure] = []
    for row in ROWS:
        if not asked.rows or row in asked.rows:
            figures += measured(row, workshop)
    text, code = conclude(figures, asked.out)
    sys.stdout.write(text + "\n")
    return code


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    made.add_argument("rows", nargs="*", metavar="row", help=f"of {', '.join(ROWS)}")
    made.add_argument("--effort", type=float, default=1.0, help="multiplies how often things are measured")
    made.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json", help="where the table goes")
    return made


def measured(row: str, workshop: Workshop) -> list[Figure]:
    """Measure one module's figures; one that breaks leaves a row that does not hold, and the others go on."""
    measure: Callable[[Workshop], Iterator[Figure]]
    try:
        module = import_module(f"tests.benchmarks.{row}")
        measure, found = module.figures, []
        for figure in measure(workshop):
            found.append(figure)
            sys.stderr.write(printed([figure]).partition("\n")[2] + "\n")
    except Exception as error:
        traceback.print_exc()
        return [Figure(row, None, "", None, 0.0, note=f"could not be measured: {error}")]
    return found


if __name__ == "__main__":
    sys.exit(main())
