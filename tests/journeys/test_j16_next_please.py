"""J16: the copy is missing: one key, the next person; she returns: four digits, everything as it was."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.window.desk import Desk
from resettle_desktop.households.pages.forms.add_member import AddMemberPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.matters.pages.desk_page import DeskPage
from tests.households.town import Town, number
from tests.journeys.conftest import Counter
from tests.journeys.test_j3_register import FAMILY, register_family

PARK, NEXT = "Ctrl+H", "Ctrl+N"


def desk_page(counter: Counter) -> DeskPage:
    """The page on top, which is the desk."""
    page = counter.page
    assert isinstance(page, DeskPage)
    return page


def waiting(counter: Counter) -> list[tuple[str, ...]]:
    """The rows of the desk as they are read."""
    model = desk_page(counter).waiting
    columns = range(model.columnCount())
    return [tuple(str(model.index(row, c).data()) for c in columns) for row in range(model.rowCount())]


def shown(desk: Desk) -> str:
    """Every word on the screen."""
    return " ".join(label.text() for label in desk.findChildren(QLabel) if label.isVisible())


def begin_family(counter: Counter) -> None:
    """A registration half typed, the cursor in the second member's number."""
    counter.press("F9")
    counter.line("hg", "3-2-501", "13812345678", "jd", "王国梁", FAMILY[0][1], "李改莲")


def test_a_household_waits_while_its_people_fetch_a_paper(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    counter = open_counter()
    register_family(counter)
    household = counter.page.subject_uid
    assert "挂起" in counter.desk.hints.texts
    before = counter.struck
    counter.press(PARK)
    assert counter.struck - before == 1
    assert desk_page(counter).card.isVisible()
    assert not counter.desk.stack.can_go_back
    assert len(counter.desk.stack.pages) == 1, "nothing of her is behind the desk"
    ((chip, what, _note, time),) = waiting(counter)
    assert (chip, time) == ("挂起", "刚挂起")
    assert what.startswith("王国梁家")
    assert "挂起" not in counter.desk.hints.texts
    assert not any(citizen_number in shown(counter.desk) for _name, citizen_number, _ in FAMILY)

    town.desk.clock.advance(minutes=47)
    desk_page(counter).renew_minutes()
    assert waiting(counter)[0][-1] == "等47分钟"
    for digit in FAMILY[2][1][-4:]:
        counter.type(digit)
    search = counter.desk.search
    assert search is not None
    assert search.found[0].cells[0] == "王小军"
    assert search.found[0].cells[5] == "挂起 等47分钟"
    counter.press("Return")
    assert isinstance(counter.page, HouseholdPage)
    assert counter.page.subject_uid == household
    counter.desk.go_home()
    counter.settle()
    assert waiting(counter) == []


def test_a_half_typed_form_comes_back_with_its_cursor(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    counter = open_counter()
    begin_family(counter)
    form = counter.page
    assert isinstance(form, Form)
    typed = form.fields.values()
    counter.press(PARK)
    assert desk_page(counter).card.isVisible()

    counter.press("F9")  # the next one is to be registered too: the form is empty
    fresh = counter.page
    assert isinstance(fresh, RegisterPage)
    assert fresh.members.cell(0, "name").text() == ""
    counter.line("hg")
    counter.press(NEXT)
    assert [row[0] for row in waiting(counter)] == ["挂起", "没办完"]

    counter.press("F4")
    again = counter.page
    assert isinstance(again, RegisterPage)
    assert again.fields.values() == typed
    assert counter.cursor is again.members.cell(1, "number")
    counter.line(FAMILY[1][1], "q")
    counter.press("Return")
    assert isinstance(counter.page, HouseholdPage)


def test_nothing_typed_meanwhile_is_lost_when_a_case_is_taken_up(
    town: Town, open_counter: Callable[[], Counter]
) -> None:
    counter = open_counter()
    begin_family(counter)
    counter.press(PARK, "F9")
    counter.line("hg", "3-1-101", "13900001111", "jd", "汤喜鹊")
    counter.desk.go_to_search()
    counter.type("wgl", "Return")
    form = counter.page
    assert isinstance(form, RegisterPage)
    assert form.members.cell(0, "name").text() == "王国梁"
    counter.press(NEXT)
    assert [row[:2] for row in waiting(counter)] == [
        ("挂起", "登记搬迁户：汤喜鹊"),
        ("没办完", "登记搬迁户：王国梁"),
    ]


def test_a_form_about_a_household_and_a_restart(town: Town, open_counter: Callable[[], Counter]) -> None:
    counter = open_counter()
    register_family(counter)
    counter.press("F3")
    assert isinstance(counter.page, AddMemberPage)
    counter.type("王小宝")
    subject = counter.page.subject_uid
    counter.press(PARK)
    counter.window.hide()  # the power is gone

    again = open_counter()
    ((chip, _what, note, _time),) = waiting(again)
    assert (chip, note) == ("挂起", "填到一半")
    again.press("Return")
    page = again.page
    assert isinstance(page, AddMemberPage)
    assert page.subject_uid == subject
    assert "王小宝" in page.fields.values().values()


def test_nobody_comes_back(town: Town, open_counter: Callable[[], Counter]) -> None:
    counter = open_counter()
    begin_family(counter)
    counter.press(PARK, "Ctrl+D")
    assert counter.page.open_question is not None
    counter.press("Escape")
    assert len(waiting(counter)) == 1
    counter.press("Ctrl+D", "Left", "Return")
    assert waiting(counter) == []
    assert counter.desk.notices.text == "不再等：登记搬迁户：王国梁"


def test_the_key_is_offered_only_where_somebody_is(town: Town, open_counter: Callable[[], Counter]) -> None:
    counter = open_counter()
    for name in ("matters.desk", "households.households", "sites.sites", "office.settings"):
        counter.desk.open_page(name)
        counter.settle()
        assert "挂起" not in counter.desk.hints.texts, name
        counter.press(PARK)
        assert counter.page.name == name
    counter.desk.open_page("matters.desk")
    counter.press("F9")
    assert "挂起" not in counter.desk.hints.texts
    counter.line("hg")
    counter.qtbot.waitUntil(lambda: "挂起" in counter.desk.hints.texts, timeout=1500)


def test_what_cannot_be_taken_up_twice_is_said(town: Town, open_counter: Callable[[], Counter]) -> None:
    counter = open_counter()
    counter.desk.open_page("take_up", "019d0000-0000-7000-8000-00000000ffff")
    counter.settle()
    assert "已经接着办了" in counter.desk.notices.text
    assert number("20050101", 13) not in shown(counter.desk)
