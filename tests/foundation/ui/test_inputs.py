"""What is typed, as clerks type it: grouped numbers, dates, names, choices by pinyin."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.inputs import (
    Choice,
    ChoiceInput,
    DateInput,
    NameInput,
    NumberInput,
    PasswordInput,
    PhoneInput,
    TextInput,
    choices_of,
    matching,
)
from resettle_desktop.foundation.ui.inputs.number_input import places_of, position_after
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.citizen_number import Group
from resettle_desktop.foundation.values.period import ImpreciseDate, Precision
from tests.kit.screen import Screen, commit, keys, type_text

TODAY = date(2026, 11, 3)
VILLAGES = choices_of([("1", "柳沟村"), ("2", "石门坡村"), ("3", "上河滩村"), ("4", "南岭村")])


# Numbers


def test_a_number_is_grouped_while_it_is_typed(screen: Screen) -> None:
    number = screen.show(NumberInput(), 400, 60)
    shown = []
    for character in "149999200303079924":
        type_text(number, character)
        shown.append(number.text())
    assert shown[5:8] == ["149999", "149999 2", "149999 20"]
    assert number.text() == "149999 20030307 9924"
    assert number.value() == "149999200303079924"


def test_full_width_digits_and_a_small_x_are_taken(screen: Screen) -> None:
    number = screen.show(NumberInput(), 400, 60)
    commit(number, "１４９９９９２００３０３０７９９２")
    type_text(number, "x")
    assert number.text() == "149999 20030307 992X"


def test_the_cursor_stays_behind_the_digit_that_was_struck(screen: Screen) -> None:
    number = screen.show(NumberInput(), 400, 60)
    type_text(number, "14999920030307")
    number.setCursorPosition(6)
    type_text(number, "1")
    assert number.text() == "149999 12003030 7"
    assert number.cursorPosition() == 8
    keys(number, "Backspace")
    assert number.value() == "14999920030307"
    assert number.cursorPosition() in {6, 7}


def test_what_was_typed_can_be_undone(screen: Screen) -> None:
    number = screen.show(NumberInput(), 400, 60)
    type_text(number, "1499992003")
    for _ in range(30):
        keys(number, "Ctrl+Z")
    assert number.value() == ""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    digits=st.text("0123456789", min_size=1, max_size=18),
    inserted=st.text("0123456789", min_size=1, max_size=3),
    place=st.integers(0, 18),
)
def test_typing_anywhere_gives_what_typing_into_plain_text_gives(
    number_line: NumberInput, digits: str, inserted: str, place: int
) -> None:
    number_line.restore(digits)
    place = min(place, len(digits))
    number_line.setCursorPosition(position_after(number_line.text(), place))
    type_text(number_line, inserted)
    assert number_line.value() == digits[:place] + inserted + digits[place:]


@pytest.fixture
def number_line(screen: Screen) -> NumberInput:
    return screen.show(NumberInput(), 400, 60)


def test_a_telephone_number_is_grouped_as_it_is_read(screen: Screen) -> None:
    phone = screen.show(PhoneInput(), 300, 60)
    type_text(phone, "13800001234")
    assert (phone.text(), phone.value()) == ("138 0000 1234", "13800001234")
    phone.clear()
    type_text(phone, "03501234567")
    assert phone.value() == "03501234567"


# Dates and names


@pytest.mark.parametrize(
    ("typed", "kept", "spoken"),
    [
        ("20261123", "2026-11-23", "2026年11月23日 周一"),
        ("1123", "2026-11-23", "2026年11月23日 周一"),
        ("-3", "2026-10-31", "2026年10月31日 周六"),
        ("201803", "2018-03", "2018年3月"),
        ("2018", "2018", "2018年"),
        ("20261131", "20261131", ""),
    ],
)
def test_a_date_says_what_was_understood(screen: Screen, typed: str, kept: str, spoken: str) -> None:
    line = screen.show(DateInput(lambda: TODAY), 400, 60)
    type_text(line, typed)
    assert line.remark == spoken
    keys(line, "Return")
    assert (line.text(), line.remark) == (kept, spoken)
    if not spoken:
        with pytest.raises(Refusal, match="没有这一天"):
            line.value_or_none("date")


def test_a_date_is_restored_from_value_and_from_draft(screen: Screen) -> None:
    line = screen.show(DateInput(lambda: TODAY), 400, 60)
    line.restore(ImpreciseDate(date(2018, 3, 1), Precision.MONTH))
    assert line.value_or_none() == ImpreciseDate(date(2018, 3, 1), Precision.MONTH)
    line.restore(None)
    assert line.value_or_none() is None


def test_a_name_keeps_every_character_and_gets_one_kind_of_interpunct(screen: Screen) -> None:
    name = screen.show(NameInput(), 300, 60)
    for typed, kept in ((" 阿卜杜热合曼・麦麦提 ", "阿卜杜热合曼·麦麦提"), ("𡋾㛃䶮", "𡋾㛃䶮"), ("   ", "")):
        name.clear()
        commit(name, typed)
        keys(name, "Return")
        assert name.value() == kept


NOT_PRINTED = "\U00031328"
JAPANESE_FORM = "\U00020023"


@pytest.mark.parametrize(
    ("typed", "shown", "spoken"),
    [
        ("张䶮", "✓ 能打印", "能打印"),
        ("张𠮷", "✓ 能打印", "能打印"),
        (f"张{JAPANESE_FORM}", "✓ 能打印（字形为日文写法，请核对）", "能打印（字形为日文写法，请核对）"),
        (f"张{NOT_PRINTED}", f"× 打不出“{NOT_PRINTED}”（U+31328）", f"打不出“{NOT_PRINTED}”（U+31328）"),
        ("", "", ""),
    ],
)
def test_a_name_says_whether_it_can_be_printed(screen: Screen, typed: str, shown: str, spoken: str) -> None:
    name = screen.show(NameInput(), 700, 60)
    name.setText("张三")
    name.setText(typed)
    assert (name.shown_remark, name.accessibleDescription()) == (shown, spoken)


def test_where_there_is_no_room_for_the_words_the_sign_stays(screen: Screen) -> None:
    name = screen.show(NameInput(), 250, 60)
    name.setText(f"张{JAPANESE_FORM}")
    assert name.shown_remark == "✓ 请核对字形"
    name.resize(140, name.height())
    assert name.shown_remark == "✓？"
    assert name.toolTip() == "✓ 能打印（字形为日文写法，请核对）"
    name.setText("张三")
    assert (name.shown_remark, name.toolTip()) == ("✓", ""), "what is well needs no more words"
    name.setText(f"张{NOT_PRINTED}")
    assert name.shown_remark == "×"
    assert "U+31328" in name.accessibleDescription(), "a screen reader reads all of it"


def test_what_cannot_be_printed_is_said_in_the_colour_of_faults(screen: Screen) -> None:
    name = screen.show(NameInput(), 400, 60)
    bad = name.palette().color(QPalette.ColorRole.BrightText).name()

    def colours() -> set[str]:
        image = name.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(250, 400) for y in range(image.height())}

    name.setText("张三")
    assert bad not in colours()
    name.setText(f"张{NOT_PRINTED}")
    assert bad in colours()


def test_a_password_is_never_part_of_a_draft(screen: Screen) -> None:
    password = screen.show(PasswordInput(), 300, 60)
    type_text(password, " geheim ")
    assert password.value() == " geheim "
    assert password.draft_value() is None
    password.restore("anything")
    assert password.text() == ""


def test_the_remark_gives_way_to_what_is_typed(screen: Screen) -> None:
    line = screen.show(TextInput(), 300, 60)
    line.set_remark("很长的一句说明放不下就不放")
    plain = line.textMargins().right()
    line.set_remark("短")
    assert plain == 0 < line.textMargins().right()
    assert line.accessibleDescription() == "短"
    commit(line, "占满整行的一段很长很长很长很长很长的文字，再长一点点")
    assert line.textMargins().right() == 0


# Choices


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lg", ["柳沟村"]),
        ("liugou", ["柳沟村"]),
        ("沟", ["柳沟村"]),
        ("3", ["上河滩村"]),
        ("SHT", ["上河滩村"]),
        ("c", ["柳沟村", "石门坡村", "上河滩村", "南岭村"]),
        ("", ["柳沟村", "石门坡村", "上河滩村", "南岭村"]),
        ("王", []),
    ],
)
def test_letters_codes_and_characters_find_a_choice(typed: str, found: list[str]) -> None:
    assert [choice.text for choice in matching(VILLAGES, typed)] == found


def test_enter_takes_the_marked_choice_and_tells_once(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    type_text(line, "n")
    assert [choice.text for choice in line.options] == ["南岭村"]
    returned: list[bool] = []
    line.returnPressed.connect(lambda: returned.append(True))
    keys(line, "Return")
    assert (line.value(), line.text(), line.is_open, returned) == ("4", "南岭村", False, [True])


def test_arrows_walk_the_list_and_esc_puts_it_away(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    keys(line, "Down", "Down", "Down")
    assert line.is_open
    keys(line, "Esc")
    assert (line.is_open, line.value()) == (False, "")
    keys(line, "Down", "Down", "Return")
    assert line.value() == "2"
    keys(line, "Down")
    assert len(line.options) == 4, "an already chosen line offers everything again"
    keys(line, "Up", "Up", "Up", "Return")
    assert line.value() == "1"


def test_tab_takes_the_marked_choice_too(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    type_text(line, "sm")
    keys(line, "Tab")
    assert line.value() == "2"


def test_leaving_takes_the_only_one_that_fits_and_nothing_else(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    type_text(line, "lg")
    line.clearFocus()
    assert line.value() == "1"
    line.setFocus()
    line.choose(None)
    type_text(line, "c")
    line.clearFocus()
    assert line.value() == ""
    with pytest.raises(Refusal, match="没有“c”这一项") as refusal:
        line.require("village")
    assert refusal.value.field == "village"


def test_typing_again_lets_go_of_what_was_chosen(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    line.choose_value("1")
    keys(line, "Backspace")
    assert line.chosen is None


def test_typing_replaces_what_is_filled_in_however_the_cursor_came(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    line.choose_value("1")
    line.clearFocus()
    line.setFocus(Qt.FocusReason.OtherFocusReason)  # a page opened with the cursor in its first field
    type_text(line, "sm")
    keys(line, "Return")
    assert line.value() == "2"
    line.choose_value("1")  # the answer that fills the field in comes when the cursor is there
    type_text(line, "sm")
    keys(line, "Return")
    assert line.value() == "2"


def test_other_words_may_stand_where_they_are_allowed(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES, free=True), 400, 400)
    commit(line, "外省某村")
    line.clearFocus()
    assert (line.value(), line.require()) == ("外省某村", "外省某村")


def test_too_many_choices_are_asked_for(screen: Screen) -> None:
    asked: list[str] = []

    def ask(typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        asked.append(typed)
        then([Choice("149999", "云岭县", "某省某市", ("ylx",))] if typed.startswith("y") else [])

    line = screen.show(ChoiceInput(ask=ask), 400, 400)
    type_text(line, "yl")
    keys(line, "Return")
    assert asked == ["y", "yl"]
    assert (line.value(), line.remark) == ("149999", "某省某市")
    kept = line.draft_value()
    line.choose(None)
    line.restore(kept)
    assert (line.value(), line.text(), line.remark) == ("149999", "云岭县", "某省某市")


class Slow:
    """Choices that are answered when the test says so, the newest question first or not."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Callable[[Sequence[Choice]], None]]] = []

    def __call__(self, typed: str, then: Callable[[Sequence[Choice]], None]) -> None:
        self.asked.append((typed, then))

    def answer(self, place: int = -1) -> None:
        typed, then = self.asked[place]
        then(matching(VILLAGES, typed))


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def asking(screen: Screen, slow: Slow) -> ChoiceInput:
    """A choice that asks, and a line behind it that Tab goes to."""
    host = QWidget()
    column = QVBoxLayout(host)
    line = ChoiceInput(ask=slow)
    line.setAccessibleName("村")
    column.addWidget(line)
    column.addWidget(TextInput())
    screen.show(host, 400, 400)
    line.setFocus()
    return line


