"""The first act of every file: the office, its centres, its first administrator."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Actor, Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.division_code import clean_division_code
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.office.models import Office
from resettle_desktop.office.queries import office_exists
from resettle_desktop.office.rules.names import check_prefix, check_title
from resettle_desktop.office.rules.roles import ROLE_NAMES, Role, preset_of
from resettle_desktop.office.use_cases.clerks import ClerkDraft, add_clerk
from resettle_desktop.office.use_cases.settings import OFFICE, CentreDraft, add_centre

SETUP_UID: Final = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class SetUpDraft:
    """What the first start asks for; the password never enters an act."""

    name: str
    division_code: str
    division_name: str
    centres: tuple[CentreDraft, ...]
    administrator: str
    preset: str
    phone: str = ""
    household_prefix: str = ""
    practice: bool = False


def setup_actor(desk: str) -> Actor:
    """The program itself at its first start, when nobody can have signed in yet."""
    return Actor(SETUP_UID, ROLE_NAMES[Role.SETUP], frozenset({Role.SETUP.value}), desk)


@act("首次设置单位", needs=(Role.SETUP,))
def set_up_office(work: Work, draft: SetUpDraft) -> str:
    """Write office, centres and first administrator into an empty file; return the administrator's uid."""
    if office_exists(work.session):
        raise Refusal("这个数据文件已经设置过单位，没有再次设置")
    name = check_title(draft.name, "单位名称")
    code = clean_division_code(draft.division_code)
    if not draft.centres:
        raise Refusal("至少要有一个中心", field="centres")
    preset = preset_of(draft.preset)
    uid = new_uid()
    work.about(OFFICE, uid, name)
    work.insert(
        Office,
        uid=uid,
        name=name,
        division_code=code,
        division_name=check_title(draft.division_name, "所在地", field="division"),
        household_prefix=check_prefix(draft.household_prefix),
        phone=check_title(draft.phone, "单位电话", longest=30, field="phone") if draft.phone.strip() else "",
        practice=draft.practice,
    )
    for centre in draft.centres:
        add_centre(work, centre)
    return add_clerk(work, ClerkDraft(draft.administrator, roles=tuple(preset.desks[0].roles)))
