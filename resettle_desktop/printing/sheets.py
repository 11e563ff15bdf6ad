"""A list of the register as a file in a folder: a paper (.pdf) or a spreadsheet (.xlsx)."""

from pathlib import Path
from typing import Final

from resettle_desktop.foundation.documents.list_paper import PRACTICE, ListPaper, draw_list
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.sheets import SheetFacts, make_sheet

NOT_SAVED: Final = ("文件没有写成", "名册没有存下来", "请看看磁盘满了没有、同名文件是不是开着，再做一次")


def put_list(paper: ListPaper, path: Path) -> Path:
    """Draw the list and put it at ``path``, whole or not at all; answers where it lies.

    Raises EnvironmentFailure when the folder cannot be written.
    """
    return put_file(draw_list(paper) if path.suffix == ".pdf" else _sheet(paper), path)


def put_file(content: bytes, path: Path) -> Path:
    """Put bytes at ``path``, whole or not at all; answers where they lie.

    Raises EnvironmentFailure when the folder cannot be written.
    """
    whole = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content)
        whole.replace(path)
    except OSError as error:
        raise EnvironmentFailure(*NOT_SAVED) from error
    return path


def _sheet(paper: ListPaper) -> bytes:
    columns = [(column.title, column.width) for column in paper.columns]
    notes = (paper.about, paper.made, PRACTICE) if paper.practice else (paper.about, paper.made)
    return make_sheet(SheetFacts(paper.title, notes, columns, paper.rows))
