"""更正以后: what was put right, its slip, and the papers outside that still show the old."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, PRINT, VERB, Command
from resettle_desktop.foundation.ui.empty import EmptyState
from resettle_desktop.foundation.ui.field import Field
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.layout import Card, Facts, OneOf
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.values.numerals import dashed_date, spoken_date
from resettle_desktop.households.pages.looks import note_look
from resettle_desktop.households.queries.corrections import correction_facts
from resettle_desktop.households.queries.outdated_papers import OutdatedPaper, outdated_papers
from resettle_desktop.households.rules.correction import SHOWN_ON, CorrectedItem, CorrectionFacts
from resettle_desktop.households.rules.counter_papers import AUTHORISATION, PROMISE, RESIDENCE_CERTIFICATE
from resettle_desktop.households.rules.papers import REGISTER_EXTRACT, RELOCATION_CERTIFICATE
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.rules import OUT, PaperStage, PaperStep
from resettle_desktop.printing.use_cases import TakePaperBackDraft, note_paper_back, take_paper_back

NOT_BACK_KEY: Final = "F6"
ISSUED_ON: Final = {
    RELOCATION_CERTIFICATE.name: "households.certificate",
    REGISTER_EXTRACT.name: "households.extract",
    RESIDENCE_CERTIFICATE.name: "households.residence_certificate",
    AUTHORISATION.name: "households.authorisation",
    PROMISE.name: "households.promise",
}
"""The page that issues a new paper of each kind that can show the old."""

OLD_PAPERS: Final = "这些纸上还是旧的内容"


@dataclass(frozen=True, slots=True)
class CorrectedSheet:
    """Everything the page shows."""

    facts: CorrectionFacts
    papers: tuple[OutdatedPaper, ...]


def corrected_sheet(session: Any, uid: str) -> CorrectedSheet:
    """Ask for a correction and the papers that were issued before it."""
    facts = correction_facts(session, uid)
    if facts.withdrawn:
        return CorrectedSheet(facts, ())
    return CorrectedSheet(facts, outdated_papers(session, tuple(SHOWN_ON), facts.person_uid, settled=True))


def turned(item: CorrectedItem) -> str:
    """An item as it was and as it is."""
    return f"{item.before} → {item.after}"


def standing(row: OutdatedPaper) -> Chip:
    """Where an old paper stands on its way out."""
    paper = row.paper
    if paper.replaced_by is not None:
        gone = paper.stage is PaperStage.VOID
        return Chip("已换新的" if gone else "已换，待作废", Tone.OK if gone else Tone.INFO)
    if paper.stage is PaperStage.VOID:
        return Chip("已作废", Tone.OK)
    if paper.stage is PaperStage.ISSUED:
        return Chip("没答出来了吗", Tone.WARN)
    if paper.back is PaperStep.BACK:
        return Chip("已交回，待作废", Tone.INFO)
    if paper.back is PaperStep.NOT_BACK:
        return Chip("没收回，待作废", Tone.WARN)
    return Chip("还在外面", Tone.WARN)


class CorrectedPage(Page):
    """Where a correction leads: the subject is the correction's uid."""

    name = "households.corrected"
    title = "更正以后"
    is_about_people = True
    reload_on: ClassVar[frozenset[str]] = frozenset({"correction", "issued_paper", "paper_event"})

    @override
    def build(self) -> None:
        theme = self.context.theme
        self.sheet: CorrectedSheet | None = None
        self._noted: str | None = None
        self._cursor: OutdatedPaper | None = None
        self.what = Card(theme, "更正了什么")
        self.facts = Facts(theme, 80)
        self.what.body.addWidget(self.facts)
        self.body.addWidget(self.what)
        self.card = Card(theme, OLD_PAPERS)
        self.brought_by = TextInput("例如：本人；按回车")
        self.because = TextInput("例如：本人说已遗失；按回车")
        self.brought_by_field = Field(
            theme, "brought_by", "谁交回的(&B)", self.brought_by, required=True, check=None
        )
        self.because_field = Field(
            theme, "not_back_because", "为什么收不回来(&Y)", self.because, required=True, check=None
        )
        for field, line in ((self.brought_by_field, self.brought_by), (self.because_field, self.because)):
            field.hide()
            line.returnPressed.connect(self.take_back)
            self.card.body.addWidget(field)
        self.model: RowsModel[OutdatedPaper] = RowsModel(
            (
                Column("编号", lambda row: row.paper.number, width=12, strong=True, keep_end=True),
                Column("文书", lambda row: row.paper.title, width=7, optional=True),
                Column("日期", lambda row: dashed_date(row.paper.paper_date), width=6, optional=True),
                Column(
                    "哪里不对",
                    lambda row: "；".join(f"{item.label} {turned(item)}" for item in row.wrong),
                    width=14,
                    stretch=True,
                ),
                Column("办到哪", lambda row: standing(row).text, width=9, chip=standing),
            ),
            self,
        )
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName(OLD_PAPERS)
        self.table.opened.connect(self._open_paper)
        self.empty = EmptyState(
            theme,
            "没有要收回的证明",
            "更正以前没有开过写着这几项的证明；按 Ctrl+P 打更正单，请本人签名按指印",
            icon="circle-check",
        )
        holder = QWidget()
        self._stack = OneOf(holder)
        for part in (self.table, self.empty):
            self._stack.addWidget(part)
        self.card.body.addWidget(holder, 1)
        self.body.addWidget(self.card, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._row_changed())

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(PRINT, "更正单", self._slip, "printer", ready=self._stands),
            Command(CHANGE, "收回", self.ask_who, "undo-2", ready=self._may_take_back),
            Command(NOT_BACK_KEY, "收不回来", self.ask_why, button=False, ready=self._may_say_lost),
            Command("F3", "打开本人", self._open_person, button=False),
            Command(VERB, "开新的", self._renew, "file-plus", primary=True, ready=self._may_renew),
        )

    @override
    def first_focus(self) -> QWidget | None:
        for line in (self.brought_by, self.because):
            if line.isVisible():
                return line
        if self.sheet is None:
            return None  # the cursor comes with the answer
        return self.table if self.sheet.papers else self.card

    @override
    def show_subject(self, uid: str | None) -> None:
        self._put_fields_away()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None:
            question = partial(corrected_sheet, uid=self.subject_uid)
            self.context.worker.ask(question, self.show_sheet, owner=self, failed=self._gone, latest="sheet")

    def _gone(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self.context.notices.trouble(error)
            self.context.go_back()

    def show_sheet(self, sheet: CorrectedSheet) -> None:
        """Show what was put right and where the old papers stand."""
        self.sheet = sheet
        facts, before = sheet.facts, self.table.row()
        self.set_heading(f"{type(self).title}：{facts.name}", self._chip(sheet))
        self.facts.clear()
        for item in facts.items:
            self.facts.add(item.label, turned(item))
        if not facts.items:
            self.facts.add("内容", "已依法删除" if facts.blanked else "没有改动")
        self.facts.add("原因", "，".join(part for part in (facts.reason, facts.evidence) if part))
        self.facts.add("经办", f"{spoken_date(facts.on)}　{facts.clerk}")
        self.model.set_rows(sheet.papers)
        self._stack.setCurrentWidget(self.table if sheet.papers else self.empty)
        self.card.set_title(OLD_PAPERS if sheet.papers else "以前开的证明", self._advice(sheet))
        position = next((p for p, row in enumerate(sheet.papers) if before and row.uid == before.uid), 0)
        if sheet.papers:
            self.table.go_to(position)
        if self._noted != facts.uid:
            self._noted = facts.uid
            note_look(self.context, AccessKind.UNMASKED, "person", facts.person_uid, facts.name)
        self.commands_changed.emit()

    def _chip(self, sheet: CorrectedSheet) -> Chip | None:
        if sheet.facts.withdrawn:
            return Chip("已撤回", Tone.NEUTRAL)
        outside = sum(row.outside for row in sheet.papers)
        if outside:
            return Chip(f"还有{outside}张没收回", Tone.WARN)
        return Chip("都收回了", Tone.OK) if sheet.papers else None

    def _advice(self, sheet: CorrectedSheet) -> str:
        if not sheet.papers:
            return ""
        keys = f"{CHANGE} 收回（收不回来按 {NOT_BACK_KEY}），再按 {VERB} 开新的"
        return keys if self._is_head else f"{keys}；旧编号由负责人作废"

    # Taking back

    @property
    def _is_head(self) -> bool:
        return Role.HEAD in self.context.actor.roles

    def ask_who(self) -> None:
        """Ask who brings the sheet back; nearly always it is the person himself."""
        if self._may_take_back() and self.sheet is not None:
            self.brought_by.setText(self.sheet.facts.name)
            self._ask(self.brought_by_field, self.because_field)
            self.brought_by.selectAll()

    def ask_why(self) -> None:
        """Ask why the sheet does not come back."""
        if self._may_say_lost():
            self.because.clear()
            self._ask(self.because_field, self.brought_by_field)

    def _ask(self, field: Field, other: Field) -> None:
        self._cursor = self._row()
        other.hide()
        field.set_error("")
        field.show()
        field.widget.setFocus()

    def take_back(self) -> None:
        """Void the paper as the head does it at once, or book it for him."""
        row = self._cursor
        if row is None or self.busy:
            return
        who = self.brought_by.value() if self.brought_by.isVisible() else ""
        why = self.because.value() if self.because.isVisible() else ""
        self.set_busy(busy=True)
        self.context.worker.act(
            take_paper_back if self._is_head else note_paper_back,
            TakePaperBackDraft(row.uid, who, why),
            partial(self._taken_back, row),
            owner=self,
            failed=self._refused,
        )

    def _taken_back(self, row: OutdatedPaper, _result: str) -> None:
        self.set_busy(busy=False)
        lost = self.because.isVisible()
        self._put_fields_away()
        number = row.paper.number
        if self._is_head:
            told = f"{number} 已作废，按 {VERB} 开新的" if row.latest else f"{number} 已作废"
        elif lost:
            told = f"{number} 已记下没有收回；负责人作废以后再开新的"
        else:
            told = f"{number} 已记下交回，等负责人作废" + (f"；按 {VERB} 开新的" if row.latest else "")
        self.context.notices.say(told, tone="info")
        self.table.setFocus()
        self.reload()

    def _refused(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, Refusal):
            field = self.because_field if self.because.isVisible() else self.brought_by_field
            field.set_error(error.text)
            field.widget.setFocus()

    def _put_fields_away(self) -> None:
        self._cursor = None
        self.brought_by_field.hide()
        self.because_field.hide()

    def _row_changed(self) -> None:
        row = self._row()
        if self._cursor is not None and row is not None and row.uid != self._cursor.uid:
            self._put_fields_away()
        self.commands_changed.emit()

    # What can be done now

    def _row(self) -> OutdatedPaper | None:
        row: OutdatedPaper | None = self.table.row()
        return row

    def _stands(self) -> bool:
        return self.sheet is None or not self.sheet.facts.withdrawn

    def _may_take_back(self) -> bool:
        row = self._row()
        if row is None or self.busy or row.paper.stage is PaperStage.VOID:
            return False
        return self._is_head or (row.outside and row.paper.stage in OUT)

    def _may_say_lost(self) -> bool:
        row = self._row()
        return row is not None and self._may_take_back() and row.paper.back is None

    def _may_renew(self) -> bool:
        row = self._row()
        return row is not None and not self.busy and row.may_be_renewed

    def _renew(self) -> None:
        row = self._row()
        if row is not None:
            self.context.open_page(ISSUED_ON[row.paper.kind], row.paper.subject_uid)

    def _slip(self) -> None:
        self.context.open_page("households.correction_slip", self.subject_uid)

    def _open_paper(self, row: OutdatedPaper) -> None:
        self.context.open_page("printing.paper", row.uid)

    def _open_person(self) -> None:
        if self.sheet is not None:
            self.context.open_page("households.person", self.sheet.facts.person_uid)
