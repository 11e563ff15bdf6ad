"""What can be asked of codes to check: which papers carry one, with which keys, whether one is genuine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.signing import fingerprint, key_id
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.office.queries import centre_rows, certificate_phone, office_row
from resettle_desktop.printing.models import CodedKind, IssuedPaper, KnownOffice, PaperCode, SigningKey
from resettle_desktop.printing.rules.code_checking import (
    NOT_IN_BOOK,
    CheckAnswer,
    TrustedKey,
    Verdict,
    check_code,
    told,
)
from resettle_desktop.printing.rules.codes import issuer_digest
from resettle_desktop.printing.rules.key_file import KeyFile, PublicKey, read_key_file
from resettle_desktop.printing.rules.papers import REPLACEABLE, coded_kinds

GONE: Final = tuple(stage.value for stage in REPLACEABLE)
"""Stages whose numbers stand in the list of void papers."""


@dataclass(frozen=True, slots=True)
class SigningKeyRow:
    """A key of the office; what signs with it stays in the file."""

    id: int
    key_id: str
    public: bytes
    made_at: datetime
    made_by: str
    retired_at: datetime | None
    retired_because: str | None
    leaked: bool

    @property
    def fingerprint(self) -> str:
        """What is compared over the telephone."""
        return fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class KnownOfficeRow:
    """Another office whose papers can be checked here."""

    uid: str
    id: int
    office_uid: str
    office_name: str
    made_on: date
    compared_with: str
    received_at: datetime
    content: str

    @property
    def file(self) -> KeyFile:
        """What that office says of its codes."""
        return read_key_file(self.content.encode())


@dataclass(frozen=True, slots=True)
class CodesStanding:
    """What the head sees: which kinds carry a code, the keys (the one in use first), and other offices."""

    kinds: tuple[str, ...]
    keys: tuple[SigningKeyRow, ...]
    offices: tuple[KnownOfficeRow, ...]

    @property
    def current(self) -> SigningKeyRow | None:
        """The key in use; None until codes are first switched on."""
        return next((key for key in self.keys if key.retired_at is None), None)


@dataclass(frozen=True, slots=True)
class BookAnswer:
    """The verdict, and the paper's uid and signed facts where it is one of our own book."""

    answer: CheckAnswer
    paper_uid: str | None = None
    facts: tuple[str, ...] = ()


def carries_code(session: Session, kind: str, as_of: date) -> bool:
    """Whether papers of this kind carry a code on a day."""
    found = select(CodedKind.id).where(CodedKind.kind == kind, holds(CodedKind, as_of))
    return session.execute(found).first() is not None


def codes_standing(session: Session, as_of: date) -> CodesStanding:
    """Where the office stands with codes."""
    kinds = session.execute(select(CodedKind.kind).where(holds(CodedKind, as_of)).order_by(CodedKind.kind))
    return CodesStanding(tuple(kinds.scalars()), signing_keys(session), known_offices(session))


def signing_keys(session: Session) -> tuple[SigningKeyRow, ...]:
    """The office's keys, the latest first."""
    rows = session.execute(
        select(
            SigningKey.id,
            SigningKey.key_id,
            SigningKey.public_key,
            SigningKey.made_at,
            SigningKey.made_by,
            SigningKey.retired_at,
            SigningKey.retired_because,
            SigningKey.leaked,
        ).order_by(SigningKey.id.desc())
    )
    return tuple(SigningKeyRow(*row) for row in rows)


def known_offices(session: Session) -> tuple[KnownOfficeRow, ...]:
    """Other offices whose keys are trusted here, by name; one that no longer is has no content left."""
    rows = session.execute(
        select(
            KnownOffice.uid,
            KnownOffice.id,
            KnownOffice.office_uid,
            KnownOffice.office_name,
            KnownOffice.made_on,
            KnownOffice.compared_with,
            KnownOffice.received_at,
            KnownOffice.content,
        )
        .where(KnownOffice.content != "")
        .order_by(KnownOffice.office_name)
    )
    return tuple(KnownOfficeRow(*row) for row in rows)


