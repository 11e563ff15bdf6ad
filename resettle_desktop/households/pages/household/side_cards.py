"""Beside the members: how complete the file is, which papers were issued, what was done."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QProgressBar, QSizePolicy

from resettle_desktop.foundation.ui import tokens
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.households.queries import HistoryRow, HouseholdView
from resettle_desktop.printing.queries import PaperRow
from resettle_desktop.printing.rules import STAGE_WORDS, PaperStage

STAGE_TONES: Final = {
    PaperStage.PRINTED: Tone.OK,
    PaperStage.COLLECTED: Tone.OK,
    PaperStage.VOID: Tone.NEUTRAL,
    PaperStage.SPOILED: Tone.NEUTRAL,
}
SHORT_WORDS: Final = {PaperStage.ISSUED: "待确认"}
MOST_PAPERS: Final = 4
LEAST_ENTRIES: Final = 2


class CompletenessCard(Card):
    """A quiet percentage, and what is still missing; it never stops anybody."""

    def __init__(self, theme: Theme, complete: Callable[[], None]) -> None:
        super().__init__(theme, "补充资料")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.missing = elided(size="small", tone="muted")
        self.add_action(Button(theme, "补充  F4", role="link", run=complete))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.missing)

    def show_household(self, view: HouseholdView) -> None:
        """Show how complete a household's file is."""
        self.set_title("补充资料", f"已有 {view.percent}%")
        self.bar.setValue(view.percent)
        self.bar.setAccessibleName(f"补充资料已有 {view.percent}%")
        people = Counter(item for member in view.members for item in member.person.missing)
        parts = [*view.missing, *(f"{item}（{count}人）" for item, count in people.most_common())]
        self.missing.setText(f"还差：{'、'.join(parts)}" if parts else "都填好了")


class PapersCard(Card):
    """The papers issued about the household, the latest first; which show what was put right since."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "已开证明")
        self._theme = theme
        self._outdated: frozenset[str] = frozenset()
        self.model: RowsModel[PaperRow] = RowsModel(
            (
                # The number is the thing, and the year stands in it: the date goes first.
                Column("字号", lambda row: row.number, width=12, strong=True, stretch=True),
                Column("日期", lambda row: row.paper_date.isoformat(), width=6, optional=True),
                Column("状态", lambda row: self._chip(row).text, width=5, chip=self._chip),
            ),
            self,
        )
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName("已开证明")
        self.table.horizontalHeader().hide()
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.empty = elided("还没有开过；按 F9 开搬迁安置证明", tone="muted")
        spaced(theme, self.body)
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        theme.changed.connect(self._fit)

    def show_papers(self, papers: Sequence[PaperRow], outdated: frozenset[str] = frozenset()) -> None:
        """Show these papers; the outdated ones, by their uid, say so."""
        self._outdated = outdated
        self.set_title("已开证明", f"{len(papers)}张" if papers else "")
        self.model.set_rows(papers)
        self.table.clearSelection()
        self._fit()

    def _chip(self, row: PaperRow) -> Chip:
        if row.uid in self._outdated:
            return Chip("旧内容", Tone.WARN)
        return Chip(SHORT_WORDS.get(row.stage, STAGE_WORDS[row.stage]), STAGE_TONES.get(row.stage, Tone.WARN))

    def _fit(self) -> None:
        count = len(self.model)
        self.table.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        rows = min(count, MOST_PAPERS)
        self.table.setMinimumHeight(0)
        self.table.setFixedHeight(self._theme.px(rows * tokens.HEIGHT["row"] + 2))


class HistoryCard(Card):
    """What was done about the household and its people; Enter on a line asks whether to take it back."""

    def __init__(self, theme: Theme, page: Page) -> None:
        super().__init__(theme, "办理记录")
        self._theme = theme
        self._own = ""
        self.model: RowsModel[HistoryRow] = RowsModel(
            (
                Column("日期", lambda row: row.on.isoformat(), width=6),
                Column("办了什么", self._words, width=8, stretch=True),
                Column("经办", lambda row: row.clerk, width=4, optional=True),
            ),
            self,
        )
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName("办理记录")
        self.table.opened.connect(partial(ask_to_take_back, page))
        self.table.horizontalHeader().hide()
        spaced(theme, self.body)
        self.body.addWidget(self.table, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.table.setMinimumHeight(self._theme.px(LEAST_ENTRIES * tokens.HEIGHT["row"]))

    def _words(self, row: HistoryRow) -> str:
        return row.wording if self._own in row.about else f"{row.wording} {row.about}"

    def show_history(self, rows: Sequence[HistoryRow], own: str) -> None:
        """Show these entries; ``own`` is what the page itself is about and need not be said.

        A person's name, or a household's number: its label changes with its head.
        """
        self._own = own
        self.set_title("办理记录", f"{len(rows)}笔" if rows else "还没有")
        self.model.set_rows(rows)
        self.table.clearSelection()


def ask_to_take_back(page: Page, row: HistoryRow) -> None:
    """Ask on the page whether one act is to be taken back; whether it can be is found when it is tried."""
    taking_back = page.context.notices.taking_back
    if taking_back is not None:
        yes = Answer("撤回", partial(taking_back.entry, row.entry))
        page.ask_here(f"撤回{spoken_date(row.on)}办的“{row.wording}”？", yes, Answer("不撤回"))
