"""Forms are put into use, laid out and calibrated by keys alone; an old paper keeps its bytes."""

from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QImage

from resettle_desktop.foundation.attachments import digest_of
from resettle_desktop.foundation.documents.shifting import paper_size
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.inputs import Choice
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.printing.documents.forms import Values, draw_form
from resettle_desktop.printing.pages.calibration_page import CalibrationPage
from resettle_desktop.printing.pages.forms_page import FormsPage
from resettle_desktop.printing.pages.layout_page import LayoutPage
from resettle_desktop.printing.queries import paper_bytes
from resettle_desktop.printing.queries.forms import FormRow, calibration_rows, form_of_paper, form_row
from resettle_desktop.printing.rules import Answer, PaperHead
from resettle_desktop.printing.rules.calibration import Calibration
from resettle_desktop.printing.rules.forms import SHIPPED, shipped_form
from resettle_desktop.printing.use_cases import (
    AnswerDraft,
    ReprintDraft,
    answer_print,
    bytes_to_print,
    reprint_paper,
)
from resettle_desktop.printing.use_cases.forms import (
    CalibrationDraft,
    LayoutDraft,
    UseFormDraft,
    calibrate_printer,
    save_layout,
    use_form,
)
from tests.kit.layout_guards import complaints
from tests.kit.screen import Screen, type_text
from tests.printing.desk import CLERK, HEAD, PaperDesk
from tests.printing.pages.conftest import OpenPage
from tests.printing.pages.offers import strike

FORM: Final = SHIPPED[0]
SHEET: Final = shipped_form(FORM)


def row_of(papers: PaperDesk, form: str = FORM) -> FormRow:
    with papers.store.reading() as session:
        return form_row(session, form)


def drawn(head: PaperHead) -> bytes:
    """A certificate as its subject draws it on a form: here the head alone."""
    assert head.form is not None
    values: Values = {"number": head.number, "issuer": head.issuer, "handler": head.handler}
    return draw_form(head.form.layout, values)


def issue(papers: PaperDesk, subject: str) -> tuple[str, bytes]:
    uid = papers.issue(subject, kind=RELOCATION_CERTIFICATE, draw=drawn)
    with papers.store.working(CLERK) as work:
        answer_print(work, AnswerDraft(uid, Answer.PRINTED))
    with papers.store.reading() as session:
        return uid, paper_bytes(session, uid)


def use(papers: PaperDesk, form: str, *, in_use: bool = True) -> None:
    with papers.store.working(HEAD) as work:
        use_form(work, UseFormDraft(form, in_use))


def editor(screen: Screen, open_page: OpenPage) -> LayoutPage:
    page = LayoutPage(screen.context)
    open_page(page, FORM)
    page.canvas.setFocus()
    screen.qtbot.waitUntil(lambda: page.canvas.values is not None)
    return page


