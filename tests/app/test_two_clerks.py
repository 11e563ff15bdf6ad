"""J28: two clerks at one PC: a password each, a PIN for the day; what is half-typed stays its clerk's."""

from datetime import date

import pytest

from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.office.pages import keys
from resettle_desktop.office.pages.clerk_forms import AddClerkForm, SetPasswordForm
from resettle_desktop.office.pages.own_secrets import OwnPasswordForm
from resettle_desktop.office.queries import centre_rows, clerk_rows, roles_of
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases import add_clerk, end_role
from resettle_desktop.office.use_cases.clerks import ClerkDraft, EndRoleDraft
from tests.app.conftest import CHEAP, LOGIN, PASSWORD, Office, Program, Start, audit_of
from tests.kit.office import Desk

SHE = "赵秀兰"
FIRST = "Chunfeng-18"
OWN = "Qiuyu-2026x"
PIN = "3816"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """New passwords cost as little as the cipher allows."""
    for form in (AddClerkForm, SetPasswordForm, OwnPasswordForm):
        monkeypatch.setattr(form, "cost", CHEAP)


def add_her(program: Program) -> None:
    """A clerk of one centre with one role, on the people page."""
    program.go("人员")
    program.press("F3")
    program.until_in("姓名")
    program.line(SHE, "居民", FIRST, FIRST)
    program.press("Return", "Return", "Return")
    program.until_in("户档岗")
    program.press("Space", "F9")
    program.sees(f"已添加{SHE}", "户档岗", "青石镇居民事务服务中心")


def switch(program: Program, name: str, secret: str) -> None:
    """换人."""
    program.press("Ctrl+U")
    program.until(lambda: program.counter.window.is_locked)
    program.choose(name)
    program.type(secret, "Return")


def at_desk_is(program: Program, name: str) -> None:
    """Wait until somebody has the desk."""
    program.until(
        lambda: not program.counter.window.is_locked and program.desk.context.actor.name == name,
        f"{name} at the desk",
    )
    program.settle()


def half_typed(program: Program, phone: str) -> None:
    """A household begun."""
    program.go("服务台")
    program.press("F9")
    program.until_in("迁出村")
    program.line("hg", "3-2-501", phone)
    assert isinstance(program.page, RegisterPage)


def set_pin(program: Program) -> None:
    """Her own PIN, from the menu under her name."""
    program.desk.top_bar.user.setFocus()
    program.press("Space", "Down", "Down")
    while "换人密码" not in program.cursor.accessibleName():
        program.press("Tab")
    program.press("Space")
    program.until_in("换人密码")
    program.line(PIN, PIN)
    program.sees("换人密码已设")


