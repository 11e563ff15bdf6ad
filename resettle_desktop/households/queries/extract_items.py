"""What is known of a household, of the house it left and of its title, as captions and words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.intervals import as_known
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.models import HomeTitle, Household, OldHome
from resettle_desktop.households.queries.homes import is_said
from resettle_desktop.households.queries.rows import imprecise
from resettle_desktop.households.rules.declared import (
    MOVE_MODES,
    MOVE_REASONS,
    RELOCATION_KINDS,
    SETTLEMENT_FOCUSES,
    SETTLEMENT_MODES,
    word,
)
from resettle_desktop.households.rules.extract import UNSAID_CAUSES, Item, joined
from resettle_desktop.households.rules.homes import (
    CLOSED_BECAUSE,
    HOUSE_STRUCTURES,
    HOUSEHOLD_TYPES,
    MOVE_DIFFICULTIES,
    POVERTY_ATTRIBUTES,
    POVERTY_CAUSES,
    PROTECTIONS,
    RECLAMATIONS,
    TITLE_STAGES,
    PovertyCause,
)
from resettle_desktop.sites.queries import RoomRow, origin_villages_by_id, rooms_by_id
from resettle_desktop.sites.rules import spoken_area


def household_items(
    session: Session, row: Any, rooms: Sequence[RoomRow], as_of: date, known_at: datetime | None
) -> tuple[Item, ...]:
    """The household's own facts: where from, where to, by which agreement; what is not known is left out.

    So are the clerk's note and the reason of a return to poverty: written freely, they may tell of health.
    """
    origin = origin_villages_by_id(session, [row.origin_village_id], known_at)[row.origin_village_id]
    agreed = imprecise(row.agreement_on, row.agreement_on_precision)
    there_was = agreed is None or agreed.earliest <= as_of
    focus = word(SETTLEMENT_FOCUSES, row.settlement_focus)
    return _known(
        ("建档日期", spoken_date(row.registered_on) if row.registered_on <= as_of else "", False),
        ("国家系统户编号", row.national_no, False),
        ("家庭编号", row.family_no, False),
        ("搬迁类型", word(RELOCATION_KINDS, row.relocation_kind), False),
        ("任务年度", f"{row.task_year}年" if row.task_year else "", False),
        ("迁出地", origin.line, True),
        ("安置方式", joined(word(SETTLEMENT_MODES, row.settlement_mode), focus), True),
        ("进城购房", _scattered(row), True),
        ("搬迁方式", word(MOVE_MODES, row.move_mode), False),
        ("搬迁原因", word(MOVE_REASONS, row.move_reason), True),
        ("协议编号", row.agreement_no if there_was else "", False),
        ("协议签订日", _by(agreed, as_of), False),
        ("协议人口", _count(row.agreement_heads, "人") if there_was else "", False),
        ("受益人口", _count(row.benefited_heads, "人") if there_was else "", False),
        ("自筹资金", _yuan(row.self_funded_fen) if there_was else "", False),
        ("计划入住时间", _planned(row), False),
        ("实际入住时间", _by(imprecise(row.moved_in, row.moved_in_precision), as_of), False),
        *(("安置住房", _room(room), True) for room in rooms),
        ("户类型", joined(word(HOUSEHOLD_TYPES, row.household_type),
         word(POVERTY_ATTRIBUTES, row.poverty_attribute)), False),
        ("脱贫年度", _year(row.poverty_exit_year, as_of), False),
        ("返贫年度", _year(row.poverty_return_year, as_of), False),
        ("致贫原因", _causes(row), True),
        ("烈军属", {True: "是", False: "否", None: ""}[row.martyr_family], False),
        ("搬迁困难", word(MOVE_DIFFICULTIES, row.difficulty), False),
        ("销档", _closing(session, row, as_of, known_at), True),
    )  # fmt: skip


def old_home_items(
    session: Session, lineage_uid: str, as_of: date, known_at: datetime | None
) -> tuple[Item, ...]:
    """The house and plot left behind, and what has come of them by the day."""
    home = as_known(OldHome, known_at)
    columns = (getattr(home, column.name) for column in table_of(OldHome).columns)
    row = session.execute(select(*columns).where(home.lineage_uid == lineage_uid)).one_or_none()
    if row is None:
        return ()
    demolished = _by(imprecise(row.demolished_on, row.demolished_on_precision), as_of)
    reclaimed_on = imprecise(row.reclaimed_on, row.reclaimed_on_precision)
    reclaimed = reclaimed_on is None or reclaimed_on.earliest <= as_of
    paid = _day(row.award_paid_on, as_of)
    had = {True: "有", False: "无", None: ""}[row.has_house]
    return _known(
        ("原有住房", had, False),
        ("原住房面积", _square(row.area_hundredths), False),
        ("住房结构", word(HOUSE_STRUCTURES, row.structure), False),
        ("危房等级", f"{row.danger_grade}级" if row.danger_grade else "", False),
        ("宅基地面积", _square(row.homestead_hundredths), False),
        ("宅基地权证号", row.homestead_no, False),
        ("迁出地类型", row.origin_class, False),
        ("应腾退日", spoken_date(row.due_on) if row.due_on else "", False),
        ("旧房拆除", demolished, False),
        ("拆除面积", _square(row.demolished_hundredths) if demolished else "", False),
        ("保护住房", joined(word(PROTECTIONS, row.protection), row.protection_document or ""), True),
        ("复垦复绿", word(RECLAMATIONS, row.reclamation) if reclaimed else "", False),
        ("复垦验收", _by(reclaimed_on, as_of), False),
        ("复垦面积", f"{spoken_area(row.reclaimed_hundredths)}亩" if row.reclaimed_hundredths and reclaimed
         else "", False),
        ("拆旧奖补", _yuan(row.award_fen) if reclaimed else "", False),
        ("奖补兑现日", paid, False),
    )  # fmt: skip


def title_items(
    session: Session, household_id: int, as_of: date, known_at: datetime | None
) -> tuple[Item, ...]:
    """How far the title of the new home had come; one issued later says nothing of the day."""
    title = as_known(HomeTitle, known_at)
    row = session.execute(
        select(title.stage, title.number, title.issued_on, title.co_owners, title.room_id).where(
            title.household_id == household_id
        )
    ).one_or_none()
    if row is None or not is_said(row.stage, row.room_id, row.co_owners):
        return ()
    if row.issued_on is not None and row.issued_on > as_of:
        return ()
    room = rooms_by_id(session, [row.room_id], known_at).get(row.room_id) if row.room_id else None
    return _known(
        ("不动产权证", word(TITLE_STAGES, row.stage), False),
        ("发证日期", _day(row.issued_on, as_of), False),
        ("权证号", row.number, True),
        ("房屋", f"{room.site_name}{room.spoken}" if room else "", True),
        ("共有情况", row.co_owners, True),
    )


def _scattered(row: Any) -> str:
    """Where a household that bought its home did, for how much, and whether a firm promised work."""
    price = f"房价{_yuan(row.housing_price_fen)}" if row.housing_price_fen is not None else ""
    job = {True: "签了就业安置协议", False: "没有签就业安置协议", None: ""}[row.job_agreement]
    return joined(row.housing_source or "", price, job)


def _planned(row: Any) -> str:
    planned = imprecise(row.planned_move_in, row.planned_move_in_precision)
    return planned.spoken() if planned else ""


def _year(year: int | None, as_of: date) -> str:
    return f"{year}年" if year is not None and year <= as_of.year else ""


def _causes(row: Any) -> str:
    causes = (PovertyCause(code) for code in (row.causes or "").split())
    return "、".join(POVERTY_CAUSES[cause] for cause in causes if cause not in UNSAID_CAUSES)


def _known(*items: tuple[str, str | None, bool]) -> tuple[Item, ...]:
    return tuple(Item(caption, text, wide) for caption, text, wide in items if text)


def _by(when: ImpreciseDate | None, as_of: date) -> str:
    """A day that had come, as exactly as it is known; "" for one still ahead or unknown."""
    return when.spoken() if when is not None and when.earliest <= as_of else ""


def _day(day: date | None, as_of: date) -> str:
    return spoken_date(day) if day is not None and day <= as_of else ""


def _count(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number}{unit}"


def _square(hundredths: int | None) -> str:
    return f"{spoken_area(hundredths)}平方米" if hundredths is not None else ""


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100:,}.{fen % 100:02}元"


def _room(room: RoomRow) -> str:
    area = f"建筑面积{room.area}平方米" if room.area else ""
    return joined(f"{room.site_name}{room.spoken}", area, room.address)


def _closing(session: Session, row: Any, as_of: date, known_at: datetime | None) -> str:
    """When and why the file was closed, and the household that goes on."""
    closed = imprecise(row.closed_on, row.closed_on_precision)
    if closed is None or closed.earliest > as_of:
        return ""
    successor = ""
    if row.successor_uid:
        home = as_known(Household, known_at)
        number = session.execute(
            select(home.number).where(home.uid == row.successor_uid)
        ).scalar_one_or_none()
        successor = f"由{number}户接续" if number else ""
    return joined(closed.spoken(), word(CLOSED_BECAUSE, row.closed_because), successor)
