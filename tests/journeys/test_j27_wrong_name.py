"""J27: the name on my paper is wrong: corrected, signed for, the old sheet back, a new one in its place."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.database.work import Actor
from resettle_desktop.foundation.ui.page import Page
from resettle_desktop.households.pages.certificate_page import CertificatePage
from resettle_desktop.households.pages.corrected_page import CorrectedPage
from resettle_desktop.households.pages.correction_slip_page import CorrectionSlipPage
from resettle_desktop.households.pages.forms.correct_person import CorrectPersonPage
from resettle_desktop.households.pages.household.page import HouseholdPage
from resettle_desktop.households.pages.person_page import PersonPage
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.matters.pages.desk_page import DeskPage
from resettle_desktop.matters.pages.event_form import EventForm
from resettle_desktop.matters.pages.events_page import EventsPage
from resettle_desktop.matters.pages.taking_back import TakingBack
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.pages.brought_back_page import BroughtBackPage
from resettle_desktop.printing.pages.issued_page import IssuedPage
from resettle_desktop.printing.pages.offer_page import OfferPage
from resettle_desktop.printing.queries import issued_papers, paper, paper_bytes, paper_steps
from resettle_desktop.printing.rules import Answer, PaperStage
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    TakePaperBackDraft,
    answer_print,
    note_paper_back,
)
from tests.households.town import Town, member
from tests.journeys.conftest import Counter
from tests.kit.office import actor_of

OPEN = Callable[[], Counter]
P = TypeVar("P", bound=Page)


def on_top(counter: Counter, kind: type[P]) -> P:
    """The page on top, which is of this kind."""
    page = counter.page
    assert isinstance(page, kind), page
    return page


@pytest.fixture
def household(town: Town) -> str:
    return town.register(room="3-2-501")


@pytest.fixture
def old(town: Town, household: str) -> str:
    """A certificate with the wrong name, in somebody's hands."""
    uid = town.desk.do(issue_relocation_certificate, CertificateDraft(household))
    town.desk.do(answer_print, AnswerDraft(uid, Answer.PRINTED))
    return uid


def correct(counter: Counter) -> CorrectedPage:
    """Correct 王小军 to 王晓军 from the desk on, by keys."""
    counter.press("Ctrl+K")
    counter.type("wxj", "Return")
    counter.press("Down", "Down", "Return")
    on_top(counter, PersonPage)
    assert "王小军" in counter.page.title
    counter.press("F6")
    on_top(counter, CorrectPersonPage)
    counter.press("Ctrl+A")
    counter.type("王晓军")
    counter.press("Alt+Y")
    counter.line("户口簿已更名", "派出所更名证明")
    return on_top(counter, CorrectedPage)


def rows(page: CorrectedPage) -> list[tuple[str, ...]]:
    """The old papers as they are read."""
    columns = range(page.model.columnCount())
    return [tuple(str(page.model.index(row, c).data()) for c in columns) for row in range(len(page.model))]


def out(counter: Counter, folder: Path) -> str:
    """Issue the paper on top, save it as PDF and answer 打印好了; what the sheet says."""
    page = on_top(counter, OfferPage)
    page.folder.setText(str(folder))
    counter.qtbot.waitUntil(page.may_do_verb)
    counter.press("F9", "F9")
    assert page.row is not None
    (saved,) = folder.glob(f"{page.row.number}*.pdf")
    counter.press("1")
    pages = PdfReader(BytesIO(saved.read_bytes())).pages
    return "".join("".join(one.extract_text().split()) for one in pages)


def waiting(counter: Counter) -> list[tuple[str, ...]]:
    """The rows of the desk as they are read."""
    counter.desk.go_home()
    counter.settle()
    page = on_top(counter, DeskPage)
    columns = range(page.waiting.columnCount())
    return [
        tuple(str(page.waiting.index(row, c).data()) for c in columns)
        for row in range(page.waiting.rowCount())
    ]


