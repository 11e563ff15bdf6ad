"""The form on which a household is registered: six facts, the rest can wait."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, choices_of
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import parse_typed_date
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.forms.who_is_it import ask_who_it_is
from resettle_desktop.households.pages.listed import optional
from resettle_desktop.households.pages.phone_or_none import PhoneOrNone, check_phone
from resettle_desktop.households.pages.register.member_details import REMEDY_KEY
from resettle_desktop.households.pages.register.member_more import Owner
from resettle_desktop.households.pages.register.members_input import MembersInput
from resettle_desktop.households.pages.room_input import RoomInput
from resettle_desktop.households.queries.people import household_of, person_by_number
from resettle_desktop.households.rules.checks import member_field
from resettle_desktop.households.rules.declared import RELOCATION_KINDS, HukouStanding, RelocationKind
from resettle_desktop.households.rules.identity import NumberDraft
from resettle_desktop.households.rules.refusals import DuplicatePerson, PerhapsTheSame, RoomTaken
from resettle_desktop.households.use_cases.drafts import (
    ApartDraft,
    HouseholdDraft,
    HouseholdItems,
    HukouDraft,
    MemberDraft,
)
from resettle_desktop.households.use_cases.registering import register_household
from resettle_desktop.office.queries import OfficeRow, office_row
from resettle_desktop.sites.pages.new_village_panel import NewVillagePanel
from resettle_desktop.sites.pages.origin_village_input import OriginVillageInput
from resettle_desktop.sites.queries import OriginVillageRow

KINDS: Final = choices_of((kind.value, text) for kind, text in RELOCATION_KINDS.items())


class RegisterPage(Form):
    """From the paper form to a household's file: where from, where to, phone, kind, and the members."""

    name = "households.register"
    title = "登记搬迁户"
    verb = "登记(&R)"
    use_case = staticmethod(register_household)

    _previous_last_day: date | None = None

    @override
    def build(self) -> None:
        context = self.context
        card = self.section()
        self.origin = self.field(
            "origin", "迁出村(&Q)", OriginVillageInput(context.worker, self), required=True, width=3
        )
        self.room = self.field(
            "room", "安置住房(&A)", RoomInput(context.worker, self, context.today), width=3
        )
        self.phone = self.field(
            "phone", "户主电话(&T)", PhoneOrNone(), required=True, width=3, check=check_phone
        )
        self.kind = self.field("relocation_kind", "搬迁类型(&K)", ChoiceInput(KINDS), width=3)
        self.new_village = NewVillagePanel(context)
        card.body.addWidget(self.new_village)
        self.section()
        self.members = self.field(
            "members",
            "家庭成员(&M)",
            MembersInput(context.theme, context.today, self._find_owner),
            required=True,
            width=12,
        )
        self.add(self.members.details)
        self.origin.new_wanted.connect(self.new_village.open_for)
        self.new_village.added.connect(self._village_added)
        self.new_village.given_up.connect(self.origin.setFocus)
        self.members.owner_wanted.connect(self._ask_whose)

    @override
    def commands(self) -> Sequence[Command]:
        said = Command(
            REMEDY_KEY, "没有号码／待核／重号", self.members.take_remedy, button=False, ready=self._idle
        )
        return (*super().commands(), said)

    @override
    def fill(self) -> None:
        self.context.worker.ask(office_row, self._office_known, owner=self, latest="office")
        super().fill()

    def _office_known(self, office: OfficeRow) -> None:
        self.members.practice = office.practice

    # What is said

    @override
    def draft(self) -> HouseholdDraft:
        head = self.members.head_row()
        members = tuple(self._member(place, row, head) for place, row in enumerate(self.members.filled()))
        return HouseholdDraft(
            members=members,
            origin_uid=self.origin.require("origin"),
            room_uid=self.room.require("room") or None,
            previous_last_day=self._previous_last_day,
            items=HouseholdItems(
                relocation_kind=optional(RelocationKind, self.kind.require("relocation_kind"))
            ),
        )

    def _member(self, place: int, row: int, head: int) -> MemberDraft:
        grid, more = self.members, self.members.more(row)
        at = partial(member_field, place)
        relation = grid.required(row, "relation", at("relation"))
        if not relation:
            raise Refusal("请选与户主关系", at("relation"))
        sex = grid.required(row, "sex", at("sex"))
        if not sex:
            raise Refusal("请选性别", at("sex"))
        followed = grid.more(head)
        hukou = more.hukou or followed.hukou
        return MemberDraft(
            name=grid.cell(row, "name").value(),
            relation=relation,
            number=NumberDraft(
                typed=more.original or grid.cell(row, "number").value(),
                state=more.state,
                reason=more.reason,
                chase_on=asked_day(more.chase, self.context.today(), at("chase_on")),
            ),
            phone=self.phone.value() if row == head else "",
            no_phone=row == head and self.phone.says_none,
            sex=Sex(sex),
            birth=grid.birth(row, field=at("birth")),
            ethnicity=more.ethnicity or followed.ethnicity,
            hukou=HukouDraft(HukouStanding(hukou)) if hukou else None,
            apart_from=tuple(ApartDraft(reason, uid or None) for uid, reason in more.apart),
        )

    @override
    def show_error(self, name: str, text: str) -> bool:
        first, _, rest = name.partition(".")
        if first != "members" or not rest:
            return super().show_error({"previous_last_day": "room", "room_uid": "room"}.get(name, name), text)
        place, _, column = rest.partition(".")
        filled = self.members.filled()
        row = filled[int(place)] if int(place) < len(filled) else 0
        if column in {"phone", "no_phone"}:
            return super().show_error("phone", text)
        return super().show_error(f"members.{row}.{column}", text)

    @override
    def refused(self, error: Exception) -> None:
        match error:
            case PerhapsTheSame(field=str(name)):
                self.set_busy(busy=False)
                ask_who_it_is(self, error, partial(self._apart, self._row_of(name)))
                return
            case DuplicatePerson(field=str(name)):
                super().refused(error)
                self._ask_about(self._row_of(name), error.text, error.uid, "")
                return
        last_day = error.proposed_last_day if isinstance(error, RoomTaken) else None
        if not isinstance(error, RoomTaken) or last_day is None:
            super().refused(error)
            return
        self.set_busy(busy=False)
        self.show_error("room", f"现在住着{error.label}")
        day = spoken_date(last_day)
        self.ask_here(
            f"{self.room.text()}现在住着{error.label}。他家住到{day}吗？",
            Answer(f"住到{day}，分给这一户", partial(self._make_way, last_day)),
            Answer("换一套房"),
        )

    def _row_of(self, field: str) -> int:
        """The row a refusal of ``members.2.number`` is about."""
        filled = self.members.filled()
        place = int(field.split(".")[1])
        return filled[place] if place < len(filled) else 0

    def _apart(self, row: int, person_uid: str, reason: str) -> None:
        self.members.more(row).apart.append([person_uid, reason])
        self.submit()

    def _ask_whose(self, row: int) -> None:
        owner = self.members.owner(row)
        if owner is not None:
            where = f"{owner.household}的" if owner.household else ""
            said = f"这个号码已登记给{where}{owner.name}。"
            self._ask_about(row, said, owner.uid, owner.household_uid)

    def _ask_about(self, row: int, said: str, person_uid: str, household_uid: str) -> None:
        """Ask what a number somebody holds already means: his file, a change of it, or two people."""
        go = self.context.open_page
        file = ("households.household", household_uid) if household_uid else ("households.person", person_uid)
        self.ask_here(
            f"{said}是同一个人，还是两个人一个号？",
            Answer("原档案", partial(go, *file)),
            Answer("转入、并户", partial(go, "matters.events", household_uid or person_uid)),
            Answer("重号—报公安核实", partial(self.members.number_of_two, row)),
            Answer("再核对"),
        )

    def _make_way(self, last_day: date) -> None:
        self._previous_last_day = last_day
        self.submit()
        self._previous_last_day = None

    @override
    def done(self, result: str) -> None:
        head = self.members.cell(self.members.head_row(), "name").value()
        count = len(self.members.filled())
        self.context.notices.say(f"已登记{head}家，{count}人")
        self.context.open_page("households.household", result)

    @override
    def draft_label(self) -> str:
        name = self.members.cell(self.members.head_row(), "name").value()
        return f"{self.title}：{name}" if name else self.title

    def _village_added(self, row: OriginVillageRow) -> None:
        self.origin.choose_village(row)
        self.context.notices.say(f"{row.short}已加入迁出村名册")
        self.room.setFocus()

    def _find_owner(self, number: str, then: Callable[[Owner | None], None]) -> None:
        today = self.context.today()

        def question(session: Any) -> Owner | None:
            person = person_by_number(session, number, today)
            if person is None:
                return None
            home = household_of(session, person.id, today)
            return Owner(person.name, home.uid if home else "", home.label if home else "", person.uid)

        self.context.worker.ask(question, then, owner=self)


def asked_day(typed: str, today: date, field: str) -> date | None:
    """The day to ask again, None when nothing was typed. Raises Refusal for what is no date."""
    return parse_typed_date(typed, today, field=field).earliest if typed else None
