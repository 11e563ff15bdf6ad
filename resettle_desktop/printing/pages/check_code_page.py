"""核验二维码: a scanner types what it reads into the field; the answer stands below, with what was signed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import CHANGE, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import TextInput
from resettle_desktop.foundation.ui.layout import Facts
from resettle_desktop.foundation.ui.words import paragraph, restyle
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.queries.codes import BookAnswer, check_in_book
from resettle_desktop.printing.rules.code_checking import Verdict
from resettle_desktop.printing.rules.key_file import KeyFile, read_key_file
from resettle_desktop.printing.use_cases.codes import read_file

KEY_FILES: Final = "核验公钥文件 (*.json)"
TONES: Final = {
    Verdict.GENUINE: "ok",
    Verdict.WORDS_DIFFER: "warn",
    Verdict.UNKNOWN_KEY: "warn",
    Verdict.UNREADABLE: "warn",
    Verdict.FALSE: "bad",
    Verdict.VOID: "bad",
}
WAITING: Final = "还没有扫"
PROVES: Final = (
    "二维码只证明这几项是开具单位签过的，不证明手里这张纸是原件：复印件上的码一样。编号、姓名要和纸上一致。"
)
BROUGHT: Final = "正在用 {office} 的公钥文件（{day} 导出），指纹 {fingerprint}；没有记入本机"


def ask_key_file(parent: QWidget) -> Path | None:
    """Ask with the system's own dialogue."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, "选公钥文件", "", KEY_FILES)
    return Path(chosen) if chosen else None


class CheckCodePage(Form):
    """One code after the other; the field is empty again for the next."""

    name = "printing.check_code"
    title = "核验二维码"
    verb = "核验(&S)"
    verb_icon = "shield-check"
    keeps_draft = False
    choose_file: ClassVar[Callable[[QWidget], Path | None]] = staticmethod(ask_key_file)

    @override
    def build(self) -> None:
        self._brought: KeyFile | None = None
        self._paper_uid: str | None = None
        self.section("扫码")
        self.text = self.field(
            "text", "码上的文字(&W)", TextInput("光标在这里时用扫码枪扫，扫完就核验"), required=True, width=12
        )
        self.brought = paragraph(size="small", tone="muted")
        self.brought.hide()
        self.add(self.brought)
        card = self.section("结果")
        self.said = paragraph(WAITING, size="lead", weight="bold")
        self.facts = Facts(self.context.theme, 72)
        self.signed = Facts(self.context.theme, 72)
        for widget in (self.said, self.facts, self.signed, paragraph(PROVES, size="small", tone="muted")):
            card.body.addWidget(widget)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("F6", "用公钥文件", self.choose, "upload"),
            Command(CHANGE, "看登记簿里这张", self.open_paper, "file-text", ready=self._in_book),
            *super().commands(),
        )

    @override
    def draft(self) -> str:
        return self.text.value()

    @override
    def perform(self, draft: str) -> None:
        question = partial(check_in_book, text=draft, extra=self._brought)
        self.context.worker.ask(question, self.succeeded, owner=self, failed=self.refused, latest="check")

    @override
    def done(self, result: BookAnswer) -> None:
        answer = result.answer
        self._paper_uid = result.paper_uid
        self.said.setText(answer.sentence)
        restyle(self.said, "tone", TONES[answer.verdict])
        self.facts.clear()
        for label, value in answer.fields:
            self.facts.add(label, value)
        self.signed.clear()
        for place, line in enumerate(result.facts):
            self.signed.add("" if place else "签的内容", line)
        self.commands_changed.emit()

    def choose(self) -> None:
        """Check by a file somebody brought, until the page is left; it is not kept."""
        path = type(self).choose_file(self)
        if path is not None:
            self.context.worker.errand(
                lambda _store: read_key_file(read_file(path)),
                self._use,
                owner=self,
                failed=self._not_used,
            )

    def _use(self, file: KeyFile) -> None:
        self._brought = file
        self.brought.setText(
            BROUGHT.format(office=file.office_name, day=file.made_on, fingerprint=file.fingerprint)
        )
        self.brought.show()
        self.text.setFocus()

    def _not_used(self, error: Exception) -> None:
        if isinstance(error, Refusal | EnvironmentFailure):
            self.context.notices.trouble(error)

    def _in_book(self) -> bool:
        return self._paper_uid is not None

    def open_paper(self) -> None:
        """Show the paper as it was issued, to be laid beside the one in hand."""
        if self._paper_uid is not None:
            self.context.open_page(IssuedPage.name, self._paper_uid)
