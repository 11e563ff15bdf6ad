"""The office's centres: a list, and the form that adds or renames one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import ADD, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.office.queries import CentreRow, SettingRow, centre_of, centre_rows, settings
from resettle_desktop.office.rules.roles import CENTRE_KINDS, CentreKind
from resettle_desktop.office.rules.settings import CENTRE_NAME
from resettle_desktop.office.use_cases import add_centre, rename_centre
from resettle_desktop.office.use_cases.settings import CentreDraft, CentreNameDraft


class CentresPage(TablePage[CentreRow]):
    """All centres."""

    name = "office.centres"
    title = "服务中心"
    reload_on = frozenset({"centre"})
    columns: ClassVar[Sequence[Column[CentreRow]]] = (
        Column("名称", lambda row: row.name, width=16, stretch=True, strong=True),
        Column("哪一类", lambda row: CENTRE_KINDS[CentreKind(row.kind)], width=10),
    )
    empty_text = "还没有中心"
    empty_advice = "按 F3 添加"
    empty_icon = "building-2"

    @override
    def question(self) -> Callable[..., Sequence[CentreRow]]:
        return centre_rows

    @override
    def open_row(self, row: CentreRow) -> None:
        self.context.open_page("office.centre", row.uid)

    @override
    def commands(self) -> Sequence[Command]:
        return (Command(ADD, "添加中心", self._add, "plus", primary=True),)

    def _add(self) -> None:
        self.context.open_page("office.centre", None)


class CentreForm(Form):
    """A new centre, or another name for one."""

    name = "office.centre"
    title = "中心"

    @override
    def build(self) -> None:
        self._row: CentreRow | None = None
        self._names: dict[str, str] = {}
        self.section()
        kinds = [Choice(kind.value, name) for kind, name in CENTRE_KINDS.items()]
        self.kind = self.field("kind", "哪一类(&G)", ChoiceInput(kinds), required=True, width=6)
        self.line = self.field("name", "名称(&N)", TextInput(), required=True, width=6)
        self.kind.chosen_changed.connect(self._propose)

    @override
    def fill(self) -> None:
        ask = self.context.worker.ask
        ask(partial(settings, as_of=self.context.today()), self._know_names, owner=self, latest="names")
        if self.subject_uid is None:
            self._row = None
            self.kind.setEnabled(True)
            self.set_heading("添加中心")
            self.filled()
        else:
            ask(partial(centre_of, uid=self.subject_uid), self._show, owner=self, latest="centre")

    def _know_names(self, rows: dict[str, SettingRow]) -> None:
        self._names = {kind.value: str(rows[CENTRE_NAME + kind.value].value) for kind in CENTRE_KINDS}

    def _propose(self) -> None:
        """Write what such centres are called in this office, unless a name was typed."""
        if self._row is None and self.line.value() in ("", *self._names.values()):
            self.line.setText(self._names.get(self.kind.value(), ""))

    def _show(self, row: CentreRow) -> None:
        self._row = row
        self.set_heading("改中心名称")
        self.kind.choose_value(row.kind)
        self.kind.setEnabled(False)
        self.line.restore(row.name)
        self.filled()

    @override
    def draft(self) -> CentreDraft | CentreNameDraft:
        if self._row is None:
            return CentreDraft(self.kind.require("kind"), self.line.value())
        return CentreNameDraft(self._row.uid, self.line.value(), self._row.version)

    @override
    def perform(self, draft: CentreDraft | CentreNameDraft) -> None:
        worker = self.context.worker
        if isinstance(draft, CentreDraft):
            worker.act(add_centre, draft, self.succeeded, owner=self, failed=self.refused)
        else:
            worker.act(rename_centre, draft, self.succeeded, owner=self, failed=self.refused)

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已保存“{self.line.value()}”")
        self.context.go_back()
