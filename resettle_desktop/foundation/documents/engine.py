"""The only module that speaks ReportLab: opened fonts, the canvas, and the mending of what it gets wrong."""

import hashlib
import math
import mmap
import struct
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from resettle_desktop.foundation.documents.marks import About, Mark, Modules, Picture, Rule, Run
from resettle_desktop.foundation.documents.truetype import characters, numbers
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.resources import resource_path

PRODUCER: Final = "Resettle Desktop"
# ReportLab's font objects keep one reading position per file: opening them and cutting glyphs out take turns.
_turn: Final = threading.RLock()


def to_unicode_cmap(name: str, subset: list[int]) -> str:
    """Write the table by which readers copy and search text, also beyond U+FFFF.

    ReportLab 5.1.0 writes five hexadecimal digits there, which readers take for other characters: in a name
    that is damage to the data. PDF 32000-1 §9.10.3 wants UTF-16BE, and at most 100 entries in a block.
    """
    entries = [
        f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for index, code in enumerate(subset)
        if code
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def map_file(face: Any, path: str) -> None:
    """Map a font file instead of reading it: a paper needs a few hundred of its 30,000 glyphs."""
    with Path(path).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    vars(face).update(filename=path, _ttf_data=data, _pos=0)


def table_of(face: Any, tag: str) -> Any:
    """Give a table; the outlines as a view, since ReportLab would copy 14 MB to cut out twenty glyphs."""
    start, length = face.get_table_pos(tag)
    data = vars(face)["_ttf_data"]
    return (memoryview(data) if tag == "glyf" else data)[start : start + length]


def read_tables(face: Any, with_characters: int = 1) -> None:
    """Read the header as ReportLab does and the long tables at once, not number by number."""
    ttfonts.TTFontFile.extractInfo(face, charInfo=0)
    if with_characters:
        (full,) = struct.unpack_from(">H", table_of(face, "hhea"), 34)
        metrics = numbers(table_of(face, "hmtx"), "H")
        advances = [*metrics[0 : 2 * full : 2], *[metrics[2 * full - 2]] * (face.numGlyphs - full)]
        bearings = [*metrics[1 : 2 * full : 2], *metrics[2 * full :]]
        face.hmetrics = list(zip(advances, bearings, strict=True))
        face.charToGlyph = characters(table_of(face, "cmap"))
        face.charWidths = {code: advances[glyph] for code, glyph in face.charToGlyph.items()}
        face.defaultWidth = advances[0]
        face.glyphPos = numbers(table_of(face, "loca"), "I")


# For files of our own build, whose tables have one known shape and no composite glyphs. Made by ``type``
# because ReportLab has no types to inherit from and its own way of spelling.
BundledFace: Final = type(
    "BundledFace",
    (ttfonts.TTFontFace,),
    {"readFile": map_file, "get_table": table_of, "extractInfo": read_tables},
)
StockFace: Final = ttfonts.TTFontFace


def open_face(path: str, **options: int) -> Any:
    """Open a font file in the way that suits it."""
    ours = Path(path).parent == resource_path("fonts")
    return (BundledFace if ours else StockFace)(path, **options)


ttfonts.makeToUnicodeCMap = to_unicode_cmap
ttfonts.TTFontFace = open_face
# Text armour for e-mail of the last century; it makes every file a quarter larger.
rl_config.useA85 = 0


@cache
def opened(path: Path) -> Any:
    """Open a font file and make it known to ReportLab under a name of its own.

    Raises:
        EnvironmentFailure: the file is missing, damaged, or not a TrueType font that may be embedded.
    """
    with _turn:
        name = path.stem
        if path.parent != resource_path("fonts"):
            name = f"DropIn-{hashlib.sha256(path.name.encode()).hexdigest()[:8]}"
        try:
            # Readable ASCII would pad each paper with 40 KB; shaping is of no use for Chinese.
            font = ttfonts.TTFont(name, str(path), asciiReadable=False, shapable=False)
        except (OSError, ValueError, KeyError, struct.error, ttfonts.TTFError) as fault:
            raise EnvironmentFailure(
                f"字体文件 {path.name} 打不开或不能嵌入",
                "用到它的字没有打印",
                "请换一个 TrueType 字体文件，或重新安装程序",
            ) from fault
        if name != path.stem:
            # ReportLab takes two fonts with one PostScript name for the same font and draws with the first.
            font.face.name = ttfonts.TTFNameBytes(name.encode())
        pdfmetrics.registerFont(font)
        return font


def advances(font: Path) -> Mapping[int, int]:
    """Give the advance widths of a font by code point, in thousandths of its size."""
    widths: dict[int, int] = opened(font).face.charWidths
    return widths


def write(about: About, paper: tuple[float, float], pages: Sequence[Sequence[Mark]]) -> bytes:
    """Make a PDF; the same marks give the same bytes."""
    buffer = BytesIO()
    fonts = [mark.font for marks in pages for mark in marks if isinstance(mark, Run)]
    first = fonts[0] if fonts else resource_path("fonts", "Song-Regular.ttf")
    canvas = Canvas(
        buffer,
        pagesize=paper,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang="zh-CN",
        # Otherwise ReportLab names Helvetica in every file and embeds it in none.
        initialFontName=opened(first).fontName,
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    # Viewers shrink to fit otherwise, and pre-printed forms no longer fit.
    canvas.setViewerPreference("PrintScaling", "None")
    for marks in pages:
        draw(canvas, marks)
        canvas.showPage()
    with _turn:
        canvas.save()
    return buffer.getvalue()


def draw(canvas: Any, marks: Sequence[Mark]) -> None:
    """Draw one page; grey and character spacing are set only where they change."""
    gray, space = 0.0, 0.0
    for mark in marks:
        if mark.gray != gray:
            gray = mark.gray
            canvas.setFillGray(gray)
            canvas.setStrokeGray(gray)
        if isinstance(mark, Rule):
            canvas.setLineWidth(mark.width)
            canvas.setDash(list(mark.dash))
            canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
            continue
        if isinstance(mark, Modules):
            draw_modules(canvas, mark)
            continue
        if isinstance(mark, Picture):
            reader = ImageReader(BytesIO(mark.content))
            canvas.drawImage(reader, mark.x, mark.y, mark.width, mark.height)
            continue
        run = canvas.beginText(mark.x, mark.y)
        if mark.angle:
            turn = math.radians(mark.angle)
            cos, sin = math.cos(turn), math.sin(turn)
            run.setTextTransform(cos, sin, -sin, cos, mark.x, mark.y)
        run.setFont(opened(mark.font).fontName, mark.size)
        if mark.space != space:
            space = mark.space
            run.setCharSpace(space)
        run.textOut(mark.text)
        canvas.drawText(run)


def draw_modules(canvas: Any, mark: Modules) -> None:
    """Draw a code as one path on whole numbers: one path has no hair lines between its squares.

    Written as it stands in the file, since ReportLab would spell 3,000 whole numbers as fractions.
    """
    count = len(mark.rows)
    scale = mark.side / count
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, mark.x, mark.y)
    squares = [
        f"{first} {count - number} {end - first} 1 re"
        for number, runs in enumerate(mark.rows, start=1)
        for first, end in runs
    ]
    canvas.addLiteral("\n".join([*squares, "f*"]))
    canvas.restoreState()
