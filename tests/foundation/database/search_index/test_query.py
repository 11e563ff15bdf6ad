"""What typed text asks of the real table: hits, misses, their order and their reasons."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.database.search_index import (
    PERSON_FTS_DDL,
    PersonFacts,
    Query,
    parse_query,
    tokens_for,
    why,
)
from resettle_desktop.foundation.values.pinyin import FuzzySounds

PEOPLE = {
    1: PersonFacts(
        "王国梁",
        nickname="二毛",
        number="149999195201010014",
        birth=date(1952, 1, 1),
        phones=("13812345678",),
        household_number="HY-2026-0012",
        room="14-1-403",
        site="福安苑",
        hamlet="老窑沟",
        village="青石村",
        township="清溪乡",
        head_name="王国梁",
    ),
    2: PersonFacts(
        "李秀兰",
        number="149999195503082726",
        birth=date(1955, 3, 8),
        household_number="HY-2026-0012",
        room="14-1-403",
        site="福安苑",
        hamlet="老窑沟",
        head_name="王国梁",
        father_name="李满仓",
    ),
    3: PersonFacts(
        "张伟", number="14999919900307992X", phones=("03503234567",), room="3-2-501", hamlet="沟底"
    ),
    4: PersonFacts("张伟明", room="3-2-502"),
    5: PersonFacts("李张伟", former_names=("李石头",)),
    6: PersonFacts("单于飞"),
    7: PersonFacts("吕绿"),
    8: PersonFacts("阿不都·热合曼"),
    9: PersonFacts("𠮷𬭎𰻝㛃䶮"),
    10: PersonFacts("王\ue863"),
    11: PersonFacts("John O'Neill"),
    12: PersonFacts("臧福星", household_number="岚搬2026-0107"),
    13: PersonFacts("国王梁"),
}
ALL = FuzzySounds.all()


class Found:
    """The whole search of a small file, as a subject's queries run it."""

    def __init__(self, people: dict[int, PersonFacts]) -> None:
        self.people = people
        self.connection = sqlcipher.connect(":memory:")
        self.connection.execute(PERSON_FTS_DDL)
        self.connection.execute("create table person (id integer primary key, number text)")
        self.connection.execute("create table phone (person_id integer, number text)")
        for rowid, facts in people.items():
            self.connection.execute(
                "insert into person_fts (rowid, k) values (?, ?)", (rowid, tokens_for(facts))
            )
            self.connection.execute("insert into person values (?, ?)", (rowid, facts.number))
            for phone in facts.phones:
                self.connection.execute("insert into phone values (?, ?)", (rowid, phone))

    def matching(self, expression: str | None) -> set[int]:
        """Return the row ids of a full-text expression."""
        if expression is None:
            return set()
        rows = self.connection.execute("select rowid from person_fts where person_fts match ?", (expression,))
        return {rowid for (rowid,) in rows}

    def candidates(self, query: Query) -> set[int]:
        """Return all rows to be judged."""
        found = self.matching(query.match)
        beginning = "select {} from {} where number >= ? and number < ?"
        among = set(self.people) if query.rest is None else self.matching(query.rest)
        for prefix, statement in (
            (query.number_prefix, beginning.format("id", "person")),
            (query.phone_prefix, beginning.format("person_id", "phone")),
        ):
            if prefix:
                rows = self.connection.execute(statement, (prefix, prefix + "\U0010ffff"))
                found |= {rowid for (rowid,) in rows} & among
        return found

    def ask(self, typed: str, fuzzy: FuzzySounds | None = None) -> list[int]:
        """Return the people found, best first."""
        query = parse_query(typed, fuzzy=fuzzy)
        judged = ((query.judge(self.people[rowid]), rowid) for rowid in self.candidates(query))
        return [rowid for _, rowid in sorted((hit.closeness, rowid) for hit, rowid in judged if hit)]