def own_key_file(session: Session, today: date) -> KeyFile | None:
    """What the office says of its codes today; None while it has no key."""
    keys = signing_keys(session)
    if not any(key.retired_at is None for key in keys):
        return None
    office = office_row(session)
    void = session.execute(
        select(IssuedPaper.number)
        .join(PaperCode, PaperCode.paper_id == IssuedPaper.id)
        .where(IssuedPaper.stage.in_(GONE))
        .order_by(IssuedPaper.id)
    )
    return KeyFile(
        office_uid=office.uid,
        office_name=office.name,
        phone=certificate_phone(session, today),
        practice=office.practice,
        made_on=today,
        keys=tuple(_public(key) for key in keys),
        void=tuple(void.scalars()),
        issuers=_issuers(session),
        kinds={kind.code: kind.title for kind in coded_kinds()},
    )


def check_in_book(session: Session, text: str, extra: KeyFile | None = None) -> BookAnswer:
    """Check a code by our own book, by the offices known here, and by a file somebody brought.

    The book knows more than a signature: a number that was never taken, or was voided a minute ago.
    """
    practice = office_row(session).practice
    own = _own_keys(session)
    others = [key for office in known_offices(session) for key in office.file.trusted()]
    brought = extra.trusted() if extra is not None else ()
    answer = check_code(text, (*own, *others, *brought), practice=practice)
    if answer.code is None or answer.key not in own:
        return BookAnswer(answer)
    return _found_in_book(session, answer, own)


def _found_in_book(session: Session, answer: CheckAnswer, own: tuple[TrustedKey, ...]) -> BookAnswer:
    """What the book says of a code that one of our keys signed."""
    code, key = answer.code, answer.key
    if code is None or key is None:
        return BookAnswer(answer)
    rows = session.execute(
        select(IssuedPaper.uid, IssuedPaper.stage, PaperCode.text, PaperCode.facts)
        .join(PaperCode, PaperCode.paper_id == IssuedPaper.id)
        .where(IssuedPaper.number == code.facts.number)
    )
    row = next((row for row in rows if row.text.endswith(code.spelled)), None)
    if row is None:
        if answer.verdict in {Verdict.GENUINE, Verdict.WORDS_DIFFER}:
            answer = told(Verdict.FALSE, NOT_IN_BOOK, code, key)
        return BookAnswer(answer)
    if answer.verdict is Verdict.FALSE and key.leaked:
        # The book has this very code: whoever stole the key did not make it.
        answer = check_code(code.whole, [replace(each, leaked=False) for each in own], practice=key.practice)
    if row.stage in GONE and answer.verdict is not Verdict.VOID:
        answer = told(Verdict.VOID, f"{code.facts.number}已经作废，不能再用", code, key)
    return BookAnswer(answer, row.uid, tuple(row.facts.splitlines()))


def _own_keys(session: Session) -> tuple[TrustedKey, ...]:
    """Our keys, without a list of void numbers: the book itself is asked."""
    office = office_row(session)
    issuers = {bytes.fromhex(digest): name for digest, name in _issuers(session).items()}
    return tuple(
        TrustedKey(
            public=key.public,
            key_id=key_id(key.public),
            since=civil_date(key.made_at),
            until=None if key.retired_at is None else civil_date(key.retired_at),
            leaked=key.leaked,
            office=office.name,
            practice=office.practice,
            issuers=issuers,
            kinds={kind.code: kind.title for kind in coded_kinds()},
        )
        for key in signing_keys(session)
    )


def _issuers(session: Session) -> Mapping[str, str]:
    """Whoever can issue papers here, by the digest a code names them with."""
    office = office_row(session)
    issuers = [(office.uid, office.name), *((row.uid, row.name) for row in centre_rows(session))]
    return {issuer_digest(uid).hex(): name for uid, name in issuers}


def _public(key: SigningKeyRow) -> PublicKey:
    until = None if key.retired_at is None else civil_date(key.retired_at)
    return PublicKey(key.public, civil_date(key.made_at), until, key.leaked)
