"""Many papers of one kind in one go: issued one by one, printed in parts, answered with one question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from resettle_desktop.foundation.documents.joining import joined
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, VERB, Command
from resettle_desktop.foundation.ui.field import Field, FieldGrid
from resettle_desktop.foundation.ui.inputs.choice_input import ChoiceInput
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.paper_page import default_folder
from resettle_desktop.printing.pages.printer_doubt import PrinterDoubt
from resettle_desktop.printing.pages.printer_memory import PrinterMemory
from resettle_desktop.printing.pages.printers import SAVE, PrintJob, print_job, printer_choices
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.rules.batches import (
    TO_PRINT,
    BatchLine,
    LineState,
    Running,
    positions,
    summary,
    turned,
)
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from resettle_desktop.printing.use_cases.batches import (
    BatchItem,
    ItemOutcome,
    issue_in_batch,
    papers_to_print,
    save_copies,
)

if TYPE_CHECKING:
    from resettle_desktop.foundation.database.store import Store

STOP_KEY: Final = "F7"
PART: Final = 25
"""Papers in one print job: however large the batch is, no more than these are in memory at once."""
SHOWN_MS: Final = 150
TABLE_LEAST: Final = 150
FAULT: Final = "程序出了错，这一份没有办成，别的照办"
ISSUE, PRINT, ANSWER = "开具并打印", "打印", "标出的以外都打印好了"
HOW: Final = {
    ISSUE: "先看一遍名单：不要开的，光标移到那一行按回车。今天已经开过的不会再开。",
    PRINT: "已经开具的还没有打完。",
    ANSWER: "都出来了吗？没打出来的，光标移到那一行按回车标出；别的不用一张张回答。",
    "": "都办完了。没开成的写着原因；改好以后在那一行按回车再办。",
}


class BatchPage(Page):
    """The papers of many subjects. A subclass says which paper (``offer``) and asks for the subjects."""

    offer: ClassVar[PaperOffer[Any, Any]]
    columns: ClassVar[Sequence[Column[BatchLine]]] = (
        Column("给谁", lambda line: line.label, width=11, strong=True),
        Column("编号", lambda line: line.number, width=12),
        Column("办得怎样", lambda line: line.words, width=12, stretch=True),
    )

    def subjects(self) -> Callable[[Any], Sequence[BatchLine]]:
        """Asks the file whom the batch is about."""
        raise NotImplementedError

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.lines: list[BatchLine] = []
        self.running: Running | None = None
        self._job: PrintJob | None = None
        self.how = paragraph(size="small", tone="muted")
        self.told = paragraph(weight="bold")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.use = TextInput("可以不填，例如：子女入学")
        self.use_field = Field(theme, "use", "用途(&U)", self.use, required=False, check=None)
        if not self.offer.asks_use:
            self.use_field.hide()
        self.printer = ChoiceInput(printer_choices())
        self.doubt = PrinterDoubt(self.context, self.printer, self)
        self.printer.choose(printer_choices()[0])
        PrinterMemory(self.context, self.printer).recall(self.offer.kind.name)
        self.printer_field = Field(theme, "printer", "打印机(&P)", self.printer, required=False, check=None)
        self.folder = TextInput()
        self.folder.setText(default_folder())
        self.folder_field = Field(theme, "folder", "保存到(&D)", self.folder, required=False, check=None)
        fields = FieldGrid(theme)
        for field in (self.use_field, self.printer_field, self.folder_field):
            fields.add(field, 4)
        self.printer.chosen_changed.connect(self._refresh)
        for widget in (self.how, self.told, self.bar):
            self.body.addWidget(widget)
        self.body.addWidget(fields)
        self.body.addWidget(self.doubt.words)
        card = Card(theme)
        spaced(theme, card.body)
        self.model: RowsModel[BatchLine] = RowsModel(self.columns, self)
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName("名单")
        self.table.opened.connect(self._turn_row)
        self.table.setMinimumHeight(theme.px(TABLE_LEAST))
        self.why = paragraph(size="small", tone="bad")
        self.why.hide()
        self.table.selectionModel().currentRowChanged.connect(self._tell_why)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.why)
        self.body.addWidget(card, 1)
        self._shown = QTimer(self)
        self._shown.setSingleShot(True)
        self._shown.setInterval(SHOWN_MS)
        self._shown.timeout.connect(self._refresh)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(CHANGE, "全开、全不开", self.turn_all, button=False, ready=self._quiet),
            Command(STOP_KEY, "停", self.stop, "x", ready=lambda: self.running is not None),
            Command(VERB, "办下一步", self.do_verb, "printer", primary=True, ready=self._may),
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.table

    @override
    def show_subject(self, uid: str | None) -> None:
        if self.running is not None:
            return  # it goes on while the clerk looks at something else
        if uid != self.subject_uid:
            self.lines = []
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if not self.lines and self.running is None:
            self.context.worker.ask(self.subjects(), self.show_lines, owner=self, latest="lines")

    def show_lines(self, lines: Sequence[BatchLine]) -> None:
        """Show whom the batch is about."""
        self.lines = list(lines)
        self._refresh()

    # What the clerk does

    def verb(self) -> str:
        """What F9 does now."""
        states = {line.state for line in self.lines}
        if LineState.WAITING in states:
            return ISSUE
        if LineState.SENT in states:
            return ANSWER
        return PRINT if states & TO_PRINT else ""

    def do_verb(self) -> None:
        """Go on: issue, print, or answer for all lines but those marked."""
        if not self._may():
            return
        verb = self.verb()
        if verb == ISSUE:
            self._begin(positions(self.lines, LineState.WAITING), self._issue_next)
        elif verb == PRINT:
            self._begin(positions(self.lines, *TO_PRINT), self._print_next)
        else:
            self._begin(positions(self.lines, LineState.SENT, LineState.MISSED), self._answer_next)

    def stop(self) -> None:
        """Stop after the paper in hand; what was issued keeps its number and is offered again."""
        if self.running is not None:
            self.running.stopped = True

    def turn_all(self) -> None:
        """Leave all out, or take all in again."""
        out = LineState.WAITING not in {line.state for line in self.lines}
        take = LineState.LEFT_OUT if out else LineState.WAITING
        self.lines = [turned(line) if line.state is take else line for line in self.lines]
        self._refresh()

    def _turn_row(self, line: BatchLine) -> None:
        if self.running is None:
            position = next(p for p, each in enumerate(self.lines) if each.uid == line.uid)
            self.lines[position] = turned(line)
            self._refresh()

    def _quiet(self) -> bool:
        return self.running is None

    def _may(self) -> bool:
        return self.running is None and bool(self.verb())

    # One after the other

    def _begin(self, waiting: list[int], following: Callable[[], None]) -> None:
        try:
            self.printer.require("printer")
        except Refusal as refusal:
            self.context.notices.trouble(refusal)
            return
        self.running = Running(waiting)
        self.bar.setRange(0, len(waiting))
        self.set_busy(busy=True)
        self._refresh()
        following()

    def _next(self, count: int = 1) -> list[int]:
        """The positions that are worked on next; none when all is done or it was stopped."""
        running = self.running
        if running is None or running.stopped:
            return []
        return running.waiting[running.done : running.done + count]

    def _set(self, position: int, state: LineState, **more: str) -> None:
        self.lines[position] = replace(self.lines[position], state=state, **more)

    def _went_on(self, count: int, following: Callable[[], None]) -> None:
        if self.running is not None:
            self.running.done += count
        if not self._shown.isActive():
            self._shown.start()
        following()

    def _end(self, *, gave_up: bool = False) -> None:
        running, self.running = self.running, None
        self.set_busy(busy=False)
        self._refresh()
        if running is not None and running.stopped and not gave_up:
            self.context.notices.say("停下了。已经开具的编号都留着，按 F9 接着办", tone="info")

    def _issue_next(self) -> None:
        for position in self._next():
            item = BatchItem(
                self.offer.kind,
                self.lines[position].uid,
                self.use.value(),
                self.offer.issue,
                self.offer.draft,
            )
            self.context.worker.act(
                issue_in_batch,
                item,
                partial(self._issued, position),
                owner=self,
                failed=partial(self._failed, position),
            )
            return
        stopped = self.running is not None and self.running.stopped
        self._end()
        if not stopped and positions(self.lines, LineState.ISSUED):
            self._begin(positions(self.lines, LineState.ISSUED), self._print_next)

    def _issued(self, position: int, outcome: ItemOutcome) -> None:
        state = LineState.BEFORE if outcome.printed else LineState.ISSUED
        self._set(position, state, paper_uid=outcome.paper_uid, number=outcome.number, told="")
        self._went_on(1, self._issue_next)

    def _failed(self, position: int, error: Exception) -> None:
        """Note why this one was not done and go on; a full disk would stop every other one too."""
        if isinstance(error, EnvironmentFailure):
            self._end(gave_up=True)
            return
        words = error.text if isinstance(error, Refusal) else FAULT
        self._set(position, LineState.FAILED, told=words)
        self._went_on(1, self._issue_next)

    def _print_next(self) -> None:
        part = self._next(PART)
        if not part:
            self._end()
            return
        actor, uids = self.context.actor, [self.lines[position].paper_uid for position in part]
        printer, folder = self.printer.value(), Path(default_folder(), self.folder.value())
        worker = self.context.worker
        if printer == SAVE:

            def save(store: "Store") -> int:
                return save_copies(store, actor, uids, folder)

            worker.errand(save, partial(self._saved, part), owner=self, failed=self._gave_up)
        else:

            def take(store: "Store") -> list[bytes]:
                return papers_to_print(store, actor, uids, printer)

            worker.errand(take, partial(self._join, part, printer), owner=self, failed=self._gave_up)

    def _saved(self, part: list[int], _count: int) -> None:
        self._sent(part)

    def _join(self, part: list[int], printer: str, papers: list[bytes]) -> None:
        drawn = self.context.press.draw(joined, papers)
        then = partial(self._send, part, printer)
        self.context.worker.follow(drawn, then, owner=self, failed=self._gave_up)

    def _send(self, part: list[int], printer: str, pdf: bytes) -> None:
        first, last = self.lines[part[0]].number, self.lines[part[-1]].number
        title = f"{self.offer.kind.title} {first}—{last}"
        job = self._job = print_job(pdf, title, printer, self.context, self)
        job.sent.connect(partial(self._job_sent, part))
        job.failed.connect(self._job_failed)
        job.start()

    def _job_sent(self, part: list[int]) -> None:
        self._end_job()
        self._sent(part)

    def _job_failed(self, error: Exception) -> None:
        self._end_job()
        self.context.notices.trouble(error)
        self._end(gave_up=True)

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _sent(self, part: list[int]) -> None:
        for position in part:
            self._set(position, LineState.SENT)
        self._went_on(len(part), self._print_next)

    def _gave_up(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
        self._end(gave_up=True)

    def _answer_next(self) -> None:
        for position in self._next():
            line = self.lines[position]
            answer = Answer.NOT_OUT if line.state is LineState.MISSED else Answer.PRINTED
            self.context.worker.act(
                answer_print,
                AnswerDraft(line.paper_uid, answer),
                partial(self._answered, position),
                owner=self,
                failed=partial(self._not_answered, position),
            )
            return
        self._end()

    def _answered(self, position: int, _stage: str) -> None:
        if self.lines[position].state is LineState.SENT:
            self._set(position, LineState.PRINTED, told="")
        self._went_on(1, self._answer_next)

    def _not_answered(self, position: int, error: Exception) -> None:
        if isinstance(error, EnvironmentFailure):
            self._end(gave_up=True)
            return
        self._set(
            position,
            self.lines[position].state,
            told=error.text if isinstance(error, Refusal) else FAULT,
        )
        self._went_on(1, self._answer_next)

    # Showing

    def _tell_why(self) -> None:
        """The whole sentence of the line the cursor is on: in the table it may be cut."""
        line: BatchLine | None = self.table.row()
        self.why.setText(line.told if line is not None else "")
        self.why.setVisible(bool(self.why.text()))

    def _refresh(self) -> None:
        """Bring everything in sight into step with the lines."""
        at = self.table.currentIndex().row()
        self.model.set_rows(self.lines)
        if self.lines:
            self.table.go_to(min(max(at, 0), len(self.lines) - 1))
        verb, running = self.verb(), self.running
        self.set_heading(f"{type(self).title}　共{len(self.lines)}份")
        self.how.setText(f"正在办，按 {STOP_KEY} 停" if running else HOW[verb])
        step = f"　　{VERB} {verb}" if verb and running is None else ""
        self.told.setText(f"{summary(self.lines)}{step}")
        self.bar.setVisible(running is not None)
        if running is not None:
            self.bar.setValue(running.done)
            self.bar.setAccessibleName(f"办了{running.done}份，共{len(running.waiting)}份")
        self._tell_why()
        self.folder_field.setVisible(self.printer.value() == SAVE)
        for field in (self.use_field, self.printer_field, self.folder_field):
            field.setEnabled(running is None)
        self.commands_changed.emit()
