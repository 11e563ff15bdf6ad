"""What the search box on top asks: people by everything a clerk may hear, best first, nothing that shames."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.foundation.window.found import FoundColumn, FoundRow
from resettle_desktop.households.queries import PersonHit, SearchAnswer, search_people
from resettle_desktop.households.rules.identity import NUMBER_STATE_NAMES
from resettle_desktop.households.rules.relations import HEAD
from resettle_desktop.office.queries import setting
from resettle_desktop.office.rules.settings import FUZZY_SOUNDS, Value

SHOWN: Final = 12
GONE: Final = "已去世"


class PeopleSearch(QObject):
    """Finds people for the box on top. ``fuzzy``: the sounds this office mixes up until it says otherwise."""

    placeholder: str = "姓名、拼音、身份证后四位、房号、户号、电话"
    columns: Sequence[FoundColumn] = (
        FoundColumn("姓名", 5, strong=True),
        FoundColumn("性别年龄", 4),
        FoundColumn("户主", 6, stretch=True),
        FoundColumn("迁出村", 6),
        FoundColumn("房号", 5),
        FoundColumn("为什么", 7, muted=True, optional=True),
        FoundColumn("号码", 10, muted=True, optional=True),
        FoundColumn("户号", 4, optional=True),
    )

    def __init__(
        self,
        worker: Worker,
        today: Callable[[], date],
        fuzzy: FuzzySounds | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._today = today
        self._fuzzy = fuzzy
        worker.changed.connect(self._file_changed)

    def ask(self, text: str, preedit: str, then: Callable[[Sequence[FoundRow]], None]) -> None:
        """Search for what is typed together with the letters the input method still holds."""
        question: Callable[[Any], SearchAnswer] = partial(
            search_people, typed=text + preedit, fuzzy=self._fuzzy, as_of=self._today(), limit=SHOWN
        )
        self._worker.ask(
            question,
            lambda answer: then([found_row(hit) for hit in answer.hits]),
            owner=self,
            latest="search",
        )

    def _file_changed(self, tables: frozenset[str]) -> None:
        if "setting" in tables:
            question: Callable[[Any], Value] = partial(setting, key=FUZZY_SOUNDS, as_of=self._today())
            self._worker.ask(question, self._know_sounds, owner=self, latest="sounds")

    def _know_sounds(self, sounds: Value) -> None:
        self._fuzzy = FuzzySounds.named(sounds if isinstance(sounds, tuple) else ())


def found_row(hit: PersonHit) -> FoundRow:
    """One person as a row of the list; who belongs to no household opens as a person."""
    number = mask_number(hit.number) if hit.number else NUMBER_STATE_NAMES[hit.number_state]
    age = f" {GONE}" if hit.gone else "" if hit.age is None else f" {hit.age}岁"
    head = (
        "本人" if hit.relation == HEAD else f"{hit.head_name}的{hit.relation_name}" if hit.head_name else ""
    )
    cells = (
        f"{hit.name}（{hit.nickname}）" if hit.nickname else hit.name,
        f"{hit.sex.label}{age}",
        head,
        f"{hit.village}{hit.hamlet}",
        hit.room_label,
        hit.why,
        number,
        hit.household_number,
    )
    if hit.household_uid is None:
        return FoundRow("households.person", hit.uid, cells)
    return FoundRow("households.household", hit.household_uid, cells)
