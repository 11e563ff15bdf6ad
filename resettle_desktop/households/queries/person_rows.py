"""A person with the facts of one day, as questions are answered with it."""

from dataclasses import dataclass
from datetime import date

from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.checks import Remark, age_on
from resettle_desktop.households.rules.circumstances import (
    DisabilityKind,
    DropoutReason,
    Preferential,
    PresenceKind,
    StatusKind,
)
from resettle_desktop.households.rules.completeness import person_items
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    HukouCategory,
    HukouStanding,
    Labour,
    Marital,
    Military,
    Political,
    ResidencePaper,
    SchoolStage,
)
from resettle_desktop.households.rules.identity import DocumentKind, NumberState
from resettle_desktop.households.rules.person_remarks import ItemFacts, remarks_on_person


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """How a person is reached: a number, or (None) that there is none; an unasked person has no row."""

    phone: str | None
    since: ImpreciseDate


@dataclass(frozen=True, slots=True)
class HukouRow:
    """Where a person's hukou is."""

    standing: HukouStanding
    division_code: str | None
    address: str
    category: HukouCategory | None
    since: ImpreciseDate


@dataclass(frozen=True, slots=True)
class ResidenceRow:
    """A residence document somebody holds."""

    uid: str
    kind: ResidencePaper
    number: str
    next_endorsement: date | None
    since: ImpreciseDate


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """Where somebody goes to school."""

    stage: SchoolStage
    school: str
    place: str
    boarding: bool | None
    student_no: str
    grade: int | None
    since: ImpreciseDate


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Where somebody works, as declared."""

    place: str
    months: int | None
    employer: str
    channel: str
    abroad: bool | None
    since: ImpreciseDate


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """Where somebody in fact lives."""

    kind: PresenceKind
    place: str
    note: str
    since: ImpreciseDate


@dataclass(frozen=True, slots=True)
class StatusRow:
    """Something that took somebody out of ordinary life, from its day to another."""

    kind: StatusKind
    place: str
    note: str
    since: ImpreciseDate
    until: ImpreciseDate | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the facts of one day."""

    id: int
    uid: str
    version: int
    name: str
    nickname: str
    former_names: str
    sex: Sex
    birth: ImpreciseDate | None
    ethnicity: str | None
    relocated: bool
    number: str | None
    number_state: NumberState
    number_original: str | None
    number_reason: str
    number_chase_on: date | None
    document_kind: DocumentKind | None
    document_number: str
    register_no: str
    political: Political | None
    education: Education | None
    education_text: str
    health: tuple[Health, ...]
    labour: Labour | None
    marital: Marital | None
    military: Military | None
    speaks_mandarin: bool | None
    note: str
    issued_by: str
    number_from: date | None
    number_until: date | None
    number_forever: bool | None
    marital_on: ImpreciseDate | None
    dropout_reason: DropoutReason | None
    preferential: Preferential | None
    disability: DisabilityKind | None
    disability_grade: int | None
    disability_card: str
    disability_issued_year: int | None
    disability_until: date | None
    public_post: str
    public_post_months: int | None
    bank_account: str
    photo: str | None
    phone: PhoneRow | None
    hukou: HukouRow | None
    school: SchoolRow | None
    work: WorkRow | None
    presence: PresenceRow | None
    as_of: date

    @property
    def age(self) -> int | None:
        """Whole years on the day asked for."""
        return age_on(self.birth, self.as_of)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is noticed about the items on the day."""
        school, work = self.school, self.work
        facts = ItemFacts(
            age=self.age,
            number=self.number,
            number_until=self.number_until,
            education=self.education,
            school=school.stage if school else None,
            dropped_out=self.dropout_reason is not None,
            health=self.health,
            disability=self.disability,
            disability_grade=self.disability_grade,
            disability_card=self.disability_card,
            disability_until=self.disability_until,
            labour=self.labour,
            work_place=work.place if work else "",
            work_months=work.months if work else None,
            post=self.public_post,
            post_months=self.public_post_months,
            marital=self.marital,
            marital_on=self.marital_on is not None,
        )
        return remarks_on_person(facts, self.as_of)

    @property
    def missing(self) -> tuple[str, ...]:
        """The items of the 补充资料 not known yet, in the clerk's words."""
        known = {
            "birth": self.birth,
            "ethnicity": self.ethnicity,
            "hukou": self.hukou,
            "health": self.health or None,
            "schooling": self.education or self.school,
            "political": self.political,
            "labour": self.labour,
            "marital": self.marital,
        }
        return tuple(words for item, words in person_items(self.age).items() if known[item] is None)
