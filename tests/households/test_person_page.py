"""The page of one person and what is done from it: what is known with its period, guardian, photo."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from resettle_desktop.foundation.attachments import LARGEST_PICTURE
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from resettle_desktop.households.pages.findings_page import FindingsPage
from resettle_desktop.households.pages.forms.guardians import EndGuardianshipPage, GuardianPage
from resettle_desktop.households.pages.forms.photo import PhotoPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_facts import CAME_OF_AGE
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.pages.without_guardian_page import WithoutGuardianPage
from resettle_desktop.households.queries import household_of_person
from resettle_desktop.households.queries.guardians import guardians_of
from resettle_desktop.households.queries.photos import photo_of
from resettle_desktop.households.rules.circumstances import GuardianReason
from resettle_desktop.households.rules.declared import Health, Labour, ResidencePaper, SchoolStage
from resettle_desktop.households.rules.guardianship import NO_GUARDIAN
from resettle_desktop.households.rules.person_remarks import NO_KIND, NUMBER_EXPIRED
from resettle_desktop.households.use_cases import (
    CompletePersonDraft,
    GuardianDraft,
    PersonItems,
    ResidenceDocumentDraft,
    SchoolDraft,
    WorkDraft,
    complete_person,
    set_guardian,
    set_residence_document,
)
from resettle_desktop.households.use_cases.photos import NOT_A_PHOTO, TOO_LARGE, PhotoDraft, set_photo
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, number, on
from tests.kit.screen import Screen


def left_alone(town: Town) -> tuple[str, str]:
    """A child who lives with its grandmother: child and grandmother."""
    household = town.register(member("张秀英", "02", "19500909", 16), member("王小红", "42", "20100601", 14))
    return town.person(household, "王小红"), town.person(household, "张秀英")


def words_of(widget: QWidget) -> str:
    """All words of a card."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_what_is_dated_stands_with_its_period_and_what_is_private_is_masked(
    town: Town, screen: Screen
) -> None:
    man = town.person(town.register(), "王国梁")
    items = PersonItems(
        health=(Health.HEALTHY,),
        labour=Labour.WEAK,
        bank_account="6217000123456789",
        education_text="初中毕业",
        number_from=date(2006, 1, 1),
        number_until=date(2026, 1, 1),
        disability_card=f"{number('19780512', 11)}42",
        school=SchoolDraft(
            SchoolStage.TECHNICIAN,
            "青岭技校",
            "青岭县",
            since=ImpreciseDate(date(2025, 9, 1), Precision.MONTH),
            student_no="X2025001",
        ),
        work=WorkDraft("天津", 8, "天津港", "劳务输出", since=on(2024, 3, 1), abroad=False),
    )
    town.desk.do(complete_person, CompletePersonDraft(man, items))
    paper = ResidenceDocumentDraft(man, ResidencePaper.PERMIT, on(2025, 6, 1), "JZ20250601", date(2026, 6, 1))
    town.desk.do(set_residence_document, paper)
    page = PersonPage(screen.context)
    screen.open(page, man)
    said = words_of(page.items)
    assert "技师学院　青岭技校　青岭县　学籍号X2****01　2025年9月起" in said
    assert "天津　天津港　一年8个月　渠道：劳务输出　2024年3月1日起" in said
    assert "JZ2****601　2025年6月1日起　下次签注2026年6月1日" in said
    assert "6217****6789" in said
    assert f"肢体二级　149999{'*' * 10}" in said
    assert "原表写“初中毕业”" in said
    assert "2006年1月1日至2026年1月1日（已过期）" in words_of(page.facts_card)
    assert NUMBER_EXPIRED in page.noticed.text()
    Keyboard(screen).press("Ctrl+I")
    assert "6217 0001 2345 6789" in words_of(page.items)
    assert f"{number('19780512', 11)}42" in words_of(page.items)


def test_a_guardian_is_found_by_his_name_and_shown(town: Town, screen: Screen) -> None:
    child, grandmother = left_alone(town)
    page = PersonPage(screen.context)
    screen.open(page, child)
    assert NO_GUARDIAN in words_of(page.guardians)
    hands = Keyboard(screen)
    page.setFocus()
    hands.press("Ctrl+G")
    assert screen.opened == [("households.guardian", child)]
    form = GuardianPage(screen.context)
    screen.open(form, child)
    first = form.first_focus()
    assert first is not None
    first.setFocus()
    hands.type("zxy")
    screen.settle()
    hands.press("Return")
    assert form.guardian.value() == grandmother
    hands.line("", "祖母", "138 0000 0016", "", "202001")
    (row,) = town.desk.ask(guardians_of, child, TODAY)
    assert (row.name, row.relation, row.phone, row.reason) == (
        "张秀英",
        "祖母",
        "13800000016",
        GuardianReason.MINOR,
    )
    screen.open(page, child)
    assert "张秀英　138****0016　未成年　2020年1月起" in words_of(page.guardians)
    assert NO_GUARDIAN not in words_of(page.guardians)
    screen.open(page, grandmother)
    assert page.guardians.lines == (("监护着", "王小红"),)


