"""补充资料 of a household: what the first save did not ask."""

from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.listed import chosen, listed, shown_date, whole_number
from resettle_desktop.households.queries import HouseholdView
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
from resettle_desktop.households.use_cases.drafts import CompleteHouseholdDraft, HouseholdItems
from resettle_desktop.households.use_cases.supplement import complete_household

FEN: Final = 100


class CompleteHouseholdPage(AboutHousehold):
    """The household's own items; any of them may stay empty."""

    name = "households.complete_household"
    title = "补充资料"
    verb = "保存(&S)"
    use_case = staticmethod(complete_household)

    @override
    def build(self) -> None:
        today = self.context.today
        self.section("搬迁")
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
            "settlement_focus", "安置类型(&T)", ChoiceInput(listed(SETTLEMENT_FOCUSES)), width=5
        )
        self.moved_in = self.field("moved_in", "实际入住时间(&R)", DateInput(today, "如 201805"), width=4)
        self.section("协议和别名")
        self.agreement_no = self.field("agreement_no", "协议编号(&X)", TextInput(), width=4)
        self.agreement_on = self.field(
            "agreement_on", "协议签订日(&D)", DateInput(today, "如 20170301"), width=4
        )
        self.heads = self.field(
            "agreement_heads", "协议人口数(&P)", TextInput("签协议时定下，以后不变"), width=4
        )
        self.benefited = self.field("benefited_heads", "受益人口数(&B)", TextInput(), width=3)
        self.funded = self.field("self_funded_fen", "自筹资金（元）(&M)", TextInput(), width=3)
        self.national = self.field("national_no", "全国系统户编号(&H)", TextInput(), width=3)
        self.family = self.field("family_no", "家庭编号(&J)", TextInput(), width=3)
        self.note = self.field("note", "备注(&U)", TextInput(), width=12)
        self.mode.chosen_changed.connect(self._offer_focuses)

    @override
    def put(self, view: HouseholdView) -> None:
        facts = view.facts
        self.kind.choose_value(facts.relocation_kind)
        self.task_year.restore(facts.task_year)
        self.move_mode.choose_value(facts.move_mode)
        self.move_reason.choose_value(facts.move_reason)
        self.mode.choose_value(facts.settlement_mode)
        self.focus.choose_value(facts.settlement_focus)
        self.moved_in.restore(shown_date(facts.moved_in))
        self.agreement_no.restore(facts.agreement_no)
        self.agreement_on.restore(shown_date(facts.agreement_on))
        self.heads.restore(facts.agreement_heads)
        self.benefited.restore(facts.benefited_heads)
        self.funded.restore(spoken_yuan(facts.self_funded_fen))
        self.national.restore(facts.national_no)
        self.family.restore(facts.family_no)
        self.note.restore(facts.note)

    @override
    def draft(self) -> CompleteHouseholdDraft:
        view = self.view
        if view is None:
            raise Refusal("资料还没有读出来，请稍等")
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
                self_funded_fen=typed_fen(self.funded.value()),
                moved_in=self.moved_in.value_or_none("moved_in"),
                note=self.note.value(),
            ),
        )

    @override
    def said(self) -> str:
        return "补充资料已保存"

    def _offer_focuses(self) -> None:
        mode = self.mode.value()
        self.focus.set_choices(listed(SETTLEMENT_FOCUSES, FOCUSES[SettlementMode(mode)] if mode else None))


def spoken_yuan(fen: int | None) -> str:
    """An amount as it is typed: 2500, 2500.50."""
    if fen is None:
        return ""
    return f"{fen // FEN}" if fen % FEN == 0 else f"{fen // FEN}.{fen % FEN:02}"


def typed_fen(typed: str) -> int | None:
    """Yuan typed with at most two decimals, in fen; None for nothing. Raises Refusal for what is none."""
    text = typed.replace(",", "").replace("，", "").removesuffix("元").strip()
    if not text:
        return None
    whole, _, rest = text.partition(".")
    if not (whole.isdecimal() and (not rest or rest.isdecimal()) and len(rest) <= 2 and len(whole) <= 10):
        raise Refusal("金额请填元，最多两位小数", "self_funded_fen")
    return int(whole) * FEN + int(rest.ljust(2, "0") or 0)