def test_arrow_keys_move_a_place_and_the_picture_follows(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    page = editor(screen, open_page)
    first = SHEET.places[0]
    before = page.canvas.values
    strike(screen, "Right", "Right", "Shift+Down", "Left")
    assert page.layout_now is not None
    moved = page.layout_now.place(first.name)
    assert (moved.x, moved.y) == (round(first.x + 0.1, 1), first.y + 1)
    assert page.from_left.text() == f"{moved.x:.1f}"
    screen.qtbot.waitUntil(lambda: page.canvas.values != before)
    strike(screen, "F6", "F6", "F6", "F6")
    assert page.layout_now == SHEET
    strike(screen, "Space")
    assert page.chosen == SHEET.places[1].name
    strike(screen, "Backspace", "Backspace")
    assert page.chosen == SHEET.places[-1].name


def test_a_layout_is_saved_as_a_version_and_reset_by_keys(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    page = editor(screen, open_page)
    page.size_pt.setFocus()
    page.size_pt.selectAll()
    type_text(page.size_pt, "15")
    strike(screen, "Return")
    page.wide.setFocus()
    page.wide.selectAll()
    type_text(page.wide, "900")
    strike(screen, "Return")
    assert page.trouble.text() == f"“{SHEET.places[0].label}”会印到纸外面去，没有移"
    page.canvas.setFocus()
    strike(screen, "Down", "F9")
    kept = row_of(papers)
    assert kept.version == 1
    place = kept.layout.place(SHEET.places[0].name)
    assert (place.size, place.y) == (15, round(SHEET.places[0].y + 0.1, 1))
    strike(screen, "F7", "F9")
    assert row_of(papers).version == 2
    assert row_of(papers).layout == SHEET


def test_old_papers_keep_their_bytes_and_new_ones_take_the_new_layout(papers: PaperDesk) -> None:
    use(papers, FORM)
    old, old_bytes = issue(papers, "甲")
    moved = SHEET.with_place(SHEET.places[0].moved(3.0, 0.5))
    with papers.store.working(HEAD) as work:
        assert save_layout(work, LayoutDraft(moved.spell(), 0)) == 1
    new, new_bytes = issue(papers, "乙")
    with papers.store.working(CLERK) as work:
        assert reprint_paper(work, ReprintDraft(old)) == 1
    assert digest_of(bytes_to_print(papers.store, CLERK, old, "针式")) == digest_of(old_bytes)
    with papers.store.reading() as session:
        first, second = form_of_paper(session, old), form_of_paper(session, new)
    assert first is not None
    assert second is not None
    assert (first.version, first.layout) == (0, SHEET)
    assert (second.version, second.layout) == (1, moved)
    assert old_bytes != new_bytes
    with pytest.raises(Refusal), papers.store.working(HEAD) as work:
        save_layout(work, LayoutDraft(SHEET.spell(), 0))


def test_one_form_of_a_kind_is_in_use_and_only_a_calibrated_printer_moves_it(papers: PaperDesk) -> None:
    use(papers, SHIPPED[0])
    use(papers, SHIPPED[1])
    assert not row_of(papers, SHIPPED[0]).in_use
    uid, kept = issue(papers, "甲")
    assert paper_size(kept) == pytest.approx((241, 279.4), abs=0.01)
    with papers.store.working(HEAD) as work:
        calibrate_printer(work, CalibrationDraft("针式", SHIPPED[1], Calibration((), 1.8, -1.2)))
    assert bytes_to_print(papers.store, CLERK, uid, "激光") == kept
    sent = bytes_to_print(papers.store, CLERK, uid, "针式")
    assert sent != kept
    assert paper_size(sent) == pytest.approx((241, 279.4), abs=0.01)
    use(papers, SHIPPED[1], in_use=False)
    with pytest.raises(AssertionError):
        papers.issue("丙", kind=RELOCATION_CERTIFICATE, draw=drawn)


def test_a_form_is_used_and_its_scan_kept_from_the_list(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "h.png"
    image = QImage(420, 594, QImage.Format.Format_RGB32)
    image.fill(0xFFEEDDCC)
    image.save(str(scan))
    monkeypatch.setattr(FormsPage, "choose_scan", staticmethod(lambda _parent: scan))
    page = FormsPage(screen.context)
    open_page(page, None)
    strike(screen, "F4")
    assert row_of(papers).in_use
    strike(screen, "F6")
    screen.qtbot.waitUntil(lambda: row_of(papers).background is not None)
    strike(screen, "Return", "F7")
    assert screen.opened[-2:] == [(LayoutPage.name, FORM), (CalibrationPage.name, FORM)]


def test_what_was_measured_of_one_printer_does_not_stand_for_another(
    screen: Screen, papers: PaperDesk, open_page: OpenPage
) -> None:
    with papers.store.working(HEAD) as work:
        calibrate_printer(work, CalibrationDraft("针式", FORM, Calibration((), 1.8, -1.2)))
    page = CalibrationPage(screen.context)
    page.printer.set_choices([Choice("针式", "针式"), Choice("激光", "激光")])
    open_page(page, FORM)
    page.printer.choose_value("针式")
    assert (page.nudge_x.value(), page.nudge_y.value()) == ("1.8", "-1.2")
    page.printer.choose_value("激光")
    assert (page.nudge_x.value(), page.nudge_y.value()) == ("0", "0")
    page.nudge_x.setText("0.4")
    page.printer.choose_value("")
    assert page.nudge_x.value() == "0.4"


def test_measured_crosses_are_typed_and_kept(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = CalibrationPage(screen.context)
    open_page(page, FORM)
    page.printer.set_choices([Choice("针式", "针式")])
    page.printer.choose_value("针式")
    for line, typed in zip(page.lines, ("20.3 19.8", "190.4 19.8", "20.2 276.9", "别的"), strict=False):
        line.setFocus()
        type_text(line, typed)
    strike(screen, "F9")
    assert page.fields["cross_4"].widget.hasFocus()
    page.lines[3].selectAll()
    type_text(page.lines[3], "190.3 276.9")
    strike(screen, "F9")
    with papers.store.reading() as session:
        (kept,) = calibration_rows(session, FORM)
    assert kept.printer == "针式"
    assert kept.calibration.measured[3] == (190.3, 276.9)


LOOKS: Final = [(scheme, scale) for scheme in Scheme for scale in (1.0, 1.75)]


@pytest.mark.parametrize(("scheme", "scale"), LOOKS)
def test_the_pages_are_whole_in_every_look(
    screen: Screen, papers: PaperDesk, open_page: OpenPage, scheme: Scheme, scale: float
) -> None:
    screen.context.theme.set_scheme(scheme)
    screen.context.theme.set_scale(scale)
    for page, subject in (
        (FormsPage(screen.context), None),
        (LayoutPage(screen.context), FORM),
        (CalibrationPage(screen.context), FORM),
    ):
        window = open_page(page, subject)
        window.resize(836, 620)
        screen.settle()
        assert complaints(window) == []
        window.hide()
