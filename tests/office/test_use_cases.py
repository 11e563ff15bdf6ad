"""Setting up an office, managing its people, settling things: on a real encrypted file."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.errors import Refusal, StaleDraft
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.office import queries
from resettle_desktop.office.rules.roles import GRANTABLE, Role
from resettle_desktop.office.rules.secrets import PinCost, SignInWay, pin_matches
from resettle_desktop.office.use_cases import (
    accept_clock,
    add_centre,
    add_clerk,
    change_setting,
    end_role,
    grant_role,
    note_sign_in,
    rename_centre,
    rename_clerk,
    rename_office,
    resume_clerk,
    save_settings,
    set_pin,
    set_up_office,
    suspend_clerk,
)
from resettle_desktop.office.use_cases.clerks import (
    ClerkChoice,
    ClerkDraft,
    EndRoleDraft,
    GrantDraft,
    PinDraft,
    RenameDraft,
    SignInDraft,
)
from resettle_desktop.office.use_cases.setting_up import SetUpDraft, setup_actor
from resettle_desktop.office.use_cases.settings import (
    CentreDraft,
    CentreNameDraft,
    ClockDraft,
    OfficeDraft,
    SettingDraft,
    SettingsDraft,
)
from tests.kit.office import Desk, raw

D = TypeVar("D")
CHEAP = PinCost(n=16, r=1, p=1)
TODAY = date(2026, 11, 3)
DRAFT = SetUpDraft(
    name="青石镇人民政府",
    division_code="149999101",
    division_name="青石镇",
    centres=(CentreDraft("party", "青石镇党群服务中心"), CentreDraft("origin", "青石镇便民跟进服务中心")),
    administrator="王桂兰",
    preset="one",
    household_prefix="qs",
)


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The desk after its first start; the first administrator sits at it."""
    uid = desk.do(set_up_office, DRAFT, by=setup_actor("一号窗口"))
    desk.actor = Actor(uid, "王桂兰", desk.ask(queries.roles_of, uid, TODAY), "一号窗口")
    return desk


def refused(desk: Desk, use_case: Callable[[Work, D], object], draft: D) -> Refusal:
    before = raw(desk.store, "SELECT count(*) FROM audit_entry")
    with pytest.raises(Refusal) as caught:
        desk.do(use_case, draft)
    assert raw(desk.store, "SELECT count(*) FROM audit_entry") == before
    return caught.value


def clerk(desk: Desk, uid: str) -> queries.ClerkRow:
    return desk.ask(queries.clerk_row, uid, TODAY)


def test_the_first_start_is_one_act_with_its_parts(office: Desk) -> None:
    row = office.ask(queries.office_row)
    assert (row.name, row.household_prefix, row.practice) == ("青石镇人民政府", "QS", False)
    assert [centre.name for centre in office.ask(queries.centre_rows)] == [
        "青石镇党群服务中心",
        "青石镇便民跟进服务中心",
    ]
    assert office.ask(queries.roles_of, office.actor.uid, TODAY) == frozenset(GRANTABLE)
    assert raw(office.store, "SELECT act, subject_label FROM audit_entry") == [
        ("set_up_office", "青石镇人民政府")
    ]
    parts = {part for (part,) in raw(office.store, "SELECT part FROM audit_change")}
    assert parts == {"set_up_office", "add_centre", "add_clerk", "grant_role"}
    assert office.ask(verify_audit).broken_at is None


def test_a_file_is_set_up_once(office: Desk) -> None:
    with pytest.raises(Refusal):
        office.do(set_up_office, DRAFT, by=setup_actor("一号窗口"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"division_code": "青石"}, "division"),
        ({"division_name": ""}, "division"),
        ({"centres": ()}, "centres"),
        ({"administrator": " "}, "name"),
        ({"preset": "none"}, "preset"),
        ({"household_prefix": "有 空格"}, "household_prefix"),
        ({"centres": (CentreDraft("party", "一"), CentreDraft("party", "一"))}, "name"),
        ({"centres": (CentreDraft("bank", "一"),)}, "kind"),
    ],
)
def test_what_the_first_start_refuses_leaves_the_file_empty(
    desk: Desk, change: dict[str, object], field: str
) -> None:
    values = {name: getattr(DRAFT, name) for name in DRAFT.__slots__}
    with pytest.raises(Refusal) as caught:
        desk.do(set_up_office, SetUpDraft(**{**values, **change}), by=setup_actor("一号窗口"))
    assert caught.value.field == field
    assert raw(desk.store, "SELECT count(*) FROM clerk") == [(0,)]


