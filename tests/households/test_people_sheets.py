"""The sheet of the list of people has everything the register has of a person, secrets masked."""

import zipfile
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.households.pages.list_handout import REASONS
from resettle_desktop.households.pages.people_page import PeoplePage
from resettle_desktop.households.queries import ListFilter, people_ids
from resettle_desktop.households.queries.people_sheets import people_sheet_rows
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    HukouStanding,
    Marital,
    ResidencePaper,
)
from resettle_desktop.households.use_cases import (
    CompletePersonDraft,
    HukouDraft,
    HukouPlaceDraft,
    PersonItems,
    ResidenceDocumentDraft,
    complete_person,
    set_hukou_place,
    set_residence_document,
)
from resettle_desktop.households.use_cases.events.people_away import WorkingAwayDraft, record_working_away
from resettle_desktop.printing.pages import list_delivery
from tests.households.town import TODAY, Town, on
from tests.kit.screen import Screen


def told(town: Town) -> str:
    """A head of whom much is known, with four of whom little is."""
    uid = town.register(room="3-2-501")
    head = town.person(uid, "王国梁")
    items = PersonItems(education=Education.JUNIOR, health=(Health.HEALTHY,), marital=Marital.NEVER)
    town.desk.do(complete_person, CompletePersonDraft(head, items))
    town.desk.do(record_working_away, WorkingAwayDraft(head, on(2026, 3), "太原市", 8, "某厂"))
    paper = ResidenceDocumentDraft(head, ResidencePaper.PERMIT, since=on(2026, 5), number="JZ20260501")
    town.desk.do(set_residence_document, paper)
    struck = HukouDraft(HukouStanding.PRISON, address="示例监狱", since=on(2026, 5))
    town.desk.do(set_hukou_place, HukouPlaceDraft(town.person(uid, "王小军"), struck))
    return uid


def test_a_sheet_says_everything_and_masks_what_is_secret(town: Town, screen: Screen) -> None:
    told(town)
    page = PeoplePage(screen.context)
    columns = {column.title: column for column in page.sheet_columns()}
    ids = town.desk.ask(people_ids, ListFilter(), TODAY)
    rows = {row.line.name: row for row in town.desk.ask(people_sheet_rows, ids, TODAY)}
    assert len(rows) == 5
    head, son = rows["王国梁"], rows["王小军"]
    said = {title: column.value(head) for title, column in columns.items()}
    assert (said["姓名"], said["户号"]) == ("王国梁", head.line.household_number)
    assert (said["文化程度"], said["健康状况"], said["婚姻状况"]) == ("初中", "健康", "未婚")
    assert (said["务工所在地"], said["务工时间（月）"], said["务工企业"]) == ("太原市", "8", "某厂")
    assert (said["现在住"], said["现在住的地方"]) == ("外出务工", "太原市")
    assert (said["居住证件"], said["居住证件编号"]) == ("居住证", "JZ2****501")
    whole = columns["居住证件编号"].whole
    assert whole is not None
    assert whole(head) == "JZ20260501"
    assert (columns["户口"].value(son), columns["户籍地址"].value(son)) == ("已注销", "")
    assert not [title for title in columns if "账号" in title or "银行" in title]


def test_the_exported_file_has_them(
    town: Town, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path))
    told(town)
    page = screen.show(PeoplePage(screen.context))
    page.show_subject(None)
    page.handout.hand_out(AccessKind.EXPORTED, REASONS[0])
    screen.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.xlsx"))), timeout=20_000)
    screen.settle()
    with zipfile.ZipFile(next(tmp_path.glob("*.xlsx"))) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    for said in ("文化程度", "初中", "现在住", "外出务工", "JZ20260501"):
        assert said in words
