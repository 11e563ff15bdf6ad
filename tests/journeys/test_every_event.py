"""Every change event by keys in the window: chosen, filled in, told before, done, seen, found, taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLabel, QWidget

from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.base import PAST
from resettle_desktop.foundation.ui.field import mnemonic
from resettle_desktop.foundation.values.sex import Sex
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.members_table import MembersTable
from resettle_desktop.households.queries import household_rows
from resettle_desktop.households.rules.life_events import EventCode
from resettle_desktop.households.use_cases import HouseholdItems, MemberDraft
from resettle_desktop.matters.pages.effects_panel import NOT_YET
from resettle_desktop.matters.pages.event_form import EventForm
from resettle_desktop.matters.pages.events_page import EventsPage
from resettle_desktop.matters.rules.event_kind import About, EventKind
from resettle_desktop.matters.rules.events import BUTTONS, EVENTS
from tests.households.town import TODAY, Town, member, number, on, without_number
from tests.journeys.conftest import Counter
from tests.kit.office import raw

MOVED: Final = HouseholdItems(moved_in=on(2018, 11, 10))
TICK: Final = "tick"
OWN: Final = frozenset(
    {"id", "uid", "version", "act_id", "recorded_at", "superseded_at", "made_by", "changed_by", "next"}
)
"""Columns by which a row brought back differs from the one it stands for."""


@dataclass(frozen=True, slots=True)
class Played:
    """How one event is: fields by name, and what is seen of it then and was not before.

    ``person`` is chosen on the page of events where the event is one person's; ``after`` are events to be
    played first; ``seen_on`` is the page on which ``seen`` is read, of the household or of ``person``.
    """

    page: str
    filled: tuple[tuple[str, str], ...]
    seen: str
    person: str = ""
    household: str = "王国梁"
    after: tuple[str, ...] = ()
    seen_on: str = "households.household"


PLAYED: Final = (
    Played(
        "matters.birth",
        (
            ("mother", "李改莲"),
            ("name", "王小满"),
            ("sex", "女"),
            ("birth", "20261101"),
            ("relation", "女儿"),
        ),
        "王小满",
    ),
    Played(
        "matters.adoption",
        (("on", "20261001"), ("relation", "养子"), ("name", "王小领"), ("number", number("20200202", 31))),
        "王小领",
    ),
    Played(
        "matters.marriage_in",
        (("on", "20260501"), ("relation", "儿媳"), ("name", "孙香莲"), ("number", number("20050202", 14))),
        "孙香莲",
    ),
    Played("matters.marriage_out", (("person", "王小军"), ("on", "20260901"), ("place", "邻县")), "4人"),
    Played(
        "matters.divorce",
        (("person", "李改莲"), ("spouse", "王国梁"), ("on", "20260901"), ("leaves", "离开这一户")),
        "4口人",
    ),
    Played("matters.death", (("person", "张秀英"), ("on", "20261001")), "4人"),
    Played("matters.death", (("person", "王国柱"), ("on", "20261001")), "已销户", household="王国柱"),
    Played("matters.missing", (("person", "王小军"), ("on", "20260301")), "失踪"),
    Played("matters.reappeared", (("on", "20260801"),), "", person="王小军", after=("matters.missing",)),
    Played(
        "matters.moved_on",
        (("who:王国柱", TICK), ("on", "20260903"), ("place", "省城")),
        "已销户",
        household="王国柱",
    ),
    Played(
        "matters.working_away",
        (("person", "王小军"), ("on", "20260301"), ("place", "天津"), ("months", "7")),
        "天津",
        person="王小军",
        seen_on="households.person",
    ),
    Played(
        "matters.returned",
        (("who:王国柱", TICK), ("on", "2025")),
        "原籍居住",
        "王国柱",
        "王国柱",
        seen_on="households.person",
    ),
    Played(
        "matters.back_at_site",
        (("who:王国柱", TICK), ("on", "20261001")),
        "",
        household="王国柱",
        after=("matters.returned",),
    ),
    Played("matters.enlistment", (("person", "王小军"), ("on", "20260901")), "登记入伍"),
    Played(
        "matters.discharge",
        (("person", "王小军"), ("on", "20261001")),
        "",
        after=("matters.enlistment",),
    ),
    Played("matters.imprisonment", (("person", "王小军"), ("on", "20260901")), "登记收监"),
    Played(
        "matters.release", (("person", "王小军"), ("on", "20261001")), "", after=("matters.imprisonment",)
    ),
    Played(
        "matters.studies",
        (
            ("person", "王小军"),
            ("on", "20260901"),
            ("stage", "本科"),
            ("school", "省城大学"),
            ("hukou", TICK),
            ("hukou_address", "省城大学集体户"),
        ),
        "省城大学",
        person="王小军",
        seen_on="households.person",
    ),
    Played(
        "matters.boarding",
        (("person", "王小红"), ("on", "20260901"), ("stage", "普通高中"), ("school", "云州一中")),
        "云州一中",
        person="王小红",
        seen_on="households.person",
    ),
    Played(
        "matters.civil_service",
        (("person", "王小军"), ("on", "20260901"), ("place", "县林业局")),
        "登记考录公务员",
        person="王小军",
        seen_on="households.person",
    ),
    Played(
        "matters.other_collective",
        (("person", "王小军"), ("on", "20260901"), ("place", "柳湾村")),
        "柳湾村",
        person="王小军",
        seen_on="households.person",
    ),
    Played(
        "matters.card_expired",
        (("person", "张秀英"), ("card", "居民身份证"), ("on", "20260901")),
        "2026",
        person="张秀英",
        seen_on="households.person",
    ),
    Played("matters.split", (("leaving", "王小军"), ("on", "20260901")), "4人"),
    Played("matters.merge", (("merged", "王国柱"), ("on", "20260901"), ("relation:王国柱", "兄")), "6人"),
    Played(
        "matters.head_changed",
        (("new_head", "李改莲"), ("on", "20260901"), ("relation:张秀英", "婆婆")),
        "李改莲家",
    ),
    Played(
        "matters.hukou_moved_in",
        (("standing", "已迁（集中安置点门牌）"), ("on", "20261102"), ("address", "柳沟镇迎宾路18号")),
        "已迁",
    ),
    Played(
        "matters.residence_document",
        (
            ("kind", "居住证"),
            ("step", "办证"),
            ("on", "20261102"),
            ("number", "J001"),
            ("next_endorsement", "20271102"),
        ),
        "登记居住证",
        person="王小军",
        seen_on="households.person",
    ),
    Played("matters.room_changed", (("reason", "腾退"), ("since", "20260930")), "还没有分房"),
    Played("matters.old_house_demolished", (("on", "20190501"), ("area", "80.5")), "80.5"),
    Played("matters.reclamation_accepted", (("on", "20200601"), ("mu", "0.45")), "0.45"),
    Played(
        "matters.title_issued",
        (("number", "晋（2021）云州市不动产权第0001号"), ("issued_on", "20210506")),
        "第0001号",
    ),
    Played(
        "matters.corrected",
        (("name", "王晓军"), ("reason", "户口簿已更名"), ("evidence_what", "派出所证明")),
        "王晓军",
        person="王小军",
    ),
    Played(
        "matters.duplicate_person",
        (("duplicate", "王军"),),
        "",
        person="王小军",
    ),
    Played("matters.duplicate_household", (("duplicate", "王国良"),), "", household="王国梁"),
)
PARTS: Final = 5
Rows = dict[str, list[tuple[Any, ...]]]


def kind_of(page: str) -> EventKind:
    return next(kind for kind in EVENTS if kind.page == page)


def test_every_event_is_played() -> None:
    played = {kind_of(one.page).code for one in PLAYED} | {EventCode.EXTINCT}
    assert {kind.code for kind in EVENTS} == played
    assert {kind.page for kind in EVENTS} == {one.page for one in PLAYED}


def believed(town: Town) -> Rows:
    """Every row of the register that is believed now; what only tells which row it is left out."""
    store = town.desk.store
    tables = raw(store, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = {}
    for (table,) in tables:
        columns = [str(row[1]) for row in raw(store, f'PRAGMA table_info("{table}")')]
        if "superseded_at" not in columns or table.endswith(PAST):
            continue
        told = ", ".join(f'"{column}"' for column in columns if column not in OWN)
        rows = raw(store, f'SELECT {told} FROM "{table}" WHERE superseded_at IS NULL')
        found[table] = sorted(rows, key=repr)
    views = [town.view(row.uid) for row in town.desk.ask(household_rows, TODAY)]
    found["households"] = [(view.number, repr(view.facts)) for view in views]
    found["members"] = [
        (view.number, repr(replace(m.person, version=0)), m.relation) for view in views for m in view.members
    ]
    return found


def fill(counter: Counter, form: EventForm, filled: tuple[tuple[str, str], ...]) -> None:
    """Go to each field by its letter and type."""
    for name, text in filled:
        what, _, whose = name.partition(":")
        if whose:
            table = form.findChild(MembersTable)
            assert isinstance(table, MembersTable)
            uid = next(member.person.uid for member in table.members if member.person.name == whose)
            widget: QWidget = table.boxes[uid] if text == TICK else table.relations[uid]
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            counter.press("Space") if text == TICK else counter.type(text, "Return")
            continue
        field = form.fields[what]
        counter.press(f"Alt+{mnemonic(field.label.text())}")
        if text == TICK:
            assert isinstance(field.widget, QCheckBox)
            if not field.widget.isChecked():
                counter.press("Space")
            continue
        assert field.widget.hasFocus(), (form.name, name, counter.at)
        counter.press("Ctrl+A")  # what is proposed is typed over
        counter.type(text, "Tab")


def begin(counter: Counter, uid: str, played: Played) -> EventForm:
    """From the household's page to the form."""
    kind = kind_of(played.page)
    counter.desk.open_page("households.household", uid)
    counter.settle()
    counter.press("Ctrl+E")
    assert isinstance(counter.page, EventsPage)
    if kind.button:
        counter.type(str(BUTTONS.index(kind) + 1))
    else:
        counter.type(kind.name, "Return")
    if kind.about is About.PERSON and isinstance(counter.page, EventsPage):
        counter.type(played.person, "Return")
    form = counter.page
    assert isinstance(form, EventForm), counter.desk.notices.text
    assert form.name == played.page
    return form


