"""What has to be looked after once a child is born or somebody has died, each with its day (J8, J9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.rules.findings import months_after
from resettle_desktop.office.rules import Role

CERTIFICATE: Final = "带医学死亡证明和户口簿；城镇在葬前，农村在一个月内"
RULING: Final = "带人民法院宣告死亡的判决书和户口簿"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to be done afterwards: what, why or how, until when, by which role."""

    what: str
    how: str
    due: date | None = None
    owner: Role = Role.HOUSEHOLD_CLERK
    shows_itself: bool = False
    """Whether the desk tells it from the facts as long as it stands: it needs no task."""


@dataclass(frozen=True, slots=True)
class BirthDays:
    """Within how many days of a birth: as the office has settled it, for each province has its own."""

    insured: int
    """A newborn insured within these days is covered from birth."""

    visited: int


@dataclass(frozen=True, slots=True)
class DeathFacts:
    """What hangs on somebody who has died, as the register stands before it is recorded."""

    name: str
    household_uid: str
    household: str
    heads: bool
    staying: int
    payee: bool
    contracts: tuple[str, ...]
    """The contracting households he represents, as their lists are called."""

    wards: tuple[str, ...]
    papers: tuple[str, ...]
    """Title and number of the papers in people's hands that name him."""


def after_death(
    facts: DeathFacts, on: ImpreciseDate, *, head_chosen: bool = False, declared: bool = False
) -> tuple[FollowUp, ...]:
    """What a death asks for, the most urgent first; ``declared``: a court has declared it."""
    return tuple(_after_death(facts, on, head_chosen=head_chosen, declared=declared))


def _after_death(
    facts: DeathFacts, on: ImpreciseDate, *, head_chosen: bool, declared: bool
) -> Iterator[FollowUp]:
    name, month = facts.name, next_month(on.latest)
    if facts.heads and facts.staying and not head_chosen:
        how = f"{name}是户主；选好以前，除了这份清单不开别的文书"
        yield FollowUp("选新户主", how, shows_itself=True)
    bring = RULING if declared else CERTIFICATE
    yield FollowUp("到派出所注销户口", bring, months_after(on.latest, 1))
    for ward in facts.wards:
        yield FollowUp(f"给{ward}另定监护人", f"{name}是{ward}的监护人")
    if facts.payee:
        yield FollowUp("换一卡通收款人", f"现在的收款人是{name}；新收款人带身份证到镇财政所或银行办", month)
    for contract in facts.contracts:
        yield FollowUp(
            "换承包合同代表人", f"{contract}由{name}代表；到发包的村集体换人，承包地照旧由家里其他人种"
        )
    yield FollowUp(
        "停发按人发的待遇",
        f"低保、养老、残疾等按人发的，从{month.year}年{month.month}月起停发；已经多发的，好好和家里说明再退回",
        month,
        Role.DESTINATION_CLERK,
    )
    yield FollowUp(
        "丧葬补助和遗产",
        "参加了居民养老保险的可以申请丧葬补助金，个人账户余额由家里人领；家里要办继承的告诉他们到公证处或村里问",
    )
    for paper in facts.papers:
        yield FollowUp(f"收回{paper}", f"上面写着{name}，不再有效；要用的按现在的情况重开")


def after_birth(name: str, born: date, days: BirthDays) -> tuple[FollowUp, ...]:
    """What a birth asks for, the most urgent first."""
    return (
        FollowUp(f"{name}到派出所报户口", "带出生医学证明、父母的户口簿和结婚证", months_after(born, 1)),
        FollowUp(
            f"给{name}签家庭医生、办预防接种证",
            "社区卫生服务站上门看新生儿，顺便建儿童保健册",
            born + timedelta(days=days.visited),
            Role.DESTINATION_CLERK,
        ),
        FollowUp(
            f"给{name}参加居民医保",
            f"出生{days.insured}天内参保的，从出生那天起报销",
            born + timedelta(days=days.insured),
            Role.DESTINATION_CLERK,
        ),
        FollowUp(
            f"给{name}申请集体成员身份", "向原籍的集体经济组织申请，由成员大会确认", None, Role.ORIGIN_CLERK
        ),
        FollowUp("低保重新核算人数", "家里多了一口人；不是低保家庭的不用管", None, Role.DESTINATION_CLERK),
    )


def next_month(day: date) -> date:
    """The first day of the month after: from then on nothing is paid any more."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
