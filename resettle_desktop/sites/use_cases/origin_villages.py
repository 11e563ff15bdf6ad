"""Acts on the villages people came from."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.pinyin import first_letters, word_readings
from resettle_desktop.sites.models import OriginVillage
from resettle_desktop.sites.rules import (
    check_division_code,
    clean_place,
    named_place,
    origin_line,
)
from resettle_desktop.sites.use_cases.finding import PLACES, found

BEGINS_TOO_LATE: Final = "代码启用日期晚于撤并日期或今天，请核对"
ORIGIN_TAKEN: Final = "“{}”已经在迁出村名册里，请直接选用"


@dataclass(frozen=True, slots=True)
class OriginVillageDraft:
    """A new origin village with one hamlet ("" for the village as a whole)."""

    division_name: str
    name: str
    hamlet: str = ""
    division_code: str = ""


@dataclass(frozen=True, slots=True)
class AbolishVillageDraft:
    """The day a village ceased to exist (None when it still does), and the day its code began."""

    village_uid: str
    abolished_on: date | None
    version: int | None = None
    code_from: date | None = None


@act("登记迁出村", needs=PLACES)
def add_origin_village(work: Work, draft: OriginVillageDraft) -> str:
    """Add an origin village with one hamlet and return its uid."""
    values = _village_values(work, draft)
    uid = new_uid()
    work.insert(OriginVillage, uid=uid, **values)
    work.about("origin_village", uid, origin_line("", values["name"], values["hamlet"]))
    return uid


@act("登记迁出村撤并", needs=PLACES)
def abolish_origin_village(work: Work, draft: AbolishVillageDraft) -> None:
    """Keep the day a village was merged or abolished; people still came from there."""
    row_id = found(work, OriginVillage, draft.village_uid, "这个迁出村", field="village")
    if draft.abolished_on is not None and draft.abolished_on > work.today:
        raise Refusal("撤并日期还没有到，请核对", "abolished_on")
    if draft.code_from is not None and draft.code_from > (draft.abolished_on or work.today):
        raise Refusal(BEGINS_TOO_LATE, "code_from")
    row = work.row(OriginVillage, row_id)
    work.about("origin_village", draft.village_uid, origin_line("", row["name"], row["hamlet"]))
    work.update(
        OriginVillage,
        row_id,
        version=draft.version,
        abolished_on=draft.abolished_on,
        code_from=draft.code_from,
    )


def put_village_right(work: Work, uid: str, right: OriginVillageDraft, *, version: int | None) -> int:
    """Part of renaming an origin village: give it its right names and return its key."""
    row_id = found(work, OriginVillage, uid, "这个迁出村", field="village")
    values = _village_values(work, right, except_id=row_id)
    work.about("origin_village", uid, origin_line("", values["name"], values["hamlet"]))
    work.update(OriginVillage, row_id, version=version, **values)
    return row_id


def _village_values(work: Work, draft: OriginVillageDraft, *, except_id: int | None = None) -> dict[str, Any]:
    division_name = named_place(draft.division_name, field="division_name", what="乡镇以上区划")
    name = named_place(draft.name, field="village", what="行政村名称")
    hamlet = clean_place(draft.hamlet, field="hamlet", what="自然村名称")
    same = work.session.execute(
        select(OriginVillage.id).where(
            OriginVillage.division_name == division_name,
            OriginVillage.name == name,
            OriginVillage.hamlet == hamlet,
        )
    ).scalar_one_or_none()
    if same is not None and same != except_id:
        raise Refusal(ORIGIN_TAKEN.format(origin_line("", name, hamlet)), "village")
    return {
        "division_code": check_division_code(draft.division_code),
        "division_name": division_name,
        "name": name,
        "hamlet": hamlet,
        "initials": village_initials(name, hamlet),
    }


def village_initials(name: str, hamlet: str) -> str:
    """The letters a village is chosen by: its own, the hamlet's, and both as one."""
    spoken = (name, hamlet, name + hamlet)
    letters = [first_letters(reading) for text in spoken for reading in word_readings(text)]
    return " ".join(dict.fromkeys(letters))