def test_a_second_clerk_and_whose_is_what(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    add_her(program)
    half_typed(program, "13800001111")

    switch(program, SHE, PIN)
    program.sees("不对")  # before her password of the day no PIN is taken
    program.press("Ctrl+A")
    program.type(FIRST, "Return")
    at_desk_is(program, SHE)
    program.go("服务台")
    assert not program.eyes.sees("接着填")  # his form is his
    set_pin(program)
    half_typed(program, "13800002222")

    switch(program, LOGIN, PASSWORD)
    at_desk_is(program, LOGIN)
    program.go("服务台")
    program.sees("接着填")
    program.press("F4")
    page = program.page
    assert isinstance(page, RegisterPage)
    assert page.phone.text() == "138 0000 1111"

    switch(program, SHE, PIN)
    at_desk_is(program, SHE)
    program.go("服务台")
    program.sees("接着填")
    program.press("F4")
    page = program.page
    assert isinstance(page, RegisterPage)
    assert page.phone.text() == "138 0000 2222"
    with program.counter.box.open_store.reading() as session:
        done = audit_of(session)
    assert ("add_clerk", LOGIN, "1号窗口") in done
    assert ("set_pin", SHE, "1号窗口") in done


@pytest.fixture
def her(office: Office) -> str:
    """A second clerk of the closed office, household clerk in one centre; her uid."""

    def add(desk: Desk) -> str:
        centre = next(row.uid for row in desk.ask(centre_rows) if "居民" in row.name)
        uid = desk.do(add_clerk, ClerkDraft(SHE, roles=(Role.HOUSEHOLD_CLERK,), centre_uid=centre))
        keys.enrol(desk.store, KeystorePerson(uid, SHE, SHE), FIRST, CHEAP)
        return uid

    return office.open(add)


def test_wrong_pins_ask_for_the_password_and_the_password_gives_the_pin_back(
    office: Office, her: str, start: Start
) -> None:
    program = start()
    program.sign_in(FIRST, SHE)
    set_pin(program)
    for number in range(5):
        switch(program, SHE, f"704{number}")
        program.sees("请等" if number in {2, 3} else "换人密码不对")  # after the fifth the password is asked
        program.press("Escape")
        office.clock.advance(minutes=6)
    program.press("Ctrl+L")
    program.until_in("登录密码")
    assert program.cursor.accessibleName() == "登录密码"
    program.type(PIN, "Return")  # five wrong ones: even the right PIN is no more taken
    program.sees("姓名或密码不对")
    program.press("Ctrl+A")
    program.type(FIRST, "Return")
    at_desk_is(program, SHE)
    program.press("Ctrl+L")
    program.until_in("换人密码或登录密码")
    program.type(PIN, "Return")
    at_desk_is(program, SHE)


def test_a_pin_is_for_the_day_of_the_password(office: Office, her: str, start: Start) -> None:
    program = start()
    program.sign_in(FIRST, SHE)
    set_pin(program)
    office.clock.advance(days=1)
    program.press("Ctrl+L")
    program.until_in("登录密码")
    assert program.cursor.accessibleName() == "登录密码"
    program.type(PIN, "Return")
    program.sees("不对")
    program.press("Ctrl+A")
    program.type(FIRST, "Return")
    at_desk_is(program, SHE)


def test_what_her_role_does_not_open_is_not_offered(office: Office, her: str, start: Start) -> None:
    program = start()
    program.sign_in(FIRST, SHE)
    names = [button.accessibleName() for button in program.desk.navigation.buttons.values()]
    assert not {"人员", "设置", "备份"} & set(names)
    program.desk.open_page("office.clerks")
    program.sees("您的岗位不能打开“人员”")


def test_a_suspended_clerk_cannot_sign_in(office: Office, her: str, start: Start) -> None:
    program = start()
    program.sign_in()
    program.go("人员")
    program.press("Down", "Return")
    program.sees(SHE)
    program.press("Ctrl+D")
    program.sees(f"停用{SHE}？")
    program.press("Left", "Return")
    program.sees("已停用，登录密码已收回")
    program.press("Ctrl+U")
    program.until(lambda: program.counter.window.is_locked)
    program.settle()
    program.press("Alt+N", "Ctrl+A")
    program.type(SHE, "Return")
    program.type(FIRST, "Return")
    program.sees("请从名单里选")
    program.press("Escape")
    program.sign_out()
    program.press("Alt+N", "Ctrl+A")
    program.type(SHE, "Return")
    program.until_in("密码")
    program.type(FIRST, "Return")
    program.sees(f"名单里没有“{SHE}”")


def test_when_the_term_is_over_she_is_told_to_ask(office: Office, her: str, start: Start) -> None:
    def until_tomorrow(desk: Desk) -> None:
        row = next(row for row in desk.ask(clerk_rows, date(2026, 11, 3)) if row.uid == her)
        desk.do(end_role, EndRoleDraft(row.roles[0].uid, date(2026, 11, 5)))

    office.open(until_tomorrow)
    office.clock.advance(days=2)
    program = start()
    program.choose(SHE)
    program.type(FIRST, "Return")
    program.sees(f"{SHE}现在没有岗位，不能进入；请系统管理员分配岗位")
    program.choose(LOGIN)
    program.type(PASSWORD, "Return")
    program.at_desk()


def test_a_forgotten_password_is_set_anew_and_the_audit_tells_who_did(
    office: Office, her: str, start: Start
) -> None:
    program = start()
    program.sign_in()
    program.go("人员")
    program.press("Down", "Return", "F7")
    program.until_in("新密码")
    program.line(OWN, OWN)
    program.sees("登录密码已设")
    program.sign_out()
    program.sign_in(OWN, SHE)
    with program.counter.box.open_store.reading() as session:
        assert ("note_password", LOGIN, "1号窗口") in audit_of(session)


def test_ones_own_password_is_changed_only_with_the_old_one(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    program.desk.open_page("office.own_password")
    program.until_in("现在的密码")
    program.line("falsch-2026", OWN, OWN)
    program.sees("现在的密码不对，没有改")
    program.press("Ctrl+A")
    program.type(PASSWORD)
    program.press("F9")
    program.sees("登录密码已改")
    program.sign_out()
    program.sign_in(OWN)
    with program.counter.box.open_store.reading() as session:
        acts = [act for act, _who, _desk in audit_of(session)]
    assert acts.count("note_own_password") == 1


def test_a_role_for_a_term_is_given_on_her_page(office: Office, her: str, start: Start) -> None:
    program = start()
    program.sign_in()
    program.go("人员")
    program.press("Down", "Return", "F3")
    program.until_in("岗位")
    program.line("党务", "党群", "")
    program.type("20261104", "Return")
    program.sees("岗位已加上", "党务岗", "青石镇党群服务中心", "到2026年11月4日")
    for days, holds in ((0, True), (1, True), (2, False)):
        office.clock.advance(days=min(days, 1))
        with program.counter.box.open_store.reading() as session:
            assert (Role.PARTY_CLERK in roles_of(session, her, program.counter.today)) is holds
