"""The desk: first steps in an empty office, what waits for this clerk, and nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QScrollArea

from resettle_desktop.foundation.ui.chips import Tone
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.households.pages.register.page import RegisterPage
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.matters.queries import Waiting, desk_sheet
from resettle_desktop.office.rules import Role
from tests.households.keyboard import Keyboard
from tests.households.town import TODAY, Town, member, town_of, without_number
from tests.kit.layout_guards import complaints
from tests.kit.office import Desk, actor_of
from tests.kit.screen import Screen, type_text


@pytest.fixture
def town(desk: Desk) -> Town:
    """An office with one site and nobody registered."""
    return town_of(desk)


@pytest.fixture
def busy(town: Town) -> Callable[[], str]:
    """A household with a paper nobody answered and a number nobody has yet."""

    def made() -> str:
        uid = town.register(
            member("王国梁", "02", "19780512", 11),
            member("王妞", "42", "20260601", 18, number=without_number(days=0)),
        )
        town.desk.do(issue_relocation_certificate, CertificateDraft(uid))
        return uid

    return made


def test_an_empty_office_is_shown_the_first_steps(desk: Desk, screen: Screen) -> None:
    page = DeskPage(screen.context)
    screen.open(page)
    assert page.steps.isVisible()
    page.steps.next_button.setFocus()
    Keyboard(screen).press("Space")
    assert screen.opened == [("sites.add_site", None)]


def test_a_step_that_is_done_is_ticked(town: Town, screen: Screen) -> None:
    page = DeskPage(screen.context)
    screen.open(page)
    assert page.steps.lines[0].done.chip is not None
    assert page.steps.next_button is page.steps.lines[1].button
    page.steps.next_button.setFocus()
    Keyboard(screen).press("Space")
    assert screen.opened == [("households.register", None)]


def test_what_waits_is_listed_and_gone_on_with(town: Town, busy: Callable[[], str], screen: Screen) -> None:
    busy()
    form = RegisterPage(screen.context)
    screen.open(form)
    type_text(form.origin, "hg")
    screen.qtbot.waitUntil(lambda: Waiting.DRAFT in desk_sheet_of(town), timeout=1500)
    form.close()

    page = DeskPage(screen.context)
    screen.open(page)
    assert [item.waiting for item in page.waiting.rows] == [Waiting.PRINT, Waiting.DRAFT, Waiting.NUMBERS]
    assert page.waiting.rows[0].text.startswith("搬迁安置证明 ")
    assert page.waiting.rows[2].text == "1人的号码该再问了"
    page.table.setFocus()
    hands = Keyboard(screen)
    hands.press("Return", "Down", "Return", "Down", "F4")
    assert [name for name, _ in screen.opened] == [
        "printing.paper",
        "households.register",
        "households.numbers_to_chase",
    ]


def desk_sheet_of(town: Town) -> list[Waiting]:
    """What waits for the clerk of these tests."""
    return [item.waiting for item in town.desk.ask(desk_sheet, town.desk.actor, TODAY).items]


def test_a_desk_with_nothing_to_do_is_empty_and_safe(town: Town, screen: Screen) -> None:
    town.register()
    page = DeskPage(screen.context)
    screen.open(page)
    assert page.resting.isVisible()
    assert page.first_focus() is None, "typing goes to the search box"
    assert "王国梁" not in "".join(label.text() for label in page.findChildren(type(page.hint)))


def test_each_role_sees_what_it_handles(town: Town, busy: Callable[[], str]) -> None:
    busy()
    for role, expected in (
        (Role.HOUSEHOLD_CLERK, [Waiting.PRINT, Waiting.NUMBERS]),
        (Role.HEAD, [Waiting.PRINT, Waiting.NUMBERS]),
        (Role.ADMINISTRATOR, []),
        (Role.PARTY_CLERK, []),
    ):
        sheet = town.desk.ask(desk_sheet, actor_of(role), TODAY)
        assert [item.waiting for item in sheet.items] == expected, role


def test_the_age_of_the_backup_has_its_light(town: Town, screen: Screen) -> None:
    page = DeskPage(screen.context)
    screen.open(page)
    chip = page.backup.chip
    assert chip is not None
    assert (chip.text, chip.tone) == ("还没有备份", Tone.WARN)
    page.show_backup(TODAY)
    chip = page.backup.chip
    assert chip is not None
    assert (chip.text, chip.tone) == ("上次备份：今天", Tone.OK)


LOOKS = (
    (Scheme.LIGHT, 1.0, 1178, 560),
    (Scheme.LIGHT, 1.0, 924, 640),
    (Scheme.DARK, 1.25, 1253, 540),
    (Scheme.CONTRAST, 1.75, 1250, 500),
)


@pytest.mark.parametrize("filled", [False, True])
def test_the_desk_is_whole_at_every_size(
    town: Town, busy: Callable[[], str], screen: Screen, *, filled: bool
) -> None:
    if filled:
        busy()
    page = DeskPage(screen.context)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    screen.show(area)
    page.show_subject(None)
    for scheme, scale, width, height in LOOKS:
        screen.context.theme.set_scheme(scheme)
        screen.context.theme.set_scale(scale)
        area.resize(width, height)
        screen.settle()
        screen.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)
