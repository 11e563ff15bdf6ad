"""Signing papers: the head switches codes on, changes the key, carries public keys; 开具 signs with them."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.database.intervals import holds
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import NOT_YOURS, Actor, Work
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.signing import key_id, new_key_pair, sign
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.queries import office_row
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.models import CodedKind, KnownOffice, PaperCode, SigningKey
from resettle_desktop.printing.queries.codes import known_offices, own_key_file
from resettle_desktop.printing.rules.codes import (
    CodeFacts,
    PrintedCode,
    facts_digest,
    issuer_digest,
    spell_code,
    spoken_line,
)
from resettle_desktop.printing.rules.key_file import ED25519, KeyFile, read_key_file, write_key_file
from resettle_desktop.printing.rules.papers import Issuer, PaperHead, PaperKind, coded_kinds

OFFICE: Final = "office"
LONGEST_REASON: Final = 100
LONGEST_NAME: Final = 40
NO_KEY_YET: Final = "还没有钥匙；先勾选哪些文书印二维码，保存时就会做一把"
OUR_OWN: Final = "这是本单位自己的公钥，本机已经有了，不用记入"
PRACTICE_FILE: Final = "这是练习用的公钥，正式资料里不能记入"
OLDER: Final = "已经记入的名单是{day}的，比这份新；没有换"
LATER: Final = "公钥文件上的日期是{day}，比今天还晚，不能记入；请和开具单位核对"
COMPARE_FIRST: Final = "这家单位的钥匙本机没见过；请打电话和开具单位核对指纹，再填是和谁核对的"
NOT_READ: Final = (
    "公钥文件读不了",
    "什么也没有记入",
    "请换一个文件，或把 U 盘重新插好再选",
)
NOT_WRITTEN: Final = (
    "这个地方存不了文件",
    "公钥文件没有存成",
    "请换一个文件夹，或检查磁盘空间，再按一次",
)


@dataclass(frozen=True, slots=True)
class CodesDraft:
    """The kinds whose papers carry a code from today on; all others carry none."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyChangeDraft:
    """Why another key takes over; ``leaked`` when somebody else may have the old one."""

    reason: str
    leaked: bool = False


@dataclass(frozen=True, slots=True)
class KnownOfficeDraft:
    """A key file's content and, the first time a key is seen, with whom its fingerprint was compared."""

    content: str
    compared_with: str = ""


@dataclass(frozen=True, slots=True)
class DropOfficeDraft:
    """The office whose keys are no longer trusted, and why."""

    office_uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class CodeDraft:
    """The paper whose code is wanted: its head with the number, whose it is, and what stands on it."""

    kind: PaperKind
    issuer: Issuer
    head: PaperHead
    holder: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedCode:
    """A code that was signed and is to be booked with its paper."""

    signing_key_id: int
    text: str
    salt: bytes
    facts: tuple[str, ...]

    @property
    def printed(self) -> PrintedCode:
        """What is drawn of it."""
        return PrintedCode(self.text)


@act("设置核验二维码", needs=(Role.HEAD,))
def switch_codes(work: Work, draft: CodesDraft) -> None:
    """Say which papers carry a code from today on; the first time, make the office's key."""
    _about(work)
    allowed = {kind.name for kind in coded_kinds()}
    wanted = set(draft.kinds)
    if not wanted <= allowed:
        raise Refusal("没有这种文书，请重新选择", field="kinds")
    rows = work.session.execute(
        select(CodedKind.id, CodedKind.kind, CodedKind.starts).where(holds(CodedKind, work.today))
    ).all()
    for row_id, kind, starts in rows:
        if kind in wanted:
            continue
        if starts == work.today:
            work.supersede(CodedKind, row_id)
        else:
            work.supersede(CodedKind, row_id, ends=work.today, ends_precision="day")
    for kind in sorted(wanted - {row.kind for row in rows}):
        work.insert(CodedKind, kind=kind, starts=work.today, ends=None, ends_precision=None)
    if wanted and _current_key(work) is None:
        _make_key(work)


@act("更换签名钥匙", needs=(Role.HEAD,))
def change_signing_key(work: Work, draft: KeyChangeDraft) -> str:
    """Make a new key; the old one's private half is erased, its public half stays for what it signed."""
    _about(work)
    reason = clean_line(draft.reason, what="原因", field="reason", longest=LONGEST_REASON)
    if not reason:
        raise Refusal("请写明为什么换钥匙", field="reason")
    current = _current_key(work)
    if current is None:
        raise Refusal(NO_KEY_YET)
    work.update(
        SigningKey,
        current[0],
        private_key=None,
        retired_at=work.now,
        retired_because=reason,
        leaked=draft.leaked,
    )
    return _make_key(work)


