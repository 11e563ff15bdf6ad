"""What was told without its paper: since when it is awaited, and bringing it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.households.queries.events import EVIDENCE_DAYS, OwedEvidence, evidence_owed
from resettle_desktop.matters.rules.events import kind_of

SUPPLY: Final = "matters.supply_evidence"


class EvidenceOwedPage(TablePage[OwedEvidence]):
    """The longest awaited first; Enter records the paper, F4 opens whose event it was."""

    name = "matters.evidence_owed"
    title = "待交证明材料"
    reload_on: ClassVar[frozenset[str]] = frozenset({"life_event", "person", "headship"})
    columns = (
        Column[OwedEvidence]("谁的", lambda row: row.whom, width=6, strong=True, stretch=True),
        Column[OwedEvidence]("什么变更", lambda row: row.event.name, width=6),
        Column[OwedEvidence]("哪天的事", lambda row: row.event.happened.spoken(), width=8, optional=True),
        Column[OwedEvidence](
            "该交什么", lambda row: kind_of(row.event.code).evidence, width=16, stretch=True, optional=True
        ),
        Column[OwedEvidence]("谁来说的", lambda row: row.event.told_by, width=5, optional=True),
        Column[OwedEvidence]("等了", lambda row: f"{row.waits}天", width=4, right=True),
        Column[OwedEvidence](
            "最迟",
            lambda row: row.due.isoformat(),
            width=8,
            chip=lambda row: Chip(row.due.isoformat(), Tone.WARN) if row.waits > EVIDENCE_DAYS else None,
        ),
    )
    empty_text = "没有要补的证明材料"
    empty_advice = "办变更时勾了“以后补交”的会列在这里"
    empty_icon = "clipboard-list"
    _all: Sequence[OwedEvidence] = ()

    @override
    def build_bar(self) -> None:
        self.typed = TextInput("姓名、户号或变更")
        self.typed.setAccessibleName("只看谁的、哪种变更")
        self.late = QCheckBox(f"只看等了{EVIDENCE_DAYS}天以上的(&L)")
        self.typed.textChanged.connect(lambda _text: self._sift())
        self.late.toggled.connect(lambda _on: self._sift())
        self.bar.addWidget(self.typed, 1)
        self.bar.addWidget(self.late)

    @override
    def commands(self) -> Sequence[Command]:
        some = self.row_ready
        return (
            Command(CHANGE, "看是谁的事", self._open_subject, "user", ready=some),
            Command(VERB, "补交证明材料", self._supply, "clipboard-list", primary=True, ready=some),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[OwedEvidence]]:
        return partial(evidence_owed, as_of=self.context.today())

    @override
    def show_rows(self, rows: Sequence[OwedEvidence]) -> None:
        self._all = rows
        self._sift()

    @override
    def open_row(self, row: OwedEvidence) -> None:
        self.context.open_page(SUPPLY, row.uid)

    def _sift(self) -> None:
        """Show the rows that answer what is typed."""
        wanted = "".join(self.typed.text().split())
        rows = [
            row
            for row in self._all
            if (not self.late.isChecked() or row.waits > EVIDENCE_DAYS)
            and wanted in row.whom + row.event.household + row.event.name
        ]
        super().show_rows(rows)
        self.set_heading(f"{type(self).title}  {len(rows)}件" if self._all else type(self).title)

    def _supply(self) -> None:
        row = self.current_row
        if row is not None:
            self.open_row(row)

    def _open_subject(self) -> None:
        row = self.current_row
        if row is None:
            return
        event = row.event
        if event.household_uid is not None:
            self.context.open_page("households.household", event.household_uid)
        else:
            self.context.open_page("households.person", event.person_uid)
