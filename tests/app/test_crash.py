"""J11: the power fails: kill -9 with a form half typed, and with a number just issued."""

import subprocess
import sys
from pathlib import Path

import pytest

from resettle_desktop.households.pages.certificate_page import CertificatePage
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.use_cases import HouseholdDraft, MemberDraft, register_household
from resettle_desktop.sites.queries import origin_village_rows, rooms_like
from tests.app.conftest import PASSWORD, Office, Start
from tests.app.doomed_child import FORM, PAPER, READY
from tests.households.town import number
from tests.kit.office import Desk


def run_until_killed(office: Office, home: Path, what: str) -> None:
    """A process that does something and says so; then kill -9."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.app.doomed_child", str(office.path), str(home), what],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline().strip() == READY
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    office.clock.advance(minutes=10)


def test_a_half_typed_form_is_where_it_was(office: Office, start: Start, tmp_path: Path) -> None:
    run_until_killed(office, tmp_path / "second", FORM)
    program = start()
    program.choose("李春梅")
    program.type("falsch-2026", "Return")  # the line must not be lost by a mistyped password
    program.sees("姓名或密码不对")
    program.press("Ctrl+A")
    program.type(PASSWORD, "Return")
    program.at_desk()
    program.sees("上次异常退出，办好的都在；已恢复1份没办完的，在服务台上接着办", "接着填")
    program.press("F4")
    form = program.page
    assert isinstance(form, RegisterPage)
    assert form.phone.text() == "138 1234 5678"
    assert form.members.cell(0, "name").text() == "王国梁"
    program.close()
    again = start()
    again.sign_in()
    assert not again.eyes.sees("上次异常退出")


@pytest.fixture
def household(office: Office) -> str:
    """One household of the closed office."""

    def register(desk: Desk) -> str:
        head = MemberDraft("王国梁", "02", NumberDraft(number("19780512", 11)), phone="13812345678")
        (village,) = desk.ask(origin_village_rows)
        room = desk.ask(rooms_like, "3-2-501", 1)[0]
        return desk.do(
            register_household, HouseholdDraft(members=(head,), origin_uid=village.uid, room_uid=room.uid)
        )

    return office.open(register)


def test_a_number_being_issued_is_booked_and_offered_again(
    office: Office, household: str, start: Start, tmp_path: Path
) -> None:
    run_until_killed(office, tmp_path / "second", PAPER)
    program = start()
    program.sign_in()
    program.sees("上次异常退出", "打印没确认", "搬证字〔2026〕1号")
    program.press("F4")
    program.sees("出来了吗")
    program.desk.open_page("households.certificate", household)
    program.settle()
    assert isinstance(program.page, CertificatePage)
    program.sees("出来了吗")
