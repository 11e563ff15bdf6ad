"""日清 and 年度核对 on paper: every series number by number, and the numbered sheets beside the pad."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from resettle_desktop.foundation.documents.list_paper import ListPaper, PaperColumn
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.printing.rules.custody import PadCount, SeriesCount

COLUMNS: Final = (
    PaperColumn("文书、开具单位", 13),
    PaperColumn("起号", 4, right=True),
    PaperColumn("止号", 4, right=True),
    PaperColumn("开具", 4, right=True),
    PaperColumn("打印好", 4, right=True),
    PaperColumn("打坏", 4, right=True),
    PaperColumn("作废", 4, right=True),
    PaperColumn("手写", 4, right=True),
    PaperColumn("未回答", 4, right=True),
    PaperColumn("应急本", 4, right=True),
    PaperColumn("说明", 12),
)
SIGNING: Final = ("经办人：", "负责人：", "日期：")
COLLECTING: Final = (
    PaperColumn("编号", 8),
    PaperColumn("给谁", 7),
    PaperColumn("领取人", 5),
    PaperColumn("身份证号", 7),
    PaperColumn("签名（按指印）", 7),
    PaperColumn("代签人及关系", 6),
    PaperColumn("见证人", 5),
    PaperColumn("日期", 4),
)
Pads = Sequence[tuple[str, PadCount]]


def day_paper(
    day: date, made: str, series: Sequence[SeriesCount], pads: Pads, *, practice: bool
) -> ListPaper:
    """The evening's reconciliation of one day."""
    return _paper(
        "开具日清表", f"{spoken_date(day)}开具和补录的编号", made, (series, pads), practice=practice
    )


def year_paper(
    year: int, made: str, series: Sequence[SeriesCount], pads: Pads, *, practice: bool
) -> ListPaper:
    """The reconciliation of a year."""
    return _paper(f"{year}年编号核对表", f"{year}年的编号，逐号核对", made, (series, pads), practice=practice)


def collecting_paper(made: str, papers: Sequence[tuple[str, str]], *, practice: bool) -> ListPaper:
    """A sheet to sign for papers; ``papers`` are their numbers and whose they are."""
    lines = tuple((number, label, "", "", "", "", "", "") for number, label in papers)
    return ListPaper("文书领取签收表", f"待领取{len(lines)}份", made, COLLECTING, lines, practice=practice)


def _paper(
    title: str, about: str, made: str, what: tuple[Sequence[SeriesCount], Pads], *, practice: bool
) -> ListPaper:
    series, pads = what
    rows = (*(_line(one) for one in series), *(_pad_line(name, pad) for name, pad in pads))
    return ListPaper(title, about, made, COLUMNS, rows, signing=SIGNING, practice=practice)


def _line(one: SeriesCount) -> tuple[str, ...]:
    counts = (one.issued, one.out, one.spoiled, one.void, one.handwritten, one.unanswered, one.reserved)
    return (
        f"{one.title}（{one.issuer}）",
        str(one.first or ""),
        str(one.last or ""),
        *(str(count) for count in counts),
        remark_on_series(one),
    )


def remark_on_series(one: SeriesCount) -> str:
    """What else is said of a series: where it began, and whether every number is accounted for."""
    parts = [f"接{one.book}第{one.opening}号"] if one.opening else []
    if one.missing:
        parts.append(f"缺号{'、'.join(str(serial) for serial in one.missing)}")
    elif one.unanswered or one.reserved:
        parts.append("还有没了结的号")
    else:
        parts.append("号号有着落")
    return "，".join(parts)


def _pad_line(name: str, pad: PadCount) -> tuple[str, ...]:
    said = (
        f"领入{pad.received}，用{pad.used}，打坏{pad.spoiled}，丢失{pad.lost}，退回{pad.returned}，"
        f"应剩{pad.remaining}张"
    )
    top = f"，下一张{pad.next}" if pad.next else ""
    return (f"{name}编号空白纸", *("",) * 9, said + top)
