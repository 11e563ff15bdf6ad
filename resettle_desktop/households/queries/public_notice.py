"""Whom a notice names."""

from datetime import date

from sqlalchemy.orm import Session

from resettle_desktop.households.queries.listing import household_ids
from resettle_desktop.households.queries.lists import households_by_id
from resettle_desktop.households.queries.register import ListFilter
from resettle_desktop.households.rules.declared import RelocationKind
from resettle_desktop.households.rules.public_notice import MOST_HOUSEHOLDS, NoticeLine


def notice_lines(
    session: Session, as_of: date, *, site_uid: str | None, kind: RelocationKind | None
) -> tuple[NoticeLine, ...]:
    """The households of a day by their numbers, with what may be read of them on a board and nothing else."""
    wanted = ListFilter(site_uid=site_uid, relocation_kind=kind)
    ids = household_ids(session, wanted, as_of, limit=MOST_HOUSEHOLDS + 1)
    return tuple(
        NoticeLine(
            row.head_name,
            row.members,
            f"{row.origin}{row.hamlet}",
            f"{row.site_name}{row.room_label.partition('-')[0]}号楼" if row.room_label else "还没分房",
        )
        for row in households_by_id(session, ids, as_of)
    )
