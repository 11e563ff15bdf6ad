"""How a room stands on a day."""

from enum import StrEnum
from typing import Final


class Occupancy(StrEnum):
    """住着人、空房、待收回: to be taken back is a room that a household without anybody left still has."""

    LIVED_IN = "lived_in"
    FREE = "free"
    TO_TAKE_BACK = "to_take_back"


OCCUPANCIES: Final = {
    Occupancy.LIVED_IN: "住着人",
    Occupancy.FREE: "空房",
    Occupancy.TO_TAKE_BACK: "待收回",
}
