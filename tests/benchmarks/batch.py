"""1,000 certificates in one go beside LibreOffice, and what 10,000 pages leave in memory.

Run as a program (``python -m tests.benchmarks.batch <few> <many>``) it is the process whose memory is read.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from resettle_desktop.foundation.documents.joining import joined
from resettle_desktop.households.documents import draw_relocation_certificate
from resettle_desktop.printing.pages.batch_page import PART
from tests.benchmarks.memory import resident
from tests.benchmarks.offices import ROOT, Workshop
from tests.benchmarks.table import Figure
from tests.households.documents.test_certificate import FACTS, HEAD

PAGES: Final = 1_000
FEW: Final = 1_000
MANY: Final = 10_000
PER_CALL: Final = 200
"""LibreOffice drops files beyond some 250 in one call without a word."""
IN_ONE: Final = "1,000 certificates for the printer, in parts"
AS_FILES: Final = "1,000 certificates, a file each"
FLAT: Final = "memory after 10,000 certificates (MB)"
AFTER_FEW: Final = "memory after 1,000 (MB)"
OFFICE_IN_ONE: Final = "LibreOffice, one document, divided by 3"
OFFICE_AS_FILES: Final = "LibreOffice, 200 documents a call, divided by 5"
NO_OFFICE: Final = "soffice is not on this machine"
STEADY: Final = 1.1
PATIENCE_S: Final = 1_800


def figures(workshop: Workshop) -> Iterator[Figure]:
    """Both ways of a batch, each beside LibreOffice doing the same pages, and the memory."""
    with workshop.scratch() as folder:
        soffice = shutil.which("soffice")
        drawn(1)  # the fonts are open: a batch is never the first paper of the day
        for name, ours, other, theirs, times in (
            (IN_ONE, in_parts, OFFICE_IN_ONE, office_in_one, 3),
            (AS_FILES, as_files, OFFICE_AS_FILES, office_as_files, 5),
        ):
            ours_ms = took(partial(ours, folder, PAGES))
            floor_ms = None
            if soffice is not None:
                floor_ms = took(partial(theirs, soffice, folder, PAGES)) / times
            note = f"{ours_ms / PAGES:.1f} ms a certificate"
            note += "" if soffice is not None else f"; {NO_OFFICE}"
            yield Figure(name, ours_ms, other, floor_ms, 1.0, note=note)
    command = (sys.executable, "-m", "tests.benchmarks.batch", str(FEW), str(MANY))
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=PATIENCE_S)
    few, many = json.loads(told.stdout.splitlines()[-1])
    yield Figure(FLAT, many, AFTER_FEW, few, STEADY)


def took(run: Callable[[], None]) -> float:
    """How many milliseconds something takes."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def drawn(number: int) -> bytes:
    """One certificate of the batch."""
    return draw_relocation_certificate(FACTS, replace(HEAD, number=f"搬证字〔2026〕{number}号"))


def parts(count: int) -> Iterator[bytes]:
    """The batch as it goes to a printer, part by part."""
    for first in range(0, count, PART):
        yield joined([drawn(number) for number in range(first, min(first + PART, count))])


def in_parts(folder: Path, count: int) -> None:
    """What the printer is given, written where a spooler would."""
    with (folder / "spool.pdf").open("wb") as spool:
        for part in parts(count):
            spool.seek(0)
            spool.write(part)


def as_files(folder: Path, count: int) -> None:
    """A file for each certificate."""
    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(drawn(number))


def office_in_one(soffice: str, folder: Path, count: int) -> None:
    """LibreOffice makes one PDF of as many pages."""
    source = folder / "batch.fodt"
    source.write_text(document(range(count)), encoding="utf-8")
    convert(soffice, folder / "one", [source])
    pages = len(PdfReader(folder / "one" / "batch.pdf").pages)
    if pages < count:
        message = f"LibreOffice made {pages} pages of {count}"
        raise RuntimeError(message)


def office_as_files(soffice: str, folder: Path, count: int) -> None:
    """LibreOffice makes a PDF each, as many to a call as it does not lose."""
    sources = [folder / f"{number}.fodt" for number in range(count)]
    for number, source in enumerate(sources):
        source.write_text(document(range(number, number + 1)), encoding="utf-8")
    for first in range(0, count, PER_CALL):
        convert(soffice, folder / "each", sources[first : first + PER_CALL])
    made = len(list((folder / "each").glob("*.pdf")))
    if made != count:
        message = f"LibreOffice made {made} files of {count}"
        raise RuntimeError(message)


def convert(soffice: str, to: Path, sources: list[Path]) -> None:
    """One call of LibreOffice."""
    command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(to), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S)


def document(numbers: range) -> str:
    """The certificates of these numbers as a flat OpenDocument text, a page each."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    pages = "".join(page(number) for number in numbers)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        '<style:style style:name="new" style:family="paragraph"><style:paragraph-properties '
        'fo:break-before="page"/><style:text-properties fo:font-size="22pt"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>{pages}</office:text></office:body>"
        "</office:document>"
    )


def page(number: int) -> str:
    """One certificate: title, number, text, the table of the family, the office."""
    members = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>"
            for text in (member.name, member.relation, member.sex.label, member.number or "暂无")
        )
        + "</table:table-row>"
        for member in FACTS.members
    )
    home = f"{FACTS.site_name}{FACTS.room_spoken}（地址：{FACTS.site_address}）"
    lines = (
        f"编号：搬证字〔2026〕{number}号",
        f"兹证明：{FACTS.head_name}户（户号{FACTS.household_number}）原住{FACTS.origin}，入住{home}。",
        f"该户现有家庭成员{len(FACTS.members)}人，名单如下：",
    )
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    closing = f"<text:p>特此证明。</text:p><text:p>{escape(HEAD.issuer)}</text:p>"
    table = f'<table:table><table:table-column table:number-columns-repeated="4"/>{members}</table:table>'
    return f'<text:p text:style-name="new">搬迁安置证明</text:p>{text}{table}{closing}'


def main(few: int, many: int) -> int:
    """Draw, and print what is in memory after few certificates and after many."""
    kept = []
    done = 0
    for part in parts(many):
        done += PART
        if done in {few, many}:
            kept.append(resident("VmRSS:"))
        del part
    sys.stdout.write(json.dumps(kept) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
