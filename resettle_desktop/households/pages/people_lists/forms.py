"""One list beside our file: proposed from the members and opened, put right, people on and off, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.divisions import national_divisions
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.household_input import person_input
from resettle_desktop.households.pages.listed import chosen, listed
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import MemberRow, household_view
from resettle_desktop.households.queries.people_lists import (
    PeopleListRow,
    PeopleLists,
    list_of,
    lists_of_household,
)
from resettle_desktop.households.rules.circumstances import LIST_KINDS, ListKind
from resettle_desktop.households.use_cases.people_lists import (
    CloseListDraft,
    CorrectListDraft,
    EnterOnListDraft,
    LeaveListDraft,
    OpenListDraft,
    close_people_list,
    correct_people_list,
    enter_on_list,
    leave_list,
    open_people_list,
)
from resettle_desktop.sites.pages.division_choices import DivisionInput

NOT_READ: Final = "资料还没有读出来，请稍等"
NO_DAY: Final = "请填写从哪天起"
NO_DIVISION: Final = "请从列表里选；列表里没有的，写在地址里"
LISTS_PAGE: Final = "households.people_lists"


def day_in(line: DateInput, field: str) -> ImpreciseDate:
    """The day typed in a line; a month or a year will do. Raises Refusal for nothing."""
    day = line.value_or_none(field)
    if day is None:
        raise Refusal(NO_DAY, field)
    return day


def code_in(line: DivisionInput) -> str:
    """The code of the division chosen. Raises Refusal for one without a code: a list keeps only that."""
    if line.division_name and not line.division_code:
        raise Refusal(NO_DIVISION, "division_code")
    return line.division_code


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a list is proposed from: the household's members, and the lists there are already."""

    members: tuple[MemberRow, ...]
    lists: PeopleLists


def proposal_for(session: Any, household_uid: str, as_of: date) -> Proposal:
    """Ask for it."""
    members = household_view(session, household_uid, as_of).members
    return Proposal(members, lists_of_household(session, household_uid, as_of))


