"""Import order and foreign keys tell the same story: a key points inside its subject or further down."""

from resettle_desktop.app.subjects import load_subjects
from resettle_desktop.foundation.database.base import Base
from tests.house_rules.sources import SUBJECTS

load_subjects()

RANK = {"foundation": 0, **{name: place for place, name in enumerate(SUBJECTS, start=1)}}


def subject_of_table() -> dict[str, str]:
    """Which subject owns each table."""
    return {
        str(mapper.local_table): mapper.class_.__module__.split(".")[1] for mapper in Base.registry.mappers
    }


def test_foreign_keys_point_downward() -> None:
    owner = subject_of_table()
    upward = [
        f"{table.name} -> {key.column.table.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if RANK[owner[key.column.table.name]] > RANK[owner[table.name]]
    ]
    assert upward == []


def test_every_foreign_key_is_indexed() -> None:
    """Without one, checking a key on the parent scans the child."""
    bare = []
    for table in Base.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {next(iter(table.primary_key.columns)).name}
        leading |= {column.name for column in table.columns if column.unique}
        bare += [
            f"{table.name}.{key.parent.name}" for key in table.foreign_keys if key.parent.name not in leading
        ]
    assert bare == []
