"""The members of a household in a table; numbers are masked until somebody asks to see them."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.citizen_number import group_number, mask_number
from resettle_desktop.households.pages.household.glance import joined
from resettle_desktop.households.queries import MemberRow, PersonRow
from resettle_desktop.households.rules.circumstances import PresenceKind
from resettle_desktop.households.rules.declared import HukouStanding
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES, NumberState
from resettle_desktop.households.rules.moving import HUKOU_MOVED, hukou_moved

MOST_ROWS: Final = 8
LEAST_ROWS: Final = 3
HUKOU_SEEN: Final = {
    HukouStanding.NOT_MOVED: "未迁",
    HukouStanding.MOVED_GROUP: "已迁",
    HukouStanding.MOVED_DOOR: "已迁",
    HukouStanding.MOVED_COLLECTIVE: "已迁",
    HukouStanding.THIRD_PLACE: "迁往别处",
    HukouStanding.ARMY: "已注销",
    HukouStanding.PRISON: "已注销",
    HukouStanding.DEAD: "已注销",
    HukouStanding.UNREGISTERED: "未落户",
}
PRESENCE_SEEN: Final = {
    PresenceKind.AT_SITE: "在住",
    PresenceKind.WORKING_AWAY: "务工",
    PresenceKind.BOARDING: "寄宿",
    PresenceKind.AT_ORIGIN: "返迁",
    PresenceKind.ELSEWHERE: "别处",
}


def number_words(person: PersonRow, *, whole: bool) -> str:
    """The number as it may be shown; the state's own word where there is none."""
    if person.number is None:
        return NUMBER_STATE_NAMES[NumberState.NONE]
    return group_number(person.number) if whole else mask_number(person.number)


def number_chip(person: PersonRow) -> Chip | None:
    """The state of a number that is not verified."""
    if person.number_state is NumberState.VERIFIED:
        return None
    return Chip(NUMBER_STATE_NAMES[person.number_state], Tone.WARN)


def sex_and_age(person: PersonRow) -> str:
    """男 54岁, as far as it is known."""
    return person.sex.label if person.age is None else f"{person.sex.label} {person.age}岁"


def hukou_words(person: PersonRow) -> str:
    """How the hukou stands towards the site, for anybody in the queue to read: not why it was struck off."""
    return HUKOU_SEEN[person.hukou.standing] if person.hukou else ""


def presence_words(person: PersonRow) -> str:
    """Where somebody in fact lives, in a word; "" where nobody said."""
    return PRESENCE_SEEN[person.presence.kind] if person.presence else ""


def family_words(members: Sequence[MemberRow]) -> str:
    """How many they are, and how far the family's hukou has moved."""
    hukous = (member.person.hukou for member in members)
    moved = hukou_moved([hukou.standing if hukou else None for hukou in hukous])
    return joined(f"{len(members)}人" if members else "", f"户口{HUKOU_MOVED[moved]}" if moved else "")


class MembersCard(Card):
    """Name, relation, sex and age, number, hukou, where he lives; Enter opens the person."""

    opened: ClassVar[Signal] = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "家庭成员")
        self._theme = theme
        self.whole_numbers = False
        self._members: Sequence[MemberRow] = ()
        columns: tuple[Column[MemberRow], ...] = (
            Column("姓名", lambda row: row.person.name, width=5, stretch=True, strong=True),
            Column("关系", lambda row: row.relation_name, width=4),
            Column("性别年龄", lambda row: sex_and_age(row.person), width=4, optional=True),
            Column(
                "身份证号",
                lambda row: number_words(row.person, whole=self.whole_numbers),
                width=10,
                chip=lambda row: (
                    None if self.whole_numbers and row.person.number else number_chip(row.person)
                ),
            ),
            Column("户口", lambda row: hukou_words(row.person), width=4, optional=True),
            Column("现住", lambda row: presence_words(row.person), width=2, optional=True),
        )
        self.model: RowsModel[MemberRow] = RowsModel(columns, self)
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName("家庭成员")
        self.table.opened.connect(self.opened)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spaced(theme, self.body)
        self.body.addWidget(self.table)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> MemberRow | None:
        """The member the cursor is on."""
        row: MemberRow | None = self.table.row()
        return row

    def show_members(self, members: Sequence[MemberRow]) -> None:
        """Show these members."""
        self._members = tuple(members)
        place = self.table.currentIndex().row()
        self.set_title("家庭成员", family_words(members))
        self.model.set_rows(self._members)
        if 0 <= place < len(members):
            self.table.go_to(place)
        self._fit()

    def show_whole_numbers(self, *, whole: bool) -> None:
        """Show the numbers whole, or masked again."""
        self.whole_numbers = whole
        self.show_members(self._members)

    def _fit(self) -> None:
        rows = min(max(len(self._members), LEAST_ROWS), MOST_ROWS)
        height = tokens.HEIGHT["header"] + rows * tokens.HEIGHT["row"] + 2
        self.table.setFixedHeight(self._theme.px(height))
