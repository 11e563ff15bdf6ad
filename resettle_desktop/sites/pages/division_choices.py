"""Counties and townships to choose from: those of the office's own places, then the whole country's."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, matching
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.values.division_code import WIDTH
from resettle_desktop.foundation.values.divisions import national_divisions
from resettle_desktop.office.queries import office_exists, office_row
from resettle_desktop.sites.queries import origin_village_rows, site_rows

SHOWN: Final = 30


def division_choices(session: Any, typed: str) -> tuple[Choice, ...]:
    """Divisions that answer what is typed; ``value`` is the code, or the name where nobody knows the code."""
    known: dict[str, str] = {}
    if office_exists(session):
        office = office_row(session)
        known[office.division_name] = office.division_code
    places = [(row.division_name, row.division_code) for row in origin_village_rows(session)]
    places += [(row.division_name, row.division_code) for row in site_rows(session)]
    for name, code in places:
        if name:
            known.setdefault(name, code or "")
    own = matching([Choice(code or name, name, "本单位用过") for name, code in known.items()], typed)
    hits = national_divisions().search(typed, limit=SHOWN) if typed.strip() else ()
    others = [Choice(hit.code, hit.path) for hit in hits if hit.path not in known]
    return tuple((*own, *others)[:SHOWN])


class DivisionInput(ChoiceInput):
    """A county or township by its letters; one the list does not have is typed out."""

    def __init__(self, worker: Worker, owner: QObject) -> None:
        super().__init__(ask=self._ask_file, free=True, placeholder="县、乡镇，可打拼音首字母")
        self._worker = worker
        self._owner = owner

    @property
    def division_name(self) -> str:
        """The whole name as it is kept."""
        return self.text().strip()

    @property
    def division_code(self) -> str:
        """The code of what was chosen in its full width; empty where none is known."""
        value = self.chosen.value if self.chosen is not None else ""
        return (value.ljust(WIDTH, "0") if value.isdecimal() else value) if value.isascii() else ""

    def put(self, name: str, code: str | None) -> None:
        """Show a division that is kept."""
        self.choose(Choice(code or name, name) if name else None)

    def _ask_file(self, typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        self._worker.ask(partial(division_choices, typed=typed), then, owner=self._owner, latest="divisions")
