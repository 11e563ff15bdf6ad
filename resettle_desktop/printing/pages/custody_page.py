"""用印领取: papers that wait for the seal or for somebody to come: sealed by the tick, then handed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.documents.list_paper import ListPaper
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, NameInput, NumberInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.office.queries import office_row
from resettle_desktop.printing.documents.reconciliation import collecting_paper
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.pages.list_delivery import ListDelivery
from resettle_desktop.printing.pages.paper_page import stage_chip
from resettle_desktop.printing.queries import PaperRow, paper
from resettle_desktop.printing.queries.custody import CustodyRow, SealLine, custody, last_seal
from resettle_desktop.printing.rules import PaperStage, kinds_for
from resettle_desktop.printing.rules.custody import SIGNED_WORDS, Signed
from resettle_desktop.printing.use_cases.custody import (
    COPIES,
    CollectDraft,
    PaperDraft,
    SealDraft,
    collect_paper,
    put_aside,
    seal_papers,
)

APART: Final = ","


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its tick."""

    row: CustodyRow
    ticked: bool = False

    @property
    def uid(self) -> str:
        """The paper's."""
        return self.row.paper.uid


def waits(line: Line) -> str:
    """How long a sealed paper has waited."""
    if line.row.sealed_at is None:
        return ""
    return f"{line.row.days} 天没人领" if line.row.overdue else f"{line.row.days} 天"


def chip(line: Line) -> Chip:
    """The stage; a paper nobody came for stands out."""
    if line.row.overdue and line.row.paper.stage is PaperStage.SEALED:
        return Chip("该催领", Tone.BAD)
    return stage_chip(line.row.paper)


class CustodyPage(TablePage[Line]):
    """F6 ticks, F9 seals what is ticked, F4 hands over, F7 puts aside."""

    name = "printing.custody"
    title = "用印领取"
    reload_on: ClassVar[frozenset[str]] = frozenset({"issued_paper"})
    columns: ClassVar[Sequence[Column[Line]]] = (
        Column("勾", lambda line: "✓" if line.ticked else "", width=2, strong=True),
        Column("编号", lambda line: line.row.paper.number, width=13, strong=True, keep_end=True),
        Column("文书", lambda line: line.row.paper.title, width=8, optional=True),
        Column("给谁", lambda line: line.row.paper.subject_label, width=10, stretch=True),
        Column("日期", lambda line: dashed_date(line.row.paper.paper_date), width=6, optional=True),
        Column("状态", lambda line: chip(line).text, width=6, chip=chip),
        Column("用印后", waits, width=6, optional=True),
    )
    empty_text = "没有等用印、等领取的文书"
    empty_advice = "要盖章的文书回答“打印好了”以后列在这里"
    empty_icon = "stamp"

    @override
    def build(self) -> None:
        self.ticked: set[str] = set()
        self.delivery = ListDelivery(self)
        super().build()

    @override
    def build_bar(self) -> None:
        self.said = elided(weight="bold")
        self.bar.addWidget(self.said, 1)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(VERB, "用印", self.seal, "stamp", primary=True, ready=self._sealable),
            Command("F6", "勾选", self.tick, ready=self._tickable),
            Command(CHANGE, "领取", self.collect, ready=self._collectable),
            Command("F7", "放入未领取", self.put_aside, ready=self._is_sealed),
            Command(PRINT, "打印签收表", self.print_sheet, button=False, ready=self.row_ready),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[Line]]:
        kinds = kinds_for(self.context.actor.roles)
        return partial(custody_lines, kinds=kinds, today=self.context.today())

    @override
    def show_rows(self, rows: Sequence[Line]) -> None:
        waiting = {line.uid for line in rows if line.row.paper.stage is PaperStage.TO_SEAL}
        self.ticked &= waiting
        super().show_rows([replace(line, ticked=line.uid in self.ticked) for line in rows])
        late = sum(line.row.overdue for line in rows)
        parts = [f"{len(waiting)} 份待用印", f"{len(rows) - len(waiting)} 份待领取"]
        if late:
            parts.append(f"{late} 份该催领")
        if self.ticked:
            parts.append(f"已勾 {len(self.ticked)} 份")
        self.said.setText("，".join(parts))
        self.said.setVisible(bool(rows))
        self.commands_changed.emit()

    @override
    def open_row(self, row: Line) -> None:
        self.context.open_page(IssuedPage.name, row.uid)

    def tick(self) -> None:
        """Tick the row or take its tick away, and go on to the next."""
        line = self.current_row
        if line is not None and self._tickable():
            self.ticked ^= {line.uid}
            position = next(p for p, each in enumerate(self.model.rows) if each.uid == line.uid)
            self.show_rows(self.model.rows)
            self.table.go_to(min(position + 1, len(self.model.rows) - 1))

    def seal(self) -> None:
        """Open the seal log's form for what is ticked, or for the row the cursor is on."""
        line = self.current_row
        chosen = [each.uid for each in self.model.rows if each.uid in self.ticked]
        if not chosen and line is not None and self._tickable():
            chosen = [line.uid]
        if chosen:
            self.context.open_page(SealPage.name, APART.join(chosen))

    def collect(self) -> None:
        """Open the form for who takes the paper along."""
        line = self.current_row
        if line is not None and self._collectable():
            self.context.open_page(CollectPage.name, line.uid)

    def put_aside(self) -> None:
        """Put the paper among those nobody came for."""
        line = self.current_row
        if line is not None and self._is_sealed() and not self.busy:
            self.set_busy(busy=True)
            self.context.worker.act(
                put_aside,
                PaperDraft(line.uid),
                partial(self._aside, line.row.paper.number),
                owner=self,
                failed=self._refused,
            )

    def print_sheet(self) -> None:
        """Print the sheet to sign for what lies ready."""
        self.delivery.ask(self._make_sheet)

    def _make_sheet(self, printer: str) -> None:
        actor, day = self.context.actor, self.context.today()

        def make(store: Store) -> ListPaper:
            with store.reading() as session:
                rows = custody(
                    session, kinds_for(actor.roles), day, (PaperStage.SEALED, PaperStage.UNCOLLECTED)
                )
                practice = office_row(session).practice
            made = f"{actor.name}　{spoken_instant(store.now())}"
            papers = [(row.paper.number, row.paper.subject_label) for row in rows]
            return collecting_paper(made, papers, practice=practice)

        self.context.worker.errand(
            make, partial(self.delivery.deliver, printer=printer), owner=self, failed=self.delivery.failed
        )

    def _aside(self, number: str, _stage: str) -> None:
        self.set_busy(busy=False)
        self.context.notices.say(f"{number} 已放入未领取，来人了照样可以领", tone="info")

    def _refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self.context.notices.trouble(error)

    def _stage(self) -> PaperStage | None:
        line = self.current_row
        return None if line is None else line.row.paper.stage

    def _tickable(self) -> bool:
        return self._stage() is PaperStage.TO_SEAL

    def _sealable(self) -> bool:
        return bool(self.ticked) or self._tickable()

    def _collectable(self) -> bool:
        return self._stage() in {PaperStage.SEALED, PaperStage.UNCOLLECTED}

    def _is_sealed(self) -> bool:
        return self._stage() is PaperStage.SEALED


