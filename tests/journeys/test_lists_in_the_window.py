"""Every list in the window: each order, each condition and some together, kept, on paper, on a sheet.

What is shown is compared with a plain question to the file.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resettle_desktop.foundation.ui.inputs import ChoiceInput
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.register_list import RegisterListPage
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.use_cases import HouseholdItems, MemberDraft
from resettle_desktop.households.use_cases.events.noting import Evidence
from resettle_desktop.households.use_cases.events.people_away import WorkingAwayDraft, record_working_away
from resettle_desktop.matters.pages.evidence_owed_page import EvidenceOwedPage
from resettle_desktop.printing.pages import list_delivery
from resettle_desktop.sites.rules import Governance, Plan
from resettle_desktop.sites.use_cases import BuildingDraft, SiteDraft, add_building, add_site
from tests.households.town import Town, member, on, without_number
from tests.journeys.conftest import Counter
from tests.kit.office import raw

SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOMES: Final = (
    "SELECT a.household_id FROM room_assignment a JOIN room r ON r.id = a.room_id"
    " JOIN building b ON b.id = r.building_id JOIN site s ON s.id = b.site_id"
    " WHERE a.superseded_at IS NULL AND a.ends IS NULL"
)
MEMBERS: Final = (
    "SELECT m.{} FROM membership m JOIN person p ON p.id = m.person_id"
    " WHERE m.superseded_at IS NULL AND m.ends IS NULL"
)
OLD: Final = " AND p.birth <= '1965-11-03'"
"""Sixty-one on the day of the tests."""
UNNUMBERED: Final = " AND p.number_state = 'none'"
POOR: Final = "relocation_kind = 'registered_poor'"


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions by name with what is typed, and the question whose number of rows the list must have."""

    typed: tuple[tuple[str, str], ...]
    plain: str


@dataclass(frozen=True, slots=True)
class Family:
    """One list: its page, what there is without a condition, and what is asked."""

    page: str
    name: str
    plain: str
    asked: tuple[Asked, ...]


def _homes_with(condition: str = "") -> str:
    return f"SELECT id FROM household WHERE id IN ({HOMES}{condition})"


def _people_with(condition: str = "", household: str = "") -> str:
    within = f" AND m.household_id IN (SELECT id FROM household WHERE {household})" if household else ""
    return MEMBERS.format("person_id") + condition + within


AT_FIRST: Final = " AND s.name = '云水苑'"
AT_OTHER: Final = " AND s.name = '惠民家园'"
TYPED_SITE: Final = ("site", "云水苑")
TYPED_KIND: Final = ("kind", "建档立卡")
TYPED_AGES: Final = ("ages", "61-")
FAMILIES: Final = (
    Family(
        "households.households",
        "搬迁户",
        "SELECT id FROM household",
        (
            Asked((TYPED_SITE,), _homes_with(AT_FIRST)),
            Asked((TYPED_KIND,), f"SELECT id FROM household WHERE {POOR}"),
            Asked((("lacking", "还没分房"),), f"SELECT id FROM household WHERE id NOT IN ({HOMES})"),
            Asked(
                (("lacking", "身份证号码"),),
                f"SELECT id FROM household WHERE id IN ({MEMBERS.format('household_id')}{UNNUMBERED})",
            ),
            Asked((("governance", "农村"),), _homes_with(AT_OTHER)),
            Asked(
                (TYPED_AGES,),
                f"SELECT id FROM household WHERE id IN ({MEMBERS.format('household_id')}{OLD})",
            ),
            Asked((TYPED_SITE, TYPED_KIND), f"{_homes_with(AT_FIRST)} AND {POOR}"),
            Asked(
                (TYPED_SITE, TYPED_AGES),
                f"{_homes_with(AT_FIRST)} AND id IN ({MEMBERS.format('household_id')}{OLD})",
            ),
        ),
    ),
    Family(
        "households.people",
        "人员名册",
        _people_with(),
        (
            Asked((TYPED_SITE,), _people_with(household=f"id IN ({HOMES}{AT_FIRST})")),
            Asked((TYPED_KIND,), _people_with(household=POOR)),
            Asked((("lacking", "还没分房"),), _people_with(household=f"id NOT IN ({HOMES})")),
            Asked((("lacking", "身份证号码"),), _people_with(UNNUMBERED)),
            Asked((("lacking", "变更的证明材料"),), "SELECT id FROM life_event WHERE evidence_later = 1"),
            Asked((TYPED_AGES,), _people_with(OLD)),
            Asked((TYPED_KIND, TYPED_AGES), _people_with(OLD, POOR)),
            Asked(
                (("lacking", "身份证号码"), ("site", "惠民家园")),
                _people_with(UNNUMBERED, f"id IN ({HOMES}{AT_OTHER})"),
            ),
        ),
    ),
    Family(
        "households.rooms",
        "住房",
        "SELECT id FROM room",
        (
            Asked(
                (TYPED_SITE,),
                "SELECT r.id FROM room r JOIN building b ON b.id = r.building_id"
                f" JOIN site s ON s.id = b.site_id WHERE 1{AT_FIRST}",
            ),
            Asked((("occupancy", "住着人"),), HOMES),
            Asked(
                (("occupancy", "空房"),),
                f"SELECT id FROM room WHERE id NOT IN ({HOMES.replace('a.household_id', 'a.room_id')})",
            ),
            Asked((("site", "惠民家园"), ("occupancy", "住着人")), HOMES + AT_OTHER),
            Asked((TYPED_SITE, ("building", "3")), "SELECT id FROM room WHERE label LIKE '3-%'"),
        ),
    ),
)


