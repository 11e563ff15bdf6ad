"""A backup is whole or there is none; restoring first keeps what it replaces, then swaps all or nothing."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.database import backup, checking, engine, maintenance, restore
from resettle_desktop.foundation.database.backup import BackupKind
from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.office_folder import FolderState, OfficeFolder
from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.database.rotation import Rotation
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.values.clock import civil_date
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of, raw
from tests.kit.things import ThingDraft, add_sample_tables, make_thing

CHEAP = PasswordCost(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def office(tmp_path: Path, templates: Templates) -> OfficeFolder:
    """A closed office of one clerk with a recovery sheet."""
    home = tmp_path / "office"
    home.mkdir()
    made = OfficeFolder(home, second=tmp_path / "data")
    templates.copy_to(made.records)
    keystore = Keystore.create(made.keystore_path, "file-1", practice=False, second=made.second_keystore)
    keystore.enrol("clerk-1", "李春梅", "李春梅", "pw", KEY, cost=CHEAP)
    return made


@pytest.fixture
def at_work(office: OfficeFolder, clock: TickingClock) -> Callable[..., None]:
    """Open the office, make things, close it."""

    def work(*labels: str) -> None:
        desk = Desk(office.open_store(KEY, clock), clock, actor_of())
        if not raw(desk.store, "SELECT 1 FROM sqlite_master WHERE name = 'thing'"):
            add_sample_tables(desk.store)
        for label in labels:
            desk.do(make_thing, ThingDraft(label))
        office.close_store()

    return work


def labels(office: OfficeFolder, clock: TickingClock) -> list[str]:
    """The things in the office."""
    store = office.open_store(KEY, clock)
    found = [label for (label,) in raw(store, "SELECT label FROM thing ORDER BY id")]
    office.close_store()
    return found


def test_a_backup_is_made_beside_the_working_program(office: OfficeFolder, clock: TickingClock) -> None:
    desk = Desk(office.open_store(KEY, clock), clock, actor_of())
    add_sample_tables(desk.store)
    desk.do(make_thing, ThingDraft("算盘"))
    told: list[tuple[str, float]] = []
    with desk.store.working(desk.actor) as work:  # an act is open while the copier copies
        make_thing(work, ThingDraft("笔"))
        made = backup.back_up(
            office, KEY, clock, BackupKind.ON_DEMAND, progress=lambda *step: told.append(step)
        )
    assert (made.entries, made.counts["thing"], made.kind) == (1, 1, BackupKind.ON_DEMAND)
    assert made.folder.name.startswith("20261103-090000-on-demand")
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "keystore.json",
        "manifest.json",
        "records.db",
    ]
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("备份完成", 1.0)
    assert backup.verify_backup(made, KEY).head == made.head
    assert made.age(clock() + timedelta(days=2)) > timedelta(days=2)
    assert backup.backups_in(office.backups) == (made,)
    assert Keystore.load(made.folder / "keystore.json").unlock("李春梅", "pw") == KEY
    assert raw(desk.store, "SELECT count(*) FROM thing") == [(2,)]
    office.close_store()


def test_looking_at_a_backup_does_not_change_its_bytes(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    at_work("算盘")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    for _ in range(2):
        backup.verify_backup(made, KEY)
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "keystore.json",
        "manifest.json",
        "records.db",
    ]


def test_when_a_backup_is_due(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    def due() -> tuple[bool, bool]:
        """Daily, and at the end of the day's work."""
        store = office.open_store(KEY, clock)
        with store.reading() as session:
            answer = backup.daily_due(office, session, clock), backup.changed_since_backup(office, session)
        office.close_store()
        return answer

    assert due() == (True, True)
    backup.back_up(office, KEY, clock, BackupKind.DAILY)
    assert due() == (False, False)
    at_work("算盘")
    assert due() == (False, True)
    clock.advance(days=1)
    assert due() == (True, True)
    backup.back_up(office, KEY, clock, BackupKind.AT_EXIT)
    clock.advance(days=1)
    assert due() == (False, False)


def test_after_an_older_backup_was_restored_a_new_one_is_due(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    """The newest backup is then of what was replaced, and its numbers mean other acts."""
    at_work("算盘")
    old = backup.back_up(office, KEY, clock, BackupKind.ON_DEMAND)
    at_work("墨盒")
    restore.restore(office, old, KEY, clock)
    at_work("印泥")
    store = office.open_store(KEY, clock)
    with store.reading() as session:
        assert backup.changed_since_backup(office, session)
    office.close_store()


@pytest.mark.parametrize("name", ["records.db", "keystore.json", "manifest.json"])
def test_a_damaged_backup_is_found(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None], name: str
) -> None:
    at_work("算盘")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    path = made.folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    if name == "manifest.json":
        path.write_bytes(b"{}")
        assert backup.backups_in(office.backups) == ()
        with pytest.raises(EnvironmentFailure, match="没有完整的备份"):
            backup.read_backup(made.folder)
        return
    with pytest.raises(EnvironmentFailure, match="有损坏"):
        restore.restore(office, made, KEY, clock)
    assert labels(office, clock) == ["算盘"]
    path.unlink()
    with pytest.raises(EnvironmentFailure, match="有损坏"):
        backup.verify_backup(made, KEY)


