"""The steps that ask: where and who the office is, its centres, its first administrator, and how to begin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, NameInput, PasswordInput, TextInput
from resettle_desktop.foundation.values.divisions import national_divisions
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.foundation.values.pinyin import first_letters, word_readings
from resettle_desktop.office.pages.first_start.step import Step
from resettle_desktop.office.pages.gate import Paragraph
from resettle_desktop.office.rules.names import check_title
from resettle_desktop.office.rules.roles import CENTRE_KINDS, PRESETS, CentreKind
from resettle_desktop.office.rules.secrets import PASSWORD_RULE, check_password
from resettle_desktop.office.use_cases.settings import CentreDraft

SUBDISTRICT: Final = "街道"
DIFFERENT: Final = "两次输入的密码不一样，请重新输入"
PREFIX_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """The first step's answer."""

    name: str
    division_code: str
    division_name: str

    @property
    def place(self) -> str:
        """What the centres' names begin with."""
        return self.division_name

    @property
    def household_prefix(self) -> str:
        """A short beginning for household numbers, from the place's name; the settings page changes it."""
        reading = next(iter(word_readings(self.division_name)), ())
        return first_letters(reading)[:PREFIX_LETTERS].upper()


@dataclass(frozen=True, slots=True)
class AdministratorAnswer:
    """The third step's answer."""

    name: str
    preset: str
    password: str


