"""What can be asked at the counter: what waits at the desk, and whose case is parked."""

from resettle_desktop.matters.queries.desk import (
    DeskItem,
    DeskSheet,
    Waiting,
    desk_sheet,
    last_backup,
)
from resettle_desktop.matters.queries.parked import (
    ParkedHit,
    ParkedRow,
    parked_answering,
    parked_case,
    parked_cases,
)

__all__ = [
    "DeskItem",
    "DeskSheet",
    "ParkedHit",
    "ParkedRow",
    "Waiting",
    "desk_sheet",
    "last_backup",
    "parked_answering",
    "parked_case",
    "parked_cases",
]
