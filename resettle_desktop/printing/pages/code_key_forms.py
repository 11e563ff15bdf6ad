"""Rare acts of the head: another key for the office; another office's keys taken in, or trusted no longer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, TextInput
from resettle_desktop.foundation.ui.layout import Facts
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.printing.pages.check_code_page import ask_key_file
from resettle_desktop.printing.queries.codes import KnownOfficeRow, known_offices
from resettle_desktop.printing.rules.key_file import KeyFile, read_key_file
from resettle_desktop.printing.use_cases.codes import (
    DropOfficeDraft,
    KeyChangeDraft,
    KnownOfficeDraft,
    change_signing_key,
    drop_known_office,
    note_known_office,
    read_file,
)

CHANGING: Final = (
    "换了以后，新文书用新钥匙签；以前的文书照旧能核验。"
    "换完请重新导出公钥文件，发给核验的单位，再和他们核对指纹。"
)
TAKING: Final = (
    "公钥文件谁都能做，所以第一次记入要打电话和开具单位核对指纹；电话要自己另外查，不要用文件里或纸上写的。"
)
CHOOSE_FIRST: Final = "请先按 F6 选公钥文件"


class ChangeKeyForm(Form):
    """Another key from now on."""

    name = "printing.change_key"
    title = "换签名钥匙"
    verb = "换钥匙(&S)"
    verb_icon = "key-round"
    keeps_draft = False
    use_case = staticmethod(change_signing_key)

    @override
    def build(self) -> None:
        self.section()
        self.add(paragraph(CHANGING, tone="muted"))
        self.reason = self.field(
            "reason", "为什么换(&R)", TextInput("例如：负责人换届、电脑被盗"), required=True, width=8
        )
        self.leaked = self.field("leaked", "旧钥匙", QCheckBox("可能落到别人手里（报失）"), width=4)

    @override
    def draft(self) -> KeyChangeDraft:
        return KeyChangeDraft(self.reason.value(), self.leaked.isChecked())

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已换，新钥匙 {str(result).upper()}；请重新导出公钥文件")
        self.context.go_back()


class KnownOfficeForm(Form):
    """Another office's key file: shown with its fingerprint, then trusted."""

    name = "printing.known_office"
    title = "记入外单位公钥"
    verb = "记入(&S)"
    verb_icon = "shield-check"
    keeps_draft = False
    use_case = staticmethod(note_known_office)
    choose_file: ClassVar[Callable[[QWidget], Path | None]] = staticmethod(ask_key_file)

    @override
    def build(self) -> None:
        self._content: str | None = None
        card = self.section()
        self.add(paragraph(TAKING, tone="muted"))
        self.facts = Facts(self.context.theme, 72)
        card.body.addWidget(self.facts)
        self.facts.add("文件", CHOOSE_FIRST)
        self.section("核对")
        self.compared = self.field(
            "compared_with",
            "指纹和谁核对的(&W)",
            TextInput("姓名；已核对过、只换新名单的不用填"),
            width=8,
        )

    @override
    def commands(self) -> Sequence[Command]:
        return (Command("F6", "选公钥文件", self.choose, "upload"), *super().commands())

    @override
    def draft(self) -> KnownOfficeDraft:
        if self._content is None:
            raise Refusal(CHOOSE_FIRST)
        return KnownOfficeDraft(self._content, self.compared.value())

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"已记入 {result} 的公钥，可以核验他们的文书")
        self.context.go_back()

    def choose(self) -> None:
        """Read a key file and show whose it says it is."""
        path = type(self).choose_file(self)
        if path is not None:
            self.context.worker.errand(
                partial(_read, path), self._show, owner=self, failed=self.context.notices.trouble
            )

    def _show(self, found: tuple[str, KeyFile]) -> None:
        self._content, file = found
        self.edited_by_hand()
        self.facts.clear()
        self.facts.add("单位", file.office_name)
        self.facts.add("指纹", file.fingerprint)
        self.facts.add("导出", f"{spoken_date(file.made_on)}，作废编号 {len(file.void)} 个")
        self.compared.setFocus()


class DropOfficeForm(Form):
    """Another office's keys are no longer trusted."""

    name = "printing.drop_office"
    title = "不再认外单位公钥"
    verb = "不再认(&S)"
    verb_icon = "x"
    keeps_draft = False
    use_case = staticmethod(drop_known_office)

    @override
    def build(self) -> None:
        self.section()
        self.office = self.field("office", "哪家单位(&O)", ChoiceInput([]), required=True, width=6)
        self.reason = self.field(
            "reason", "为什么(&R)", TextInput("例如：指纹核对错了"), required=True, width=6
        )

    @override
    def fill(self) -> None:
        self.context.worker.ask(known_offices, self._show, owner=self, latest="offices")

    @override
    def draft(self) -> DropOfficeDraft:
        return DropOfficeDraft(self.office.require("office"), self.reason.value())

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say(f"不再认 {result} 的公钥")
        self.context.go_back()

    def _show(self, rows: tuple[KnownOfficeRow, ...]) -> None:
        self.office.set_choices([Choice(row.uid, row.office_name) for row in rows])
        self.filled()


def _read(path: Path, _store: Any) -> tuple[str, KeyFile]:
    content = read_file(path)
    return content.decode(errors="replace"), read_key_file(content)
