"""The papers somebody asks for at the counter: their kinds, what they are for, and their wording as data."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.rules.circumstances import PresenceKind
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.rules import paper_kind

_ISSUERS: Final = (Role.HOUSEHOLD_CLERK, Role.HEAD)

RESIDENCE_CERTIFICATE: Final = paper_kind(
    "residence_certificate",
    "居住证明",
    series="residence_certificate",
    mark="居证字",
    needs=_ISSUERS,
    code=2,
    sealed=True,
)
"""居住证明: that somebody lives at the site, since when, for one purpose; holds for some days."""

AUTHORISATION: Final = paper_kind(
    "authorisation", "授权委托书", series="authorisation", mark="授权字", needs=_ISSUERS
)
"""授权委托书: somebody lets another act for him, or the office look something up."""

PROMISE: Final = paper_kind("promise", "承诺书", series="promise", mark="承诺字", needs=_ISSUERS)
"""承诺书: somebody promises instead of bringing a certificate."""

PUBLIC_NOTICE: Final = paper_kind(
    "public_notice", "公示", series="public_notice", mark="公示字", needs=_ISSUERS
)
"""公示: households named on the board, with nothing else of them that is private."""

PERSON_PAPERS: Final = (RESIDENCE_CERTIFICATE, AUTHORISATION, PROMISE)

RESIDENCE_PURPOSES: Final = {
    "school": "子女入学、入园",
    "residence_permit": "到派出所办理户口、居住证事项",
    "utilities": "水、电、气、暖和网络开户",
    "bank": "到银行办理开户、贷款",
    "job": "求职和单位入职",
    "insurance": "办理医疗、养老保险参保",
    "relief": "申请救助、补贴时说明居住地",
    "vehicle": "办理驾驶证、车辆业务",
}
"""What a certificate of residence is mostly asked for; anything else is typed."""

NOT_HERE: Final = frozenset({PresenceKind.AT_ORIGIN, PresenceKind.ELSEWHERE})
"""Of whom nobody certifies that he lives at the site."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text somebody signs; ``{issuer}``, ``{matter}``, ``{agent}`` are filled in, by hand if not known."""

    code: str
    title: str
    heading: str
    paragraphs: tuple[str, ...]


AUTHORISATIONS: Final = (
    Wording(
        "agent",
        "委托别人代办",
        "授权委托书",
        (
            "本人因故不能亲自前来，现委托{agent}代为办理{matter}。",
            "受托人在上述范围内提交的材料、签的字，本人都承认。",
            "受托人身份证号码：{blank}。委托从签名这一天起，到{short}年{short}月{short}日止；本人随时可以收回。",
        ),
    ),
    Wording(
        "look_up",
        "同意查询信息",
        "信息查询授权书",
        (
            "为办理{matter}，本人同意{issuer}查询、核对本人的户籍、住房、社会保险等有关信息。",
            "查到的信息只用于这件事，不得用于别的事，也不得告诉无关的人。",
            "本授权从签名这一天起，到这件事办完为止；本人随时可以收回。",
        ),
    ),
    Wording(
        "receive",
        "委托别人领取",
        "授权委托书",
        (
            "本人委托{agent}代为领取{matter}，领到后由受托人交给本人。",
            "受托人身份证号码：{blank}。本委托只用一次，领完就不再有效。",
        ),
    ),
)

PROMISES: Final = (
    Wording(
        "truth",
        "材料真实承诺",
        "承诺书",
        (
            "本人办理{matter}，{issuer}已把条件、要求和不如实承诺的后果告诉本人。本人承诺：",
            "一、填写的内容、提交的材料都是真实的，没有隐瞒。",
            "二、情况有变化，在十日内告诉{issuer}。",
            "三、承诺不实的，愿意退回领到的钱物，并承担相应的责任。",
        ),
    ),
    Wording(
        "single",
        "不重复享受承诺",
        "承诺书",
        (
            "本人办理{matter}，承诺：",
            "一、同一项待遇不在迁出地和迁入地两头领取；已经在别处领的，现在如实说明：{blank}。",
            "二、发现重复领取的，愿意退回多领的部分。",
        ),
    ),
    Wording(
        "travel",
        "外出务工交通补助承诺",
        "承诺书",
        (
            "本人申领外出务工交通补助，承诺：",
            "一、务工的地点（{blank}）、单位和时间（{short}年{short}月至{short}年{short}月）都是真实的。",
            "二、今年没有在别处领过同样的补助。",
            "三、承诺不实的，愿意退回补助，并承担相应的责任。",
        ),
    ),
    Wording(
        "voter",
        "选民登记承诺",
        "选民登记承诺书",
        (
            "本人选择在{blank}参加村（居）民委员会的选举登记，承诺：",
            "一、不在另一处重复登记、重复参加选举。",
            "二、同意把本承诺告诉户籍所在地和居住地的村（居）民选举委员会。",
        ),
    ),
    Wording(
        "old_house",
        "旧房腾退承诺",
        "承诺书",
        (
            "本人一户已搬迁入住安置住房，承诺：",
            "一、在{short}年{short}月{short}日以前腾退原来的旧房，按协议配合拆除或收回。",
            "二、腾退以前不翻建、不扩建、不出租、不转让旧房。",
        ),
    ),
)

WORDINGS: Final = {
    AUTHORISATION.name: AUTHORISATIONS,
    PROMISE.name: PROMISES,
}


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a paper says of one person on the day ``as_of``; ``number`` is whole, the paper masks it."""

    person_uid: str
    name: str
    sex: Sex
    number: str | None
    household_number: str
    head_name: str
    relation: str
    site_name: str
    site_address: str
    room_spoken: str
    since: ImpreciseDate | None
    away: str
    as_of: date
    missing: tuple[str, ...] = ()
    whole_numbers: bool = False
    purpose: str = ""
    wording: Wording | None = None
    agent: str = ""
    valid_days: int = 0
    """How long a certificate of residence holds, from the day on it."""

    @property
    def address(self) -> str:
        """Where he lives, in one phrase."""
        return f"{self.site_address}{self.site_name}{self.room_spoken}"

    @property
    def label(self) -> str:
        """Whom a paper is about, as the issued book keeps it."""
        return f"{self.name} {self.household_number}".strip()

    @property
    def certified(self) -> tuple[str, ...]:
        """What a certificate says of its own, line by line, as its code to check binds it."""
        return (
            f"姓名 {self.name} {self.sex.label} {mask_number(self.number or '')}".rstrip(),
            f"住址 {self.address} {self.since.spoken() if self.since else ''}".rstrip(),
            f"户号 {self.household_number} {self.head_name} {self.relation}".rstrip(),
            f"用途 {self.purpose}".rstrip(),
        )
