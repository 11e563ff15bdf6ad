"""What happened to households and people, as told at the counter, with its evidence."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, interval_checks, one_of
from resettle_desktop.households.rules.life_events import EventCode


class LifeEvent(Interval, Base):
    """变更事件: it happened on ``starts``; which rows it changed says the audit entry ``act_id``.

    ``evidence_later`` until the paper is shown: then the row is superseded by one that names it. A taken-back
    event is superseded without a follower.
    """

    __tablename__ = "life_event"

    code: Mapped[str] = mapped_column(String(4))
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    first_act_id: Mapped[int]
    evidence: Mapped[str | None] = mapped_column(Text)
    evidence_number: Mapped[str | None] = mapped_column(Text)
    evidence_on: Mapped[date | None]
    evidence_later: Mapped[bool]
    told_by: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        *interval_checks(),
        one_of("code", EventCode),
        CheckConstraint("household_id IS NOT NULL OR person_id IS NOT NULL", name="about_somebody"),
        # Whom something of a kind happened to is read without the rows, which lie far apart.
        Index("ix_life_event_code", "code", "superseded_at", "starts", "household_id", "person_id"),
        Index(
            "ix_life_event_evidence_later",
            "starts",
            sqlite_where=text("evidence_later AND superseded_at IS NULL"),
            postgresql_where=text("evidence_later AND superseded_at IS NULL"),
        ),
    )
