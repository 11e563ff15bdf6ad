"""Names of people: every character of Unicode is kept, only what nobody can see or mean is taken away."""

import re
import unicodedata
from typing import Final

from resettle_desktop.foundation.errors import Refusal

LONGEST_NAME: Final = 200
INTERPUNCT: Final = "\N{MIDDLE DOT}"

_INTERPUNCTS: Final = re.compile(r"[•‧∙⋅・･．﹒˙●]")
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003fffd"
_DOT_IN_HAN_NAME: Final = re.compile(rf"(?<=[{_HAN}])\.(?=[{_HAN}])")
_PADDING: Final = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_AROUND_INTERPUNCT: Final = re.compile(rf"\s*{INTERPUNCT}\s*")
_REFUSED_CATEGORIES: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_name(text: str, *, field: str | None = "name") -> str:
    """Return the name as it is kept, or refuse it.

    NFC; every interpunct becomes U+00B7; spaces around, and the padding between Han characters (王　伟),
    are dropped. Refused are blank names, characters nobody can see and names longer than 200 characters.
    """
    name = unicodedata.normalize("NFC", text).strip()
    for place, character in enumerate(name, start=1):
        if _invisible(character):
            raise Refusal(f"姓名第{place}个字符看不见（U+{ord(character):04X}），请删掉重新输入", field)
    name = _INTERPUNCTS.sub(INTERPUNCT, name)
    name = _DOT_IN_HAN_NAME.sub(INTERPUNCT, name)
    name = _AROUND_INTERPUNCT.sub(INTERPUNCT, name)
    name = " ".join(_PADDING.sub("", name).split())
    if not name.strip(INTERPUNCT):
        raise Refusal("请填写姓名", field)
    if len(name) > LONGEST_NAME:
        raise Refusal(f"姓名有{len(name)}个字，最多{LONGEST_NAME}个字，请核对", field)
    return name


def _invisible(character: str) -> bool:
    category = unicodedata.category(character)
    if category in _REFUSED_CATEGORIES:
        return True
    # Python's tables are older than the newest Han blocks: planes 2 and 3 hold nothing but Han.
    return category == "Cn" and not 0x20000 <= ord(character) <= 0x3FFFD
