"""Drawing one certificate, beside a bare canvas that draws the same strings and lines."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from resettle_desktop.foundation.documents import engine
from resettle_desktop.foundation.documents.marks import About, Mark, Rule, Run
from resettle_desktop.households.documents import draw_relocation_certificate
from tests.benchmarks.offices import Workshop
from tests.benchmarks.table import Figure, pairs, timed
from tests.households.documents.test_certificate import FACTS, HEAD

NAME: Final = "one certificate, warm"
FLOOR: Final = "a bare ReportLab canvas, same strings and lines"
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
    drawn = what_is_drawn()
    measured = pairs(
        lambda: timed(lambda: draw_relocation_certificate(FACTS, HEAD, REASON)),
        lambda: timed(lambda: on_bare_canvas(drawn)),
        rounds=workshop.rounds(ROUNDS),
        warm=5,
    )
    marks = [mark for page in drawn.pages for mark in page]
    runs = [mark for mark in marks if isinstance(mark, Run)]
    fonts = {run.font for run in runs}
    note = f"{len(runs)} strings in {len(fonts)} fonts, {len(marks) - len(runs)} lines"
    yield Figure(NAME, measured.ours_ms, FLOOR, measured.floor_ms, LIMIT, measured.ratio, note)


def what_is_drawn() -> Drawn:
    """Draw the certificate once and keep what reached the engine."""
    kept: list[Drawn] = []
    with replaced_write(lambda about, paper, pages: kept.append(Drawn(about, paper, pages))):
        draw_relocation_certificate(FACTS, HEAD, REASON)
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
            else:
                canvas.setFont(mark.font.stem, mark.size)
                canvas.drawString(mark.x, mark.y, mark.text, charSpace=mark.space)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
