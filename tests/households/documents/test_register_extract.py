"""The extract says what was found, on as many pages as it needs, and every page says whose it is."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from resettle_desktop.foundation.documents.fonts import MissingGlyph
from resettle_desktop.foundation.documents.page import TooLong
from resettle_desktop.households.documents import draw_register_extract
from resettle_desktop.households.rules.extract import Item
from tests.households.documents.extracts import DRAFT, HEAD, ORDINARY, TINY, large
from tests.households.documents.test_certificate import READERS, Reader, read_by_pdfium, read_by_pypdf


@pytest.mark.parametrize("read", READERS)
def test_two_readers_find_every_word(read: Reader) -> None:
    text = "".join(read(draw_register_extract(ORDINARY, HEAD, "子女入学")))
    for words in (
        "一户一档摘要",
        "编号：档摘字〔2026〕12号",
        "王桂兰户",
        "户号：QS0036",
        "截至2026年11月3日。本摘要摘自本单位的搬迁户登记（一户一档）",
        "不是户口簿，不能代替公安、民政、卫健、不动产登记等部门出具的证明",
        "二、家庭成员（共5人）",
        "婚姻，女婿，由QS0041户转入",
        "离户",
        "居住证149999********9921，下次签注2027年",
        "八、变更事项和证明材料（1项证明材料待补交）",
        "证明材料待补交",
        "晋（2023）示例县不动产权第0001234号",
        "本摘要用于子女入学。以上内容与本单位登记一致。",
        "户主签名（按指印）：",
        "代签人及关系：",
        "见证人：",
        "以上内容已读给户主听",
        "经办人：李慧敏",
        "青山镇人民政府",
        "2026年11月3日",
        "加盖公章有效",
        "核验电话：0350-1234567",
    ):
        assert words in text
    for person in ORDINARY.members:
        assert person.name in text
    assert text.count("2018年") >= 6, "a year stays a year"
    assert "2018年1月1日" not in text


@pytest.mark.parametrize("read", READERS)
def test_numbers_are_masked_unless_the_whole_ones_were_asked_for(read: Reader) -> None:
    text = "".join(read(draw_register_extract(ORDINARY, HEAD)))
    assert text.count("149999********") == 5
    assert "（待核）" in text
    assert not re.search(r"149999\d", text.replace("149999000036", ""))
    whole = "".join(read(draw_register_extract(replace(ORDINARY, whole_numbers=True), HEAD, "办理落户")))
    assert "149999196203079924" in whole
    assert "居住证149999198512279921" in whole


@pytest.mark.parametrize("facts", [TINY, ORDINARY, large(), large(15, 1)])
def test_every_page_says_whose_it_is_and_which_of_how_many(facts: object) -> None:
    assert isinstance(facts, type(ORDINARY))
    pages = read_by_pypdf(draw_register_extract(facts, HEAD))
    for number, page in enumerate(pages, start=1):
        assert "户号：QS0036" in page
        assert f"第{number}页共{len(pages)}页" in page
        assert "档摘字〔2026〕12号" in page
    assert all("一户一档摘要户号：QS0036截至2026年11月3日" in page for page in pages[1:])


def test_a_tiny_one_fits_one_page_and_says_nothing_it_does_not_know() -> None:
    (text,) = read_by_pypdf(draw_register_extract(TINY, replace(HEAD, phone="")))
    assert "暂无" in text
    for words in ("协议", "证明材料", "不详", "旧房", "务工", "None"):
        assert words not in text
    assert "核验电话：" in text


def test_a_long_history_keeps_its_rows_whole_under_heads() -> None:
    facts = large(15, 100)
    pages = read_by_pypdf(draw_register_extract(facts, HEAD))
    text = "".join(pages)
    assert len(pages) >= 5
    for one in facts.happenings:
        assert one.on.spoken() in text
    assert sum("日期事项姓名证明材料" in page for page in pages) == sum(
        "结婚证，J149999" in page for page in pages
    )
    assert "二、家庭成员（续）" in text
    for page in pages:
        # A marriage's evidence has two lines, and both stand on one page.
        assert page.count("结婚证，J149999-2019-000123，2019年") == page.count("4月20日")


@pytest.mark.parametrize("entries", range(0, 44, 3))
def test_the_seal_never_stands_alone(entries: int) -> None:
    facts = replace(large(5, entries), old_home=(), title=())
    last = read_by_pypdf(draw_register_extract(facts, HEAD))[-1]
    assert all(words in last for words in ("户主签名", "青山镇人民政府", "以上内容与本单位登记一致"))
    before = last.partition("以上内容与本单位登记一致")[0]
    told = facts.happenings[-1].on.spoken() if facts.happenings else "务工"
    assert told in before, "the last row stands over it"


def test_equal_facts_give_equal_bytes() -> None:
    once, again = (draw_register_extract(replace(ORDINARY), HEAD, "子女入学") for _ in range(2))
    assert once == again
    assert once != draw_register_extract(replace(ORDINARY, as_of=date(2026, 11, 2)), HEAD, "子女入学")


def test_a_draft_and_a_practice_paper_say_so_on_every_page() -> None:
    pages = read_by_pypdf(draw_register_extract(ORDINARY, DRAFT))
    assert all("样" in page and "稿" in page for page in pages)
    assert "〔2026〕____号" in pages[0]
    practice = replace(HEAD, number="练档摘字〔2026〕1号", practice=True)
    pages = read_by_pypdf(draw_register_extract(ORDINARY, practice))
    assert all("练习用，无效" in page for page in pages)


def test_what_was_known_when_stands_on_it() -> None:
    facts = replace(ORDINARY, as_of=date(2020, 1, 1), known_on=date(2021, 5, 6))
    text = read_by_pypdf(draw_register_extract(facts, HEAD))[0]
    assert "截至2020年1月1日，按2021年5月6日时掌握的情况。" in text


def test_names_of_two_hundred_characters_and_long_addresses_wrap() -> None:
    name, address = "欧阳慕容司马诸葛" * 25, "示例省示例市示例县城关镇安和路与示范大道交叉口向北" * 8
    facts = replace(
        ORDINARY,
        head_name=name,
        members=(replace(ORDINARY.members[0], name=name), *ORDINARY.members[1:]),
        items=(*ORDINARY.items, Item("安置住房", address, wide=True)),
    )
    text = "".join(read_by_pdfium(draw_register_extract(facts, HEAD)))
    assert address in text
    assert text.count("欧阳慕容司马诸葛") >= 40
    assert text.count("欧") == text.count("葛") == 50


def test_a_long_name_of_the_office_has_more_lines() -> None:
    issuer = "示例省示例市示例县青山镇党群服务与居民事务综合便民服务中心"
    last = read_by_pypdf(draw_register_extract(ORDINARY, replace(HEAD, issuer=issuer)))[-1]
    assert issuer[:16] in last
    assert issuer[-8:] in last
    with pytest.raises(TooLong, match="单位名称"):
        draw_register_extract(ORDINARY, replace(HEAD, issuer=issuer * 2))


def test_what_fits_nowhere_is_refused_by_name() -> None:
    endless = replace(ORDINARY.rooms[0], name="X" * 90)
    with pytest.raises(TooLong, match="住房"):
        draw_register_extract(replace(ORDINARY, rooms=(endless,)), HEAD)
    with pytest.raises(TooLong, match="经办人"):
        draw_register_extract(ORDINARY, replace(HEAD, handler="很长的名字" * 12))
    rare = replace(ORDINARY.members[0], name="王\U00031328")
    with pytest.raises(MissingGlyph):
        draw_register_extract(replace(ORDINARY, members=(rare,)), HEAD)


def test_its_properties_name_nobody() -> None:
    metadata = PdfReader(BytesIO(draw_register_extract(ORDINARY, HEAD))).metadata
    assert metadata is not None
    assert metadata.title == "一户一档摘要"
    assert not any(person.name in str(metadata) for person in ORDINARY.members)


names = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30)


@settings(max_examples=12, deadline=None)
@given(st.lists(names, min_size=1, max_size=15), st.integers(0, 30))
def test_any_household_is_read_back(people: list[str], entries: int) -> None:
    members = tuple(replace(ORDINARY.members[0], name=name) for name in people)
    facts = replace(large(1, entries), members=members)
    text = "".join(read_by_pypdf(draw_register_extract(facts, HEAD)))
    assert text.count("149999********9924") == len(people)
    assert text.count("证明材料待补交") >= sum(one.evidence_later for one in facts.happenings)
