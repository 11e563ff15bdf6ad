"""The office's tables: office, centres, clerks, their roles and PINs, sign-ins, tasks, dated settings."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, Key, Subject, interval_checks, one_of
from resettle_desktop.office.rules.roles import CentreKind, Role
from resettle_desktop.office.rules.secrets import SignInWay


class Office(Subject, Base):
    """The one office of this file."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(Text)
    division_code: Mapped[str] = mapped_column(String(12))
    division_name: Mapped[str] = mapped_column(Text)
    household_prefix: Mapped[str] = mapped_column(String(8))
    phone: Mapped[str] = mapped_column(Text)
    practice: Mapped[bool]


class Centre(Subject, Base):
    """A centre or window of the office; papers may be issued in its name."""

    __tablename__ = "centre"
    __table_args__ = (one_of("kind", CentreKind),)

    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text, unique=True)


class Clerk(Subject, Base):
    """Somebody who works here; never deleted, only suspended."""

    __tablename__ = "clerk"

    name: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(Text, unique=True)
    suspended_on: Mapped[date | None]


class ClerkRole(Interval, Base):
    """That a clerk holds a role, in one centre or in the whole office, for a term."""

    __tablename__ = "clerk_role"

    clerk_id: Mapped[int] = mapped_column(Key, ForeignKey("clerk.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    centre_id: Mapped[int | None] = mapped_column(Key, ForeignKey("centre.id"), index=True)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        """An interval's checks, and that the role is one a clerk can hold."""
        return (
            *interval_checks(),
            one_of("role", Role),
            CheckConstraint("role <> 'setup'", name="role_granted"),
        )


class ClerkPin(Subject, Base):
    """The short number a clerk takes the desk back with after the day's password."""

    __tablename__ = "clerk_pin"

    clerk_id: Mapped[int] = mapped_column(Key, ForeignKey("clerk.id"), unique=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    cost_n: Mapped[int]
    cost_r: Mapped[int]
    cost_p: Mapped[int]


class SignIn(Base):
    """That a clerk opened the desk: how, and how often the secret was wrong before."""

    __tablename__ = "sign_in"
    __table_args__ = (one_of("way", SignInWay),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    clerk_id: Mapped[int] = mapped_column(Key, ForeignKey("clerk.id"), index=True)
    at: Mapped[datetime]
    way: Mapped[str] = mapped_column(String(10))
    failed_before: Mapped[int]


class SavedFilter(Subject, Base):
    """A list's filter and order under a clerk's own name for it; ``criteria`` is JSON."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("clerk_uid", "list_name", "name"),)

    clerk_uid: Mapped[str] = mapped_column(String(36))
    list_name: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(Text)
    criteria: Mapped[str | None] = mapped_column(Text)


class Task(Subject, Base):
    """What somebody is to do, given by a person or opened by an act for the role that owns it.

    ``object_*`` name whom it is about as then known; ``opened_by`` is the act that opened it.
    """

    __tablename__ = "task"
    __table_args__ = (
        one_of("owner_role", Role),
        CheckConstraint("(closed_at IS NULL) = (closed_by_uid IS NULL)", name="closed_whole"),
        Index(
            "ix_task_open",
            "owner_role",
            "due",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    owner_role: Mapped[str] = mapped_column(String(40))
    owner_uid: Mapped[str | None] = mapped_column(String(36))
    what: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None]
    object_kind: Mapped[str] = mapped_column(String(40))
    object_uid: Mapped[str] = mapped_column(String(36), index=True)
    object_label: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[int] = mapped_column(Key, index=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_uid: Mapped[str | None] = mapped_column(String(36))
    closed_by: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)


class Setting(Interval, Base):
    """What the office settled for itself, from a day on; a key without a row has its default."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), index=True)
    value: Mapped[str] = mapped_column(Text)
