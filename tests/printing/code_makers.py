"""Codes for the tests: signed by keys whose private halves are at hand."""

from datetime import date
from typing import Final

from resettle_desktop.foundation.signing import KeyPair, key_id, sign
from resettle_desktop.printing.rules.code_checking import TrustedKey
from resettle_desktop.printing.rules.codes import (
    CodeFacts,
    facts_digest,
    issuer_digest,
    spell_code,
    spoken_line,
)

TITLE: Final = "搬迁安置证明"
NUMBER: Final = "搬证字〔2026〕12号"
NAME: Final = "王桂兰"
LONG_NAME: Final = "阿卜杜热合曼·阿卜杜克热木·买买提吐尔逊江·艾合买提"
DAY: Final = date(2026, 11, 3)
PHONE: Final = "0350-1234567"
ISSUER: Final = "0198c000-0000-7000-8000-0000000000f1"


def code_text(
    pair: KeyPair, *, number: str = NUMBER, name: str = NAME, day: date = DAY, practice: bool = False
) -> str:
    """The text of a code as a paper carries it."""
    facts = CodeFacts(
        key_id=key_id(pair.public),
        kind=1,
        paper_date=day,
        issuer=issuer_digest(ISSUER),
        line=b"",
        facts=facts_digest(bytes(16), ("户号 QS0036",)),
        number=number,
        name=name,
        practice=practice,
    )
    line = spoken_line(TITLE, number, name, day, PHONE, practice=practice)
    return spell_code(facts, line, lambda message: sign(pair.private, message))


def trusted(
    pair: KeyPair,
    *,
    since: date = date(2026, 1, 1),
    until: date | None = None,
    leaked: bool = False,
    practice: bool = False,
    void: frozenset[str] = frozenset(),
) -> TrustedKey:
    """A key as whoever checks has it."""
    return TrustedKey(
        public=pair.public,
        key_id=key_id(pair.public),
        since=since,
        until=until,
        leaked=leaked,
        office="青山镇人民政府",
        practice=practice,
        issuers={issuer_digest(ISSUER): "青山镇人民政府"},
        kinds={1: TITLE},
        void=void,
        list_day=date(2026, 11, 20),
    )