def test_a_backup_with_another_history_than_its_manifest_is_found(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    at_work("算盘")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    told = json.loads((made.folder / "manifest.json").read_bytes())
    (made.folder / "manifest.json").write_text(json.dumps({**told, "entries": 7}))
    with pytest.raises(EnvironmentFailure, match="与清单不符"):
        backup.verify_backup(backup.read_backup(made.folder), KEY)


def test_a_damaged_file_does_not_become_a_backup(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    at_work("算盘", "笔")
    connection = engine.connect(office.records, KEY)
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute("UPDATE audit_entry SET desk = 'x' WHERE id = 2")
    connection.close()
    with pytest.raises(EnvironmentFailure, match="办理记录第 2 笔被改动"):
        backup.back_up(office, KEY, clock, BackupKind.DAILY)
    assert list(office.backups.iterdir()) == []


def test_a_backup_can_be_stopped(office: OfficeFolder, clock: TickingClock) -> None:
    with pytest.raises(Refusal, match="停下"):
        backup.back_up(office, KEY, clock, BackupKind.DAILY, cancelled=lambda: True)
    with pytest.raises(Refusal, match="停下"):
        checking.check_file(office.records, KEY, cancelled=lambda: True)
    assert list(office.backups.iterdir()) == []


def test_no_room_is_told_before_anything_is_written(
    office: OfficeFolder, clock: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(office.path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(EnvironmentFailure, match=r"空间不够（还要 \d+ MB）"):
        backup.back_up(office, KEY, clock, BackupKind.DAILY)


def test_two_backups_of_one_second_and_one_on_a_stick(
    office: OfficeFolder, clock: TickingClock, tmp_path: Path
) -> None:
    first = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    second = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    assert second.folder.name == f"{first.folder.name}-2"
    stick = backup.back_up(office, KEY, clock, BackupKind.ON_DEMAND, target=tmp_path / "stick")
    assert restore.find_backups(tmp_path / "stick") == (stick,)
    assert restore.find_backups(stick.folder) == (stick,)
    assert restore.find_backups(office.path) == (second, first)
    with pytest.raises(EnvironmentFailure, match="没有完整的备份"):
        restore.find_backups(tmp_path)


def test_what_an_interrupted_backup_left_is_swept(office: OfficeFolder, clock: TickingClock) -> None:
    left = office.backups / ".partial-20261101-090000"
    left.mkdir(parents=True)
    (left / "records.db").write_bytes(b"half")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    assert list(office.backups.iterdir()) == [made.folder]


def test_old_backups_are_thinned_out(office: OfficeFolder, clock: TickingClock) -> None:
    for _ in range(4):
        backup.back_up(office, KEY, clock, BackupKind.DAILY)
        clock.advance(days=1)
    backup.thin_out(office, clock(), Rotation(newest=1, daily=2, weekly=1, monthly=1))
    assert len(backup.backups_in(office.backups)) == 2


moments = st.lists(
    st.integers(0, 900 * 24).map(lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
    max_size=60,
    unique=True,
)


@given(moments)
@settings(max_examples=60)
def test_the_rotation_keeps_the_newest_and_one_per_day_week_and_month(made: list[datetime]) -> None:
    now = max(made, default=datetime(2024, 1, 1, tzinfo=UTC))
    rotation = Rotation()
    kept = rotation.kept(made, now)
    assert set(sorted(made, reverse=True)[:3]) <= kept
    months = sorted({civil_date(moment).replace(day=1) for moment in made}, reverse=True)
    for month in months[:12]:
        last = max(moment for moment in made if civil_date(moment).replace(day=1) == month)
        assert last in kept
    recent = [moment for moment in made if now - moment < timedelta(days=1)]
    assert len(kept - set(recent)) <= 3 + 7 + 4 + 12
    assert rotation.kept(kept, now) == kept


def test_a_restore_is_shown_first_keeps_what_it_replaces_and_brings_the_backup_back(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    at_work("算盘")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    clock.advance(days=1)
    at_work("笔", "墨")
    card = restore.restore_card(office, made, KEY)
    assert (card.lost_entries, card.current_entries, card.same_office) == (2, 3, True)
    assert card.sentences == (
        "备份做于 2026年11月3日 09:00，共 1 笔",
        "现有资料最后一笔在 2026年11月4日 09:00，会先做一份备份",
        "备份之后办的 2 笔将不在恢复后的资料里，已开出的编号请对照纸质存根",
    )
    assert restore.keystore_of(made).unlock("李春梅", "pw") == KEY
    done = restore.restore(office, made, KEY, clock)
    assert labels(office, clock) == ["算盘"]
    assert done.replaced is not None
    undone = restore.restore(office, backup.read_backup(done.replaced), KEY, clock)
    assert undone.backup.kind is BackupKind.BEFORE_RESTORE
    assert labels(office, clock) == ["算盘", "笔", "墨"]


def test_the_oldest_backup_is_still_there_when_it_is_restored(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    """The backup made of what is replaced must not push out the one that is taken."""
    at_work("算盘")
    oldest = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    for _ in range(6):
        clock.advance(days=1)
        backup.back_up(office, KEY, clock, BackupKind.DAILY)
    at_work("笔")
    clock.advance(days=1)
    assert len(backup.backups_in(office.backups)) == 7
    restore.restore(office, oldest, KEY, clock)
    assert labels(office, clock) == ["算盘"]
    assert backup.read_backup(oldest.folder) == oldest


def test_a_restore_over_a_damaged_file_keeps_it_byte_for_byte(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    at_work("算盘")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    damaged = b"\x07" * 8192
    office.records.write_bytes(damaged)
    card = restore.restore_card(office, made, KEY)
    assert not card.readable
    assert "会原样另存一份" in card.sentences[-1]
    done = restore.restore(office, made, KEY, clock)
    assert done.replaced is not None
    assert (done.replaced / "records.db").read_bytes() == damaged
    assert labels(office, clock) == ["算盘"]


def test_a_restore_on_a_new_computer(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None], tmp_path: Path
) -> None:
    at_work("算盘")
    sheet = office.keystore().make_recovery(KEY)
    made = backup.back_up(office, KEY, clock, BackupKind.ON_DEMAND, target=tmp_path / "stick")
    new = OfficeFolder(tmp_path / "new computer" / "office", second=tmp_path / "new data")
    card = restore.restore_card(new, made, KEY)
    assert card.sentences[-1] == "这台电脑上没有要替换的资料"
    key = restore.keystore_of(made).unlock_with_recovery(sheet.qr_text)
    assert restore.restore(new, made, key, clock).replaced is None
    assert new.state() is FolderState.OURS
    assert labels(new, clock) == ["算盘"]
    assert new.second_keystore is not None
    assert new.second_keystore.exists()


def test_what_must_not_be_restored_is_refused(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None]
) -> None:
    at_work("算盘")
    made = backup.back_up(office, KEY, clock, BackupKind.DAILY)
    told = json.loads((made.folder / "manifest.json").read_bytes())
    with pytest.raises(Refusal, match="练习"):
        restore.restore(office.practice(), made, KEY, clock)
    for change, sentence in (({"form": 99}, "更新版本"), ({"manifest_format": 99}, "更新版本")):
        (made.folder / "manifest.json").write_text(json.dumps({**told, **change}))
        with pytest.raises(EnvironmentFailure, match=sentence):
            restore.restore(office, backup.read_backup(made.folder), KEY, clock)
    office.open_store(KEY, clock)
    with pytest.raises(RuntimeError, match="closed before"):
        restore.restore_card(office, made, KEY)
    office.close_store()


def test_the_card_tells_a_backup_of_another_office(
    office: OfficeFolder, clock: TickingClock, tmp_path: Path, templates: Templates
) -> None:
    other = OfficeFolder(tmp_path / "other")
    other.path.mkdir()
    templates.copy_to(other.records)
    Keystore.create(other.keystore_path, "file-2", practice=False).enrol("c", "a", "a", "a", KEY, cost=CHEAP)
    made = backup.back_up(other, KEY, clock, BackupKind.DAILY)
    card = restore.restore_card(office, made, KEY)
    assert card.lost_entries is None
    assert "这份备份是另一套资料的" in card.sentences


def test_the_commands_answer_what_can_be_printed(
    office: OfficeFolder, clock: TickingClock, at_work: Callable[..., None], tmp_path: Path
) -> None:
    at_work("算盘")
    verdict = maintenance.verify(office, KEY)
    made = maintenance.make_backup(office, KEY, clock, tmp_path / "stick")
    for answer in (verdict, made):
        assert json.loads(json.dumps(answer)) == answer
    assert (verdict["whole"], verdict["entries"]) == (True, 1)
