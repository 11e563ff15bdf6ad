"""A clerk's own names for what a list is narrowed by."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.models import SavedFilter
from resettle_desktop.office.rules.roles import Role

FILTER: Final = "saved_filter"
LONGEST_NAME: Final = 20
ANYBODY: Final = tuple(role for role in Role if role is not Role.SETUP)


@dataclass(frozen=True, slots=True)
class SaveFilterDraft:
    """What a list is narrowed by (``criteria``, JSON) under a name; the same name is written over."""

    list_name: str
    name: str
    criteria: str


@dataclass(frozen=True, slots=True)
class DropFilterDraft:
    """A saved filter that is no longer wanted."""

    filter_uid: str


@act("存筛选条件", needs=ANYBODY)
def save_filter(work: Work, draft: SaveFilterDraft) -> str:
    """Keep a filter for the clerk who is signed in, and return its uid."""
    name = clean_line(draft.name, what="名称", field="name", longest=LONGEST_NAME)
    if not name:
        raise Refusal("请给这组筛选条件起个名字", "name")
    own = (
        SavedFilter.clerk_uid == work.actor.uid,
        SavedFilter.list_name == draft.list_name,
        SavedFilter.name == name,
    )
    row = work.session.execute(select(SavedFilter.id, SavedFilter.uid).where(*own)).one_or_none()
    if row is not None:
        work.about(FILTER, row.uid, name)
        work.update(SavedFilter, row.id, criteria=draft.criteria)
        return str(row.uid)
    uid = new_uid()
    work.about(FILTER, uid, name)
    work.insert(
        SavedFilter,
        uid=uid,
        clerk_uid=work.actor.uid,
        list_name=draft.list_name,
        name=name,
        criteria=draft.criteria,
    )
    return uid


@act("不再用筛选条件", needs=ANYBODY)
def drop_filter(work: Work, draft: DropFilterDraft) -> None:
    """Take a filter of one's own off the list; its row stays without criteria."""
    own = (SavedFilter.uid == draft.filter_uid, SavedFilter.clerk_uid == work.actor.uid)
    row = work.session.execute(select(SavedFilter.id, SavedFilter.name).where(*own)).one_or_none()
    if row is None:
        raise Refusal("没有这组筛选条件")
    work.about(FILTER, draft.filter_uid, row.name)
    work.update(SavedFilter, row.id, criteria=None)
