"""打印哪些: the papers of a household and of one of its people, in the order they are printed."""

from dataclasses import dataclass
from typing import Final

from resettle_desktop.households.rules.counter_papers import AUTHORISATION, PROMISE, RESIDENCE_CERTIFICATE
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT, RELOCATION_CERTIFICATE


@dataclass(frozen=True, slots=True)
class SetPaper:
    """One paper to tick: the page that issues it, of whom it is, its kind ("" for one without a number)."""

    page: str
    title: str
    kind: str
    of_person: bool
    note: str


SET: Final = (
    SetPaper(
        "households.certificate",
        RELOCATION_CERTIFICATE.title,
        RELOCATION_CERTIFICATE.name,
        of_person=False,
        note="全户是不是搬迁户、住在哪里",
    ),
    SetPaper(
        "households.extract",
        REGISTER_EXTRACT.title,
        REGISTER_EXTRACT.name,
        of_person=False,
        note="登记的内容，摘一份",
    ),
    SetPaper(
        "households.residence_certificate",
        RESIDENCE_CERTIFICATE.title,
        RESIDENCE_CERTIFICATE.name,
        of_person=True,
        note="一个人住在哪里，写明用途",
    ),
    SetPaper(
        "households.authorisation",
        AUTHORISATION.title,
        AUTHORISATION.name,
        of_person=True,
        note="委托别人办，或者同意查询",
    ),
    SetPaper("households.promise", PROMISE.title, PROMISE.name, of_person=True, note="用承诺代替证明"),
    SetPaper(
        "households.id_copy",
        "居民身份证复印件",
        "",
        of_person=True,
        note="正反面印在一张纸上，不编号",
    ),
)
