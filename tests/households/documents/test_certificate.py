"""The certificate says what the file says, in every name, on as many pages as it needs, and never cut."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Final

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from resettle_desktop.foundation.documents.fonts import MissingGlyph
from resettle_desktop.foundation.documents.page import TooLong
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.documents import draw_relocation_certificate
from resettle_desktop.households.rules.certificate import CertificateFacts, CertifiedMember
from resettle_desktop.printing.rules import PaperHead

HEAD: Final = PaperHead(
    number="搬证字〔2026〕12号",
    paper_date=date(2026, 11, 3),
    issuer="青山镇人民政府",
    handler="李慧敏",
    phone="0350-1234567",
)
DRAFT: Final = replace(HEAD, number="搬证字〔2026〕____号", draft=True)
RARE: Final = ("𬭚骉䶮", "㛃㺭燊", "堃喆甪犇", "𫘧𣲗𬸚")
LONG_NAME: Final = "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊江·艾合买提"
MM: Final = 72 / 25.4


def member(
    name: str, relation: str, sex: Sex, year: int, number: str | None, state: str = "verified"
) -> CertifiedMember:
    return CertifiedMember(name, relation, sex, ImpreciseDate(date(year, 3, 7)), number, state)


FIVE: Final = (
    member("王桂兰", "户主", Sex.FEMALE, 1962, "149999196203079924"),
    member("李建国", "配偶", Sex.MALE, 1960, "149999196003079912"),
    member("李慧敏", "女儿", Sex.FEMALE, 1985, "149999198503079921"),
    member("𬭚骉䶮", "女婿", Sex.MALE, 1984, "149999198403079913", "to_check"),
    CertifiedMember(
        "李一鸣", "外孙", Sex.MALE, ImpreciseDate(date(2014, 1, 1), Precision.YEAR), None, "none"
    ),
)
FACTS: Final = CertificateFacts(
    household_uid="0198c000-0000-7000-8000-000000000001",
    household_number="QS0036",
    as_of=date(2026, 11, 3),
    head_name="王桂兰",
    head_number="149999196203079924",
    relocation_kind="建档立卡搬迁户",
    origin="示例县沟门乡石湾村后沟",
    hamlet="后沟",
    site_name="安和小区",
    site_address="示例县城关镇安和路8号",
    room_label="3-2-501",
    room_spoken="3号楼2单元501室",
    area="105.30",
    moved_in=ImpreciseDate(date(2018, 1, 1), Precision.YEAR),
    agreement_no="2016-石湾-012",
    agreement_date=ImpreciseDate(date(2016, 9, 5)),
    agreement_heads=5,
    members=FIVE,
    missing=(),
)


def household_of(count: int) -> CertificateFacts:
    return replace(FACTS, members=tuple(FIVE[place % len(FIVE)] for place in range(count)))


def read_by_pypdf(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def read_by_pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        # PDFium gives characters beyond the BMP as two surrogates.
        pages.append("".join(text.get_text_range().split()))
        text.close()
        page.close()
    document.close()
    return pages


Reader = Callable[[bytes], list[str]]
READERS: Final[tuple[Reader, ...]] = (read_by_pypdf, read_by_pdfium)


@pytest.mark.parametrize("read", READERS)
def test_two_readers_find_every_word(read: Reader) -> None:
    (text,) = read(draw_relocation_certificate(FACTS, HEAD, "子女入学"))
    for words in (
        "搬迁安置证明",
        "编号：搬证字〔2026〕12号",
        "兹证明：王桂兰户（户号QS0036）原住示例县沟门乡石湾村后沟，属易地扶贫搬迁建档立卡搬迁户，",
        "于2018年搬迁入住安和小区3号楼2单元501室（地址：示例县城关镇安和路8号），住房面积105.30平方米。",
        "搬迁安置协议编号为2016-石湾-012，于2016年9月5日签订，协议安置5人。",
        "该户现有家庭成员5人，名单如下：",
        "本证明用于子女入学。特此证明。",
        "青山镇人民政府",
        "2026年11月3日",
        "签名（按指印）：",
        "代签人及关系：",
        "见证人：",
        "以上内容已读给本人听",
        "本件由易地搬迁社区服务台打印，加盖公章有效。",
        "核验电话：0350-1234567",
        "经办人：李慧敏",
        "打印日期：2026年11月3日",
        "—1—",
    ):
        assert words in text
    for person in FIVE:
        assert person.name in text
        assert person.relation in text
    assert "1962年3月7日" in text
    assert "2014年" in text
    assert "暂无" in text


@pytest.mark.parametrize("read", READERS)
def test_numbers_are_masked_everywhere(read: Reader) -> None:
    pdf = draw_relocation_certificate(FACTS, HEAD)
    (text,) = read(pdf)
    assert "149999********9924" in text
    assert "149999********9913（待核）" in text
    assert not re.search(r"\d{15}", text)
    assert not any(person.number in str(PdfReader(BytesIO(pdf)).metadata) for person in FIVE if person.number)


@pytest.mark.parametrize("name", RARE)
@pytest.mark.parametrize("read", READERS)
def test_a_rare_name_is_read_back_as_it_was_written(read: Reader, name: str) -> None:
    facts = replace(FACTS, head_name=name, members=(replace(FIVE[0], name=name),))
    (text,) = read(draw_relocation_certificate(facts, HEAD))
    assert text.count(name) == 2


def test_a_name_no_font_has_stops_the_paper_and_names_the_character() -> None:
    facts = replace(FACTS, members=(replace(FIVE[0], name="王\U00031328"),))
    with pytest.raises(MissingGlyph) as told:
        draw_relocation_certificate(facts, HEAD)
    assert told.value.characters == "\U00031328"
    assert "U+31328" in told.value.text


def test_equal_facts_give_equal_bytes() -> None:
    once, again = (draw_relocation_certificate(replace(FACTS), HEAD, "子女入学") for _ in range(2))
    assert once == again
    assert once != draw_relocation_certificate(FACTS, HEAD)
    assert once != draw_relocation_certificate(FACTS, replace(HEAD, number="搬证字〔2026〕13号"), "子女入学")


def test_a_draft_is_marked_and_has_no_number() -> None:
    (text,) = read_by_pypdf(draw_relocation_certificate(FACTS, DRAFT))
    assert "样" in text
    assert "稿" in text
    assert "〔2026〕____号" in text
    (issued,) = read_by_pypdf(draw_relocation_certificate(FACTS, HEAD))
    assert "稿" not in issued


def test_a_practice_paper_says_so() -> None:
    head = replace(HEAD, number=f"练{HEAD.number}", practice=True)
    (text,) = read_by_pypdf(draw_relocation_certificate(FACTS, head))
    assert "练习用，无效" in text
    assert "练搬证字〔2026〕12号" in text


@pytest.mark.parametrize("count", range(1, 16))
def test_households_of_up_to_fifteen_flow_properly(count: int) -> None:
    facts = household_of(count)
    pages = read_by_pypdf(draw_relocation_certificate(facts, HEAD))
    assert len(pages) == (1 if count <= 9 else 2)
    names = "".join(pages)
    assert names.count("149999********") == sum(1 for person in facts.members if person.number)
    assert all("姓名与户主关系" in page for page in pages if "户主" in page.partition("特此证明")[0])
    # The seal is never alone: issuer, date and 特此证明 stand on one page, the last.
    assert all(words in pages[-1] for words in ("特此证明。", "青山镇人民政府", "签名（按指印）"))
    assert [f"—{number}—" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)


def test_a_long_name_is_broken_and_never_cut() -> None:
    facts = replace(FACTS, members=(FIVE[0], replace(FIVE[1], name=LONG_NAME)))
    (text,) = read_by_pypdf(draw_relocation_certificate(facts, HEAD))
    start = text.index("阿卜杜热合曼·")
    assert LONG_NAME in text[start:].replace("配偶", "").replace("男1960年3月7日149999********9912", "")


def test_a_long_address_flows_and_a_long_handler_is_refused_by_name() -> None:
    address = "示例省示例市示例县城关镇安和路与示范大道交叉口向北一百二十米" + "路西安和移民新村八号院" * 3
    assert len(address) >= 60
    (text,) = read_by_pypdf(draw_relocation_certificate(replace(FACTS, site_address=address), HEAD))
    assert address in text
    with pytest.raises(TooLong, match="经办人"):
        draw_relocation_certificate(FACTS, replace(HEAD, handler="很长的名字" * 12))


def test_what_is_not_known_is_left_out_and_not_invented() -> None:
    facts = replace(
        FACTS,
        relocation_kind="",
        site_address="",
        area="",
        moved_in=None,
        agreement_no="",
        agreement_date=None,
        agreement_heads=None,
        members=(replace(FIVE[0], birth=None),),
    )
    (text,) = read_by_pypdf(draw_relocation_certificate(facts, replace(HEAD, phone="")))
    assert "属易地扶贫搬迁户，已搬迁入住安和小区3号楼2单元501室。" in text
    assert "不详" in text
    assert "协议" not in text
    assert "面积" not in text
    assert "地址" not in text
    assert "核验电话：" in text
    (text,) = read_by_pypdf(draw_relocation_certificate(replace(facts, room_spoken="", site_name=""), HEAD))
    assert "安置住房尚未登记。" in text


def test_nobody_on_the_certificate_is_refused() -> None:
    with pytest.raises(Refusal, match="没有成员"):
        draw_relocation_certificate(replace(FACTS, members=()), HEAD)


def test_the_page_is_a4_and_every_font_is_embedded() -> None:
    reader = PdfReader(BytesIO(draw_relocation_certificate(FACTS, HEAD)))
    page = reader.pages[0]
    assert (round(page.mediabox.width / MM), round(page.mediabox.height / MM)) == (210, 297)
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    for font in fonts.values():
        described = font.get_object()
        assert isinstance(described, DictionaryObject)
        descriptor = described["/FontDescriptor"].get_object()
        assert isinstance(descriptor, DictionaryObject)
        assert "/FontFile2" in descriptor
    assert reader.metadata is not None
    assert reader.metadata.title == "搬迁安置证明"


def ink(pdf: bytes, box: tuple[float, float, float, float]) -> float:
    """The share of dark dots in a box of the first page, in millimetres from its upper left corner."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    bitmap = page.render(scale=150 / 72, grayscale=True)
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    left, top, right, bottom = (math.floor(side / 25.4 * 150) for side in box)
    dark = sum(pixels[y * stride + x] < 128 for y in range(top, bottom) for x in range(left, right))
    bitmap.close()
    page.close()
    document.close()
    return float(dark) / ((right - left) * (bottom - top))


