"""The forms of events that happen to a member: who, from which day, who heads the household then."""

from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.forms.about import in_words
from resettle_desktop.households.pages.members_table import MembersTable, kin_of, member_choices_of
from resettle_desktop.households.queries import MemberRow
from resettle_desktop.households.queries.events import EventSubject, event_subject
from resettle_desktop.households.queries.rows import label_end
from resettle_desktop.households.rules.relations import relations_to_new_head
from resettle_desktop.households.use_cases.events.people_parts import NewHead
from resettle_desktop.matters.pages.event_form import EventForm
from resettle_desktop.matters.rules.events import kind_of_page

RIGHTS: Final = "办完以后要留意的"
MAY_WAIT: Final = "没商量好可以先空着，选好以前不开文书"
MUST_CHOOSE: Final = "户主走了，请给留下的人选一位新户主"
NOBODY: Final = "资料还没有读出来，请稍等"


class MemberEventForm(EventForm):
    """An event of one member, opened from his own page or from his household's.

    ``build`` calls ``whom`` and ``when``, and ``succession`` where the member may leave as head.
    """

    tells_rights: ClassVar[bool] = True
    """Whether the sentence about the rights stands on the page; not where each thing to do is a line."""

    subject: EventSubject | None = None
    _heads: MembersTable | None = None
    _head_may_wait = False

    # For build

    def whom(self, label: str, *, width: int = 4) -> None:
        """Add the field that names the member."""
        self.who = self.field("person", label, ChoiceInput(), required=True, width=width)
        self.who.chosen_changed.connect(self._who_changed)

    def when(self, label: str, *, width: int = 4) -> None:
        """Add the field for the day; a month or a year will do where nobody knows more."""
        line = DateInput(self.context.today)
        self.on = self.field("on", label, line, required=True, width=width)

    def succession(
        self, title: str = "新户主", subtitle: str = MUST_CHOOSE, *, label: str = "新户主(&N)"
    ) -> None:
        """Add who heads the household from then on, with everybody's relation to the new head."""
        self.heads_card = self.section(title, subtitle)
        self._head_may_wait = subtitle == MAY_WAIT
        self.heads_card.hide()
        self.new_head = self.field("new_head", label, ChoiceInput(), width=4)
        self._heads = MembersTable(self.context.theme, related="和新户主的关系")
        self.add(self._heads)
        self.new_head.chosen_changed.connect(self._propose)
        self._heads.changed.connect(self._relations_edited)
        self._heads.ended.connect(self.submit)

    # For draft

    def member(self) -> str:
        """The uid of whom it happened to."""
        if self.subject is None:
            raise Refusal(NOBODY)
        return self.who.require("person")

    def day(self) -> ImpreciseDate:
        """The day it happened."""
        return self.on.value_or_none("on") or ImpreciseDate(self.context.today())

    def follower(self) -> NewHead | None:
        """Who heads the household then, None where nobody was chosen or nobody has to be."""
        if self._heads is None or not self.new_head.require("new_head"):
            return None
        table = self._heads
        return NewHead(
            self.new_head.value(),
            tuple((member.person.uid, table.relation(member.person.uid)) for member in table.members),
        )

    def put_subject(self, subject: EventSubject) -> None:
        """Put what is known of the household into the fields."""

    def left_household(self) -> EventSubject | None:
        """The household somebody may leave as head; the form's own, unless he comes from another."""
        return self.subject

    def leaving(self) -> frozenset[str]:
        """The uids of those who would no longer belong to the household."""
        return frozenset({self.who.value()})

    # As a form

    @override
    def built(self) -> None:
        rights = kind_of_page(type(self).name).rights
        super().built()
        if not self.tells_rights:
            return
        follows = Card(self.context.theme, RIGHTS)
        follows.body.addWidget(paragraph(rights, tone="muted"))
        self.column.insertWidget(self.column.count() - 1, follows)

    @override
    def fill(self) -> None:
        self.subject = None
        if self.subject_uid is None:
            return
        question = partial(event_subject, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, failed=self._gone, latest="subject")

    @override
    def refused(self, error: Exception) -> None:
        super().refused(in_words(error))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(self.said())
        subject = self.subject
        if subject is not None and subject.household_uid is not None:
            self.context.open_page("households.household", subject.household_uid)
        else:
            self.context.open_page("households.person", self.subject_uid)

    def said(self) -> str:
        """What was done, in one line."""
        name = self.who.text() if hasattr(self, "who") else ""
        return f"已登记{name}的{type(self).title}" if name else f"{type(self).title}已登记"

    def _show(self, subject: EventSubject) -> None:
        self.subject = subject
        about = subject.person_name or subject.label
        self.set_heading(f"{type(self).title}：{about}", keeps=label_end(about))
        if hasattr(self, "who"):
            self.who.set_choices(member_choices_of(subject.members))
            self.who.choose_value(subject.person_uid)
        self.put_subject(subject)
        self.filled()

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    def _who_changed(self) -> None:
        self.leaving_changed()

    def leaving_changed(self) -> None:
        """Ask for a new head exactly where the head is among those who leave and somebody stays."""
        left = self.left_household()
        if self._heads is None:
            return
        gone, members = self.leaving(), left.members if left is not None else ()
        staying = tuple(m for m in members if m.person.uid not in gone)
        needed = bool(staying) and any(m.is_head and m.person.uid in gone for m in members)
        self.new_head.setEnabled(needed)
        self.fields["new_head"].set_required(required=needed and not self._head_may_wait)
        self.heads_card.setVisible(needed)
        self.new_head.set_choices(member_choices_of(staying) if needed else ())
        self._heads.setVisible(needed and bool(self.new_head.value()))

    def _propose(self) -> None:
        table, subject = self._heads, self.left_household()
        if table is None or subject is None:
            return
        head = self.new_head.value()
        gone = self.leaving()
        staying = tuple(m for m in subject.members if m.person.uid not in gone)
        table.setVisible(bool(head))
        if not head:
            return
        table.show_members(staying)
        table.propose(self._relations_to(head, subject.members, staying))

    @staticmethod
    def _relations_to(
        head: str, members: tuple[MemberRow, ...], staying: tuple[MemberRow, ...]
    ) -> dict[str, str | None]:
        place = next(number for number, member in enumerate(members) if member.person.uid == head)
        told = relations_to_new_head(kin_of(members), place)
        relations = {member.person.uid: one for member, one in zip(members, told, strict=True)}
        return {member.person.uid: relations[member.person.uid] for member in staying}

    def _relations_edited(self) -> None:
        self.edited_by_hand()
        self._settling.start()
