"""EV27 重复建档合并: the page's person goes on, the other file of the same human being ends."""

from typing import Any

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.households.pages.household_input import person_input
from resettle_desktop.households.use_cases.events.duplicates import (
    MergePeopleDraft,
    SaidToBeTwo,
    merge_duplicate_people,
)
from resettle_desktop.matters.pages.event_form import PersonEventForm


class DuplicatePersonPage(PersonEventForm):
    """Which other file is of the same human being."""

    name = "matters.duplicate_person"
    title = "重复建档合并"
    verb = "合并(&R)"
    use_case = staticmethod(merge_duplicate_people)
    usual_evidence = "双方确认：核对号码、出生日期、父母姓名，确是同一个人"

    _withdraws_answer = False

    @override
    def build(self) -> None:
        context = self.context
        self.section("同一个人的另一份档案", "这一份保留，选中的那一份并进来")
        self.duplicate = self.field(
            "duplicate",
            "另一份档案(&N)",
            person_input(context.worker, self, context.today, with_dead=True),
            required=True,
            width=12,
        )

    @override
    def draft(self) -> MergePeopleDraft:
        if self.subject_uid is None:
            raise Refusal("请先打开一个人")
        return MergePeopleDraft(
            self.subject_uid, self.duplicate.require("duplicate"), self.evidence(), self._withdraws_answer
        )

    @override
    def refused(self, error: Exception) -> None:
        super().refused(error)
        if isinstance(error, SaidToBeTwo):
            self.ask_here(
                f"{error.text}现在收回吗？",
                Answer("是同一人，收回并合并", self._withdraw_answer),
                Answer("不合并"),
            )

    def _withdraw_answer(self) -> None:
        self._withdraws_answer = True
        self.submit()
        self._withdraws_answer = False

    @override
    def done(self, result: Any) -> None:
        overlaps = list(result or ())
        text = f"已把{self.duplicate.text()}的另一份档案并进来"
        self.context.notices.say(text + (f"；{'；'.join(overlaps)}" if overlaps else ""))
        self.context.open_page("households.person", self.subject_uid)
