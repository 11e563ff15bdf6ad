"""What can be done with places: sites, buildings with their units and rooms, origin villages."""

from resettle_desktop.sites.use_cases.buildings import (
    BuildingDraft,
    CorrectRoomDraft,
    NewRoom,
    RoomsDraft,
    UnitsDraft,
    add_building,
    add_rooms,
    add_units,
    correct_room,
    renumber,
)
from resettle_desktop.sites.use_cases.origin_villages import (
    AbolishVillageDraft,
    OriginVillageDraft,
    abolish_origin_village,
    add_origin_village,
    put_village_right,
)
from resettle_desktop.sites.use_cases.sites import CorrectSiteDraft, SiteDraft, add_site, put_site_right

__all__ = [
    "AbolishVillageDraft",
    "BuildingDraft",
    "CorrectRoomDraft",
    "CorrectSiteDraft",
    "NewRoom",
    "OriginVillageDraft",
    "RoomsDraft",
    "SiteDraft",
    "UnitsDraft",
    "abolish_origin_village",
    "add_building",
    "add_origin_village",
    "add_rooms",
    "add_site",
    "add_units",
    "correct_room",
    "put_site_right",
    "put_village_right",
    "renumber",
]
