"""What a clerk says of people and households, frozen: the drafts that acts take.

Dates a clerk did not say are None; text not said is "". Uids name what is there already.
"""

from dataclasses import dataclass, field
from datetime import date

from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.circumstances import DisabilityKind, DropoutReason, Preferential
from resettle_desktop.households.rules.declared import (
    Education,
    Health,
    HukouCategory,
    HukouStanding,
    Labour,
    Marital,
    MembershipReason,
    Military,
    MoveMode,
    MoveReason,
    Political,
    RelocationKind,
    ResidencePaper,
    RoomReason,
    SchoolStage,
    SettlementFocus,
    SettlementMode,
)
from resettle_desktop.households.rules.homes import (
    HouseholdType,
    MoveDifficulty,
    PovertyAttribute,
    PovertyCause,
)
from resettle_desktop.households.rules.identity import DocumentDraft, NumberDraft
from resettle_desktop.sites.use_cases import OriginVillageDraft


@dataclass(frozen=True, slots=True)
class HukouDraft:
    """Where somebody's hukou is; ``since`` None is the day the act proposes (see the act)."""

    standing: HukouStanding
    division_code: str = ""
    address: str = ""
    since: ImpreciseDate | None = None
    category: HukouCategory | None = None


@dataclass(frozen=True, slots=True)
class ApartDraft:
    """Who looks like the newcomer is somebody else, and why: a person there, or all alike on this form."""

    reason: str
    person_uid: str | None = None


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """One member of a household to be registered.

    ``phone`` as typed, or ``no_phone``; with neither nobody asked (the head must be asked). Sex and birth
    are filled from a verified number where they are None. ``since`` is the day the member joined; None is
    the household's own beginning, or the birth when that is later. ``apart_from`` None asks nobody whether
    somebody alike is there; else who is there and not named in it is a PerhapsTheSame.
    """

    name: str
    relation: str
    number: NumberDraft = field(default_factory=NumberDraft)
    phone: str = ""
    no_phone: bool = False
    sex: Sex | None = None
    birth: ImpreciseDate | None = None
    ethnicity: str | None = None
    nickname: str = ""
    former_names: str = ""
    hukou: HukouDraft | None = None
    relocated: bool = True
    since: ImpreciseDate | None = None
    apart_from: tuple[ApartDraft, ...] | None = None


@dataclass(frozen=True, slots=True)
class HouseholdItems:
    """The 补充资料 of a household, all of it as it should stand.

    ``causes`` are up to three of 致贫原因, the main one first. Where a home was bought, for how much and
    whether with a job are asked of 进城购房 only.
    """

    national_no: str = ""
    family_no: str = ""
    relocation_kind: RelocationKind | None = None
    task_year: int | None = None
    settlement_mode: SettlementMode | None = None
    settlement_focus: SettlementFocus | None = None
    move_mode: MoveMode | None = None
    move_reason: MoveReason | None = None
    agreement_no: str = ""
    agreement_on: ImpreciseDate | None = None
    agreement_heads: int | None = None
    benefited_heads: int | None = None
    self_funded_fen: int | None = None
    moved_in: ImpreciseDate | None = None
    planned_move_in: ImpreciseDate | None = None
    difficulty: MoveDifficulty | None = None
    housing_source: str = ""
    housing_price_fen: int | None = None
    job_agreement: bool | None = None
    household_type: HouseholdType | None = None
    poverty_attribute: PovertyAttribute | None = None
    poverty_exit_year: int | None = None
    poverty_return_year: int | None = None
    poverty_return_reason: str = ""
    causes: tuple[PovertyCause, ...] = ()
    martyr_family: bool | None = None
    only_child_family: bool | None = None
    two_daughters_family: bool | None = None
    bank_name: str = ""
    bank_account: str = ""
    payee: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdDraft:
    """A household's first save: its members, where they came from, where they live.

    Give ``origin_uid``, or ``new_origin`` for a village not in the list yet. ``room_uid`` None is a
    household without a room. ``previous_last_day`` confirms how long somebody else lived in the room.
    """

    members: tuple[MemberDraft, ...]
    origin_uid: str | None = None
    new_origin: OriginVillageDraft | None = None
    room_uid: str | None = None
    previous_last_day: date | None = None
    items: HouseholdItems = field(default_factory=HouseholdItems)


@dataclass(frozen=True, slots=True)
class AddMemberDraft:
    """One more member for a household."""

    household_uid: str
    member: MemberDraft
    reason: MembershipReason = MembershipReason.ADDED


