"""找谁办 on the screen: found by typing, printed, kept by the head, its register on paper."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.matters.pages.directory.line_form import DirectoryLineForm
from resettle_desktop.matters.pages.directory.log_page import DirectoryLogPage
from resettle_desktop.matters.pages.directory.page import MARK, DirectoryPage
from resettle_desktop.matters.pages.directory.referral_page import ReferralPage
from resettle_desktop.printing.pages import list_delivery
from resettle_desktop.printing.queries.directory import directory_asks, directory_row
from resettle_desktop.printing.use_cases.directory import ReferralDraft, issue_referral
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, town_of
from tests.kit.layout_guards import complaints
from tests.kit.office import Desk
from tests.kit.screen import Screen

LOOKS = (
    (Scheme.LIGHT, 1.0, 1178, 560),
    (Scheme.LIGHT, 1.0, 924, 640),
    (Scheme.DARK, 1.25, 1253, 540),
    (Scheme.CONTRAST, 1.75, 1250, 500),
)


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office."""
    return town_of(desk)


def test_a_kind_is_typed_and_opened_with_enter(town: Town, screen: Screen) -> None:
    page = DirectoryPage(screen.context)
    screen.open(page)
    assert len(page.model.rows) == 20
    hands = Keyboard(screen)
    hands.type("单身")
    assert [row.line.code for row in page.model.rows] == ["marriage"]
    hands.press("Return")
    ((name, uid),) = screen.opened
    assert name == "matters.referral"
    assert uid is not None
    assert uid.startswith(f"marriage{MARK}")


def test_the_sheet_is_issued_for_who_asked(town: Town, screen: Screen) -> None:
    page = ReferralPage(screen.context)
    screen.open(page, f"marriage{MARK}{new_uid()}")
    page.whom.setText("王国梁")
    page.choose_again()
    screen.qtbot.waitUntil(page.may_do_verb, timeout=5000)
    assert "登记里还没有地址、电话" in page.remark.text()
    Keyboard(screen).press("F9")
    screen.settle()
    assert page.row is not None
    assert page.row.subject_label == "王国梁 婚姻状况证明"
    assert [ask.whom for ask in town.desk.ask(directory_asks)] == ["王国梁"]


def test_a_line_is_changed_by_the_form(town: Town, screen: Screen) -> None:
    page = DirectoryLineForm(screen.context)
    screen.open(page, "marriage")
    assert page.title_field.value() == "婚姻状况证明"
    page.phone.setText("0350-7654321")
    Keyboard(screen).press("F9")
    screen.settle()
    assert town.desk.ask(directory_row, "marriage", TODAY).line.phone == "0350-7654321"
    assert screen.went_back == [True]


def test_the_register_and_the_count_go_on_paper(
    town: Town, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.desk.do(issue_referral, ReferralDraft("alive", new_uid(), "李改莲"))
    monkeypatch.setattr(list_delivery, "default_folder", lambda: str(tmp_path))
    page = DirectoryLogPage(screen.context)
    screen.open(page)
    assert [row.whom for row in page.model.rows] == ["李改莲"]
    Keyboard(screen).press("F9", "F4")
    screen.settle()
    screen.qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.pdf"))) == 2, timeout=5000)
    assert {path.name.split()[0] for path in tmp_path.glob("*.pdf")} == {"找谁办登记", "找谁办按月统计"}


@pytest.mark.parametrize("kind", [DirectoryPage, DirectoryLineForm, ReferralPage, DirectoryLogPage])
def test_pages_are_whole_at_every_size(town: Town, screen: Screen, kind: type[Page]) -> None:
    town.desk.do(issue_referral, ReferralDraft("alive", new_uid(), "李改莲"))
    subject = {DirectoryLineForm: "marriage", ReferralPage: f"marriage{MARK}{new_uid()}"}.get(kind)
    page = kind(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(subject)
    for scheme, scale, width, height in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.resize(width, height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)
