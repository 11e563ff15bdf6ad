"""旧房和房子证: the home that was left, and how far the title of the new one has come."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import NOTHING_CHANGED
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.forms.about import AboutHousehold
from resettle_desktop.households.pages.forms.sections import InSections
from resettle_desktop.households.pages.listed import (
    chosen,
    exact_day,
    listed,
    said_yes,
    show_yes,
    yes_or_no,
)
from resettle_desktop.households.queries import HouseholdView, household_view
from resettle_desktop.households.queries.homes import HomesRow, OldHomeRow, TitleRow, homes_of
from resettle_desktop.households.rules.homes import (
    DANGER_GRADES,
    HOUSE_STRUCTURES,
    PROTECTIONS,
    RECLAMATIONS,
    TITLE_STAGES,
    HouseStructure,
    Protection,
    Reclamation,
    TitleStage,
)
from resettle_desktop.households.use_cases.home_title import HomesDraft, HomeTitleDraft, complete_homes
from resettle_desktop.households.use_cases.old_home import OldHomeDraft
from resettle_desktop.office.queries import setting
from resettle_desktop.office.rules.settings import ORIGIN_CLASSES, words_of
from resettle_desktop.sites.rules import parse_area, spoken_area

EVENTS: Final = "拆了旧房、复垦验收、发了证：在户档按 Ctrl+E 登记变更；以前的按 F6 补上、改正"
FIELDS: Final = {"area": "area_hundredths", "homestead": "homestead_hundredths"}
NOT_THERE: Final = 0
"""The version of what nobody had said yet: somebody who says it meanwhile is not overwritten."""


def homes_sheet(session: Any, uid: str, as_of: Any) -> tuple[HouseholdView, HomesRow]:
    """Ask for a household and its two homes."""
    return household_view(session, uid, as_of), homes_of(session, uid)


def origin_classes(session: Any, as_of: Any) -> tuple[str, ...]:
    """What the office calls the classes of origin places."""
    return words_of(setting(session, ORIGIN_CLASSES, as_of))


def sheet_and_classes(session: Any, uid: str, as_of: Any) -> tuple[HouseholdView, HomesRow, tuple[str, ...]]:
    """Ask for a household, its two homes, and what can be chosen."""
    return *homes_sheet(session, uid, as_of), origin_classes(session, as_of)


class HomesPage(InSections, AboutHousehold):
    """What stands in the old place and what is in hand for the new one; any of it may stay empty."""

    name = "households.homes"
    title = "旧房和房子证"
    verb = "保存(&S)"
    use_case = staticmethod(complete_homes)

    @override
    def build(self) -> None:
        self.homes = HomesRow()
        today = self.context.today
        self.section("迁出地的旧房")
        self.has_house = self.field("has_house", "旧房(&Y)", ChoiceInput(yes_or_no("有", "没有")), width=3)
        self.area = self.field("area_hundredths", "旧房面积(&M)", TextInput("平方米"), width=3)
        self.structure = self.field(
            "structure", "住房结构(&J)", ChoiceInput(listed(HOUSE_STRUCTURES)), width=3
        )
        self.danger = self.field(
            "danger_grade",
            "危房等级(&D)",
            ChoiceInput(choices_of((grade, f"{grade}级") for grade in DANGER_GRADES)),
            width=3,
        )
        self.due = self.field("due_on", "应腾退(&T)", DateInput(today), width=3)
        self.protection = self.field("protection", "认定保留(&B)", ChoiceInput(listed(PROTECTIONS)), width=3)
        self.document = self.field("protection_document", "县级认定文号(&W)", TextInput(), width=6)
        self.section("宅基地")
        self.homestead = self.field("homestead_hundredths", "宅基地面积(&A)", TextInput("平方米"), width=3)
        self.homestead_no = self.field("homestead_no", "宅基地权证号(&Q)", TextInput(), width=3)
        self.origin_class = self.field("origin_class", "迁出地类型(&L)", ChoiceInput(()), width=3)
        self.reclamation = self.field(
            "reclamation", "复垦复绿(&F)", ChoiceInput(listed(RECLAMATIONS)), width=3
        )
        self.add(paragraph(EVENTS, size="small", tone="muted"))
        self.section("新房的房子证（不动产权证）")
        self.stage = self.field("stage", "办到哪一步(&Z)", ChoiceInput(listed(TITLE_STAGES)), width=3)
        self.number = self.field("number", "不动产权证号(&N)", TextInput("已发才填"), width=5)
        self.issued_on = self.field("issued_on", "发证日期(&G)", DateInput(today), width=4)
        self.co_owners = self.field("co_owners", "共有情况(&O)", TextInput("如 夫妻共同共有"), width=12)

    @override
    def commands(self) -> Sequence[Command]:
        return (Command("F6", "更正拆旧复垦", self._put_right, "pencil"), *super().commands())

    def _put_right(self) -> None:
        self.context.open_page("households.old_home_outcome", self.subject_uid)

    @override
    def fill(self) -> None:
        self.view = None
        if self.subject_uid is None:
            return
        question = partial(sheet_and_classes, uid=self.subject_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._know, owner=self, failed=self._gone, latest="subject")

    def _know(self, sheet: tuple[HouseholdView, HomesRow, tuple[str, ...]]) -> None:
        view, self.homes, classes = sheet
        # What was written freely before there was a list stays as it is.
        kept = self.homes.old.origin_class if self.homes.old else ""
        names = dict.fromkeys((*classes, *((kept,) if kept else ())))
        self.origin_class.set_choices(choices_of((name, name) for name in names))
        self._show(view)

    @override
    def put(self, view: HouseholdView) -> None:
        old, title = self.homes.old, self.homes.title
        show_yes(self.has_house, yes=old.has_house if old else None)
        self.area.restore(spoken_area(old.area_hundredths) if old else "")
        self.structure.choose_value(old.structure if old else None)
        self.danger.choose_value(old.danger_grade if old else None)
        self.due.restore(old.due_on.isoformat() if old and old.due_on else "")
        self.protection.choose_value(old.protection if old else None)
        self.document.restore(old.protection_document if old else "")
        self.homestead.restore(spoken_area(old.homestead_hundredths) if old else "")
        self.homestead_no.restore(old.homestead_no if old else "")
        self.origin_class.choose_value(old.origin_class if old else None)
        self.reclamation.choose_value(old.reclamation if old else None)
        self.stage.choose_value(title.stage if title else None)
        self.number.restore(title.number if title else "")
        self.issued_on.restore(title.issued_on.isoformat() if title and title.issued_on else "")
        self.co_owners.restore(title.co_owners if title else "")

    @override
    def draft(self) -> HomesDraft:
        view = self.view
        if view is None:
            raise Refusal("资料还没有读出来，请稍等")
        old, title = self._old(view), self._title(view)
        # What was not touched is not said: nobody else's change to it stands in the way.
        unsaid_old = old_draft(view.uid, self.homes.old)
        unsaid_title = title_draft(view.uid, self.homes.title)
        draft = HomesDraft(None if old == unsaid_old else old, None if title == unsaid_title else title)
        if draft == HomesDraft():
            raise Refusal(NOTHING_CHANGED, "has_house")
        return draft

    def _old(self, view: HouseholdView) -> OldHomeDraft:
        old = self.homes.old
        return OldHomeDraft(
            household_uid=view.uid,
            has_house=said_yes(self.has_house, "has_house"),
            area_hundredths=parse_area(self.area.value(), field="area"),
            structure=chosen(HouseStructure, self.structure, "structure"),
            danger_grade=self.danger.require("danger_grade"),
            homestead_hundredths=parse_area(self.homestead.value(), field="homestead"),
            homestead_no=self.homestead_no.value(),
            origin_class=self.origin_class.require("origin_class"),
            due_on=exact_day(self.due, "due_on"),
            protection=chosen(Protection, self.protection, "protection"),
            protection_document=self.document.value(),
            reclamation=chosen(Reclamation, self.reclamation, "reclamation"),
            version=old.version if old else NOT_THERE,
        )

    def _title(self, view: HouseholdView) -> HomeTitleDraft:
        title = self.homes.title
        return HomeTitleDraft(
            household_uid=view.uid,
            stage=chosen(TitleStage, self.stage, "stage"),
            number=self.number.value(),
            issued_on=exact_day(self.issued_on, "issued_on"),
            co_owners=self.co_owners.value(),
            version=title.version if title else NOT_THERE,
        )

    @override
    def show_error(self, name: str, text: str) -> bool:
        return super().show_error(FIELDS.get(name, name), text)

    @override
    def said(self) -> str:
        return "旧房和房子证已保存"


def old_draft(household_uid: str, old: OldHomeRow | None) -> OldHomeDraft:
    """What would be said of the old home if nothing were changed."""
    if old is None:
        return OldHomeDraft(household_uid, version=NOT_THERE)
    return OldHomeDraft(
        household_uid=household_uid,
        has_house=old.has_house,
        area_hundredths=old.area_hundredths,
        structure=old.structure,
        danger_grade=old.danger_grade,
        homestead_hundredths=old.homestead_hundredths,
        homestead_no=old.homestead_no,
        origin_class=old.origin_class,
        due_on=old.due_on,
        protection=old.protection,
        protection_document=old.protection_document,
        reclamation=old.reclamation,
        version=old.version,
    )


def title_draft(household_uid: str, title: TitleRow | None) -> HomeTitleDraft:
    """What would be said of the title if nothing were changed."""
    if title is None:
        return HomeTitleDraft(household_uid, None, version=NOT_THERE)
    return HomeTitleDraft(
        household_uid, title.stage, title.number, title.issued_on, title.co_owners, title.version
    )
