"""Issuing a numbered paper, answering what became of it, printing it again, voiding it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.attachments import PDF, store_file
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.documents.shifting import shifted
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.models import IssuedPaper
from resettle_desktop.printing.queries import paper, paper_bytes, paper_head, unanswered
from resettle_desktop.printing.queries.custody import pad
from resettle_desktop.printing.queries.forms import compensation_for
from resettle_desktop.printing.rules import (
    KINDS,
    OPEN,
    OUT,
    REPRINTABLE,
    STAGE_WORDS,
    Answer,
    Issuer,
    PaperHead,
    PaperKind,
    PaperStage,
    PaperStep,
    back_words,
    next_stage,
)
from resettle_desktop.printing.use_cases.booking import (
    CLERKS,
    about_paper,
    handled_paper,
    note_step,
    reason_of,
    take_numbers,
)
from resettle_desktop.printing.use_cases.codes import CodeDraft, book_code, sign_code
from resettle_desktop.printing.use_cases.forms import note_form
from resettle_desktop.printing.use_cases.stationery import spoil_sheet, use_sheet

STILL_OPEN: Final = "上一份{number}还没说“出来了吗”，没有开具新的；请先回答那一份"
NOT_REPLACEABLE: Final = "{number}{stage}，不能另开一份替代；请先记“打坏了”、交回或作废"
OTHER_SUBJECT: Final = "{number}不是给{label}开的，不能用这一份替代"
SHEET_NEEDED: Final = "请填写打坏的那张纸上印的编号"
SHEET_UNASKED: Final = "只有“打坏了”才填纸张编号"
WHO_BROUGHT: Final = "请写明谁交回的；没有收回的，请写明原因"
BACK_OR_NOT: Final = "收回了就写谁交回的，没有收回才写原因，两样只填一样"
NOT_IN_HANDS: Final = "{number}{stage}，不用再记交回"
ALREADY_BACK: Final = "{number}已记下{words}，等负责人作废"
NOT_REPRINTABLE: Final = "{number}{stage}，不能补打"
BACK_FIRST: Final = "{number}已领取，作废前请先记交回，或写明没有收回的原因"
ANSWERED: Final = "{number}{stage}，已经回答过了"
NOT_SAVED: Final = (
    "这个文件夹里存不了文件",
    "PDF 没有存成，编号和内容都已经记下，没有丢",
    "请换一个文件夹，或检查磁盘空间，再按一次",
)
FORBIDDEN_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST_NAME: Final = 80
LONGEST_SHEET: Final = 40
LONGEST_BROUGHT: Final = 180
"""Leaves room in the reason for the words around it."""


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """What to issue, in whose name, about whom; ``draw`` makes the bytes once the number is known.

    ``holder`` is the name a code to check names, ``facts`` what else on the paper it binds.
    """

    kind: PaperKind
    issuer: Issuer
    subject_kind: str
    subject_uid: str
    subject_label: str
    draw: Callable[[PaperHead], bytes]
    replaces_uid: str | None = None
    holder: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answer to 出来了吗: the sheet's own number with 打坏了, the reason with 作废."""

    paper_uid: str
    answer: Answer
    sheet_number: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReprintDraft:
    """The paper another copy of is printed, and why if somebody said so."""

    paper_uid: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VoidDraft:
    """The paper that no longer holds, and why."""

    paper_uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakePaperBackDraft:
    """The paper that no longer holds: who brought the sheet back, or why it was not brought back.

    The head may leave both blank where a clerk has booked it already.
    """

    paper_uid: str
    brought_by: str = ""
    not_back_because: str = ""