class OfficeStep(Step):
    """Where the office is, chosen by pinyin initials, and what it is called."""

    name = "office.first_start.office"
    title = "您是哪个单位"
    short = "单位"
    explanation = "打拼音首字母就能找到，例如柳沟镇打 lgz；前面加县名的首字母更快。"

    restore_wanted: ClassVar[Signal] = Signal()
    """There is an office already, in a backup: a new computer."""

    @override
    def commands(self) -> Sequence[Command]:
        restore = Command("F6", "换电脑：从备份恢复", self.restore_wanted.emit, "history")
        return (restore, *super().commands())

    @override
    def build(self) -> None:
        self._proposed = ""
        self.division = self.field(
            "division",
            "所在的乡镇或街道(&D)",
            ChoiceInput(ask=self._find, placeholder="拼音首字母、名称或区划代码"),
            required=True,
            width=12,
        )
        self.office = self.field("name", "单位名称(&N)", TextInput(), required=True, width=12)
        self.division.chosen_changed.connect(self._propose)

    @override
    def draft(self) -> OfficeAnswer:
        code = self.division.require("division")
        if not code:
            raise Refusal("请从清单里选一个", field="division")
        found = national_divisions().named(code)
        chosen = self.division.chosen
        name = found.name if found is not None else (chosen.text if chosen else "")
        return OfficeAnswer(check_title(self.office.value(), "单位名称"), code, name)

    def _find(self, typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        self._typed = typed

        def search(_stop: object) -> tuple[Choice, ...]:
            found = national_divisions().search(typed)
            return tuple(Choice(unit.code, unit.path, unit.level.label) for unit in found)

        def answer(choices: tuple[Choice, ...]) -> None:
            if typed == self._typed:  # a newer letter has its own answer
                then(choices)

        self.context.worker.copy(search, answer, owner=self)

    def _propose(self) -> None:
        """Write the name most offices have, unless somebody typed another."""
        code = self.division.value()
        unit = national_divisions().named(code) if code else None
        if unit is None or self.office.value() not in ("", self._proposed):
            return
        ending = "办事处" if unit.name.endswith(SUBDISTRICT) else "人民政府"
        self._proposed = unit.name + ending
        self.office.setText(self._proposed)


class CentresStep(Step):
    """The centres' names, proposed from the place's; an empty line is no centre."""

    name = "office.first_start.centres"
    title = "有哪些服务中心"
    short = "中心"
    explanation = "名称已经替您写好，和门口的牌子不一样就改过来；没有的中心把那一行删空。"
    asked: ClassVar[tuple[CentreKind, ...]] = (
        CentreKind.PARTY,
        CentreKind.DESTINATION,
        CentreKind.ORIGIN,
    )
    letters: ClassVar[str] = "PRB"

    @override
    def build(self) -> None:
        self._place = ""
        self.names: dict[CentreKind, TextInput] = {
            kind: self.field(kind.value, f"{CENTRE_KINDS[kind]}(&{letter})", TextInput(), width=12)
            for kind, letter in zip(self.asked, self.letters, strict=True)
        }

    def propose(self, place: str) -> None:
        """Write the names for this place where nobody typed others."""
        for kind, line in self.names.items():
            if line.value() in ("", self._place + CENTRE_KINDS[kind]):
                line.setText(place + CENTRE_KINDS[kind])
        self._place = place

    @override
    def draft(self) -> tuple[CentreDraft, ...]:
        named: dict[str, CentreKind] = {}
        for kind, line in self.names.items():
            if not line.value():
                continue
            name = check_title(line.value(), "中心名称", field=kind.value)
            if name in named:
                raise Refusal("两个中心的名称一样，请改一个", field=kind.value)
            named[name] = kind
        if not named:
            raise Refusal("至少留一个中心", field=self.asked[0].value)
        return tuple(CentreDraft(kind.value, name) for name, kind in named.items())


class AdministratorStep(Step):
    """The first administrator, how many desks there are, and a password."""

    name = "office.first_start.administrator"
    title = "您是谁"
    short = "您的账号"
    explanation = "您是第一个系统管理员。其他人进入以后再添加，各用各的密码。"
    verb = "建立单位(&S)"
    verb_icon = "check"

    @override
    def build(self) -> None:
        self.person = self.field("name", "您的姓名(&N)", NameInput(), required=True, width=6)
        self.preset = self.field(
            "preset",
            "几个人办业务(&G)",
            ChoiceInput([Choice(preset.key, preset.name, preset.explanation) for preset in PRESETS]),
            required=True,
            width=6,
        )
        self.preset.choose_value(PRESETS[0].key)
        self.password = self.field(
            "password",
            "密码(&P)",
            PasswordInput(),
            required=True,
            width=6,
            check=lambda typed: check_password(typed, login=self.person.value()),
        )
        self.again = self.field("again", "再输一次密码(&A)", PasswordInput(), required=True, width=6)
        self.add(Paragraph(f"密码{PASSWORD_RULE.wording}。", size="small", tone="muted"))

    @override
    def answers(self) -> dict[str, object]:
        return {name: value for name, value in self.fields.values().items() if value is not None}

    @override
    def draft(self) -> AdministratorAnswer:
        name = clean_name(self.person.value())
        check_password(self.password.value(), login=name)
        if self.password.value() != self.again.value():
            raise Refusal(DIFFERENT, field="again")
        return AdministratorAnswer(name, self.preset.require("preset"), self.password.value())

    @override
    def perform(self, draft: AdministratorAnswer) -> None:
        self.confirmed.emit(draft)

    def forget(self) -> None:
        """Leave no password behind."""
        self.password.clear()
        self.again.clear()


class BeginningStep(Step):
    """Work at once, or try everything on a practice township first."""

    name = "office.first_start.beginning"
    title = "可以开始了"
    short = "开始"
    explanation = "练习用的数据和真实资料分开存放，编号前面带“练”字，随时可以从登录页进去。"
    verb = "进入(&S)"
    verb_icon = "door-open"
    ways: ClassVar[tuple[Choice, ...]] = (
        Choice("real", "直接开始办业务", "从空白开始"),
        Choice("practice", "先练习一下", "用编造的示例乡镇"),
    )

    @override
    def build(self) -> None:
        self.way = self.field("way", "怎么开始(&W)", ChoiceInput(self.ways), required=True, width=12)
        self.way.choose_value("real")

    @override
    def draft(self) -> bool:
        return self.way.require("way") == "practice"

    @override
    def first_focus(self) -> QWidget | None:
        return self.way