def test_the_picture_has_ink_where_it_must_and_nowhere_else() -> None:
    pdf = draw_relocation_certificate(FACTS, HEAD)
    assert ink(pdf, (80, 37, 132, 47)) > 0.1, "the title"
    assert ink(pdf, (120, 48, 184, 58)) > 0.03, "the number"
    assert ink(pdf, (28, 68, 184, 108)) > 0.05, "the text"
    assert ink(pdf, (28, 254, 184, 263)) > 0.02, "the legend"
    assert ink(pdf, (0, 0, 210, 36)) == 0, "the head of the page"
    assert ink(pdf, (0, 0, 27, 297)) == 0, "the binding edge"
    assert ink(pdf, (185.5, 0, 210, 297)) == 0, "the outer edge"
    assert ink(pdf, (28, 200, 110, 236)) == 0, "left of the seal"


names = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@settings(max_examples=25, deadline=None)
@given(st.lists(names, min_size=1, max_size=10), st.text("安和路第一二三四号院区楼", max_size=60))
def test_any_household_is_read_back(people: list[str], address: str) -> None:
    members = tuple(replace(FIVE[0], name=name) for name in people)
    facts = replace(FACTS, head_name=people[0], site_address=address, members=members)
    text = "".join(read_by_pypdf(draw_relocation_certificate(facts, HEAD)))
    assert f"兹证明：{people[0]}户" in text
    assert address in text
    for name in people:
        assert name in text
