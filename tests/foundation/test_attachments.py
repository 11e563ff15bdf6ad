"""Bytes go into the office file once, under their digest, and come out as they were."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from resettle_desktop.foundation.attachments import PDF, StoredFile, file_bytes, store_file
from resettle_desktop.foundation.database import acts
from resettle_desktop.foundation.database.audit import AuditChange, verify_audit
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.values.clock import system_clock

CLERK = Actor("0198c000-0000-7000-8000-000000000001", "李慧敏", frozenset({"clerk"}), "1号窗口")


@dataclass(frozen=True, slots=True)
class Content:
    """What a test keeps."""

    content: bytes


@pytest.fixture
def keep(monkeypatch: pytest.MonkeyPatch) -> Callable[[Work, Content], str]:
    """An act that keeps bytes, registered for one test only."""
    monkeypatch.setattr(acts, "ACTS", dict(acts.ACTS))

    @acts.act("存文件", needs=("clerk",))
    def keep_for_the_test(work: Work, draft: Content) -> str:
        return store_file(work, draft.content, PDF)

    return keep_for_the_test


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "records.db", b"k" * 32, system_clock)
    yield store
    store.close()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 \x00\xff", bytes(range(256)) * 4000])
def test_bytes_come_out_as_they_went_in(
    file: Store, keep: Callable[[Work, Content], str], content: bytes
) -> None:
    with file.working(CLERK) as work:
        digest = keep(work, Content(content))
    assert digest == hashlib.sha256(content).hexdigest()
    with file.reading() as session:
        assert file_bytes(session, digest) == content


def test_the_same_bytes_are_kept_once(file: Store, keep: Callable[[Work, Content], str]) -> None:
    for _ in range(2):
        with file.working(CLERK) as work:
            keep(work, Content(b"one"))
    with file.reading() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_the_audit_holds_the_digest_and_not_the_bytes(
    file: Store, keep: Callable[[Work, Content], str]
) -> None:
    with file.working(CLERK) as work:
        digest = keep(work, Content(b"secret words"))
    with file.reading() as session:
        values = session.scalar(select(AuditChange.values))
        assert values is not None
        assert f"sha256:{digest}" in values
        assert "secret words" not in values
        assert verify_audit(session).broken_at is None


def test_a_digest_nobody_kept_is_our_bug(file: Store) -> None:
    with file.reading() as session, pytest.raises(LookupError):
        file_bytes(session, "0" * 64)
