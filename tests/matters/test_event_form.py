"""A form of a change event: what it would change stands beside it before anything is saved."""

from resettle_desktop.foundation.database.base import Base, table_of
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, NameInput
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.listed import optional
from resettle_desktop.households.pages.register.cells import SEXES, relation_choices
from resettle_desktop.households.queries.effects import told_tables
from resettle_desktop.households.rules.declared import MembershipReason
from resettle_desktop.households.use_cases import MemberDraft, add_member
from resettle_desktop.households.use_cases.drafts import AddMemberDraft, PhoneDraft
from resettle_desktop.households.use_cases.people import set_phone
from resettle_desktop.matters.pages.effects_panel import NOT_YET, WAITING, spoken
from resettle_desktop.matters.pages.event_form import HouseholdEventForm
from resettle_desktop.matters.pages.taking_back import TakingBack
from tests.households.town import town_of, without_number
from tests.kit.office import Desk, raw
from tests.kit.screen import Screen, keys, type_text


class ArrivalForm(HouseholdEventForm):
    """Somebody joins a household: the smallest event there is."""

    name = "test.arrival"
    title = "加入"
    verb = "登记(&R)"
    use_case = staticmethod(add_member)
    usual_evidence = "出生医学证明或户口簿"

    def build(self) -> None:
        self.section("谁加入")
        self.person_name = self.field("name", "姓名(&N)", NameInput(), required=True, width=4)
        self.relation = self.field(
            "relation", "与户主关系(&G)", ChoiceInput(relation_choices()), required=True, width=4
        )
        self.sex = self.field("sex", "性别(&X)", ChoiceInput(SEXES), width=4)
        self.since = self.field("since", "哪天(&J)", DateInput(self.context.today), required=True, width=4)

    @override
    def draft(self) -> AddMemberDraft:
        return AddMemberDraft(
            household_uid=self.subject_uid or "",
            reason=MembershipReason.BORN,
            member=MemberDraft(
                name=self.person_name.value(),
                relation=self.relation.require("relation"),
                number=without_number(),
                sex=optional(Sex, self.sex.value()),
                birth=self.since.value_or_none("since"),
                since=self.since.value_or_none("since"),
            ),
        )


def test_what_will_change_is_told_while_the_clerk_types(screen: Screen, desk: Desk) -> None:
    town = town_of(desk)
    uid = town.register(room="3-1-101")
    form = ArrivalForm(screen.context)
    screen.open(form, uid)
    before = [raw(desk.store, f"SELECT count(*) FROM {name}") for name in ("audit_entry", "person")]
    assert form.effects.said == WAITING
    type_text(form.person_name, "王小雨")
    form.relation.choose_value("32")
    form.since.restore("2026-11-03")
    keys(form.since, "Tab")
    form.try_out()
    screen.settle()
    assert not form.effects.said.startswith(NOT_YET), form.effects.said
    assert [spoken(effect) for effect in form.effects.effects] == [
        "新登记人员 王小雨",
        "王小雨 加入王国梁家，与户主关系：长女，2026年11月3日起",
    ]
    form.since.restore("2027-01-01")
    form.try_out()
    screen.settle()
    assert form.effects.effects == ()
    assert form.effects.said.startswith(NOT_YET)
    assert before == [raw(desk.store, f"SELECT count(*) FROM {name}") for name in ("audit_entry", "person")]


def test_typing_itself_tries_the_act_out(screen: Screen, desk: Desk) -> None:
    town = town_of(desk)
    uid = town.register()
    form = ArrivalForm(screen.context)
    screen.open(form, uid)
    form.relation.choose_value("32")
    form.since.restore("2026-11-03")
    type_text(form.person_name, "王小雨")
    screen.qtbot.waitUntil(lambda: len(form.effects.effects) == 2)
    keys(form.person_name, "F9")
    screen.qtbot.waitUntil(lambda: screen.opened == [("households.household", uid)])


def test_every_table_of_the_register_has_its_sentence() -> None:
    owned = {
        table_of(mapper.class_).name
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("resettle_desktop.households")
    }
    assert owned - told_tables() == {"threshold", "kept_copy"}  # no event writes these


def test_an_act_is_taken_back_by_alt_backspace(screen: Screen, desk: Desk) -> None:
    town = town_of(desk)
    uid = town.register()
    notices = screen.context.notices
    notices.taking_back = TakingBack(screen.context.worker, notices)
    form = ArrivalForm(screen.context)
    form.body.addWidget(notices)
    screen.open(form, uid)
    type_text(form.person_name, "王小雨")
    form.relation.choose_value("32")
    form.since.restore("2026-11-03")
    form.submit()
    screen.settle()
    assert len(town.view(uid).members) == 6
    keys(notices, "Alt+Backspace")
    screen.settle()
    assert len(town.view(uid).members) == 5
    assert notices.text == "已撤回，登记恢复原样"


def test_a_line_of_the_history_is_taken_back_after_a_question(screen: Screen, desk: Desk) -> None:
    town = town_of(desk)
    uid = town.register()
    child = town.person(uid, "王小红")
    desk.do(set_phone, PhoneDraft(child, "13900000001"))
    notices = screen.context.notices
    notices.taking_back = TakingBack(screen.context.worker, notices)
    page = HouseholdPage(screen.context)
    screen.open(page, uid)
    page.history.table.opened.emit(page.history.model.row_at(0))
    question = page.open_question
    assert question is not None
    assert "登记联系电话" in question.accessibleName()
    question.buttons[0].click()
    screen.settle()
    assert next(m for m in town.view(uid).members if m.person.uid == child).person.phone is None
    assert notices.text == "已撤回，登记恢复原样"