@pytest.mark.parametrize("key", ["Return", "Tab"])
def test_a_fast_typist_need_not_wait_for_the_list(asking: ChoiceInput, slow: Slow, key: str) -> None:
    returned: list[bool] = []
    asking.returnPressed.connect(lambda: returned.append(True))
    type_text(asking, "nl")
    keys(asking, key)
    assert (asking.value(), returned, asking.hasFocus()) == ("", [], True)
    slow.answer()
    assert asking.value() == "4"
    assert (returned == [True]) == (key == "Return")
    assert asking.hasFocus() == (key == "Return")
    assert not asking.is_open


def test_the_answer_to_fewer_letters_takes_nothing(asking: ChoiceInput, slow: Slow) -> None:
    type_text(asking, "s")
    slow.answer()
    type_text(asking, "ht")
    keys(asking, "Return")
    slow.answer(0)
    slow.answer(1)
    assert (asking.value(), asking.is_open) == ("", True)
    slow.answer(2)
    assert asking.value() == "3"


def test_a_held_enter_is_forgotten_when_more_is_typed(asking: ChoiceInput, slow: Slow) -> None:
    type_text(asking, "s")
    keys(asking, "Return")
    type_text(asking, "m")
    slow.answer()
    assert (asking.value(), asking.is_open) == ("", True)
    keys(asking, "Return")
    assert asking.value() == "2"


