"""一户一档摘要: this office's own record of a household and how it came to it, page after page.

It is no hukou document and proves nothing another office has to prove; it says so on its first page.
"""

from collections.abc import Sequence
from typing import Final

from resettle_desktop.foundation.documents.fonts import Face, Name, Pieces
from resettle_desktop.foundation.documents.long_table import Head, LongPaper
from resettle_desktop.foundation.documents.marks import About
from resettle_desktop.foundation.documents.page import (
    INNER_RULE,
    MIDDLE,
    MM,
    SIZE_2,
    SIZE_3,
    SIZE_5,
    SIZE_SMALL_4,
    Align,
    Geometry,
    Layer,
    Sheet,
    TooLong,
)
from resettle_desktop.foundation.documents.setting import Setting
from resettle_desktop.foundation.documents.tables import LEADING, Cell, heading
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.numerals import chinese_number, spoken_date
from resettle_desktop.foundation.values.phone import mask_phone
from resettle_desktop.households.rules.extract import (
    Change,
    ExtractFacts,
    ExtractMember,
    Happening,
    Item,
    Stretch,
    joined,
)
from resettle_desktop.households.rules.identity import NumberState
from resettle_desktop.printing.documents.counter_paper import checked_line, read_aloud
from resettle_desktop.printing.rules import PaperHead

TITLE: Final = "一户一档摘要"
# Tables want room: the type area is a little wider and higher than a letter's.
PAPER: Final = Geometry(left=25, top=30, text_width=165, text_height=238, lines=23, columns=29)
RUNNING: Final = 7.0
"""How far above and below the type area the running head and foot stand."""

WHAT_IT_IS: Final = (
    "本摘要摘自本单位的搬迁户登记（一户一档），只反映本单位登记的内容，"
    "不是户口簿，不能代替公安、民政、卫健、不动产登记等部门出具的证明；没有登记的内容不写，“止”空着的到截至日仍有效。"
)
OWED: Final = "证明材料待补交"
LEFT: Final = "离户"
PRACTICE: Final = "练习用，无效"
NO_NUMBER: Final = "暂无"
FOOT: Final = 58.0
"""What ends the paper under its last sentence: signatures, issuer and date, room for the seal."""
ISSUER: Final = 68.0
"""The width of the right half, where issuer and date stand and a seal of 42 mm goes."""
MOST_ISSUER_LINES: Final = 3
SIGNED: Final = 14.0
"""From one line to sign on to the next: a fingertip has room."""
PITCH: Final = 8.0

DATE: Final = 31.0
NAME: Final = 30.0
CAPTION: Final = 30.0
GRID: Final = (CAPTION, PAPER.text_width / 2 - CAPTION) * 2
MEMBERS: Final = (
    Head("姓名", NAME, Align.CENTRE),
    Head("与户主关系", 23, Align.CENTRE),
    Head("性别", 11, Align.CENTRE),
    Head("出生日期", DATE, Align.CENTRE),
    Head("身份证号码", 43, Align.CENTRE),
    Head("户口", 27, Align.CENTRE),
)
CHANGES: Final = (
    Head("日期", DATE),
    Head("姓名", NAME),
    Head("变动", 22),
    Head("说明", 82),
)
SITUATIONS: Final = (Head("姓名", NAME), Head("情况", 135))
HEADS: Final = (Head("起", DATE), Head("止", DATE), Head("户主", NAME), Head("缘由", 73))
ROOMS: Final = (Head("起", DATE), Head("止", DATE), Head("住房", 68), Head("缘由", 35))
STRETCHES: Final = (Head("起", DATE), Head("止", DATE), Head("姓名", NAME), Head("内容", 73))
HAPPENINGS: Final = (Head("日期", DATE), Head("事项", 36), Head("姓名", NAME), Head("证明材料", 68))