@pytest.fixture
def settled(town: Town) -> Town:
    """Two sites, four households: with and without a room, a number, a kind, a paper."""
    poor = HouseholdItems(moved_in=on(2018, 11, 10), relocation_kind=RelocationKind.REGISTERED_POOR)
    beside = HouseholdItems(moved_in=on(2019), relocation_kind=RelocationKind.ALONGSIDE)
    family = town.register(room="3-1-101", items=poor)
    town.register(member("王国柱", "02", "19660708", 21), room="3-1-102", items=beside)
    child = MemberDraft("赵小宝", "22", without_number(), birth=on(2005))
    town.register(member("赵有才", "02", "19600101", 41), child, items=poor)
    other = town.desk.do(add_site, SiteDraft("惠民家园", governance=Governance.RURAL))
    town.desk.do(add_building, BuildingDraft(other, "1号楼", plan=Plan(1, 2, 2)))
    alike = MemberDraft("赵小海", "22", without_number(), birth=on(2005))
    town.register(member("孙海龙", "02", "19620101", 51), alike, room="1-1-101", items=beside)
    away = WorkingAwayDraft(
        town.person(family, "王小军"),
        ImpreciseDate(on(2026, 3).earliest),
        "天津",
        evidence=Evidence(later=True),
    )
    town.desk.do(record_working_away, away)
    return town


def on_top(counter: Counter, family: Family) -> RegisterListPage[Any]:
    """Open a list as the window does."""
    counter.desk.open_page(family.page, None)
    counter.settle()
    page = counter.page
    assert isinstance(page, RegisterListPage)
    return page


def column(counter: Counter, page: RegisterListPage[Any], place: int) -> list[str]:
    """What stands in a column, every row of it."""

    def texts() -> list[str]:
        return [str(page.model.index(row, place).data()) for row in range(len(page.model))]

    counter.settle()
    texts()
    counter.qtbot.waitUntil(lambda: "…" not in texts())
    return texts()


def choose(counter: Counter, page: RegisterListPage[Any], name: str, text: str) -> None:
    """Type into a condition, or clear it; F4 brings it where it is away."""
    line: Any = getattr(page.filters, name)
    if not line.isVisible():
        page.table.setFocus()
        counter.press("F4")
    line.setFocus(Qt.FocusReason.TabFocusReason)
    counter.press("Ctrl+A", "Delete")
    counter.type(text, "Return" if text else "Tab")
    if isinstance(line, ChoiceInput):
        assert bool(line.value()) == bool(text), (name, text, line.text())


def count(town: Town, plain: str) -> int:
    """How many rows a plain question answers."""
    return len(raw(town.desk.store, plain))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.page)
def test_a_list_in_every_order(settled: Town, open_counter: Callable[[], Counter], family: Family) -> None:
    counter = open_counter()
    page = on_top(counter, family)
    there = count(settled, family.plain)
    assert len(page.model) == there
    header = page.table.horizontalHeader()
    for place, one in enumerate(page.columns):
        assert one.key, one.title
        whole = sorted(column(counter, page, place))
        if not page.table.isColumnHidden(place):
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_middle_of(header, place))
            counter.settle()
            assert page.chosen_order().column == one.key, one.title
        choose(counter, page, "order", one.title)
        counter.settle()
        assert page.chosen_order().column == one.key, one.title
        up = column(counter, page, place)
        choose(counter, page, "order", f"{one.title}，倒过来")
        down = column(counter, page, place)
        assert sorted(up) == sorted(down) == whole, one.title
        assert up == down[::-1], one.title
        assert len(page.model) == there


