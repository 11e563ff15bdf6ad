"""EV14 外出务工, EV16–19 入伍与退役、收监与刑满, EV20/21 升学, EV30/31/33: away or changed, yet a member."""

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput, choices_of
from resettle_desktop.households.pages.listed import chosen, listed, whole_number
from resettle_desktop.households.rules.declared import HukouStanding
from resettle_desktop.households.rules.school_years import school_choices, school_of
from resettle_desktop.households.use_cases.drafts import HukouDraft
from resettle_desktop.households.use_cases.events.people_away import (
    AwayByStateDraft,
    BackDraft,
    StudiesDraft,
    WorkingAwayDraft,
    record_boarding,
    record_discharge,
    record_enlistment,
    record_imprisonment,
    record_release,
    record_studies,
    record_working_away,
)
from resettle_desktop.households.use_cases.events.people_standing import (
    CARDS,
    Card,
    CardExpiredDraft,
    StandingDraft,
    record_card_expired,
    record_civil_service,
    record_other_collective,
)
from resettle_desktop.matters.pages.events.member_form import MemberEventForm
from resettle_desktop.matters.rules.events import kind_of_page


class WorkingAwayPage(MemberEventForm):
    """Who works away, where, for whom, how many months of the year."""

    name = "matters.working_away"
    title = "外出务工"
    verb = "登记(&R)"
    use_case = staticmethod(record_working_away)
    usual_evidence = kind_of_page("matters.working_away").evidence

    @override
    def build(self) -> None:
        self.section("", "只记人在哪里；成员、户口、住房都不变")
        self.whom("姓名(&M)")
        self.when("从哪天起(&D)")
        self.place = self.field("place", "在哪里(&P)", TextInput("如 天津"), required=True, width=4)
        self.months = self.field("months", "一年几个月(&Y)", TextInput(), width=4)
        self.employer = self.field("employer", "单位(&U)", TextInput(), width=4)
        self.channel = self.field("channel", "谁介绍的(&C)", TextInput(), width=4)
        self.abroad = self.field("abroad", "国外(&A)", QCheckBox("在国外务工"), width=4)

    @override
    def draft(self) -> WorkingAwayDraft:
        return WorkingAwayDraft(
            self.member(),
            self.day(),
            self.place.value(),
            whole_number(self.months, "months", "月数"),
            self.employer.value(),
            self.channel.value(),
            self.abroad.isChecked(),
            self.evidence(),
        )


class AwayByStatePage(MemberEventForm):
    """Who, from when, where."""

    place_label = ""

    @override
    def build(self) -> None:
        self.section()
        self.whom("姓名(&M)")
        self.when("从哪天起(&D)")
        self.place = self.field("place", self.place_label, TextInput(), width=4)

    @override
    def draft(self) -> AwayByStateDraft:
        return AwayByStateDraft(self.member(), self.day(), self.place.value(), self.evidence())


class EnlistmentPage(AwayByStatePage):
    """Who joins the army."""

    name = "matters.enlistment"
    title = "入伍"
    verb = "登记(&R)"
    use_case = staticmethod(record_enlistment)
    usual_evidence = kind_of_page("matters.enlistment").evidence
    place_label = "部队或地区(&P)"


class ImprisonmentPage(AwayByStatePage):
    """Who serves a sentence."""

    name = "matters.imprisonment"
    title = "收监"
    verb = "登记(&R)"
    use_case = staticmethod(record_imprisonment)
    usual_evidence = kind_of_page("matters.imprisonment").evidence
    place_label = "服刑地点(&P)"


class BackPage(MemberEventForm):
    """Who is back, from when; the hukou is restored."""

    @override
    def build(self) -> None:
        self.section()
        self.whom("姓名(&M)")
        self.when("哪天(&D)")

    @override
    def draft(self) -> BackDraft:
        return BackDraft(self.member(), self.day(), evidence=self.evidence())


class DischargePage(BackPage):
    """Who comes back from the army."""

    name = "matters.discharge"
    title = "退役"
    verb = "登记(&R)"
    use_case = staticmethod(record_discharge)
    usual_evidence = kind_of_page("matters.discharge").evidence


class ReleasePage(BackPage):
    """Who has served a sentence."""

    name = "matters.release"
    title = "刑满释放"
    verb = "登记(&R)"
    use_case = staticmethod(record_release)
    usual_evidence = kind_of_page("matters.release").evidence