def test_pressed_again_it_goes_through_without_a_choice(asking: ChoiceInput, slow: Slow) -> None:
    returned: list[bool] = []
    asking.returnPressed.connect(lambda: returned.append(True))
    type_text(asking, "s")
    slow.answer()
    type_text(asking, "m")
    keys(asking, "Return")
    assert returned == []
    keys(asking, "Return")
    assert (returned, asking.value(), asking.is_open) == ([True], "", False)


def test_a_held_enter_goes_on_when_nothing_fits(asking: ChoiceInput, slow: Slow) -> None:
    returned: list[bool] = []
    asking.returnPressed.connect(lambda: returned.append(True))
    commit(asking, "王")
    keys(asking, "Return")
    slow.answer()
    assert (returned, asking.value(), asking.text()) == ([True], "", "王")
    with pytest.raises(Refusal):
        asking.require()


def test_an_answer_after_the_line_was_left_takes_the_only_one_that_fits(
    asking: ChoiceInput, slow: Slow
) -> None:
    type_text(asking, "nl")
    keys(asking, "Return")
    asking.clearFocus()
    returned: list[bool] = []
    asking.returnPressed.connect(lambda: returned.append(True))
    slow.answer()
    assert (asking.value(), asking.is_open, returned) == ("4", False, [])
    asking.choose(None)
    asking.setFocus()
    type_text(asking, "c")
    asking.clearFocus()
    slow.answer()
    assert (asking.value(), asking.is_open) == ("", False), "several fit: nothing is taken for granted"


