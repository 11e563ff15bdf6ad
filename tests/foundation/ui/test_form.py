"""Forms by keys: Enter goes on, refusals stand in their field, half-typed values come back, Esc asks once."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit
from sqlalchemy import text
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.drafts import DraftRow, drafts_of
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.ui.draft_keeper import KEEP_AFTER_MS
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, PasswordInput, TextInput, choices_of
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.rows_input import RowColumn, RowsInput
from tests.kit.screen import Screen, commit, forget, keys, type_text
from tests.kit.things import ThingDraft, add_sample_tables, change_thing, make_thing, unregistered

KINDS = choices_of([("1", "木器"), ("2", "铁器")])


def refuse_short(value: Any) -> None:
    if len(value) < 2:
        raise Refusal("至少两个字", field="note")


def make(work: Work, draft: ThingDraft) -> Any:
    return make_thing(work, draft)


def change(work: Work, draft: ThingDraft) -> Any:
    change_thing(work, draft)


class ThingForm(Form):
    """A form with one input of every kind."""

    name = "test.thing"
    title = "造一件东西"
    verb = "造(&Z)"
    use_case = staticmethod(make)
    outcome: Any = None

    def build(self) -> None:
        self.label = self.field("label", "名字(&N)", TextInput(), width=4)
        self.kind = self.field(
            "kind", "种类(&K)", ChoiceInput(choices_of([("1", "木器"), ("2", "铁器")])), width=4
        )
        self.old = self.field("old", "新旧(&O)", QCheckBox("旧的"), width=4)
        self.parts = self.field(
            "parts",
            "零件(&P)",
            RowsInput(
                self.context.theme,
                (RowColumn("part", "零件", TextInput), RowColumn("count", "件数", TextInput)),
            ),
            width=12,
        )
        self.note = self.field("note", "备注(&B)", TextInput(), required=True, check=refuse_short)

    def draft(self) -> ThingDraft:
        for row in self.parts.filled():
            if not self.parts.cell(row, "count").value():
                raise Refusal("要写件数", field=f"parts.{row}.count")
        return ThingDraft(self.label.value(), self.note.value())

    def done(self, result: Any) -> None:
        self.outcome = result
        self.context.notices.say(f"造好了 {self.label.value()}")


@pytest.fixture(autouse=True)
def sample_tables(store: Store) -> None:
    add_sample_tables(store)


@pytest.fixture
def form(screen: Screen) -> ThingForm:
    page = screen.show(ThingForm(screen.context))
    page.show_subject(None)
    screen.settle()
    return page


def things(screen: Screen) -> list[str]:
    found: list[list[str]] = []

    def question(session: Session) -> list[str]:
        return list(session.execute(text("SELECT label FROM thing ORDER BY id")).scalars())

    screen.context.worker.ask(question, found.append, owner=screen.context.notices)
    screen.settle()
    return found[0]


def kept(screen: Screen) -> list[DraftRow]:
    found: list[tuple[DraftRow, ...]] = []
    uid = screen.context.actor.uid
    screen.context.worker.ask(
        lambda session: drafts_of(session, uid), found.append, owner=screen.context.notices
    )
    screen.settle()
    return list(found[0])


# Keys


def test_enter_goes_through_the_fields_and_does_it_on_the_last(screen: Screen, form: ThingForm) -> None:
    type_text(form.label, "算盘")
    keys(form.label, "Return")
    assert form.kind.hasFocus()
    type_text(form.kind, "mq")
    keys(form.kind, "Return")
    assert form.old.hasFocus()
    keys(form.old, "Space", "Return")
    first = form.parts.cell(0, "part")
    assert first.hasFocus()
    type_text(first, "珠子")
    keys(first, "Return")
    type_text(form.parts.cell(0, "count"), "91")
    keys(form.parts.cell(0, "count"), "Return")
    assert form.parts.cell(1, "part").hasFocus()
    keys(form.parts.cell(1, "part"), "Return")
    assert form.note.hasFocus(), "Enter on an empty row ends the rows"
    type_text(form.note, "黄铜包角")
    keys(form.note, "Return")
    screen.settle()
    assert things(screen) == ["算盘"]
    assert form.outcome == 1
    assert screen.context.notices.text == "造好了 算盘"
    assert (form.label.text(), form.kind.value(), form.old.isChecked(), form.parts.filled()) == (
        "",
        "",
        False,
        [],
    )


def test_f9_and_alt_letter_do_it_from_any_field(screen: Screen, form: ThingForm) -> None:
    for key, name in (("F9", "一"), ("Alt+Z", "二")):
        type_text(form.label, name)
        type_text(form.note, "好的")
        keys(form.label, key)
        screen.settle()
    assert things(screen) == ["一", "二"]


def test_two_presses_are_one_act(screen: Screen, form: ThingForm) -> None:
    type_text(form.label, "一")
    type_text(form.note, "好的")
    keys(form.label, "F9", "F9")
    screen.settle()
    assert things(screen) == ["一"]


def test_each_label_leads_to_its_field(form: ThingForm) -> None:
    for letter, widget in (("K", form.kind), ("O", form.old), ("B", form.note), ("N", form.label)):
        keys(form, f"Alt+{letter}")
        assert widget.hasFocus()
    keys(form, "Alt+P")
    assert form.parts.cell(0, "part").hasFocus()


def test_tab_goes_through_the_fields_in_their_order(form: ThingForm) -> None:
    form.label.setFocus()
    order = []
    for _ in range(5):
        focus = form.window().focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        order.append(form.window().focusWidget())
    assert order == [form.kind, form.old, form.parts.cell(0, "part"), form.parts.cell(0, "count"), form.note]


# Refusals


def test_missing_fields_are_marked_only_when_it_is_to_be_done(screen: Screen, form: ThingForm) -> None:
    form.note.setFocus()
    keys(form.note, "Tab")
    assert form.fields["note"].error == ""
    keys(form.label, "F9")
    assert form.fields["note"].error == "请填写备注"
    assert form.note.hasFocus()
    assert form.note.accessibleDescription() == "请填写备注"
    type_text(form.note, "好")
    assert form.fields["note"].error == ""
    keys(form.note, "Tab")
    assert form.fields["note"].error == "至少两个字"


def test_a_refusal_of_the_use_case_stands_in_its_field(screen: Screen, form: ThingForm) -> None:
    type_text(form.note, "好的")
    keys(form.note, "F9")
    screen.settle()
    assert form.fields["label"].error == "要有名字"
    assert form.label.hasFocus()
    assert form.note.text() == "好的"
    assert not form.busy


def test_a_refusal_of_a_cell_stands_at_the_cell(screen: Screen, form: ThingForm) -> None:
    type_text(form.label, "算盘")
    type_text(form.note, "好的")
    type_text(form.parts.cell(0, "part"), "珠子")
    keys(form.note, "F9")
    cell = form.parts.cell(0, "count")
    assert cell.hasFocus()
    assert form.fields["parts"].error == "第1行 要写件数"
    assert cell.accessibleDescription() == "要写件数"
    type_text(cell, "9")
    assert form.fields["parts"].error == ""


def test_an_error_too_long_for_its_place_is_said_below_as_well(screen: Screen, form: ThingForm) -> None:
    form.show_error("note", "短")
    assert screen.context.notices.text == ""
    words = "第18位校验码不符，请核对，或改选“待核”" * 4
    form.show_error("note", words)
    assert form.fields["note"].error == words
    assert screen.context.notices.text == f"备注：{words}"


def test_a_hidden_field_leaves_no_hole(screen: Screen, form: ThingForm) -> None:
    places = {name: form.fields[name].pos() for name in ("label", "kind", "old")}
    form.fields["kind"].hide()
    screen.qtbot.waitUntil(lambda: form.fields["old"].pos().x() == places["kind"].x())
    form.fields["kind"].show()
    screen.qtbot.waitUntil(lambda: form.fields["old"].pos() == places["old"])


def test_a_refusal_without_field_is_said_below(screen: Screen, form: ThingForm) -> None:
    form.refused(Refusal("现在不办", field="nowhere"))
    assert screen.context.notices.text == "现在不办"


def test_a_failure_of_the_machine_leaves_the_form_as_it_was(
    screen: Screen, form: ThingForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_work: Work, _draft: ThingDraft) -> int:
        raise EnvironmentFailure("硬盘已满", "刚才这一步没有保存", "请清理硬盘后再试一次")

    monkeypatch.setattr(ThingForm, "use_case", staticmethod(fail))
    type_text(form.label, "算盘")
    type_text(form.note, "好的")
    keys(form.note, "F9")
    screen.settle()
    assert screen.context.notices.text == "硬盘已满，刚才这一步没有保存。请清理硬盘后再试一次。"
    assert screen.context.notices.tone == "bad"
    assert (form.label.text(), form.busy, form.is_dirty) == ("算盘", False, True)


def test_a_stale_draft_shows_both_values(screen: Screen, store: Store) -> None:
    with unregistered():
        with store.working(screen.context.actor) as work:
            thing = make_thing(work, ThingDraft("旧名"))
        with store.working(screen.context.actor) as work:
            change_thing(work, ThingDraft("新名", id=thing, version=1))

    class ChangeForm(ThingForm):
        name = "test.change"
        use_case = staticmethod(change)

        def draft(self) -> ThingDraft:
            return ThingDraft(self.label.value(), self.note.value(), thing, version=1)

    form = screen.show(ChangeForm(screen.context))
    form.show_subject(None)
    screen.settle()
    type_text(form.label, "我的名")
    type_text(form.note, "好的")
    keys(form.note, "F9")
    screen.settle()
    bar = form.open_question
    assert bar is not None
    assert "名字：您填“我的名”，现在是“新名”" in bar.accessibleName()
    keys(bar, "Esc")
    assert form.open_question is None
    assert form.label.text() == "我的名"


# Drafts


def test_what_is_typed_is_kept_within_a_second_while_typing_goes_on(screen: Screen, form: ThingForm) -> None:
    assert KEEP_AFTER_MS < 1000
    with screen.qtbot.waitSignal(form.draft_kept, timeout=1500):
        commit(form.label, "算")
    row = kept(screen)[0]
    assert (row.kind, row.object_uid, row.label, row.values["label"]) == (
        "test.thing",
        "",
        "造一件东西",
        "算",
    )


def test_a_form_comes_back_as_it_was(screen: Screen, form: ThingForm) -> None:
    type_text(form.label, "算盘")
    form.kind.choose_value("2")
    keys(form.old, "Space")
    type_text(form.parts.cell(0, "part"), "珠子")
    type_text(form.parts.cell(1, "part"), "框")
    form.keep_now()
    screen.settle()
    again = screen.show(ThingForm(screen.context))
    again.show_subject(None)
    screen.settle()
    assert again.fields.values() == form.fields.values()
    assert again.is_dirty
    assert screen.context.notices.text.startswith("已恢复 2026年11月3日 09:00")
    again.start_over()
    screen.settle()
    assert (again.label.text(), again.parts.filled(), again.is_dirty) == ("", [], False)
    assert kept(screen) == []


def test_a_done_form_leaves_no_draft_behind(screen: Screen, form: ThingForm) -> None:
    type_text(form.label, "算盘")
    type_text(form.note, "好的")
    form.keep_now()
    keys(form.note, "F9")
    screen.settle()
    assert kept(screen) == []
    assert not form.is_dirty


def test_passwords_are_not_kept(screen: Screen) -> None:
    class SecretForm(ThingForm):
        name = "test.secret"
        keeps_draft = False

        def build(self) -> None:
            self.secret = self.field("secret", "密码(&M)", PasswordInput())

    form = screen.show(SecretForm(screen.context))
    form.show_subject(None)
    type_text(form.secret, "geheim")
    form.keep_now()
    assert kept(screen) == []
    left: list[bool] = []
    form.leave(lambda: left.append(True))
    assert form.open_question is not None
    assert [button.text() for button in form.open_question.buttons] == ["放弃", "继续填"]


# Leaving


def test_leaving_an_untouched_form_asks_nothing(form: ThingForm) -> None:
    left: list[bool] = []
    form.leave(lambda: left.append(True))
    assert left == [True]


@pytest.mark.parametrize(
    ("steps", "left", "text_after", "drafts"),
    [((), False, "算盘", 0), (("Left",), True, "算盘", 1), (("Left", "Left"), True, "", 0)],
    ids=["go on", "put aside", "throw away"],
)
def test_leaving_asks_once_and_the_harmless_answer_has_the_cursor(
    screen: Screen, form: ThingForm, steps: tuple[str, ...], left: bool, text_after: str, drafts: int
) -> None:
    type_text(form.label, "算盘")
    went: list[bool] = []
    form.leave(lambda: went.append(True))
    bar = form.open_question
    assert bar is not None
    assert bar.buttons[-1].hasFocus()
    for step in steps:
        keys(bar, step)
    focus = form.window().focusWidget()
    assert focus is not None
    keys(focus, "Return")
    screen.settle()
    assert (bool(went), form.label.text(), len(kept(screen))) == (left, text_after, drafts)
    assert form.open_question is None


def test_a_question_gives_the_cursor_back(screen: Screen, form: ThingForm) -> None:
    form.note.setFocus()
    answered: list[str] = []
    bar = form.ask_here("真的吗？", Answer("真的", partial_append(answered, "yes")), Answer("不"))
    keys(bar, "Esc")
    assert form.note.hasFocus()
    assert answered == []
    bar = form.ask_here("真的吗？", Answer("真的", partial_append(answered, "yes")), Answer("不"))
    QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert answered == ["yes"]
    forget()


def partial_append(target: list[str], word: str) -> Callable[[], None]:
    return lambda: target.append(word)


def test_a_long_text_takes_enter_for_itself(screen: Screen) -> None:
    class NoteForm(ThingForm):
        def build(self) -> None:
            self.text = self.field("text", "经过(&J)", QPlainTextEdit())
            self.last = self.field("last", "末项(&M)", TextInput())

    form = screen.show(NoteForm(screen.context))
    keys(form.text, "Return")
    assert form.text.toPlainText() == "\n"
    keys(form.text, "Ctrl+Return")
    assert form.last.hasFocus()
    assert form.is_dirty


LONG_ERROR = "这个名字已经有人用过了，请换一个，或者在后面加上村名和出生年份，免得以后分不清是谁" * 3


def test_an_error_told_below_the_page_goes_when_it_is_being_mended(screen: Screen, form: ThingForm) -> None:
    notices = screen.context.notices
    form.show_error("label", LONG_ERROR)
    assert notices.text == f"名字：{LONG_ERROR}"
    type_text(form.label, "秤")
    assert notices.text == ""


def test_an_error_told_below_the_page_goes_when_the_page_is_left(screen: Screen, form: ThingForm) -> None:
    notices = screen.context.notices
    form.show_error("label", LONG_ERROR)
    form.hide()
    assert notices.text == ""
    form.show_error("label", LONG_ERROR)
    notices.say("已登记 算盘")
    form.hide()
    assert notices.text == "已登记 算盘", "what somebody else says stays"


def test_a_refusal_of_the_whole_goes_when_anything_is_changed_or_the_act_succeeds(
    screen: Screen, form: ThingForm
) -> None:
    notices = screen.context.notices
    form.refused(Refusal("两样东西不能同时登记"))
    assert notices.text == "两样东西不能同时登记"
    type_text(form.label, "秤")
    assert notices.text == ""
    form.refused(Refusal("两样东西不能同时登记"))
    form.edited_by_hand()
    assert notices.text == "", "a table is no field, and is the clerk's work all the same"
    form.refused(Refusal("两样东西不能同时登记"))
    notices.say("别的话")
    form.edited_by_hand()
    assert notices.text == "别的话"
