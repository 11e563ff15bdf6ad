"""Refusals that name the record standing in the way, so that a page can offer to open it."""

from datetime import date
from typing import Final

from resettle_desktop.foundation.errors import Refusal

NO_HEAD: Final = "请指定一位户主，一户只能有一位"
TWO_HEADS: Final = "户主有{}位，一户只能有一位，请核对“与户主关系”"
NO_MEMBERS: Final = "请至少填写户主一人"
NO_ORIGIN: Final = "请选择迁出村"
TWICE_IN_FORM: Final = "这个号码和第{}位成员“{}”的一样，请核对"
NO_SUCH_HOUSEHOLD: Final = "没有找到这一户，可能刚被别的窗口改过，请重新查找"
NO_SUCH_PERSON: Final = "没有找到这个人，可能刚被别的窗口改过，请重新查找"
MERGED_BEFORE: Final = "{}的这份档案已经并到别的档案里或已撤回，请重新查找"
NO_SUCH_CORRECTION: Final = "没有找到这次更正，请从这个人的页面重新打开"
NO_SUCH_ROOM: Final = "没有找到这套房，请重新选择"
NO_SUCH_ORIGIN: Final = "没有找到这个迁出村，请重新选择"
NOT_A_RELATION: Final = "没有“{}”这种与户主关系，请从列表里选"
NOT_AN_ETHNIC_GROUP: Final = "没有“{}”这个民族代码，请从列表里选"
UNKNOWN_WORD: Final = "没有这个选项，请从列表里选"


class SubjectRefusal(Refusal):
    """A refusal because of another record: what it is, its uid, and how clerks call it."""

    def __init__(self, text: str, field: str | None, *, kind: str, uid: str, label: str) -> None:
        super().__init__(text, field)
        self.kind = kind
        self.uid = uid
        self.label = label


class DuplicatePerson(SubjectRefusal):
    """The number is already somebody's."""

    def __init__(self, uid: str, name: str, household: str | None, number: str) -> None:
        where = f"（{household}）" if household else ""
        super().__init__(
            f"号码{number}已登记给{name}{where}，请打开原档案核对，不要重复登记",
            "number",
            kind="person",
            uid=uid,
            label=name,
        )
        self.household = household


class PerhapsTheSame(SubjectRefusal):
    """Somebody alike is there (A11): is it he? Asked once; without uid both are on the form."""

    def __init__(self, newcomer: str, uid: str, name: str, household: str) -> None:
        where = f"{household}的" if household else ""
        super().__init__(
            f"{newcomer}和{where}{name}出生日期相同、姓名相像，号码分不出来：是同一个人吗？",
            "name",
            kind="person",
            uid=uid,
            label=name,
        )


class RoomTaken(SubjectRefusal):
    """Another household still lives in the room (A19); its last day is proposed, for the clerk to confirm."""

    def __init__(self, uid: str, label: str, room: str, proposed_last_day: date) -> None:
        super().__init__(
            f"{room}现在住着{label}，请先填写原住户住到哪天，再分配给这一户",
            "previous_last_day",
            kind="household",
            uid=uid,
            label=label,
        )
        self.proposed_last_day = proposed_last_day


class RoomGivenAway(SubjectRefusal):
    """Another household's stay in the room begins no earlier than the new one: no end of it makes way."""

    def __init__(self, uid: str, label: str, room: str, since: str) -> None:
        super().__init__(
            f"{room}从{since}起已经分给{label}，请换一套房，或先给那一户办“登记搬离住房”",
            "room",
            kind="household",
            uid=uid,
            label=label,
        )