def draw_register_extract(facts: ExtractFacts, head: PaperHead, use: str = "") -> bytes:
    """Draw the extract; with a draft's head it is marked 样稿 and its number is blank.

    Raises:
        MissingGlyph: a character no font at hand can draw.
        TooLong: a text that does not fit its place; it is named and never cut.
    """
    sheet = Sheet(About(TITLE, head.issuer, head.number), geometry=PAPER, draft=head.draft)
    paper = LongPaper(sheet, _top(sheet, facts, head))
    parts, words = _parts(facts), _closing_words(head, use)
    for place, (title, heads, rows) in enumerate(parts, start=1):
        numbered = f"{chinese_number(place)}、{title}"
        below = _closing_height(words) if place == len(parts) else 0.0
        if heads:
            paper.part(numbered, heads, rows, below=below)
        else:
            paper.grid(numbered, GRID, rows, below=below)
    _closing(sheet, paper.y, head, words)
    sheet.on_each_page(lambda number, pages: _running(sheet, facts, head, number, pages))
    return sheet.finish()


def _top(sheet: Sheet, facts: ExtractFacts, head: PaperHead) -> float:
    """Title, number, whom it is about and of when, what it is; answers the millimetre below."""
    left, right, middle = PAPER.left, PAPER.right, PAPER.left + PAPER.text_width / 2
    y = PAPER.top + 7
    sheet.text(middle, y, TITLE, face=Face.TITLE, size=SIZE_2, align=Align.CENTRE)
    y += 11
    number = f"编号：{head.number}"
    sheet.fit(right, y, 100, number, label="编号", size=SIZE_SMALL_4, align=Align.RIGHT)
    if head.practice:
        sheet.text(left, y, PRACTICE, face=Face.HEI, size=SIZE_SMALL_4)
    y += 9
    who: Pieces = [Name(facts.head_name), "户"] if facts.head_name else "本户"
    y = _lines(sheet, [*_pieces(who), "　", Name(f"户号：{facts.household_number}")], y, SIZE_3, Face.HEI)
    known = f"，按{spoken_date(facts.known_on)}时掌握的情况" if facts.known_on else ""
    y = _lines(sheet, f"截至{spoken_date(facts.as_of)}{known}。{WHAT_IT_IS}", y, SIZE_SMALL_4, Face.FANG)
    return y + 1


def _pieces(pieces: Pieces) -> list[str | Name]:
    return [pieces] if isinstance(pieces, str | Name) else list(pieces)


def _lines(sheet: Sheet, pieces: Pieces, y: float, size: float, face: Face) -> float:
    """Running text over the whole width from the baseline ``y`` on; answers the next baseline."""
    setting, offset = Setting.of(pieces, face, size), 0
    for line in setting.lines(PAPER.text_width * MM):
        sheet.put(setting.line_runs(line, offset, *sheet.point(PAPER.left, y)))
        offset += len(line.text)
        y += _pitch(size)
    return y


def _pitch(size: float) -> float:
    return size * LEADING * 1.15 / MM


Part = tuple[str, Sequence[Head], list[Sequence[Cell]]]


def _parts(facts: ExtractFacts) -> list[Part]:
    """What there is to say, in its order; what nobody recorded has no part."""
    whole = facts.whole_numbers
    count = f"共{len(facts.members)}人" if facts.members else "现在没有人"
    parts: list[Part] = [
        ("本户情况", (), _grid(facts.items)),
        (f"家庭成员（{count}）", MEMBERS, [_member(one, whole=whole) for one in facts.members]),
        ("成员情况", SITUATIONS, _situations(facts.members, whole=whole)),
        ("成员变动", CHANGES, [_change(one) for one in facts.changes]),
        ("户主", HEADS, [_stretch(one, "户主") for one in facts.heads]),
        ("住房", ROOMS, [_room(one) for one in facts.rooms]),
        ("户口和居住证件", STRETCHES, [_stretch(one, "内容", whole=whole) for one in facts.hukou]),
        ("在校和务工", STRETCHES, [_stretch(one, "内容") for one in facts.school_and_work]),
        (_happened(facts), HAPPENINGS, [_happening(one) for one in facts.happenings]),
        ("迁出地旧房和宅基地", (), _grid(facts.old_home)),
        ("安置住房不动产权证", (), _grid(facts.title)),
    ]
    return [part for part in parts if part[2]]