def test_corrected_signed_taken_back_and_replaced_by_keys_alone(
    town: Town, old: str, open_counter: OPEN, tmp_path: Path
) -> None:
    before = town.desk.ask(paper_bytes, old)
    counter = open_counter()
    page = correct(counter)
    assert page.title == "更正以后：王晓军"
    assert page.chip is not None
    assert page.chip.text == "还有1张没收回"
    assert rows(page) == [
        ("练搬证字〔2026〕1号", "搬迁安置证明", "2026-11-03", "姓名 王小军 → 王晓军", "还在外面")
    ]

    counter.press("Ctrl+P")
    on_top(counter, CorrectionSlipPage)
    slip = out(counter, tmp_path)
    for words in ("更正单", "练更正字〔2026〕1号", "王小军", "王晓军", "户口簿已更名", "派出所更名证明"):
        assert words in slip
    for words in ("签名（按指印）", "代签人及关系", "见证人", "已读给本人听", "按指印处"):
        assert words in slip
    assert on_top(counter, CorrectedPage) is page

    counter.press("F4")
    assert counter.cursor is page.brought_by
    assert page.brought_by.text() == "王晓军"
    counter.press("Return")
    assert town.desk.ask(paper, old).stage is PaperStage.VOID
    assert town.desk.ask(paper_steps, old)[-1].reason == "王晓军交回"
    assert rows(page)[0][-1] == "已作废"
    assert page.chip.text == "都收回了"

    counter.press("F9")
    certificate = on_top(counter, CertificatePage)
    assert "替代 练搬证字〔2026〕1号" in certificate.remark.text()
    sheet = out(counter, tmp_path)
    assert "王晓军" in sheet
    assert "王小军" not in sheet
    assert "替代" not in sheet, "on the face only where the office wants it"
    assert on_top(counter, CorrectedPage) is page
    assert rows(page)[0][-1] == "已换新的"
    new = town.desk.ask(issued_papers, (RELOCATION_CERTIFICATE.name,))[0]
    assert new.replaces == "练搬证字〔2026〕1号"

    counter.press("Return")  # the old sheet as it was printed, and what became of it
    opened = on_top(counter, IssuedPage)
    assert opened.preview.pdf == before
    assert opened.chip is not None
    assert opened.chip.text == "作废"
    assert opened.remark.text() == "已由 练搬证字〔2026〕2号 替代"
    counter.press("Escape", "Escape")
    on_top(counter, PersonPage)  # the form is not come back to
    counter.press("Ctrl+P")
    assert rows(on_top(counter, CorrectedPage))[0][-1] == "已换新的"


def test_the_households_page_tells_which_paper_shows_the_old(old: str, open_counter: OPEN) -> None:
    counter = open_counter()
    correct(counter)
    counter.press("F3", "F9")
    model = on_top(counter, HouseholdPage).papers.model
    assert [str(model.index(0, column).data()) for column in (0, 2)] == ["练搬证字〔2026〕1号", "旧内容"]


def test_taking_the_correction_back_is_refused_once_a_paper_stands_on_it(
    household: str, open_counter: OPEN, tmp_path: Path
) -> None:
    counter = open_counter()
    counter.context.worker.trouble.connect(counter.desk.notices.trouble)
    counter.desk.notices.taking_back = TakingBack(counter.context.worker, counter.desk.notices)
    page = correct(counter)
    assert page.empty.isVisible()
    counter.press("Ctrl+P")
    out(counter, tmp_path)
    counter.press("Escape")
    history = on_top(counter, PersonPage).history
    row = next(r for r, each in enumerate(history.model.rows) if each.wording == "更正身份信息")
    history.table.setFocus()
    history.table.go_to(row)
    counter.press("Return", "Left", "Return")
    assert counter.desk.notices.text == "这之后开具了练更正字〔2026〕1号，请先把那张作废再撤回"
    assert "王晓军" in counter.page.title


def test_a_correction_taken_back_at_once_leaves_nothing_to_do(
    town: Town, old: str, open_counter: OPEN
) -> None:
    counter = open_counter()
    counter.desk.notices.taking_back = TakingBack(counter.context.worker, counter.desk.notices)
    page = correct(counter)
    counter.press("Alt+Backspace")
    assert counter.desk.notices.text == "已撤回，登记恢复原样"
    assert page.chip is not None
    assert page.chip.text == "已撤回"
    assert rows(page) == []
    counter.press("Ctrl+P", "F4", "F9")
    assert on_top(counter, CorrectedPage) is page
    assert town.desk.ask(paper, old).stage is PaperStage.TO_SEAL


def test_the_event_leads_to_the_same_page(town: Town, old: str, open_counter: OPEN, tmp_path: Path) -> None:
    """EV26: told with its evidence; the slip says who told it."""
    counter = open_counter()
    counter.press("Ctrl+K")
    counter.type("wxj", "Return", "Down", "Down", "Return", "Ctrl+E")
    on_top(counter, EventsPage)
    counter.type("EV26", "Return")
    on_top(counter, EventForm)
    counter.press("Alt+N", "Ctrl+A")
    counter.type("王晓军")
    counter.press("Alt+Y")
    counter.type("户口簿已更名")
    counter.press("Alt+Z")
    counter.line("更名证明", "青公证〔2026〕118号", "1030")
    counter.press("Alt+W")
    counter.type("他父亲王国梁", "F9")
    assert rows(on_top(counter, CorrectedPage))[0][-1] == "还在外面"
    counter.press("Ctrl+P")
    slip = out(counter, tmp_path)
    for words in ("更名证明青公证〔2026〕118号2026年10月30日", "他父亲王国梁", "长子"):
        assert words in slip


