"""The statements rows are written and read with, made once each: making one costs more than running it."""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, Final

from sqlalchemy import Insert, Select, Table, Update, bindparam, func, insert, select, update

from resettle_desktop.foundation.database.base import PAST, Base, Instant

ROW_KEY: Final = "row_key"


@cache
def new_rows(table: Table) -> Insert:
    """The statement that writes rows of a table."""
    return insert(table)


@cache
def change_of(table: Table) -> Update:
    """The statement that changes the row named by the parameter ``ROW_KEY``."""
    return update(table).where(table.c.id == bindparam(ROW_KEY))


@cache
def wording_kept(table: Table) -> Insert:
    """The statement that copies the row named by the parameter ``ROW_KEY`` to the past wordings."""
    past = Base.metadata.tables[table.name + PAST]
    names = list(table.c.keys())
    row = select(*(table.c[name] for name in names), bindparam("superseded_at", type_=Instant))
    return insert(past).from_select([*names, "superseded_at"], row.where(table.c.id == bindparam(ROW_KEY)))


@cache
def row_of(table: Table) -> Select[*tuple[Any, ...]]:
    """The statement that reads the row named by the parameter ``ROW_KEY``.

    A shared engine must hold the row from here to the commit; SQLite has one writer anyway.
    """
    return select(table).where(table.c.id == bindparam(ROW_KEY)).with_for_update()


@cache
def last_key_of(table: Table) -> str:
    """The statement that reads the highest key of a table, as the driver takes it."""
    return str(select(func.max(table.c.id)))


@cache
def names_made_by_work(table: Table) -> frozenset[str]:
    """The columns of a new row that every act fills alike."""
    return frozenset({"uid", "recorded_at", "revised_at", "act_id"} & set(table.c.keys()))


@cache
def fixed_defaults(table: Table) -> Mapping[str, Any]:
    """Columns' defaults that are plain values; any other would fill a column behind the audit's back."""
    defaults = {}
    for column in table.c:
        default: Any = column.default
        if default is not None and default.is_scalar:
            defaults[column.name] = plainly(default.arg)
        elif default is not None or column.onupdate is not None or column.server_default is not None:
            message = f"{table.name}.{column.name}: only a plain default reaches the audit"
            raise RuntimeError(message)
    return defaults


def plainly(value: Any) -> Any:
    """An enum member by its stable text; anything else as it is."""
    return value.value if isinstance(value, Enum) else value
