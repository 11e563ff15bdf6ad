"""Scans, photos and issued papers as they are, kept in the office file under their SHA-256."""

import hashlib
from typing import Final

from sqlalchemy import CheckConstraint, Integer, LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from resettle_desktop.foundation.database.base import Base
from resettle_desktop.foundation.database.work import Work

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
LARGEST_PICTURE: Final = 1_000_000
"""Bytes a kept picture takes at most (decision 13)."""

DIGEST_LENGTH: Final = 64


class StoredFile(Base):
    """The bytes of one file, once, however often they are referred to."""

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint(f"length(digest) = {DIGEST_LENGTH}", name="digest"),
        CheckConstraint("size = length(content)", name="size"),
    )

    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def digest_of(content: bytes) -> str:
    """The name bytes are kept under: their SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def store_file(work: Work, content: bytes, media_type: str) -> str:
    """Keep the bytes and answer their digest; bytes already kept are not written twice."""
    digest = digest_of(content)
    kept = work.session.execute(select(StoredFile.digest).where(StoredFile.digest == digest)).one_or_none()
    if kept is None:
        work.insert(StoredFile, digest=digest, media_type=media_type, size=len(content), content=content)
    return digest


def file_bytes(session: Session, digest: str) -> bytes:
    """The bytes kept under ``digest``, just as they were stored.

    Raises LookupError when there are none: a digest is only ever handed on after its bytes were kept.
    """
    content = session.execute(
        select(StoredFile.content).where(StoredFile.digest == digest)
    ).scalar_one_or_none()
    if content is None:
        raise LookupError(digest)
    return content
