"""The office's pages as the window lists them (imported when somebody has signed in)."""

from typing import Final

from resettle_desktop.foundation.ui.page import NavEntry, Page, PageSpec
from resettle_desktop.office.pages.backup_page import BackupPage
from resettle_desktop.office.pages.centres_page import CentreForm, CentresPage
from resettle_desktop.office.pages.clerk_forms import AddClerkForm, RenameClerkForm, RoleForm, SetPasswordForm
from resettle_desktop.office.pages.clerk_page import ClerkPage
from resettle_desktop.office.pages.clerks_page import ClerksPage
from resettle_desktop.office.pages.clock_form import ClockForm
from resettle_desktop.office.pages.own_secrets import OwnPasswordForm, PinForm
from resettle_desktop.office.pages.recovery_page import RecoveryPage
from resettle_desktop.office.pages.settings_page import SettingsPage
from resettle_desktop.office.rules.roles import Role

ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR.value})
HEADS: Final = frozenset({Role.ADMINISTRATOR.value, Role.HEAD.value})
EVERYBODY: Final[frozenset[str]] = frozenset()


def spec(
    page: type[Page], roles: frozenset[str], nav: NavEntry | None = None, under: type[Page] | None = None
) -> PageSpec:
    """A page as data; ``under`` is the page a clerk comes to it from."""
    return PageSpec(page.name, page.title, page, roles, nav, under.name if under is not None else "")


PAGES: Final = (
    spec(ClerksPage, ADMINISTRATORS, NavEntry(80, "users-round", "人员", "人员")),
    spec(ClerkPage, ADMINISTRATORS),
    spec(AddClerkForm, ADMINISTRATORS),
    spec(RenameClerkForm, ADMINISTRATORS),
    spec(RoleForm, ADMINISTRATORS),
    spec(SetPasswordForm, ADMINISTRATORS),
    spec(BackupPage, HEADS, NavEntry(85, "database-backup", "备份", "备份")),
    spec(RecoveryPage, ADMINISTRATORS, under=BackupPage),
    spec(SettingsPage, ADMINISTRATORS, NavEntry(90, "settings", "设置", "设置")),
    spec(CentresPage, ADMINISTRATORS, under=SettingsPage),
    spec(CentreForm, ADMINISTRATORS, under=SettingsPage),
    spec(OwnPasswordForm, EVERYBODY),
    spec(PinForm, EVERYBODY),
    spec(ClockForm, HEADS),
)
