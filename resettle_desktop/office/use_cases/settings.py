"""The office itself: its name and telephone, centres, dated settings, and a clock that went back."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.office.models import Centre, Office, Setting
from resettle_desktop.office.queries import centre_of, centre_rows, office_row
from resettle_desktop.office.rules.names import check_prefix, check_title
from resettle_desktop.office.rules.roles import CentreKind, Role
from resettle_desktop.office.rules.settings import Value, setting_kind

OFFICE: Final = "office"
CENTRE: Final = "centre"
SETTING: Final = "setting"


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """The office's name, telephone and prefix of household numbers."""

    name: str
    phone: str
    household_prefix: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CentreDraft:
    """A new centre."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class CentreNameDraft:
    """A centre's new name."""

    centre_uid: str
    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SettingDraft:
    """A setting's new value, from a day on (today when None)."""

    key: str
    value: Value
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class SettingsDraft:
    """Everything the settings page changed: the office's own facts (None: as they were) and settings."""

    office: OfficeDraft | None = None
    settings: tuple[SettingDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockDraft:
    """The date the head reads from a calendar, not from the computer."""

    seen: date


@act("改单位名称和电话", needs=(Role.ADMINISTRATOR,))
def rename_office(work: Work, draft: OfficeDraft) -> str:
    """Change the office's name, telephone or prefix; papers already given out keep the old ones."""
    office = office_row(work.session)
    name = check_title(draft.name, "单位名称")
    work.about(OFFICE, office.uid, name)
    phone = check_title(draft.phone, "单位电话", longest=30, field="phone") if draft.phone.strip() else ""
    work.update(
        Office,
        office.id,
        version=draft.version,
        name=name,
        phone=phone,
        household_prefix=check_prefix(draft.household_prefix),
    )
    return office.uid


@act("添加中心", needs=(Role.ADMINISTRATOR, Role.SETUP))
def add_centre(work: Work, draft: CentreDraft) -> str:
    """Add a centre and return its uid."""
    name = _free_name(work, draft.name, but="")
    if draft.kind not in tuple(CentreKind):
        raise Refusal("没有这种中心，请重新选择", field="kind")
    uid = new_uid()
    work.about(CENTRE, uid, name)
    work.insert(Centre, uid=uid, kind=draft.kind, name=name)
    return uid


@act("改中心名称", needs=(Role.ADMINISTRATOR,))
def rename_centre(work: Work, draft: CentreNameDraft) -> str:
    """Change a centre's name; papers already given out keep the old one."""
    centre = centre_of(work.session, draft.centre_uid)
    name = _free_name(work, draft.name, but=centre.uid)
    work.about(CENTRE, centre.uid, name)
    work.update(Centre, centre.id, version=draft.version, name=name)
    return centre.uid


@act("改设置", needs=(Role.ADMINISTRATOR,))
def change_setting(work: Work, draft: SettingDraft) -> None:
    """Give a setting a new value from a day on; what it was before stays askable."""
    kind = setting_kind(draft.key)
    work.about(SETTING, kind.key, kind.label)
    value = json.dumps(kind.check(draft.value), ensure_ascii=False)
    starts = draft.starts or work.today
    rows = work.session.execute(
        select(Setting.id, Setting.starts, Setting.ends).where(Setting.key == kind.key, known(Setting))
    ).all()
    if any(row.starts > starts for row in rows):
        raise Refusal("这项设置已经定了更晚开始的值，请选更晚的日期", field="starts")
    for row_id, began, ends in rows:
        if began == starts:
            work.supersede(Setting, row_id)
        elif ends is None or ends > starts:
            work.supersede(Setting, row_id, ends=starts, ends_precision="day")
    work.insert(Setting, key=kind.key, value=value, starts=starts, ends=None, ends_precision=None)


@act("保存设置页", needs=(Role.ADMINISTRATOR,))
def save_settings(work: Work, draft: SettingsDraft) -> None:
    """Save what the settings page changed, all or nothing; a refusal names the setting it is about."""
    office = office_row(work.session)
    work.about(OFFICE, office.uid, office.name)
    if draft.office is not None:
        rename_office(work, draft.office)
    for change in draft.settings:
        try:
            change_setting(work, change)
        except Refusal as refusal:
            raise Refusal(refusal.text, field=change.key) from refusal


@act("确认电脑日期", needs=(Role.HEAD, Role.ADMINISTRATOR), mends_clock=True)
def accept_clock(work: Work, draft: ClockDraft) -> None:
    """Let work go on after the computer's clock went back: the calendar must agree with it."""
    if draft.seen != work.today:
        raise Refusal(
            f"电脑上是{spoken_date(work.today)}，和您填的不一样；请先把电脑日期调对，再来确认", field="seen"
        )
    office = office_row(work.session)
    work.about(OFFICE, office.uid, office.name)


def _free_name(work: Work, text: str, *, but: str) -> str:
    name = check_title(text, "中心名称")
    if any(row.name == name and row.uid != but for row in centre_rows(work.session)):
        raise Refusal(f"已经有“{name}”，请换一个名称", field="name")
    return name
