"""What is known of one person, as lines of a name and a value; what is dated stands with its period."""

from collections.abc import Sequence
from typing import Final

from resettle_desktop.foundation.values.bank_account import group_account, mask_account
from resettle_desktop.foundation.values.citizen_number import group_number, mask_number
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.phone import mask_phone
from resettle_desktop.households.pages.household.glance import joined, phone_words
from resettle_desktop.households.pages.household.members_card import hukou_words
from resettle_desktop.households.queries import PersonRow, ResidenceRow
from resettle_desktop.households.queries.guardians import GuardianRow
from resettle_desktop.households.queries.person_rows import StatusRow
from resettle_desktop.households.rules.circumstances import (
    DISABILITIES,
    DISABILITY_GRADES,
    DROPOUT_REASONS,
    GUARDIAN_REASONS,
    PREFERENTIALS,
    PRESENCES,
    STATUSES,
    GuardianReason,
    StatusKind,
)
from resettle_desktop.households.rules.declared import (
    EDUCATIONS,
    HUKOU_CATEGORIES,
    LABOURS,
    MARITALS,
    MILITARIES,
    POLITICALS,
    RESIDENCE_PAPERS,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.guardianship import GROWN_UP
from resettle_desktop.households.rules.health import spoken_health
from resettle_desktop.households.rules.identity import DOCUMENT_NAMES, NUMBER_STATE_NAMES, NumberState
from resettle_desktop.households.rules.moving import STRUCK_OFF
from resettle_desktop.households.rules.school_years import spoken_school

Line = tuple[str, str]
CAME_OF_AGE: Final = "已满18周岁，不用监护了请终止"


def since_words(since: ImpreciseDate | None) -> str:
    """2022年9月起."""
    return f"{since.spoken()}起" if since else ""


def identity_lines(person: PersonRow, *, whole: bool) -> Sequence[Line]:
    """Who somebody is and how he is reached; numbers masked unless they are shown ``whole``."""
    age = "" if person.age is None else f"{person.age}岁"
    birth = person.birth.spoken() if person.birth else ""
    number = person.number or ""
    shown = group_number(number) if whole else mask_number(number)
    kind = DOCUMENT_NAMES[person.document_kind] if person.document_kind else ""
    document = person.document_number if whole else mask_number(person.document_number)
    return _there(
        ("性别", person.sex.label),
        ("出生", joined(birth, age)),
        ("身份证号", joined(shown, person.number_reason) or NUMBER_STATE_NAMES[NumberState.NONE]),
        ("证件有效期", _card_words(person)),
        ("其他证件", joined(kind, document)),
        ("人口编号", person.register_no),
        ("电话", phone_words(person)),
        ("民族", ETHNIC_GROUPS.get(person.ethnicity or "", "")),
        ("小名", person.nickname),
        ("曾用名", person.former_names),
        ("户口", joined(hukou_words(person), since_words(person.hukou.since if person.hukou else None))),
        ("户籍地址", _hukou_address(person, whole=whole)),
    )


def item_lines(person: PersonRow, residence: Sequence[ResidenceRow] = (), *, whole: bool) -> Sequence[Line]:
    """The 补充资料 that are there, the dated ones with their period."""
    return _there(
        *((RESIDENCE_PAPERS[paper.kind], _residence_words(paper, whole=whole)) for paper in residence),
        ("文化程度", _education_words(person)),
        ("在校", _school_words(person, whole=whole)),
        ("失学辍学", DROPOUT_REASONS[person.dropout_reason] if person.dropout_reason else ""),
        ("政治面貌", POLITICALS[person.political] if person.political else ""),
        ("劳动技能", LABOURS[person.labour] if person.labour else ""),
        ("务工", _work_words(person)),
        ("公益性岗位", joined(person.public_post, _months(person.public_post_months))),
        ("健康", spoken_health(person.health)),
        ("残疾证", _disability_words(person, whole=whole)),
        ("婚姻", _marriage_words(person)),
        ("服役", MILITARIES[person.military] if person.military else ""),
        ("优抚", PREFERENTIALS[person.preferential] if person.preferential else ""),
        ("一卡通", group_account(person.bank_account) if whole else mask_account(person.bank_account)),
        ("普通话", {True: "会讲", False: "不会讲", None: ""}[person.speaks_mandarin]),
        ("备注", person.note),
    )


def where_and_what_lines(person: PersonRow, statuses: Sequence[StatusRow], *, whole: bool) -> Sequence[Line]:
    """Where somebody in fact lives, and each status with its days; prison stands only with what is whole."""
    presence, lives = person.presence, ""
    in_prison = any(one.kind is StatusKind.IMPRISONED and one.until is None for one in statuses)
    if presence is not None:
        where = "" if in_prison and not whole else joined(presence.place, presence.note)
        lives = joined(PRESENCES[presence.kind], where, since_words(presence.since))
    said = [one for one in statuses if whole or one.kind is not StatusKind.IMPRISONED]
    return _there(("现在住", lives), *((STATUSES[one.kind], _status_words(one)) for one in said))


def _status_words(status: StatusRow) -> str:
    days = since_words(status.since)
    if status.until is not None:
        days = f"{status.since.spoken()}至{status.until.spoken()}"
    return joined(days, status.place, status.note)


def guardian_lines(
    person: PersonRow, guardians: Sequence[GuardianRow], wards: Sequence[str], unguarded: str
) -> Sequence[Line]:
    """Each guardian with how he is reached, or why one should be asked for; and whose guardian he is."""
    grown = person.age is not None and person.age >= GROWN_UP
    lines = [
        (
            row.relation or "监护人",
            joined(
                f"{row.name}（已登记{row.away}）" if row.away else row.name,
                mask_phone(row.phone),
                GUARDIAN_REASONS[row.reason],
                since_words(row.since),
                CAME_OF_AGE if grown and row.reason is GuardianReason.MINOR else "",
            ),
        )
        for row in guardians
    ]
    return _there(*lines, ("提醒", unguarded), ("监护着", "、".join(wards)))


def _there(*lines: Line) -> Sequence[Line]:
    return tuple(line for line in lines if line[1])


def _hukou_address(person: PersonRow, *, whole: bool) -> str:
    """户别, address and code; where a hukou was struck off, the address would say why."""
    hukou = person.hukou
    if hukou is None or (hukou.standing in STRUCK_OFF and not whole):
        return ""
    category = HUKOU_CATEGORIES[hukou.category] if hukou.category else ""
    return joined(category, hukou.address, hukou.division_code or "")


def _card_words(person: PersonRow) -> str:
    begins = spoken_date(person.number_from) if person.number_from else ""
    if begins and person.number_until is None:
        begins += "起"
    until = "长期" if person.number_forever else ""
    if person.number_until is not None:
        until = f"至{spoken_date(person.number_until)}"
        until += "（已过期）" if person.number_until < person.as_of else ""
    return joined(begins + until, person.issued_by)


def _education_words(person: PersonRow) -> str:
    """The code's word and, where the old form had other words, those too."""
    said = EDUCATIONS[person.education] if person.education else ""
    written = person.education_text
    return joined(said, f"原表写“{written}”" if written and written != said else "")


def _residence_words(paper: ResidenceRow, *, whole: bool) -> str:
    number = paper.number if whole else mask_number(paper.number)
    endorsed = f"下次签注{spoken_date(paper.next_endorsement)}" if paper.next_endorsement else ""
    return joined(number, since_words(paper.since), endorsed)


def _school_words(person: PersonRow, *, whole: bool) -> str:
    """A child's number at school is mostly G and the citizen number: masked as that is."""
    school = person.school
    if school is None:
        return ""
    boards = "住校" if school.boarding else ""
    number = school.student_no if whole else mask_number(school.student_no)
    number = f"学籍号{number}" if number else ""
    since = since_words(school.since)
    return joined(
        spoken_school(school.stage, school.grade), school.school, school.place, boards, number, since
    )


def _work_words(person: PersonRow) -> str:
    work = person.work
    if work is None:
        return ""
    abroad = "（国外）" if work.abroad else ""
    channel = f"渠道：{work.channel}" if work.channel else ""
    since = since_words(work.since)
    return joined(work.place + abroad, work.employer, _months(work.months), channel, since)


def _months(months: int | None) -> str:
    return f"一年{months}个月" if months else ""


def _disability_words(person: PersonRow, *, whole: bool) -> str:
    kind = DISABILITIES[person.disability] if person.disability else ""
    grade = DISABILITY_GRADES[person.disability_grade] if person.disability_grade else ""
    card = person.disability_card if whole else mask_number(person.disability_card)
    until = ""
    if person.disability_until is not None:
        until = f"至{spoken_date(person.disability_until)}"
        until += "（已过期）" if person.disability_until < person.as_of else ""
    issued = f"{person.disability_issued_year}年办证" if person.disability_issued_year else ""
    return joined(f"{kind}{grade}", card, issued, until)


def _marriage_words(person: PersonRow) -> str:
    since = person.marital_on.spoken() if person.marital_on else ""
    return joined(MARITALS[person.marital] if person.marital else "", since)
