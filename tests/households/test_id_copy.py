"""Both sides of a card at true size on one sheet, marked across; nothing is kept unless the clerk says so."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from resettle_desktop.foundation.documents.page import TooLong
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.documents.id_copy import draw_id_copy
from resettle_desktop.households.pages.id_copy_page import IdCopyPage
from resettle_desktop.households.queries.kept_copies import kept_copies
from resettle_desktop.households.rules.id_copy import (
    CARD_HEIGHT,
    CARD_WIDTH,
    IdCopy,
    clean_purpose,
    jpeg_size,
)
from resettle_desktop.households.use_cases.kept_copies import KeepCopyDraft, keep_copy
from resettle_desktop.printing.pages import list_delivery
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town
from tests.kit.office import raw
from tests.kit.screen import Screen

LONG_NAME: Final = "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊江·艾合买提"
DOTS: Final = 200


def jpeg(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "JPEG", quality=95)
    return written.getvalue()


FRONT: Final = jpeg(1012, 638, (220, 60, 60))
BACK: Final = jpeg(1012, 638, (60, 60, 220))


def copy_of(name: str = "王国梁", purpose: str = "办理医保参保", front: bytes = FRONT) -> IdCopy:
    return IdCopy(name, front, BACK, purpose, "青山镇人民政府", "李慧敏", date(2026, 11, 3))


def extent(pdf: bytes, wanted: tuple[int, int, int]) -> tuple[float, float]:
    """How wide and high, in millimetres, the field of one colour is on the page."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS / 72).to_pil().convert("RGB")
    near = [
        channel.point(lambda value, goal=goal: 255 if abs(value - goal) < 40 else 0)
        for channel, goal in zip(bitmap.split(), wanted, strict=True)
    ]
    mask = Image.new("L", bitmap.size, 255)
    for channel in near:
        mask = Image.composite(channel, Image.new("L", bitmap.size, 0), mask)
    box = mask.getbbox()
    assert box is not None
    return ((box[2] - box[0]) * 25.4 / DOTS, (box[3] - box[1]) * 25.4 / DOTS)


def test_both_sides_have_their_true_size_on_one_page() -> None:
    pdf = draw_id_copy(copy_of())
    assert pdf == draw_id_copy(copy_of())
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    for colour in ((220, 60, 60), (60, 60, 220)):
        assert extent(pdf, colour) == pytest.approx((CARD_WIDTH, CARD_HEIGHT), abs=0.4)


def test_the_mark_stands_across_each_side_and_says_what_for() -> None:
    text = PdfReader(BytesIO(draw_id_copy(copy_of()))).pages[0].extract_text()
    assert "".join(text.split()).count("仅供办理医保参保使用") == 5


def test_a_picture_of_another_shape_is_whole_and_not_stretched() -> None:
    pdf = draw_id_copy(copy_of(front=jpeg(800, 800, (220, 60, 60))))
    assert extent(pdf, (220, 60, 60)) == pytest.approx((CARD_HEIGHT, CARD_HEIGHT), abs=0.4)


@pytest.mark.parametrize("name", ["䶮㛃", "𬭚骉", "𫘧𬸚", "𠮷田", LONG_NAME])
def test_rare_and_long_names_are_whole(name: str) -> None:
    text = PdfReader(BytesIO(draw_id_copy(copy_of(name)))).pages[0].extract_text()
    assert f"持证人：{name}" in "".join(text.split())


def test_what_does_not_fit_is_refused_and_never_cut() -> None:
    assert clean_purpose(" 仅供 入学 使用 ".replace(" ", "")) == "入学"
    for wrong in ("", "仅供使用", "长" * 17):
        with pytest.raises(Refusal):
            clean_purpose(wrong)
    assert draw_id_copy(copy_of(purpose="用" * 16))
    with pytest.raises(TooLong):
        draw_id_copy(copy_of(purpose="用" * 24))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0\x00\x10JFIF", FRONT[:40]]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        jpeg_size(content)


def test_sizes_are_read_from_the_header() -> None:
    assert jpeg_size(jpeg(321, 123, (1, 2, 3))) == (321, 123)


def test_the_sheet_is_printed_and_kept_only_if_said_so(
    town: Town, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = town.person(town.register(), "李改莲")
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path / "out"))
    for name, content in (("front.jpg", FRONT), ("back.jpg", BACK)):
        (tmp_path / name).write_bytes(content)
    chosen = iter([tmp_path / "front.jpg", tmp_path / "back.jpg"])
    monkeypatch.setattr(IdCopyPage, "choose_file", staticmethod(lambda _parent: next(chosen)))
    page = IdCopyPage(screen.context)
    screen.open(page, uid)
    hands = Keyboard(screen)
    hands.press("F9")
    assert "请先选" in page.trouble.text()
    hands.press("F6", "F7")
    screen.qtbot.waitUntil(lambda: len(page.pictures) == 2, timeout=5000)
    page.purpose.setFocus()
    hands.type("办理医保参保")
    screen.qtbot.waitUntil(lambda: page.preview.pdf is not None, timeout=5000)
    hands.press("F9")
    screen.qtbot.waitUntil(lambda: bool(list((tmp_path / "out").glob("*.pdf"))), timeout=5000)
    assert town.desk.ask(kept_copies, uid) == ()
    assert raw(town.desk.store, "SELECT count(*) FROM stored_file") == [(0,)]
    page.keep.setChecked(True)
    hands.press("F9")
    screen.qtbot.waitUntil(lambda: len(town.desk.ask(kept_copies, uid)) == 1, timeout=5000)
    (kept,) = town.desk.ask(kept_copies, uid)
    assert (kept.purpose, kept.kept_on) == ("办理医保参保", TODAY)
    looks = raw(town.desk.store, "SELECT kind FROM access_entry WHERE kind = 'printed'")
    assert len(looks) == 2


def test_only_a_sheet_is_kept(town: Town) -> None:
    uid = town.person(town.register(), "李改莲")
    for draft in (KeepCopyDraft(uid, "入学", b"no"), KeepCopyDraft(uid, "", b"%PDF")):
        with pytest.raises(Refusal):
            town.desk.do(keep_copy, draft)
