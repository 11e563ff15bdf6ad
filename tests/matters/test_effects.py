"""What acts would change, in the clerk's sentences."""

from collections.abc import Callable
from typing import Any

import pytest

from resettle_desktop.households.queries.effects import effects_of
from resettle_desktop.households.rules.declared import HukouStanding, RelocationKind
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases.drafts import (
    AssignRoomDraft,
    ChangeHeadDraft,
    CompleteHouseholdDraft,
    CorrectPersonDraft,
    HouseholdItems,
    HukouDraft,
    HukouPlaceDraft,
    PhoneDraft,
)
from resettle_desktop.households.use_cases.dwelling import assign_room
from resettle_desktop.households.use_cases.headship import change_head
from resettle_desktop.households.use_cases.people import correct_person, set_hukou_place, set_phone
from resettle_desktop.households.use_cases.supplement import complete_household
from resettle_desktop.matters.pages.effects_panel import spoken
from tests.households.town import Town, on, town_of
from tests.kit.office import Desk


@pytest.fixture
def town(desk: Desk) -> Town:
    return town_of(desk)


def told(town: Town, use_case: Callable[[Any, Any], Any], draft: Any) -> list[str]:
    with town.desk.store.rehearsing(town.desk.actor) as work:
        use_case(work, draft)
        return [spoken(effect) for effect in effects_of(work)]


def test_a_new_head(town: Town) -> None:
    uid = town.register()
    relations = {"王国梁": "11", "李改莲": "02", "王小军": "20", "王小红": "30", "张秀英": "54"}
    drafted = tuple((town.person(uid, name), code) for name, code in relations.items())
    sentences = told(
        town, change_head, ChangeHeadDraft(uid, town.person(uid, "李改莲"), drafted, on(2026, 11, 3))
    )
    assert "李改莲家的户主，由王国梁改为李改莲" in sentences
    assert "王国梁 与户主关系，由户主改为夫" in sentences
    assert "张秀英 与户主关系，由母亲改为婆婆" in sentences


def test_a_phone_a_hukou_and_a_room(town: Town) -> None:
    uid = town.register(room="3-1-101")
    head = town.person(uid, "王国梁")
    assert told(town, set_phone, PhoneDraft(head, "13900000001")) == [
        "王国梁的电话，由13800000011改为13900000001"
    ]
    standing = next(iter(HukouStanding))
    (line,) = told(town, set_hukou_place, HukouPlaceDraft(head, HukouDraft(standing)))
    assert line.startswith("王国梁的户口：")
    lines = told(town, assign_room, AssignRoomDraft(uid, town.room("3-1-102"), on(2026, 11, 3)))
    assert any("云水苑3-1-102" in line for line in lines)


def test_columns_are_told_by_their_names_and_official_words(town: Town) -> None:
    uid = town.register()
    kind = next(iter(RelocationKind))
    lines = told(town, complete_household, CompleteHouseholdDraft(uid, HouseholdItems(relocation_kind=kind)))
    assert len(lines) == 1
    assert lines[0].startswith("王国梁家的搬迁类型，由空改为")
    member = town.view(uid).members[-1].person
    draft = CorrectPersonDraft(
        member.uid, "张秀莹", member.sex, member.birth, NumberDraft(member.number or ""), "登记时写错"
    )
    assert "张秀莹的姓名，由张秀英改为张秀莹" in told(town, correct_person, draft)
