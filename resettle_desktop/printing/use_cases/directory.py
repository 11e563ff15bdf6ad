"""找谁办: keeping the directory, telling somebody where to go, and the head's word against it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.documents import draw_referral
from resettle_desktop.printing.models.directory import DirectoryAsk, DirectoryEntry
from resettle_desktop.printing.queries import office_issuer
from resettle_desktop.printing.queries.directory import BETWEEN, directory_lines
from resettle_desktop.printing.rules import PaperHead
from resettle_desktop.printing.rules.directory import OWN, REFERRAL, DirectoryLine, Outcome
from resettle_desktop.printing.use_cases.papers import IssueDraft, issue_paper

KEEPERS: Final = (Role.HEAD, Role.ADMINISTRATOR)
"""Who says where things are settled."""

ASK: Final = "directory_ask"
NO_SUCH_LINE: Final = "找谁办里没有这一项，请重新选"
TAKEN: Final = "找谁办里已经有“{}”，请直接改那一项"
NOT_BLANK: Final = "请填写{}"
NO_REASON: Final = "请负责人写明为什么准许开具"
LONGEST: Final = {
    "title": 30,
    "office": 60,
    "address": 60,
    "phone": 40,
    "papers": 120,
    "words": 120,
    "source": 30,
}
LABELS: Final = {
    "title": "证明名称",
    "office": "找谁办",
    "address": "地址",
    "phone": "电话",
    "papers": "带什么",
    "words": "别的叫法",
    "source": "依据",
}
NEEDED: Final = ("title", "office", "papers")
LONGEST_WHOM: Final = 40
LONGEST_WHY: Final = 100


@dataclass(frozen=True, slots=True)
class DirectoryDraft:
    """A line as it shall stand; without a code it is a new one."""

    title: str
    office: str
    papers: str
    address: str = ""
    phone: str = ""
    words: str = ""
    source: str = ""
    in_use: bool = True
    code: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """Which certificate was asked for, by whom; ``ask_uid`` tells two askings apart."""

    code: str
    ask_uid: str
    whom: str = ""
    replaces_uid: str | None = None


@dataclass(frozen=True, slots=True)
class AllowDraft:
    """The certificate the head lets be issued against the directory, to whom, and why."""

    code: str
    whom: str
    reason: str
    paper_uid: str | None = None


@act("修改找谁办", needs=KEEPERS)
def keep_directory_line(work: Work, draft: DirectoryDraft) -> str:
    """Change a line of the directory, or add one; answers its code."""
    values = {
        name: clean_line(getattr(draft, name), what=label, field=name, longest=LONGEST[name]).rstrip("。")
        for name, label in LABELS.items()
    }
    for name in NEEDED:
        if not values[name]:
            raise Refusal(NOT_BLANK.format(LABELS[name]), name)
    values["words"] = BETWEEN.join(
        values["words"].replace("，", BETWEEN).replace("；", BETWEEN).split(BETWEEN)
    )
    lines = {line.code: line for line in directory_lines(work.session)}
    if draft.code and draft.code not in lines:
        raise Refusal(NO_SUCH_LINE)
    if any(line.title == values["title"] and line.code != draft.code for line in lines.values()):
        raise Refusal(TAKEN.format(values["title"]), "title")
    issuer = office_issuer(work.session).uid
    row_id = work.session.execute(
        select(DirectoryEntry.id).where(
            DirectoryEntry.issuer_uid == issuer, DirectoryEntry.code == draft.code
        )
    ).scalar_one_or_none()
    code = draft.code or f"{OWN}{new_uid()}"
    work.about("directory_entry", code, values["title"])
    if row_id is None:
        work.insert(DirectoryEntry, issuer_uid=issuer, code=code, in_use=draft.in_use, **values)
    else:
        work.update(DirectoryEntry, row_id, version=draft.version, in_use=draft.in_use, **values)
    return code


@act("开具办事告知单", needs=REFERRAL.needs)
def issue_referral(work: Work, draft: ReferralDraft) -> str:
    """Print where to go, and count the asking; answers the issued paper's uid.

    Another sheet for the same asking (the first was spoiled) is not counted again.
    """
    line = _line_of(work, draft.code)
    whom = clean_line(draft.whom, what="给谁", field="whom", longest=LONGEST_WHOM)

    def draw(head: PaperHead) -> bytes:
        return draw_referral(line, whom, head)

    paper = issue_paper(
        work,
        IssueDraft(
            kind=REFERRAL,
            issuer=office_issuer(work.session),
            subject_kind=ASK,
            subject_uid=draft.ask_uid,
            subject_label=f"{whom} {line.title}".strip(),
            draw=draw,
            replaces_uid=draft.replaces_uid,
        ),
    )
    counted = work.session.execute(
        select(DirectoryAsk.id).where(DirectoryAsk.uid == draft.ask_uid)
    ).scalar_one_or_none()
    if counted is None:
        _book(work, line, whom, Outcome.TOLD, paper_uid=paper, uid=draft.ask_uid)
    else:
        work.update(DirectoryAsk, counted, paper_uid=paper)
    return paper


@act("准许开具目录外证明", needs=(Role.HEAD,))
def allow_anyway(work: Work, draft: AllowDraft) -> str:
    """Book the head's word that a paper is issued although the directory says who else settles it."""
    line = _line_of(work, draft.code)
    whom = clean_line(draft.whom, what="给谁", field="whom", longest=LONGEST_WHOM)
    reason = clean_line(draft.reason, what="准开理由", field="reason", longest=LONGEST_WHY)
    if not reason:
        raise Refusal(NO_REASON, "reason")
    uid = new_uid()
    work.about(ASK, uid, f"{whom} {line.title}".strip())
    _book(work, line, whom, Outcome.ALLOWED, reason=reason, paper_uid=draft.paper_uid, uid=uid)
    return uid


def _line_of(work: Work, code: str) -> DirectoryLine:
    """A line of the directory; a Refusal when it is not there or not used any more."""
    found = next((line for line in directory_lines(work.session) if line.code == code), None)
    if found is None or not found.in_use:
        raise Refusal(NO_SUCH_LINE)
    return found


def _book(
    work: Work,
    line: DirectoryLine,
    whom: str,
    outcome: Outcome,
    *,
    uid: str,
    paper_uid: str | None,
    reason: str = "",
) -> None:
    work.insert(
        DirectoryAsk,
        uid=uid,
        issuer_uid=office_issuer(work.session).uid,
        code=line.code,
        title=line.title,
        asked_on=work.today,
        whom=whom,
        outcome=outcome,
        reason=reason,
        paper_uid=paper_uid,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
