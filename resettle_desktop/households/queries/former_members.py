"""Who once belonged to a household and no longer does."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import known
from resettle_desktop.households.models import Household, Membership
from resettle_desktop.households.queries.household import members_of
from resettle_desktop.households.queries.rows import MemberRow


def former_members(session: Session, household_uid: str, as_of: date) -> tuple[MemberRow, ...]:
    """Those who left a household, each as he last stood in it; who came back is no former member."""
    stretches = session.execute(
        select(Membership.household_id, Membership.person_id, Membership.starts, Membership.ends)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.uid == household_uid, known(Membership), Membership.starts <= as_of)
        .order_by(Membership.ends)
    ).all()
    here = {row.person_id for row in stretches if row.ends is None or row.ends > as_of}
    last = {row.person_id: row for row in stretches if row.person_id not in here}
    found: dict[str, MemberRow] = {}
    for row in last.values():
        day = row.ends - timedelta(days=1)
        for member in members_of(session, row.household_id, day):
            if member.person.id == row.person_id:
                found[member.person.uid] = member
    return tuple(found.values())
