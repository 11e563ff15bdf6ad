"""Cells fit or refuse."""

from collections.abc import Callable

import pytest

from resettle_desktop.foundation.documents.fonts import Name
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import Align, Layer, Sheet, TooLong
from resettle_desktop.foundation.documents.tables import Cell, Row, draw_table, heading
from tests.foundation.documents.test_page import ink

Reader = Callable[[bytes], list[str]]
NUMBER = "149999199001011234"


def table(
    *rows: Row, widths: tuple[float, ...] = (30, 50), layers: frozenset[Layer] = frozenset(Layer)
) -> bytes:
    sheet = Sheet(About("样张"), layers=layers)
    assert draw_table(sheet, 28, 40, widths, rows) == 40 + sum(row.height for row in rows)
    return sheet.finish()


def test_a_table_is_framed_where_it_was_put() -> None:
    assert ink(table(Row((heading("姓名"), Cell("张三"))), Row((Cell("一", columns=2),)))) == pytest.approx(
        (28, 40, 108, 58), abs=0.5
    )


def test_its_text_reads_back(read: Reader) -> None:
    data = table(Row((heading("公民身份号码"), Cell(NUMBER, align=Align.CENTRE))))
    assert "".join(read(data)[0].split()) == "公民身份号码" + NUMBER


def test_long_text_is_wrapped_and_nothing_is_lost(read: Reader) -> None:
    address = "样本县样本镇惠民家园易地扶贫搬迁集中安置点3号楼2单元501室（东户）"
    data = table(Row((heading("住址"), Cell(address)), height=14))
    assert "".join(read(data)[0].split()) == "住址" + address
    assert ink(data)[2] <= 108.5


def test_a_number_is_made_smaller_rather_than_torn(read: Reader) -> None:
    data = table(Row((heading("号"), Cell(NUMBER)), height=20), widths=(50, 30))
    assert NUMBER in read(data)[0]


@pytest.mark.parametrize("text", ["很" * 80, NUMBER * 3])
def test_what_does_not_fit_is_refused_and_named(text: str) -> None:
    with pytest.raises(TooLong) as refused:
        table(Row((heading("备注"), Cell(text, "备注", "remark"))))
    assert refused.value.field == "remark"
    assert "“备注”" in refused.value.text


def test_rows_must_cover_all_columns() -> None:
    with pytest.raises(ValueError, match="columns"):
        table(Row((Cell("一"),)))


def test_a_printed_form_gets_the_entries_only(read: Reader) -> None:
    data = table(Row((heading("姓名"), Cell(Name("张䶮")))), layers=frozenset({Layer.VARIABLE}))
    assert read(data)[0].split() == ["张䶮"]