def do(counter: Counter, uid: str, played: Played) -> None:
    """Fill the form in, read what will change, do it."""
    form = begin(counter, uid, played)
    fill(counter, form, played.filled)
    form.try_out()
    counter.settle()
    assert not form.effects.said.startswith(NOT_YET), (played.page, form.effects.said)
    assert form.effects.effects, (played.page, form.effects.said, [f.name for f in form.fields.missing()])
    counter.press("F9")
    assert counter.page is not form, (played.page, counter.desk.notices.text, [f.error for f in form.fields])


def read(counter: Counter, page: str, uid: str) -> str:
    """All words that stand on a page."""
    counter.desk.open_page(page, uid)
    counter.settle()
    shown = counter.page
    assert shown.name == page
    told = [shown.chip.text] if shown.chip is not None else []
    told += [label.text() for label in counter.window.findChildren(QLabel) if label.isVisible()]
    for view in shown.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount()):
            told += [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
    return " ".join(told)


def take_back(counter: Counter, uid: str, line: int = 0) -> None:
    """By Enter on a line of what was done, and the answer."""
    counter.desk.open_page("households.household", uid)
    counter.settle()
    page = counter.page
    assert isinstance(page, HouseholdPage)
    counter.desk.notices.clear()
    page.history.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.history.table.go_to(line)
    counter.press("Return")
    assert page.open_question is not None
    counter.press("Left", "Return")
    assert counter.desk.notices.text == "已撤回，登记恢复原样", counter.desk.notices.text


@pytest.fixture
def families(town: Town) -> dict[str, str]:
    """Two households, and a file of each kind that was opened twice."""
    double = MemberDraft("王军", "97", without_number(), birth=on(2005))
    again = MemberDraft("王国良", "02", without_number(), no_phone=True, birth=on(1978, 5, 12), sex=Sex.MALE)
    return {
        "王国梁": town.register(room="3-1-101", items=MOVED),
        "王国柱": town.register(member("王国柱", "02", "19660708", 21), room="3-1-102", items=MOVED),
        "赵有才": town.register(member("赵有才", "02", "19700101", 41), double, items=MOVED),
        "王国良": town.register(again, items=MOVED),
    }


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.deep) for part in range(1, PARTS))]
)
def test_an_event_from_the_key_to_taking_back(
    town: Town, families: dict[str, str], open_counter: Callable[[], Counter], part: int
) -> None:
    """Several events at one window: each leaves the register as it found it."""
    counter = open_counter()
    for played in PLAYED[part::PARTS]:
        play(town, families, counter, played)
    assert town.desk.ask(verify_audit).broken_at is None