def test_people_are_added_with_roles_and_terms(office: Desk) -> None:
    centre = office.ask(queries.centre_rows)[0]
    uid = office.do(add_clerk, ClerkDraft("李春梅", roles=(Role.PARTY_CLERK,), centre_uid=centre.uid))
    office.do(grant_role, GrantDraft(uid, Role.HEAD, starts=date(2026, 12, 1), last=date(2026, 12, 31)))
    assert [(role.role, role.centre_name) for role in clerk(office, uid).roles] == [
        ("party_clerk", "青石镇党群服务中心")
    ]
    december = date(2026, 12, 31)
    assert office.ask(queries.roles_of, uid, december) == {"party_clerk", "head"}
    assert office.ask(queries.roles_of, uid, december + timedelta(days=1)) == {"party_clerk"}


def test_a_name_in_the_sign_in_list_is_there_once(office: Desk) -> None:
    assert refused(office, add_clerk, ClerkDraft("王桂兰")).field == "name"
    uid = office.do(add_clerk, ClerkDraft("王桂兰", login="王桂兰（小）"))
    assert refused(office, rename_clerk, RenameDraft(uid, "王桂兰")).field == "name"
    office.do(rename_clerk, RenameDraft(uid, "王桂花", version=1))
    assert clerk(office, uid).login == "王桂花"
    with pytest.raises(StaleDraft):
        office.do(rename_clerk, RenameDraft(uid, "王桂香", version=1))


def test_roles_that_cannot_be_given(office: Desk) -> None:
    me = office.actor.uid
    assert refused(office, grant_role, GrantDraft(me, "setup")).field == "role"
    assert "已经有" in refused(office, grant_role, GrantDraft(me, Role.HEAD)).text
    assert refused(office, grant_role, GrantDraft(me, Role.HEAD, "不存在")).field == "centre"
    late = GrantDraft(me, Role.HEAD, starts=TODAY, last=TODAY - timedelta(days=1))
    assert refused(office, grant_role, late).field == "last"


def test_the_last_administrator_cannot_lose_his_role(office: Desk) -> None:
    me = office.actor.uid
    mine = next(role for role in clerk(office, me).roles if role.role == Role.ADMINISTRATOR)
    assert "唯一" in refused(office, end_role, EndRoleDraft(mine.uid)).text
    assert "唯一" in refused(office, suspend_clerk, ClerkChoice(me)).text
    other = office.do(add_clerk, ClerkDraft("李春梅"))
    term = GrantDraft(other, Role.ADMINISTRATOR, last=date(2027, 1, 1))
    office.do(grant_role, term)
    assert "唯一" in refused(office, end_role, EndRoleDraft(mine.uid)).text
    third = office.do(add_clerk, ClerkDraft("赵满仓", roles=(Role.ADMINISTRATOR,)))
    office.do(end_role, EndRoleDraft(mine.uid))
    assert Role.ADMINISTRATOR not in office.ask(queries.roles_of, me, TODAY)
    assert {row.uid for row in office.ask(queries.administrators, TODAY)} == {other, third}


def test_ending_a_role_keeps_what_was_known_before(office: Desk) -> None:
    uid = office.do(add_clerk, ClerkDraft("李春梅", roles=(Role.PARTY_CLERK,)))
    held = clerk(office, uid).roles[0]
    known = office.store.now()
    assert refused(office, end_role, EndRoleDraft(held.uid, TODAY - timedelta(days=1))).field == "ends"
    office.clock.advance(days=2)
    office.do(end_role, EndRoleDraft(held.uid))
    assert office.ask(queries.roles_of, uid, TODAY) == {"party_clerk"}
    assert office.ask(queries.roles_of, uid, TODAY + timedelta(days=2)) == frozenset()
    assert office.ask(queries.roles_of, uid, TODAY + timedelta(days=2), known) == {"party_clerk"}
    assert refused(office, end_role, EndRoleDraft(held.uid)).field == "role"


def test_a_suspended_clerk_has_no_roles_until_he_comes_back(office: Desk) -> None:
    uid = office.do(add_clerk, ClerkDraft("李春梅", roles=(Role.PARTY_CLERK,)))
    office.do(suspend_clerk, ClerkChoice(uid, version=1))
    assert office.ask(queries.roles_of, uid, TODAY) == frozenset()
    assert refused(office, grant_role, GrantDraft(uid, Role.HEAD)).field == "role"
    assert "已经停用" in refused(office, suspend_clerk, ClerkChoice(uid)).text
    office.do(resume_clerk, ClerkChoice(uid))
    assert office.ask(queries.roles_of, uid, TODAY) == {"party_clerk"}
    assert "没有停用" in refused(office, resume_clerk, ClerkChoice(uid)).text