@dataclass(frozen=True, slots=True)
class CompleteHouseholdDraft:
    """A household's 补充资料 as it should stand, and the version the page showed."""

    household_uid: str
    items: HouseholdItems
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectOriginDraft:
    """The right origin village of a household that was given a wrong one."""

    household_uid: str
    origin_uid: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SchoolDraft:
    """Where somebody goes to school, in which year of the stage; ``stage`` None ends schooling."""

    stage: SchoolStage | None
    school: str = ""
    place: str = ""
    boarding: bool | None = None
    since: ImpreciseDate | None = None
    student_no: str = ""
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class WorkDraft:
    """Where somebody works, as declared; a blank ``place`` ends it."""

    place: str
    months: int | None = None
    employer: str = ""
    channel: str = ""
    since: ImpreciseDate | None = None
    abroad: bool | None = None


@dataclass(frozen=True, slots=True)
class PersonItems:
    """The 补充资料 of a person as it should stand; the dated ones and the document only when said anew.

    ``number_from_card``: the first eighteen places of the disability card become the number of somebody who
    has none.
    """

    nickname: str = ""
    former_names: str = ""
    ethnicity: str | None = None
    political: Political | None = None
    education: Education | None = None
    education_text: str = ""
    health: tuple[Health, ...] = ()
    labour: Labour | None = None
    marital: Marital | None = None
    military: Military | None = None
    speaks_mandarin: bool | None = None
    note: str = ""
    issued_by: str = ""
    number_from: date | None = None
    number_until: date | None = None
    number_forever: bool | None = None
    marital_on: ImpreciseDate | None = None
    dropout_reason: DropoutReason | None = None
    preferential: Preferential | None = None
    disability: DisabilityKind | None = None
    disability_grade: int | None = None
    disability_card: str = ""
    disability_issued_year: int | None = None
    disability_until: date | None = None
    number_from_card: bool = False
    public_post: str = ""
    public_post_months: int | None = None
    bank_account: str = ""
    document: DocumentDraft | None = None
    register_no: str = ""
    hukou: HukouDraft | None = None
    school: SchoolDraft | None = None
    work: WorkDraft | None = None


@dataclass(frozen=True, slots=True)
class CompletePersonDraft:
    """A person's 补充资料 as it should stand, and the version the page showed."""

    person_uid: str
    items: PersonItems
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SettleNumberDraft:
    """A number for somebody who had none or a doubtful one, or another day to ask again."""

    person_uid: str
    number: NumberDraft
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectPersonDraft:
    """A person's identity as it should stand, why it is put right, and on what evidence."""

    person_uid: str
    name: str
    sex: Sex
    birth: ImpreciseDate | None
    number: NumberDraft
    reason: str
    evidence: str = ""
    relocated: bool = True
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PhoneDraft:
    """How a person is reached from ``since`` (today when None): a phone as typed, or ``no_phone``."""

    person_uid: str
    phone: str = ""
    no_phone: bool = False
    since: ImpreciseDate | None = None


@dataclass(frozen=True, slots=True)
class HukouPlaceDraft:
    """Where a person's hukou is from ``hukou.since`` (today when None)."""

    person_uid: str
    hukou: HukouDraft


@dataclass(frozen=True, slots=True)
class ResidenceDocumentDraft:
    """A residence document somebody was given on ``since``, and the day of its next endorsement."""

    person_uid: str
    kind: ResidencePaper
    since: ImpreciseDate
    number: str = ""
    next_endorsement: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeHeadDraft:
    """Another head from ``on``, with every member's relation to the new one."""

    household_uid: str
    new_head_uid: str
    relations: tuple[tuple[str, str], ...]
    on: ImpreciseDate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CorrectRelationDraft:
    """The right relation of a member that was given a wrong one."""

    person_uid: str
    relation: str


@dataclass(frozen=True, slots=True)
class MoveMemberDraft:
    """A member goes over to another household on ``on`` (户间转移), standing in ``relation`` to its head."""

    person_uid: str
    household_uid: str
    relation: str
    on: ImpreciseDate


@dataclass(frozen=True, slots=True)
class AssignRoomDraft:
    """A room for a household from ``since``.

    ``previous_last_day`` is how long the household living there stayed; the act proposes it (A19). With the
    reason 调换 the household's room until now ends the day before.
    """

    household_uid: str
    room_uid: str
    since: ImpreciseDate
    reason: RoomReason = RoomReason.ALLOCATED
    document: str = ""
    previous_last_day: date | None = None


@dataclass(frozen=True, slots=True)
class EndRoomDraft:
    """A household leaves a room: its last day there, and why."""

    assignment_uid: str
    last_day: ImpreciseDate
    because: RoomReason
    document: str = ""


@dataclass(frozen=True, slots=True)
class RenumberRoomDraft:
    """Another door number for a room."""

    room_uid: str
    door: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RenameOriginDraft:
    """The right names of an origin village that was entered wrongly."""

    village_uid: str
    division_name: str
    name: str
    hamlet: str = ""
    division_code: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RebuildSearchDraft:
    """All words of the search made anew; nothing to say."""
