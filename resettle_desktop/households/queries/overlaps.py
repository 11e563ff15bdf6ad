"""What two households both have and one household has once: listed before and after they become one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import HomeTitle, Household, OldHome, PeopleList
from resettle_desktop.households.queries.household import dwellings_of
from resettle_desktop.households.rules.circumstances import LIST_KINDS
from resettle_desktop.households.rules.declared import RELOCATION_KINDS
from resettle_desktop.households.rules.homes import (
    HOUSEHOLD_TYPES,
    POVERTY_ATTRIBUTES,
    TitleStage,
)
from resettle_desktop.households.rules.refusals import NO_SUCH_HOUSEHOLD

ONCE: Final[tuple[tuple[str, str, Mapping[Any, str] | None], ...]] = (
    ("national_no", "户编号", None),
    ("family_no", "家庭编号", None),
    ("agreement_no", "协议编号", None),
    ("agreement_heads", "协议人口", None),
    ("relocation_kind", "搬迁类型", RELOCATION_KINDS),
    ("task_year", "年度搬迁任务", None),
    ("household_type", "户类型", HOUSEHOLD_TYPES),
    ("poverty_attribute", "贫困户属性", POVERTY_ATTRIBUTES),
    ("bank_account", "一卡通账号", None),
    ("payee", "收款人", None),
)
"""What a household has once: column, the clerk's word, the words of its values."""


def household_overlaps(session: Session, kept_uid: str, other_uid: str, as_of: date) -> tuple[str, ...]:
    """One sentence for each thing both households have, the kept household's value first."""
    kept, other = _household(session, kept_uid), _household(session, other_uid)
    return (
        *_both_said(kept, other),
        *_both_lived(session, kept, other, as_of),
        *_both_listed(session, kept, other),
        *_both_left(session, kept, other),
    )


def _household(session: Session, uid: str) -> Any:
    row = session.execute(select(table_of(Household)).where(Household.uid == uid)).one_or_none()
    if row is None:
        raise Refusal(NO_SUCH_HOUSEHOLD)
    return row


def _both_said(kept: Any, other: Any) -> Iterator[str]:
    for column, name, words in ONCE:
        mine, theirs = getattr(kept, column), getattr(other, column)
        if mine is None or theirs is None or mine == theirs:
            continue
        if column == "bank_account":
            yield f"{name}两户各有一个，以保留的这一户为准"
            continue
        said = [(words or {}).get(value, value) for value in (mine, theirs)]
        yield f"{name}：{kept.number}是{said[0]}，{other.number}是{said[1]}"


def _both_lived(session: Session, kept: Any, other: Any, as_of: date) -> Iterator[str]:
    mine, theirs = dwellings_of(session, kept.id, as_of), dwellings_of(session, other.id, as_of)
    if mine and theirs:
        rooms = [f"{d.room.site_name}{d.room.label}" for d in (*mine, *theirs)]
        yield f"住房：两户各住一套（{'、'.join(dict.fromkeys(rooms))}）"
    titled = session.execute(
        select(HomeTitle.household_id).where(
            HomeTitle.household_id.in_((kept.id, other.id)), HomeTitle.stage != TitleStage.NONE
        )
    ).all()
    if len(titled) > 1:
        yield "不动产权证：两户都有办理或发证的登记，都保留"


def _both_listed(session: Session, kept: Any, other: Any) -> Iterator[str]:
    def kinds(household_id: int) -> set[str]:
        asked = select(PeopleList.kind).where(PeopleList.household_id == household_id)
        return set(session.execute(asked).scalars())

    both = kinds(kept.id) & kinds(other.id)
    for kind, name in LIST_KINDS.items():
        if kind in both:
            yield f"{name}：两户各有一本，人员和编号都保留"


def _both_left(session: Session, kept: Any, other: Any) -> Iterator[str]:
    if kept.lineage_uid == other.lineage_uid:
        return
    homes = session.execute(
        select(OldHome.lineage_uid).where(OldHome.lineage_uid.in_((kept.lineage_uid, other.lineage_uid)))
    ).all()
    if len(homes) > 1:
        yield "旧房和宅基地：两户各有一处，都保留在原来的档案里"
