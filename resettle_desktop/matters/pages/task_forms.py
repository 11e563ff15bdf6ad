"""交办 and 转交: something to be done about a household or a person is given to a clerk, with a due day."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput
from resettle_desktop.households.pages.listed import exact_day
from resettle_desktop.households.queries.events import EventSubject, event_subject
from resettle_desktop.households.queries.rows import label_end
from resettle_desktop.office.queries import ClerkRow, clerk_rows
from resettle_desktop.office.rules.roles import ROLE_NAMES, Role
from resettle_desktop.office.use_cases.tasks import GiveTaskDraft, HandOnTaskDraft, give_task, hand_on_task

NOT_READ: Final = "资料还没有读出来，请稍等"
NO_TASK: Final = "请先选是哪件事"


class GivesToClerk(Form):
    """A form that names a clerk who works here now, and until when."""

    def clerk(self, label: str) -> None:
        """Add who is to do it."""
        self.who = self.field("clerk", label, ChoiceInput(), required=True, width=6)

    def until(self, label: str) -> None:
        """Add the last day it may be done."""
        self.due = self.field("due", label, DateInput(self.context.today, "没有期限就空着"), width=6)

    @override
    def fill(self) -> None:
        question = partial(clerk_rows, as_of=self.context.today())
        self.context.worker.ask(question, self._offer, owner=self, latest="clerks")

    def _offer(self, rows: Sequence[ClerkRow]) -> None:
        self.who.set_choices(
            [
                Choice(row.uid, row.name, "、".join(ROLE_NAMES[Role(held.role)] for held in row.roles[:2]))
                for row in rows
                if row.suspended_on is None and row.roles
            ]
        )


class GiveTaskPage(GivesToClerk):
    """What is to be done about the household or person it was opened for, by whom, until when."""

    name = "matters.give_task"
    title = "交办"
    verb = "交办(&R)"
    use_case = staticmethod(give_task)
    done_once = True
    is_about_people = True
    subject: EventSubject | None = None

    @override
    def build(self) -> None:
        self.section("要办的事", "交给谁，就列在谁的服务台上")
        self.what = self.field("what", "要办什么(&N)", TextInput("如 上门核对低保"), required=True, width=12)
        self.clerk("交给谁(&G)")
        self.until("最迟哪天(&D)")
        self.note = self.field("reason", "怎么办、为什么(&Y)", TextInput("可空着"), width=12)

    @override
    def fill(self) -> None:
        self.subject = None
        if self.subject_uid is None:
            return
        super().fill()
        question = partial(event_subject, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, failed=self._gone, latest="subject")

    @override
    def draft(self) -> GiveTaskDraft:
        subject = self.subject
        if subject is None:
            raise Refusal(NOT_READ)
        about = ("household", subject.household_uid or "", subject.label)
        if subject.person_uid is not None:
            about = ("person", subject.person_uid, subject.person_name)
        return GiveTaskDraft(
            about=about,
            what=self.what.value(),
            clerk_uid=self.who.require("clerk"),
            reason=self.note.value(),
            due=exact_day(self.due, "due"),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已交办给{self.who.text()}：{self.what.value()}")
        self.context.go_back()

    def _show(self, subject: EventSubject) -> None:
        self.subject = subject
        about = subject.person_name or subject.label
        self.set_heading(f"{type(self).title}：{about}", keeps=label_end(about))
        self.filled()

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()


class HandOnTaskPage(GivesToClerk):
    """Who does it instead; a due day only where it changes."""

    name = "matters.hand_on_task"
    title = "转交"
    verb = "转交(&R)"
    use_case = staticmethod(hand_on_task)
    done_once = True
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section("转交这件事")
        self.clerk("交给谁(&G)")
        self.until("最迟哪天(&D)")
        self.due.setPlaceholderText("不改就空着")

    @override
    def fill(self) -> None:
        super().fill()
        self.who.choose(None)
        self.due.clear()
        self.filled()

    @override
    def draft(self) -> HandOnTaskDraft:
        if self.subject_uid is None:
            raise Refusal(NO_TASK)
        return HandOnTaskDraft(self.subject_uid, self.who.require("clerk"), exact_day(self.due, "due"))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已转交给{self.who.text()}")
        self.context.go_back()
