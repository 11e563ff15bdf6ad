"""补充资料 of a household: what the first save did not ask."""

from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.foundation.values.bank_account import clean_account, mask_account
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.forms.sections import InSections
from resettle_desktop.households.pages.listed import (
    chosen,
    listed,
    said_yes,
    show_yes,
    shown_date,
    spoken_yuan,
    typed_fen,
    whole_number,
    yes_or_no,
)
from resettle_desktop.households.queries import HouseholdFacts, HouseholdView
from resettle_desktop.households.rules.declared import (
    FOCUSES,
    MOVE_MODES,
    MOVE_REASONS,
    RELOCATION_KINDS,
    SETTLEMENT_FOCUSES,
    SETTLEMENT_MODES,
    MoveMode,
    MoveReason,
    RelocationKind,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    HOUSEHOLD_TYPES,
    MOVE_DIFFICULTIES,
    POVERTY_ATTRIBUTES,
    POVERTY_CAUSES,
    HouseholdType,
    MoveDifficulty,
    PovertyAttribute,
    PovertyCause,
)
from resettle_desktop.households.rules.moving import item_remarks
from resettle_desktop.households.use_cases.drafts import CompleteHouseholdDraft, HouseholdItems
from resettle_desktop.households.use_cases.supplement import complete_household

BOUGHT: Final = SettlementFocus.BOUGHT_IN_TOWN.value
CAUSES: Final = ("causes", "cause_2", "cause_3")


