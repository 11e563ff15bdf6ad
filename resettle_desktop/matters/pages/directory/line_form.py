"""One line of 找谁办: what it is called, who settles it, where, by which telephone, with which papers."""

from functools import partial
from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, TextInput, choices_of
from resettle_desktop.printing.queries.directory import BETWEEN, DirectoryRow, directory_row
from resettle_desktop.printing.use_cases.directory import DirectoryDraft, keep_directory_line

USED, UNUSED = "used", "unused"


class DirectoryLineForm(Form):
    """A line as it shall stand; its subject is the line's code, None for a new one."""

    name = "matters.directory_line"
    title = "找谁办的一项"
    verb = "保存(&S)"
    use_case = staticmethod(keep_directory_line)

    @override
    def build(self) -> None:
        self._version: int | None = None
        self.section("要开的证明", "群众怎么说，就怎么写；用顿号隔开")
        self.title_field = self.field("title", "证明名称(&N)", TextInput(), required=True, width=6)
        self.words = self.field("words", "别的叫法(&W)", TextInput("如 单身、未婚"), width=6)
        self.source = self.field("source", "依据(&Y)", TextInput("没有就空着"), width=6)
        choices = choices_of(((USED, "在用"), (UNUSED, "停用")))
        self.in_use = self.field("in_use", "状态(&Z)", ChoiceInput(choices), width=6)
        self.in_use.choose(choices[0])
        self.section("找谁办")
        self.office = self.field("office", "找谁办(&B)", TextInput("哪个部门"), required=True, width=12)
        self.address = self.field("address", "地址(&A)", TextInput("哪条街、几楼、几号窗口"), width=8)
        self.phone = self.field("phone", "电话(&T)", TextInput(), width=4)
        self.papers = self.field("papers", "带什么(&D)", TextInput(), required=True, width=12)

    @override
    def fill(self) -> None:
        self._version = None
        if self.subject_uid is None:
            self.in_use.choose_value(USED)
            self.filled()
            return
        question = partial(directory_row, code=self.subject_uid, today=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="line")

    def _show(self, row: DirectoryRow) -> None:
        line, self._version = row.line, row.version
        for field, text in (
            (self.title_field, line.title),
            (self.words, BETWEEN.join(line.words)),
            (self.source, line.source),
            (self.office, line.office),
            (self.address, line.address),
            (self.phone, line.phone),
            (self.papers, line.papers),
        ):
            field.restore(text)
        self.in_use.choose_value(USED if line.in_use else UNUSED)
        self.filled()

    @override
    def draft(self) -> DirectoryDraft:
        return DirectoryDraft(
            title=self.title_field.value(),
            office=self.office.value(),
            papers=self.papers.value(),
            address=self.address.value(),
            phone=self.phone.value(),
            words=self.words.value(),
            source=self.source.value(),
            in_use=self.in_use.value() != UNUSED,
            code=self.subject_uid or "",
            version=self._version,
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"“{self.title_field.value()}”已保存")
        self.context.go_back()
