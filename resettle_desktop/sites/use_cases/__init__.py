"""What can be done with places: sites, buildings with their units and rooms, grids, origin villages."""

from resettle_desktop.sites.use_cases.buildings import (
    BuildingDraft,
    CorrectBuildingDraft,
    CorrectRoomDraft,
    NewRoom,
    RoomsDraft,
    UnitsDraft,
    add_building,
    add_rooms,
    add_units,
    correct_room,
    put_building_right,
    renumber,
)
from resettle_desktop.sites.use_cases.grids import (
    CloseGridDraft,
    GridDraft,
    GridPlacesDraft,
    RenameGridDraft,
    add_grid,
    close_grid,
    rename_grid,
    set_grid_places,
)
from resettle_desktop.sites.use_cases.origin_villages import (
    AbolishVillageDraft,
    OriginVillageDraft,
    abolish_origin_village,
    add_origin_village,
    put_village_right,
)
from resettle_desktop.sites.use_cases.sites import CorrectSiteDraft, SiteDraft, add_site, put_site_right
from resettle_desktop.sites.use_cases.size_classes import SizeClassesDraft, set_size_classes

__all__ = [
    "AbolishVillageDraft",
    "BuildingDraft",
    "CloseGridDraft",
    "CorrectBuildingDraft",
    "CorrectRoomDraft",
    "CorrectSiteDraft",
    "GridDraft",
    "GridPlacesDraft",
    "NewRoom",
    "OriginVillageDraft",
    "RenameGridDraft",
    "RoomsDraft",
    "SiteDraft",
    "SizeClassesDraft",
    "UnitsDraft",
    "abolish_origin_village",
    "add_building",
    "add_grid",
    "add_origin_village",
    "add_rooms",
    "add_site",
    "add_units",
    "close_grid",
    "correct_room",
    "put_building_right",
    "put_site_right",
    "put_village_right",
    "rename_grid",
    "renumber",
    "set_grid_places",
    "set_size_classes",
]
