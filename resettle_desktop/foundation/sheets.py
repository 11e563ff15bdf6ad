"""Lists as spreadsheets: every cell is text, so that nothing typed by anybody is ever run as a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet holds: its title, lines about it, the columns with their widths, the rows."""

    title: str
    about: Sequence[str]
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


def make_sheet(facts: SheetFacts) -> bytes:
    """Write the workbook: the title, the lines about it, the head (frozen, repeated on paper), the rows."""
    from xlsxwriter import Workbook  # not before a list is exported

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The day of writing stands in the lines about it: equal facts give equal bytes.
    book.set_properties({"title": facts.title, "created": CREATED})
    text, strong = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
    sheet = book.add_worksheet("名册")
    sheet.write_string(0, 0, facts.title, strong)
    for line, words in enumerate(facts.about, start=1):
        sheet.write_string(line, 0, words, text)
    head = len(facts.about) + 1
    for place, (title, width) in enumerate(facts.columns):
        sheet.set_column(place, place, 2.2 * width, text)
        sheet.write_string(head, place, title, strong)
    for number, cells in enumerate(facts.rows, start=head + 1):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell, text)
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
