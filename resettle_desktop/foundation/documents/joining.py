"""Several papers as one file for a printer, which then makes one job of them and asks once for paper."""

from collections.abc import Sequence
from importlib import import_module
from io import BytesIO

from resettle_desktop.foundation.documents.preview import pdfium_turn


def joined(papers: Sequence[bytes]) -> bytes:
    """The pages of all papers in their order; each page looks as it does in its own file."""
    if len(papers) == 1:
        return papers[0]
    library = import_module("pypdfium2")
    with pdfium_turn():
        whole = library.PdfDocument.new()
        try:
            for content in papers:
                one = library.PdfDocument(content)
                try:
                    whole.import_pages(one)
                finally:
                    one.close()
            buffer = BytesIO()
            whole.save(buffer)
            return buffer.getvalue()
        finally:
            whole.close()