@pytest.fixture(scope="module")
def office() -> Iterator[Found]:
    found = Found(PEOPLE)
    yield found
    found.connection.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("张伟", [3, 4, 5]),
        ("张", [3, 4, 5]),
        ("伟", [3, 4, 5]),
        ("王国梁", [1, 2]),
        ("国梁", [1, 2]),
        ("石头", [5]),
        ("二毛", [1]),
        ("zw", [3, 4, 5]),
        ("zhangwei", [3, 4, 5]),
        ("ZhangWei", [3, 4, 5]),
        ("ｚｗ", [3, 4, 5]),
        ("wgl", [1, 2]),
        ("wang'guo", [1, 2]),
        ("wang’guo’liang", [1, 2]),
        ("wang guo liang", [1, 2]),
        ("王gl", [1]),
        ("王 国梁", [1]),
        ("guoliang", [1]),
        ("chanyufei", [6]),
        ("shanyu", [6]),
        ("lvlv", [7]),
        ("lulv", [7]),
        ("lülü", [7]),
        ("阿不都热合曼", [8]),
        ("阿不都•热合曼", [8]),
        ("abdrhm", [8]),
        ("热合曼", [8]),
        ("𠮷", [9]),
        ("𬭎𰻝", [9]),
        ("𠮷𬭎𰻝㛃䶮", [9]),
        ("䶮", [9, 10]),
        ("\ue863", [9, 10]),
        ("wangyan", [10]),
        ("john", [11]),
        ("oneill", [11]),
        ("o'neill", [11]),
        ("jo", [11]),
        ("0014", [1]),
        ("10014", [1]),
        ("992x", [3]),
        ("992X", [3]),
        ("992", []),
        ("149999", [1, 2, 3]),
        ("１４９９９９", [1, 2, 3]),
        ("149999 19520101", [1]),
        ("149999 19520101 0014", [1]),
        ("149999195201010014", [1]),
        ("149999195201010014 41", [1]),
        ("149999520101001", [1]),
        ("19520101", [1]),
        ("520101", [1]),
        ("1952", [1]),
        ("1952-1-1", [1]),
        ("1952年1月1日", [1]),
        ("1952。1。1", [1]),
        ("195503", [2]),
        ("138", [1]),
        ("138 1234 5678", [1]),
        ("138-1234-5678", [1]),
        ("5678", [1]),
        ("0350-3234567", [3]),
        ("0350", [3]),
        ("14-1-403", [1, 2]),
        ("１４－１－４０３", [1, 2]),
        ("14号楼1单元403室", [1, 2]),
        ("14-403", [1, 2]),
        ("403", [1, 2]),
        ("3-2-50", [3, 4]),
        ("福安苑14-1-403", [1, 2]),
        ("hy-2026-0012", [1, 2]),
        ("0012", [1, 2]),
        ("0107", [12]),
        ("岚搬2026-0107", [12]),
        ("老窑沟", [1, 2]),
        ("沟", [3]),
        ("lyg", [1, 2]),
        ("laoyao", [1, 2]),
        ("lyg ermao", [1]),
        ("ermao lyg", [1]),
        ("李 老窑沟", [2]),
        ("李,0012", [2]),
        ("满仓", [2]),
        ("lmc", [2]),
        ("王 0014", [1]),
        ("李 149999", [2]),
        ("王 138", [1]),
        ("张 138", []),
        ("王国", [1, 2]),
        ("王国王", []),
        ("国王梁王", []),
        ("赵", []),
        ("zw lyg", []),
        ("7", []),
    ],
)
def test_what_is_found(office: Found, typed: str, expected: list[int]) -> None:
    assert sorted(office.ask(typed)) == sorted(expected)


def test_a_room_that_begins_so_comes_before_a_household_number_that_ends_so() -> None:
    found = Found(
        {
            1: PersonFacts("张伟", household_number="QS0111", room="3-2-501"),
            2: PersonFacts("王国梁", household_number="QS0007", room="1-1-101"),
            3: PersonFacts("李秀兰", household_number="QS0008", room="1-1-1"),
        }
    )
    query = parse_query("1-1-1")
    assert [found.matching(tier) for tier in query.tiers] == [{3}, {2, 3}, {1, 2, 3}]
    levels = [verdict.closeness for facts in found.people.values() if (verdict := query.judge(facts))]
    assert levels == [2, 1, 0]
    assert found.ask("QS-0111")[0] == 1


