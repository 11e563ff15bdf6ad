"""EV08 分户: who leaves, who heads each of the two households, where the new one lives."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput
from resettle_desktop.households.pages.members_table import MembersTable, member_choices_of
from resettle_desktop.households.pages.room_input import RoomInput
from resettle_desktop.households.queries import HouseholdView
from resettle_desktop.households.use_cases.events.household_split import SplitDraft, split_household
from resettle_desktop.matters.pages.events.table_form import TableEventForm

NOT_READ: Final = "资料还没有读出来，请稍等"


class SplitPage(TableEventForm):
    """The head of the new household first: ticking him and proposing the relations follow from it."""

    name = "matters.split"
    title = "分户"
    verb = "分户(&R)"
    use_case = staticmethod(split_household)
    usual_evidence = "分户申请、户口簿"
    keeps_draft = False
    _ticked: tuple[str, ...] = ()

    @override
    def build(self) -> None:
        context = self.context
        self.section("分成两户", "勾上分出去的人")
        self.new_head = self.field("leaving", "新户的户主(&N)", ChoiceInput(), required=True, width=4)
        self.old_head = self.field("staying", "原户的户主(&Y)", ChoiceInput(), required=True, width=4)
        self.on = self.field("on", "从哪天起(&D)", DateInput(context.today), required=True, width=4)
        self.table = MembersTable(context.theme, ticked="分出去", related="和各自户主的关系")
        self.add(self.table)
        self.room = self.field(
            "room", "新户住哪套(&A)", RoomInput(context.worker, self, context.today), width=6
        )
        self.takes_room = self.field("takes_room", "原来的房(&F)", QCheckBox("由新户接着住"), width=6)
        self.new_head.chosen_changed.connect(self._new_head_chosen)
        self.old_head.chosen_changed.connect(self._propose)
        self.table.changed.connect(self._table_changed)
        self.table.ended.connect(lambda: self.room.setFocus(Qt.FocusReason.TabFocusReason))

    @override
    def put(self, view: HouseholdView) -> None:
        self.on.clear()
        self.table.show_members(view.members)
        choices = member_choices_of(view.members)
        self.new_head.set_choices(choices)
        self.old_head.set_choices(choices)
        self.old_head.choose_value(view.head.person.uid if view.head else None)
        self._propose()

    @override
    def draft(self) -> SplitDraft:
        view = self.view
        if view is None or self.subject_uid is None:
            raise Refusal(NOT_READ)
        on = self.on.value_or_none("on")
        if on is None:
            raise Refusal("请填写从哪天起", "on")
        leaving = set(self.table.ticked())
        return SplitDraft(
            household_uid=self.subject_uid,
            leaving=tuple((uid, self.table.relation(uid)) for uid in self.table.relations if uid in leaving),
            staying=tuple(
                (uid, self.table.relation(uid)) for uid in self.table.relations if uid not in leaving
            ),
            on=on,
            takes_room=self.takes_room.isChecked(),
            room_uid=self.room.require("room") or None,
            evidence=self.evidence(),
        )

    @override
    def done(self, result: str) -> None:
        self.context.notices.say(f"已分户，新户的户主是{self.new_head.text()}")
        self.context.open_page("households.household", result)

    def _new_head_chosen(self) -> None:
        uid = self.new_head.value()
        if uid in self.table.boxes:
            self.table.tick(uid)
            if self.old_head.value() == uid:
                self.old_head.choose_value(None)
        self._ticked = self.table.ticked()
        self._propose()

    def _propose(self) -> None:
        """Everybody stands to the head of his own side; what does not follow is left for the clerk."""
        leaving = set(self.table.ticked())
        there = self.table.to_head(self.new_head.value())
        here = self.table.to_head(self.old_head.value())
        self.table.propose({uid: (there if uid in leaving else here)[uid] for uid in self.table.relations})

    def _table_changed(self) -> None:
        if self.table.ticked() != self._ticked:
            self._ticked = self.table.ticked()
            self._propose()
        self.table_edited()
