"""One paper of the issued book: answer it later, print it again, void it; its whole history beside it."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.commands import CHANGE, Command
from resettle_desktop.foundation.ui.field import Field, plain
from resettle_desktop.foundation.ui.inputs.text_input import TextInput
from resettle_desktop.foundation.ui.layout import Facts, rule
from resettle_desktop.foundation.ui.question_bar import Answer as Choice
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.citizen_number import mask_number
from resettle_desktop.foundation.values.clock import spoken_instant
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.paper_page import PaperPage, issued_paper
from resettle_desktop.printing.queries import PaperRow, StepRow, old_contents, paper_steps
from resettle_desktop.printing.queries.custody import CollectionRow, collection, was_sent
from resettle_desktop.printing.rules import REPRINTABLE, STEP_WORDS, TRANSITIONS, Answer, PaperStage
from resettle_desktop.printing.use_cases import (
    ReprintDraft,
    TakePaperBackDraft,
    VoidDraft,
    reprint_paper,
    take_paper_back,
    void_paper,
)
from resettle_desktop.printing.use_cases.custody import PaperDraft, book_interrupted

Found = tuple[PaperRow, bytes, tuple[StepRow, ...], tuple[str, ...], CollectionRow | None, bool]

REPRINT_QUESTION: Final = "补打 {number}？原编号、原内容，登记簿里记一次补打"
OLD_QUESTION: Final = "补打 {number}？印出来还是旧的内容；要新的请另开一张"
OLD_CONTENTS_SAID: Final = "这张纸上还是旧的内容：{}"
BETWEEN: Final = "；"
VOID_BECAUSE: Final = "作废的原因(&R)"
BROUGHT_BY: Final = "谁交回的(&R)"
NOT_BACK_BECAUSE: Final = "收不回来的原因(&R)"
HINTS: Final = {
    VOID_BECAUSE: "例如：姓名写错；按回车作废",
    BROUGHT_BY: "例如：王桂兰；按回车作废",
    NOT_BACK_BECAUSE: "例如：交给学校了；按回车作废",
}


class IssuedPage(PaperPage):
    """What the issued book opens; the subject is the paper's uid."""

    name = "printing.paper"
    title = "已开具的文书"
    verbs = "打印、补打"
    reload_on: ClassVar[frozenset[str]] = frozenset({"issued_paper", "paper_event", "correction"})

    @override
    def build(self) -> None:
        super().build()
        self._sent_before = True
        self.old = paragraph(tone="warn")
        self.old.hide()
        self.panel.body.insertWidget(self.panel.body.indexOf(self.verb_button), self.old)
        self.history = Facts(self.context.theme, 56)
        self._asked_for = VOID_BECAUSE
        self.reason = TextInput(HINTS[VOID_BECAUSE])
        self.reason_field = Field(
            self.context.theme, "reason", VOID_BECAUSE, self.reason, required=True, check=None
        )
        self.reason_field.hide()
        self.reason.returnPressed.connect(self.void)
        self.panel.body.insertWidget(self.panel.body.indexOf(self.verb_button) + 1, self.reason_field)
        self.panel.body.insertWidget(self.panel.body.count() - 1, rule())
        self.panel.body.insertWidget(self.panel.body.count() - 1, self.history)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            *super().commands(),
            Command(CHANGE, "作废", self.ask_void, icon="x", ready=self.may_void),
            Command("Ctrl+D", "中断，没打过", self.ask_interrupted, button=False, ready=self.may_interrupt),
        )

    @override
    def show_subject(self, uid: str | None) -> None:
        self.row = None
        self.old.hide()
        self.answers.hide()
        self.reason_field.hide()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if self.subject_uid is not None and not self.busy:
            self.context.worker.ask(
                partial(issued_with_history, uid=self.subject_uid),
                self._show,
                owner=self,
                failed=self.show_trouble,
                latest="paper",
            )

    def _show(self, found: Found) -> None:
        row, pdf, steps, old, collected, sent = found
        self._sent_before = sent
        first = self.row is None
        self.show_row(row, pdf if first else None)
        self.old.setText(OLD_CONTENTS_SAID.format(BETWEEN.join(old)))
        self.old.setVisible(bool(old))
        self.history.clear()
        for step in steps:
            self.history.add(STEP_WORDS[step.step], f"{spoken_instant(step.at)}　{step.clerk_name}")
            if step.reason:
                self.history.add("", step.reason)
        if collected is not None:
            self.history.add("领取人", collected.words(mask_number(collected.number)))
        if first and row.unanswered:
            self.ask_answer()

    # Printing again

    @override
    def verb(self) -> str:
        if self.row is not None and self.row.stage in REPRINTABLE:
            return "" if self.row.handwritten else "补打"
        return super().verb()

    @override
    def do_verb(self) -> None:
        if self.row is None or self.row.stage not in REPRINTABLE:
            super().do_verb()
        elif self.may_do_verb():
            asked = REPRINT_QUESTION if self.old.isHidden() else OLD_QUESTION
            question = asked.format(number=self.row.number)
            self.ask_here(question, Choice("补打", self.reprint), Choice("不补打"))

    def reprint(self) -> None:
        """Book another copy and send the same bytes."""
        if self.row is not None:
            self.set_busy(busy=True)
            self.context.worker.act(
                reprint_paper,
                ReprintDraft(self.row.uid),
                self._booked,
                owner=self,
                failed=self.show_trouble,
            )

    def _booked(self, copy: int) -> None:
        self.set_busy(busy=False)
        self.reload()
        self.send(partial(self._reprinted, copy))

    def _reprinted(self, copy: int) -> None:
        if self.row is not None:
            self.context.notices.say(f"{self.row.number} 补打第 {copy} 次")

    # A number that a crash interrupted

    def may_interrupt(self) -> bool:
        """Whether the number is open and its bytes never went out."""
        return self.row is not None and self.row.unanswered and not self._sent_before and not self.busy

    def ask_interrupted(self) -> None:
        """Ask before the number is booked as spoiled."""
        if self.row is not None and self.may_interrupt():
            self.answers.hide()
            question = f"{self.row.number} 取了号就中断，没有送过打印机？记作打坏，编号留在登记簿里"
            self.ask_here(question, Choice("记作打坏", self.interrupt), Choice("不记"))

    def interrupt(self) -> None:
        """Book the number as spoiled by an interruption."""
        if self.row is not None:
            self.set_busy(busy=True)
            self.context.worker.act(
                book_interrupted,
                PaperDraft(self.row.uid),
                self._interrupted,
                owner=self,
                failed=self.show_trouble,
            )

    def _interrupted(self, _stage: str) -> None:
        self.set_busy(busy=False)
        self.answers.hide()
        if self.row is not None:
            self.context.notices.say(f"{self.row.number} 已记入登记簿：打坏（中断）", tone="info")
        self.reload()

    # Voiding

    def may_void(self) -> bool:
        """Whether the head sits here and the paper can still be voided."""
        row = self.row
        return (
            row is not None
            and not self.busy
            and Role.HEAD in self.context.actor.roles
            and (row.stage, Answer.VOID) in TRANSITIONS
        )

    def ask_void(self) -> None:
        """Ask for the reason, without which nothing is voided."""
        row = self.row
        if row is None or not self.may_void():
            return
        if row.stage is PaperStage.COLLECTED and row.back is None:
            self.ask_here(
                f"{row.number} 已经领走，纸收回来了吗？",
                Choice("收回了", partial(self._ask_for, BROUGHT_BY)),
                Choice("收不回来", partial(self._ask_for, NOT_BACK_BECAUSE)),
                Choice("先不作废"),
            )
        else:
            self._ask_for(VOID_BECAUSE)

    def _ask_for(self, label: str) -> None:
        self._asked_for = label
        self.reason.clear()
        self.reason.setPlaceholderText(HINTS[label])
        self.reason.setAccessibleName(plain(label))
        self.reason_field.label.setText(label)
        self.reason_field.set_error("")
        self.reason_field.show()
        self.reason.setFocus()

    def void(self) -> None:
        """Void the paper for the reason typed."""
        if self.row is not None and self.may_void():
            self.set_busy(busy=True)
            uid, said, act = self.row.uid, self.reason.value(), self.context.worker.act
            if self._asked_for == VOID_BECAUSE:
                act(void_paper, VoidDraft(uid, said), self._voided, owner=self, failed=self._not_voided)
                return
            back = self._asked_for == BROUGHT_BY
            draft = TakePaperBackDraft(uid, said if back else "", "" if back else said)
            act(take_paper_back, draft, self._voided, owner=self, failed=self._not_voided)

    def _voided(self, _stage: str) -> None:
        self.set_busy(busy=False)
        self.answers.hide()
        self.reason_field.hide()
        if self.row is not None:
            self.context.notices.say(f"{self.row.number} 已作废，编号留在登记簿里，不再使用", tone="info")
        self.reload()

    def _not_voided(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, Refusal):
            self.reason_field.set_error(error.text)
            self.reason.setFocus()


def issued_with_history(session: Any, *, uid: str) -> Found:
    """A paper, its bytes, everything that happened to it, and what it shows that was put right since."""
    row, pdf = issued_paper(session, uid=uid)
    steps, old = paper_steps(session, uid), old_contents(session, row)
    return row, pdf, steps, old, collection(session, uid), was_sent(session, row)
