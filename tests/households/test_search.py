"""One box finds everybody, and the words follow every change."""

from collections.abc import Sequence
from datetime import date

import pytest

from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.households.pages.household_input import person_options
from resettle_desktop.households.pages.people_search import found_row
from resettle_desktop.households.queries import people_alike, search_is_current, search_people
from resettle_desktop.households.queries.searchable import searchable_rows
from resettle_desktop.households.use_cases import (
    AssignRoomDraft,
    HouseholdDraft,
    HouseholdItems,
    MemberDraft,
    RebuildSearchDraft,
    assign_room,
    rebuild_search_index,
    register_household,
)
from resettle_desktop.households.use_cases.events.people_deaths import DeathDraft, record_death
from resettle_desktop.households.use_cases.members import HomeWords, search_words, settle_members
from resettle_desktop.office.queries import clerk_rows, desk_facts
from resettle_desktop.office.use_cases.settings import SettingDraft, change_setting
from resettle_desktop.sites.rules import Plan
from resettle_desktop.sites.use_cases import (
    BuildingDraft,
    OriginVillageDraft,
    SiteDraft,
    add_building,
    add_origin_village,
    add_site,
)
from tests.households.town import TODAY, Town, member, number, on, wangs
from tests.kit.office import raw

MOVED = HouseholdItems(moved_in=on(2018, 11, 10))


@pytest.fixture
def household(town: Town) -> str:
    """The 王 family in 3-2-501, one of them with a nickname; a neighbour in 3-1-101."""
    head, *others = wangs()
    head = member("王国梁", "02", "19780512", 11, nickname="二毛", former_names="王二小")
    town.register(member("欧阳建军", "02", "19600101", 21), room="3-1-101", items=MOVED)
    return town.register(head, *others, room="3-2-501", items=MOVED)


@pytest.mark.parametrize(
    ("typed", "first", "why"),
    [
        ("王国梁", "王国梁", "姓名"),
        ("国梁", "王国梁", "姓名"),
        ("wgl", "王国梁", "姓名拼音首字母"),
        ("wangguol", "王国梁", "姓名拼音"),
        ("guoliang", "王国梁", "姓名拼音"),
        ("王gl", "王国梁", "姓名、姓名拼音首字母"),
        ("wang'guo", "王国梁", "姓名拼音"),
        ("二毛", "王国梁", "小名"),
        ("ermao", "王国梁", "小名拼音"),
        ("王二小", "王国梁", "曾用名"),
        ("oyjj", "欧阳建军", "姓名拼音首字母"),
        (number("19780512", 11), "王国梁", "身份证号码"),
        (number("19780512", 11)[:10], "王国梁", "身份证号码"),
        (number("19780512", 11)[-4:], "王国梁", "身份证后四位"),
        ("19780512", "王国梁", "出生日期"),
        ("780512", "王国梁", "出生日期"),
        ("13800000011", "王国梁", "手机号"),
        ("3-1-101", "欧阳建军", "房号"),
        ("3号楼1单元101", "欧阳建军", "房号"),
        ("3号楼1单元", "欧阳建军", "房号"),
        ("练LG0001", "欧阳建军", "户号"),
        ("houg oyjj", "欧阳建军", "自然村拼音、姓名拼音首字母"),
    ],
)
def test_one_box_finds(town: Town, household: str, typed: str, first: str, why: str) -> None:
    answer = town.desk.ask(search_people, typed, None, TODAY)
    assert answer.hits[0].name == first
    assert answer.hits[0].why == why
    assert answer.total == len(answer.hits)


def test_a_hit_tells_people_of_one_name_apart(town: Town, household: str) -> None:
    hit = town.desk.ask(search_people, "王小军", None, TODAY).hits[0]
    assert (hit.age, hit.sex.label, hit.relation_name, hit.head_name) == (21, "男", "长子", "王国梁")
    assert (hit.household_uid, hit.household_number) == (household, "练LG0002")
    assert (hit.site_name, hit.room_label) == ("云水苑", "3-2-501")
    assert (hit.village, hit.hamlet) == ("石湾村", "后沟")


