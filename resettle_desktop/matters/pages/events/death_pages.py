"""EV06 死亡, EV07 失踪与宣告死亡 and their revocation: few questions, kind words (J9)."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.members_table import member_choices_of
from resettle_desktop.households.pages.register.cells import relation_choices
from resettle_desktop.households.queries import HouseholdLink
from resettle_desktop.households.queries.declared_dead import WidowedByIt, widowed_by_it
from resettle_desktop.households.queries.events import EventSubject, household_left_by
from resettle_desktop.households.queries.follow_ups import follow_ups_of_death
from resettle_desktop.households.rules.declared import Marital
from resettle_desktop.households.rules.relations import HEAD, spouse_among
from resettle_desktop.households.use_cases.events.people_deaths import (
    DeathDraft,
    MissingDraft,
    ReappearedDraft,
    record_death,
    record_missing,
    record_reappeared,
)
from resettle_desktop.matters.pages.events.followed_form import FollowedForm
from resettle_desktop.matters.pages.events.member_form import MAY_WAIT, NOBODY, MemberEventForm
from resettle_desktop.matters.rules.events import kind_of_page

MARRIED_AGAIN: Final = "{}不再是丧偶，改回宣告以前的；再婚了或书面声明不愿意恢复的去掉勾"


class GonePage(FollowedForm):
    """Somebody's life has ended, or a court says so: whose marriage ends, what has to be looked after."""

    by_court: ClassVar[bool] = False

    def marriage(self) -> None:
        """Add whose marriage ends by it."""
        self.spouse = self.field("spouse", "配偶(&P)", ChoiceInput(), width=4)
        self.widowed = self.field("widowed", "配偶的婚姻状况(&O)", QCheckBox("从这一天起改为丧偶"), width=6)

    def widow(self) -> str | None:
        """The uid of whose marriage ends, None where it does not."""
        return self.spouse.require("spouse") or None if self.widowed.isChecked() else None

    @override
    def leaving_changed(self) -> None:
        super().leaving_changed()
        self._propose_spouse()

    def _propose_spouse(self) -> None:
        """Who is married to the dead by the relations, unless the file says otherwise."""
        members = self.subject.members if self.subject is not None else ()
        gone = self.who.value()
        self.spouse.set_choices(member_choices_of(tuple(m for m in members if m.person.uid != gone)))
        place = next((number for number, m in enumerate(members) if m.person.uid == gone), None)
        found = None if place is None else spouse_among([m.relation for m in members], place)
        spouse = members[found].person if found is not None else None
        married = spouse is not None and spouse.marital in {None, Marital.MARRIED}
        self.spouse.choose_value(spouse.uid if spouse is not None and married else None)
        self.widowed.setChecked(married)

    @override
    def ask_follow_ups(self) -> None:
        who, day = self.who.value(), self._known_day()
        if not who or day is None:
            self.show_follow_ups(())
            return
        question = partial(
            follow_ups_of_death,
            person_uid=who,
            on=day,
            as_of=self.context.today(),
            head_chosen=bool(self.new_head.value()),
            declared=self.by_court,
        )
        self.context.worker.ask(question, self.show_follow_ups, owner=self, latest="follow_ups")

    def _known_day(self) -> ImpreciseDate | None:
        try:
            return self.on.value_or_none("on")
        except Refusal:
            return None


class DeathPage(GonePage):
    """Who has died and when; the paper may come later."""

    name = "matters.death"
    title = "去世"
    verb = "登记(&R)"
    use_case = staticmethod(record_death)
    usual_evidence = kind_of_page("matters.death").evidence

    @override
    def build(self) -> None:
        self.section("逝者", "知道哪天填哪天，只知道月份填月份；证明材料可以以后补交")
        self.whom("姓名(&M)")
        self.when("去世日期(&D)")
        self.marriage()
        self.succession(subtitle=MAY_WAIT)

    @override
    def draft(self) -> DeathDraft:
        return DeathDraft(self.member(), self.day(), self.follower(), self.evidence(), self.widow())

    @override
    def event_words(self) -> str:
        return f"{self.who.text()}去世后"

    @override
    def said(self) -> str:
        return f"{self.who.text()}的去世已登记，请节哀"


