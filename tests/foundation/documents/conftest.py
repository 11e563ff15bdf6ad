"""A sample certificate of invented people, and two readers that know nothing of how it was made."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.documents import fonts
from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Align, Sheet
from resettle_desktop.foundation.documents.tables import Cell, Row, draw_table, heading


def read_by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def read_by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        texts.append(words.get_text_bounded())
        words.close()
        page.close()
    document.close()
    return texts


def certificate(name: str = "张䶮", *, draft: bool = False) -> bytes:
    """Draw what a real paper has: number, title, text, table, closing."""
    sheet = Sheet(About("搬迁安置证明", author="样本社区"), draft=draft, numbered=True)
    grid = sheet.geometry
    sheet.text(grid.right, grid.baseline(1), "样安证〔2026〕12号", align=Align.RIGHT)
    body = Body(sheet, 3)
    body.title("搬迁安置证明")
    body.skip()
    body.paragraph(
        (
            "兹证明",
            Name(name),
            "（公民身份号码149999199001011234）原系样本县赵家洼村村民，于2018年6月搬迁入住惠民家园安置点",
            "3号楼2单元501室，安置住房面积125平方米，共同搬迁人口2人：",
        )
    )
    rows = [
        Row((heading("姓名"), heading("与户主关系"), heading("公民身份号码"), heading("备注"))),
        *(
            Row((Cell(Name(who), "姓名"), Cell(kin), Cell("149999199001011234"), Cell()))
            for who, kin in ((name, "户主"), ("阿卜杜热合曼·麦麦提", "女婿"))
        ),
    ]
    below = draw_table(sheet, grid.left, grid.baseline(body.line) - 5, (30, 26, 50, 50), rows)
    body.line = int((below - grid.top) / grid.line_pitch) + 2
    body.paragraph("以上情况属实。本证明自出具之日起30日内有效。")
    body.closing("样本县样本镇易地搬迁社区居民委员会", "2026年11月3日")
    return sheet.finish()


@pytest.fixture
def draw_certificate() -> Callable[..., bytes]:
    return certificate


@pytest.fixture(params=[read_by_pypdf, read_by_pdfium], ids=["pypdf", "pdfium"])
def read(request: pytest.FixtureRequest) -> Callable[[bytes], list[str]]:
    reader: Callable[[bytes], list[str]] = request.param
    return reader


@pytest.fixture
def own_font_book() -> Iterator[None]:
    """Forget afterwards which drop-in folder a test named."""
    before = list(fonts._book)
    yield
    fonts._book[:] = before
