"""The bar above the lists of the register: what narrows them, of which day, known when, in which order.

filters = FilterBar(context, columns, usual=("as_of", "site"), more=("building", "known_on", "order"))
"""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.desk_context import DeskContext
from resettle_desktop.foundation.ui.field import FieldGrid
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.ui.layout import spaced
from resettle_desktop.foundation.ui.words import paragraph, words
from resettle_desktop.foundation.values.clock import end_of_day
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.pages.listed import listed, optional
from resettle_desktop.households.queries import Lacking, ListFilter
from resettle_desktop.households.rules.declared import LABOURS, RELOCATION_KINDS, Labour, RelocationKind
from resettle_desktop.households.rules.dwelling import OCCUPANCIES, Occupancy
from resettle_desktop.sites.queries import (
    BuildingRow,
    GridRow,
    SiteRow,
    building_rows,
    grid_rows,
    site_rows,
    size_classes,
)
from resettle_desktop.sites.rules import GOVERNANCE_NAMES, Governance, SizeClass

ALL: Final = "全部"
WITHOUT_ROOM: Final = "room"
LACKING: Final = (
    (WITHOUT_ROOM, "还没分房"),
    (Lacking.NUMBER, "身份证号码"),
    (Lacking.PHONE, "电话"),
    (Lacking.EVIDENCE, "变更的证明材料"),
    (Lacking.TITLE, "房子证"),
    (Lacking.GUARDIAN, "监护人"),
)
DESCENDING: Final = "-"
KEPT_IN_SIGHT: Final = 2
FOLDED_BELOW: Final = 640
"""Width of the bar (÷ scale) under which only the first two of the usual conditions are shown."""

FOLDED: Final = "还有{}项  F4"
LABELS: Final = {
    "as_of": ("看哪天(&D)", "看哪天的名册"),
    "site": ("安置区(&A)", "安置区"),
    "kind": ("类型(&K)", "搬迁类型"),
    "lacking": ("缺什么(&Q)", "缺什么"),
    "building": ("楼栋(&B)", "楼栋"),
    "grid": ("网格(&W)", "网格"),
    "governance": ("类别(&G)", "安置区类别"),
    "size_class": ("规模(&M)", "安置区规模"),
    "ages": ("年龄(&N)", "年龄，从几岁到几岁"),
    "labour": ("劳动(&L)", "劳动技能"),
    "occupancy": ("状态(&Z)", "住房状态"),
    "known_on": ("当时(&T)", "按哪天当时所知"),
    "order": ("次序(&S)", "排列次序"),
}
"""The words beside each line and what a reader of the screen says."""

USUAL: Final = ("as_of", "site", "kind", "lacking")
MORE: Final = ("building", "grid", "governance", "size_class", "ages", "labour", "known_on", "order")
"""What lists of households and of people are asked for; the rest is shown by F4."""
_AGES: Final = re.compile(r"(\d{1,3})?\s*[-—~～到至]\s*(\d{1,3})?|(\d{1,3})")


def ages_of(typed: str) -> tuple[int | None, int | None]:
    """The youngest and the oldest of 16-59, 60-, -15 or 6. Raises Refusal for anything else."""
    text = typed.strip().replace("岁", "")
    if not text:
        return None, None
    found = _AGES.fullmatch(text)
    if found is None:
        raise Refusal("年龄请写成 16-59、60- 或 6", "ages")
    low, high, exact = (int(part) if part else None for part in found.groups())
    return (exact, exact) if exact is not None else (low, high)


