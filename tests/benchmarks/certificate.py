"""Drawing one certificate, beside a bare canvas that draws the same strings and lines."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from resettle_desktop.foundation.documents import engine
from resettle_desktop.foundation.documents.marks import About, Mark, Modules, Rule, Run
from resettle_desktop.foundation.signing import new_key_pair
from resettle_desktop.households.documents import draw_relocation_certificate
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.codes import PrintedCode
from tests.benchmarks.offices import Workshop
from tests.benchmarks.table import Figure, pairs, timed
from tests.households.documents.test_certificate import FACTS, HEAD
from tests.printing.code_makers import code_text

NAME: Final = "one certificate, warm"
CODED: Final = "one certificate with its code, warm"
FLOOR: Final = "a bare ReportLab canvas, same strings and paths"
LIMIT: Final = 1.8
ROUNDS: Final = 60
REASON: Final = "子女入学"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the engine was asked to put on paper."""

    about: About
    paper: tuple[float, float]
    pages: Sequence[Sequence[Mark]]


def figures(workshop: Workshop) -> Iterator[Figure]:
    """The certificate of a family of five, one name of it in characters beyond the basic plane."""
    yield figure(workshop, NAME, HEAD)
    yield figure(workshop, CODED, replace(HEAD, code=PrintedCode(code_text(new_key_pair()))))


def figure(workshop: Workshop, name: str, head: PaperHead) -> Figure:
    """One of the two; the floor is given the squares of the code, as it is given the fonts."""
    drawn = what_is_drawn(head)
    measured = pairs(
        lambda: timed(lambda: draw_relocation_certificate(FACTS, head, REASON)),
        lambda: timed(lambda: on_bare_canvas(drawn)),
        rounds=workshop.rounds(ROUNDS),
        warm=5,
    )
    marks = [mark for page in drawn.pages for mark in page]
    runs = [mark for mark in marks if isinstance(mark, Run)]
    fonts = {run.font for run in runs}
    note = f"{len(runs)} strings in {len(fonts)} fonts, {len(marks) - len(runs)} paths"
    return Figure(name, measured.ours_ms, FLOOR, measured.floor_ms, LIMIT, measured.ratio, note)


def what_is_drawn(head: PaperHead) -> Drawn:
    """Draw the certificate once and keep what reached the engine."""
    kept: list[Drawn] = []
    with replaced_write(lambda about, paper, pages: kept.append(Drawn(about, paper, pages))):
        draw_relocation_certificate(FACTS, head, REASON)
    return kept[-1]


@contextmanager
def replaced_write(listen: Any) -> Iterator[None]:
    """Tell ``listen`` what the engine is asked to write."""
    write = engine.write

    def listening(about: About, paper: tuple[float, float], pages: Sequence[Sequence[Mark]]) -> bytes:
        listen(about, paper, [list(page) for page in pages])
        return write(about, paper, pages)

    vars(engine)["write"] = listening
    try:
        yield
    finally:
        vars(engine)["write"] = write


def on_bare_canvas(drawn: Drawn) -> bytes:
    """Draw the marks as ReportLab's own manual would, with the fonts that are open already."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=drawn.paper, pageCompression=1, invariant=1)
    canvas.setTitle(drawn.about.title)
    for page in drawn.pages:
        for mark in page:
            if isinstance(mark, Rule):
                canvas.setLineWidth(mark.width)
                canvas.setDash(list(mark.dash))
                canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
            elif isinstance(mark, Modules):
                code_on_bare_canvas(canvas, mark)
            elif isinstance(mark, Run):
                canvas.setFont(mark.font.stem, mark.size)
                canvas.drawString(mark.x, mark.y, mark.text, charSpace=mark.space)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def code_on_bare_canvas(canvas: Canvas, mark: Modules) -> None:
    """The squares of a code that somebody else has made, as one path."""
    canvas.saveState()
    side = mark.side / len(mark.rows)
    canvas.transform(side, 0, 0, side, mark.x, mark.y)
    path = canvas.beginPath()
    for number, runs in enumerate(reversed(mark.rows)):
        for first, end in runs:
            path.rect(first, number, end - first, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