@act("开具文书", needs=CLERKS)
def issue_paper(work: Work, draft: IssueDraft) -> str:
    """Take the next number, draw the paper with it, and book both; answers the issued paper's uid.

    What refuses to be drawn takes no number. From here on the preview, the file and the sheet are the same
    bytes. A subject's last paper of the kind must have been answered first, or two would lie in the tray.
    """
    kind = draft.kind
    work.needs(*kind.needs)
    for waiting in unanswered(work.session, (kind.name,), draft.subject_uid):
        raise Refusal(STILL_OPEN.format(number=waiting.number))
    replaces_id, replaced = _replaced(work, draft)
    series_id, serial = take_numbers(work, kind, draft.issuer)
    head = paper_head(
        work.session, kind, draft.issuer, work.today, work.actor.name, serial=serial, replaces=replaced
    )
    code = sign_code(work, CodeDraft(kind, draft.issuer, head, draft.holder, draft.facts))
    head = replace(head, code=None if code is None else code.printed)
    uid = new_uid()
    row_id = work.insert(
        IssuedPaper,
        uid=uid,
        series_id=series_id,
        serial=serial,
        number=head.number,
        kind=kind.name,
        paper_date=head.paper_date,
        issuer_name=head.issuer,
        subject_kind=draft.subject_kind,
        subject_uid=draft.subject_uid,
        subject_label=draft.subject_label,
        digest=store_file(work, draft.draw(head), PDF),
        stage=PaperStage.ISSUED,
        replaces_id=replaces_id,
        issued_at=work.now,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    if code is not None:
        book_code(work, row_id, code)
    if head.form is not None:
        note_form(work, row_id, head.form)
    note_step(work, row_id, PaperStep.ISSUED)
    work.about(draft.subject_kind, draft.subject_uid, draft.subject_label)
    return uid


@act("记录打印结果", needs=CLERKS)
def answer_print(work: Work, draft: AnswerDraft) -> str:
    """Book what became of a print and answer the stage reached; only 打印好了 moves the case on.

    打坏了 puts the number into the book as spoiled and issues nothing by itself.
    """
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.stage not in OPEN:
        raise Refusal(ANSWERED.format(number=row.number, stage=STAGE_WORDS[row.stage]))
    kind = KINDS[row.kind]
    stage = next_stage(row.number, row.stage, draft.answer, sealed=kind.sealed)
    sheet = _sheet(work, kind, draft)
    reason = reason_of(draft.reason, required=draft.answer is Answer.VOID)
    if draft.answer is Answer.PRINTED:
        use_sheet(work, kind, row_id, sheet)
        sheet = None
    elif sheet is not None:
        spoil_sheet(work, kind, row_id, sheet)
    work.update(IssuedPaper, row_id, stage=stage, sheet_number=sheet)
    note_step(work, row_id, PaperStep(draft.answer.value), reason)
    about_paper(work, row)
    return stage.value


@act("补打文书", needs=CLERKS)
def reprint_paper(work: Work, draft: ReprintDraft) -> int:
    """Book another copy of a printed paper, the same bytes; answers the how manyth copy it is (补打第n次)."""
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.stage not in REPRINTABLE or row.handwritten:
        stage = "是手写的" if row.handwritten else STAGE_WORDS[row.stage]
        raise Refusal(NOT_REPRINTABLE.format(number=row.number, stage=stage))
    use_sheet(work, KINDS[row.kind], row_id, None)
    note_step(work, row_id, PaperStep.REPRINTED, reason_of(draft.reason, required=False))
    about_paper(work, row)
    return row.reprints + 1


@act("作废文书", needs=(Role.HEAD,))
def void_paper(work: Work, draft: VoidDraft) -> str:
    """Void a paper that may have been handed out; the head signs for it, its number is never used again."""
    row_id, row = handled_paper(work, draft.paper_uid)
    stage = next_stage(row.number, row.stage, Answer.VOID)
    reason = reason_of(draft.reason, required=True)
    if row.stage is PaperStage.COLLECTED and _back_of(work, draft.paper_uid) is None:
        raise Refusal(BACK_FIRST.format(number=row.number), "reason")
    work.update(IssuedPaper, row_id, stage=stage)
    note_step(work, row_id, PaperStep.VOID, reason)
    about_paper(work, row)
    return stage.value


@act("收回作废文书", needs=(Role.HEAD,))
def take_paper_back(work: Work, draft: TakePaperBackDraft) -> str:
    """Void a paper that another will stand in for, and book what became of the sheet; answers the stage."""
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.back is not None and not draft.brought_by.strip() and not draft.not_back_because.strip():
        words = row.back_words
    else:
        step, said = _whether_back(draft)
        words = back_words(step, said)
        if row.stage is PaperStage.COLLECTED:
            note_step(work, row_id, step, said)
    return void_paper(work, VoidDraft(draft.paper_uid, words))


@act("记文书交回", needs=CLERKS)
def note_paper_back(work: Work, draft: TakePaperBackDraft) -> str:
    """Book that a printed paper's sheet was brought back, or why it was not; answers which.

    The number holds until the head voids it. What was said to be lost may still be brought.
    """
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.stage not in OUT:
        raise Refusal(NOT_IN_HANDS.format(number=row.number, stage=STAGE_WORDS[row.stage]))
    step, said = _whether_back(draft)
    if row.back is PaperStep.BACK or row.back is step:
        raise Refusal(ALREADY_BACK.format(number=row.number, words=row.back_words))
    note_step(work, row_id, step, said)
    about_paper(work, row)
    return step.value


def _whether_back(draft: TakePaperBackDraft) -> tuple[PaperStep, str]:
    who = clean_line(draft.brought_by, what="交回人", field="brought_by", longest=LONGEST_BROUGHT)
    why = clean_line(
        draft.not_back_because, what="没有收回的原因", field="not_back_because", longest=LONGEST_BROUGHT
    )
    if not who and not why:
        raise Refusal(WHO_BROUGHT, "brought_by")
    if who and why:
        raise Refusal(BACK_OR_NOT, "not_back_because")
    return (PaperStep.BACK, who) if who else (PaperStep.NOT_BACK, why)


def bytes_to_print(store: Store, actor: Actor, paper_uid: str, printer: str = "") -> bytes:
    """The issued bytes, for a printer; the print stands in the access chain before anything is spent.

    A paper on a pre-printed form is moved by what that printer was measured at; its kept bytes are not.
    """
    content = _bytes_out(store, actor, paper_uid, AccessKind.PRINTED)
    with store.reading() as session:
        back = compensation_for(session, paper_uid, printer)
    return content if back is None else shifted(content, (back.a, back.b, back.c, back.d, back.e, back.f))


def bytes_to_save(store: Store, actor: Actor, paper_uid: str) -> bytes:
    """The issued bytes, for a file outside the office's own; the export stands in the access chain."""
    return _bytes_out(store, actor, paper_uid, AccessKind.EXPORTED)


def save_copy(store: Store, actor: Actor, paper_uid: str, folder: Path) -> Path:
    """Keep the issued bytes as a file in ``folder``, named by number and subject; answers where.

    A file of that name is only ever one of the same paper, and is written over when it is.
    Raises EnvironmentFailure when the folder cannot be written.
    """
    content = bytes_to_save(store, actor, paper_uid)
    with store.reading() as session:
        row = paper(session, paper_uid)
    path = folder / file_name(row.number, row.subject_label)
    whole = path.with_name(f"{path.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content)
        whole.replace(path)
    except OSError as error:
        raise EnvironmentFailure(*NOT_SAVED) from error
    return path


def file_name(number: str, label: str) -> str:
    """A file name every system takes, from a paper's number and whom it is about."""
    return FORBIDDEN_IN_NAMES.sub("_", f"{number} {label}").strip(" .")[:LONGEST_NAME] + ".pdf"


def _bytes_out(store: Store, actor: Actor, paper_uid: str, kind: AccessKind) -> bytes:
    with store.reading() as session:
        row = paper(session, paper_uid)
        if not actor.roles.intersection(KINDS[row.kind].needs):
            raise Refusal("您的岗位不办这类文书；请换有权限的人来办")
        content = paper_bytes(session, paper_uid)
    store.note_access(actor, kind, row.subject_kind, row.subject_uid, row.subject_label, reason=row.number)
    return content


def _replaced(work: Work, draft: IssueDraft) -> tuple[int | None, str]:
    """The key and number of the spoiled, void or brought-back paper the new one stands in for."""
    if draft.replaces_uid is None:
        return None, ""
    row_id, old = handled_paper(work, draft.replaces_uid)
    if old.subject_uid != draft.subject_uid or old.kind != draft.kind.name:
        raise Refusal(OTHER_SUBJECT.format(number=old.number, label=draft.subject_label))
    if not old.replaceable:
        stage = STAGE_WORDS[old.stage] if old.replaced_by is None else f"已由{old.replaced_by}替代"
        raise Refusal(NOT_REPLACEABLE.format(number=old.number, stage=stage))
    return row_id, old.number


def _back_of(work: Work, uid: str) -> PaperStep | None:
    return paper(work.session, uid).back


def _sheet(work: Work, kind: PaperKind, draft: AnswerDraft) -> str | None:
    """The sheet's own number; plain paper has none, and a good sheet is the next of the pad."""
    sheet = clean_line(draft.sheet_number, what="纸张编号", field="sheet_number", longest=LONGEST_SHEET)
    counted = pad(work.session, kind.name) is not None
    if draft.answer is Answer.SPOILED:
        if not sheet and (kind.sheet_numbered or counted):
            raise Refusal(SHEET_NEEDED, field="sheet_number")
    elif sheet and not (counted and draft.answer is Answer.PRINTED):
        raise Refusal(SHEET_UNASKED, field="sheet_number")
    return sheet or None
