"""The lists a household has to do with on a day, who stands on each, and what differs from the household."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, VERB, Command
from resettle_desktop.foundation.ui.empty import EmptyState
from resettle_desktop.foundation.ui.layout import Card, Columns, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.list_filters import FilterBar
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.pages.people_lists.differences import (
    SHORT_KINDS,
    count_of,
    differences,
    unlisted_words,
)
from resettle_desktop.households.queries.people_lists import (
    ListedPerson,
    PeopleListRow,
    PeopleLists,
    lists_of_household,
)
from resettle_desktop.households.queries.rows import label_end

PART: Final = "本户的一部分"
SAME: Final = Chip("和本户一样", Tone.OK)
CLOSED: Final = Chip("不用了", Tone.NEUTRAL)
FILE_CLOSED: Final = "这一户已销户：{}。名册上不再登记新的，已有的可以更正、移出"
LEAVE_KEY: Final = "F6"
CLOSE_KEY: Final = "F7"
NOTHING: Final = PeopleLists("", (), (), ())


class PeopleListsPage(Page):
    """Enter on a list goes to its people, Enter on one of them opens him; opening it is noted."""

    name = "households.people_lists"
    title = "户口簿等名册"
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset(
        {"people_list", "people_list_entry", "membership", "headship", "person", "household"}
    )

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.lists = NOTHING
        self._noted: str | None = None
        self.filters = FilterBar(self.context, (), ("as_of", "known_on"), ())
        self.filters.changed.connect(self.reload)
        self.filters.left.connect(self._to_lists)
        self.body.addWidget(self.filters)
        self.rows: RowsModel[PeopleListRow] = RowsModel(
            (
                Column("名册", lambda row: SHORT_KINDS[row.kind], width=4, strong=True),
                Column("户主、持有人", lambda row: row.holder, width=5, stretch=True),
                Column("编号", lambda row: row.number, width=6, optional=True),
                Column("人数", lambda row: f"{len(row.people)}人", width=3, right=True),
                Column("和本户比", lambda _row: PART, width=6, chip=self._chip),
            ),
            self,
        )
        self.people: RowsModel[ListedPerson] = RowsModel(
            (
                Column("姓名", lambda row: row.name, width=5, strong=True, stretch=True),
                Column("关系", lambda row: row.relation, width=4),
                Column("从哪天起", lambda row: row.since.spoken(), width=8, optional=True),
                Column("在哪一户", self._household_words, width=8, stretch=True),
            ),
            self,
        )
        self.list_table, self.people_table = RowsView(theme, self.rows), RowsView(theme, self.people)
        self.list_table.setAccessibleName("户口簿等名册")
        self.people_table.setAccessibleName("名册上的人")
        self.list_card, self.people_card = Card(theme, "名册"), Card(theme, "名册上的人")
        self.empty = EmptyState(
            theme, "这一户还没有登记户口簿等名册", "按 F9 登记一本，先列出本户的人", icon="book-user"
        )
        self.differences = paragraph(tone="warn")
        for card, table in ((self.list_card, self.list_table), (self.people_card, self.people_table)):
            spaced(theme, card.body)
            card.body.addWidget(table)
        self.list_card.body.addWidget(self.empty)
        self.body.addWidget(self.differences)
        self.body.addWidget(Columns(theme, self.list_card, self.people_card, share=(48, 52)), 1)
        self.list_table.opened.connect(lambda _row: self.people_table.setFocus())
        self.people_table.opened.connect(self._open_person)
        self.list_table.selectionModel().currentRowChanged.connect(lambda *_: self._show_people())
        self.differences.hide()

    @override
    def commands(self) -> Sequence[Command]:
        some, why = self._some_list, self._say_why
        go = partial(partial, self._open)
        return (
            Command(
                ADD, "加人", go("households.enter_on_list"), "user-plus", ready=self._may_enter, otherwise=why
            ),
            Command(CHANGE, "更正资料", go("households.correct_list"), "pencil", ready=some),
            Command(LEAVE_KEY, "移出", go("households.leave_list"), button=False, ready=self._somebody),
            Command(CLOSE_KEY, "不再用", go("households.close_list"), button=False, ready=self._somebody),
            Command(VERB, "登记一本", self._add, "plus", primary=True, ready=self._there, otherwise=why),
        )

    @property
    def row(self) -> PeopleListRow | None:
        """The list the cursor is on."""
        row: PeopleListRow | None = self.list_table.row()
        return row

    @override
    def first_focus(self) -> QWidget | None:
        return self.list_table

    @override
    def show_subject(self, uid: str | None) -> None:
        self.filters.put({})
        self._noted = None
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(
                lists_of_household,
                household_uid=self.subject_uid,
                as_of=self.filters.day(),
                known_at=self.filters.known_at(),
            )
            self.context.worker.ask(question, self.show_lists, owner=self, latest="lists")

    def show_lists(self, lists: PeopleLists) -> None:
        """Show the lists; the cursor stays on its own."""
        before, self.lists = self.row, lists
        if self._noted != self.subject_uid and self.subject_uid is not None:
            self._noted = self.subject_uid
            note_look(self.context, AccessKind.OPENED, "household", self.subject_uid, lists.label)
        title = f"  {type(self).title}"
        self.set_heading(lists.label + title, keeps=label_end(lists.label) + title)
        self.rows.set_rows(lists.lists)
        self.list_card.set_title("名册", f"{len(lists.lists)}本" if lists.lists else "")
        self.list_table.setVisible(bool(lists.lists))
        self.empty.setVisible(not lists.lists)
        place = next((p for p, row in enumerate(lists.lists) if before and row.uid == before.uid), None)
        if place is not None:
            self.list_table.go_to(place)
        self._show_people()
        self.commands_changed.emit()

    def _show_people(self) -> None:
        row = self.row if self.lists.lists else None
        self.people.set_rows(row.people if row else ())
        about = "，".join(part for part in (row.address, row.note) if part) if row else ""
        self.people_card.set_title(row.name if row else "名册上的人", about)
        said = [*differences(self.lists, row)] if row else []
        unlisted = unlisted_words(self.lists)
        if unlisted:
            said.append(unlisted)
        self.differences.setText("\n".join(said))
        self.differences.setVisible(bool(said))
        self.commands_changed.emit()

    def _chip(self, row: PeopleListRow) -> Chip | None:
        if not row.people:
            return CLOSED
        count = count_of(self.lists, row)
        if count:
            return Chip(f"差{count}人", Tone.WARN)
        return None if self.lists.absent(row) else SAME

    def _household_words(self, row: ListedPerson) -> str:
        if row.household is None:
            return "不在任何一户"
        return "本户" if row.household.uid == self.subject_uid else row.household.label

    def _there(self) -> bool:
        """A closed file takes nothing new; what stands on its lists can be put right and ended."""
        return self.subject_uid is not None and not self.lists.closed

    def _may_enter(self) -> bool:
        return self._there() and self._some_list()

    def _say_why(self) -> None:
        if self.lists.closed:
            self.context.notices.say(FILE_CLOSED.format(self.lists.closed), tone="warn")

    def _some_list(self) -> bool:
        return self.row is not None

    def _somebody(self) -> bool:
        return self.row is not None and bool(self.row.people)

    def _open(self, page: str) -> None:
        if self.row is not None:
            self.context.open_page(page, self.row.uid)

    def _open_person(self, row: ListedPerson) -> None:
        self.context.open_page("households.person", row.uid)

    def _add(self) -> None:
        self.context.open_page("households.open_list", self.subject_uid)

    def _to_lists(self) -> None:
        self.list_table.setFocus(Qt.FocusReason.OtherFocusReason)
