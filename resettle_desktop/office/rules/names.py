"""Names of offices, centres and desks: one line, not blank, short enough for paper."""

from typing import Final

from resettle_desktop.foundation.errors import Refusal

LONGEST_OFFICE_NAME: Final = 60
LONGEST_PREFIX: Final = 8


def check_title(
    text: str, what: str, *, longest: int = LONGEST_OFFICE_NAME, field: str | None = "name"
) -> str:
    """A name of something of the office as it is kept, or a Refusal that says ``what`` is wrong with it."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text.strip()):
        raise Refusal(f"{what}里有看不见的字符，请重新输入", field)
    title = " ".join(text.split())
    if not title:
        raise Refusal(f"请填写{what}", field)
    if len(title) > longest:
        raise Refusal(f"{what}有{len(title)}个字，最多{longest}个字", field)
    return title


def check_prefix(text: str, *, field: str | None = "household_prefix") -> str:
    """The prefix of household numbers as it is kept: letters, digits or Han, no spaces; may be empty."""
    prefix = text.strip().upper()
    if len(prefix) > LONGEST_PREFIX or not all(
        character.isalnum() or character == "-" for character in prefix
    ):
        raise Refusal(f"户号前缀用字母、数字或汉字，最多{LONGEST_PREFIX}个字", field)
    return prefix