@act("记入外单位公钥", needs=(Role.HEAD,))
def note_known_office(work: Work, draft: KnownOfficeDraft) -> str:
    """Trust another office's keys, or take its newer list of void papers; answers the office's name.

    A file proves nothing of itself: a key never seen here needs somebody who compared its fingerprint.
    """
    office = office_row(work.session)
    _about(work)
    file = read_key_file(draft.content.encode())
    if file.office_uid == office.uid:
        raise Refusal(OUR_OWN, field="content")
    if file.practice and not office.practice:
        raise Refusal(PRACTICE_FILE, field="content")
    who = clean_line(draft.compared_with, what="和谁核对的", field="compared_with", longest=LONGEST_NAME)
    old = next((row for row in known_offices(work.session) if row.office_uid == file.office_uid), None)
    kept = work.session.execute(
        select(KnownOffice.id).where(KnownOffice.office_uid == file.office_uid)
    ).scalar_one_or_none()
    if file.made_on > work.today:  # or whoever stole a key could keep every later list out
        raise Refusal(LATER.format(day=file.made_on.isoformat()), field="content")
    if old is not None and _is_older(file, old.file):
        raise Refusal(OLDER.format(day=old.made_on.isoformat()), field="content")
    seen = old is not None and file.current.public == old.file.current.public
    if not seen and not who:
        raise Refusal(COMPARE_FIRST, field="compared_with")
    values: dict[str, Any] = {
        "office_name": file.office_name,
        "made_on": file.made_on,
        "content": draft.content,
        "received_at": work.now,
        "received_by": work.actor.name,
    }
    values["compared_with"] = who or (old.compared_with if old is not None else "")
    if kept is None:
        work.insert(KnownOffice, office_uid=file.office_uid, **values)
    else:
        work.update(KnownOffice, kept, **values)
    return file.office_name


@act("不再认外单位公钥", needs=(Role.HEAD,))
def drop_known_office(work: Work, draft: DropOfficeDraft) -> str:
    """Trust another office's keys no longer; answers its name. Taken in again, it is compared anew."""
    _about(work)
    reason = clean_line(draft.reason, what="原因", field="reason", longest=LONGEST_REASON)
    if not reason:
        raise Refusal("请写明为什么不再认", field="reason")
    row = next((row for row in known_offices(work.session) if row.uid == draft.office_uid), None)
    if row is None:
        raise Refusal("没有记入过这家单位", field="office")
    work.update(KnownOffice, row.id, content="", compared_with=reason)
    return row.office_name


def sign_code(work: Work, draft: CodeDraft) -> SignedCode | None:
    """Part of 开具: sign the paper's code; None where its kind carries none."""
    key = _current_key(work) if draft.head.code is not None else None
    if key is None:
        return None
    row_id, public, private = key
    head, salt = draft.head, secrets.token_bytes(16)
    facts = CodeFacts(
        key_id=key_id(public),
        kind=draft.kind.code,
        paper_date=head.paper_date,
        issuer=issuer_digest(draft.issuer.uid),
        line=b"",
        facts=facts_digest(salt, draft.facts),
        number=head.number,
        name=draft.holder,
        practice=head.practice,
    )
    line = spoken_line(
        draft.kind.title, head.number, draft.holder, head.paper_date, head.phone, practice=head.practice
    )
    return SignedCode(
        row_id, spell_code(facts, line, lambda message: sign(private, message)), salt, draft.facts
    )


def book_code(work: Work, paper_id: int, code: SignedCode) -> None:
    """Part of 开具: keep the code beside its paper."""
    work.insert(
        PaperCode,
        paper_id=paper_id,
        signing_key_id=code.signing_key_id,
        text=code.text,
        salt=code.salt,
        facts="\n".join(code.facts),
    )


def save_key_file(store: Store, actor: Actor, path: Path) -> str:
    """Write the office's public keys and void numbers for whoever checks its papers; answers the fingerprint.

    Raises EnvironmentFailure when it cannot be written there.
    """
    if Role.HEAD not in actor.roles:
        raise Refusal(NOT_YOURS)
    with store.reading() as session:
        file = own_key_file(session, civil_date(store.now()))
        if file is None:
            raise Refusal(NO_KEY_YET)
        private = session.execute(
            select(SigningKey.private_key).where(SigningKey.retired_at.is_(None))
        ).scalar_one()
        content = write_key_file(file, lambda message: sign(bytes(private or b""), message))
    store.note_access(
        actor, AccessKind.EXPORTED, OFFICE, file.office_uid, file.office_name, reason="核验公钥"
    )
    whole = path.with_name(f"{path.name}.part")
    try:
        whole.write_bytes(content)
        whole.replace(path)
    except OSError as error:
        raise EnvironmentFailure(*NOT_WRITTEN) from error
    return file.fingerprint


def read_file(path: Path) -> bytes:
    """The bytes of a key file; raises EnvironmentFailure when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(*NOT_READ) from error


def _is_older(file: KeyFile, known: KeyFile) -> bool:
    """Whether a file tells less than what is known: void numbers only become more."""
    return (file.made_on, len(file.void)) < (known.made_on, len(known.void))


def _about(work: Work) -> None:
    office = office_row(work.session)
    work.about(OFFICE, office.uid, office.name)


def _current_key(work: Work) -> tuple[int, bytes, bytes] | None:
    """Row, public and private half of the key in use."""
    row = work.session.execute(
        select(SigningKey.id, SigningKey.public_key, SigningKey.private_key).where(
            SigningKey.retired_at.is_(None)
        )
    ).one_or_none()
    return None if row is None else (row.id, bytes(row.public_key), bytes(row.private_key))


def _make_key(work: Work) -> str:
    pair = new_key_pair()
    spelled = key_id(pair.public).hex()
    work.insert(
        SigningKey,
        key_id=spelled,
        algorithm=ED25519,
        public_key=pair.public,
        private_key=pair.private,
        made_at=work.now,
        made_by=work.actor.name,
    )
    return spelled
