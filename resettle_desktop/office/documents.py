"""The recovery sheet 恢复单: what opens the office's records when every password is lost."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import segno

from resettle_desktop.foundation.documents.body import Body
from resettle_desktop.foundation.documents.fonts import Face
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import SIZE_4, SIZE_5, SIZE_SMALL_4, Align, Sheet
from resettle_desktop.foundation.values.numerals import spoken_date

TITLE: Final = "恢复单"
PURPOSE: Final = (
    "这张纸是打开本单位全部资料的最后一把钥匙。所有人都忘了密码，或者换了电脑、密码用不上的时候，"
    "在登录画面选“用恢复单”，把下面五行照着输入（或用扫码枪扫二维码），就能打开资料、重新设密码。"
)
KEEPING: Final = (
    "装入信封封好，由负责人放进保险柜或带锁的文件柜，不要和电脑、备份盘放在一起。",
    "不要拍照，不要发微信，不要存进电脑；谁拿到这张纸和数据文件，谁就能看到全部资料。",
    "丢了或被人看过，请系统管理员在“备份与恢复”里重新打印一张，旧的当场作废。",
    "程序的开发者没有这把钥匙，也没有别的办法打开资料。",
)
INPUT_HINT: Final = "最右边的校验字符也要输入；纸上没有字母 I、L、O、U，圆圈都是数字 0。"
QR_SIDE: Final = 40.0
LINE_PITCH: Final = 10.5
LETTER_PITCH: Final = 6.2
GROUP_PITCH: Final = 29.5


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """What is printed: whose sheet, its mark, the five lines, the same for a scanner, and the day."""

    office: str
    mark: str
    lines: tuple[str, ...]
    qr_text: str
    made_on: date
    practice: bool = False


def recovery_sheet(paper: RecoveryPaper) -> bytes:
    """Draw the sheet on one A4 page; equal facts give equal bytes."""
    sheet = Sheet(About(TITLE, subject=f"编号 {paper.mark}"))
    geometry = sheet.geometry
    body = Body(sheet)
    body.title(f"练习用{TITLE}" if paper.practice else TITLE)
    middle = geometry.left + geometry.text_width / 2
    under = f"{paper.office}　　编号 {paper.mark}　　{spoken_date(paper.made_on)}打印"
    y = geometry.baseline(2, SIZE_4)
    sheet.fit(
        middle,
        y,
        geometry.text_width,
        under,
        label="单位名称",
        face=Face.KAI,
        size=SIZE_4,
        align=Align.CENTRE,
    )
    body.skip(2)
    body.paragraph(PURPOSE, face=Face.FANG, size=SIZE_4)
    top = geometry.top + (body.line - 1) * geometry.line_pitch + 5
    bottom = _draw_key(sheet, paper, top)
    sheet.text(geometry.left, bottom + 8, INPUT_HINT, face=Face.KAI, size=SIZE_SMALL_4)
    y = bottom + 20
    sheet.text(geometry.left, y, "请这样保管", face=Face.HEI, size=SIZE_4)
    for number, text in enumerate(KEEPING, start=1):
        y = _paragraph(sheet, f"{number}. {text}", y + 8.5)
    y += 16
    half = geometry.text_width / 2 - 4
    sheet.blank(geometry.left, y, half, "保管人（签名）：")
    sheet.blank(geometry.left + half + 8, y, half, "封存日期：")
    sheet.text(
        middle,
        geometry.bottom + 6,
        "打印以后，程序会请您照着纸重新输入其中两行，证明纸上的字看得清、能用。",
        face=Face.KAI,
        size=SIZE_5,
        align=Align.CENTRE,
    )
    return sheet.finish()


def _draw_key(sheet: Sheet, paper: RecoveryPaper, top: float) -> float:
    """Draw the frame with the numbered lines and the code beside them; give the millimetre below it."""
    geometry = sheet.geometry
    height = LINE_PITCH * len(paper.lines) + 8
    sheet.frame(geometry.left, top, geometry.text_width, height)
    for number, line in enumerate(paper.lines, start=1):
        y = top + 4 + LINE_PITCH * (number - 0.5) + 2.2
        sheet.text(geometry.left + 5, y, str(number), face=Face.HEI, size=SIZE_SMALL_4)
        groups = line.split(" ")
        for place, group in enumerate(groups):
            # The check character stands apart, in one column for all lines.
            column = 3 if place == len(groups) - 1 else place
            for position, letter in enumerate(group):
                x = geometry.left + 15 + column * GROUP_PITCH + position * LETTER_PITCH
                sheet.text(x, y, letter, face=Face.HEI, size=20, align=Align.CENTRE)
    _draw_code(sheet, paper.qr_text, geometry.right - QR_SIDE - 5, top + (height - QR_SIDE) / 2, QR_SIDE)
    return top + height


def _draw_code(sheet: Sheet, text: str, left: float, top: float, side: float) -> None:
    """Draw a QR code as rules, row by row; ``side`` is without the quiet zone around it."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    module = side / len(rows)
    for number, row in enumerate(rows):
        y = top + (number + 0.5) * module
        start: int | None = None
        for place, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                sheet.rule((left + start * module, y), (left + place * module, y), width=module * 1.01)
                start = None


def _paragraph(sheet: Sheet, text: str, y: float) -> float:
    """Write a short paragraph in 小四, broken by width, and give its last baseline."""
    geometry = sheet.geometry
    line = ""
    for character in text:
        too_wide = sheet.width_of(line + character, size=SIZE_SMALL_4) > geometry.text_width
        if too_wide and character not in "，。；、”）":
            sheet.text(geometry.left, y, line, size=SIZE_SMALL_4)
            line, y = "　", y + 6.5
        line += character
    sheet.text(geometry.left, y, line, size=SIZE_SMALL_4)
    return y
