"""Filters a clerk keeps for a list: his own, one for each name, none lost."""

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.queries import saved_filters
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases import drop_filter, save_filter
from resettle_desktop.office.use_cases.filters import DropFilterDraft, SaveFilterDraft
from tests.kit.office import Desk, actor_of, raw

LIST = "households.people"


def kept(desk: Desk) -> list[tuple[str, str]]:
    rows = desk.ask(saved_filters, desk.actor.uid, LIST)
    return [(row.name, row.criteria) for row in rows]


def test_a_filter_is_kept_for_its_clerk_and_its_list(desk: Desk) -> None:
    uid = desk.do(save_filter, SaveFilterDraft(LIST, " 3号楼  老人 ", '{"ages": "60-"}'))
    assert kept(desk) == [("3号楼 老人", '{"ages": "60-"}')]
    assert desk.do(save_filter, SaveFilterDraft(LIST, "3号楼 老人", '{"ages": "65-"}')) == uid
    assert kept(desk) == [("3号楼 老人", '{"ages": "65-"}')]
    assert desk.ask(saved_filters, desk.actor.uid, "households.households") == ()
    assert desk.ask(saved_filters, actor_of(Role.HEAD).uid, LIST) == ()


def test_a_filter_dropped_is_off_the_list_and_its_name_can_be_used_again(desk: Desk) -> None:
    uid = desk.do(save_filter, SaveFilterDraft(LIST, "老人", '{"ages": "60-"}'))
    with pytest.raises(Refusal, match="没有这组"):
        desk.do(drop_filter, DropFilterDraft(uid), by=actor_of(Role.HEAD))
    desk.do(drop_filter, DropFilterDraft(uid))
    assert kept(desk) == []
    assert raw(desk.store, "SELECT name FROM saved_filter") == [("老人",)]
    assert desk.do(save_filter, SaveFilterDraft(LIST, "老人", "{}")) == uid
    assert kept(desk) == [("老人", "{}")]


def test_a_filter_has_a_name(desk: Desk) -> None:
    with pytest.raises(Refusal, match="起个名字") as refused:
        desk.do(save_filter, SaveFilterDraft(LIST, " ", "{}"))
    assert refused.value.field == "name"