def test_a_household_is_found_by_its_head_and_its_hamlet(town: Town, household: str) -> None:
    assert town.found("王国梁") == ["王国梁", "李改莲", "王小红", "王小军", "张秀英"]
    assert len(town.found("后沟")) == 6
    assert town.found("hg 二毛") == ["王国梁"]


def test_sounds_an_office_does_not_tell_apart(town: Town, household: str) -> None:
    fuzzy = FuzzySounds.all()
    answer = town.desk.ask(search_people, "wang guo niang", fuzzy, TODAY)
    assert answer.hits[0].name == "王国梁"
    assert town.found("wang guo niang") == []


def test_er_mao_from_the_gully(town: Town, household: str) -> None:
    """J17: what the clerk hears; the hits tell the three apart."""
    village = OriginVillageDraft("晋川省云州市青岭县沟门乡", "老羊圪洞村")
    gully = town.desk.do(add_origin_village, village)
    for place, name in enumerate(("李来福", "李建军")):
        father = member(name, "02", "19500101", 31 + 2 * place)
        son = member("李进财", "22", "19800101", 41 + 2 * place, nickname="二毛")
        draft = HouseholdDraft((father, son), origin_uid=gully, items=MOVED)
        town.desk.do(register_household, draft)
    answer = town.desk.ask(search_people, "lyg ermao", FuzzySounds.all(), TODAY)
    assert [(hit.name, hit.nickname, hit.head_name, hit.relation_name, hit.age) for hit in answer.hits] == [
        ("李进财", "二毛", "李来福", "长子", 46),
        ("李进财", "二毛", "李建军", "长子", 46),
    ]


def test_a_room_half_typed_comes_before_household_numbers_of_the_same_digits(town: Town) -> None:
    site = town.desk.do(add_site, SiteDraft("甘露苑"))
    plan = Plan(units=1, floors=1, rooms_per_floor=2)
    town.desk.do(add_building, BuildingDraft(site, "1", plan=plan))
    for order in range(11, 32, 2):
        town.register(member("白二牛", "02", "19600101", order))
    town.register(member("王国梁", "02", "19780512", 11), room="1-1-101", items=MOVED)
    hits = town.desk.ask(search_people, "1-1", None, TODAY).hits
    shown = [(hit.name, hit.household_number, hit.why) for hit in hits]
    assert shown == [("王国梁", "练LG0012", "房号"), ("白二牛", "练LG0011", "户号")]


def test_nothing_typed_finds_nobody(town: Town, household: str) -> None:
    for typed in ("", "   ", "·", "zzzzqq"):
        assert town.found(typed) == []


def test_many_hits_are_counted_and_the_best_shown(town: Town) -> None:
    for order in range(1, 40):
        town.register(
            member("王建国", "02", "19600101", 2 * order + 1),
            member("刘桂兰", "12", "19610101", 2 * order),
        )
    answer = town.desk.ask(search_people, "王", None, TODAY, limit=20)
    assert {hit.name for hit in answer.hits} == {"王建国"}
    assert answer.total == 39
    beside = town.desk.ask(search_people, "wang jian guo", None, TODAY, limit=20)
    assert beside.total >= 39
    assert {hit.name for hit in beside.hits} == {"王建国"}


def test_the_words_written_at_registration_are_those_a_rebuild_would_write(town: Town) -> None:
    """The fast way of the first save and the question over the file must never differ."""
    widow = member("赵香莲", "02", "19700101", 12, nickname="四女子", former_names="赵二女、赵香连")
    husband = member("孙满仓", "11", "19680101", 11, phone="0350-2234567")
    child = member("孙小红", "32", "20000101", 14)
    town.register(*wangs(), room="3-2-502", items=MOVED)
    town.register(widow, husband, child, room="3-2-501", items=MOVED)
    keys = [key for (key,) in raw(town.desk.store, "SELECT id FROM person ORDER BY id")]
    rows = town.desk.ask(searchable_rows, keys, TODAY)
    told = [
        *_told(wangs(), keys[:5], "练LG0001", "3-2-502"),
        *_told((widow, husband, child), keys[5:], "练LG0002", "3-2-501"),
    ]
    assert {key: row.words() for key, row in rows.items()} == dict(told)
    assert rows[keys[-1]].facts.father_name == "孙满仓"