def _happened(facts: ExtractFacts) -> str:
    owed = f"（{facts.evidence_owed}项证明材料待补交）" if facts.evidence_owed else ""
    return f"变更事项和证明材料{owed}"


def _grid(items: Sequence[Item]) -> list[Sequence[Cell]]:
    """Captions and what they name, two beside each other; one that is left over takes the line."""
    rows: list[Sequence[Cell]] = []
    waiting: Item | None = None
    for item in items:
        if item.wide:
            rows += [_wide(waiting)] if waiting else []
            rows.append(_wide(item))
            waiting = None
        elif waiting:
            rows.append((*_captioned(waiting), *_captioned(item)))
            waiting = None
        else:
            waiting = item
    return rows + ([_wide(waiting)] if waiting else [])


def _wide(item: Item) -> Sequence[Cell]:
    return _captioned(item, columns=3)


def _captioned(item: Item, *, columns: int = 1) -> Sequence[Cell]:
    caption = heading(item.caption, size=SIZE_5)
    return (caption, _cell(item.text, item.caption, columns=columns))


def _cell(pieces: Pieces, label: str, *, align: Align = Align.LEFT, columns: int = 1) -> Cell:
    return Cell(pieces, label, columns=columns, size=SIZE_5, align=align)


def _member(member: ExtractMember, *, whole: bool) -> Sequence[Cell]:
    birth = member.birth.spoken() if member.birth else ""
    number = _number(member.number, whole=whole) or NO_NUMBER
    if member.number and member.number_state is NumberState.TO_CHECK:
        number += "（待核）"
    texts = (member.relation, member.sex.label, birth, number, member.hukou)
    return (
        _cell(Name(member.name), f"{member.name}的姓名", align=Align.CENTRE),
        *(
            _cell(text, f"{member.name}的{head.title}", align=Align.CENTRE)
            for text, head in zip(texts, MEMBERS[1:], strict=True)
        ),
    )


def _situations(members: Sequence[ExtractMember], *, whole: bool) -> list[Sequence[Cell]]:
    """What else is known of each member; of whom nothing is, there is no line."""
    said: list[Sequence[Cell]] = []
    for member in members:
        shown = member.phone if whole else mask_phone(member.phone)
        words = "；".join(part for part in (f"电话：{shown}" if shown else "", member.more) if part)
        if words:
            name = _cell(Name(member.name), f"{member.name}的姓名")
            said.append((name, _cell(words, f"{member.name}的情况")))
    return said


def _number(number: str | None, *, whole: bool) -> str:
    return "" if not number else number if whole else mask_number(number)


def _change(change: Change) -> Sequence[Cell]:
    return (
        _cell(change.on.spoken(), "变动日期"),
        _cell(Name(change.name), f"{change.name}的姓名"),
        _cell(change.what, "变动"),
        _cell(change.words, f"{change.name}的变动说明"),
    )


def _days(stretch: Stretch) -> tuple[Cell, Cell]:
    ends = LEFT if stretch.left else stretch.ends.spoken() if stretch.ends else ""
    return _cell(stretch.starts.spoken(), "起"), _cell(ends, "止")


def _stretch(stretch: Stretch, label: str, *, whole: bool = False) -> Sequence[Cell]:
    words = joined(stretch.words + _number(stretch.number, whole=whole), stretch.more)
    return (
        *_days(stretch),
        _cell(Name(stretch.name), f"{stretch.name}的姓名"),
        _cell(words, f"{stretch.name}的{label}"),
    )


def _room(stretch: Stretch) -> Sequence[Cell]:
    return (*_days(stretch), _cell(stretch.name, "住房"), _cell(stretch.words, "住房的缘由"))