@pytest.mark.parametrize(
    ("typed", "best_first"),
    [
        ("张伟", [3, 4, 5]),
        ("zw", [3, 4, 5]),
        ("王国梁", [1, 2]),
        ("wgl", [1, 2]),
        ("李张伟", [5]),
    ],
)
def test_the_best_come_first(office: Found, typed: str, best_first: list[int]) -> None:
    assert office.ask(typed) == best_first
    tiers = [office.matching(tier) for tier in parse_query(typed).tiers]
    assert best_first[0] in tiers[0]


@pytest.mark.parametrize(
    ("typed", "person", "reason"),
    [
        ("王国", 1, "姓名"),
        ("wgl", 1, "姓名拼音首字母"),
        ("wangg", 1, "姓名拼音"),
        ("二毛", 1, "小名"),
        ("ermao", 1, "小名拼音"),
        ("石头", 5, "曾用名"),
        ("0014", 1, "身份证后四位"),
        ("010014", 1, "身份证后六位"),
        ("149999", 1, "身份证号码"),
        ("1952", 1, "出生日期"),
        ("1381", 1, "手机号"),
        ("5678", 1, "手机尾号"),
        ("0350", 3, "电话"),
        ("4567", 3, "电话尾号"),
        ("14-1", 1, "房号"),
        ("0012", 1, "户号"),
        ("老窑", 1, "自然村"),
        ("青石", 1, "村"),
        ("清溪", 1, "乡镇"),
        ("福安", 1, "小区"),
        ("lyg ermao", 1, "自然村拼音首字母、小名拼音"),
        ("王国梁", 2, "户主"),
        ("lmc", 2, "父亲拼音首字母"),
        ("赵", 1, ""),
        ("", 1, ""),
    ],
)
def test_the_reason_a_row_is_shown(typed: str, person: int, reason: str) -> None:
    assert why(PEOPLE[person], parse_query(typed)) == reason


@pytest.mark.parametrize(
    ("typed", "sounds", "expected"),
    [
        ("nyg", "n_l", [1, 2]),
        ("nvnv", "n_l", [7]),
        ("zangwei", "zh_z", [3, 4, 5]),
        ("zhanghuxin", "zh_z f_h ing_in", [12]),
        ("zanghuxing", "f_h", [12]),
        ("zhanghuxing", "f_h", []),
        ("wanguoniang", "n_l ing_in", [1, 2]),
        ("wanguoliang", "n_l", []),
        ("zfx", "f_h", [12]),
        ("zhx", "f_h", [12]),
        ("zh", "zh_z", [3, 4, 5]),
        ("wolaoyaogou", "n_l", []),
    ],
)
def test_fuzzy_sounds_by_setting(office: Found, typed: str, sounds: str, expected: list[int]) -> None:
    assert sorted(office.ask(typed, FuzzySounds.named(sounds.split()))) == expected
    assert set(expected) <= set(office.ask(typed, ALL))


def test_a_fuzzy_hit_says_so() -> None:
    assert why(PEOPLE[1], parse_query("wanguoniang", fuzzy=ALL)) == "姓名近音"
    assert why(PEOPLE[1], parse_query("wangguoliang", fuzzy=ALL)) == "姓名拼音"


@pytest.mark.parametrize("typed", ["", " ", "　", '"', "'", "*", "--", "()", "\x00", "\ud800", "·", "\u200b"])
def test_nothing_to_look_for_asks_nothing(typed: str) -> None:
    query = parse_query(typed)
    assert not query
    assert query.match is None
    assert not query.verify(PEOPLE[1])