def _middle_of(header: Any, place: int) -> Any:
    spot = header.viewport().rect().center()
    spot.setX(header.sectionViewportPosition(place) + header.sectionSize(place) // 2)
    return spot


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.page)
def test_a_list_narrowed_kept_and_handed_out(
    settled: Town,
    open_counter: Callable[[], Counter],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    family: Family,
) -> None:
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path))
    counter = open_counter()
    page = on_top(counter, family)
    for asked in family.asked:
        for name, text in asked.typed:
            choose(counter, page, name, text)
        wanted = count(settled, asked.plain)
        assert len(page.model) == wanted, (asked.typed, page.title)
        assert 0 < wanted < count(settled, family.plain), asked.typed
        assert f"共{wanted}{page.counted}" in page.title
        for name, _text in reversed(asked.typed):
            choose(counter, page, name, "")
    assert len(page.model) == count(settled, family.plain)
    asked = family.asked[-1]
    for name, text in asked.typed:
        choose(counter, page, name, text)
    wanted = count(settled, asked.plain)
    keep(counter, page, "常用")
    counter.desk.open_page("households.findings", None)
    counter.settle()
    page = on_top(open_counter(), family)  # the program started anew
    counter.settle()
    counter.qtbot.waitUntil(lambda: len(page.model) == count(settled, family.plain))
    page.kept.choose_value(next(iter(page._kept_rows)))
    counter.qtbot.waitUntil(lambda: len(page.model) == wanted)
    shown = [column(counter, page, place)[:wanted] for place in (0, 1)]
    hand_out(counter, page)
    counter.qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.[px]*"))) == 2, timeout=20_000)
    counter.settle()
    rows = sheet_rows(next(tmp_path.glob("*.xlsx")))
    titles = next(place for place, row in enumerate(rows) if page.columns[0].title in row)
    assert [row[rows[titles].index(page.columns[0].title)] for row in rows[titles + 1 :]][:wanted] == shown[0]
    assert len([row for row in rows[titles + 1 :] if any(row)]) == wanted
    paper = "".join(one.extract_text() for one in PdfReader(next(tmp_path.glob("*.pdf"))).pages)
    paper = "".join(paper.split())
    assert f"共{wanted}{page.counted}" in paper
    for text in (*shown[0], *shown[1]):
        assert "".join(text.split()) in paper, text


def keep(counter: Counter, page: RegisterListPage[Any], name: str) -> None:
    """Write a name for the conditions and strike the button beside it."""
    if not page.kept.isVisible():
        page.table.setFocus()
        counter.press("F4")
    page.kept.setFocus(Qt.FocusReason.TabFocusReason)
    counter.type(name, "Tab", "Space")
    counter.qtbot.waitUntil(lambda: [row.name for row in page._kept_rows.values()] == [name])


def hand_out(counter: Counter, page: RegisterListPage[Any]) -> None:
    """Print and export with masked numbers, by keys."""
    for key in ("Ctrl+P", "Ctrl+O"):
        page.table.setFocus()
        QTest.keySequence(page.table, key)
        counter.settle()
        assert page.open_question is not None, key
        for answer in ("Left", "Return"):
            QTest.keySequence(page.window().focusWidget(), answer)
        counter.settle()


def sheet_rows(path: Path) -> list[list[str]]:
    """The cells of the first sheet of a workbook, read from its parts."""
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as book:
        shared = [
            "".join(text.text or "" for text in entry.iter(f"{SHEET}t"))
            for entry in ET.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{SHEET}row"):
        cells = []
        for cell in row.iter(f"{SHEET}c"):
            value = cell.findtext(f"{SHEET}v") or ""
            cells.append(shared[int(value)] if cell.get("t") == "s" and value else value)
        rows.append(cells)
    return rows


def test_findings_and_papers_owed_are_all_there(settled: Town, open_counter: Callable[[], Counter]) -> None:
    counter = open_counter()
    counter.desk.open_page("matters.evidence_owed", None)
    counter.settle()
    owed = counter.page
    assert isinstance(owed, EvidenceOwedPage)
    plain = count(settled, "SELECT id FROM life_event WHERE evidence_later = 1 AND superseded_at IS NULL")
    assert owed.model.rowCount() == plain == 1
    for typed, rows in (("王小军", 1), ("外出务工", 1), ("没有这个人", 0), ("", 1)):
        owed.typed.setFocus(Qt.FocusReason.TabFocusReason)
        counter.press("Ctrl+A", "Delete")
        counter.type(typed)
        assert owed.model.rowCount() == rows, typed
    owed.late.setFocus(Qt.FocusReason.TabFocusReason)
    counter.press("Space")
    assert owed.model.rowCount() == 0
    counter.desk.open_page("households.findings", None)
    counter.settle()
    found = counter.page
    assert isinstance(found, FindingsPage)
    pairs = (
        "SELECT one.id FROM person one JOIN person another ON another.id > one.id"
        " AND another.birth = one.birth AND substr(another.name, 1, 1) = substr(one.name, 1, 1)"
        " WHERE one.number_state = 'none' AND another.number_state = 'none'"
    )
    assert found.model.rowCount() == count(settled, pairs) == 1
    assert "赵小" in str(found.model.index(0, 1).data())
