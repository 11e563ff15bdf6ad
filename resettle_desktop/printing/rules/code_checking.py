"""Whether a code is genuine: by trusted public keys and a list of void numbers, without any network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.signing import is_signed
from resettle_desktop.foundation.values.numerals import dashed_date, spoken_date
from resettle_desktop.printing.rules.codes import NoCode, ReadCode, read_code


class Verdict(StrEnum):
    """What is said of a scanned code."""

    GENUINE = "genuine"
    FALSE = "false"
    WORDS_DIFFER = "words_differ"
    VOID = "void"
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"


VERDICT_WORDS: Final = {
    Verdict.GENUINE: "真",
    Verdict.FALSE: "假",
    Verdict.WORDS_DIFFER: "不能认定",
    Verdict.VOID: "已作废",
    Verdict.UNKNOWN_KEY: "不认识这把钥匙",
    Verdict.UNREADABLE: "没有读到核验码",
}

NOT_SIGNED: Final = "签名不对，码上的内容不是这家单位签的，或者被改过"
NOT_IN_TIME: Final = "日期是{day}，这把钥匙那时不在用"
LEAKED: Final = "这把钥匙开具单位已报失，凭码分不出真假；请向开具单位查登记簿"
FOR_PRACTICE: Final = "这是练习用的码，不作数"
WORDS_DIFFER: Final = (
    "签名没有问题，前面的字却和签名时的不一样：不是被改过，就是扫码枪读不了汉字；只认下面几项，逐项和纸上核对"
)
UNKNOWN: Final = "本机没有编号{key}的公钥，认不出是哪家单位签的；请向开具单位要公钥文件"
NOT_IN_BOOK: Final = "签名对，登记簿里却没有这张；请负责人查钥匙是否泄露，或登记簿是否用旧备份恢复过"


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key somebody vouched for, with what its office said of its papers.

    ``void`` are numbers that no longer hold, as of ``list_day``; our own book needs no list and has None.
    """

    public: bytes
    key_id: bytes
    since: date
    until: date | None
    leaked: bool
    office: str
    practice: bool
    issuers: Mapping[bytes, str] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)
    void: frozenset[str] = frozenset()
    list_day: date | None = None


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The verdict, in one sentence, and what the code says when it may be believed."""

    verdict: Verdict
    sentence: str
    fields: tuple[tuple[str, str], ...] = ()
    code: ReadCode | None = None
    key: TrustedKey | None = None


def check_code(text: str, keys: Iterable[TrustedKey], *, practice: bool = False) -> CheckAnswer:
    """Check a scanned text; ``practice`` is true where practice papers are what is looked at."""
    try:
        code = read_code(text)
    except NoCode as no_code:
        return CheckAnswer(Verdict.UNREADABLE, no_code.text)
    facts = code.facts
    known = [key for key in keys if key.key_id == facts.key_id]
    if not known:
        return told(Verdict.UNKNOWN_KEY, UNKNOWN.format(key=facts.key_id.hex().upper()))
    # Four bytes can be met by chance or on purpose: every key of that name is tried, and only its own fits.
    key = next((key for key in known if is_signed(key.public, code.message, code.signature)), None)
    if key is None:
        return told(Verdict.FALSE, NOT_SIGNED)
    return _judged(code, key, practice=practice)


def told(
    verdict: Verdict, why: str, code: ReadCode | None = None, key: TrustedKey | None = None
) -> CheckAnswer:
    """An answer in words; the fields are shown only of a code whose signature fits."""
    words = VERDICT_WORDS[verdict]
    fields = fields_of(code, key) if code is not None and key is not None else ()
    return CheckAnswer(verdict, f"{words}：{why}", fields, code, key)


def _judged(code: ReadCode, key: TrustedKey, *, practice: bool) -> CheckAnswer:
    """What is said of a code whose signature fits."""
    facts = code.facts
    if (facts.practice or key.practice) and not practice:
        return told(Verdict.FALSE, FOR_PRACTICE, code, key)
    if facts.paper_date < key.since or (key.until is not None and facts.paper_date > key.until):
        return told(Verdict.FALSE, NOT_IN_TIME.format(day=spoken_date(facts.paper_date)), code, key)
    if facts.number in key.void:
        return told(Verdict.VOID, f"{facts.number}已经作废，不能再用", code, key)
    if key.leaked:
        return told(Verdict.FALSE, LEAKED, code, key)
    if code.words and not code.words_fit:
        return told(Verdict.WORDS_DIFFER, WORDS_DIFFER, code, key)
    listed = f"（作废名单到{spoken_date(key.list_day)}为止）" if key.list_day is not None else ""
    return told(Verdict.GENUINE, f"{facts.number}是{key.office}开具的{listed}；请逐项和纸上核对", code, key)


def fields_of(code: ReadCode, key: TrustedKey) -> tuple[tuple[str, str], ...]:
    """What was signed, line by line, to be compared with the paper."""
    facts = code.facts
    whole = code.words_fit and code.words
    pairs = (
        ("文书", key.kinds.get(facts.kind, "")),
        ("编号", facts.number),
        ("姓名", f"{facts.name}……" if facts.name_cut else facts.name),
        ("日期", dashed_date(facts.paper_date)),
        ("开具单位", key.issuers.get(facts.issuer, key.office)),
        ("码上的字", code.words if whole else ""),
        ("钥匙", facts.key_id.hex().upper()),
    )
    return tuple((label, value) for label, value in pairs if value)
