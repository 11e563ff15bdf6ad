"""更正拆旧复垦: what came of the old house, for households that were registered long after."""

from functools import partial
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import DateInput, TextInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.forms.homes import NOT_THERE, homes_sheet
from resettle_desktop.households.pages.listed import exact_day, shown_date, spoken_yuan, typed_fen
from resettle_desktop.households.queries import HouseholdView
from resettle_desktop.households.queries.homes import HomesRow
from resettle_desktop.households.use_cases.old_home_outcome import OldHomeOutcomeDraft, put_old_home_right
from resettle_desktop.sites.rules import parse_area, spoken_area

OF_ITS_DAY: Final = "以前拆的、验收的在这里补上或改正；今天来报的，用“变更”登记，连同证明材料"


class OldHomeOutcomePage(AboutHousehold):
    """Demolition, reclamation and award as they should stand; any of it may stay empty."""

    name = "households.old_home_outcome"
    title = "更正拆旧复垦"
    verb = "保存(&S)"
    only_changes = True
    use_case = staticmethod(put_old_home_right)

    @override
    def build(self) -> None:
        self.homes = HomesRow()
        today = self.context.today
        self.section("旧房拆除")
        self.demolished = self.field("demolished", "拆除日期(&D)", DateInput(today, "如 201905"), width=6)
        self.demolished_area = self.field("demolished_area", "拆除面积(&M)", TextInput("平方米"), width=6)
        self.section("复垦验收和奖励")
        self.reclaimed = self.field("reclaimed", "验收日期(&Y)", DateInput(today, "如 202004"), width=6)
        self.reclaimed_area = self.field("reclaimed_area", "复垦面积(&F)", TextInput("亩"), width=6)
        self.award = self.field("award", "拆房奖励（元）(&J)", TextInput(), width=6)
        self.paid_on = self.field("award_paid_on", "哪天兑现(&X)", DateInput(today), width=6)
        self.add(paragraph(OF_ITS_DAY, size="small", tone="muted"))

    @override
    def fill(self) -> None:
        self.view = None
        if self.subject_uid is not None:
            question = partial(homes_sheet, uid=self.subject_uid, as_of=self.context.today())
            self.context.worker.ask(question, self._know, owner=self, failed=self._gone, latest="subject")

    def _know(self, sheet: tuple[HouseholdView, HomesRow]) -> None:
        view, self.homes = sheet
        self._show(view)

    @override
    def put(self, view: HouseholdView) -> None:
        old = self.homes.old
        self.demolished.restore(shown_date(old.demolished) if old else "")
        self.demolished_area.restore(spoken_area(old.demolished_hundredths) if old else "")
        self.reclaimed.restore(shown_date(old.reclaimed) if old else "")
        self.reclaimed_area.restore(spoken_area(old.reclaimed_hundredths) if old else "")
        self.award.restore(spoken_yuan(old.award_fen) if old else "")
        self.paid_on.restore(old.award_paid_on.isoformat() if old and old.award_paid_on else "")

    @override
    def draft(self) -> OldHomeOutcomeDraft:
        if self.view is None:
            raise Refusal("资料还没有读出来，请稍等")
        old = self.homes.old
        return OldHomeOutcomeDraft(
            household_uid=self.view.uid,
            demolished=self.demolished.value_or_none("demolished"),
            demolished_hundredths=parse_area(self.demolished_area.value(), field="demolished_area"),
            reclaimed=self.reclaimed.value_or_none("reclaimed"),
            reclaimed_hundredths=parse_area(self.reclaimed_area.value(), field="reclaimed_area"),
            award_fen=typed_fen(self.award.value(), "award"),
            award_paid_on=exact_day(self.paid_on, "award_paid_on"),
            version=old.version if old else NOT_THERE,
        )

    @override
    def said(self) -> str:
        return "拆旧复垦已保存"
