"""二维码设置: which papers carry a code, the office's key, and whose papers are checked here."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import ADD, CHANGE, Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.layout import Facts
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.clock import civil_date
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.printing.pages.check_code_page import KEY_FILES, CheckCodePage
from resettle_desktop.printing.pages.code_key_forms import ChangeKeyForm, DropOfficeForm, KnownOfficeForm
from resettle_desktop.printing.queries.codes import CodesStanding, SigningKeyRow, codes_standing
from resettle_desktop.printing.rules import coded_kinds
from resettle_desktop.printing.use_cases.codes import CodesDraft, save_key_file, switch_codes

WHY: Final = "勾选后，新开的文书左下角印一个二维码：手机扫出编号、姓名、日期和核验电话，后面是本单位的签名。"
NO_KEY: Final = "第一次保存时做，放在加密的资料里，不出这台电脑"
NO_OFFICES: Final = "还没有；按 F3 记入"
FILE_NAME: Final = "核验公钥.json"


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Ask with the system's own dialogue."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, "公钥文件存到哪里", name, KEY_FILES)
    return Path(chosen) if chosen else None


class CodesPage(Form):
    """The head's page; without a tick nothing is signed."""

    name = "printing.codes"
    title = "二维码设置"
    keeps_draft = False
    reload_on: ClassVar[frozenset[str]] = frozenset({"coded_kind", "signing_key", "known_office"})
    use_case = staticmethod(switch_codes)
    choose_where: ClassVar[Callable[[QWidget, str], Path | None]] = staticmethod(ask_where)

    @override
    def build(self) -> None:
        theme = self.context.theme
        self._current: SigningKeyRow | None = None
        self._some_offices = False
        self.section("哪些文书印二维码")
        self.add(paragraph(WHY, size="small", tone="muted"))
        self.boxes = {
            kind.name: self.field(f"kinds__{kind.name}", kind.title, QCheckBox("印核验二维码"), width=6)
            for kind in coded_kinds()
        }
        self.keys = Facts(theme, 84)
        self.section("本单位的钥匙").body.addWidget(self.keys)
        self.offices = Facts(theme, 84)
        self.section("能核验的外单位").body.addWidget(self.offices)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(CHANGE, "核验二维码", partial(self._open, CheckCodePage.name), "shield-check"),
            Command(ADD, "记入外单位公钥", partial(self._open, KnownOfficeForm.name), "plus", button=False),
            Command("Ctrl+D", "不再认一家", self._drop, button=False, ready=self._has_offices),
            Command("F6", "换钥匙", self._change, "key-round", ready=self._has_key),
            Command("F7", "导出公钥文件", self.export, "download", ready=self._has_key),
            *super().commands(),
        )

    @override
    def fill(self) -> None:
        question = partial(codes_standing, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="codes")

    @override
    def draft(self) -> CodesDraft:
        return CodesDraft(tuple(name for name, box in self.boxes.items() if box.isChecked()))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("已保存，从下一张开始")
        self.reload()

    def _show(self, standing: CodesStanding) -> None:
        self._current, self._some_offices = standing.current, bool(standing.offices)
        self.keys.clear()
        if standing.current is None:
            self.keys.add("钥匙", NO_KEY)
        for key in standing.keys:
            made = f"{dashed_date(civil_date(key.made_at))} 起，{key.made_by}做的"
            if key.retired_at is None:
                self.keys.add("现用的", f"{key.key_id.upper()}　{made}")
                self.keys.add("指纹", key.fingerprint)
            else:
                until = dashed_date(civil_date(key.retired_at))
                lost = "，已报失" if key.leaked else ""
                ended = f"{until} 停用：{key.retired_because}{lost}"
                self.keys.add("旧的", f"{key.key_id.upper()}　{made}，{ended}")
        self.offices.clear()
        if not standing.offices:
            self.offices.add("单位", NO_OFFICES)
        for office in standing.offices:
            said = f"名单到 {dashed_date(office.made_on)}，和{office.compared_with}核对过指纹"
            self.offices.add(office.office_name, said)
        if not self.is_dirty:
            for name, box in self.boxes.items():
                box.setChecked(name in standing.kinds)
            self.filled()
        self.commands_changed.emit()

    def _has_key(self) -> bool:
        return self._current is not None

    def _has_offices(self) -> bool:
        return self._some_offices

    def _drop(self) -> None:
        self._open(DropOfficeForm.name)

    def _change(self) -> None:
        self._open(ChangeKeyForm.name)

    def _open(self, page: str) -> None:
        self.context.open_page(page, None)

    def export(self) -> None:
        """Write the key file for whoever checks this office's papers."""
        path = type(self).choose_where(self, FILE_NAME)
        if path is not None:
            actor = self.context.actor
            self.context.worker.errand(
                lambda store: save_key_file(store, actor, path),
                partial(self._exported, path),
                owner=self,
                failed=self.context.notices.trouble,
            )

    def _exported(self, path: Path, fingerprint: str) -> None:
        self.context.notices.say(f"公钥文件存在 {path.name}，指纹 {fingerprint}；对方第一次用要和您核对")
