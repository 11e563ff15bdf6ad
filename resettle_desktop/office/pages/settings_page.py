"""The office's settings: its own facts, then every setting as its kind says, and who may change them."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import PhoneInput, TextInput
from resettle_desktop.office.pages.gate import Paragraph
from resettle_desktop.office.queries import OfficeRow, SettingRow, office_row, settings
from resettle_desktop.office.rules.settings import SETTINGS, SettingKind, Value, Widget
from resettle_desktop.office.use_cases import save_settings
from resettle_desktop.office.use_cases.settings import OfficeDraft, SettingDraft, SettingsDraft

OFFICE_FIELDS: Final = ("name", "phone", "household_prefix")

SIZES_PAGE: Final = "sites.size_classes"
"""What the office settles about its sites is the sites' own page; it is named, not imported."""


class SettingsPage(Form):
    """One form over everything an office settles for itself; only what was changed is saved."""

    name = "office.settings"
    title = "设置"
    verb = "保存(&S)"
    reload_on: ClassVar[frozenset[str]] = frozenset({"office", "setting"})
    use_case = staticmethod(save_settings)

    @override
    def build(self) -> None:
        self._office: OfficeRow | None = None
        self._kept: dict[str, SettingRow] = {}
        self.section("本单位")
        self.office = self.field("name", "单位名称(&N)", TextInput(), required=True, width=6)
        self.phone = self.field("phone", "单位电话(&P)", PhoneInput(), width=3)
        self.prefix = self.field("household_prefix", "户号前缀(&H)", TextInput("可以空着"), width=3)
        self.ticks: dict[str, dict[str, QCheckBox]] = {}
        self.lines: dict[str, TextInput] = {}
        group = ""
        for kind in SETTINGS:
            if kind.group != group:
                group = kind.group
                self.section(group)
            self._add(kind)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command("F6", "中心", self._open_centres, "building-2"),
            Command("Ctrl+G", "安置区规模", self._open_sizes, button=False),
            Command("Ctrl+B", "标准", self._open_standards, "list-checks"),
            Command("F7", "我的登录密码", self._open_password, "key-round", button=False),
            Command("Ctrl+F7", "我的换人密码", self._open_pin, "lock", button=False),
            *super().commands(),
        )

    @override
    def fill(self) -> None:
        ask = self.context.worker.ask
        ask(office_row, self._know_office, owner=self, latest="office")
        ask(partial(settings, as_of=self.context.today()), self._show, owner=self, latest="settings")

    @override
    def draft(self) -> SettingsDraft:
        office = None
        if self._office is not None:
            typed = OfficeDraft(
                self.office.value(), self.phone.value(), self.prefix.value(), self._office.version
            )
            if any(getattr(typed, name) != getattr(self._office, name) for name in OFFICE_FIELDS):
                office = typed
        changes = []
        for kind in SETTINGS:
            value = self._checked(kind)
            if value != self._kept[kind.key].value:
                changes.append(SettingDraft(kind.key, value))
        return SettingsDraft(office, tuple(changes))

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("设置已保存，从今天起用")

    def _add(self, kind: SettingKind) -> None:
        """One setting: its input, and beside it what it does."""
        hint = Paragraph(kind.hint, size="small", tone="muted")
        if kind.widget is Widget.TICKS:
            self.add(hint)
            self.ticks[kind.key] = {
                value: self.field(f"{kind.key}__{value}", words, QCheckBox(kind.tick), width=4)
                for value, words in kind.choices
            }
            return
        line = TextInput()
        line.set_remark(kind.unit)
        self.lines[kind.key] = self.field(kind.key, kind.label, line, width=6)
        self.add(hint, width=6)

    def _know_office(self, row: OfficeRow) -> None:
        self._office = row

    def _show(self, rows: dict[str, SettingRow]) -> None:
        self._kept = rows
        if self.is_dirty or self._office is None:
            return
        self.office.restore(self._office.name)
        self.phone.restore(self._office.phone)
        self.prefix.restore(self._office.household_prefix)
        for key, line in self.lines.items():
            line.restore(self._kept[key].value)
        for key, boxes in self.ticks.items():
            on = self._kept[key].value
            for value, box in boxes.items():
                box.setChecked(isinstance(on, tuple) and value in on)
        self.filled()

    def _checked(self, kind: SettingKind) -> Value:
        typed: Value
        if kind.key in self.ticks:
            typed = tuple(value for value, box in self.ticks[kind.key].items() if box.isChecked())
        else:
            typed = self.lines[kind.key].value()
        try:
            return kind.check(typed)
        except Refusal as refusal:
            raise Refusal(refusal.text, field=kind.key) from refusal

    def _open_centres(self) -> None:
        self.context.open_page("office.centres", None)

    def _open_sizes(self) -> None:
        self.context.open_page(SIZES_PAGE, None)

    def _open_standards(self) -> None:
        self.context.open_page("households.thresholds", None)

    def _open_password(self) -> None:
        self.context.open_page("office.own_password", None)

    def _open_pin(self) -> None:
        self.context.open_page("office.pin", None)