def _happening(one: Happening) -> Sequence[Cell]:
    evidence = joined(one.evidence, OWED if one.evidence_later else "")
    return (
        _cell(one.on.spoken(), "变更日期"),
        _cell(one.what, "变更事项"),
        _cell(Name(one.whom), f"{one.whom}的姓名"),
        _cell(evidence, f"{one.what}的证明材料"),
    )


def _closing_words(head: PaperHead, use: str) -> str:
    purpose = f"本摘要用于{use.strip().rstrip('。')}。" if use.strip() else ""
    replaces = f"本摘要替代{head.replaces}，原件作废。" if head.replaces else ""
    return f"{purpose}{replaces}以上内容与本单位登记一致。"


def _closing_height(words: str) -> float:
    lines = Setting.of(words, Face.FANG, SIZE_SMALL_4).lines(PAPER.text_width * MM)
    return FOOT + len(lines) * _pitch(SIZE_SMALL_4)


def _closing(sheet: Sheet, top: float, head: PaperHead, words: str) -> None:
    """Its last words; the signatures, beside them issuer and date where the seal goes; how it is checked."""
    left, right = PAPER.left, PAPER.right
    y = _lines(sheet, words, top + 4, SIZE_SMALL_4, Face.FANG) + 4
    for step, label in enumerate(("户主签名（按指印）：", "代签人及关系：", "见证人：")):
        sheet.blank(left, y + step * SIGNED, 88, label)
    _issuer(sheet, head, y + 5)
    y += 2 * SIGNED + PITCH + 5
    with sheet.layer(Layer.FIXED):
        sheet.rule((left, y - PITCH + 1), (right, y - PITCH + 1), width=INNER_RULE)
    read_aloud(sheet, y, "户主")
    handled = f"经办人：{head.handler}　打印日期：{spoken_date(head.paper_date)}"
    sheet.fit(right, y, 105, handled, label="经办人", size=SIZE_SMALL_4, align=Align.RIGHT)
    checked_line(sheet, y + PITCH, head.phone)


def _issuer(sheet: Sheet, head: PaperHead, y: float) -> None:
    """Who issues it and the date under it, in the right half; a long name has more lines."""
    middle = PAPER.right - ISSUER / 2
    size = SIZE_3 if sheet.width_of(head.issuer) <= ISSUER else SIZE_SMALL_4
    lines = Setting.of(head.issuer, Face.FANG, size).lines(ISSUER * MM)
    if len(lines) > MOST_ISSUER_LINES:
        raise TooLong("单位名称")
    for line in lines:
        sheet.text(middle, y, line.text, size=size, align=Align.CENTRE)
        y += _pitch(size)
    sheet.text(middle, y + 2, spoken_date(head.paper_date), align=Align.CENTRE)


def _running(sheet: Sheet, facts: ExtractFacts, head: PaperHead, number: int, pages: int) -> None:
    """Whose paper a page belongs to, and which page of how many it is."""
    left, right = PAPER.left, PAPER.right
    if number > 1:
        y = PAPER.top - RUNNING + MIDDLE * SIZE_5 / MM
        about = f"{TITLE}　户号：{facts.household_number}　截至{spoken_date(facts.as_of)}"
        sheet.fit(left, y, 100, about, label="户号", size=SIZE_5, smallest=8.0)
        sheet.fit(
            right, y, 62, f"编号：{head.number}", label="编号", size=SIZE_5, smallest=8.0, align=Align.RIGHT
        )
        with sheet.layer(Layer.FIXED):
            sheet.rule((left, y + 2), (right, y + 2), width=INNER_RULE)
    y = PAPER.bottom + RUNNING + MIDDLE * SIZE_5 / MM
    sheet.fit(left, y, 70, f"户号：{facts.household_number}", label="户号", size=SIZE_5, smallest=8.0)
    if head.practice and number > 1:
        middle = left + PAPER.text_width / 2
        sheet.text(middle, y, PRACTICE, face=Face.HEI, size=SIZE_5, align=Align.CENTRE)
    sheet.text(right, y, f"第{number}页　共{pages}页", size=SIZE_5, align=Align.RIGHT)