def test_a_pin_is_ones_own_and_kept_as_a_digest(office: Desk) -> None:
    me = office.actor.uid
    other = office.do(add_clerk, ClerkDraft("李春梅"))
    assert office.ask(queries.kept_pin, me) is None
    assert refused(office, set_pin, PinDraft(other, "4826", CHEAP)).field == "pin"
    assert refused(office, set_pin, PinDraft(me, "1234", CHEAP)).field == "pin"
    for pin in ("4826", "90517"):
        office.do(set_pin, PinDraft(me, pin, CHEAP))
        kept = office.ask(queries.kept_pin, me)
        assert kept is not None
        assert pin_matches(pin, kept)
        assert not pin_matches("7777", kept)
    assert clerk(office, me).has_pin
    assert "90517" not in str(raw(office.store, 'SELECT "values" FROM audit_change'))


def test_sign_ins_are_kept(office: Desk) -> None:
    me = office.actor.uid
    office.do(note_sign_in, SignInDraft(me, SignInWay.FULL, failed_before=2))
    assert raw(office.store, "SELECT way, failed_before FROM sign_in") == [("full", 2)]
    assert clerk(office, me).last_signed_in is not None
    other = office.do(add_clerk, ClerkDraft("李春梅"))
    refused(office, note_sign_in, SignInDraft(other, SignInWay.PIN))


def test_settings_are_dated(office: Desk) -> None:
    key = "idle_lock_minutes"
    later = TODAY + timedelta(days=10)
    assert office.ask(queries.setting, key, TODAY) == 10
    office.do(change_setting, SettingDraft(key, 5))
    office.do(change_setting, SettingDraft(key, 7))
    office.do(change_setting, SettingDraft(key, 20, starts=later))
    assert office.ask(queries.setting, key, TODAY) == 7
    assert office.ask(queries.setting, key, later) == 20
    assert office.ask(queries.setting, key, TODAY - timedelta(days=1)) == 10
    assert office.ask(queries.settings, later)[key] == queries.SettingRow(key, 20, later)
    assert refused(office, change_setting, SettingDraft(key, 9)).field == "starts"
    office.do(change_setting, SettingDraft("fuzzy_sounds", ()))
    facts = office.ask(queries.desk_facts, office.actor.uid, TODAY)
    assert (facts.idle_lock_minutes, facts.fuzzy_sounds) == (7, FuzzySounds())


def test_the_office_and_its_centres_can_be_renamed(office: Desk) -> None:
    office.do(rename_office, OfficeDraft("青石镇便民服务中心", "0350-1234567", "", version=1))
    assert office.ask(queries.certificate_phone, TODAY) == "0350-1234567"
    office.do(change_setting, SettingDraft("certificate_phone", "0350-7654321"))
    assert office.ask(queries.certificate_phone, TODAY) == "0350-7654321"
    uid = office.do(add_centre, CentreDraft("destination", "居民事务服务中心"))
    assert refused(office, rename_centre, CentreNameDraft(uid, "青石镇党群服务中心")).field == "name"
    office.do(rename_centre, CentreNameDraft(uid, "幸福里居民事务服务中心"))
    assert office.ask(queries.centre_of, uid).name == "幸福里居民事务服务中心"


def test_a_clock_that_went_back_stops_work_until_it_is_accepted(office: Desk) -> None:
    office.clock.advance(days=-3)
    assert "比上一笔业务还早" in refused(office, add_clerk, ClerkDraft("李春梅")).text
    assert refused(office, accept_clock, ClockDraft(TODAY)).field == "seen"
    office.do(accept_clock, ClockDraft(TODAY - timedelta(days=3)))
    office.do(add_clerk, ClerkDraft("李春梅"))
    assert office.ask(verify_audit).broken_at is None


def test_the_settings_page_saves_all_or_nothing(office: Desk) -> None:
    name = OfficeDraft("青石镇便民服务中心", "0350-1234567", "QS", version=1)
    bad = SettingsDraft(
        name, (SettingDraft("idle_lock_minutes", 5), SettingDraft("certificate_use", "好" * 50))
    )
    assert refused(office, save_settings, bad).field == "certificate_use"
    assert office.ask(queries.office_row).name == "青石镇人民政府"
    assert office.ask(queries.setting, "idle_lock_minutes", TODAY) == 10
    office.do(save_settings, SettingsDraft(name, (SettingDraft("idle_lock_minutes", "5"),)))
    assert office.ask(queries.office_row).name == "青石镇便民服务中心"
    assert office.ask(queries.setting, "idle_lock_minutes", TODAY) == 5
    acts = raw(office.store, "SELECT act FROM audit_entry ORDER BY id DESC LIMIT 1")
    assert acts == [("save_settings",)]
