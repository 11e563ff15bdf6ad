"""What an office settles for itself: each setting with its wording, default and check, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.pinyin import FuzzySounds
from resettle_desktop.office.rules.numbers import check_pattern
from resettle_desktop.office.rules.roles import CENTRE_KINDS

Value = str | int | tuple[str, ...]
"""What a setting can be; the file keeps it as JSON."""

HOUSEHOLD_PARTS: Final = frozenset({"前缀", "年"})
PAPER_PARTS: Final = frozenset({"年"})


class Widget(StrEnum):
    """How the settings page asks for a value."""

    NUMBER = "number"
    TEXT = "text"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One setting: its key in the file, the group and words on the page, the default and the check."""

    key: str
    group: str
    label: str
    hint: str
    default: Value
    widget: Widget
    check: Callable[[Value], Value]
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    tick: str = ""
    """The words beside each tick."""


def whole_number(least: int, most: int, unit: str) -> Callable[[Value], Value]:
    """A check for whole numbers between two bounds."""

    def check(value: Value) -> Value:
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Refusal(f"请填{least}到{most}之间的整数（{unit}）", field="value")
        return value

    return check


def short_text(longest: int) -> Callable[[Value], Value]:
    """A check for one line of text, which may be empty."""

    def check(value: Value) -> Value:
        if not isinstance(value, str) or any(ord(character) < 32 for character in value):
            raise Refusal("这里有看不见的字符，请重新输入", field="value")
        value = " ".join(value.split())
        if len(value) > longest:
            raise Refusal(f"现在是{len(value)}个字，最多{longest}个字", field="value")
        return value

    return check


def named_text(longest: int) -> Callable[[Value], Value]:
    """A check for one line of text that must say something."""
    short = short_text(longest)

    def check(value: Value) -> Value:
        value = short(value)
        if not value:
            raise Refusal("这里不能空着", field="value")
        return value

    return check


def ticked(allowed: frozenset[str]) -> Callable[[Value], Value]:
    """A check for a set of ticks; kept sorted."""

    def check(value: Value) -> Value:
        if isinstance(value, str | int) or not allowed.issuperset(value):
            raise Refusal("没有这个选项，请重新选择", field="value")
        return tuple(sorted(set(value)))

    return check


def pattern(parts: frozenset[str], *, needed: frozenset[str] = frozenset()) -> Callable[[Value], Value]:
    """A check for a number pattern."""

    def check(value: Value) -> Value:
        return check_pattern(str(value), parts, needed=needed, field="value")

    return check


def listed_words(longest: int, most: int) -> Callable[[Value], Value]:
    """A check for a few words with 、 between them; commas and blanks are read as such."""

    def check(value: Value) -> Value:
        words = dict.fromkeys(words_of(value))
        if len(words) > most or any(len(word) > longest for word in words):
            raise Refusal(f"最多{most}项，每项最多{longest}个字", field="value")
        return "、".join(words)

    return check


def words_of(value: Value) -> tuple[str, ...]:
    """The words of a list kept as one line."""
    line = str(value)
    for apart in "，,；;、":
        line = line.replace(apart, " ")
    return tuple(line.split())


IDLE_LOCK_MINUTES: Final = "idle_lock_minutes"
FUZZY_SOUNDS: Final = "fuzzy_sounds"
HOUSEHOLD_PATTERN: Final = "household_number_pattern"
PAPER_PATTERN: Final = "paper_number_pattern"
CERTIFICATE_PHONE: Final = "certificate_phone"
CERTIFICATE_USE: Final = "certificate_use"
OLD_HOUSE_FINDINGS: Final = "old_house_findings"
ORIGIN_CLASSES: Final = "origin_classes"
INSURED_WITHIN_DAYS: Final = "insured_within_days"
VISITED_WITHIN_DAYS: Final = "visited_within_days"
REPLACED_ON_FACE: Final = "replaced_on_face"
RESIDENCE_VALID_DAYS: Final = "residence_valid_days"
UNCOLLECTED_AFTER_DAYS: Final = "uncollected_after_days"
CENTRE_NAME: Final = "centre_name."
"""Followed by the kind of centre: what new centres of the kind are called in this office."""

