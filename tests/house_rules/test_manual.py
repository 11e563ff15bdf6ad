"""The manual says what the program does: its keys work, its pictures are there, its lists are whole."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from resettle_desktop.app.subjects import all_pages
from resettle_desktop.foundation import preflight
from resettle_desktop.foundation.database import migrate
from resettle_desktop.foundation.database.base import Base, Interval, Revised, table_of
from resettle_desktop.foundation.ui import commands
from resettle_desktop.foundation.ui.form import Form
from tests.house_rules.sources import PROGRAM, ROOT, SUBJECTS, parsed, program_files

MANUAL: Final = tuple(sorted((ROOT / "docs" / "manual").glob("*.md")))
PICTURES: Final = ROOT / "docs" / "pictures"
KEY: Final = re.compile(
    r"(?<![A-Za-z0-9/.])"
    r"(?:(?:Ctrl|Alt|Shift)\+(?:F\d\d?|[A-Za-z]+|加号|减号|退格|数字|[0-9←→])|F\d\d?|PgUp|PgDown|Esc|Tab|Delete)"
    r"(?![A-Za-z0-9])"
)
SPOKEN: Final = {"加号": "+", "减号": "-", "退格": "Backspace", "←": "Left", "数字": "1"}
"""What the manual calls keys that Qt calls otherwise; 数字 is any digit."""

QT_NAMES: Final = {"Escape": "Esc", "PageUp": "PgUp", "PageDown": "PgDown"}
WRITTEN_OUT: Final = {"Tab", "Shift+Tab", "Ctrl+Delete", "Ctrl+1"}
"""Qt's own ways between fields, and keys a widget tells apart by modifier."""

ROWS: Final = {
    "服务台": ("matters.desk",),
    "搬迁户名册": ("households.households",),
    "登记搬迁户": ("households.register",),
    "人员名册": ("households.people",),
    "户档": ("households.household",),
    "补交证明材料": ("matters.supply_evidence",),
    "待交证明材料": ("matters.evidence_owed",),
    "要跟着办的事": ("matters.tasks",),
    "交办": ("matters.give_task",),
    "转交": ("matters.hand_on_task",),
    "去世、出生的表": ("matters.death", "matters.birth"),
    "疑点": ("households.findings",),
    "分房调房": ("households.assign_room",),
    "一个人": ("households.person",),
    "更正以后": ("households.corrected",),
    "号码待补": ("households.numbers_to_chase",),
    "户口簿等名册": ("households.people_lists",),
    "安置区": ("sites.sites",),
    "人数和规模": ("households.site_figures",),
    "网格": ("sites.grids",),
    "住房名册": ("households.rooms",),
    "迁出村名册": ("sites.origin_villages",),
    "套打纸": ("printing.forms",),
    "改套打版式": ("printing.layout",),
    "证明": ("households.certificate",),
    "打印哪些": ("households.print_set",),
    "成批开证明": ("households.certificate_batch",),
    "居住证明、授权委托书、承诺书、公示、办事告知单": (
        "households.residence_certificate",
        "households.authorisation",
        "households.promise",
        "households.public_notice",
        "matters.referral",
    ),
    "身份证复印件": ("households.id_copy",),
    "找谁办": ("matters.directory",),
    "找谁办登记": ("matters.directory_log",),
    "开具登记簿": ("printing.book",),
    "用印领取": ("printing.custody",),
    "编号核对": ("printing.series",),
    "手写应急本": ("printing.blocks",),
    "编号空白纸": ("printing.stationery",),
    "核验二维码": ("printing.check_code",),
    "二维码设置": ("printing.codes",),
    "交回待作废": ("printing.brought_back",),
    "已开具的一张": ("printing.paper",),
    "人员": ("office.clerks",),
    "打开一个人员": ("office.clerk",),
    "备份与恢复": ("office.backup",),
    "恢复单": ("office.recovery_sheet",),
    "设置": ("office.settings",),
    "服务中心": ("office.centres",),
    "标准": ("households.thresholds",),
    "补充资料、旧房和房子证": ("households.complete_household", "households.homes"),
}
"""Which page each line of the manual's table of keys is about."""

NOT_OF_ONE_PAGE: Final = {"其他填表的页", "变更"}


def keys_in(text: str) -> set[str]:
    """The keys a text names, as Qt spells them."""
    found = set()
    for match in KEY.finditer(text):
        modifier, _, key = match[0].rpartition("+")
        key = SPOKEN.get(key, key)
        found.add(f"{modifier}+{key}" if modifier else key)
    return found


