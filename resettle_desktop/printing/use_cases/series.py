"""Where a series begins, and the numbers that are set aside for days without power and entered later."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select

from resettle_desktop.foundation.attachments import PDF, file_bytes, store_file
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.documents.emergency_block import draw_block
from resettle_desktop.printing.models import (
    HandwrittenPaper,
    IssuedPaper,
    NumberBlock,
    PaperSeries,
    SeriesOpening,
)
from resettle_desktop.printing.queries import office_issuer, paper_head
from resettle_desktop.printing.queries.custody import number_of
from resettle_desktop.printing.rules import KINDS, PaperKind, PaperStage, PaperStep
from resettle_desktop.printing.use_cases.booking import CLERKS, note_step, reason_of, series_of, take_numbers

NO_KIND: Final = "请先选是哪种文书"
TAKEN: Final = "{title}{year}年已经取过号，不能再改起始编号"
SERIAL_RANGE: Final = "纸质登记簿上最后的编号请填1到999999之间的整数"
BOOK_NEEDED: Final = "请写明是哪本纸质登记簿，例如：2026年证明登记簿第1本"
BLOCK_RANGE: Final = "一本应急本请留1到100张"
NO_BLOCK: Final = "没有这本应急本"
NOT_RESERVED: Final = "{number}不在这本应急本里"
ENTERED: Final = "{number}已经补录过了"
TO_WHOM: Final = "请填写给谁开的"
WHAT_IT_SAYS: Final = "请写明纸上的内容"
WHO_WROTE: Final = "请填写谁手写的"
NOT_THIS_YEAR: Final = "这本应急本是{year}年的编号，纸上的日期要在{year}年以内"
BEFORE_BLOCK: Final = "纸上的日期比留号的日期{day}还早，请核对"
LATER: Final = "纸上的日期比今天还晚，请核对"
GIVEN_UP: Final = "（应急本未用）"
UNUSED: Final = "应急本没有用的一张"
HIGHEST: Final = 999_999
MOST_IN_BLOCK: Final = 100
LONGEST: Final = 60
LONGEST_CONTENT: Final = 500


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """The last number of the paper book this year, which book it is, and what is to be said of it."""

    kind: str
    last_serial: int
    book: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """How many numbers of a kind are set aside."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class HandwrittenDraft:
    """What stands on a sheet of the block: its number and date, for whom, what it says, who wrote it."""

    block_uid: str
    serial: int
    paper_date: date
    subject_label: str
    content: str
    written_by: str


@dataclass(frozen=True, slots=True)
class GiveUpDraft:
    """A sheet of the block that nobody will get, and why."""

    block_uid: str
    serial: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one sheet of a block: handed out with these words, or void for this reason."""

    label: str
    day: date
    stage: PaperStage
    said: str
    by: str | None = None


@act("设定起始编号", needs=(Role.HEAD,))
def open_series(work: Work, draft: OpeningDraft) -> int:
    """Let this year's numbers go on from the paper book's last; once, and before the first is taken."""
    kind = _kind(work, draft.kind)
    if not 1 <= draft.last_serial <= HIGHEST:
        raise Refusal(SERIAL_RANGE, "last_serial")
    book = clean_line(draft.book, what="纸质登记簿", field="book", longest=LONGEST)
    if not book:
        raise Refusal(BOOK_NEEDED, "book")
    note = clean_line(draft.note, what="说明", field="note", longest=LONGEST_CONTENT)
    series_id, last = series_of(work, kind, office_issuer(work.session), work.today)
    if last:
        raise Refusal(TAKEN.format(title=kind.title, year=work.today.year), "kind")
    work.update(PaperSeries, series_id, last_serial=draft.last_serial)
    work.insert(
        SeriesOpening,
        series_id=series_id,
        last_serial=draft.last_serial,
        book=book,
        note=note or None,
        at=work.now,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    work.about("series", work.actor.uid, f"{kind.title}{work.today.year}年")
    return draft.last_serial


@act("留应急号", needs=CLERKS)
def reserve_block(work: Work, draft: BlockDraft) -> str:
    """Take the next numbers for sheets to be written by hand, and keep their blanks; answers the block."""
    kind = _kind(work, draft.kind)
    if not 1 <= draft.count <= MOST_IN_BLOCK:
        raise Refusal(BLOCK_RANGE, "count")
    issuer = office_issuer(work.session)
    series_id, first = take_numbers(work, kind, issuer, draft.count)
    heads = tuple(
        paper_head(work.session, kind, issuer, work.today, "", serial=serial)
        for serial in range(first, first + draft.count)
    )
    uid = new_uid()
    work.insert(
        NumberBlock,
        uid=uid,
        series_id=series_id,
        kind=kind.name,
        first=first,
        last=first + draft.count - 1,
        digest=store_file(work, draw_block(kind.title, heads), PDF),
        reserved_on=work.today,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    work.about("block", uid, f"{kind.title} {heads[0].number}起{draft.count}张")
    return uid


@act("补录手写文书", needs=CLERKS)
def enter_handwritten(work: Work, draft: HandwrittenDraft) -> str:
    """Enter a paper written by hand under its own number and date; answers its uid."""
    block, year = _block(work, draft.block_uid)
    if draft.paper_date.year != year:
        raise Refusal(NOT_THIS_YEAR.format(year=year), "paper_date")
    if draft.paper_date < block.reserved_on:
        raise Refusal(BEFORE_BLOCK.format(day=block.reserved_on.isoformat()), "paper_date")
    if draft.paper_date > work.today:
        raise Refusal(LATER, "paper_date")
    label = _said(draft.subject_label, "给谁", "subject_label", TO_WHOM, LONGEST)
    content = _said(draft.content, "内容", "content", WHAT_IT_SAYS, LONGEST_CONTENT)
    written_by = _said(draft.written_by, "手写人", "written_by", WHO_WROTE, LONGEST)
    stage = PaperStage.TO_SEAL if KINDS[block.kind].sealed else PaperStage.PRINTED
    written = Written(label, draft.paper_date, stage, content, written_by)
    return _enter(work, (block, year), draft.serial, written)


@act("记应急本未用", needs=CLERKS)
def give_up_reserved(work: Work, draft: GiveUpDraft) -> str:
    """Void a number of a block whose sheet was spoiled or never used; answers the paper's uid."""
    block, year = _block(work, draft.block_uid)
    reason = reason_of(draft.reason, required=False) or UNUSED
    unused = Written(GIVEN_UP, block.reserved_on, PaperStage.VOID, reason)
    return _enter(work, (block, year), draft.serial, unused)