class CompleteHouseholdPage(InSections, AboutHousehold):
    """The household's own items; any of them may stay empty."""

    name = "households.complete_household"
    title = "补充资料"
    verb = "保存(&S)"
    only_changes = True
    use_case = staticmethod(complete_household)

    @override
    def build(self) -> None:
        self._build_move()
        self._build_agreement()
        self._build_poverty()
        self._build_family()
        self.mode.chosen_changed.connect(self._offer_focuses)
        self.focus.chosen_changed.connect(self._ask_of_bought)
        self._ask_of_bought()

    def _build_move(self) -> None:
        today = self.context.today
        self.section("搬迁和入住")
        self.kind = self.field(
            "relocation_kind", "搬迁类型(&K)", ChoiceInput(listed(RELOCATION_KINDS)), width=3
        )
        self.task_year = self.field("task_year", "搬迁任务年度(&N)", TextInput("如 2017"), width=3)
        self.move_mode = self.field("move_mode", "搬迁方式(&F)", ChoiceInput(listed(MOVE_MODES)), width=3)
        self.move_reason = self.field(
            "move_reason", "搬迁原因(&Y)", ChoiceInput(listed(MOVE_REASONS)), width=3
        )
        self.mode = self.field(
            "settlement_mode", "安置方式(&Z)", ChoiceInput(listed(SETTLEMENT_MODES)), width=3
        )
        self.focus = self.field(
            "settlement_focus", "安置类型(&T)", ChoiceInput(listed(SETTLEMENT_FOCUSES)), width=3
        )
        self.planned = self.field("planned_move_in", "计划入住时间(&I)", DateInput(today), width=3)
        self.moved_in = self.field("moved_in", "实际入住时间(&R)", DateInput(today, "如 201805"), width=3)
        self.difficulty = self.field(
            "difficulty", "搬迁的困难(&G)", ChoiceInput(listed(MOVE_DIFFICULTIES)), width=3
        )
        self.source = self.field("housing_source", "购房的房源地(&O)", TextInput(), width=3)
        self.price = self.field("housing_price_fen", "房价（元）(&Q)", TextInput(), width=3)
        self.job = self.field("job_agreement", "和企业签了就业协议", ChoiceInput(yes_or_no()), width=3)

    def _build_agreement(self) -> None:
        self.section("协议和编号")
        self.agreement_no = self.field("agreement_no", "协议编号(&X)", TextInput(), width=4)
        self.agreement_on = self.field(
            "agreement_on", "协议签订日(&D)", DateInput(self.context.today, "如 20170301"), width=4
        )
        self.heads = self.field("agreement_heads", "协议人口数(&P)", TextInput("签时定下，不再变"), width=4)
        self.benefited = self.field("benefited_heads", "受益人口数(&B)", TextInput(), width=3)
        self.funded = self.field("self_funded_fen", "自筹资金（元）(&M)", TextInput(), width=3)
        self.national = self.field("national_no", "全国系统户编号(&H)", TextInput(), width=3)
        self.family = self.field("family_no", "家庭编号(&J)", TextInput(), width=3)

    def _build_poverty(self) -> None:
        self.section("户类型和脱贫")
        self.type = self.field("household_type", "户类型(&L)", ChoiceInput(listed(HOUSEHOLD_TYPES)), width=3)
        self.attribute = self.field(
            "poverty_attribute", "贫困户属性(&A)", ChoiceInput(listed(POVERTY_ATTRIBUTES)), width=3
        )
        self.left = self.field("poverty_exit_year", "脱贫年度(&E)", TextInput("如 2018"), width=3)
        self.back = self.field("poverty_return_year", "返贫年度(&V)", TextInput(), width=3)
        self.back_reason = self.field("poverty_return_reason", "返贫原因(&W)", TextInput(), width=3)
        labels = zip(CAUSES, ("主要致贫原因(&C)", "第二个原因", "第三个原因"), strict=True)
        self.causes = tuple(
            self.field(name, label, ChoiceInput(listed(POVERTY_CAUSES)), width=3) for name, label in labels
        )

    def _build_family(self) -> None:
        self.section("家庭和一卡通")
        self.martyr = self.field("martyr_family", "军烈属", ChoiceInput(yes_or_no()), width=4)
        self.only_child = self.field("only_child_family", "独生子女户", ChoiceInput(yes_or_no()), width=4)
        self.daughters = self.field("two_daughters_family", "双女户", ChoiceInput(yes_or_no()), width=4)
        self.bank = self.field("bank_name", "开户银行", TextInput(), width=4)
        self.account = self.field(
            "bank_account", "一卡通账号", TextInput("只看得见头尾"), width=4, check=self._check_account
        )
        self.payee = self.field("payee", "户名", TextInput("和户主不同才填"), width=4)
        self.note = self.field("note", "备注(&U)", TextInput(), width=12)

    @override
    def put(self, view: HouseholdView) -> None:
        facts = view.facts
        self.kind.choose_value(facts.relocation_kind)
        self.task_year.restore(facts.task_year)
        self.move_mode.choose_value(facts.move_mode)
        self.move_reason.choose_value(facts.move_reason)
        self.mode.choose_value(facts.settlement_mode)
        self.focus.choose_value(facts.settlement_focus)
        self.planned.restore(shown_date(facts.planned_move_in))
        self.moved_in.restore(shown_date(facts.moved_in))
        self.difficulty.choose_value(facts.difficulty)
        self.source.restore(facts.housing_source)
        self.price.restore(spoken_yuan(facts.housing_price_fen))
        show_yes(self.job, yes=facts.job_agreement)
        self.agreement_no.restore(facts.agreement_no)
        self.agreement_on.restore(shown_date(facts.agreement_on))
        self.heads.restore(facts.agreement_heads)
        self.benefited.restore(facts.benefited_heads)
        self.funded.restore(spoken_yuan(facts.self_funded_fen))
        self.national.restore(facts.national_no)
        self.family.restore(facts.family_no)
        self._put_family(facts)

    def _put_family(self, facts: HouseholdFacts) -> None:
        self.type.choose_value(facts.household_type)
        self.attribute.choose_value(facts.poverty_attribute)
        self.left.restore(facts.poverty_exit_year)
        self.back.restore(facts.poverty_return_year)
        self.back_reason.restore(facts.poverty_return_reason)
        for place, line in enumerate(self.causes):
            line.choose_value(facts.causes[place] if place < len(facts.causes) else None)
        show_yes(self.martyr, yes=facts.martyr_family)
        show_yes(self.only_child, yes=facts.only_child_family)
        show_yes(self.daughters, yes=facts.two_daughters_family)
        self.bank.restore(facts.bank_name)
        self.account.restore(mask_account(facts.bank_account))
        self.payee.restore(facts.payee)
        self.note.restore(facts.note)

    @override
    def draft(self) -> CompleteHouseholdDraft:
        view = self.view
        if view is None:
            raise Refusal("资料还没有读出来，请稍等")
        causes = (chosen(PovertyCause, line, field) for field, line in zip(CAUSES, self.causes, strict=True))
        return CompleteHouseholdDraft(
            household_uid=view.uid,
            version=view.version,
            items=HouseholdItems(
                national_no=self.national.value(),
                family_no=self.family.value(),
                relocation_kind=chosen(RelocationKind, self.kind, "relocation_kind"),
                task_year=whole_number(self.task_year, "task_year", "年度"),
                settlement_mode=chosen(SettlementMode, self.mode, "settlement_mode"),
                settlement_focus=chosen(SettlementFocus, self.focus, "settlement_focus"),
                move_mode=chosen(MoveMode, self.move_mode, "move_mode"),
                move_reason=chosen(MoveReason, self.move_reason, "move_reason"),
                agreement_no=self.agreement_no.value(),
                agreement_on=self.agreement_on.value_or_none("agreement_on"),
                agreement_heads=whole_number(self.heads, "agreement_heads", "人口数"),
                benefited_heads=whole_number(self.benefited, "benefited_heads", "人口数"),
                self_funded_fen=typed_fen(self.funded.value(), "self_funded_fen"),
                moved_in=self.moved_in.value_or_none("moved_in"),
                planned_move_in=self.planned.value_or_none("planned_move_in"),
                difficulty=chosen(MoveDifficulty, self.difficulty, "difficulty"),
                housing_source=self.source.value(),
                housing_price_fen=typed_fen(self.price.value(), "housing_price_fen"),
                job_agreement=said_yes(self.job, "job_agreement"),
                household_type=chosen(HouseholdType, self.type, "household_type"),
                poverty_attribute=chosen(PovertyAttribute, self.attribute, "poverty_attribute"),
                poverty_exit_year=whole_number(self.left, "poverty_exit_year", "年度"),
                poverty_return_year=whole_number(self.back, "poverty_return_year", "年度"),
                poverty_return_reason=self.back_reason.value(),
                causes=tuple(cause for cause in causes if cause is not None),
                martyr_family=said_yes(self.martyr, "martyr_family"),
                only_child_family=said_yes(self.only_child, "only_child_family"),
                two_daughters_family=said_yes(self.daughters, "two_daughters_family"),
                bank_name=self.bank.value(),
                bank_account=self._account(view.facts),
                payee=self.payee.value(),
                note=self.note.value(),
            ),
        )

    def _account(self, facts: HouseholdFacts) -> str:
        """What is typed, or the account that is there when its masked digits were left alone."""
        typed = self.account.value()
        return facts.bank_account if typed == mask_account(facts.bank_account) else typed

    def _check_account(self, typed: str) -> None:
        if self.view is None or typed != mask_account(self.view.facts.bank_account):
            clean_account(typed)

    @override
    def said(self) -> str:
        items = self.draft().items
        remarks = item_remarks(
            items.moved_in, items.agreement_on, items.household_type, items.poverty_exit_year
        )
        return "；".join(("补充资料已保存", *remarks))

    def _offer_focuses(self) -> None:
        mode = self.mode.value()
        self.focus.set_choices(listed(SETTLEMENT_FOCUSES, FOCUSES[SettlementMode(mode)] if mode else None))

    def _ask_of_bought(self) -> None:
        """Where the home was bought and for how much is asked of 进城购房 only."""
        bought = self.focus.value() == BOUGHT
        for line in (self.source, self.price, self.job):
            line.setEnabled(bought)
            if not bought:
                line.restore("")
