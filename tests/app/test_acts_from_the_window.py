"""What passes through the worker reaches the audit whole: the second person; a double stroke is one act."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.office.rules import Role
from resettle_desktop.sites.use_cases import SiteDraft, add_site
from tests.app.conftest import Office, Program, Start
from tests.households.town import number


@pytest.fixture
def program(office: Office, start: Start) -> Program:
    """Somebody is at the desk."""
    begun = start()
    begun.sign_in()
    return begun


def entries(program: Program, act: str) -> list[tuple[str | None, str]]:
    """The second actor and the command key of each such act."""
    program.settle()
    with program.counter.box.open_store.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT second_actor_uid, command_key FROM audit_entry WHERE act = ? ORDER BY id", (act,)
        )
        return [(second, key) for second, key in rows]


def test_a_second_person_and_the_command_key_stand_in_the_audit(program: Program) -> None:
    second = Actor(new_uid(), "赵秀兰", frozenset({Role.HEAD.value}), "1号窗口")
    key = new_uid()
    answers: list[str] = []
    worker = program.counter.worker
    for _stroke in range(2):
        worker.act(
            add_site, SiteDraft("幸福里"), answers.append, owner=worker, command_key=key, second=second
        )
    assert entries(program, "add_site")[1:] == [(second.uid, key)]
    assert len(answers) == 2
    assert answers[0] == answers[1]  # the second stroke is told what the first one did


def test_f9_struck_twice_before_the_answer_is_one_act(program: Program) -> None:
    program.desk.open_page("sites.add_site")
    program.until_in("安置区名")
    program.type("幸福里")
    for _stroke in range(2):
        QTest.keyClick(program.cursor, Qt.Key.Key_F9)
    program.sees("接着登记楼栋")
    assert len(entries(program, "add_site")) == 2  # the other is the office's own, from before


def test_f9_struck_twice_on_the_register_is_one_household(program: Program) -> None:
    program.press("F9")
    program.until_in("迁出村")
    program.line("hg", "3-2-501", "13812345678", "jd", "王国梁", number("19780512", 11))
    for _stroke in range(3):
        QTest.keyClick(program.cursor, Qt.Key.Key_F9)
    program.sees("已登记王国梁家")
    assert len(entries(program, "register_household")) == 1


def test_forms_used_twice_have_two_keys(program: Program) -> None:
    for name in ("幸福里", "安康里"):
        program.desk.open_page("sites.add_site")
        program.until_in("安置区名")
        program.type(name)
        program.press("F9")
        program.sees("接着登记楼栋")
    keys = [key for _second, key in entries(program, "add_site")]
    assert len(keys) == len(set(keys)) == 3
