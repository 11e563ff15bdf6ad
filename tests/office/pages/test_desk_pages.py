"""People, settings, centres, backups: pages on a real office, through the real worker, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resettle_desktop.foundation.database.backup import backups_in
from resettle_desktop.foundation.documents.press import Press
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import Page, PageSpec
from resettle_desktop.foundation.ui.rows_view import RowsDelegate
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.office import queries
from resettle_desktop.office.pages import PAGES
from resettle_desktop.office.pages.arrival import SignedIn
from resettle_desktop.office.pages.backup_page import BackupPage
from resettle_desktop.office.pages.centres_page import CentreForm, CentresPage
from resettle_desktop.office.pages.clerk_forms import AddClerkForm, RenameClerkForm, RoleForm, SetPasswordForm
from resettle_desktop.office.pages.clerk_page import ClerkPage
from resettle_desktop.office.pages.clerks_page import ClerksPage
from resettle_desktop.office.pages.clock_form import ClockForm
from resettle_desktop.office.pages.door import Door
from resettle_desktop.office.pages.own_secrets import OwnPasswordForm, PinForm
from resettle_desktop.office.pages.recovery_page import RecoveryPage
from resettle_desktop.office.pages.settings_page import SettingsPage
from resettle_desktop.office.rules.secrets import pin_matches
from tests.kit.layout_guards import complaints
from tests.kit.office import TickingClock
from tests.kit.screen import Screen, forget, keys, type_text
from tests.office.conftest import CHEAP, PASSWORD

LOOKS = [(1150, 560, 1.0, Scheme.LIGHT), (1290, 560, 1.75, Scheme.CONTRAST), (900, 640, 1.0, Scheme.DARK)]

ABOUT_SOMEBODY = {"office.clerk", "office.rename_clerk", "office.grant_role", "office.set_password"}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """New passwords cost little."""
    for form in (AddClerkForm, SetPasswordForm, OwnPasswordForm):
        monkeypatch.setattr(form, "cost", CHEAP)


@pytest.fixture
def desk(
    qtbot: QtBot, founded: SignedIn, door: Door, theme: Theme, press: Press, clock: TickingClock
) -> Iterator[Screen]:
    """A desk in the office, with its administrator at it."""
    holder = QWidget()  # never shown: what is said is read, not seen
    notices = Notices(theme, holder)
    door.worker.trouble.connect(notices.trouble)
    opened: list[tuple[str, str | None]] = []
    back: list[bool] = []
    context = DeskContext(
        worker=door.worker,
        actor=founded.actor,
        theme=theme,
        today=lambda: door.today,
        press=press,
        open_page=lambda name, uid=None: opened.append((name, uid)),
        notices=notices,
        go_back=lambda: back.append(True),
    )
    shown = Screen(qtbot, context, opened, back)
    yield shown
    shown.close()
    forget(holder)


def type_in(desk: Screen, page: Page, *lines: str) -> None:
    """Type into the field with the cursor and go on with Enter."""
    for line in lines:
        focused = page.window().focusWidget()
        assert focused is not None
        type_text(focused, line)
        keys(focused, "Return")
        desk.settle()


def focused(page: Page) -> QWidget:
    """What has the cursor."""
    widget = page.window().focusWidget()
    assert widget is not None
    return widget


def asks(page: Page) -> bool:
    """Whether a question stands on the page."""
    return page.open_question is not None


def error(page: Form, name: str) -> str:
    return page.fields[name].error


def clerk(desk: Screen, door: Door, uid: str) -> queries.ClerkRow:
    store = door.threshold.folder.store
    assert store is not None
    with store.reading() as session:
        return queries.clerk_row(session, uid, door.today)


def add_li(desk: Screen) -> str:
    """李春梅 joins by keys alone, at the household window."""
    page = AddClerkForm(desk.context)
    desk.open(page)
    type_in(desk, page, "李春梅", "", "Shan7lian", "Shan7lian", "户档窗口")
    keys(page, "F9")
    desk.settle()
    name, uid = desk.opened[-1]
    assert name == "office.clerk"
    assert uid is not None
    return uid


def test_somebody_is_added_and_can_sign_in(desk: Screen, door: Door) -> None:
    uid = add_li(desk)
    assert [role.role for role in clerk(desk, door, uid).roles] == ["household_clerk"]
    assert door.threshold.folder.keystore().unlock("李春梅", "Shan7lian")


def test_who_is_added_needs_a_role_and_a_password(desk: Screen) -> None:
    page = AddClerkForm(desk.context)
    desk.open(page)
    type_in(desk, page, "李春梅", "", "Shan7lian", "Shan7lia")
    keys(page, "F9")
    assert "不一样" in error(page, "again")
    page.secrets.again.setText("Shan7lian")
    keys(page, "F9")
    assert error(page, "desk") == "至少勾一个岗位"
    page.person.setText("王桂兰")
    page.roles[next(iter(page.roles))].setChecked(True)
    keys(page, "F9")
    desk.settle()
    assert "已经有人叫" in error(page, "name")


def test_the_list_opens_a_person(desk: Screen, founded: SignedIn) -> None:
    page = ClerksPage(desk.context)
    desk.open(page)
    assert page.current_row is not None
    assert page.current_row.name == "王桂兰"
    keys(page.table, "Return", "F3")
    assert desk.opened == [("office.clerk", founded.actor.uid), ("office.add_clerk", None)]


def test_a_role_is_given_and_ended(desk: Screen, door: Door) -> None:
    uid = add_li(desk)
    form = RoleForm(desk.context)
    desk.open(form, uid)
    type_in(desk, form, "党务岗", "", "", "20261231")
    assert desk.went_back
    page = ClerkPage(desk.context)
    desk.open(page, uid)
    assert len(page.model.rows) == 2
    keys(page.table, "Down", "F6")
    assert asks(page)
    keys(focused(page), "Escape")
    assert not asks(page)
    keys(page.table, "F6")
    assert asks(page)
    keys(focused(page), "Left")
    keys(focused(page), "Return")
    desk.settle()
    assert len(clerk(desk, door, uid).roles) == 1
    assert desk.context.notices.text == "岗位已结束"


def test_what_is_done_about_roles_stands_at_the_roles(desk: Screen, door: Door) -> None:
    uid = add_li(desk)
    page = ClerkPage(desk.context)
    desk.open(page, uid)
    assert [command.text for command in page.declared if command.button] == ["改姓名", "设登录密码", "停用"]
    assert page.end.isEnabled()
    assert not page.resume.isVisible()
    page.grant.click()
    assert desk.opened[-1] == ("office.grant_role", uid)
    page.end.click()
    question = page.open_question
    assert question is not None
    question.take(question._answers[0])
    desk.settle()
    assert not page.end.isEnabled()


def test_all_roles_of_a_person_are_in_sight_in_large_type(
    desk: Screen, theme: Theme, founded: SignedIn
) -> None:
    page = ClerkPage(desk.context)
    holder = Holder(page)
    desk.show(holder)
    page.show_subject(founded.actor.uid)
    desk.settle()
    assert len(page.model.rows) > 4
    theme.set_scale(1.75)
    holder.window().resize(900, 560)
    desk.qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0)
    assert page.joined.isVisible()
    desk.qtbot.waitUntil(lambda: complaints(page) == [], timeout=2000)


def test_somebody_is_renamed_here_and_in_the_sign_in_list(desk: Screen, door: Door) -> None:
    uid = add_li(desk)
    form = RenameClerkForm(desk.context)
    desk.open(form, uid)
    form.person.selectAll()
    type_in(desk, form, "李春花")
    assert clerk(desk, door, uid).name == "李春花"
    assert door.threshold.folder.keystore().unlock("李春花", "Shan7lian")


def test_somebody_is_suspended_and_comes_back(desk: Screen, door: Door) -> None:
    uid = add_li(desk)
    page = ClerkPage(desk.context)
    desk.open(page, uid)
    keys(page.table, "Ctrl+D")
    question = page.open_question
    assert question is not None
    question.take(question._answers[0])
    desk.settle()
    assert clerk(desk, door, uid).suspended_on == door.today
    assert [one.login for one in door.threshold.folder.keystore().people] == ["王桂兰"]
    assert not page.grant.isEnabled()
    page.resume.click()
    desk.settle()
    assert not page.resume.isVisible()
    assert clerk(desk, door, uid).suspended_on is None
    form = SetPasswordForm(desk.context)
    desk.open(form, uid)
    assert "李春梅" in form.title
    type_in(desk, form, "Huanghe+1938", "Huanghe+1938")
    assert door.threshold.folder.keystore().unlock("李春梅", "Huanghe+1938")


def test_the_last_administrator_cannot_be_suspended(desk: Screen, founded: SignedIn, door: Door) -> None:
    page = ClerkPage(desk.context)
    desk.open(page, founded.actor.uid)
    keys(page.table, "Ctrl+D")
    question = page.open_question
    assert question is not None
    question.take(question._answers[0])
    desk.settle()
    assert "唯一的系统管理员" in desk.context.notices.text
    assert door.threshold.folder.keystore().unlock("王桂兰", PASSWORD)


def test_my_own_password(desk: Screen, door: Door) -> None:
    page = OwnPasswordForm(desk.context)
    desk.open(page)
    type_in(desk, page, "falsch", "Huanghe+1938", "Huanghe+1938")
    assert error(page, "old") == "现在的密码不对，没有改"
    page.old.clear()
    type_in(desk, page, PASSWORD)
    keys(page, "F9")
    desk.settle()
    assert door.threshold.folder.keystore().unlock("王桂兰", "Huanghe+1938")
    assert desk.went_back


def test_my_pin(desk: Screen, door: Door, founded: SignedIn) -> None:
    page = PinForm(desk.context)
    desk.open(page)
    type_in(desk, page, "1234")
    assert "太容易猜" in error(page, "pin")
    page.pin.clear()
    page.pin.setFocus()
    type_in(desk, page, "4826", "4827")
    assert "不一样" in error(page, "again")
    page.again.clear()
    type_in(desk, page, "4826")
    store = door.threshold.folder.store
    assert store is not None
    with store.reading() as session:
        kept = queries.kept_pin(session, founded.actor.uid)
    assert kept is not None
    assert pin_matches("4826", kept)


def test_settings_save_only_what_changed(desk: Screen, door: Door) -> None:
    page = SettingsPage(desk.context)
    desk.open(page)
    page.lines["idle_lock_minutes"].setFocus()
    page.lines["idle_lock_minutes"].selectAll()
    type_text(page.lines["idle_lock_minutes"], "99")
    keys(page, "F9")
    assert "1到60" in error(page, "idle_lock_minutes")
    page.lines["idle_lock_minutes"].selectAll()
    type_text(page.lines["idle_lock_minutes"], "5")
    page.phone.setFocus()
    type_text(page.phone, "03501234567")
    keys(page, "F9")
    desk.settle()
    store = door.threshold.folder.store
    assert store is not None
    with store.reading() as session:
        assert queries.office_row(session).phone == "03501234567"
        rows = queries.settings(session, door.today)
    assert rows["idle_lock_minutes"].value == 5
    assert [key for key, row in rows.items() if row.since is not None] == ["idle_lock_minutes"]
    keys(page, "F6", "F7", "Ctrl+F7")
    assert [name for name, _ in desk.opened] == ["office.centres", "office.own_password", "office.pin"]


def test_centres_are_added_and_renamed(desk: Screen) -> None:
    form = CentreForm(desk.context)
    desk.open(form)
    type_in(desk, form, "居民事务服务中心")
    assert form.line.text() == "居民事务服务中心"
    keys(form, "F9")
    desk.settle()
    page = CentresPage(desk.context)
    desk.open(page)
    assert [row.name for row in page.model.rows] == ["青石镇党群服务中心", "居民事务服务中心"]
    keys(page.table, "Return", "F3")
    assert desk.opened[-1] == ("office.centre", None)
    again = CentreForm(desk.context)
    desk.open(again, page.model.rows[0].uid)
    again.line.setFocus()
    again.line.selectAll()
    type_in(desk, again, "居民事务服务中心")
    assert "已经有" in error(again, "name")
    again.line.selectAll()
    type_in(desk, again, "青石镇党群中心")
    assert page.model.rows[0].name == "青石镇党群中心"


def test_backups_here_and_on_a_stick(
    desk: Screen, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    monkeypatch.setattr(BackupPage, "choose", staticmethod(lambda _page: stick))
    page = BackupPage(desk.context)
    desk.open(page)
    assert page.chip is not None
    assert page.chip.text == "还没有备份"
    keys(page, "F9")
    desk.settle()
    assert len(page.model.rows) == 1
    assert page.chip.text == "上次备份：今天"
    keys(page, "F6")
    desk.settle()
    (copy,) = backups_in(stick)
    assert copy.file_uid == door.threshold.folder.keystore().file_uid
    keys(page, "F7")
    assert desk.opened == [("office.recovery_sheet", None)]


def test_where_backups_lie_and_when_they_were_made_is_read_whole_in_large_type(
    desk: Screen, theme: Theme
) -> None:
    page = BackupPage(desk.context)
    holder = Holder(page)
    desk.show(holder)
    page.show_subject(None)
    keys(page, "F9")
    desk.settle()
    theme.set_scale(1.75)
    holder.window().resize(900, 560)
    line = page.where.fontMetrics().height()
    desk.qtbot.waitUntil(lambda: page.where.height() >= 2 * line)
    delegate = page.table.itemDelegate()
    assert isinstance(delegate, RowsDelegate)
    assert delegate.cut_words(page.model.index(0, 0)) == ""


def test_a_new_recovery_sheet(
    desk: Screen, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(RecoveryPage, "choose", staticmethod(lambda _page, _name: target))
    page = RecoveryPage(desk.context)
    desk.open(page)
    keys(page, "Ctrl+S")
    desk.settle()
    assert target.read_bytes().startswith(b"%PDF")
    sheet = page._sheet
    assert sheet is not None
    type_in(desk, page, *(sheet.lines[line] for line in page.asked))
    assert door.threshold.folder.keystore().recovery_confirmed
    assert desk.went_back
    assert page._sheet is None


def test_the_clock_is_accepted(desk: Screen, clock: TickingClock) -> None:
    clock.advance(days=-2)
    page = ClockForm(desk.context)
    desk.open(page)
    type_in(desk, page, "20261103")
    assert "电脑上是2026年11月1日" in error(page, "seen")
    page.seen.selectAll()
    type_in(desk, page, "20261101")
    assert desk.context.notices.text == "日期已核对，可以继续办理"


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.name)
def test_nothing_is_cut_and_everything_is_named(
    desk: Screen, theme: Theme, founded: SignedIn, spec: PageSpec
) -> None:
    page = spec.factory(desk.context)
    holder = Holder(page)
    desk.show(holder)
    page.show_subject(founded.actor.uid if page.name in ABOUT_SOMEBODY else None)
    desk.settle()
    for width, height, scale, scheme in LOOKS:
        theme.set_scheme(scheme)
        theme.set_scale(scale)
        holder.window().resize(width, height)
        desk.qtbot.waitUntil(lambda: not complaints(page), timeout=2000)


class Holder(QWidget):
    """A window of a fixed least size, as the desk is, with a page in a scroll area."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setMinimumSize(800, 500)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        QVBoxLayout(self).addWidget(area)


def test_pages_that_are_come_to_from_another_light_its_entry() -> None:
    under = {spec.name: spec.under for spec in PAGES if spec.under}
    assert under == {
        "office.recovery_sheet": "office.backup",
        "office.centres": "office.settings",
        "office.centre": "office.settings",
    }


def test_only_whom_it_concerns_may_open_a_page() -> None:
    open_to_all = {spec.name for spec in PAGES if spec.may_open(frozenset({"party_clerk"}))}
    assert open_to_all == {"office.own_password", "office.pin"}
