"""The columns of the people list's sheet: those of the list, and everything the register has of a person."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.pages.household.members_card import hukou_words
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.queries.people_sheets import PersonSheetRow
from resettle_desktop.households.rules.circumstances import (
    DISABILITIES,
    DISABILITY_GRADES,
    DROPOUT_REASONS,
    PREFERENTIALS,
    PRESENCES,
)
from resettle_desktop.households.rules.declared import (
    EDUCATIONS,
    HUKOU_CATEGORIES,
    HUKOU_STANDINGS,
    MARITALS,
    MILITARIES,
    POLITICALS,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.rules.health import spoken_health
from resettle_desktop.households.rules.identity import DOCUMENT_NAMES
from resettle_desktop.households.rules.moving import STRUCK_OFF
from resettle_desktop.households.rules.school_years import spoken_school

SAID: Final = {True: "是", False: "否", None: ""}


def _own(
    title: str,
    value: Callable[[PersonRow], str],
    width: int = 6,
    *,
    right: bool = False,
    secret: bool = False,
) -> Column[PersonSheetRow]:
    """A column of the person's own; a ``secret`` one is masked unless a reason is given."""

    def whole(row: PersonSheetRow) -> str:
        return value(row.person)

    def masked(row: PersonSheetRow) -> str:
        return mask_number(value(row.person))

    return Column(
        title, masked if secret else whole, width=width, right=right, whole=whole if secret else None
    )


def _word(words: Any, code: Any) -> str:
    return str(words[code]) if code is not None else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _dashed(value: ImpreciseDate | None) -> str:
    return value.dashed() if value else ""


def _standing(person: PersonRow) -> str:
    return _word(HUKOU_STANDINGS, person.hukou.standing if person.hukou else None)


def _struck_off(person: PersonRow) -> bool:
    """Where a hukou was struck off, a place would say why (army, prison): it leaves only with a reason."""
    return person.hukou is not None and person.hukou.standing in STRUCK_OFF


def _address(person: PersonRow) -> str:
    return person.hukou.address if person.hukou else ""


def _place(person: PersonRow) -> str:
    return person.presence.place if person.presence else ""


DECLARED: Final = (
    _own("曾用名", lambda p: p.former_names),
    _own("小名", lambda p: p.nickname),
    _own("民族", lambda p: ETHNIC_GROUPS.get(p.ethnicity or "", ""), 4),
    _own("其他证件", lambda p: _word(DOCUMENT_NAMES, p.document_kind), 6),
    _own("其他证件号码", lambda p: p.document_number, 10, secret=True),
    _own("签发机关", lambda p: p.issued_by, 8),
    _own("证件有效期起", lambda p: _day(p.number_from)),
    _own("证件有效期止", lambda p: "长期" if p.number_forever else _day(p.number_until)),
    _own("政治面貌", lambda p: _word(POLITICALS, p.political)),
    _own("文化程度", lambda p: _word(EDUCATIONS, p.education)),
    _own("在校生状况", lambda p: spoken_school(p.school.stage, p.school.grade) if p.school else ""),
    _own("学校名称", lambda p: p.school.school if p.school else "", 10),
    _own("学校所在地", lambda p: p.school.place if p.school else "", 8),
    _own("是否寄宿", lambda p: SAID[p.school.boarding if p.school else None], 4),
    _own("学籍号", lambda p: p.school.student_no if p.school else "", 8, secret=True),
    _own("失学或辍学原因", lambda p: _word(DROPOUT_REASONS, p.dropout_reason)),
    _own("健康状况", lambda p: spoken_health(p.health), 8),
    _own("残疾类别", lambda p: _word(DISABILITIES, p.disability), 4),
    _own("残疾等级", lambda p: _word(DISABILITY_GRADES, p.disability_grade), 4),
    _own("残疾证号", lambda p: p.disability_card, 10, secret=True),
    _own("残疾证办证年度", lambda p: _number(p.disability_issued_year), 5, right=True),
    _own("残疾证有效期", lambda p: _day(p.disability_until)),
    _own("务工所在地", lambda p: p.work.place if p.work else "", 8),
    _own("务工时间（月）", lambda p: _number(p.work.months if p.work else None), 4, right=True),
    _own("务工企业", lambda p: p.work.employer if p.work else "", 10),
    _own("就业渠道", lambda p: p.work.channel if p.work else ""),
    _own("是否国外务工", lambda p: SAID[p.work.abroad if p.work else None], 4),
    _own("公益性岗位", lambda p: p.public_post),
    _own("公益性岗位月数", lambda p: _number(p.public_post_months), 4, right=True),
    _own("服役", lambda p: _word(MILITARIES, p.military)),
    _own("优抚类别", lambda p: _word(PREFERENTIALS, p.preferential)),
    _own("婚姻状况", lambda p: _word(MARITALS, p.marital), 4),
    _own("婚变日期", lambda p: _dashed(p.marital_on)),
    Column[PersonSheetRow](
        "户口", lambda row: hukou_words(row.person), width=8, whole=lambda row: _standing(row.person)
    ),
    _own("户别", lambda p: _word(HUKOU_CATEGORIES, p.hukou.category if p.hukou else None)),
    _own("户籍地代码", lambda p: (p.hukou.division_code or "") if p.hukou else "", 8),
    Column[PersonSheetRow](
        "户籍地址",
        lambda row: "" if _struck_off(row.person) else _address(row.person),
        width=14,
        whole=lambda row: _address(row.person),
    ),
    _own("户口从何时起", lambda p: _dashed(p.hukou.since if p.hukou else None)),
    Column[PersonSheetRow]("居住证件", lambda row: row.residence, width=6),
    Column[PersonSheetRow](
        "居住证件编号",
        lambda row: mask_number(row.residence_no),
        width=10,
        whole=lambda row: row.residence_no,
    ),
    Column[PersonSheetRow]("下次签注日", lambda row: _day(row.endorsement), width=6),
    _own("现在住", lambda p: _word(PRESENCES, p.presence.kind if p.presence else None)),
    Column[PersonSheetRow](
        "现在住的地方",
        lambda row: "" if _struck_off(row.person) else _place(row.person),
        width=8,
        whole=lambda row: _place(row.person),
    ),
    _own("是否会讲普通话", lambda p: SAID[p.speaks_mandarin], 4),
    Column[PersonSheetRow]("监护人", lambda row: row.guardians, width=8),
)
