"""Full disks, forbidden folders, damaged bytes: told in a sentence, and nothing confirmed is lost."""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from resettle_desktop.foundation.database import maintenance
from resettle_desktop.foundation.database.ballast import Ballast
from resettle_desktop.foundation.database.checking import check_file
from resettle_desktop.foundation.database.failures import NOTHING_SAVED
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.store import RESERVE_USED, Store
from resettle_desktop.foundation.errors import EnvironmentFailure
from tests.faults.children import child, fill_up, open_as_nobody, take_number
from tests.kit.audit_trace import writing_connection
from tests.kit.office import KEY, Desk, Templates, TickingClock, actor_of
from tests.kit.things import Thing, ThingDraft, add_sample_tables, make_thing

MEGABYTE = 2**20


def fill(desk: Desk, size: int = 50_000) -> tuple[int, EnvironmentFailure]:
    """Take numbers until the disk is full; how many were confirmed, and what was told."""
    numbers = []

    def without_end() -> None:
        while True:
            numbers.append(desk.do(take_number, ThingDraft("", "x" * size)))

    with pytest.raises(EnvironmentFailure) as told:
        without_end()
    return max(numbers, default=0), told.value


def things(desk: Desk) -> int:
    """How many things are there."""
    with desk.store.reading() as session:
        return len(session.scalars(select(Thing.note)).all())


def test_a_file_that_may_not_grow_refuses_the_save_and_keeps_the_rest(
    office: OfficeFolder, clock: TickingClock
) -> None:
    desk = Desk(office.open_store(KEY, clock), clock, actor_of())
    with writing_connection(desk.store) as raw:
        ((pages,),) = raw.execute("PRAGMA page_count").fetchall()
        raw.execute(f"PRAGMA max_page_count = {pages + 40}")
    confirmed, failure = fill(desk, 20_000)
    assert (failure.what, failure.lost, failure.todo) == ("硬盘已满", NOTHING_SAVED, RESERVE_USED)
    assert not office.ballast.present
    assert things(desk) == confirmed
    assert confirmed > 0
    _, again = fill(desk, 20_000)
    assert again.todo == "请清理硬盘后再试一次"
    with writing_connection(desk.store) as raw:  # somebody cleared the disk
        raw.execute("PRAGMA max_page_count = 1073741823")
    assert desk.do(take_number, ThingDraft("", "x" * 20_000)) == confirmed + 1
    office.close_store()
    assert check_file(office.records, KEY, thorough=True).faults == ()
    office.open_store(KEY, clock)
    assert office.ballast.path.exists()
    office.close_store()