def test_operators_of_the_table_are_only_words(office: Found) -> None:
    for typed in ('张" OR "王', "NEAR(张 伟)", "k:张", "张*", "^张", "-张", "{张}", "AND", "or not", '""'):
        office.ask(typed)
    assert office.ask('"张伟"') == [3, 4, 5]


def test_a_pasted_page_is_cut(office: Found) -> None:
    query = parse_query("张伟 " * 5_000, fuzzy=ALL)
    assert len(query.terms) <= 8
    office.matching(query.match)


every_text = st.text(max_size=16) | st.text(
    "王国zw梁l'’ -–\"*()^:{}+,。0149xX·室栋\x00\u200b\ue863𠮷", max_size=16
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(every_text, st.builds(FuzzySounds, *[st.booleans()] * 5))
def test_any_text_can_be_typed(office: Found, typed: str, fuzzy: FuzzySounds) -> None:
    query = parse_query(typed, fuzzy=fuzzy)
    tiers = [office.matching(tier) for tier in query.tiers]
    assert all(narrow <= wide for narrow, wide in pairwise(tiers))
    answering = {rowid for rowid, facts in PEOPLE.items() if query.verify(facts)}
    # Whoever answers is among those the table and the number indexes find: nothing is lost.
    assert answering <= office.candidates(query)


han = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
    | st.sampled_from("𠮷𬭎𰻝㛃䶮\ue863\ue816単長樂"),
    min_size=1,
    max_size=5,
)
latin = st.text("abcXYZéü", min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(han | st.builds("{}·{}".format, han, han), min_size=1, max_size=5), st.data())
def test_everybody_is_found_by_any_part_of_the_name(names: list[str], data: st.DataObject) -> None:
    found = Found({rowid: PersonFacts(name) for rowid, name in enumerate(names, start=1)})
    rowid, name = data.draw(st.sampled_from(list(enumerate(names, start=1))))
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    assert rowid in found.ask(name)
    assert rowid in found.ask(part) or part == "·"
    found.connection.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(han | latin, min_size=1, max_size=5), st.data())
def test_everybody_is_found_by_sound(names: list[str], data: st.DataObject) -> None:
    people = {rowid: PersonFacts(name) for rowid, name in enumerate(names, start=1)}
    found = Found(people)
    rowid = data.draw(st.sampled_from(sorted(people)))
    for voice in people[rowid].voices():
        for heard in voice.sounds():
            length = data.draw(st.integers(1, len(heard.pinyin)))
            for typed in (heard.initials, heard.pinyin, heard.pinyin[:length]):
                assert rowid in found.ask(typed)
                assert rowid in found.ask(typed, ALL)
            assert rowid in found.ask(ALL.fold_initials(heard.initials), ALL)
            assert rowid in found.ask(ALL.fold(heard.pinyin), ALL)
    found.connection.close()


def test_rare_characters_survive_a_real_encrypted_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("search") / "office.db"
    for round_trip in range(2):
        connection = sqlcipher.connect(str(path))
        connection.execute(f"PRAGMA key = \"x'{'5a' * 32}'\"")
        if not round_trip:
            connection.execute(PERSON_FTS_DDL)
            connection.executemany(
                "insert into person_fts (rowid, k) values (?, ?)",
                [(rowid, tokens_for(facts)) for rowid, facts in PEOPLE.items()],
            )
            # An act that changes a name writes the row anew; contentless tables allow it by rowid.
            connection.execute("delete from person_fts where rowid = 9")
            connection.execute(
                "insert into person_fts (rowid, k) values (?, ?)", (9, tokens_for(PersonFacts("𠮷\ue863")))
            )
            connection.commit()
        else:
            rows = connection.execute(
                "select rowid from person_fts where person_fts match ?", (parse_query("𠮷䶮").match,)
            )
            assert rows.fetchall() == [(9,)]
            assert connection.execute(
                "select count(*) from person_fts where person_fts match ?", (parse_query("𬭎").match,)
            ).fetchone() == (0,)
        connection.close()
