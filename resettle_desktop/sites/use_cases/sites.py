"""Acts on sites."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.sites.models import Site
from resettle_desktop.sites.rules import (
    Governance,
    check_division_code,
    clean_place,
    named_place,
)
from resettle_desktop.sites.use_cases.finding import PLACES, found

SITE_TAKEN: Final = "已经有叫“{}”的安置区，请核对"


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A new site."""

    name: str
    governance: Governance = Governance.URBAN
    division_code: str = ""
    division_name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CorrectSiteDraft:
    """A site as it should stand."""

    site_uid: str
    name: str
    governance: Governance
    division_code: str = ""
    division_name: str = ""
    address: str = ""
    version: int | None = None


@act("登记安置区", needs=PLACES)
def add_site(work: Work, draft: SiteDraft) -> str:
    """Add a site and return its uid."""
    values = _site_values(work, draft)
    uid = new_uid()
    work.insert(Site, uid=uid, **values)
    work.about("site", uid, values["name"])
    return uid


def put_site_right(work: Work, draft: CorrectSiteDraft) -> tuple[int, bool]:
    """Part of correcting a site: change it and return its key, and whether its name is another."""
    row_id = found(work, Site, draft.site_uid, "这个安置区")
    before = work.row(Site, row_id)["name"]
    values = _site_values(work, draft, except_id=row_id)
    work.about("site", draft.site_uid, values["name"])
    work.update(Site, row_id, version=draft.version, **values)
    return row_id, values["name"] != before


def _site_values(
    work: Work, draft: SiteDraft | CorrectSiteDraft, *, except_id: int | None = None
) -> dict[str, Any]:
    name = named_place(draft.name, field="name", what="安置区名称")
    same = work.session.execute(select(Site.id).where(Site.name == name)).scalar_one_or_none()
    if same is not None and same != except_id:
        raise Refusal(SITE_TAKEN.format(name), "name")
    return {
        "name": name,
        "governance": draft.governance,
        "division_code": check_division_code(draft.division_code),
        "division_name": clean_place(draft.division_name, field="division_name", what="所在区划") or None,
        "address": clean_place(draft.address, field="address", what="地址") or None,
    }
