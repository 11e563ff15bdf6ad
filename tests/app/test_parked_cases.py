"""J28 with J16: two clerks at one PC; each finds what he has parked, after 换人, lock and restart too."""

import pytest

from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.office.pages import keys
from resettle_desktop.office.queries import centre_rows
from resettle_desktop.office.rules import Role
from resettle_desktop.office.use_cases import add_clerk
from resettle_desktop.office.use_cases.clerks import ClerkDraft
from tests.app.conftest import CHEAP, LOGIN, PASSWORD, Office, Program, Start
from tests.kit.office import Desk

SHE = "赵秀兰"
HERS = "Chunfeng-18"
HIS_PHONE = "13800001111"
HER_PHONE = "13800002222"
PARKED = "人回来时打四位号码或姓名接着办"


@pytest.fixture
def her(office: Office) -> str:
    """A second household clerk; her uid."""

    def add(desk: Desk) -> str:
        centre = next(row.uid for row in desk.ask(centre_rows) if "居民" in row.name)
        uid = desk.do(add_clerk, ClerkDraft(SHE, roles=(Role.HOUSEHOLD_CLERK,), centre_uid=centre))
        keys.enrol(desk.store, KeystorePerson(uid, SHE, SHE), HERS, CHEAP)
        return uid

    return office.open(add)


def park_half_a_form(program: Program, phone: str) -> None:
    """A registration begun and laid aside."""
    program.go("服务台")
    program.press("F9")
    program.until_in("迁出村")
    program.line("hg", "3-2-501", phone)
    program.press("Ctrl+H")
    program.sees(PARKED, "挂起")


def switch(program: Program, name: str, secret: str) -> None:
    """换人."""
    program.press("Ctrl+U")
    program.until(lambda: program.counter.window.is_locked)
    program.choose(name)
    program.type(secret, "Return")
    program.until(lambda: not program.counter.window.is_locked and program.desk.context.actor.name == name)
    program.settle()


def take_up(program: Program, phone: str) -> None:
    """The case that is parked; its form is as it was left."""
    program.sees("挂起")
    program.press("F4")
    page = program.page
    assert isinstance(page, RegisterPage)
    assert page.phone.text().replace(" ", "") == phone


def test_her_cases_appear_and_his_stay_his(office: Office, her: str, start: Start) -> None:
    program = start()
    program.sign_in()
    park_half_a_form(program, HIS_PHONE)
    switch(program, SHE, HERS)
    assert not program.eyes.sees("填到一半"), "his case is his"
    park_half_a_form(program, HER_PHONE)
    page = program.page
    assert isinstance(page, DeskPage)
    assert len(page.waiting.rows) == 1
    switch(program, LOGIN, PASSWORD)
    take_up(program, HIS_PHONE)
    switch(program, SHE, HERS)
    take_up(program, HER_PHONE)


def test_a_lock_and_a_restart_leave_it_where_it_was(office: Office, start: Start) -> None:
    program = start()
    program.sign_in()
    park_half_a_form(program, HIS_PHONE)
    program.press("Ctrl+L")
    program.sees("已锁屏")
    program.until_in("密码")
    program.type(PASSWORD, "Return")
    program.at_desk()
    program.sees("填到一半")
    program.close()
    office.clock.advance(minutes=65)
    again = start()
    again.sign_in()
    again.sees("等1小时")
    take_up(again, HIS_PHONE)
