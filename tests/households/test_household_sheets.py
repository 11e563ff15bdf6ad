"""The sheet of the household list says more than the screen: what was declared, and the title's stage."""

import zipfile
from pathlib import Path

import pytest

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.households.pages.household_sheet_columns import sheet_columns
from resettle_desktop.households.pages.households_page import HouseholdsPage
from resettle_desktop.households.pages.list_handout import REASONS
from resettle_desktop.households.queries import ListFilter, household_ids
from resettle_desktop.households.queries.household_sheets import household_sheet_rows
from resettle_desktop.households.rules.homes import POVERTY_CAUSES, TitleStage
from resettle_desktop.households.use_cases.home_title import HomeTitleDraft, complete_home_title
from resettle_desktop.printing.pages import list_delivery
from tests.households.test_household_fields import WHOLE, complete
from tests.households.town import TODAY, Town, member
from tests.kit.screen import Screen


def test_a_sheet_says_what_was_declared(town: Town) -> None:
    before = town.desk.clock()
    uid = town.register(room="3-2-501")
    town.register(member("赵大山", "02", "19700101", 51))
    known_bare = town.desk.clock()
    complete(town, uid, WHOLE)
    town.desk.do(complete_home_title, HomeTitleDraft(uid, TitleStage.IN_PROGRESS))
    ids = town.desk.ask(household_ids, ListFilter(), TODAY)
    columns = {column.title: column for column in sheet_columns(HouseholdsPage.columns)}
    rows = town.desk.ask(household_sheet_rows, ids, TODAY)
    said = {title: column.value(rows[0]) for title, column in columns.items()}
    assert said["户主"] == "王国梁"
    assert said["电话"] == "138****0011"
    assert (said["户类型"], said["贫困户属性"], said["脱贫年度"]) == ("脱贫户", "低保贫困户", "2018")
    assert (said["协议人口数"], said["实际入住时间"], said["房子证"]) == ("5", "2018-11-10", "办理中")
    assert (said["返贫年度"], said["致贫原因1"], said["房源地"]) == (
        str(WHOLE.poverty_return_year or ""),
        POVERTY_CAUSES[WHOLE.causes[0]],
        "云州市开发商存量房",
    )
    assert columns["户类型"].value(rows[1]) == ""
    whole = columns["电话"].whole
    assert whole is not None
    assert whole(rows[0]) == "13800000011"
    then = town.desk.ask(household_sheet_rows, ids, TODAY, known_bare)
    assert [columns["户类型"].value(row) for row in then] == ["", ""]
    assert town.desk.ask(household_sheet_rows, ids, TODAY, before) == ()


def test_the_exported_file_has_them(
    town: Town, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path))
    complete(town, town.register(room="3-2-501"), WHOLE)
    page = screen.show(HouseholdsPage(screen.context))
    page.show_subject(None)
    page.handout.hand_out(AccessKind.EXPORTED, REASONS[0])
    screen.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*.xlsx"))), timeout=20_000)
    screen.settle()
    with zipfile.ZipFile(next(tmp_path.glob("*.xlsx"))) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    for said in ("王国梁", "13800000011", "户类型", "脱贫户", "低保贫困户", "房子证"):
        assert said in words