def block_bytes(store: Store, actor: Actor, block_uid: str) -> bytes:
    """The blanks of a block, for a printer or a file; the print stands in the access chain before."""
    with store.reading() as session:
        block = session.execute(select(NumberBlock).where(NumberBlock.uid == block_uid)).scalar_one()
        kind, digest = KINDS[block.kind], block.digest
        content = file_bytes(session, digest)
        label = f"{kind.title}手写应急本 {block.first}—{block.last}"
    if not actor.roles.intersection(kind.needs):
        raise Refusal("您的岗位不办这类文书；请换有权限的人来办")
    store.note_access(actor, AccessKind.PRINTED, "block", block_uid, label)
    return content


def _enter(work: Work, found: tuple[NumberBlock, int], serial: int, written: Written) -> str:
    block, year = found
    kind = KINDS[block.kind]
    number = number_of(work.session, kind, block.reserved_on, year, serial)
    if not block.first <= serial <= block.last:
        raise Refusal(NOT_RESERVED.format(number=number), "serial")
    taken = select(func.count()).where(IssuedPaper.series_id == block.series_id, IssuedPaper.serial == serial)
    if work.session.execute(taken).scalar_one():
        raise Refusal(ENTERED.format(number=number), "serial")
    uid = new_uid()
    row_id = work.insert(
        IssuedPaper,
        uid=uid,
        series_id=block.series_id,
        serial=serial,
        number=number,
        kind=kind.name,
        paper_date=written.day,
        issuer_name=office_issuer(work.session).name,
        subject_kind="block",
        subject_uid=block.uid,
        subject_label=written.label,
        digest=block.digest,
        stage=written.stage,
        issued_at=work.now,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    void = written.stage is PaperStage.VOID
    work.insert(
        HandwrittenPaper,
        paper_id=row_id,
        block_id=block.id,
        written_by=written.by,
        content=None if void else written.said,
    )
    if void:
        note_step(work, row_id, PaperStep.VOID, written.said)
    else:
        note_step(work, row_id, PaperStep.HANDWRITTEN, f"{written.by}手写：{written.said}")
    work.about("block", block.uid, f"{written.label} {number}")
    return uid


def _block(work: Work, uid: str) -> tuple[NumberBlock, int]:
    found = work.session.execute(
        select(NumberBlock, PaperSeries.year)
        .join(PaperSeries, PaperSeries.id == NumberBlock.series_id)
        .where(NumberBlock.uid == uid)
    ).one_or_none()
    if found is None:
        raise Refusal(NO_BLOCK)
    block, year = found
    work.needs(*KINDS[block.kind].needs)
    return block, year


def _kind(work: Work, name: str) -> PaperKind:
    kind = KINDS.get(name)
    if kind is None:
        raise Refusal(NO_KIND, "kind")
    work.needs(*kind.needs)
    return kind


def _said(text: str, what: str, field: str, refusal: str, longest: int) -> str:
    line = clean_line(text, what=what, field=field, longest=longest)
    if not line:
        raise Refusal(refusal, field)
    return line
