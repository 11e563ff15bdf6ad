"""Keeping the sheet with both sides of an identity card, where the clerk says so."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.attachments import PDF, store_file
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models.kept_copies import KeptCopy
from resettle_desktop.households.rules.id_copy import clean_purpose
from resettle_desktop.households.use_cases.finding import find_person
from resettle_desktop.office.rules import Role

LARGEST: Final = 3_000_000
NOT_A_SHEET: Final = "这不是能存的复印件，请重新做一张"
TOO_LARGE: Final = "复印件太大，没有存，请换小一点的照片"


@dataclass(frozen=True, slots=True)
class KeepCopyDraft:
    """The sheet as it was printed, of whose card and what for."""

    person_uid: str
    purpose: str
    content: bytes


@act("存身份证复印件", needs=(Role.HOUSEHOLD_CLERK, Role.HEAD))
def keep_copy(work: Work, draft: KeepCopyDraft) -> str:
    """Keep a sheet in somebody's file; answers what it is known by."""
    person = find_person(work, draft.person_uid)
    purpose = clean_purpose(draft.purpose)
    if not draft.content.startswith(b"%PDF"):
        raise Refusal(NOT_A_SHEET)
    if len(draft.content) > LARGEST:
        raise Refusal(TOO_LARGE)
    work.about("person", person.uid, person.name)
    digest = store_file(work, draft.content, PDF)
    work.insert(
        KeptCopy,
        person_id=person.id,
        digest=digest,
        purpose=purpose,
        kept_on=work.today,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    return digest
