"""补充资料 of a person: what the first save did not ask."""

from typing import Final

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput, choices_of
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.listed import chosen, listed, whole_number
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.declared import (
    EDUCATIONS,
    HUKOU_STANDINGS,
    LABOURS,
    MARITALS,
    MILITARIES,
    POLITICALS,
    SCHOOL_STAGES,
    Education,
    HukouStanding,
    Labour,
    Marital,
    Military,
    Political,
    SchoolStage,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.health import TOGETHER, health_of, kept_health, spoken_health
from resettle_desktop.households.rules.identity import DOCUMENT_NAMES, DocumentDraft, DocumentKind
from resettle_desktop.households.use_cases.drafts import (
    CompletePersonDraft,
    HukouDraft,
    PersonItems,
    SchoolDraft,
    WorkDraft,
)
from resettle_desktop.households.use_cases.person_items import complete_person

YES: Final = "yes"
HEALTH_CHOICES: Final = choices_of((kept_health(said) or "", spoken_health(said)) for said in TOGETHER)
YES_NO: Final = (Choice(YES, "会", keys=("1", "y")), Choice("no", "不会", keys=("0", "n")))


class CompletePersonPage(AboutPerson):
    """A person's own items; any of them may stay empty."""

    name = "households.complete_person"
    title = "补充资料"
    verb = "保存(&S)"
    use_case = staticmethod(complete_person)

    @override
    def build(self) -> None:
        self.section("本人")
        self.nickname = self.field("nickname", "小名(&N)", TextInput("村里怎么叫"), width=3)
        self.former = self.field("former_names", "曾用名(&C)", TextInput("几个就用顿号隔开"), width=3)
        self.ethnicity = self.field(
            "ethnicity", "民族(&Z)", ChoiceInput(choices_of(ETHNIC_GROUPS.items())), width=3
        )
        self.marital = self.field("marital", "婚姻状况(&H)", ChoiceInput(listed(MARITALS)), width=3)
        self.education = self.field("education", "文化程度(&W)", ChoiceInput(listed(EDUCATIONS)), width=3)
        self.education_text = self.field("education_text", "原表怎么写(&Y)", TextInput(), width=3)
        self.political = self.field("political", "政治面貌(&M)", ChoiceInput(listed(POLITICALS)), width=3)
        self.health = self.field("health", "健康状况(&J)", ChoiceInput(HEALTH_CHOICES), width=3)
        self.labour = self.field("labour", "劳动技能(&L)", ChoiceInput(listed(LABOURS)), width=3)
        self.military = self.field("military", "服役(&F)", ChoiceInput(listed(MILITARIES)), width=3)
        self.mandarin = self.field("speaks_mandarin", "会讲普通话(&P)", ChoiceInput(YES_NO), width=3)
        self.document_kind = self.field(
            "document_kind", "其他证件(&A)", ChoiceInput(listed(DOCUMENT_NAMES)), width=3
        )
        self.document_number = self.field(
            "document_number", "其他证件号码(&V)", TextInput("如出生医学证明编号"), width=3
        )
        self.note = self.field("note", "备注(&U)", TextInput(), width=9)
        self.section("户口、上学、务工")
        self.hukou = self.field("hukou", "户口迁移(&K)", ChoiceInput(listed(HUKOU_STANDINGS)), width=4)
        self.hukou_address = self.field("hukou_address", "户口地址(&D)", TextInput(), width=8)
        self.stage = self.field("school", "在校情况(&X)", ChoiceInput(listed(SCHOOL_STAGES)), width=4)
        self.school_name = self.field("school_name", "学校(&B)", TextInput(), width=4)
        self.school_place = self.field("school_place", "学校所在地(&T)", TextInput(), width=4)
        self.work_place = self.field("work_place", "务工地点(&G)", TextInput(), width=4)
        self.months = self.field("work_months", "一年几个月(&E)", TextInput(), width=2)
        self.employer = self.field("employer", "单位(&I)", TextInput(), width=3)
        self.channel = self.field("channel", "怎么找到的(&O)", TextInput(), width=3)

    @override
    def put(self, person: PersonRow) -> None:
        self.nickname.restore(person.nickname)
        self.former.restore(person.former_names)
        self.ethnicity.choose_value(person.ethnicity)
        self.marital.choose_value(person.marital)
        self.education.choose_value(person.education)
        self.education_text.restore(person.education_text)
        self.political.choose_value(person.political)
        self.health.choose_value(kept_health(person.health))
        self.labour.choose_value(person.labour)
        self.military.choose_value(person.military)
        speaks = person.speaks_mandarin
        self.mandarin.choose_value(None if speaks is None else YES if speaks else "no")
        self.document_kind.choose_value(person.document_kind)
        self.document_number.restore(person.document_number)
        self.note.restore(person.note)
        self.hukou.choose_value(person.hukou.standing if person.hukou else None)
        self.hukou_address.restore(person.hukou.address if person.hukou else "")
        self.stage.choose_value(person.school.stage if person.school else None)
        self.school_name.restore(person.school.school if person.school else "")
        self.school_place.restore(person.school.place if person.school else "")
        self.work_place.restore(person.work.place if person.work else "")
        self.months.restore(person.work.months if person.work else "")
        self.employer.restore(person.work.employer if person.work else "")
        self.channel.restore(person.work.channel if person.work else "")
        if person.document_number:
            note_look(self.context, AccessKind.UNMASKED, "person", person.uid, person.name)

    @override
    def draft(self) -> CompletePersonDraft:
        person = self.person
        if person is None:
            raise Refusal("资料还没有读出来，请稍等")
        mandarin = self.mandarin.require("speaks_mandarin")
        return CompletePersonDraft(
            person_uid=person.uid,
            version=person.version,
            items=PersonItems(
                nickname=self.nickname.value(),
                former_names=self.former.value(),
                ethnicity=self.ethnicity.require("ethnicity") or None,
                political=chosen(Political, self.political, "political"),
                education=chosen(Education, self.education, "education"),
                education_text=self.education_text.value(),
                health=health_of(self.health.require("health")),
                labour=chosen(Labour, self.labour, "labour"),
                marital=chosen(Marital, self.marital, "marital"),
                military=chosen(Military, self.military, "military"),
                speaks_mandarin=None if not mandarin else mandarin == YES,
                note=self.note.value(),
                document=self._document(person),
                hukou=self._hukou(person),
                school=self._school(person),
                work=self._work(person),
            ),
        )

    def _document(self, person: PersonRow) -> DocumentDraft | None:
        said = DocumentDraft(
            chosen(DocumentKind, self.document_kind, "document_kind"), self.document_number.value()
        )
        return None if said == DocumentDraft(person.document_kind, person.document_number) else said

    # The dated facts are said only when they are said anew: what did not change keeps its beginning.

    def _hukou(self, person: PersonRow) -> HukouDraft | None:
        standing = chosen(HukouStanding, self.hukou, "hukou")
        address = self.hukou_address.value()
        if standing is None and address:
            raise Refusal("请先选户口迁移情况", "hukou")
        now = person.hukou
        if standing is None or (now is not None and (now.standing, now.address) == (standing, address)):
            return None
        return HukouDraft(standing, address=address)

    def _school(self, person: PersonRow) -> SchoolDraft | None:
        said = (
            chosen(SchoolStage, self.stage, "school"),
            self.school_name.value(),
            self.school_place.value(),
        )
        now = person.school
        if said == ((now.stage, now.school, now.place) if now else (None, "", "")):
            return None
        return SchoolDraft(said[0], school=said[1], place=said[2])

    def _work(self, person: PersonRow) -> WorkDraft | None:
        months = whole_number(self.months, "work_months", "月数")
        said = (self.work_place.value(), months, self.employer.value(), self.channel.value())
        now = person.work
        if said == ((now.place, now.months, now.employer, now.channel) if now else ("", None, "", "")):
            return None
        return WorkDraft(said[0], months=said[1], employer=said[2], channel=said[3])