class BoardingPage(MemberEventForm):
    """Which school somebody boards at."""

    name = "matters.boarding"
    title = "在外寄宿"
    verb = "登记(&R)"
    use_case = staticmethod(record_boarding)
    usual_evidence = kind_of_page("matters.boarding").evidence

    @override
    def build(self) -> None:
        self.section()
        self.whom("姓名(&M)")
        self.when("从哪天起(&D)")
        self.stage = self.field(
            "stage", "在校情况(&S)", ChoiceInput(choices_of(school_choices())), required=True, width=4
        )
        self.school = self.field("school", "学校(&N)", TextInput(), required=True, width=6)
        self.place = self.field("place", "学校在哪里(&P)", TextInput(), width=6)

    @override
    def draft(self) -> StudiesDraft:
        stage, grade = school_of(self.stage.require("stage"))
        if stage is None:
            raise Refusal("请选在校情况", "stage")
        return StudiesDraft(
            self.member(),
            self.day(),
            stage,
            self.school.value(),
            self.place.value(),
            self.hukou_draft(),
            self.evidence(),
            grade,
        )

    def hukou_draft(self) -> HukouDraft | None:
        """Where the hukou goes; None where it stays."""
        return None


class StudiesPage(BoardingPage):
    """Which school somebody goes to, and whether the hukou goes along."""

    name = "matters.studies"
    title = "升学迁户"
    verb = "登记(&R)"
    use_case = staticmethod(record_studies)
    usual_evidence = kind_of_page("matters.studies").evidence

    @override
    def build(self) -> None:
        super().build()
        self.hukou = self.field("hukou", "户口(&U)", QCheckBox("户口一起迁走"), width=4)
        self.address = self.field("hukou_address", "迁到(&G)", TextInput("如 学校集体户"), width=8)

    @override
    def hukou_draft(self) -> HukouDraft | None:
        if not self.hukou.isChecked():
            return None
        return HukouDraft(HukouStanding.THIRD_PLACE, address=self.address.value(), since=self.day())


class StandingPage(MemberEventForm):
    """What somebody became, from when, where."""

    place_label = ""

    @override
    def build(self) -> None:
        self.section()
        self.whom("姓名(&M)")
        self.when("从哪天起(&D)")
        self.place = self.field("place", self.place_label, TextInput(), required=True, width=4)

    def on_contract(self) -> bool:
        """Whether the post is on contract."""
        return False

    @override
    def draft(self) -> StandingDraft:
        return StandingDraft(
            self.member(), self.day(), self.place.value(), self.on_contract(), self.evidence()
        )


class CivilServicePage(StandingPage):
    """Who was taken into the civil service."""

    name = "matters.civil_service"
    title = "考录公务员"
    verb = "登记(&R)"
    use_case = staticmethod(record_civil_service)
    usual_evidence = kind_of_page("matters.civil_service").evidence
    place_label = "录用单位(&P)"

    @override
    def build(self) -> None:
        super().build()
        self.contract = self.field("on_contract", "职位(&C)", QCheckBox("聘任制"), width=4)

    @override
    def on_contract(self) -> bool:
        return self.contract.isChecked()


class OtherCollectivePage(StandingPage):
    """Who became a member of another collective."""

    name = "matters.other_collective"
    title = "取得另一集体成员身份"
    verb = "登记(&R)"
    use_case = staticmethod(record_other_collective)
    usual_evidence = kind_of_page("matters.other_collective").evidence
    place_label = "新集体组织名称(&P)"


class CardExpiredPage(MemberEventForm):
    """Whose card has come to its last day."""

    name = "matters.card_expired"
    title = "证件到期"
    verb = "登记(&R)"
    use_case = staticmethod(record_card_expired)
    usual_evidence = kind_of_page("matters.card_expired").evidence

    @override
    def build(self) -> None:
        self.section()
        self.whom("姓名(&M)")
        self.card = self.field("card", "什么证件(&C)", ChoiceInput(listed(CARDS)), required=True, width=4)
        self.when("最后一天(&D)")

    @override
    def draft(self) -> CardExpiredDraft:
        card = chosen(Card, self.card, "card")
        if card is None:
            raise Refusal("请选什么证件", "card")
        return CardExpiredDraft(self.member(), card, self.day().earliest, self.evidence())
