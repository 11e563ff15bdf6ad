"""Sealing a paper, handing it over, putting it aside; booking a number that a crash interrupted."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.citizen_number import check_citizen_number
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.models import IssuedPaper, PaperCollection, SealUse
from resettle_desktop.printing.queries import PaperRow
from resettle_desktop.printing.queries.custody import was_sent
from resettle_desktop.printing.rules import OPEN, STAGE_WORDS, PaperStage, PaperStep
from resettle_desktop.printing.rules.custody import SIGNED_WORDS, Signed
from resettle_desktop.printing.use_cases.booking import CLERKS, about_paper, handled_paper, note_step

NONE_CHOSEN: Final = "请先勾选要用印的文书"
NOT_TO_SEAL: Final = "{number}{stage}，不能再用印"
NOT_SEALED: Final = "{number}{stage}，不能记领取；请先用印"
NOT_TO_PUT_ASIDE: Final = "{number}{stage}，不能放入未领取"
LIES_IN_OFFICE: Final = "{number}的纸已经收回，不能再发出去；请负责人作废"
COPIES: Final = "份数请填1到99"
RELATION_NEEDED: Final = "代签的，请写明代签人和本人的关系"
WITNESS_NEEDED: Final = "按指印或代签的，请写见证人"
ANSWERED: Final = "{number}{stage}，不用记中断"
WAS_SENT: Final = "{number}已经送过打印机或存过文件，请看纸再回答“出来了吗”"
INTERRUPTED: Final = "中断：编号取了，纸没有打出来"
MOST_COPIES: Final = 99
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class SealDraft:
    """The papers a seal is pressed on, which seal, who keeps it, who approved, how many copies of each."""

    paper_uids: tuple[str, ...]
    seal: str
    keeper: str
    approver: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class CollectDraft:
    """Who takes a paper along, his citizen number, for whom he comes if not himself, how he signed."""

    paper_uid: str
    collector: str
    number: str
    relation: str = ""
    signed: Signed = Signed.NAME
    witness: str = ""
    read_aloud: bool = False


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """One paper of the book."""

    paper_uid: str


@act("登记用印", needs=CLERKS)
def seal_papers(work: Work, draft: SealDraft) -> int:
    """Press the seal on all these papers or on none; answers on how many."""
    if not draft.paper_uids:
        raise Refusal(NONE_CHOSEN)
    seal, keeper, approver = (
        _said(text, what, field)
        for text, what, field in (
            (draft.seal, "印章", "seal"),
            (draft.keeper, "保管人", "keeper"),
            (draft.approver, "批准人", "approver"),
        )
    )
    if not 1 <= draft.copies <= MOST_COPIES:
        raise Refusal(COPIES, "copies")
    label = ""
    for uid in dict.fromkeys(draft.paper_uids):
        row_id, row = handled_paper(work, uid)
        if row.stage is not PaperStage.TO_SEAL:
            raise Refusal(NOT_TO_SEAL.format(number=row.number, stage=STAGE_WORDS[row.stage]))
        _not_back(row)
        work.update(IssuedPaper, row_id, stage=PaperStage.SEALED)
        work.insert(
            SealUse,
            paper_id=row_id,
            seal=seal,
            keeper=keeper,
            approver=approver,
            copies=draft.copies,
            at=work.now,
            clerk_uid=work.actor.uid,
            clerk_name=work.actor.name,
        )
        said = f"{seal}，{draft.copies}份，保管人{keeper}，批准人{approver}"
        note_step(work, row_id, PaperStep.SEALED, said)
        label = label or f"{row.subject_label} {row.number}"
    count = len(set(draft.paper_uids))
    work.about("seal", work.actor.uid, label if count == 1 else f"{label} 等{count}份")
    return count


@act("登记领取", needs=CLERKS)
def collect_paper(work: Work, draft: CollectDraft) -> str:
    """Hand a sealed paper over; answers the stage."""
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.stage not in {PaperStage.SEALED, PaperStage.UNCOLLECTED}:
        raise Refusal(NOT_SEALED.format(number=row.number, stage=STAGE_WORDS[row.stage]))
    _not_back(row)
    collector = _collector(draft.collector)
    number = _number(work, draft.number)
    relation = clean_line(draft.relation, what="关系", field="relation", longest=LONGEST)
    witness = clean_line(draft.witness, what="见证人", field="witness", longest=LONGEST)
    if draft.signed is Signed.BY_OTHER and not relation:
        raise Refusal(RELATION_NEEDED, "relation")
    if draft.signed is not Signed.NAME and not witness:
        raise Refusal(WITNESS_NEEDED, "witness")
    work.update(IssuedPaper, row_id, stage=PaperStage.COLLECTED)
    work.insert(
        PaperCollection,
        paper_id=row_id,
        collector=collector,
        number=number,
        relation=relation or None,
        signed=draft.signed,
        witness=witness or None,
        read_aloud=draft.read_aloud,
        at=work.now,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    whom = f"{collector}（{relation}代领）" if relation else collector
    said = [whom, SIGNED_WORDS[draft.signed], *((f"见证人{witness}",) if witness else ())]
    note_step(work, row_id, PaperStep.COLLECTED, "，".join(said))
    about_paper(work, row)
    return PaperStage.COLLECTED.value


@act("放入未领取", needs=CLERKS)
def put_aside(work: Work, draft: PaperDraft) -> str:
    """Put a sealed paper nobody came for aside; it can still be collected. Answers the stage."""
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.stage is not PaperStage.SEALED:
        raise Refusal(NOT_TO_PUT_ASIDE.format(number=row.number, stage=STAGE_WORDS[row.stage]))
    _not_back(row)
    work.update(IssuedPaper, row_id, stage=PaperStage.UNCOLLECTED)
    note_step(work, row_id, PaperStep.UNCOLLECTED)
    about_paper(work, row)
    return PaperStage.UNCOLLECTED.value


@act("记打印中断", needs=CLERKS)
def book_interrupted(work: Work, draft: PaperDraft) -> str:
    """Book a number as spoiled whose bytes never reached a printer or a file; answers the stage.

    Where they did, there may be a sheet, and only somebody who looks for it can answer.
    """
    row_id, row = handled_paper(work, draft.paper_uid)
    if row.stage not in OPEN:
        raise Refusal(ANSWERED.format(number=row.number, stage=STAGE_WORDS[row.stage]))
    if was_sent(work.session, row):
        raise Refusal(WAS_SENT.format(number=row.number))
    work.update(IssuedPaper, row_id, stage=PaperStage.SPOILED)
    note_step(work, row_id, PaperStep.SPOILED, INTERRUPTED)
    about_paper(work, row)
    return PaperStage.SPOILED.value


def _not_back(row: PaperRow) -> None:
    if row.back is PaperStep.BACK:
        raise Refusal(LIES_IN_OFFICE.format(number=row.number))


def _said(text: str, what: str, field: str) -> str:
    line = clean_line(text, what=what, field=field, longest=LONGEST)
    if not line:
        raise Refusal(f"请填写{what}", field)
    return line


def _collector(text: str) -> str:
    try:
        return clean_name(text)
    except Refusal as refusal:
        raise Refusal(refusal.text, "collector") from None


def _number(work: Work, text: str) -> str:
    try:
        return check_citizen_number(text, work.today, practice=office_row(work.session).practice).number
    except Refusal as refusal:
        raise Refusal(refusal.text, "number") from None
