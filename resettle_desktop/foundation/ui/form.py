"""A form: fields in a grid, keys that go on by themselves, refusals in their field, nothing typed is lost.

class HouseholdForm(Form):
    name = "households.register"
    title = "登记搬迁户"
    verb = "登记(&R)"
    use_case = staticmethod(register_household)

    def build(self) -> None:
        self.section("户主")
        self.head = self.field("name", "姓名(&N)", NameInput(), required=True, width=3)
        self.number = self.field("number", "身份证号(&I)", NumberInput(), check=self.check, width=5)

    def draft(self) -> HouseholdDraft:
        return HouseholdDraft(name=self.head.value(), number=self.number.value())

    def done(self, uid: str) -> None:
        self.context.notices.say(f"已登记 {self.head.value()} 一户")
        self.context.open_page("households.household", uid)
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from resettle_desktop.foundation.errors import Refusal, StaleDraft
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import VERB, Command
from resettle_desktop.foundation.ui.desk_context import KeptDraft
from resettle_desktop.foundation.ui.draft_keeper import DraftKeeper
from resettle_desktop.foundation.ui.field import Check, Field, FieldGrid, mnemonic, on_edit, plain
from resettle_desktop.foundation.ui.fieldset import FieldSet
from resettle_desktop.foundation.ui.layout import Card
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.foundation.ui.question_bar import Answer
from resettle_desktop.foundation.ui.rows_input import RowsInput
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.foundation.values.identifiers import new_uid

W = TypeVar("W", bound=QWidget)
ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
NOTHING_CHANGED: Final = "还没有改什么；填好再保存，不改就按 Esc"


class Form(Page):
    """Base of every page on which something is filled in and done.

    ``verb`` is the word on its button, ``use_case`` what F9 (and Enter on the last field) does with
    ``draft()``. ``keeps_draft`` False: half-typed values are not kept (passwords). ``done_once`` True: the
    way back from the page that ``done`` opens leads past the form. The cards stand in ``column``: the page's
    own, unless a form puts something beside them.
    """

    verb: ClassVar[str] = "保存(&S)"
    verb_icon: ClassVar[str] = "check"
    keeps_draft: ClassVar[bool] = True
    done_once: ClassVar[bool] = False

    only_changes: ClassVar[bool] = False
    """Whether it shows what is in the file, so that there is nothing to do while it is as it was."""

    fields: FieldSet
    keeper: DraftKeeper
    column: QVBoxLayout
    _grid: FieldGrid | None
    _clean: dict[str, Any]
    _command_key: str
    _said_whole: str

    # What a form overrides

    @staticmethod
    def use_case(work: Any, draft: Any, /) -> Any:
        """The act; a form sets it: ``use_case = staticmethod(register_household)``."""
        raise NotImplementedError

    def draft(self) -> Any:
        """The frozen draft of what is typed; may raise a Refusal that names a field."""
        raise TypeError(type(self).__name__)

    def done(self, result: Any) -> None:
        """The act is done: say so and go on. The fields are as they were submitted.

        The clerk may have gone to another page by now: the window then lets ``open_page`` lead nowhere.
        """

    def fill(self) -> None:
        """Put the present values of ``self.subject_uid`` into the fields, then call ``filled()``."""
        self.filled()

    def draft_label(self) -> str:
        """How a kept draft is called in the list of what is not finished."""
        return self.title

    def perform(self, draft: Any) -> None:
        """Run the act; a form that does something else than one use case overrides this."""
        use_case = type(self).use_case
        self.context.worker.act(
            use_case, draft, self.succeeded, owner=self, failed=self.refused, command_key=self._command_key
        )

    # What a form calls

    def section(self, title: str = "", subtitle: str = "") -> Card:
        """Begin a new card; the fields that follow stand in it."""
        card = Card(self.context.theme, title, subtitle)
        self._grid = FieldGrid(self.context.theme)
        card.body.addWidget(self._grid)
        self.column.addWidget(card)
        return card

    def field(
        self,
        name: str,
        label: str,
        widget: W,
        *,
        required: bool = False,
        width: int = 6,
        check: Check | None = None,
    ) -> W:
        """Add a labelled input that takes ``width`` twelfths of a line and return it.

        ``check`` gets the value when the field is left; the Refusal it raises is shown at the label.
        """
        field = Field(self.context.theme, name, label, widget, required=required, check=check)
        self.fields.add(field)
        self.add(field, width=width)
        on_edit(widget, partial(self._edited, field))
        match widget:
            case QLineEdit():
                widget.returnPressed.connect(partial(self._go_on, field))
                widget.editingFinished.connect(partial(self._check, field))
            case RowsInput():
                widget.ended.connect(partial(self._go_on, field))
            case _:
                widget.installEventFilter(self)
        return widget

    def add(self, widget: QWidget, *, width: int = 12) -> None:
        """Add something that is no field (words, a picture) to the card."""
        if self._grid is None:
            self.section()
        if self._grid is not None:
            self._grid.add(widget, width)

    def filled(self) -> None:
        """The fields show what the record holds: look for what was typed and not finished."""
        self._clean = self.fields.values()
        self.is_dirty = False
        self.fields.clear_errors()
        self.keeper.find(self.subject_uid or "", self._found)

    def show_error(self, name: str, text: str) -> bool:
        """Show an error at a field (``members.1.number``: a cell) and put the cursor there."""
        shown = self.fields.show_error(name, text)
        field = self.fields.get(name)
        if field is not None:
            self._say_whole(field)
        return shown

    # Doing it

    def submit(self) -> None:
        """Do it: check, then hand the draft to the use case on the worker."""
        if self.busy:
            return
        self.fields.clear_errors()
        missing = self.fields.missing()
        for field in reversed(missing):
            self.fields.show_error(field.name, field.missing_text)
        if missing:
            return
        if type(self).only_changes and self.fields.values() == self._clean:
            self.context.notices.say(NOTHING_CHANGED, tone="info")
            return
        try:
            draft = self.draft()
        except Refusal as refusal:
            self.refused(refusal)
            return
        self.set_busy(busy=True)
        self.perform(draft)

    def succeeded(self, result: Any) -> None:
        """The act is done: forget the draft, tell ``done``, be ready for the next."""
        self.set_busy(busy=False)
        self._unsay()
        done_under, self._command_key = self._command_key, new_uid()
        self.is_dirty = False
        self.keeper.drop(self.subject_uid or "")
        notices = self.context.notices
        said = notices.count
        self.is_done = self.done_once
        self.done(result)
        self.is_done = False
        if notices.count > said:
            notices.offer_to_take_back(type(self).use_case, done_under)
        if self.subject_uid is None:
            self.fields.put_values(self._clean)
        else:
            self._clean = self.fields.values()

    def refused(self, error: Exception) -> None:
        """Show a refusal where it belongs; other errors are on the screen already."""
        self.set_busy(busy=False)
        match error:
            case StaleDraft():
                self._show_differences(error)
            case Refusal(field=str(name)) if self.show_error(name, error.text):
                if not self.isVisible():
                    self.context.notices.say(f"{self.title}没有办成：{error.text}", tone="warn")
            case Refusal():
                self.context.notices.trouble(error)
                self._said_whole = error.text

    def edited_by_hand(self) -> None:
        """The clerk changed something, in a field or in what is none: what was refused may be right now."""
        self._unsay()
        self.is_dirty = True

    def start_over(self) -> None:
        """Throw away what is typed and show the form as it was opened."""
        self._unsay()
        self.is_dirty = False
        self.fields.clear_errors()
        self.fields.put_values(self._clean)
        self.keeper.drop(self.subject_uid or "")
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    # As a page

    @override
    def prepare(self) -> None:
        self.fields = FieldSet()
        self.column = self.body
        self.is_dirty = False
        self.keeper = DraftKeeper(
            self.context.drafts if self.keeps_draft else None,
            self.name,
            lambda: (self.subject_uid or "", self.draft_label(), self.fields.values()),
            self.draft_kept.emit,
            self,
        )
        self._grid = None
        self._said_whole = ""
        self._clean = {}
        self._command_key = new_uid()

    @override
    def built(self) -> None:
        self.column.addStretch(1)
        self.fields.chain()
        letter = mnemonic(self.verb)
        if letter:
            QShortcut(QKeySequence(f"Alt+{letter}"), self).activated.connect(self.submit)

    @override
    def commands(self) -> Sequence[Command]:
        ready = self._idle
        return (Command(VERB, plain(self.verb), self.submit, self.verb_icon, primary=True, ready=ready),)

    @override
    def reload(self) -> None:
        self.fill()

    @override
    def leave(self, then: Callable[[], None]) -> None:
        if not self.is_dirty:
            then()
            return
        aside = (Answer("先放着", partial(self._put_aside, then)),) if self.keeper.keeps else ()
        discard = Answer("放弃", partial(self._discard, then))
        self.ask_here(f"“{self.title}”还没有办完。", discard, *aside, Answer("继续填"))

    @override
    def keep_now(self) -> None:
        self.keeper.keep_now()

    @override
    def first_focus(self) -> QWidget | None:
        left_at = self.focusWidget()
        return left_at if self.is_dirty and left_at is not None else self.fields.first()

    # How it works

    def _edited(self, field: Field) -> None:
        self.edited_by_hand()
        if not isinstance(field.widget, RowsInput):
            field.set_error("")
        self.keeper.note_edit()

    def _check(self, field: Field) -> None:
        try:
            field.run_check()
        except Refusal as refusal:
            field.set_error(refusal.text)
            self._say_whole(field)

    def _say_whole(self, field: Field) -> None:
        """An error that does not fit beside its label is said below the page as well."""
        if field.error_is_cut:
            self._said_whole = f"{field.label_text}：{field.error}"
            self.context.notices.say(self._said_whole, tone="warn")

    def _unsay(self) -> None:
        """What is refused below the page is gone with it, once it is done or as soon as it is mended."""
        said, self._said_whole = self._said_whole, ""
        if said and self.context.notices.text == said:
            self.context.notices.clear()

    def _go_on(self, field: Field) -> None:
        following = self.fields.after(field)
        if following is None:
            self.submit()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _idle(self) -> bool:
        return not self.busy

    def _found(self, kept: KeptDraft | None) -> None:
        if kept is None or self.is_dirty:
            return
        self.fields.put_values(kept.values)
        self.is_dirty = True
        self.context.notices.say(
            f"已恢复 {spoken_instant(kept.saved_at)} 没办完的内容",
            take_back=self.start_over,
            take_back_text="重新填",
            tone="info",
        )

    def _discard(self, then: Callable[[], None]) -> None:
        self.start_over()
        then()

    def _put_aside(self, then: Callable[[], None]) -> None:
        self.keep_now()
        then()

    def _show_differences(self, stale: StaleDraft) -> None:
        parts = []
        for difference in stale.differences:
            field = self.fields.get(difference.column)
            label = field.label_text if field else difference.column
            parts.append(f"{label}：您填“{difference.mine}”，现在是“{difference.theirs}”")
        question = f"{stale.text}。{'；'.join(parts)}" if parts else stale.text
        self.ask_here(question, Answer("用现在的", self._take_theirs), Answer("回到表上"))

    def _take_theirs(self) -> None:
        self.start_over()
        self.reload()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._unsay()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            field = next((field for field in self.fields if field.widget is watched), None)
            if field is not None and (control or not isinstance(watched, QPlainTextEdit)):
                self._go_on(field)
                return True
        return super().eventFilter(watched, event)
