"""How a room stands on a day."""

from enum import StrEnum
from typing import Final


class Occupancy(StrEnum):
    """住着人、空房、待收回: a room is to be taken back while a household without anybody left still has it."""

    LIVED_IN = "lived_in"
    FREE = "free"
    TO_TAKE_BACK = "to_take_back"


OCCUPANCIES: Final = {
    Occupancy.LIVED_IN: "住着人",
    Occupancy.FREE: "空房",
    Occupancy.TO_TAKE_BACK: "待收回",
}
