"""The page a subject opens to issue one of its papers: draft, 开具, 打印, 出来了吗.

class CertificatePage(OfferPage):
    name = "households.certificate"
    title = "搬迁安置证明"
    offer = CERTIFICATE
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.chips import Chip, Tone
from resettle_desktop.foundation.ui.commands import VERB
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.numerals import dashed_date
from resettle_desktop.printing.pages.offer import PaperOffer
from resettle_desktop.printing.pages.paper_page import PaperPage, issued_paper
from resettle_desktop.printing.queries import PaperRow, PaperStanding, standing
from resettle_desktop.printing.rules import OUT, REPLACEABLE, Answer

F = TypeVar("F")

TYPED_MS: Final = 250
CHOSEN_MS: Final = 600
"""A date is typed in more than one breath."""
DRAFT: Final = Chip("样稿，还没有编号", Tone.INFO)


@dataclass(frozen=True, slots=True)
class Offered(Generic[F]):
    """What the page shows before the paper is issued."""

    facts: F
    standing: PaperStanding


class OfferPage(PaperPage):
    """One subject's paper. ``offer`` says what is drawn and which act issues it.

    Before 开具 it is a draft: nothing is booked, the number is blank. An earlier paper of the same subject
    whose question is still open is shown instead, with its question.
    """

    is_about_people = True

    offer: ClassVar[PaperOffer[Any, Any]]

    @override
    def build(self) -> None:
        self.offered: Offered[Any] | None = None
        self._drawn = False
        self._prefilled = False
        super().build()
        self._key = new_uid()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._draw)
        self._chosen = QTimer(self)
        self._chosen.setSingleShot(True)
        self._chosen.setInterval(CHOSEN_MS)
        self._chosen.timeout.connect(self.reload)
        self.use.edited.connect(self._use_edited)
        self.use_field.setVisible(self.offer.asks_use)

    def current_offer(self) -> PaperOffer[Any, Any]:
        """What is offered now; a page that asks for more binds what was chosen into it.

        Raises Refusal, with the field's name, for what cannot be read.
        """
        return self.offer

    def choose_again(self) -> None:
        """Something that decides what stands on the paper was changed: it is asked for and drawn anew."""
        self._drawn = False
        for field in self.asked:
            field.set_error("")
        self._chosen.start()
        self.refresh_verb()

    @override
    def show_subject(self, uid: str | None) -> None:
        self.row, self.offered, self._drawn, self._prefilled = None, None, False, False
        self.answers.hide()
        super().show_subject(uid)

    @override
    def reload(self) -> None:
        if (
            self.subject_uid is None
            or self.busy
            or (self.row is not None and self.row.stage not in REPLACEABLE)
        ):
            return
        self._chosen.stop()
        try:
            offer = self.current_offer()
        except Refusal as refusal:
            self._not_offered(refusal)
            return
        question = partial(
            offered_paper,
            offer=offer,
            uid=self.subject_uid,
            today=self.context.today(),
            handler=self.context.actor.name,
        )
        self.context.worker.ask(
            question, self.show_offer, owner=self, failed=self._not_offered, latest="offer"
        )

    def _not_offered(self, error: Exception) -> None:
        self.offered, self._drawn = None, False
        self.show_trouble(error)
        if isinstance(error, Refusal):
            self._mark(error)

    def show_offer(self, offered: Offered[Any]) -> None:
        """Show the draft, or the earlier paper whose question is open."""
        self.offered = offered
        waiting = offered.standing.waiting
        if waiting is not None:
            self._fetch(waiting.uid, self.ask_answer)
            return
        self.row = None
        self.printer_memory.recall(self.offer.kind.name)
        head, replaces = offered.standing.head, offered.standing.replaces
        self.set_heading(self.offer.kind.title, DRAFT)
        self.number.setText(head.number)
        serial = offered.standing.next_number.rpartition("〕")[2]  # the line above has the rest
        parts = [f"开具时取号，下一号是 {serial}"]
        if replaces is not None:
            parts.append(f"替代 {replaces.number}")
        missing = self.offer.missing(offered.facts)
        if missing:
            parts.append(f"登记里还没有{'、'.join(missing)}，纸上不写")
        self.remark.setText("；".join(parts) + "。")
        self.remark.show()
        self.show_facts(self.offer.label(offered.facts), dashed_date(head.paper_date), head.handler)
        if self.offer.asks_use and not self._prefilled:
            self.use.setText(offered.standing.use)
        self._prefilled = True
        self._enable_asked(enabled=True)
        self.refresh_verb()  # it was put away when the paper before this one was printed
        self._draw()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typed.stop()  # nobody looks; the press may be gone when the time is up
        self._chosen.stop()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._drawn:
            self._draw()

    def _use_edited(self) -> None:
        self._drawn = False
        self.use_field.set_error("")
        self._typed.start()
        self.refresh_verb()

    def _draw(self) -> None:
        """Draw the draft on the press; a name no font can print stops here, before any paper is spent."""
        if self.offered is None or self.row is not None:
            return
        drawing = self.context.press.draw(
            self.offer.draw, self.offered.facts, self.offered.standing.head, self.use.value()
        )
        self.context.worker.follow(
            drawing, self._show_draft, owner=self, failed=self._cannot_draw, latest="draft"
        )

    def _show_draft(self, pdf: bytes) -> None:
        if self.row is not None:
            return
        could_not_before, self._drawn = not self._drawn, True
        self.preview.show_paper(pdf)
        self.preview.lay_on(self.offered.standing.head.form if self.offered is not None else None)
        if could_not_before:
            self.show_trouble(None)

    def _cannot_draw(self, error: Exception) -> None:
        self._drawn = False
        self.show_trouble(error)

    # Issuing

    @override
    def verb(self) -> str:
        return "开具" if self.row is None else super().verb()

    @override
    def may_do_verb(self) -> bool:
        return super().may_do_verb() and (self.row is not None or self._drawn)

    @override
    def do_verb(self) -> None:
        if self.row is None and self.may_do_verb():
            self._issue()
        else:
            super().do_verb()

    def _issue(self) -> None:
        if self.offered is None or self.subject_uid is None:
            return
        replaces = self.offered.standing.replaces
        make = self.current_offer().draft
        draft = make(self.subject_uid, self.use.value(), replaces.uid if replaces else None)
        self.set_busy(busy=True)
        self.context.worker.act(
            self.offer.issue,
            draft,
            self._issued,
            owner=self,
            failed=self._not_issued,
            command_key=self._key,
        )

    def _issued(self, uid: str) -> None:
        self._key = new_uid()
        self._fetch(uid, self._told_issued)

    def _not_issued(self, error: Exception) -> None:
        self._key = new_uid()
        self.show_trouble(error)
        if isinstance(error, Refusal) and not self._mark(error):
            self.reload()

    def _mark(self, refusal: Refusal) -> bool:
        """Put the cursor into the field a refusal is about; answers whether it is about one."""
        field = next((each for each in self.asked if each.name == refusal.field), None)
        if field is None:
            return False
        field.set_error("请改一改")
        field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _enable_asked(self, *, enabled: bool) -> None:
        for field in self.asked:
            field.widget.setEnabled(enabled)

    def _told_issued(self) -> None:
        if self.row is not None:
            self.context.notices.say(f"{self.row.number} 已开具，按 {VERB} 打印")
            self.verb_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, uid: str, then: Callable[[], None]) -> None:
        def show(found: tuple[PaperRow, bytes]) -> None:
            self.set_busy(busy=False)
            self._enable_asked(enabled=False)
            self.show_row(*found)
            then()

        self.context.worker.ask(partial(issued_paper, uid=uid), show, owner=self, failed=self.show_trouble)

    @override
    def finished(self, row: PaperRow, answer: Answer) -> None:
        if row.stage in OUT:
            self.context.go_back()
        elif row.stage in REPLACEABLE:
            self.reload()


def offered_paper(
    session: Any, *, offer: PaperOffer[F, Any], uid: str, today: Any, handler: str
) -> Offered[F]:
    """What a paper would say of a subject today, and where the office stands with it."""
    return Offered(offer.facts(session, uid, today), standing(session, offer.kind, uid, today, handler))