def _told(
    members: Sequence[MemberDraft], keys: Sequence[int], household: str, room: str
) -> list[tuple[int, str]]:
    home = HomeWords(household, room, "云水苑", "后沟", "石湾村", "晋川省云州市青岭县沟门乡")
    return search_words(keys, settle_members(members, TODAY), home)


def test_a_household_with_two_rooms_is_found_by_both(town: Town, household: str) -> None:
    town.desk.do(assign_room, AssignRoomDraft(household, town.room("3-1-102"), on(2020)))
    assert (
        town.found("3-1-102") == town.found("3-2-501") == ["李改莲", "王国梁", "王小红", "王小军", "张秀英"]
    )
    shown = town.desk.ask(search_people, "3-1-102", None, TODAY).hits[0]
    assert (shown.room_label, shown.why) == ("3-2-501", "房号")


def test_a_rebuild_changes_nothing_that_is_found(town: Town, household: str) -> None:
    assert town.desk.ask(search_is_current)
    typed = ("wgl", "ermao", "3-2-501", "后沟", "9999", "oy")
    before = [town.found(text) for text in typed]
    assert town.desk.do(rebuild_search_index, RebuildSearchDraft()) == 6
    assert [town.found(text) for text in typed] == before
    assert town.desk.do(rebuild_search_index, RebuildSearchDraft()) == 6
    assert town.desk.ask(search_is_current)


def test_people_alike_are_pointed_out(town: Town, household: str) -> None:
    (same,) = town.desk.ask(people_alike, "王国良", on(1978, 5, 12), TODAY)
    assert same.name == "王国梁"
    assert town.desk.ask(people_alike, "王国良", on(1979, 5, 12), TODAY) == ()
    assert len(town.desk.ask(people_alike, "王国梁", None, TODAY)) == 1


@pytest.mark.usefixtures("household")
def test_the_offices_setting_says_which_sounds_are_one(town: Town) -> None:
    """From the settings page to the box: n and l are one only where the office says so."""
    (clerk, *_) = town.desk.ask(clerk_rows, TODAY)

    def found() -> list[str]:
        sounds = town.desk.ask(desk_facts, clerk.uid, TODAY).fuzzy_sounds
        return [hit.name for hit in town.desk.ask(search_people, "nigainian", sounds, TODAY).hits]

    town.desk.do(change_setting, SettingDraft("fuzzy_sounds", ("n_l",)))
    assert found() == ["李改莲"]
    town.desk.do(change_setting, SettingDraft("fuzzy_sounds", ("f_h",)))
    assert found() == []
    town.desk.do(change_setting, SettingDraft("fuzzy_sounds", ()))
    assert found() == []


def test_who_is_dead_is_found_and_marked_but_not_offered(town: Town) -> None:
    """The box on top finds everybody with a file; where somebody who lives is meant the dead are left out."""
    uid = town.register(items=MOVED)
    granny = town.person(uid, "张秀英")
    town.desk.do(record_death, DeathDraft(granny, on(2026, 10, 5)))
    answer = town.desk.ask(search_people, "张秀英", None, TODAY)
    [hit] = answer.hits
    assert (hit.uid, hit.gone) == (granny, "死亡")
    row = found_row(hit)
    assert (row.page, row.cells[1]) == ("households.person", "女 已去世")
    assert person_options(answer) == []
    assert [choice.value for choice in person_options(answer, with_dead=True)] == [granny]
    [then] = town.desk.ask(search_people, "张秀英", None, date(2026, 10, 4)).hits
    assert then.gone == ""


def test_a_household_number_is_found_without_the_chinese_it_begins_with(town: Town) -> None:
    uid = town.register()
    number_of_practice = town.view(uid).number
    assert number_of_practice.startswith("练")
    answer = town.desk.ask(search_people, number_of_practice.removeprefix("练"), None, TODAY)
    assert {hit.household_uid for hit in answer.hits} == {uid}
    assert {hit.why for hit in answer.hits} == {"户号"}
