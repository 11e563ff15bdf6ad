"""The office's signing keys, which papers carry a code, what each code said, and other offices' keys."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import Base, Interval, Subject
from resettle_desktop.printing.models.papers import IssuedPaper


class SigningKey(Subject, Base):
    """A key of the office; another takes its place: the private half is erased, the public one stays."""

    __tablename__ = "signing_key"
    __table_args__ = (
        CheckConstraint("(private_key IS NULL) = (retired_at IS NOT NULL)", name="erased_when_retired"),
    )

    key_id: Mapped[str] = mapped_column(String(8), index=True)
    algorithm: Mapped[str] = mapped_column(String(20))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    private_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[datetime | None]
    retired_because: Mapped[str | None] = mapped_column(Text)
    leaked: Mapped[bool] = mapped_column(default=False)


class CodedKind(Interval, Base):
    """That papers of a kind carry a code, from a day on."""

    __tablename__ = "coded_kind"

    kind: Mapped[str] = mapped_column(String(40))


class PaperCode(Base):
    """The code on an issued paper, and what else stood there, which the code binds by a salted digest."""

    __tablename__ = "paper_code"

    paper_id: Mapped[int] = mapped_column(ForeignKey(IssuedPaper.id), primary_key=True)
    signing_key_id: Mapped[int] = mapped_column(ForeignKey(SigningKey.id), index=True)
    text: Mapped[str] = mapped_column(Text)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    facts: Mapped[str] = mapped_column(Text)


class KnownOffice(Subject, Base):
    """Another office's key file, once somebody compared its fingerprint with that office by telephone.

    Trusted no longer, it has no content, and the reason stands where it said with whom it was compared.
    """

    __tablename__ = "known_office"

    office_uid: Mapped[str] = mapped_column(String(36), unique=True)
    office_name: Mapped[str] = mapped_column(Text)
    made_on: Mapped[date]
    content: Mapped[str] = mapped_column(Text)
    compared_with: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime]
    received_by: Mapped[str] = mapped_column(Text)
