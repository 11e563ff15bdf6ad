"""What the first look at a folder finds, what is refused, and what is mended and told."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from resettle_desktop.foundation.database import engine, incoming, medium
from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.office_folder import FAILURES, FolderState, OfficeFolder
from resettle_desktop.foundation.database.office_lock import OfficeLock
from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.database.rekey import exchange_key
from resettle_desktop.foundation.errors import EnvironmentFailure
from tests.kit.office import KEY, Templates, TickingClock

CHEAP = PasswordCost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path, templates: Templates) -> OfficeFolder:
    """A closed office of one clerk."""
    home = tmp_path / "office"
    home.mkdir()
    made = OfficeFolder(home, second=tmp_path / "data")
    templates.copy_to(made.records)
    keystore = Keystore.create(made.keystore_path, "file-1", practice=False, second=made.second_keystore)
    keystore.enrol("clerk-1", "李春梅", "李春梅", "pw", KEY, cost=CHEAP)
    return made


def test_a_folder_is_new_until_an_office_was_set_up_whole(tmp_path: Path, clock: TickingClock) -> None:
    folder = OfficeFolder(tmp_path / "office")
    made = folder.begin_setup()
    made.create_store(KEY, clock)
    Keystore.create(made.keystore_path, "file-1", practice=False).enrol("c", "a", "a", "a", KEY, cost=CHEAP)
    assert folder.state() is FolderState.NEW  # a power cut here loses a half-made office and nothing else
    made.close_store()
    again = folder.begin_setup()
    again.create_store(KEY, clock)
    Keystore.create(again.keystore_path, "file-2", practice=False).enrol("c", "a", "a", "a", KEY, cost=CHEAP)
    folder.finish_setup(again)
    assert folder.state() is FolderState.OURS
    assert folder.keystore().file_uid == "file-2"
    assert not (folder.path / incoming.FOLDER).exists()
    with pytest.raises(EnvironmentFailure, match="已有一份数据"):
        folder.begin_setup()
    folder.lock.release()


@pytest.mark.parametrize("moved", [(), ("keystore.json",), ("keystore.json", "records.db")])
def test_files_marked_as_complete_are_taken_in_at_the_next_start(
    tmp_path: Path, clock: TickingClock, moved: tuple[str, ...]
) -> None:
    folder = OfficeFolder(tmp_path / "office")
    made = folder.begin_setup()
    made.create_store(KEY, clock)
    Keystore.create(made.keystore_path, "file-1", practice=False).enrol("c", "a", "a", "a", KEY, cost=CHEAP)
    made.close_store()
    folder.lock.release()
    incoming.complete(folder.path, ("keystore.json", "records.db"))
    for name in moved:  # the power went after these moves
        (made.path / name).replace(folder.path / name)
    assert OfficeFolder(folder.path).state() is FolderState.OURS
    assert not made.path.exists()


def test_an_office_is_opened_closed_and_opened_again(folder: OfficeFolder, clock: TickingClock) -> None:
    assert folder.state() is FolderState.OURS
    key = folder.keystore().unlock("李春梅", "pw", fits=folder.fits)
    for _ in range(2):
        store = folder.open_store(key, clock)
        assert folder.ballast.present
        with pytest.raises(RuntimeError, match="before the file is opened"):
            folder.state()
        folder.close_store()
        assert folder.store is None
        assert store.path == folder.records
    assert folder.notices == []
    assert [path.name for path in folder.path.iterdir() if path.name.startswith("records.db-")] == []


def test_a_missing_file_is_told_and_no_empty_one_made(folder: OfficeFolder, clock: TickingClock) -> None:
    folder.records.unlink()
    assert folder.state() is FolderState.RECORDS_MISSING
    with pytest.raises(EnvironmentFailure, match="数据文件却不见了"):
        folder.open_store(KEY, clock)
    assert not folder.records.exists()


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"SQLite format 3\x00" + bytes(84), FolderState.PLAIN),
        (b"short", FolderState.DAMAGED),
        (b"", FolderState.RECORDS_MISSING),
    ],
    ids=["plain", "short", "empty"],
)
def test_another_file_in_its_place_is_refused(
    folder: OfficeFolder, clock: TickingClock, content: bytes, state: FolderState
) -> None:
    folder.records.write_bytes(content)
    assert folder.state() is state
    with pytest.raises(EnvironmentFailure) as failure:
        folder.open_store(KEY, clock)
    assert (failure.value.what, failure.value.lost, failure.value.todo) == FAILURES[state]
    assert folder.records.read_bytes() == content


def test_every_state_that_is_refused_has_its_sentence() -> None:
    assert set(FolderState) - set(FAILURES) == {FolderState.NEW, FolderState.OURS}


def test_a_newer_format_is_refused_by_the_key_file_and_by_the_records(
    folder: OfficeFolder, clock: TickingClock
) -> None:
    connection = engine.connect(folder.records, KEY)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(EnvironmentFailure, match="更新版本的程序"):
        folder.open_store(KEY, clock)
    text = folder.keystore_path.read_text(encoding="utf-8")
    folder.keystore_path.write_text(text.replace('"format": 1', '"format": 9'), encoding="utf-8")
    assert folder.state() is FolderState.NEWER
    with pytest.raises(EnvironmentFailure, match="更新版本的程序"):
        folder.open_store(KEY, clock)


def test_a_file_of_another_program_is_refused(folder: OfficeFolder, clock: TickingClock) -> None:
    connection = engine.connect(folder.records, KEY)
    connection.execute("PRAGMA application_id = 1")
    connection.close()
    with pytest.raises(EnvironmentFailure, match="不是本程序的数据文件"):
        folder.open_store(KEY, clock)


def test_a_missing_key_file_is_mended_from_the_second_copy_and_told(folder: OfficeFolder) -> None:
    folder.keystore_path.unlink()
    assert folder.keystore().unlock("李春梅", "pw") == KEY
    assert folder.keystore_path.exists()
    assert ["不见了" in notice and "第二份副本" in notice for notice in folder.notices] == [True]


def test_a_damaged_key_file_is_mended_from_a_backup_and_kept_aside(folder: OfficeFolder) -> None:
    for day in ("20260901", "20261001"):
        (folder.backups / f"{day}-090000-daily").mkdir(parents=True)
    shutil.copy(folder.keystore_path, folder.backups / "20260901-090000-daily" / "keystore.json")
    (folder.backups / "20261001-090000-daily" / "keystore.json").write_bytes(b"damaged too")
    assert folder.second_keystore is not None
    folder.second_keystore.unlink()
    folder.keystore_path.write_bytes(b"{")
    assert folder.state() is FolderState.OURS
    assert folder.keystore().unlock("李春梅", "pw") == KEY
    assert (folder.path / "damaged-keystore.json").read_bytes() == b"{"
    assert ["备份" in notice for notice in folder.notices] == [True]
    assert folder.second_keystore.exists()


def test_without_any_key_file_the_sentence_says_what_to_do(folder: OfficeFolder) -> None:
    folder.keystore_path.unlink()
    assert folder.second_keystore is not None
    folder.second_keystore.unlink()
    assert folder.state() is FolderState.KEYSTORE_MISSING
    with pytest.raises(EnvironmentFailure, match=r"找不到能用的钥匙文件"):
        folder.check()


def test_a_second_program_is_told_who_has_the_file(folder: OfficeFolder, clock: TickingClock) -> None:
    folder.open_store(KEY, clock)
    other = OfficeFolder(folder.path)
    with pytest.raises(EnvironmentFailure, match=r"已在别处打开（用户 .+，电脑 .+）"):
        other.open_store(KEY, clock)
    folder.close_store()
    other.open_store(KEY, clock)
    other.close_store()


def test_a_lock_file_left_by_a_power_cut_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("not even a note")
    lock = OfficeLock(tmp_path / "lock")
    lock.take()
    lock.take()
    (tmp_path / "lock").write_text("[]")
    with pytest.raises(EnvironmentFailure, match="另一个程序"):
        OfficeLock(tmp_path / "lock").take()
    lock.release()
    lock.release()
    assert not lock.held


def test_a_program_that_did_not_end_well_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    first = OfficeLock(tmp_path / "lock")
    first.take()
    first.release()
    again = OfficeLock(tmp_path / "lock")
    again.take()
    assert not again.after_crash
    note = (tmp_path / "lock").read_bytes()
    again.release()
    (tmp_path / "lock").write_bytes(note)  # as a power cut leaves it
    third = OfficeLock(tmp_path / "lock")
    third.take()
    assert third.after_crash
    third.release()


def test_moves_another_program_is_at_are_left_to_it(folder: OfficeFolder) -> None:
    place = incoming.empty_incoming(folder.path)
    for name in ("keystore.json", "records.db"):
        shutil.copy(folder.path / name, place / name)
    incoming.complete(folder.path, ("keystore.json", "records.db"))
    other = OfficeLock(folder.lock.path)
    other.take()
    assert folder.state() is FolderState.OURS
    assert incoming.is_waiting(folder.path)
    other.release()
    assert folder.state() is FolderState.OURS
    assert not incoming.is_waiting(folder.path)
    assert not folder.lock.held


def test_moves_the_disk_does_not_take_are_told_and_tried_again(folder: OfficeFolder) -> None:
    place = incoming.empty_incoming(folder.path)
    for name in ("keystore.json", "records.db"):
        (place / name).write_bytes(b"new")
    incoming.complete(folder.path, ("keystore.json", "records.db"))
    folder.records.unlink(missing_ok=True)
    folder.records.mkdir()
    with pytest.raises(EnvironmentFailure, match="硬盘读写出错"):
        folder.state()
    assert not folder.lock.held
    assert incoming.is_waiting(folder.path)
    folder.records.rmdir()
    folder.state()
    assert folder.records.read_bytes() == b"new"


def test_practice_has_records_and_keys_of_its_own(folder: OfficeFolder) -> None:
    practice = folder.practice()
    assert practice.is_practice
    assert practice.records.parent == folder.path / "practice"
    assert practice.second_keystore != folder.second_keystore
    assert practice.state() is FolderState.NEW


def test_the_files_key_is_exchanged_and_everybody_still_opens_it(
    folder: OfficeFolder, clock: TickingClock
) -> None:
    keystore = folder.keystore()
    keystore.enrol("clerk-2", "b", "b", "b", KEY, cost=CHEAP)
    keystore.revoke("clerk-1")
    newer = exchange_key(folder, keystore, KEY)
    assert not folder.fits(KEY)
    assert folder.keystore().unlock("b", "b", fits=folder.fits) == newer
    folder.open_store(newer, clock)
    with pytest.raises(RuntimeError, match="closed before"):
        exchange_key(folder, keystore, newer)
    folder.close_store()


@pytest.mark.parametrize("exchanged", [False, True])
def test_a_power_cut_while_the_key_is_exchanged_is_noticed_at_the_next_sign_in(
    folder: OfficeFolder, exchanged: bool
) -> None:
    newer = bytes(32)
    folder.keystore().prepare_key(newer)
    if exchanged:
        connection = engine.connect(folder.records, KEY)
        connection.execute(f"PRAGMA rekey = \"x'{newer.hex()}'\"")
        connection.close()
    key = folder.keystore().unlock("李春梅", "pw", fits=folder.fits)
    assert key == (newer if exchanged else KEY)
    assert folder.keystore().unlock("李春梅", "pw") == key


def test_neither_key_is_forgotten_while_the_file_cannot_be_opened(folder: OfficeFolder) -> None:
    newer = bytes(32)
    folder.keystore().prepare_key(newer)
    whole = folder.records.read_bytes()
    folder.records.write_bytes(bytes(4096))
    assert folder.keystore().unlock("李春梅", "pw", fits=folder.fits) == KEY
    folder.records.write_bytes(whole)
    assert folder.keystore().unlock("李春梅", "pw", fits=newer.__eq__) == newer


def test_a_shared_folder_is_refused_and_a_stick_is_written_more_carefully(
    folder: OfficeFolder, clock: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = "resettle_desktop.foundation.database.office_folder.medium_of"
    monkeypatch.setattr(where, lambda _folder: medium.Medium.SHARE)
    with pytest.raises(EnvironmentFailure, match="网络共享文件夹"):
        folder.open_store(KEY, clock)
    monkeypatch.setattr(where, lambda _folder: medium.Medium.REMOVABLE)
    store = folder.open_store(KEY, clock)
    assert ["可拔出的盘" in notice for notice in folder.notices] == [True]
    with store.reading() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
        assert session.connection().exec_driver_sql("PRAGMA synchronous").scalar_one() == 3
    back_up(folder, KEY, clock, BackupKind.ON_DEMAND)
    assert folder.fits(KEY)
    with closing(engine.connect(folder.records, KEY)) as beside:
        assert beside.execute("PRAGMA journal_mode").fetchone() == ("delete",)  # no log, for anybody
    folder.close_store()


MOUNTS = """\
25 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 25 0:40 / /mnt/gov\\040share rw - cifs //server/share rw
31 25 8:17 / /media/clerk/我的U盘 rw - vfat /dev/sdb1 rw
32 25 0:41 / /srv/clerk/remote rw - nfs4 server:/home rw
33 32 8:18 / /srv/clerk/remote rw - ext4 /dev/sdb2 rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "system", "device"),
    [
        ("/srv/clerk", "ext4", "8:2"),
        ("/mnt/gov share/office", "cifs", "0:40"),
        ("/mnt/gov shares", "ext4", "8:2"),
        ("/media/clerk/我的U盘/数据", "vfat", "8:17"),
        ("/srv/clerk/remote/x", "ext4", "8:18"),
    ],
)
def test_a_folder_lies_on_the_innermost_mount(folder: str, system: str, device: str) -> None:
    assert medium.mount_of(MOUNTS, Path(folder)) == (system, device)


def test_a_device_on_usb_or_marked_removable_can_be_pulled_out(tmp_path: Path) -> None:
    for place, removable in (
        ("pci/usb1/sdb/sdb1", "0"),
        ("pci/ata1/sda/sda1", "0"),
        ("pci/mmc/mmcblk0", "1"),
    ):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "removable").write_text(removable + "\n")
    for number, place in (
        ("8:17", "pci/usb1/sdb/sdb1"),
        ("8:1", "pci/ata1/sda/sda1"),
        ("179:0", "pci/mmc/mmcblk0"),
    ):
        (tmp_path / number).symlink_to(tmp_path / place)
    found = [medium.pulled_out(tmp_path, number) for number in ("8:17", "8:1", "179:0", "9:9", "")]
    assert found == [True, False, True, False, False]


def test_this_computers_own_disk_is_fixed(tmp_path: Path) -> None:
    assert medium.medium_of(tmp_path) in {medium.Medium.FIXED, medium.Medium.REMOVABLE}
