"""The places of the office as rows of the file."""

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resettle_desktop.foundation.database.base import (
    Base,
    Interval,
    Revised,
    Subject,
    interval_checks,
    one_of,
)
from resettle_desktop.sites.rules import Governance


class Site(Revised, Base):
    """安置区: the whole place people were moved to, with the way it is governed."""

    __tablename__ = "site"

    name: Mapped[str] = mapped_column(Text, unique=True)
    governance: Mapped[str] = mapped_column(String(10))
    division_code: Mapped[str | None] = mapped_column(String(12))
    division_name: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (one_of("governance", Governance),)


class Building(Revised, Base):
    """楼栋: a block of flats, or a row or a yard of single houses."""

    __tablename__ = "building"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    zone: Mapped[str] = mapped_column(Text, default="")
    label: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("uq_building_label", "site_id", "zone", "label", unique=True),)


class StairUnit(Subject, Base):
    """单元: one entrance with its staircase."""

    __tablename__ = "stair_unit"

    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"))
    label: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("uq_stair_unit_label", "building_id", "label", unique=True),)


class Grid(Revised, Base):
    """网格: a part of a site that somebody looks after; who does is the community's."""

    __tablename__ = "grid"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("uq_grid_name", "site_id", "name", unique=True),)


class GridPlace(Interval, Base):
    """A building belongs to a grid, or (with a unit) one staircase of it does."""

    __tablename__ = "grid_place"

    grid_id: Mapped[int] = mapped_column(ForeignKey("grid.id"), index=True)
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"), index=True)
    stair_unit_id: Mapped[int | None] = mapped_column(ForeignKey("stair_unit.id"), index=True)


class Room(Revised, Base):
    """安置住房: one dwelling; ``label`` is how papers and clerks name it inside its site, 3-2-501."""

    __tablename__ = "room"

    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"))
    stair_unit_id: Mapped[int | None] = mapped_column(ForeignKey("stair_unit.id"), index=True)
    door: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text, index=True)
    sort_key: Mapped[str] = mapped_column(Text, index=True)
    floor: Mapped[int | None] = mapped_column(Integer)
    area_hundredths: Mapped[int | None] = mapped_column(Integer)
    inner_area_hundredths: Mapped[int | None] = mapped_column(Integer)
    layout: Mapped[str | None] = mapped_column(Text)
    delivered_on: Mapped[date | None]
    title_unit_no: Mapped[str | None] = mapped_column(String(28))
    note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index("uq_room_label", "building_id", "label", unique=True),)


class OriginVillage(Revised, Base):
    """迁出村: an administrative village with one of its hamlets ("" for the village as a whole).

    The names and the code are kept as they were when entered: the village may be merged or abolished after
    the move. The code held from ``code_from`` until the day the village was no more.
    ``initials`` are the first letters villages are chosen by.
    """

    __tablename__ = "origin_village"

    division_code: Mapped[str | None] = mapped_column(String(12), index=True)
    division_name: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    hamlet: Mapped[str] = mapped_column(Text, default="")
    initials: Mapped[str] = mapped_column(Text)
    code_from: Mapped[date | None]
    abolished_on: Mapped[date | None]

    __table_args__ = (UniqueConstraint("division_name", "name", "hamlet"),)


class SizeClass(Interval, Base):
    """安置区规模: a class of sites from so many people on, of all sites or of those governed in one way."""

    __tablename__ = "size_class"

    name: Mapped[str] = mapped_column(Text)
    least: Mapped[int] = mapped_column(Integer)
    governance: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (*interval_checks(), one_of("governance", Governance))
