"""人口编号: who else has the number of the national register that is said of somebody."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.households.models import Person
from resettle_desktop.households.queries.people import household_of


def same_register_no(session: Session, number: str, but_uid: str, as_of: date) -> str:
    """Another person with the number, and his household; "" where nobody else has it."""
    if not number:
        return ""
    row = session.execute(
        select(Person.id, Person.name)
        .where(Person.register_no == number, Person.uid != but_uid, Person.merged_into_uid.is_(None))
        .order_by(Person.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return ""
    home = household_of(session, row.id, as_of)
    return f"{row.name}（{home.label}）" if home else str(row.name)