def test_a_limit_of_the_system_on_the_file_is_told_too(office: OfficeFolder) -> None:
    filler = child(fill_up, office.records, office.records.stat().st_size + MEGABYTE)
    confirmed, sentence = filler.hear()
    filler.close()
    assert confirmed > 0
    assert sentence.startswith(("硬盘读写出错", "硬盘已满"))
    assert NOTHING_SAVED in sentence
    check = check_file(office.records, KEY, thorough=True)
    assert (check.faults, check.counts["thing"]) == ((), confirmed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 48 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("this user may not mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_in_the_middle_of_a_save(
    small_disk: Path, templates: Templates, clock: TickingClock
) -> None:
    path = small_disk / "records.db"
    templates.copy_to(path)
    ballast = Ballast(small_disk / "ballast.bin", size=4 * MEGABYTE)
    assert ballast.lay()
    store = Store.open(path, KEY, clock, ballast=ballast)
    add_sample_tables(store)
    desk = Desk(store, clock, actor_of())
    desk.do(make_thing, ThingDraft("算盘"))
    others = small_disk / "others.bin"
    others.write_bytes(bytes(shutil.disk_usage(small_disk).free - 2 * MEGABYTE))
    confirmed, failure = fill(desk)
    assert (failure.what, failure.lost, failure.todo) == ("硬盘已满", NOTHING_SAVED, RESERVE_USED)
    assert not ballast.present
    assert things(desk) == confirmed > 1
    store.close()
    assert check_file(path, KEY, thorough=True).faults == ()
    others.unlink()
    store = Store.open(path, KEY, clock, ballast=ballast)
    assert Desk(store, clock, actor_of()).do(take_number, ThingDraft("")) == confirmed + 1
    store.close()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder everybody may read and nobody may write in."""
    place = Path(tempfile.mkdtemp(prefix="office-"))
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


def test_a_folder_that_may_not_be_written_is_told(office: OfficeFolder, public_folder: Path) -> None:
    for path in (office.records, office.keystore_path):
        copy = public_folder / path.name
        shutil.copyfile(path, copy)
        copy.chmod(0o444)
    public_folder.chmod(0o555)
    before = office.records.read_bytes()
    stranger = child(open_as_nobody, public_folder)
    opened, connected, created = stranger.hear()
    stranger.close()
    assert (
        opened == "数据文件所在的文件夹不允许写入，没有打开，里面的资料没有改动。请联系管理员检查文件夹权限。"
    )
    assert connected.startswith(("打不开数据文件，", "数据文件所在的文件夹不允许写入，"))
    assert created.startswith("打不开数据文件，数据文件没有建成。")
    assert (public_folder / "records.db").read_bytes() == before


DAMAGED = {"有损坏的页", "数据文件有损坏", "数据文件有损坏，或与钥匙文件不是一套"}


def told_by_verifying(office: OfficeFolder) -> str:
    """What is wrong with the file, whether it can be opened or not."""
    try:
        faults: list[str] = maintenance.verify(office, KEY)["faults"]
    except EnvironmentFailure as failure:
        return failure.what
    return "、".join(faults)


def flipped(content: bytes, place: int) -> bytes:
    """The content with one bit turned over."""
    return content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :]


@pytest.mark.parametrize(
    "flips", [pytest.param(25, id="few"), pytest.param(1500, id="many", marks=pytest.mark.deep)]
)
def test_a_turned_bit_anywhere_is_found_and_never_read_as_truth(
    office: OfficeFolder, clock: TickingClock, flips: int
) -> None:
    desk = Desk(office.open_store(KEY, clock), clock, actor_of())
    for number in range(40):
        desk.do(take_number, ThingDraft("", "真" * 500 + str(number)))
    office.close_store()
    whole = office.records.read_bytes()
    chance = random.Random(flips)
    places = [0, 15, 16, 4095, 4096, len(whole) - 1]
    places += [chance.randrange(len(whole)) for _ in range(flips)]
    for place in places:
        office.records.write_bytes(flipped(whole, place))
        assert told_by_verifying(office) in DAMAGED, place
    office.records.write_bytes(whole)
    assert maintenance.verify(office, KEY)["whole"]


def test_a_damaged_page_is_told_when_it_is_read(office: OfficeFolder, clock: TickingClock) -> None:
    desk = Desk(office.open_store(KEY, clock), clock, actor_of())
    for number in range(40):
        desk.do(take_number, ThingDraft("", "真" * 500 + str(number)))
    office.close_store()
    whole = office.records.read_bytes()
    last_pages = 10 * 4096  # what was written last; where the tables are named lies before
    office.records.write_bytes(whole[:-last_pages] + bytes(last_pages))
    desk = Desk(Store.open(office.records, KEY, clock), clock, actor_of())
    with pytest.raises(EnvironmentFailure, match="损坏"):
        things(desk)
    with pytest.raises(EnvironmentFailure, match="损坏"):
        desk.do(take_number, ThingDraft(""))
    desk.store._let_go()
    office.records.write_bytes(b"\x01" * len(whole))
    with pytest.raises(EnvironmentFailure, match="有损坏，或与钥匙文件不是一套"):
        office.open_store(KEY, clock)