def play(town: Town, families: dict[str, str], counter: Counter, played: Played) -> None:
    """Do one event, see it and take it back."""
    uid = families[played.household]
    whose = town.person(uid, played.person) if played.person else ""
    about = uid if played.seen_on == "households.household" else whose
    untouched = believed(town)
    for page in played.after:
        do(counter, uid, next(one for one in PLAYED if one.page == page))
    before, stood = believed(town), read(counter, played.seen_on, about)
    do(counter, uid, played)
    assert believed(town) != before, played.page
    shown = read(counter, played.seen_on, about)
    assert shown != stood, played.page
    assert played.seen in shown, (played.page, shown)
    assert not played.seen or played.seen not in stood, played.page
    take_back(counter, uid)
    assert not changed(before, believed(town)), (played.page, changed(before, believed(town)))
    if played.after:
        take_back(counter, uid, 2)  # above it stand the later act and its taking back
    assert not changed(untouched, believed(town)), (played.page, changed(untouched, believed(town)))


def changed(before: Rows, after: Rows) -> Rows:
    """What is there now and was not, or was there and is not, by table."""
    told = {}
    for table, rows in before.items():
        now = after[table]
        gone, come = [row for row in rows if row not in now], [row for row in now if row not in rows]
        if gone or come:
            told[table] = [*gone, *come]
    return told