class MissingPage(GonePage):
    """Whom a court has declared missing or dead, from when."""

    name = "matters.missing"
    title = "失踪或宣告死亡"
    verb = "登记(&R)"
    use_case = staticmethod(record_missing)
    usual_evidence = kind_of_page("matters.missing").evidence
    tells_rights = True
    by_court = True

    @override
    def build(self) -> None:
        self.section("法院宣告", "宣告失踪的仍是家庭成员；人回来了可以撤销")
        self.whom("姓名(&M)")
        self.when("从哪天起(&D)")
        self.dead = self.field("dead", "宣告的是(&S)", QCheckBox("宣告死亡"), width=4)
        self.marriage()
        self.dead.toggled.connect(lambda _on: self.leaving_changed())
        self.succession(subtitle=MAY_WAIT)
        self._show_what_a_death_asks()

    @override
    def leaving(self) -> frozenset[str]:
        return super().leaving() if self.dead.isChecked() else frozenset()

    @override
    def leaving_changed(self) -> None:
        super().leaving_changed()
        self._show_what_a_death_asks()

    def _show_what_a_death_asks(self) -> None:
        dead = self.dead.isChecked()
        for name in ("spouse", "widowed"):
            self.fields[name].setVisible(dead)
        self.follow_ups.setVisible(dead)

    @override
    def ask_follow_ups(self) -> None:
        if self.dead.isChecked():
            super().ask_follow_ups()
        else:
            self.show_follow_ups(())

    @override
    def event_words(self) -> str:
        return f"{self.who.text()}宣告死亡后"

    @override
    def draft(self) -> MissingDraft:
        dead = self.dead.isChecked()
        return MissingDraft(
            self.member(),
            self.day(),
            dead,
            self.follower() if dead else None,
            self.evidence(),
            self.widow() if dead else None,
        )


class ReappearedPage(MemberEventForm):
    """Who is back after a declaration, and in which household."""

    name = "matters.reappeared"
    title = "撤销失踪或宣告死亡"
    verb = "登记(&R)"
    use_case = staticmethod(record_reappeared)
    usual_evidence = kind_of_page("matters.reappeared").evidence

    @override
    def build(self) -> None:
        self.section("回到哪一户", "只宣告过失踪的不用选，仍在原来的户里")
        self.when("从哪天起(&D)")
        self.household = self.field("household", "原来的户(&N)", ChoiceInput(), width=4)
        but_head = tuple(choice for choice in relation_choices() if choice.value != HEAD)
        self.relation = self.field("relation", "与户主关系(&G)", ChoiceInput(but_head), width=4)
        self._widowed: WidowedByIt | None = None
        self.married = self.field("spouse", "配偶的婚姻状况(&O)", QCheckBox(), width=12)
        self.fields["spouse"].hide()

    @override
    def put_subject(self, subject: EventSubject) -> None:
        for name in ("household", "relation"):
            self.fields[name].set_required(required=subject.household_uid is None)
        if subject.person_uid is None or subject.household_uid is not None:
            return
        question = partial(household_left_by, person_uid=subject.person_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._left, owner=self, latest="left")
        widowed = partial(widowed_by_it, person_uid=subject.person_uid)
        self.context.worker.ask(widowed, self._put_widowed, owner=self, latest="widowed")

    def _put_widowed(self, widowed: WidowedByIt | None) -> None:
        """The marriage stands again by law, unless the spouse married another or does not want it."""
        self._widowed = widowed
        self.fields["spouse"].setVisible(widowed is not None)
        self.married.setText(MARRIED_AGAIN.format(widowed.name) if widowed is not None else "")
        self.married.setChecked(widowed is not None)
        self._settling.start()

    def _left(self, household: HouseholdLink | None) -> None:
        if household is not None:
            self.household.set_choices((Choice(household.uid, household.label),))
            self.household.choose_value(household.uid)

    @override
    def draft(self) -> ReappearedDraft:
        if self.subject is None or self.subject.person_uid is None:
            raise Refusal(NOBODY)
        return ReappearedDraft(
            self.subject.person_uid,
            self.day(),
            self.household.require("household") or None,
            self.relation.require("relation"),
            evidence=self.evidence(),
            spouse_uid=self._widowed.uid if self._widowed is not None and self.married.isChecked() else None,
        )