SETTINGS: Final = (
    SettingKind(
        IDLE_LOCK_MINUTES,
        "窗口安全",
        "没人操作几分钟后锁屏",
        "锁屏后输入密码就回到原来的地方，填了一半的内容都在",
        10,
        Widget.NUMBER,
        whole_number(1, 60, "分钟"),
        unit="分钟",
    ),
    SettingKind(
        FUZZY_SOUNDS,
        "查找",
        "分不清的音",
        "按拼音查人时，勾选的两个音算一个音",
        ("ing_in", "n_l", "zh_z"),
        Widget.TICKS,
        ticked(frozenset(FuzzySounds.labels())),
        choices=tuple(FuzzySounds.labels().items()),
        tick="算一个音",
    ),
    SettingKind(
        OLD_HOUSE_FINDINGS,
        "疑点",
        "旧房到期未腾退",
        "勾选后只有负责人看得到；没登记旧房的户不会列出来",
        (),
        Widget.TICKS,
        ticked(frozenset({"on"})),
        choices=(("on", "旧房到期未腾退"),),
        tick="列为疑点",
    ),
    SettingKind(
        ORIGIN_CLASSES,
        "旧房资料",
        "迁出地类型",
        "几类用顿号隔开，照本省的写；改了名单，以前填的照旧看得见",
        "一类、二类、三类、四类",
        Widget.TEXT,
        listed_words(20, 20),
    ),
    SettingKind(
        INSURED_WITHIN_DAYS,
        "孩子出生以后",
        "几天内参保从出生起报销",
        "居民医保的规定各省不一样，照本省的填；登记出生时按它算出最迟哪天",
        90,
        Widget.NUMBER,
        whole_number(1, 366, "天"),
        unit="天",
    ),
    SettingKind(
        VISITED_WITHIN_DAYS,
        "孩子出生以后",
        "几天内上门看新生儿",
        "社区卫生服务站上门访视的期限；改了只管以后登记的出生",
        28,
        Widget.NUMBER,
        whole_number(1, 366, "天"),
        unit="天",
    ),
    SettingKind(
        HOUSEHOLD_PATTERN,
        "编号",
        "户号样式",
        "{前缀}是本单位的户号前缀，{序号4}是四位流水号；改了只管以后的户",
        "{前缀}{序号4}",
        Widget.TEXT,
        pattern(HOUSEHOLD_PARTS),
    ),
    SettingKind(
        PAPER_PATTERN,
        "编号",
        "文书编号样式",
        "{年}是开具那年，{序号}每年从1开始；改了只管以后的文书",
        "〔{年}〕{序号}号",
        Widget.TEXT,
        pattern(PAPER_PARTS, needed=PAPER_PARTS),  # serials begin anew each year
    ),
    SettingKind(
        CERTIFICATE_PHONE,
        "证明上的字",
        "核验电话",
        "印在证明下面，收证明的单位打这个电话核对；空着就印单位电话",
        "",
        Widget.TEXT,
        short_text(30),
    ),
    SettingKind(
        CERTIFICATE_USE,
        "证明上的字",
        "默认用途",
        "开证明时先填好的用途，开具时可以改",
        "",
        Widget.TEXT,
        short_text(40),
    ),
    SettingKind(
        UNCOLLECTED_AFTER_DAYS,
        "盖章和领取",
        "用印后几天没人领就提醒",
        "到了天数，服务台提醒联系本人；放入未领取要由办事员来记",
        30,
        Widget.NUMBER,
        whole_number(1, 366, "天"),
        unit="天",
    ),
    SettingKind(
        RESIDENCE_VALID_DAYS,
        "证明上的字",
        "居住证明几天内有效",
        "印在居住证明上，从开具那天算起；改了只管以后开的",
        30,
        Widget.NUMBER,
        whole_number(1, 366, "天"),
        unit="天",
    ),
    SettingKind(
        REPLACED_ON_FACE,
        "证明上的字",
        "换发的证明",
        "不勾，替代的旧编号只记在登记簿里；勾了，新的一张上也印“替代××号，原件作废”",
        (),
        Widget.TICKS,
        ticked(frozenset({"relocation_certificate", "register_extract", "residence_certificate"})),
        choices=(
            ("relocation_certificate", "搬迁安置证明"),
            ("register_extract", "一户一档摘要"),
            ("residence_certificate", "居住证明"),
        ),
        tick="印上替代的旧编号",
    ),
    *(
        SettingKind(
            CENTRE_NAME + kind.value,
            "中心的叫法",
            name,
            "以后添加这类中心时先填好的名称",
            name,
            Widget.TEXT,
            named_text(40),
        )
        for kind, name in CENTRE_KINDS.items()
    ),
)
"""Every setting of an office; a later subject adds its own group here, in the order of the page."""

BY_KEY: Final = {kind.key: kind for kind in SETTINGS}


def setting_kind(key: str) -> SettingKind:
    """The setting with this key; Refusal for any other."""
    kind = BY_KEY.get(key)
    if kind is None:
        raise Refusal("没有这项设置，没有保存", field="key")
    return kind