def test_parked_and_found_again_by_the_name_put_right(old: str, open_counter: OPEN) -> None:
    counter = open_counter()
    page = correct(counter)
    counter.press("Ctrl+H", "Ctrl+K")
    counter.type("wxj")
    assert counter.desk.search is not None
    assert counter.desk.search.found[0].cells[5].startswith("挂起")
    counter.press("Return")
    assert on_top(counter, CorrectedPage).subject_uid == page.subject_uid


def test_an_old_paper_nobody_answered_for_is_answered_first(
    town: Town, household: str, open_counter: OPEN
) -> None:
    uid = town.desk.do(issue_relocation_certificate, CertificateDraft(household))
    counter = open_counter()
    page = correct(counter)
    assert rows(page)[0][-1] == "没答出来了吗"
    counter.press("F9")
    assert on_top(counter, CorrectedPage) is page
    counter.press("Return")
    on_top(counter, IssuedPage)
    counter.type("4")
    counter.type("姓名写错", "Return")
    assert town.desk.ask(paper, uid).stage is PaperStage.VOID
    counter.press("Escape")
    assert rows(on_top(counter, CorrectedPage))[0][-1] == "已作废"


class TestWhoIsNotTheHead:
    """A clerk takes the sheet back and gives the new one out at once; the number waits for the head."""

    @pytest.fixture
    def clerk(self) -> Actor:
        return actor_of(Role.HOUSEHOLD_CLERK)

    def test_the_sheet_is_booked_and_the_new_one_given_out(
        self, town: Town, old: str, open_counter: OPEN, tmp_path: Path
    ) -> None:
        counter = open_counter()
        page = correct(counter)
        counter.press("F4", "Return")
        assert rows(page)[0][-1] == "已交回，待作废"
        assert town.desk.ask(paper, old).stage is PaperStage.TO_SEAL
        counter.press("F9")
        on_top(counter, CertificatePage)
        assert "王晓军" in out(counter, tmp_path)
        assert rows(page)[0][-1] == "已换，待作废"
        (line,) = waiting(counter)  # the head's line stands on his desk
        assert line[:2] == ("用印领取", "1份待用印")

    def test_a_lost_sheet_waits_for_the_head_before_a_new_one_is_given_out(
        self, town: Town, old: str, open_counter: OPEN
    ) -> None:
        counter = open_counter()
        page = correct(counter)
        counter.press("F6", "Return")
        assert page.because_field.error
        counter.type("本人说已遗失", "Return")
        assert rows(page)[0][-1] == "没收回，待作废"
        assert town.desk.ask(paper_steps, old)[-1].reason == "本人说已遗失"
        counter.press("F9")
        assert on_top(counter, CorrectedPage) is page
        counter.press("F4", "Return")  # it is found after all
        assert rows(page)[0][-1] == "已交回，待作废"


def test_the_heads_desk_has_one_line_for_what_was_brought_back(
    town: Town, household: str, open_counter: OPEN
) -> None:
    other = town.register(member("赵铁柱", "02", "19700101", 21))
    uids = []
    for uid in (household, other):
        uids.append(town.desk.do(issue_relocation_certificate, CertificateDraft(uid)))
        town.desk.do(answer_print, AnswerDraft(uids[-1], Answer.PRINTED))
    town.desk.do(note_paper_back, TakePaperBackDraft(uids[0], "王国梁"))
    town.desk.do(note_paper_back, TakePaperBackDraft(uids[1], not_back_because="洪水冲走"))
    counter = open_counter()
    ((chip, what, note, _time),) = waiting(counter)
    assert (chip, note) == ("待作废", "王国梁交回")
    assert what == "搬迁安置证明 练搬证字〔2026〕1号 等2张"
    counter.press("F4")
    page = on_top(counter, BroughtBackPage)
    assert [row.back_words for row in page.model.rows] == ["王国梁交回", "没有收回：洪水冲走"]
    counter.press("F9", "Left", "Return")
    assert town.desk.ask(paper, uids[0]).stage is PaperStage.VOID
    assert town.desk.ask(paper_steps, uids[0])[-1].reason == "王国梁交回"
    counter.press("F9", "Left", "Return")
    assert town.desk.ask(paper_steps, uids[1])[-1].reason == "没有收回：洪水冲走"
    assert page.empty.isVisible()
    assert waiting(counter) == []
