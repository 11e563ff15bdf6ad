"""One line of free text as it is kept: a place, a reason, a note."""

import unicodedata
from typing import Final

from resettle_desktop.foundation.errors import Refusal

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})


def clean_line(text: str, *, what: str, field: str | None, longest: int) -> str:
    """Return the line in NFC with single blanks, empty when nothing was typed.

    Raises Refusal of ``field`` for characters nobody can see, and for more than ``longest`` of them; ``what``
    names the line to the clerk.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(character) in _INVISIBLE for character in line):
        raise Refusal(f"{what}里有看不见的字符，请删掉重新输入", field)
    if len(line) > longest:
        raise Refusal(f"{what}有{len(line)}个字，最多{longest}个字，请核对", field)
    return line
