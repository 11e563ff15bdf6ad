"""What is done with the files around the records stands in the audit, by whom, and with what came of it."""

from datetime import UTC, datetime

import pytest

from resettle_desktop.foundation.database.acts import ACTS
from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.office.rules.roles import GRANTABLE
from resettle_desktop.office.use_cases import (
    note_backup,
    note_own_password,
    note_password,
    note_restore,
    note_sheet,
    note_verify,
    set_up_office,
)
from resettle_desktop.office.use_cases.keeping import (
    BY_SHEET,
    BackupNote,
    KeyNote,
    RestoreNote,
    SheetNote,
    VerifyNote,
    program_actor,
)
from resettle_desktop.office.use_cases.setting_up import setup_actor
from resettle_desktop.samples import PRACTICE_OFFICE
from tests.kit.office import Desk, raw


@pytest.fixture
def me(desk: Desk) -> str:
    """The administrator of an office that was set up, who sits at the desk."""
    uid = desk.do(set_up_office, PRACTICE_OFFICE, by=setup_actor("一号窗口"))
    desk.actor = Actor(uid, "练习员", frozenset(GRANTABLE), "一号窗口")
    return uid


def last(desk: Desk) -> tuple[object, ...]:
    return raw(
        desk.store, "SELECT act, actor_name, desk, subject_label, outcome FROM audit_entry ORDER BY id DESC"
    )[0]


def test_a_backup_tells_why_and_where(desk: Desk, me: str) -> None:
    desk.do(note_backup, BackupNote("daily", "/b/1"), by=program_actor("一号窗口"))
    assert last(desk) == ("note_backup", "程序自动", "一号窗口", "每天备份：/b/1", '"/b/1"')
    desk.do(note_backup, BackupNote("on-demand", "/b/2"))
    assert last(desk)[1::2] == ("练习员", "手动备份：/b/2")


def test_restored_records_tell_which_backup_they_are(desk: Desk, me: str) -> None:
    made_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    desk.do(note_restore, RestoreNote(made_at, 17), by=program_actor("一号窗口", BY_SHEET))
    act, who, _desk, label, _outcome = last(desk)
    assert (act, who) == ("note_restore", "恢复单")
    assert "2026年11月2日 17:00" in str(label)
    assert "17笔" in str(label)


def test_reading_the_whole_file_tells_what_was_found(desk: Desk, me: str) -> None:
    assert desk.do(note_verify, VerifyNote())
    assert str(last(desk)[3]).endswith("：完好")
    assert not desk.do(note_verify, VerifyNote(("办理记录",)))
    assert str(last(desk)[3]).endswith("：办理记录")


def test_passwords_and_sheets_leave_a_trace(desk: Desk, me: str) -> None:
    desk.do(note_password, KeyNote(me))
    assert last(desk)[0::3] == ("note_password", "练习员")
    desk.do(note_own_password, KeyNote(me))
    assert last(desk)[0] == "note_own_password"
    with pytest.raises(Refusal, match="本人"):
        desk.do(note_own_password, KeyNote("somebody-else"))
    desk.do(note_sheet, SheetNote("7KQ2MA"))
    assert "7KQ2MA" in str(last(desk)[3])


def test_after_what_only_notes_no_backup_is_due() -> None:
    """A new key file or other records want a backup; a sign-in or the note of a backup does not."""
    quiet = {name for name, act in ACTS.items() if not act.changes_records}
    assert {"note_sign_in", "note_backup", "note_verify"} <= quiet
    assert not quiet & {"note_restore", "note_password", "note_own_password", "note_sheet"}