class OpenListPage(Form):
    """A list of a household: everybody who is on no other of its kind is ticked."""

    name = "households.open_list"
    title = "登记户口簿等名册"
    verb = "登记(&R)"
    use_case = staticmethod(open_people_list)
    keeps_draft = False
    done_once = True

    @override
    def build(self) -> None:
        self.proposal: Proposal | None = None
        self.section()
        self.kind = self.field("kind", "哪一种(&K)", ChoiceInput(listed(LIST_KINDS)), required=True, width=4)
        self.holder = self.field(
            "holder",
            "上面的户主(&N)",
            ChoiceInput(free=True, placeholder="选一人，或写姓名"),
            required=True,
            width=4,
        )
        self.since = self.field(
            "since", "从哪天起(&D)", DateInput(self.context.today), required=True, width=4
        )
        self.number = self.field("number", "编号(&B)", TextInput("户口簿的户号，可空着"), width=4)
        self.division = self.field(
            "division_code", "所在县、乡镇(&X)", DivisionInput(self.context.worker, self), width=4
        )
        self.address = self.field("address", "地址(&A)", TextInput("照上面写的"), width=4)
        self.note = self.field("note", "备注(&Z)", TextInput("可以空着"), width=12)
        self.section("上面有谁", "先照本户列出，不在上面的去掉勾；别户的人登记以后再加")
        self.table = MembersTable(self.context.theme, ticked="在上面", related="和上面户主的关系")
        self.add(self.table)
        self.kind.chosen_changed.connect(self._propose_people)
        self.holder.chosen_changed.connect(self._propose_relations)
        self.table.changed.connect(self._table_edited)

    @override
    def fill(self) -> None:
        self.proposal = None
        if self.subject_uid is not None:
            question = partial(proposal_for, household_uid=self.subject_uid, as_of=self.context.today())
            self.context.worker.ask(question, self._show, owner=self, failed=self._gone, latest="members")

    @override
    def draft(self) -> OpenListDraft:
        kind = chosen(ListKind, self.kind, "kind")
        if self.proposal is None or self.subject_uid is None or kind is None:
            raise Refusal(NOT_READ)
        return OpenListDraft(
            kind=kind,
            household_uid=self.subject_uid,
            holder=self.holder.value(),
            people=tuple((uid, self._relation(uid)) for uid in self.table.ticked()),
            since=day_in(self.since, "since"),
            number=self.number.value(),
            division_code=code_in(self.division),
            address=self.address.value(),
            note=self.note.value(),
        )

    @override
    def show_error(self, name: str, text: str) -> bool:
        if name == "people" and self.table.boxes:
            next(iter(self.table.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
            self.context.notices.say(text, tone="warn")
            return True
        return super().show_error(name, text)

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已登记{self.holder.value()}的{self.kind.text()}")
        self.context.open_page(LISTS_PAGE, self.subject_uid)

    def _show(self, proposal: Proposal) -> None:
        if self.is_dirty:
            return
        self.proposal = proposal
        self.table.show_members(proposal.members)
        self.holder.set_choices(
            [Choice(m.person.name, m.person.name, m.relation_name) for m in proposal.members]
        )
        self.kind.choose_value(ListKind.HUKOU_BOOKLET.value)
        self.filled()

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    def _propose_people(self) -> None:
        if self.proposal is None:
            return
        taken = {
            person.uid
            for row in self.proposal.lists.lists
            if row.kind.value == self.kind.value()
            for person in row.people
        }
        free = [m for m in self.proposal.members if m.person.uid not in taken]
        for member in self.proposal.members:
            self.table.tick(member.person.uid, on=member in free)
        head = next((m for m in free if m.is_head), None) or next(iter(free), None)
        if not self.holder.text().strip() and head is not None:
            self.holder.choose_value(head.person.name)
        self._propose_relations()

    def _propose_relations(self) -> None:
        if self.proposal is None:
            return
        name = self.holder.value()
        holder = next((m.person.uid for m in self.proposal.members if m.person.name == name), "")
        to_holder, ticked = self.table.to_head(holder), set(self.table.ticked())
        self.table.propose({uid: to_holder[uid] if uid in ticked else None for uid in self.table.relations})

    def _relation(self, uid: str) -> str | None:
        """What is chosen for a member; nothing will do. Raises Refusal for a word that is no relation."""
        return self.table.relations[uid].require() or None

    def _table_edited(self) -> None:
        self.edited_by_hand()


class ListForm(Form):
    """A form about one list; afterwards the lists of the household it was found from are shown."""

    keeps_draft = False
    done_once = True
    row: PeopleListRow | None = None

    @override
    def fill(self) -> None:
        self.row = None
        question: Callable[[Any], PeopleListRow | None] = partial(
            list_of, uid=self.subject_uid or "", as_of=self.context.today()
        )
        self.context.worker.ask(question, self._show, owner=self, latest="list")

    def put(self, row: PeopleListRow) -> None:
        """Put what is known of the list into the fields."""

    def known(self) -> PeopleListRow:
        """The list. Raises Refusal while it is not read."""
        if self.row is None:
            raise Refusal(NOT_READ)
        return self.row

    def said(self) -> str:
        """What was done, in words."""
        raise NotImplementedError

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(self.said())
        self.context.open_page(LISTS_PAGE, self.known().household_uid)

    def _show(self, row: PeopleListRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.set_heading(f"{type(self).title}  {row.name}")
        self.put(row)
        self.filled()


class CorrectListPage(ListForm):
    """A list's holder, number and address as they should stand."""

    name = "households.correct_list"
    title = "更正名册资料"
    use_case = staticmethod(correct_people_list)

    @override
    def build(self) -> None:
        self.section()
        self.holder = self.field("holder", "上面的户主(&N)", TextInput(), required=True, width=4)
        self.number = self.field("number", "编号(&B)", TextInput("可以空着"), width=4)
        self.division = self.field(
            "division_code", "所在县、乡镇(&X)", DivisionInput(self.context.worker, self), width=4
        )
        self.address = self.field("address", "地址(&A)", TextInput("照上面写的"), width=6)
        self.note = self.field("note", "备注(&Z)", TextInput("可以空着"), width=6)

    @override
    def put(self, row: PeopleListRow) -> None:
        self.holder.restore(row.holder)
        self.number.restore(row.number)
        self.division.put(
            national_divisions().path(row.division_code) or row.division_code if row.division_code else "",
            row.division_code,
        )
        self.address.restore(row.address)
        self.note.restore(row.note)

    @override
    def draft(self) -> CorrectListDraft:
        row = self.known()
        return CorrectListDraft(
            row.uid,
            self.holder.value(),
            self.number.value(),
            code_in(self.division),
            self.address.value(),
            self.note.value(),
            row.version,
        )

    @override
    def said(self) -> str:
        return f"{self.known().name}已更正"


class EnterOnListPage(ListForm):
    """One more person on a list, of whichever household."""

    name = "households.enter_on_list"
    title = "名册上加人"
    verb = "加入(&R)"
    use_case = staticmethod(enter_on_list)

    @override
    def build(self) -> None:
        self.section()
        context = self.context
        self.person = self.field(
            "person", "谁(&N)", person_input(context.worker, self, context.today), required=True, width=5
        )
        self.relation = self.field(
            "relation",
            "和上面户主的关系(&G)",
            ChoiceInput(relation_choices(), placeholder="可以空着"),
            width=4,
        )
        self.since = self.field("since", "从哪天起(&D)", DateInput(context.today), required=True, width=3)
        self.add(paragraph("本户、别户的人都可以；一个人在同一种名册里只能在一本上。", tone="muted"))

    @override
    def draft(self) -> EnterOnListDraft:
        return EnterOnListDraft(
            self.known().uid,
            self.person.require("person"),
            day_in(self.since, "since"),
            self.relation.require("relation") or None,
        )

    @override
    def said(self) -> str:
        return f"{self.person.text()}已加入{self.known().name}"


class LeaveListPage(ListForm):
    """Somebody is taken off a list from a day on."""

    name = "households.leave_list"
    title = "移出名册"
    verb = "移出(&R)"
    use_case = staticmethod(leave_list)

    @override
    def build(self) -> None:
        self.section()
        self.person = self.field("person", "谁(&N)", ChoiceInput(), required=True, width=6)
        self.on = self.field(
            "on", "从哪天起不在上面(&D)", DateInput(self.context.today), required=True, width=6
        )

    @override
    def put(self, row: PeopleListRow) -> None:
        self.person.set_choices([Choice(one.uid, one.name, one.relation) for one in row.people])

    @override
    def draft(self) -> LeaveListDraft:
        return LeaveListDraft(self.known().uid, self.person.require("person"), day_in(self.on, "on"))

    @override
    def said(self) -> str:
        return f"{self.person.text()}已移出{self.known().name}"


class CloseListPage(ListForm):
    """A list that is no longer kept; who stood on it until then stays askable."""

    name = "households.close_list"
    title = "名册不再用"
    verb = "不再用(&R)"
    use_case = staticmethod(close_people_list)

    @override
    def build(self) -> None:
        self.section()
        self.on = self.field("on", "从哪天起(&D)", DateInput(self.context.today), required=True, width=6)
        self.told = paragraph("", tone="muted")
        self.add(self.told)

    @override
    def put(self, row: PeopleListRow) -> None:
        self.on.restore(self.context.today().isoformat())
        names = "、".join(person.name for person in row.people)
        self.told.setText(f"从那天起不在这一本上：{names}；以前的记录都留着。" if names else "")

    @override
    def draft(self) -> CloseListDraft:
        return CloseListDraft(self.known().uid, day_in(self.on, "on"))

    @override
    def said(self) -> str:
        return f"{self.known().name}不再用"
