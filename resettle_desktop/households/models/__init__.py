"""Households, people and everything dated about them, as rows of the file."""

from resettle_desktop.households.models.dated import (
    Guardianship,
    Headship,
    HukouPlace,
    Membership,
    PersonPhone,
    PersonStatus,
    Presence,
    ResidenceDocument,
    RoomAssignment,
    SchoolPlace,
    WorkPlace,
)
from resettle_desktop.households.models.events import (
    LifeEvent,
)
from resettle_desktop.households.models.household import (
    HomeTitle,
    Household,
    HouseholdSeries,
    OldHome,
    Threshold,
)
from resettle_desktop.households.models.lists import (
    PeopleList,
    PeopleListEntry,
)
from resettle_desktop.households.models.person import (
    Correction,
    DistinctPeople,
    Person,
    SearchState,
)

__all__ = [
    "Correction",
    "DistinctPeople",
    "Guardianship",
    "Headship",
    "HomeTitle",
    "Household",
    "HouseholdSeries",
    "HukouPlace",
    "LifeEvent",
    "Membership",
    "OldHome",
    "PeopleList",
    "PeopleListEntry",
    "Person",
    "PersonPhone",
    "PersonStatus",
    "Presence",
    "ResidenceDocument",
    "RoomAssignment",
    "SchoolPlace",
    "SearchState",
    "Threshold",
    "WorkPlace",
]
