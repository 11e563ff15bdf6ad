"""Grids: a building or one of its staircases belongs to one grid at a time, from a day on."""

from datetime import date

import pytest

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.sites.queries import unit_rows
from resettle_desktop.sites.use_cases import BuildingDraft, SiteDraft, add_building, add_site
from resettle_desktop.sites.use_cases.grids import (
    GridDraft,
    GridPlacesDraft,
    RenameGridDraft,
    add_grid,
    rename_grid,
    set_grid_places,
)
from tests.households.town import Town, town_of
from tests.kit.office import Desk, raw

SINCE, LATER = date(2024, 1, 1), date(2026, 9, 1)


@pytest.fixture
def town(desk: Desk) -> Town:
    """One site with one building of two units."""
    return town_of(desk)


def standing(town: Town) -> list[tuple[str, int, int | None, str, str | None]]:
    """Every row believed: grid, building, unit, from, until."""
    rows = raw(
        town.desk.store,
        "SELECT g.name, p.building_id, p.stair_unit_id, p.starts, p.ends FROM grid_place p"
        " JOIN grid g ON g.id = p.grid_id WHERE p.superseded_at IS NULL ORDER BY p.starts, p.id",
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def test_a_building_goes_over_to_another_grid(town: Town) -> None:
    first = town.desk.do(add_grid, GridDraft(town.site, "第一网格", ((town.building, None),), SINCE))
    second = town.desk.do(add_grid, GridDraft(town.site, "第二网格", (), SINCE))
    town.desk.do(set_grid_places, GridPlacesDraft(second, ((town.building, None),), LATER))
    assert standing(town) == [
        ("第一网格", 1, None, "2024-01-01", "2026-09-01"),
        ("第二网格", 1, None, "2026-09-01", None),
    ]
    with pytest.raises(Refusal, match="不能早于它"):
        town.desk.do(set_grid_places, GridPlacesDraft(first, ((town.building, None),), SINCE))


def test_a_staircase_leaves_the_grid_that_has_the_whole_building(town: Town) -> None:
    town.desk.do(add_grid, GridDraft(town.site, "第一网格", ((town.building, None),), SINCE))
    one, two = (row.uid for row in town.desk.ask(unit_rows, town.building))
    second = town.desk.do(add_grid, GridDraft(town.site, "第二网格", ((town.building, one),), LATER))
    assert [(row[0], row[4]) for row in standing(town)] == [
        ("第一网格", "2026-09-01"),
        ("第一网格", None),  # the other staircase stays
        ("第二网格", None),
    ]
    both = ((town.building, one), (town.building, two))
    town.desk.do(set_grid_places, GridPlacesDraft(second, both, date(2026, 10, 1)))
    assert [(row[0], row[4]) for row in standing(town)] == [
        ("第一网格", "2026-09-01"),
        ("第二网格", None),
        ("第一网格", "2026-10-01"),
        ("第二网格", None),
    ]


def test_what_cannot_be_is_refused(town: Town) -> None:
    grid = town.desk.do(add_grid, GridDraft(town.site, "第一网格", (), SINCE))
    town.desk.do(rename_grid, RenameGridDraft(grid, "东网格", 1))
    town.desk.do(rename_grid, RenameGridDraft(grid, "东网格"))
    elsewhere = town.desk.do(add_site, SiteDraft("幸福里"))
    other = town.desk.do(add_building, BuildingDraft(elsewhere, "9"))
    unit = town.desk.ask(unit_rows, town.building)[0].uid
    for draft, words in (
        (GridDraft(town.site, "东网格", (), SINCE), "已经有叫"),
        (GridDraft(town.site, "西网格", ((other, None),), SINCE), "不在这个安置区"),
        (GridDraft(town.site, "西网格", (), date(2027, 1, 1)), "还没有到"),
        (GridDraft(town.site, "西网格", ((town.building, None), (town.building, unit)), SINCE), "填了两次"),
        (GridDraft(elsewhere, "西网格", ((other, unit),), SINCE), "没有找到这个单元"),
    ):
        with pytest.raises(Refusal, match=words):
            town.desk.do(add_grid, draft)