def test_who_came_of_age_is_said_to_need_no_guardian_any_more(town: Town, screen: Screen) -> None:
    household = town.register()
    brother, grandmother = town.person(household, "王小军"), town.person(household, "张秀英")
    town.desk.do(set_guardian, GuardianDraft(brother, GuardianReason.MINOR, grandmother, since=on(2020)))
    page = PersonPage(screen.context)
    screen.open(page, brother)
    assert CAME_OF_AGE in words_of(page.guardians)


def test_somebody_from_outside_becomes_guardian_and_stops_being_one(town: Town, screen: Screen) -> None:
    child, grandmother = left_alone(town)
    form = GuardianPage(screen.context)
    screen.open(form, child)
    form.guardian.setFocus()
    hands = Keyboard(screen)
    hands.type("zxy")
    hands.press("Return")
    hands.line("赵德胜")
    hands.press("F9")
    assert "只填一处" in form.fields["guardian"].error
    form.guardian.choose(None)
    hands.press("F9")
    assert [row.name for row in town.desk.ask(guardians_of, child, TODAY)] == ["赵德胜"]
    screen.open(form, child)
    assert "赵德胜" in form.now.text()
    hands.press("F6")
    assert screen.opened[-1] == ("households.end_guardianship", child)
    town.desk.do(set_guardian, GuardianDraft(child, GuardianReason.MINOR, grandmother, since=on(2020)))
    end = EndGuardianshipPage(screen.context)
    screen.open(end, child)
    end.guardian.setFocus()
    hands.type("赵", "Return")
    hands.type("", "F9")
    assert "要晚于" in end.fields["on"].error, "he began today"
    end.guardian.setFocus()
    hands.press("Ctrl+A")
    hands.type("张", "Return", "Return")
    assert [row.name for row in town.desk.ask(guardians_of, child, TODAY)] == ["赵德胜"]
    assert screen.opened[-1] == ("households.person", child)


def test_who_has_no_guardian_is_listed(town: Town, screen: Screen) -> None:
    child, _ = left_alone(town)
    page = WithoutGuardianPage(screen.context)
    screen.open(page)
    assert page.current_row is not None
    assert page.current_row.name == "王小红"
    Keyboard(screen).press("F9")
    assert screen.opened == [("households.guardian", child)]


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """The clerk chooses this file in the system's dialogue."""

    def chosen(_parent: QWidget) -> Path | None:
        return path

    monkeypatch.setattr(PhotoPage, "choose_file", staticmethod(chosen))


@pytest.mark.qt_log_ignore("marker")
def test_a_photo_is_chosen_seen_saved_shown_and_taken_away(
    town: Town, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    girl = town.person(town.register(), "王小红")
    path = tmp_path / "小红.png"
    picture = QImage(1200, 1600, QImage.Format.Format_RGB32)
    picture.fill(0x3366AA)
    assert picture.save(str(path))
    form = PhotoPage(screen.context)
    screen.open(form, girl)
    hands = Keyboard(screen)
    form.first_focus().setFocus()
    choosing(monkeypatch, None)
    hands.press("F6")
    assert not form.portrait.isVisible()
    broken = tmp_path / "坏的.jpg"
    broken.write_bytes(b"\xff\xd8\xff broken")
    choosing(monkeypatch, broken)
    hands.press("F6")
    assert "“坏的.jpg”打不开" in screen.context.notices.text
    assert not form.busy
    hands.press("F9")
    assert screen.opened == []
    choosing(monkeypatch, path)
    hands.press("F6")
    assert form.portrait.isVisible()
    hands.press("F9")
    assert screen.opened == [("households.person", girl)]
    kept = town.desk.ask(photo_of, girl)
    assert kept is not None
    assert len(kept) <= LARGEST_PICTURE
    page = PersonPage(screen.context)
    screen.open(page, girl)
    assert page.portrait.isVisible()
    screen.open(form, girl)
    form.first_focus().setFocus()
    hands.press("F7", "F9")
    assert town.desk.ask(photo_of, girl) is None
    screen.open(page, girl)
    assert not page.portrait.isVisible()


def test_what_is_no_photo_never_comes_into_the_file(town: Town) -> None:
    girl = town.person(town.register(), "王小红")
    with pytest.raises(Refusal, match=NOT_A_PHOTO):
        town.desk.do(set_photo, PhotoDraft(girl, b"GIF89a"))
    with pytest.raises(Refusal, match=TOO_LARGE):
        town.desk.do(set_photo, PhotoDraft(girl, b"\xff\xd8\xff" + bytes(LARGEST_PICTURE)))


def test_the_household_says_what_is_to_be_looked_at(town: Town, screen: Screen) -> None:
    child, _ = left_alone(town)
    items = PersonItems(health=(Health.DISABLED,))
    town.desk.do(complete_person, CompletePersonDraft(child, items))
    household = town.desk.ask(household_of_person, child, TODAY)
    assert household is not None
    page = HouseholdPage(screen.context)
    screen.open(page, household.uid)
    said = [line.text() for line in page.findings.lines]
    assert f"王小红：{NO_GUARDIAN}" in said
    assert f"王小红：{NO_KIND}" in said


def test_the_list_of_findings_leads_to_who_has_no_guardian(town: Town, screen: Screen) -> None:
    page = FindingsPage(screen.context)
    screen.open(page)
    page.setFocus()
    Keyboard(screen).press("Ctrl+G")
    assert screen.opened == [("households.without_guardian", None)]
