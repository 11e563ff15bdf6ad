"""The morning: an office is set up; five people are registered, found, put right, parked, split, merged.

At the end their certificate is printed and the file is backed up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from resettle_desktop.foundation.values.citizen_number import check_character
from resettle_desktop.tour.keys import Eyes, Hands
from resettle_desktop.tour.player import Step, Until

TYPED_TO_SIGN_IN: Final = "shanhe-2026-zhen"
OFFICE: Final = "柳沟镇人民政府"
CLERK: Final = "李春梅"
LINE_OF_SHEET: Final = re.compile(r"^(\d)\s+(\S.*)$")
FIELD_OF_SHEET: Final = re.compile(r"恢复单第\s*(\d)\s*行")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the family on its paper form: name, first seventeen digits, relation as it is typed."""

    name: str
    seventeen: str
    relation: str = ""

    @property
    def number(self) -> str:
        """The whole number; its area 149999 was never given to a county."""
        return self.seventeen + check_character(self.seventeen)


FAMILY: Final = (
    Person("王国梁", "14999919620307991"),
    Person("张秀兰", "14999919640501992", "q"),
    Person("王建军", "14999919881012993", "zz"),
    Person("王晓燕", "14999919900214994", "zn"),
    Person("王一鸣", "14999920160601995", "sz"),
)


SON, DAUGHTER, GRANDSON = FAMILY[2:]
NAME_IN_BOOKLET: Final = "王小燕"