class FilterBar(QWidget):
    """What a list of the register is asked for; ``changed`` when that is something else."""

    changed: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()

    def __init__(
        self,
        context: DeskContext,
        columns: Sequence[Column[Any]],
        usual: Sequence[str] = USUAL,
        more: Sequence[str] = MORE,
    ) -> None:
        super().__init__()
        self._context = context
        self._hidden = frozenset(more)
        self._columns = columns
        self._restoring: dict[str, str] = {}
        self.as_of = DateInput(context.today, "今天")
        self.known_on = DateInput(context.today, "现在")
        self.site = ChoiceInput(placeholder=ALL)
        self.building = ChoiceInput(placeholder=ALL)
        self.grid = ChoiceInput(placeholder=ALL)
        self.governance = ChoiceInput(listed(GOVERNANCE_NAMES), placeholder=ALL)
        self.size_class = ChoiceInput(placeholder=ALL)
        self.kind = ChoiceInput(listed(RELOCATION_KINDS), placeholder=ALL)
        self.ages = TextInput("如 16-59")
        self.labour = ChoiceInput(listed(LABOURS), placeholder=ALL)
        self.occupancy = ChoiceInput(listed(OCCUPANCIES), placeholder=ALL)
        self.lacking = ChoiceInput(choices_of(LACKING), placeholder="不限")
        self.order = ChoiceInput(tuple(self._orders()), placeholder="平常次序")
        self._lines: dict[str, TextInput] = {name: getattr(self, name) for name in LABELS}
        column = QVBoxLayout(self)
        spaced(context.theme, column, spacing=6)
        shown, self._more = FieldGrid(context.theme), FieldGrid(context.theme)
        self._foldable: dict[str, QWidget] = {}
        for grid, names in ((shown, usual), (self._more, more)):
            for name in names:
                pair = self._pair(*LABELS[name], self._lines[name])
                grid.add(pair, 3)
                if name in usual[KEPT_IN_SIGHT:]:
                    self._foldable[name] = pair
        for name, line in self._lines.items():
            if name not in usual and name not in more:  # a list without this condition
                line.setParent(self)
                line.hide()
        self._first_more = self._lines[(more or usual)[0]]
        first = QHBoxLayout()
        spaced(context.theme, first, spacing=8)
        self.folded = words(size="small", tone="muted")
        self.folded.hide()
        first.addWidget(shown, 1)
        first.addWidget(self.folded)
        column.addLayout(first)
        column.addWidget(self._more)
        self._more.hide()
        self.when = paragraph("", size="small", tone="muted")
        column.addWidget(self.when)
        self.when.hide()
        for line in self._lines.values():
            line.returnPressed.connect(self.left)
            if isinstance(line, ChoiceInput):
                line.chosen_changed.connect(self._changed)
            else:
                line.editingFinished.connect(self._changed)
        self.site.chosen_changed.connect(self._ask_places)

    def _pair(self, text: str, accessible: str, line: TextInput) -> QWidget:
        label = words(text, size="small", tone="muted")
        label.setBuddy(line)
        line.setAccessibleName(accessible)
        pair = QWidget()
        # Only as wide as the grid makes it, or it would keep the grid from taking two lines.
        pair.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(pair)
        spaced(self._context.theme, row)
        row.addWidget(label)
        row.addWidget(line, 1)
        return pair

    def _orders(self) -> list[Choice]:
        sortable = [column for column in self._columns if column.key]
        return [
            *(Choice(column.key, column.title) for column in sortable),
            *(Choice(column.key + DESCENDING, f"{column.title}，倒过来") for column in sortable),
        ]

    # What is asked

    def day(self) -> date:
        """The day the list is of; today for nothing or for what is no date."""
        return _day_in(self.as_of) or self._context.today()

    def known_at(self) -> datetime | None:
        """The instant up to which the office's knowledge counts; None for all it knows now."""
        day = _day_in(self.known_on)
        return None if day is None or day >= self._context.today() else end_of_day(day)

    def wanted(self) -> ListFilter:
        """Which lines are asked for."""
        try:
            youngest, oldest = ages_of(self.ages.value())
        except Refusal:
            youngest = oldest = None
        lacking = self.lacking.value()
        return ListFilter(
            site_uid=self.site.value() or None,
            building_uid=self.building.value() or None,
            grid_uid=self.grid.value() or None,
            governance=optional(Governance, self.governance.value()),
            size_class=self.size_class.value() or None,
            relocation_kind=optional(RelocationKind, self.kind.value()),
            without_room=lacking == WITHOUT_ROOM,
            youngest=youngest,
            oldest=oldest,
            labour=optional(Labour, self.labour.value()),
            lacking=Lacking(lacking) if lacking and lacking != WITHOUT_ROOM else None,
            occupancy=optional(Occupancy, self.occupancy.value()),
        )

    def spoken(self) -> str:
        """Of which day the list is and known when, in words; "" for today as known now."""
        parts = []
        if self.day() != self._context.today():
            parts.append(f"截至{spoken_date(self.day())}")
        known = _day_in(self.known_on)
        if self.known_at() is not None and known is not None:
            parts.append(f"按{spoken_date(known)}当时所知")
        return "，".join(parts)

    def narrowed(self) -> str:
        """What the list is narrowed by, in words."""
        texts = [line.text().strip() for name, line in self._lines.items() if name not in _TIMES]
        return "；".join(text for text in texts if text)

    # What is kept

    def criteria(self) -> str:
        """Everything chosen, as JSON."""
        said = {
            name: line.value() if isinstance(line, ChoiceInput) else line.text()
            for name, line in self._lines.items()
        }
        return json.dumps({name: text for name, text in said.items() if text}, ensure_ascii=False)

    def restore(self, criteria: str) -> None:
        """Choose what was kept; a place that is gone is left open."""
        self.put(json.loads(criteria))
        self._changed()

    def put(self, said: dict[str, str]) -> None:
        """Choose this and nothing else; nothing is told."""
        for name, line in self._lines.items():
            with QSignalBlocker(line):  # one question for all of it
                if isinstance(line, ChoiceInput):
                    line.choose_value(said.get(name))
                else:
                    line.setText(said.get(name, ""))
        waiting = {
            "site": self.site,
            "size_class": self.size_class,
            "building": self.building,
            "grid": self.grid,
        }
        self._restoring = {
            name: said[name] for name, line in waiting.items() if name in said and line.value() != said[name]
        }
        self.show_more(on=bool(said.keys() & self._hidden))
        self._ask_places()
        self._tell()

    def look_at(self, site: SiteRow, building: BuildingRow) -> None:
        """Narrow to one building and nothing else; nothing is told."""
        self.put({})
        for line, choice in (
            (self.site, Choice(site.uid, site.name)),
            (self.building, Choice(building.uid, building.zone + building.label)),
        ):
            with QSignalBlocker(line):
                line.choose(choice)

    def show_more(self, *, on: bool) -> None:
        """Show the conditions that are asked for less often, or put them away."""
        self._more.setVisible(on)
        self._fold()

    @property
    def first_more(self) -> TextInput:
        """The first line that F4 brings."""
        away = next((name for name, pair in self._foldable.items() if pair.isHidden()), None)
        return self._first_more if away is None else self._lines[away]

    def _fold(self) -> None:
        """Where there is room for two lines beside each other only, the list is given that of the others.

        What narrows the list now stays in sight.
        """
        narrow = self.width() / self._context.theme.scale < FOLDED_BELOW and not self.shows_more
        away = 0
        for name, pair in self._foldable.items():
            hidden = narrow and not self._lines[name].text().strip() and not self._lines[name].hasFocus()
            if hidden is not pair.isHidden():
                pair.setVisible(not hidden)
            away += hidden
        self.folded.setText(FOLDED.format(away))
        self.folded.setVisible(away > 0)

    @property
    def shows_more(self) -> bool:
        """Whether all conditions are shown."""
        return not self._more.isHidden()

    # What can be chosen

    def reload(self) -> None:
        """Ask for the sites and the classes of size again, and for what stands on the chosen site."""
        ask = self._context.worker.ask
        ask(site_rows, self._offer_sites, owner=self, latest="sites")
        sizes = partial(size_classes, as_of=self._context.today())
        ask(sizes, self._offer_sizes, owner=self, latest="sizes")
        self._ask_places()

    def _offer_sites(self, rows: Sequence[SiteRow]) -> None:
        self._offer("site", self.site, [Choice(row.uid, row.name) for row in rows])

    def _offer_sizes(self, rows: Sequence[SizeClass]) -> None:
        self._offer(
            "size_class",
            self.size_class,
            [Choice(name, name) for name in dict.fromkeys(row.name for row in rows)],
        )

    def _ask_places(self) -> None:
        site = self.site.value()
        if not site:
            self._offer_places(())
            self._offer_grids(())
            return
        ask, day = self._context.worker.ask, self.day()
        places: Callable[[Any], Sequence[BuildingRow]] = partial(building_rows, site_uid=site)
        grids: Callable[[Any], Sequence[GridRow]] = partial(grid_rows, site_uid=site, as_of=day)
        ask(places, self._offer_places, owner=self, latest="buildings")
        ask(grids, self._offer_grids, owner=self, latest="grids")

    def _offer_places(self, rows: Sequence[BuildingRow]) -> None:
        self._offer("building", self.building, [Choice(row.uid, row.zone + row.label) for row in rows])

    def _offer_grids(self, rows: Sequence[GridRow]) -> None:
        self._offer("grid", self.grid, [Choice(row.uid, row.name) for row in rows])

    def _offer(self, name: str, line: ChoiceInput, choices: Sequence[Choice]) -> None:
        """Offer what can be chosen now; what was kept is chosen once it is there."""
        line.set_choices(choices)
        if choices:
            kept = self._restoring.pop(name, None)
            if kept:
                line.choose_value(kept)

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Say beside the lines what cannot be asked for, and below them of which day the list is."""
        try:
            ages_of(self.ages.value())
            self.ages.set_remark("")
        except Refusal as refusal:
            self.ages.set_remark(refusal.text)
        spoken = self.spoken()
        self.when.setText(spoken)
        self.when.setVisible(bool(spoken))
        self._fold()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()


_TIMES: Final = frozenset({"as_of", "known_on", "order"})


def _day_in(line: DateInput) -> date | None:
    try:
        typed = line.value_or_none()
    except Refusal:
        return None
    return typed.latest if typed else None
