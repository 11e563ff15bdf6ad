"""The grids of a site: what belongs to each since when; adding, renaming, dividing anew, no longer using."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import paragraph, words
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.sites.pages.grid_places import GridPlaces
from resettle_desktop.sites.queries import (
    GridRow,
    PlaceChoice,
    SiteRow,
    grid_of,
    grid_place_choices,
    grid_rows,
    site_of,
)
from resettle_desktop.sites.use_cases import (
    CloseGridDraft,
    GridDraft,
    GridPlacesDraft,
    RenameGridDraft,
    add_grid,
    close_grid,
    rename_grid,
    set_grid_places,
)

NOT_READ: Final = "资料还没有读出来，请稍等"
NO_PLACE: Final = "请至少划入一栋楼或一个单元：按空格"
NO_DAY: Final = "请填写从哪天起，要填到日"
CLOSE_KEY: Final = "F7"
RENAME_KEY: Final = "F6"


def day_of(line: DateInput) -> date:
    """The day typed in a line. Raises Refusal for nothing and for what is no day."""
    typed = line.value_or_none("since")
    if typed is None or typed.latest != typed.earliest:
        raise Refusal(NO_DAY, "since")
    return typed.earliest


class GridsPage(TablePage[GridRow]):
    """One line per grid; Enter divides anew."""

    name = "sites.grids"
    title = "网格"
    reload_on: ClassVar[frozenset[str]] = frozenset({"site", "building", "stair_unit", "grid", "grid_place"})
    columns = (
        Column[GridRow]("网格", lambda row: row.name, width=6, strong=True),
        Column[GridRow]("楼栋、单元", lambda row: row.spoken, width=12, stretch=True),
        Column[GridRow](
            "从哪天起", lambda row: spoken_date(row.since) if row.since else "", width=8, optional=True
        ),
        Column[GridRow](
            "状态",
            lambda row: "在用" if row.places else "不用了",
            width=4,
            chip=lambda row: Chip("在用", Tone.OK) if row.places else Chip("不用了", Tone.NEUTRAL),
        ),
    )
    empty_text = "这个安置区还没有网格"
    empty_advice = "按 F9 登记一个，划入楼栋或单元"
    empty_icon = "table-2"

    @override
    def build_bar(self) -> None:
        self.as_of = DateInput(self.context.today, "今天")
        self.as_of.setAccessibleName("看哪天的网格")
        label = words("看哪天(&D)", size="small", tone="muted")
        label.setBuddy(self.as_of)
        self.bar.addWidget(label)
        self.bar.addWidget(self.as_of, 2)
        self.bar.addStretch(3)
        self.as_of.editingFinished.connect(self.reload)
        self.as_of.returnPressed.connect(self._to_table)

    def day(self) -> date:
        """The day looked at; today for nothing or for what is no date."""
        try:
            typed = self.as_of.value_or_none()
        except Refusal:
            typed = None
        return typed.latest if typed else self.context.today()

    @override
    def commands(self) -> Sequence[Command]:
        ready = self.row_ready
        return (
            Command(CHANGE, "重新划分", self._divide, "pencil", ready=ready),
            Command(
                RENAME_KEY, "改名", partial(self._open_row, "sites.rename_grid"), button=False, ready=ready
            ),
            Command(
                CLOSE_KEY, "不再用", partial(self._open_row, "sites.close_grid"), button=False, ready=ready
            ),
            Command(VERB, "登记网格", self._add, "plus", primary=True),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[GridRow]]:
        return partial(grid_rows, site_uid=self.subject_uid or "", as_of=self.day())

    @override
    def reload(self) -> None:
        super().reload()
        question = partial(site_of, uid=self.subject_uid or "")
        self.context.worker.ask(question, self._show_site, owner=self, latest="site")

    @override
    def open_row(self, row: GridRow) -> None:
        self.context.open_page("sites.grid_places", row.uid)

    def _show_site(self, row: SiteRow | None) -> None:
        when = "" if self.day() == self.context.today() else f"（截至{spoken_date(self.day())}）"
        self.set_heading(f"{row.name}的网格{when}" if row else type(self).title)

    def _to_table(self) -> None:
        self.table.setFocus()

    def _divide(self) -> None:
        self._open_row("sites.grid_places")

    def _open_row(self, page: str) -> None:
        if self.current_row is not None:
            self.context.open_page(page, self.current_row.uid)

    def _add(self) -> None:
        self.context.open_page("sites.add_grid", self.subject_uid)


class AddGridPage(Form):
    """A new grid of a site and what belongs to it."""

    name = "sites.add_grid"
    title = "登记网格"
    verb = "登记(&R)"
    use_case = staticmethod(add_grid)
    keeps_draft = False
    done_once = True

    @override
    def build(self) -> None:
        self.section()
        self.grid_name = self.field("name", "网格名称(&N)", TextInput("如 第一网格"), required=True, width=6)
        self.since = self.field(
            "since", "从哪天起(&D)", DateInput(self.context.today), required=True, width=6
        )
        self.section("划入哪些楼栋、单元", "上下键选，按空格划入；再按一次不划入")
        self.places = GridPlaces(self.context.theme, self)
        self.places.edited.connect(self._places_edited)
        self.add(self.places)

    @override
    def fill(self) -> None:
        self.since.restore(self.context.today().isoformat())
        question = partial(grid_place_choices, site_uid=self.subject_uid or "", as_of=self.context.today())
        self.context.worker.ask(question, self._show_places, owner=self, latest="places")

    @override
    def draft(self) -> GridDraft:
        if self.subject_uid is None:
            raise Refusal(NOT_READ)
        return GridDraft(self.subject_uid, self.grid_name.value(), self.wanted(), day_of(self.since))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已登记{self.grid_name.value()}")
        self.context.open_page("sites.grids", self.subject_uid)

    def wanted(self) -> tuple[tuple[str, str | None], ...]:
        """The places that are marked. Raises Refusal, with the cursor there, for none."""
        places = self.places.chosen()
        if not places:
            self.places.setFocus()
            raise Refusal(NO_PLACE)
        return places

    def _show_places(self, places: Sequence[PlaceChoice]) -> None:
        self.places.show_places(places)
        self.filled()

    def _places_edited(self) -> None:
        self.edited_by_hand()


class GridForm(Form):
    """A form about one grid."""

    keeps_draft = False
    done_once = True
    row: GridRow | None = None

    @override
    def fill(self) -> None:
        self.row = None
        question = partial(grid_of, uid=self.subject_uid or "", as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="grid")

    def put(self, row: GridRow) -> None:
        """Put what is known of the grid into the fields, then call ``filled``."""
        raise NotImplementedError

    def known(self) -> GridRow:
        """The grid. Raises Refusal while it is not read."""
        if self.row is None:
            raise Refusal(NOT_READ)
        return self.row

    def back(self, words: str) -> None:
        """Say what was done and show the grids of the site."""
        self.context.notices.say(words)
        self.context.open_page("sites.grids", self.known().site_uid)

    def _show(self, row: GridRow | None) -> None:
        if row is None:
            self.context.go_back()
            return
        self.row = row
        self.set_heading(f"{type(self).title}  {row.site_name} {row.name}")
        self.put(row)


class GridPlacesPage(GridForm):
    """What belongs to a grid from a day on."""

    name = "sites.grid_places"
    title = "划分网格"
    use_case = staticmethod(set_grid_places)

    @override
    def build(self) -> None:
        self.section()
        self.since = self.field(
            "since", "从哪天起(&D)", DateInput(self.context.today), required=True, width=6
        )
        self.add(paragraph("别的网格里的楼栋，划过来就不再属于那个网格。", tone="muted"), width=6)
        self.section("划入哪些楼栋、单元", "上下键选，按空格划入；再按一次不划入")
        self.places = GridPlaces(self.context.theme, self)
        self.places.edited.connect(self._places_edited)
        self.add(self.places)

    @override
    def put(self, row: GridRow) -> None:
        self.since.restore(self.context.today().isoformat())
        question = partial(grid_place_choices, site_uid=row.site_uid, as_of=self.context.today())
        self.context.worker.ask(question, self._show_places, owner=self, latest="places")

    @override
    def draft(self) -> GridPlacesDraft:
        places = self.places.chosen()
        if not places:
            self.places.setFocus()
            raise Refusal(NO_PLACE)
        return GridPlacesDraft(self.known().uid, places, day_of(self.since))

    @override
    def done(self, result: Any) -> None:
        self.back(f"{self.known().name}已重新划分")

    def _show_places(self, places: Sequence[PlaceChoice]) -> None:
        if not self.is_dirty:
            self.places.show_places(places, self.known().uid)
            self.filled()

    def _places_edited(self) -> None:
        self.edited_by_hand()


class RenameGridPage(GridForm):
    """The right name of a grid."""

    name = "sites.rename_grid"
    title = "网格改名"
    use_case = staticmethod(rename_grid)

    @override
    def build(self) -> None:
        self.section()
        self.grid_name = self.field("name", "网格名称(&N)", TextInput(), required=True, width=6)

    @override
    def put(self, row: GridRow) -> None:
        self.grid_name.restore(row.name)
        self.filled()

    @override
    def draft(self) -> RenameGridDraft:
        return RenameGridDraft(self.known().uid, self.grid_name.value(), self.known().version)

    @override
    def done(self, result: Any) -> None:
        self.back(f"已改为{self.grid_name.value()}")


class CloseGridPage(GridForm):
    """A grid that is no longer used; what belonged to it until then stays askable."""

    name = "sites.close_grid"
    title = "网格不再用"
    verb = "不再用(&R)"
    use_case = staticmethod(close_grid)

    @override
    def build(self) -> None:
        self.section()
        self.since = self.field(
            "since", "从哪天起(&D)", DateInput(self.context.today), required=True, width=6
        )
        self.told = paragraph("", tone="muted")
        self.add(self.told)

    @override
    def put(self, row: GridRow) -> None:
        self.since.restore(self.context.today().isoformat())
        self.told.setText(f"{row.spoken}从那天起不属于任何网格；以前的记录都留着。" if row.places else "")
        self.filled()

    @override
    def draft(self) -> CloseGridDraft:
        return CloseGridDraft(self.known().uid, day_of(self.since))

    @override
    def done(self, result: Any) -> None:
        self.back(f"{self.known().name}不再用")
