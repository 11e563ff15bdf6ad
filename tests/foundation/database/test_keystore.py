"""Keys of an office file: by password, by the recovery sheet, exchanged, copied, damaged and mended."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.keystore import (
    Keystore,
    KeystorePerson,
    WrongPassword,
)
from resettle_desktop.foundation.database.keystore_content import KeystoreMissing
from resettle_desktop.foundation.database.password import PasswordCost, calibrated
from resettle_desktop.foundation.database.sign_in_guard import SignInGuard, guarded
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from tests.kit.office import KEY, TickingClock

CHEAP = PasswordCost(memory_kib=64, iterations=1, lanes=1)
OTHER_KEY = bytes(32)


@pytest.fixture
def keystore(tmp_path: Path) -> Keystore:
    """A key file of two people."""
    made = Keystore.create(
        tmp_path / "keystore.json", "file-1", practice=False, second=tmp_path / "b" / "k.json"
    )
    made.enrol("clerk-1", "李春梅", "李春梅", "五个-石榴", KEY, cost=CHEAP)
    made.enrol("clerk-2", "Wang", "王建国", "hunter2", KEY, cost=CHEAP)
    return made


def reloaded(keystore: Keystore) -> Keystore:
    """The same keys as another start of the program reads them."""
    return Keystore.load(keystore.path, second=keystore.second)


def test_each_password_opens_the_file(keystore: Keystore) -> None:
    again = reloaded(keystore)
    assert again.unlock("李春梅", "五个-石榴") == KEY
    assert again.unlock(" ＷＡＮＧ ", "ｈunter2") == KEY
    assert again.people == (
        KeystorePerson("clerk-1", "李春梅", "李春梅"),
        KeystorePerson("clerk-2", "Wang", "王建国"),
    )
    assert (again.file_uid, again.practice) == ("file-1", False)


@pytest.mark.parametrize(("login", "password"), [("李春梅", "x"), ("nobody", "hunter2"), ("Wang", "")])
def test_a_wrong_name_or_password_opens_nothing(keystore: Keystore, login: str, password: str) -> None:
    with pytest.raises(WrongPassword) as refused:
        keystore.unlock(login, password)
    assert refused.value.field == "password"


def test_the_key_and_the_passwords_stand_nowhere_in_the_file(keystore: Keystore) -> None:
    raw = keystore.path.read_bytes()
    for secret in (KEY, KEY.hex().encode(), b"hunter2", "五个-石榴".encode()):
        assert secret not in raw


def test_a_password_is_changed_by_who_knows_it(keystore: Keystore) -> None:
    with pytest.raises(WrongPassword):
        keystore.change_password("Wang", "wrong", "new", cost=CHEAP)
    keystore.change_password("Wang", "hunter2", "new", cost=CHEAP)
    again = reloaded(keystore)
    assert again.unlock("Wang", "new") == KEY
    with pytest.raises(WrongPassword):
        again.unlock("Wang", "hunter2")


def test_a_forgotten_password_is_replaced_by_enrolling_again(keystore: Keystore) -> None:
    keystore.enrol("clerk-2", "Wang", "王建国", "new", KEY, cost=CHEAP)
    assert len(keystore.people) == 2
    assert reloaded(keystore).unlock("Wang", "new") == KEY


def test_two_people_cannot_have_one_login_and_nobody_an_empty_password(keystore: Keystore) -> None:
    with pytest.raises(Refusal, match="已有人用"):
        keystore.enrol("clerk-3", "wang", "王三", "x", KEY, cost=CHEAP)
    with pytest.raises(Refusal, match="已有人用"):
        keystore.rename("clerk-2", "李 春梅", "王建国")
    with pytest.raises(Refusal, match="请设一个密码"):
        keystore.enrol("clerk-3", "zhao", "赵", "", KEY, cost=CHEAP)
    with pytest.raises(Refusal, match="请设一个密码"):
        keystore.change_password("Wang", "hunter2", "")


def test_somebody_renamed_keeps_the_password(keystore: Keystore) -> None:
    keystore.rename("clerk-2", "wjg", "王建国")
    assert reloaded(keystore).unlock("wjg", "hunter2") == KEY


def test_somebody_revoked_opens_nothing_and_the_last_one_stays(keystore: Keystore) -> None:
    keystore.revoke("clerk-2")
    with pytest.raises(WrongPassword):
        reloaded(keystore).unlock("Wang", "hunter2")
    with pytest.raises(Refusal, match="最后一个"):
        keystore.revoke("clerk-1")


def test_the_recovery_sheet_opens_the_file_and_a_new_one_ends_the_old(keystore: Keystore) -> None:
    with pytest.raises(Refusal, match="还没有恢复单"):
        keystore.confirm_recovery()
    first = keystore.make_recovery(KEY)
    assert not reloaded(keystore).recovery_confirmed
    keystore.confirm_recovery()
    assert reloaded(keystore).recovery_mark == first.check
    second = keystore.make_recovery(KEY)
    for sheet in (first, second):  # the new one is not proved to be on paper yet
        assert reloaded(keystore).unlock_with_recovery("\n".join(sheet.lines)) == KEY
    keystore.confirm_recovery()
    assert keystore.recovery_confirmed
    assert reloaded(keystore).unlock_with_recovery(second.qr_text) == KEY
    with pytest.raises(Refusal, match=second.check):
        reloaded(keystore).unlock_with_recovery(first.qr_text)


def test_a_sheet_of_another_office_is_refused(keystore: Keystore, tmp_path: Path) -> None:
    other = Keystore.create(tmp_path / "other.json", "file-2", practice=True)
    other.enrol("c", "a", "a", "a", OTHER_KEY, cost=CHEAP)
    sheet = other.make_recovery(OTHER_KEY)
    assert sheet.practice
    with pytest.raises(Refusal, match="还没有恢复单"):
        keystore.unlock_with_recovery(sheet.qr_text)


def test_the_files_key_is_exchanged_without_anybodys_password(keystore: Keystore) -> None:
    sheet = keystore.make_recovery(KEY)
    keystore.confirm_recovery()
    keystore.prepare_key(OTHER_KEY)
    # A power cut here: which key the file has is asked of the file.
    assert reloaded(keystore).unlock("Wang", "hunter2", fits=KEY.__eq__) == KEY
    keystore.prepare_key(OTHER_KEY)
    assert reloaded(keystore).unlock("Wang", "hunter2", fits=OTHER_KEY.__eq__) == OTHER_KEY
    settled = reloaded(keystore)
    assert settled.unlock("李春梅", "五个-石榴") == OTHER_KEY
    assert settled.unlock_with_recovery(sheet.qr_text) == OTHER_KEY


def test_a_key_file_is_not_written_over_another(keystore: Keystore) -> None:
    with pytest.raises(EnvironmentFailure, match="已有一份钥匙文件"):
        Keystore.create(keystore.path, "file-2", practice=False)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff\xfe", b'{"format": 1}', None])
def test_a_damaged_key_file_is_told(keystore: Keystore, damage: bytes | None) -> None:
    content = keystore.path.read_bytes()
    keystore.path.write_bytes(content.replace(b"Wang", b"Wong") if damage is None else damage)
    with pytest.raises(KeystoreMissing, match="有损坏"):
        reloaded(keystore)


def test_a_newer_key_file_is_refused_as_newer(keystore: Keystore) -> None:
    content = json.loads(keystore.path.read_bytes())
    keystore.path.write_text(json.dumps({**content, "format": 2}))
    with pytest.raises(EnvironmentFailure, match="更新版本的程序"):
        reloaded(keystore)


def test_a_missing_key_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KeystoreMissing) as missing:
        Keystore.load(tmp_path / "keystore.json")
    assert missing.value.sentence == (
        "找不到钥匙文件，数据文件没有打开，里面的资料没有改动。请用备份里的钥匙文件补上。"
    )


def test_the_second_copy_says_the_same(keystore: Keystore) -> None:
    assert keystore.second is not None
    assert keystore.second.read_bytes() == keystore.path.read_bytes()
    keystore.second.unlink()
    assert keystore.keep_second_copy()
    assert Keystore.load(keystore.second).unlock("Wang", "hunter2") == KEY


def test_what_cannot_be_written_changes_nothing(keystore: Keystore) -> None:
    blocker = keystore.path.with_name(".keystore.json.new")
    blocker.mkdir()  # stands where the new file would be written
    with pytest.raises(EnvironmentFailure, match="写不了钥匙文件"):
        keystore.revoke("clerk-2")
    assert keystore.unlock("Wang", "hunter2") == KEY


def test_a_key_must_be_a_key(keystore: Keystore) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        keystore.enrol("clerk-3", "zhao", "赵", "x", b"short", cost=CHEAP)


def test_the_cost_of_a_password_follows_the_computer() -> None:
    assert calibrated(target_ms=1) == PasswordCost()
    assert calibrated(target_ms=60_000).iterations == 20


def test_waits_grow_to_five_minutes_and_survive_a_restart(tmp_path: Path, clock: TickingClock) -> None:
    path = tmp_path / "sign-in.json"
    guard = SignInGuard(path, clock)
    for _ in range(3):
        guard.check("Wang")
        guard.failed("wang")
    waits = []
    for _ in range(8):
        with pytest.raises(Refusal, match="恢复单"):
            SignInGuard(path, clock).check("WANG")
        waits.append(round(guard.wait("Wang").total_seconds()))
        clock.advance(seconds=waits[-1] + 1)
        guard.check("Wang")
        guard.failed("Wang")
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300]
    guard.check("李春梅")
    clock.advance(days=-30)  # a clock set back must not lock anybody out
    assert SignInGuard(path, clock).wait("Wang") == timedelta(minutes=5)
    guard.succeeded("Wang")
    SignInGuard(path, clock).check("Wang")


def test_the_guard_counts_what_it_guards(keystore: Keystore, tmp_path: Path, clock: TickingClock) -> None:
    guard = SignInGuard(tmp_path / "no folder" / "sign-in.json", clock)  # cannot be written: counts anyway
    for _ in range(3):
        with pytest.raises(WrongPassword):
            guarded(guard, "Wang", lambda: keystore.unlock("Wang", "x"))
    with pytest.raises(Refusal, match="请等 5 秒"):
        guarded(guard, "Wang", lambda: keystore.unlock("Wang", "hunter2"))
    clock.advance(seconds=6)
    assert guarded(guard, "Wang", lambda: keystore.unlock("Wang", "hunter2")) == KEY
    assert not guard.wait("Wang")


def test_an_unreadable_guard_keeps_nobody_out(tmp_path: Path, clock: TickingClock) -> None:
    path = tmp_path / "sign-in.json"
    path.write_bytes(b"\xff[1,2")
    SignInGuard(path, clock).check("Wang")
