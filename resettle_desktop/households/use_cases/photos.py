"""照片: the picture of a person, kept small in the file under its digest."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.attachments import JPEG, LARGEST_PICTURE, store_file
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import Person
from resettle_desktop.households.use_cases.finding import find_person
from resettle_desktop.office.rules import Role

JPEG_BEGINS: Final = b"\xff\xd8\xff"

NOT_A_PHOTO: Final = "这不是能保存的照片，请重新选一张"
TOO_LARGE: Final = "照片超过1兆，没有保存，请重新选一张"


@dataclass(frozen=True, slots=True)
class PhotoDraft:
    """A person's photo as JPEG of at most one megabyte; no bytes take the photo away."""

    person_uid: str
    content: bytes = b""
    version: int | None = None


@act("更换照片", needs=(Role.HOUSEHOLD_CLERK,))
def set_photo(work: Work, draft: PhotoDraft) -> None:
    """Give somebody a photo, another one, or none; earlier ones stay in the file."""
    person = find_person(work, draft.person_uid)
    if draft.content and not draft.content.startswith(JPEG_BEGINS):
        raise Refusal(NOT_A_PHOTO)
    if len(draft.content) > LARGEST_PICTURE:
        raise Refusal(TOO_LARGE)
    work.about("person", person.uid, person.name)
    digest = store_file(work, draft.content, JPEG) if draft.content else None
    work.update(Person, person.id, version=draft.version, photo=digest)