def literal(node: ast.expr, module: object) -> Iterator[str]:
    """The texts an expression of a module can stand for: a literal, or a constant by its name."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name) if isinstance(getattr(module, name, None), str):
            yield getattr(module, name)
        case ast.Attribute(attr=name) if isinstance(getattr(commands, name, None), str):
            yield getattr(commands, name)
        case ast.JoinedStr(values=[ast.Constant(value="Alt+"), _]):
            yield from (f"Alt+{number}" for number in range(1, 10))


def module_of(path: Path) -> object:
    """The module of a file."""
    return import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


@cache
def keys_of_the_program() -> frozenset[str]:
    """Every key a command, a shortcut, an underlined letter or a widget answers to."""
    found: set[str] = set(WRITTEN_OUT)
    for path in program_files():
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Call(func=ast.Name(id="Command"), args=[key, *_]):
                    found.update(literal(key, module_of(path)))
                case ast.Constant(value=str(text)):
                    found.update(f"Alt+{letter}" for letter in re.findall(r"\(&([A-Z0-9])\)", text))
                case ast.Attribute(attr=name) if name.startswith("Key_"):
                    key_name = name.removeprefix("Key_")
                    found.add(QT_NAMES.get(key_name, key_name))
    return frozenset(found)


def commands_of(page: type) -> set[tuple[str, str]]:
    """Each key of a page with its wording, as its class and those it is made from declare them."""
    said: set[tuple[str, str]] = set()
    for kind in page.__mro__:
        if not kind.__module__.startswith("resettle_desktop.") or "commands" not in vars(kind):
            continue
        module = sys.modules[kind.__module__]
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            match node:
                case ast.Call(func=ast.Name(id="Command"), args=[key, text, *_]):
                    words = [*literal(text, module)]
                    if isinstance(text, ast.Attribute):  # ``self.verbs``
                        words.append(str(getattr(page, text.attr, "")))
                    said.update((each, word) for each in literal(key, module) for word in words)
    if issubclass(page, Form):
        said.add((commands.VERB, page.verb.partition("(&")[0]))
    source = inspect.getsource(sys.modules[page.__module__])
    said.update((f"Alt+{letter}", words) for words, letter in re.findall(r'"([^"(]+)\(&([A-Z])\)"', source))
    return said


def rows_of_the_table() -> dict[str, str]:
    """The lines of the table 各页: the page and its keys."""
    text = (ROOT / "docs" / "manual" / "keys.md").read_text(encoding="utf-8")
    table = text.partition("## 各页")[2].partition("\n\n| 登录前后")[0]
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return {name: keys for name, keys in lines if name != "页"}


@pytest.mark.parametrize("page", MANUAL, ids=[page.stem for page in MANUAL])
def test_every_key_the_manual_names_is_a_key_of_the_program(page: Path) -> None:
    assert keys_in(page.read_text(encoding="utf-8")) - keys_of_the_program() == set()


def test_the_table_of_keys_tells_every_page_it_can_be_asked_about() -> None:
    assert set(rows_of_the_table()) - NOT_OF_ONE_PAGE == set(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_the_table_of_keys_says_what_each_key_does_on_its_page(row: str) -> None:
    specs = {spec.name: spec for spec in all_pages()}
    factories = [specs[name].factory for name in ROWS[row]]
    works = {pair for factory in factories if isinstance(factory, type) for pair in commands_of(factory)}
    said: set[tuple[str, str]] = set()
    for part in rows_of_the_table()[row].split(" · "):
        keys = re.match(rf"(?:{KEY.pattern})(?: 或 (?:{KEY.pattern}))?", part)
        if keys is None or part.startswith("Ctrl+Delete"):
            continue
        words = part[keys.end() :].strip().partition("（")[0]
        said.update((key, words) for key in keys_in(keys[0]))
    assert said
    assert said - works == set()


def test_every_picture_the_pages_show_is_there_and_every_picture_is_shown() -> None:
    shown = set()
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            shown.add((page.parent / link).resolve())
    assert shown == {picture.resolve() for picture in PICTURES.iterdir()}


@pytest.mark.parametrize("page", MANUAL, ids=[page.stem for page in MANUAL])
def test_every_link_of_the_manual_leads_somewhere(page: Path) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_about_installing_names_every_system_package() -> None:
    text = (ROOT / "docs" / "manual" / "install.md").read_text(encoding="utf-8")
    listed = re.search(r"apt-get install((?: +(?:\\\n +)?[a-z0-9.+-]+)+)", text)
    wanted = {*preflight.HEADLESS.values(), *preflight.WITH_SCREEN.values()}
    assert listed
    assert set(listed[1].replace("\\", " ").split()) == wanted


def test_the_page_about_the_file_names_every_table_with_a_past_and_the_format() -> None:
    """Whoever reads the file in ten years must know which rows held when."""
    for subject in SUBJECTS:
        if (PROGRAM / subject / "models").is_dir() or (PROGRAM / subject / "models.py").exists():
            import_module(f"resettle_desktop.{subject}.models")
    text = (ROOT / "docs" / "file.md").read_text(encoding="utf-8")
    kinds = [mapper.class_ for mapper in Base.registry.mappers]
    dated = {table_of(kind).name for kind in kinds if issubclass(kind, Interval | Revised)}
    assert {name for name in dated if f"`{name}`" not in text} == set()
    assert f"the format ({migrate.OURS.form})" in text
