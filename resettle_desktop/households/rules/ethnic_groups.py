"""The ethnic groups of China by code and name (GB/T 3304-1991, and the two extensions card readers use)."""

from typing import Final

from resettle_desktop.foundation.values.code_tables import Table, code_table

HAN: Final = "01"

ETHNIC_GROUPS: Final = {code: entry.name for code, entry in code_table(Table.ETHNIC).items()}
"""Code to name; 97 and 98 are not in the standard but stand on identity cards."""