class SealPage(Form):
    """One line of the seal log for each of the papers it was opened for."""

    name = "printing.seal"
    title = "用印登记"
    verb = "用印(&S)"
    verb_icon = "stamp"
    use_case = staticmethod(seal_papers)
    done_once = True
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section()
        self.seal_name = self.field("seal", "用哪枚印章(&Y)", TextInput("例如：公章"), required=True, width=6)
        self.copies = self.field("copies", "每份盖几张(&N)", TextInput("1"), required=True, width=6)
        self.kept_by = self.field("keeper", "印章保管人(&K)", TextInput(), required=True, width=6)
        self.approver = self.field("approver", "批准人(&P)", TextInput(), required=True, width=6)

    @override
    def fill(self) -> None:
        if self.subject_uid is not None:
            count = len(self._uids())
            self.set_heading(f"{type(self).title}：{count} 份")
            question = partial(last_seal, kinds=kinds_for(self.context.actor.roles))
            self.context.worker.ask(question, self._show, owner=self, latest="seal")

    @override
    def draft(self) -> SealDraft:
        copies = self.copies.value()
        if not (copies.isascii() and copies.isdigit()):
            raise Refusal(COPIES, "copies")
        return SealDraft(
            self._uids(), self.seal_name.value(), self.kept_by.value(), self.approver.value(), int(copies)
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{result} 份已用印，记入用印登记")
        self.context.go_back()

    def _uids(self) -> tuple[str, ...]:
        return tuple((self.subject_uid or "").split(APART)) if self.subject_uid else ()

    def _show(self, line: SealLine | None) -> None:
        self.copies.setText("1")
        if line is not None:
            self.seal_name.setText(line.seal)
            self.kept_by.setText(line.keeper)
            self.approver.setText(line.approver)
        self.filled()


class CollectPage(Form):
    """Who takes a paper along and how he signs."""

    name = "printing.collect"
    title = "登记领取"
    verb = "领走了(&S)"
    use_case = staticmethod(collect_paper)
    done_once = True
    keeps_draft = False
    is_about_people = True

    @override
    def build(self) -> None:
        self.section()
        self.collector = self.field("collector", "领取人(&N)", NameInput(), required=True, width=6)
        self.number = self.field("number", "身份证号(&I)", NumberInput(), required=True, width=6)
        self.relation = self.field("relation", "代领人和本人的关系(&G)", TextInput("本人来领就空着"), width=6)
        choices = [Choice(signed.value, words) for signed, words in SIGNED_WORDS.items()]
        self.signed = self.field("signed", "怎么签收(&Q)", ChoiceInput(choices), required=True, width=6)
        self.witness = self.field("witness", "见证人(&W)", TextInput("按指印、代签的要填"), width=6)
        self.read = self.field("read_aloud", "读给本人听", QCheckBox("已读给本人听"), width=6)

    @override
    def fill(self) -> None:
        if self.subject_uid is not None:
            question = partial(one_paper, uid=self.subject_uid)
            self.context.worker.ask(question, self._show, owner=self, latest="paper")

    @override
    def draft(self) -> CollectDraft:
        return CollectDraft(
            self.subject_uid or "",
            self.collector.value(),
            self.number.value(),
            self.relation.value(),
            Signed(self.signed.require("signed")),
            self.witness.value(),
            self.read.isChecked(),
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"{self.collector.value()}已领走")
        self.context.go_back()

    def _show(self, row: PaperRow) -> None:
        self.set_heading(f"{type(self).title}：{row.number}")
        self.signed.choose(Choice(Signed.NAME.value, SIGNED_WORDS[Signed.NAME]))
        self.filled()


def one_paper(session: Any, *, uid: str) -> PaperRow:
    """The paper a form is about."""
    return paper(session, uid)


def custody_lines(session: Any, *, kinds: tuple[str, ...], today: Any) -> tuple[Line, ...]:
    """What waits in the office, without ticks."""
    return tuple(Line(row) for row in custody(session, kinds, today))
