"""房子证（不动产权证）: how far the title of a household's new home has come, and whose it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.base import table_of
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.models import HomeTitle, RoomAssignment
from resettle_desktop.households.rules.checks import check_of_home, clean_text
from resettle_desktop.households.rules.homes import TITLE_STAGES, TitleStage
from resettle_desktop.households.use_cases.finding import find_household, household_with_id
from resettle_desktop.households.use_cases.old_home import OldHomeDraft, complete_old_home
from resettle_desktop.households.use_cases.succession import on_day
from resettle_desktop.office.rules import Role

NO_TITLE_NUMBER: Final = "请照证书填写不动产权证号"
NUMBER_TAKEN: Final = "这个证号已登记给{}，请核对"
NOT_ISSUED: Final = "“{}”还没有证书，证号和发证日期请空着"
NO_STAGE: Final = "请选房子证办到哪一步"
LONGEST_NUMBER: Final = 60


@dataclass(frozen=True, slots=True)
class HomeTitleDraft:
    """The title of the new home as it should stand; only an issued one has a number and a day."""

    household_uid: str
    stage: TitleStage | None
    number: str = ""
    issued_on: date | None = None
    co_owners: str = ""
    version: int | None = None


@act("完善房子证", needs=(Role.HOUSEHOLD_CLERK,))
def complete_home_title(work: Work, draft: HomeTitleDraft) -> None:
    """Set how far the title has come; what was issued is kept with its number."""
    household = find_household(work, draft.household_uid)
    work.about("household", household.uid, household.label)
    if draft.stage is None:
        raise Refusal(NO_STAGE, "stage")
    if draft.stage is not TitleStage.ISSUED and (draft.number.strip() or draft.issued_on):
        raise Refusal(NOT_ISSUED.format(TITLE_STAGES[draft.stage]), "stage")
    if draft.issued_on is not None:
        check_of_home(on_day(draft.issued_on), work.today, field="issued_on")
    issued = draft.stage is TitleStage.ISSUED
    values = {
        "stage": draft.stage,
        "number": free_number(work, draft.number, household.id) if issued else None,
        "issued_on": draft.issued_on,
        "co_owners": clean_text(draft.co_owners, field="co_owners", what="共有情况"),
    }
    keep_title(work, household.id, values, version=draft.version)


def free_number(work: Work, typed: str, household_id: int) -> str:
    """Part of acts on a title: its number as it is kept. Raises Refusal when blank or taken."""
    number = clean_text(typed, field="number", what="不动产权证号", longest=LONGEST_NUMBER)
    if number is None:
        raise Refusal(NO_TITLE_NUMBER, "number")
    table = table_of(HomeTitle)
    holder = work.session.execute(
        select(table.c.household_id).where(table.c.number == number, table.c.household_id != household_id)
    ).scalar()
    if holder is not None:
        raise Refusal(NUMBER_TAKEN.format(household_with_id(work, holder).label), "number")
    return number


def keep_title(work: Work, household_id: int, values: dict[str, Any], *, version: int | None = None) -> None:
    """Part of acts on a title: write it; when it is first heard of it is that of the home lived in."""
    table = table_of(HomeTitle)
    key = work.session.execute(select(table.c.id).where(table.c.household_id == household_id)).scalar()
    if key is not None:
        work.update(HomeTitle, key, version=version, **values)
    else:
        room_id = home_of(work, household_id)
        work.insert(HomeTitle, household_id=household_id, **{"room_id": room_id, **values})


def home_of(work: Work, household_id: int) -> int | None:
    """Part of acts on a title: the room a household lives in, the first when there are several."""
    rooms = work.session.execute(
        select(RoomAssignment.room_id)
        .where(
            RoomAssignment.household_id == household_id,
            RoomAssignment.superseded_at.is_(None),
            RoomAssignment.ends.is_(None),
        )
        .order_by(RoomAssignment.starts, RoomAssignment.id)
    ).scalars()
    return next(iter(rooms), None)


@dataclass(frozen=True, slots=True)
class HomesDraft:
    """What was said of the old house and of the title; None leaves it as it is."""

    old: OldHomeDraft | None = None
    title: HomeTitleDraft | None = None


@act("完善旧房和房子证", needs=(Role.HOUSEHOLD_CLERK,))
def complete_homes(work: Work, draft: HomesDraft) -> None:
    """Set what is known of the home that was left and of the title of the new one, in one go."""
    if draft.old is not None:
        complete_old_home(work, draft.old)
    if draft.title is not None:
        complete_home_title(work, draft.title)