class Morning:
    """The steps of one round, on one window."""

    def __init__(self, window: Any, folder: Path) -> None:
        self.hands = Hands(window)
        self.eyes = Eyes(window)
        self.papers = folder / "papers"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The morning in order; later issues add theirs."""
        return (
            Step("首次设置", self.set_up),
            Step("登录", self.sign_in),
            Step("建安置区", self.add_site),
            Step("登记一户五口", self.register),
            Step("拼音首字母查找", self.find),
            Step("更正一个名字", self.correct),
            Step("挂起", self.park),
            Step("四位号码接着办", self.take_up),
            Step("补充资料", self.complete),
            Step("分户", self.split),
            Step("并户", self.merge),
            Step("开具并打印安置证明", self.certify),
            Step("锁屏", self.lock),
            Step("解锁", self.unlock),
            Step("备份", self.back_up),
        )

    def until(self, text: str) -> Until:
        """Wait until a text is on the screen."""
        return Until(text, lambda: self.eyes.sees(text))

    def until_in(self, name: str) -> Until:
        """Wait until the cursor is in a field."""
        return Until(f"光标在“{name}”", lambda: self.eyes.cursor_in(name))

    # The steps

    def set_up(self) -> Iterator[Until]:
        """The five questions of the first start; the recovery sheet is copied by hand."""
        press, write = self.hands.press, self.hands.type
        yield self.until("您是哪个单位")
        yield self.until_in("乡镇")
        write("kl sjg")
        press("Return")
        yield self.until_in("单位名称")
        press("Ctrl+A")
        write(OFFICE)
        press("Return")
        yield self.until("有哪些服务中心")
        press("Return", "Return", "Return")
        yield self.until("您是谁")
        write(CLERK)
        press("Return", "Return")
        write(TYPED_TO_SIGN_IN)
        press("Return")
        write(TYPED_TO_SIGN_IN)
        press("Return")
        yield self.until("打印恢复单")
        yield Until("恢复单画好", lambda: self.eyes.can("手抄"))
        press("F6")
        yield Until("恢复单五行", lambda: len(self.sheet_lines()) == 5)
        lines = self.sheet_lines()
        press("F6")
        for _ in range(2):
            asked = FIELD_OF_SHEET.search(self.hands.target().accessibleName())
            write(lines[asked[1]] if asked else "")
            press("Return")
        yield self.until("可以开始了")
        press("Return")
        yield self.until_at_desk()

    def sheet_lines(self) -> dict[str, str]:
        """The recovery sheet's lines as they stand on the screen, by their number."""
        found = (LINE_OF_SHEET.match(text.replace("\u3000", " ")) for text in self.eyes.words())
        return {each[1]: each[2] for each in found if each and len(each[2]) > 10}

    def until_at_desk(self) -> Until:
        """Wait for the desk."""
        return Until("服务台", lambda: self.eyes.has_field("搜索"))

    def sign_in(self) -> Iterator[Until]:
        """Out, and in again with the password."""
        self.hands.press("Ctrl+L")
        yield self.until("已锁屏")
        self.hands.press("Alt+Q")
        yield self.until("进入")
        yield self.until_in("密码")
        self.hands.type(TYPED_TO_SIGN_IN)
        self.hands.press("Return")
        yield self.until_at_desk()
        yield self.until("从这里开始")

    def add_site(self) -> Iterator[Until]:
        """A site with one building, so that the family has a room to live in."""
        press, write = self.hands.press, self.hands.type
        press("Alt+3")
        yield self.until("迁出村名册")
        press("F9")
        yield self.until_in("安置区名")
        write("和顺苑")
        press("F9")
        yield self.until("接着登记楼栋")
        yield Until("和顺苑已填好", lambda: self.eyes.cursor_says("和顺苑"))
        press("Return", "Return")
        yield self.until_in("楼栋号")
        write("3")
        press("Return", "Return")
        write("2")
        press("Return")
        write("6")
        press("Return")
        write("2")
        yield self.until("共24套")
        press("F9")
        yield self.until("已登记3栋，生成24套住房")

    def register(self) -> Iterator[Until]:
        """A family of five from their paper form; the village is new to the office."""
        press, write = self.hands.press, self.hands.type
        press("Alt+2")
        yield self.until("登记搬迁户")
        press("F9")
        yield self.until_in("迁出村")
        write("石湾村")
        press("Return")
        yield self.until_in("所属县、乡镇")
        write("晋川省云州市青岭县沟门乡")
        press("Return")
        yield self.until_in("行政村")
        press("Return")
        yield self.until_in("自然村")
        write("后沟")
        press("Return")
        yield self.until_in("安置住房")
        write("3-2-501")
        press("Return")
        yield self.until_in("户主电话")
        write("13800001234")
        press("Return")
        write("jd")
        press("Return")
        for person in FAMILY:
            yield self.until_in("姓名")
            write(person.name)
            press("Return")
            write(person.number)
            press("Return")
            if person.relation:
                write(person.relation)
                press("Return")
        yield self.until_in("姓名")
        press("Return")
        yield self.until("已登记王国梁家，5人")
        yield self.until("石湾村后沟")

    def find(self) -> Iterator[Until]:
        """Three letters and Enter, from the desk."""
        self.hands.press("Alt+1")
        yield self.until("直接打字就能查人")
        self.hands.press("Ctrl+K")
        self.hands.type("wgl")
        yield self.until(FAMILY[0].name)
        self.hands.press("Return")
        yield self.until("石湾村后沟")

    def correct(self) -> Iterator[Until]:
        """The booklet writes her name otherwise; the reason and the paper are noted."""
        press, write = self.hands.press, self.hands.type
        press("Down", "Down", "Down", "Return")
        yield Until("王晓燕的页", lambda: self.eyes.can("更正身份信息"))
        press("F6")
        yield Until("姓名已填好", lambda: self.eyes.cursor_says(DAUGHTER.name))
        press("Ctrl+A")
        write(NAME_IN_BOOKLET)
        press("Alt+Y")
        yield self.until_in("更正原因")
        write("户口簿上的名字")
        press("F9")
        yield self.until("没有要收回的证明")
        press("F3")
        yield Until("她的页", lambda: self.eyes.can("打开这一户"))

    def park(self) -> Iterator[Until]:
        """The copy of the card is missing: one key, and the screen is safe for the next."""
        yield self.until(NAME_IN_BOOKLET)
        self.hands.press("Ctrl+H")
        yield self.until("已挂起")
        yield self.until("刚挂起")

    def take_up(self) -> Iterator[Until]:
        """She is back: four digits and Enter, and on to her household."""
        self.hands.type(DAUGHTER.number[-4:])
        yield self.until("挂起 刚挂起")
        self.hands.press("Return")
        yield Until("她的页", lambda: self.eyes.can("打开这一户"))
        yield self.until("石湾村后沟")
        self.hands.press("F9")
        yield Until("这一户", lambda: self.eyes.can("打印证明"))
        yield self.until(f"{len(FAMILY)}人")

    def complete(self) -> Iterator[Until]:
        """When they moved in, so that what comes after has a day to come after."""
        press, write = self.hands.press, self.hands.type
        press("F4")
        yield self.until("实际入住")
        yield Until("读出来了", lambda: self.eyes.cursor_says("建档立卡"))
        self.hands.tab_to("实际入住")
        write("20181110")
        press("F9")
        yield self.until("已满两年")

    def split(self) -> Iterator[Until]:
        """The son and his boy go their own way; the old people keep the room."""
        press, write = self.hands.press, self.hands.type
        yield from self.begin_event("fh", "新户的户主")
        write("wjj")
        yield self.until(SON.name)
        press("Return")
        yield self.until_in("原户的户主")
        press("Return")
        yield self.until_in("从哪天起")
        write("20210901")
        self.hands.tab_to(f"{GRANDSON.name}分出去")
        yield self.until_in(f"{GRANDSON.name}分出去")
        press("Space")
        self.hands.tab_to(f"{GRANDSON.name}和各自户主的关系")
        write("zz")
        press("Return", "F9")
        yield self.until(f"已分户，新户的户主是{SON.name}")
        yield self.until("2人")
        yield self.until("1笔")

    def merge(self) -> Iterator[Until]:
        """They think better of it: the son's household goes back into the old one."""
        press, write = self.hands.press, self.hands.type
        press("Alt+1")
        yield self.until_at_desk()
        press("Ctrl+K")
        write("wgl")
        yield self.until(FAMILY[0].name)
        press("Return")
        yield self.until("3人")
        yield from self.begin_event("bh", "哪一户")
        write("wjj")
        yield self.until(SON.name)
        press("Return")
        yield self.until_in("从哪天起")
        write("20231001")
        yield self.until(GRANDSON.name)
        for who, relation in ((SON, "zz"), (GRANDSON, "sz")):
            self.hands.tab_to(f"{who.name}和这一户户主的关系")
            yield self.until_in(f"{who.name}和这一户户主的关系")
            write(relation)
            press("Return")
        press("F9")
        yield self.until("已并入这一户")
        yield Until("这一户", lambda: self.eyes.can("打印证明"))
        yield self.until(f"{len(FAMILY)}人")

    def begin_event(self, typed: str, first_field: str) -> Iterator[Until]:
        """Ctrl+E, an event by its first letters, and its form."""
        self.hands.press("Ctrl+E")
        yield self.until("出了什么事")
        yield Until("变更页已读出", lambda: self.eyes.sees("变更：") and not self.eyes.sees("正在"))
        yield self.until_in("别的变更")
        self.hands.type(typed)
        self.hands.press("Return")
        yield self.until_in(first_field)

    def certify(self) -> Iterator[Until]:
        """The certificate: the draft, 开具, print into a file, and the answer to 出来了吗."""
        press = self.hands.press
        press("F9")
        yield self.until("下一号是")
        yield Until("样稿画好", lambda: self.eyes.can("开具"))
        press("Alt+D")
        yield self.until_in("保存到")
        press("Ctrl+A")
        self.hands.type(str(self.papers))
        press("F9")
        yield self.until("已开具")
        press("F9")
        yield self.until("出来了吗")
        yield Until("四个回答", lambda: self.eyes.can("打印好了"))
        press("1")
        yield Until("打印好了", lambda: self.eyes.sees("号 打印好了"))
        yield self.until("1张")

    def lock(self) -> Iterator[Until]:
        """One key; nothing is lost behind it."""
        self.hands.press("Ctrl+L")
        yield self.until("已锁屏")

    def unlock(self) -> Iterator[Until]:
        """The clerk comes back."""
        yield self.until_in("密码")
        self.hands.type(TYPED_TO_SIGN_IN)
        self.hands.press("Return")
        yield self.until_at_desk()

    def back_up(self) -> Iterator[Until]:
        """A checked copy at the end."""
        self.hands.press("Alt+7")
        yield Until("备份页", lambda: self.eyes.can("现在备份"))
        self.hands.press("F9")
        yield self.until("备份完成")
