"""What can be done in the office: set it up, manage people and roles, settle things, accept the clock."""

from resettle_desktop.office.use_cases.clerks import (
    add_clerk,
    end_role,
    grant_role,
    note_sign_in,
    rename_clerk,
    resume_clerk,
    set_pin,
    suspend_clerk,
)
from resettle_desktop.office.use_cases.filters import drop_filter, save_filter
from resettle_desktop.office.use_cases.keeping import (
    note_backup,
    note_own_password,
    note_password,
    note_restore,
    note_sheet,
    note_verify,
)
from resettle_desktop.office.use_cases.setting_up import set_up_office
from resettle_desktop.office.use_cases.settings import (
    accept_clock,
    add_centre,
    change_setting,
    rename_centre,
    rename_office,
    save_settings,
)
from resettle_desktop.office.use_cases.tasks import close_task, give_task, hand_on_task

__all__ = [
    "accept_clock",
    "add_centre",
    "add_clerk",
    "change_setting",
    "close_task",
    "drop_filter",
    "end_role",
    "give_task",
    "grant_role",
    "hand_on_task",
    "note_backup",
    "note_own_password",
    "note_password",
    "note_restore",
    "note_sheet",
    "note_sign_in",
    "note_verify",
    "rename_centre",
    "rename_clerk",
    "rename_office",
    "resume_clerk",
    "save_filter",
    "save_settings",
    "set_pin",
    "set_up_office",
    "suspend_clerk",
]
