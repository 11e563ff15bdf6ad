"""Forms in millimetres: the ink lies where it was said, a printer's error is taken back, versions stay."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle_desktop.foundation.attachments import digest_of
from resettle_desktop.foundation.documents.fonts import Name
from resettle_desktop.foundation.documents.page import TooLong
from resettle_desktop.foundation.documents.preview import pdfium_turn
from resettle_desktop.foundation.documents.shifting import paper_size, shifted
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.printing.documents.forms import (
    ONLY_VALUES,
    WHOLE,
    draw_blank,
    draw_form,
    draw_ruler_page,
    sample_values,
)
from resettle_desktop.printing.pages.printers import media_name
from resettle_desktop.printing.rules.calibration import (
    Affine,
    Calibration,
    Point,
    checked,
    crosses,
    fitted,
    read_measured,
)
from resettle_desktop.printing.rules.forms import (
    SHIPPED,
    FormLayout,
    Place,
    read_layout,
    shipped_form,
)

DPI: Final = 600
A4: Final = shipped_form(SHIPPED[0])
CONTINUOUS: Final = shipped_form(SHIPPED[1])
Six = Callable[[Affine], tuple[float, float, float, float, float, float]]


def six(affine: Affine) -> tuple[float, float, float, float, float, float]:
    return affine.a, affine.b, affine.c, affine.d, affine.e, affine.f


def text_of(pdf: bytes) -> str:
    with pdfium_turn():
        document = pypdfium2.PdfDocument(pdf)
        try:
            return str(document[0].get_textpage().get_text_bounded())
        finally:
            document.close()


class Dots:
    """One page as grey dots at 600 an inch."""

    def __init__(self, pdf: bytes) -> None:
        with pdfium_turn():
            document = pypdfium2.PdfDocument(pdf)
            try:
                bitmap = document[0].render(scale=DPI / 72, grayscale=True)
                self.width, self.stride, self.height = bitmap.width, bitmap.stride, bitmap.height
                self.grey = bytes(bitmap.buffer)
            finally:
                document.close()

    def cross(self, near: Point) -> Point:
        """The middle of the cross near a place: the middles of ink in a column beside it and a row above."""
        x, y = near
        # 4 mm off the middle, on the side without numbers.
        across = self._middle(self._column(x - 3.5, y - 3.2, y + 3.2), y - 3.2)
        down = self._middle(self._row(y + 3.3, x - 1.7, x + 1.7), x - 1.7)
        return down, across

    def _row(self, y: float, left: float, right: float) -> bytes:
        start = self._dot(y) * self.stride
        return self.grey[start + self._dot(left) : start + self._dot(right)]

    def _column(self, x: float, top: float, bottom: float) -> bytes:
        first = self._dot(top) * self.stride + self._dot(x)
        return self.grey[first : self._dot(bottom) * self.stride + self._dot(x) : self.stride]

    @staticmethod
    def _dot(mm: float) -> int:
        return round(mm * DPI / 25.4)

    def _middle(self, dots: bytes, start: float) -> float:
        dark = [place for place, grey in enumerate(dots) if grey < 128]
        assert dark, "no ink where the cross is to be"
        return (self._dot(start) + (dark[0] + dark[-1] + 1) / 2) * 25.4 / DPI


@pytest.mark.parametrize("layout", [A4, CONTINUOUS], ids=lambda layout: layout.name)
def test_ruler_marks_lie_within_a_fifth_of_a_millimetre(layout: FormLayout) -> None:
    pdf = draw_ruler_page(layout, 9, "针式打印机")
    assert paper_size(pdf) == pytest.approx((layout.width, layout.height), abs=0.01)
    dots = Dots(pdf)
    for wanted in crosses(layout.width, layout.height, 9):
        found = dots.cross(wanted)
        assert max(abs(found[0] - wanted[0]), abs(found[1] - wanted[1])) <= 0.2


@pytest.mark.parametrize("layout", [A4, CONTINUOUS], ids=lambda layout: layout.name)
def test_an_error_of_the_printer_is_taken_back_in_the_ink(layout: FormLayout) -> None:
    """The same map that the printer errs by is put upon what was sent to it; the ink is measured."""
    errs = Affine(1.002, -0.002, 0.8, 0.0015, 0.998, -0.6)
    page = draw_ruler_page(layout, 9, "针式打印机")
    wanted = crosses(layout.width, layout.height, 9)
    bad = Dots(shifted(page, six(errs)))
    measured = tuple(bad.cross(errs.of(point)) for point in wanted)
    assert max(abs(m[0] - w[0]) for m, w in zip(measured, wanted, strict=True)) > 0.5
    rounded = tuple((round(x, 1), round(y, 1)) for x, y in measured)  # as a clerk reads a ruler
    back = Calibration(rounded).compensation(layout.width, layout.height)
    good = Dots(shifted(shifted(page, six(back)), six(errs)))
    off = sorted(max(abs(f[0] - w[0]), abs(f[1] - w[1])) for w in wanted for f in [good.cross(w)])
    assert off[-1] <= 0.2


def test_calibration_with_errors_of_reading_is_good_to_a_fifth_of_a_millimetre() -> None:
    chance, worst = random.Random(4), []
    wanted = crosses(210, 297, 9)
    for _ in range(300):
        errs = Affine(
            1 + chance.uniform(-0.006, 0.006),
            chance.uniform(-0.007, 0.007),
            chance.uniform(-3, 3),
            chance.uniform(-0.007, 0.007),
            1 + chance.uniform(-0.006, 0.006),
            chance.uniform(-3, 3),
        )
        read = tuple(
            (round(x + chance.gauss(0, 0.05), 1), round(y + chance.gauss(0, 0.05), 1))
            for x, y in map(errs.of, wanted)
        )
        back = Calibration(read).compensation(210, 297)
        out = [errs.of(back.of(point)) for point in wanted]
        worst.append(max(max(abs(o[0] - w[0]), abs(o[1] - w[1])) for o, w in zip(out, wanted, strict=True)))
    assert sorted(worst)[int(len(worst) * 0.95)] <= 0.2


SMALL: Final = st.floats(-0.02, 0.02)
SHIFT: Final = st.floats(-5, 5)


@given(a=SMALL, b=SMALL, c=SHIFT, d=SMALL, e=SMALL, f=SHIFT, count=st.sampled_from([4, 9]))
@settings(max_examples=60)
def test_least_squares_find_every_map_again(
    a: float, b: float, c: float, d: float, e: float, f: float, count: int
) -> None:
    errs = Affine(1 + a, b, c, d, 1 + e, f)
    wanted = crosses(241, 279.4, count)
    found = fitted(wanted, [errs.of(point) for point in wanted])
    assert six(found) == pytest.approx(six(errs), abs=1e-9)
    for point in wanted:
        assert errs.of(found.inverse().of(point)) == pytest.approx(point, abs=1e-7)


@given(
    off=st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=9, max_size=9),
    nudge=st.tuples(SMALL, SMALL, SHIFT, SMALL, SMALL, SHIFT),
)
@settings(max_examples=60)
def test_no_other_map_comes_nearer(
    off: list[Point], nudge: tuple[float, float, float, float, float, float]
) -> None:
    wanted = crosses(210, 297, 9)
    measured = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(wanted, off, strict=True)]

    def error(affine: Affine) -> float:
        pairs = zip(map(affine.of, wanted), measured, strict=True)
        return sum((x - mx) ** 2 + (y - my) ** 2 for (x, y), (mx, my) in pairs)

    best = fitted(wanted, measured)
    other = Affine(*(mine + change for mine, change in zip(six(best), nudge, strict=True)))
    assert error(best) <= error(other) + 1e-9


def test_nudges_alone_move_and_crosses_far_off_are_refused() -> None:
    assert six(Calibration((), 1.8, -1.2).compensation(210, 297)) == (1, 0, 1.8, 0, 1, -1.2)
    kept = Calibration(crosses(210, 297, 4))
    assert read_measured(kept.spell()) == kept.measured
    far = Calibration(((20, 20), (190, 20), (20, 277), (20, 277)))
    with pytest.raises(Refusal) as refused:
        checked(far, 210, 297, 4)
    assert refused.value.field == "cross_4"
    with pytest.raises(Refusal):
        checked(Calibration(crosses(210, 297, 4)), 210, 297, 9)
    with pytest.raises(Refusal):
        checked(Calibration(nudge_x=21), 210, 297, 4)


@pytest.mark.parametrize("layout", [A4, CONTINUOUS], ids=lambda layout: layout.name)
def test_shipped_forms_are_whole_and_variables_stand_alone(layout: FormLayout) -> None:
    assert read_layout(layout.spell()) == layout
    whole = text_of(draw_form(layout, sample_values(layout), layers=WHOLE))
    values = text_of(draw_form(layout, sample_values(layout), layers=ONLY_VALUES))
    blank = text_of(draw_blank(layout))
    for caption in layout.captions:
        assert caption.text in whole
        assert caption.text in blank
    assert "特此证明" not in values
    assert "成员姓名1" in values
    assert "成员姓名1" not in blank


def test_what_does_not_fit_is_refused_and_named() -> None:
    with pytest.raises(TooLong) as refused:
        draw_form(A4, {"origin": "很长的地名" * 30})
    assert refused.value.label == "原住地"
    with pytest.raises(TooLong):
        draw_form(A4, {"member_name": [Name("王桂兰")] * 11})


def test_one_value_stands_in_three_parts_one_above_the_other() -> None:
    """The mechanism a letter of three parts needs: stub, letter and receipt share a number and a name."""
    places = tuple(
        Place(f"{value}_{part}", f"第{part}联{value}", 30, 40 + 90 * part, 80, value=value, size=14)
        for part in range(3)
        for value in ("number", "name")
    )
    places = tuple(replace(place, x=120.0) if place.value == "name" else place for place in places)
    letter = FormLayout("letter", "三联", "letter", 210, 297, places)
    assert read_layout(letter.spell()) == letter
    text = text_of(draw_form(letter, {"number": "青组字〔2026〕7号", "name": Name("𠮷永胜")}))
    assert text.count("青组字〔2026〕7号") == 3
    assert text.count("永胜") == 3


def test_a_text_of_several_rows_is_broken_and_nothing_is_lost() -> None:
    place = Place("reason", "事由", 30, 40, 60, value="reason", rows=3, pitch=7, size=12)
    layout = FormLayout("note", "便条", "note", 241, 93.1, (place,))
    said = "因家庭成员长期在外务工，委托他人代为办理搬迁安置手续"
    text = text_of(draw_form(layout, {"reason": said}))
    assert "".join(text.split()) == said
    with pytest.raises(TooLong):
        draw_form(layout, {"reason": said * 4})


def test_a_place_moves_by_tenths_and_never_off_the_sheet() -> None:
    place = A4.places[0]
    moved = place
    for _ in range(7):
        moved = moved.moved(0.1, -0.1)
    assert (moved.x, moved.y) == (round(place.x + 0.7, 1), round(place.y - 0.7, 1))
    assert A4.with_place(moved).place(place.name) == moved
    for wrong, field in (
        (replace(place, x=-0.1), "x"),
        (replace(place, y=400), "y"),
        (replace(place, size=99), "size"),
        (replace(place, width=1), "width"),
        (replace(place, face="行书"), "face"),
        (replace(place, align="middle"), "align"),
    ):
        with pytest.raises(Refusal) as refused:
            A4.with_place(wrong)
        assert refused.value.field == field
    with pytest.raises(LookupError):
        A4.place("nobody")


def test_papers_are_called_by_their_size_and_the_same_values_give_the_same_bytes() -> None:
    assert media_name(*paper_size(draw_blank(A4))) == "A4"
    assert media_name(*paper_size(draw_blank(CONTINUOUS))) == "Custom.241.0x279.4mm"
    one, two = (draw_form(A4, sample_values(A4)) for _ in range(2))
    assert digest_of(one) == digest_of(two)