def test_a_mouse_opens_the_list_and_picks(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.is_open
    view = line._list.view if line._list else None
    assert view is not None
    place = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (line.value(), line.is_open, line.hasFocus()) == ("3", False, True)


def test_the_list_follows_its_line_and_never_stands_on_it(screen: Screen) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    line = ChoiceInput(choices_of((str(n), f"第{n}村") for n in range(30)))
    line.setAccessibleName("村")
    above = QWidget()
    above.setFixedHeight(10)
    column.addWidget(above)
    column.addWidget(line)
    column.addStretch(1)
    screen.show(host, 400, 300)
    window = host.window()
    for pushed in (10, 140, 240):
        line.setFocus()
        line.open_list()
        above.setFixedHeight(pushed)
        listed = line._list
        assert listed is not None
        place = QRect()

        def settled(listed: QWidget = listed, pushed: int = pushed) -> bool:
            nonlocal place
            place = QRect(line.mapTo(window, QPoint()), line.size())
            return place.top() >= pushed and not listed.geometry().intersects(place)

        screen.qtbot.waitUntil(settled)
        assert window.rect().contains(listed.geometry())
        assert min(abs(listed.y() - place.bottom()), abs(place.top() - listed.geometry().bottom())) < 8
        assert listed.height() > 90
        line.close_list()


def test_what_is_chosen_by_is_never_shortened_for_its_note(screen: Screen) -> None:
    villages = [
        Choice(str(n), f"石湾村{hamlet}", "晋川省云州市青岭县沟门乡")
        for n, hamlet in enumerate(("前沟", "后沟"))
    ]
    line = screen.show(ChoiceInput(villages), 260, 300)
    line.setFocus()
    line.open_list()
    listed = line._list
    assert listed is not None
    view = listed.view
    words = view.fontMetrics().horizontalAdvance(villages[0].text)
    assert view.viewport().width() - 2 * (view.fontMetrics().averageCharWidth() + 4) >= words
    without = ChoiceInput([Choice(choice.value, choice.text) for choice in villages])
    screen.show(without, 260, 300)
    without.setFocus()
    without.open_list()
    assert without._list is not None
    begin = QRect(0, 0, words, 20)
    plain = without._list.view.viewport().grab(begin).toImage()
    assert view.viewport().grab(begin).toImage() == plain


def test_choices_can_be_replaced(screen: Screen) -> None:
    line = screen.show(ChoiceInput(VILLAGES), 400, 400)
    line.choose_value("1")
    line.set_choices(VILLAGES[:2])
    assert line.value() == "1"
    line.set_choices(VILLAGES[2:])
    assert (line.value(), line.text()) == ("", "")


def test_an_old_number_of_fifteen_is_grouped_as_such_when_it_is_left(screen: Screen) -> None:
    number = screen.show(NumberInput(), 400, 60)
    type_text(number, "149999620501002")
    assert number.text() == "149999 62050100 2"
    keys(number, "Return")
    assert number.text() == "149999 620501 002"


@pytest.mark.parametrize(
    ("group", "shown", "marked"),
    [
        (Group.AREA, "149999 19780512 0119", "149999"),
        (Group.BIRTH, "149999 19780512 0119", "19780512"),
        (Group.ORDER, "149999 19780512 0119", "011"),
        (Group.CHECK, "149999 19780512 0119", "9"),
        (Group.AREA, "149999 780512 011", "149999"),
        (Group.BIRTH, "149999 780512 011", "780512"),
        (Group.ORDER, "149999 780512 011", "011"),
        (Group.CHECK, "149999 780512 011", ""),
        (Group.BIRTH, "149999 19", "19"),
    ],
)
def test_the_group_at_fault_is_found_in_the_number_as_it_is_shown(
    group: Group, shown: str, marked: str
) -> None:
    first, last = places_of(group, shown)
    assert shown[first:last] == marked


def test_a_group_at_fault_is_coloured_and_named_until_the_number_is_edited(
    screen: Screen, theme: Theme
) -> None:
    number = screen.show(NumberInput(), 600, 60)
    number.set_remark("待核")
    number.restore("149999197805120118")
    before = number.grab().toImage()
    number.mark_wrong(Group.CHECK, theme)
    number.mark_wrong(Group.BIRTH, theme)
    assert number.remark == "出生日期不对"
    bad = theme.colour("bad")
    after = number.grab().toImage()
    line = [
        x for x in range(after.width()) if any(after.pixelColor(x, y) == bad for y in range(after.height()))
    ]
    advance = number.fontMetrics().horizontalAdvance
    assert len(line) == pytest.approx(advance("19780512"), abs=2)
    type_text(number, "1")
    assert (number.wrong_group, number.remark) == (None, "待核")
    number.restore("149999197805120118")
    number.deselect()
    assert number.grab().toImage() == before
