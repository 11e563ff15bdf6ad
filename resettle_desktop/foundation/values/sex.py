"""Sex as the register keeps it (GB/T 2261.1-2003)."""

from enum import StrEnum


class Sex(StrEnum):
    """Stored as stable text; the code and the word are beside it."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"
    UNSTATED = "unstated"

    @property
    def code(self) -> str:
        """The digit of GB/T 2261.1."""
        return _CODES[self]

    @property
    def label(self) -> str:
        """The word on screens and papers."""
        return _LABELS[self]


_CODES = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNKNOWN: "0", Sex.UNSTATED: "9"}
_LABELS = {Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNKNOWN: "未知", Sex.UNSTATED: "未说明"}
