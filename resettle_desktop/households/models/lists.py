"""Lists of people beside our file: hukou booklets, contracting households and their like (decision 5)."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, Revised, interval_checks, one_of
from resettle_desktop.households.models.guards import only_one_open
from resettle_desktop.households.rules.circumstances import ListKind


class PeopleList(Revised, Base):
    """户口簿、承包户、低保家庭、监测户: one list with its own number, and the household it was found from."""

    __tablename__ = "people_list"

    kind: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    number: Mapped[str | None] = mapped_column(String(40), index=True)
    holder: Mapped[str] = mapped_column(Text)
    division_code: Mapped[str | None] = mapped_column(String(12))
    address: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (one_of("kind", ListKind),)


class PeopleListEntry(Interval, Base):
    """Somebody stands on a list, in a relation to its holder; on one list of a kind at a time."""

    __tablename__ = "people_list_entry"

    list_id: Mapped[int] = mapped_column(ForeignKey("people_list.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str | None] = mapped_column(String(2))

    __table_args__ = (
        *interval_checks(),
        one_of("kind", ListKind),
        only_one_open("uq_people_list_entry_open", "person_id", "kind"),
    )
