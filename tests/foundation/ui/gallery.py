"""Every component on pages of a desk, with invented people: looked at, and checked by the layout guards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.chips import Chip, ChipLabel, Tone
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.desk_context import DeskContext, OpenPage
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import (
    ChoiceInput,
    DateInput,
    NameInput,
    NumberInput,
    PhoneInput,
    choices_of,
)
from resettle_desktop.foundation.ui.layout import Card, Columns, Facts, spaced
from resettle_desktop.foundation.ui.notices import Notices
from resettle_desktop.foundation.ui.page import NavEntry, Page, PageSpec
from resettle_desktop.foundation.ui.rows_input import RowColumn, RowsInput
from resettle_desktop.foundation.ui.rows_model import RowsModel
from resettle_desktop.foundation.ui.rows_view import RowsView
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.foundation.ui.words import elided
from resettle_desktop.foundation.values.citizen_number import check_citizen_number
from resettle_desktop.foundation.window.found import FoundColumn, FoundRow
from resettle_desktop.foundation.window.plan import DeskPlan
from tests.kit.screen import Screen
from tests.kit.things import ThingDraft, make_thing

RELATIONS: Final = choices_of(
    [
        ("head", "户主"),
        ("spouse", "配偶"),
        ("son", "子"),
        ("daughter", "女"),
        ("father", "父亲"),
        ("mother", "母亲"),
    ]
)
VILLAGES: Final = choices_of(
    [("1", "柳沟村"), ("2", "石门坡村"), ("3", "上河滩村"), ("4", "大槐树村"), ("5", "南岭村")]
)


@dataclass(frozen=True, slots=True)
class Resident:
    uid: str
    name: str
    relation: str
    number: str
    state: str
    tone: Tone


RESIDENTS: Final = (
    Resident("1", "冯桂兰", "户主", "149999********0023", "在册", Tone.OK),
    Resident("2", "侯建国", "配偶", "149999********0035", "在册", Tone.OK),
    Resident("3", "侯晓燕", "长女", "149999********1145", "迁出中", Tone.WARN),
    Resident("4", "侯一鸣", "外孙", "149999********0034", "待核", Tone.INFO),
    Resident("5", "阿卜杜热合曼·麦麦提", "女婿", "149999********7712", "已迁出", Tone.NEUTRAL),
)
COLUMNS: Final = (
    Column[Resident](
        "姓名", lambda row: row.name, width=7, stretch=True, strong=True, sort=lambda row: row.name
    ),
    Column[Resident]("关系", lambda row: row.relation, width=4),
    Column[Resident]("公民身份号码", lambda row: row.number, width=11, optional=True),
    Column[Resident]("状态", lambda row: row.state, width=6, chip=lambda row: Chip(row.state, row.tone)),
)


class HouseholdPage(Page):
    name = "gallery.household"
    title = "冯桂兰 一户"

    def build(self) -> None:
        theme = self.context.theme
        self.chip = Chip("在册", Tone.OK)
        who = Card(theme, "从哪里来，住在哪里", "户号 AZ-0036")
        facts = Facts(theme)
        facts.add("户主", "冯桂兰　女　64岁")
        facts.add("原住", "云岭县石门乡柳沟村三组")
        facts.add("现住", "青山镇安居苑 3号楼2单元401")
        facts.add("搬入", "2018年11月3日　县城集中安置")
        facts.add("电话", "138 0000 1234")
        who.body.addWidget(facts)
        members = Card(theme, "家庭成员", "5人")
        members.add_action(Button(theme, "新增成员", icon="plus", role="link", run=self.nothing))
        self.model: RowsModel[Resident] = RowsModel(COLUMNS, self)
        self.table = RowsView(theme, self.model)
        self.table.setAccessibleName("家庭成员")
        self.model.set_rows(RESIDENTS)
        members.body.addWidget(self.table, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        spaced(theme, column, spacing=12)
        column.addWidget(who)
        column.addWidget(members, 1)
        due = Card(theme, "现在要办", "3件")
        chips = QHBoxLayout()
        spaced(theme, chips, spacing=8)
        for chip in (Chip("两头空 1", Tone.BAD), Chip("两头占 1", Tone.WARN), Chip("待核 2", Tone.INFO)):
            chips.addWidget(ChipLabel(theme, chip))
        chips.addStretch(1)
        due.body.addLayout(chips)
        for text, act in (
            ("居住证 17 天内签注", "去签注"),
            ("医保 2027 年度还没有参保", "登记参保"),
            ("回执逾期 12 天", "催办"),
        ):
            line = QHBoxLayout()
            spaced(theme, line, spacing=8)
            line.addWidget(elided(text), 1)
            line.addWidget(Button(theme, act, role="soft", run=self.nothing))
            due.body.addLayout(line)
        due.body.addStretch(1)
        self.body.addWidget(Columns(theme, left, due), 1)

    def nothing(self) -> None:
        self.context.notices.say("已登记参保：冯桂兰 2027年度", take_back=lambda: None)

    def commands(self) -> Sequence[Command]:
        return (
            Command("F2", "读身份证", self.nothing, icon="id-card"),
            Command("F3", "新增成员", self.nothing, icon="user-plus", button=False),
            Command("Ctrl+P", "打印", self.nothing, icon="printer"),
            Command("F9", "开具搬迁安置证明", self.nothing, icon="file-check", primary=True),
        )


class RegisterForm(Form):
    name = "gallery.register"
    title = "登记搬迁户"
    verb = "登记(&R)"
    use_case = staticmethod(make_thing)

    def build(self) -> None:
        today = self.context.today
        self.section("户主", "户号由程序编")
        self.head = self.field("label", "姓名(&N)", NameInput(), required=True, width=3)
        self.number = self.field(
            "number", "公民身份号码(&I)", NumberInput(), required=True, width=5, check=self.check
        )
        self.phone = self.field("phone", "联系电话(&P)", PhoneInput(), width=4)
        self.village = self.field("village", "原住村(&V)", ChoiceInput(VILLAGES), required=True, width=4)
        self.moved = self.field("moved", "搬入日期(&D)", DateInput(today), width=5)
        self.field("poor", "同步搬迁(&T)", QCheckBox("不是建档立卡户"), width=3)
        self.section("家庭成员")
        self.members = self.field(
            "members",
            "成员(&M)",
            RowsInput(
                self.context.theme,
                (
                    RowColumn("name", "姓名", NameInput, chars=5),
                    RowColumn("number", "公民身份号码", NumberInput, chars=12),
                    RowColumn("relation", "与户主关系", lambda: ChoiceInput(RELATIONS), chars=5),
                    RowColumn("phone", "电话", PhoneInput, chars=8),
                ),
            ),
            width=12,
        )
        self.note = self.field("note", "备注(&B)", QPlainTextEdit(), width=12)
        self.note.setFixedHeight(self.context.theme.px(64))

    def check(self, number: Any) -> object:
        return check_citizen_number(number, self.context.today(), practice=True)

    def draft(self) -> ThingDraft:
        for row in self.members.filled():
            if not self.members.cell(row, "relation").value():
                raise Refusal("请选与户主关系", field=f"members.{row}.relation")
        return ThingDraft(self.head.value())

    def done(self, result: Any) -> None:
        self.context.notices.say(f"已登记 {self.head.value()} 一户", take_back=lambda: None)


class ResidentsPage(TablePage[Resident]):
    name = "gallery.residents"
    title = "居民"
    columns = COLUMNS
    reload_on = frozenset({"thing"})
    empty_text = "还没有登记居民"
    empty_advice = "按 F3 登记第一户，或者导入原来的台账"
    rows: ClassVar[Sequence[Resident]] = RESIDENTS * 6

    def question(self) -> Callable[[Session], Sequence[Resident]]:
        return lambda _session: self.rows

    def open_row(self, row: Resident) -> None:
        self.context.open_page("gallery.household", row.uid)


class EmptyPage(ResidentsPage):
    name = "gallery.empty"
    title = "村级台账"
    empty_icon = "clipboard-list"
    rows = ()


PAGES: Final = (
    PageSpec("gallery.household", "户", HouseholdPage, nav=NavEntry(1, "home", "工作台", "桌面")),
    PageSpec("gallery.residents", "居民", ResidentsPage, nav=NavEntry(2, "users", "户与成员", "居民")),
    PageSpec("gallery.register", "登记", RegisterForm, nav=NavEntry(3, "file-plus", "登记搬迁户", "登记")),
    PageSpec("gallery.empty", "空", EmptyPage, nav=NavEntry(4, "building-2", "安置点房屋", "房屋")),
    PageSpec(
        "gallery.secret",
        "审计",
        EmptyPage,
        frozenset({"nobody"}),
        nav=NavEntry(5, "shield-check", "审计", "审计"),
    ),
    PageSpec("gallery.settings", "设置", EmptyPage, nav=NavEntry(99, "settings", "设置", "设置")),
)


class Residents:
    """Searches the invented residents as a provider of the program does."""

    placeholder = "搜姓名、拼音、身份证号、房号、户号"
    columns = (
        FoundColumn("姓名", 7, strong=True),
        FoundColumn("性别年龄", 5),
        FoundColumn("户主", 4, optional=True),
        FoundColumn("房号", 7, stretch=True),
        FoundColumn("证件尾号", 5, optional=True),
        FoundColumn("为什么找到", 7, muted=True),
    )

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def ask(self, text: str, preedit: str, then: Callable[[Sequence[FoundRow]], None]) -> None:
        self.asked.append((text, preedit))
        if text.startswith("zzz"):
            then(())
            return
        then(
            [
                FoundRow(
                    "gallery.household",
                    row.uid,
                    (
                        row.name,
                        "女 64岁",
                        "冯桂兰",
                        "安居苑3-2-401",
                        row.number[-4:],
                        f"拼音 {text}{preedit}",
                    ),
                )
                for row in RESIDENTS
            ]
        )


def plan_of(screen: Screen, search: Residents | None = None) -> DeskPlan:
    """A desk of the gallery's pages."""

    def make_context(notices: Notices, open_page: OpenPage, go_back: Callable[[], None]) -> DeskContext:
        made = screen.context
        made.worker.trouble.connect(notices.trouble)
        return DeskContext(
            made.worker,
            made.actor,
            made.theme,
            made.today,
            made.press,
            open_page,
            notices,
            made.drafts,
            go_back,
        )

    return DeskPlan(
        pages=PAGES,
        make_context=make_context,
        home="gallery.household",
        search=search or Residents(),
        office="青山镇",
        place="三号窗口",
        clerk="李春梅",
        menu=(Command("Ctrl+B", "立即备份", partial(print, end=""), "database-backup"),),
    )
