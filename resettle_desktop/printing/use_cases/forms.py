"""The head says which pre-printed form is used, keeps its scan, saves layouts, and calibrates printers."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from resettle_desktop.foundation.attachments import JPEG, LARGEST_PICTURE, store_file
from resettle_desktop.foundation.database.acts import act
from resettle_desktop.foundation.database.work import Work
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.values.identifiers import new_uid
from resettle_desktop.foundation.values.line import clean_line
from resettle_desktop.office.queries import office_row
from resettle_desktop.office.rules import Role
from resettle_desktop.printing.models import FormVersion, PaperForm, PaperOnForm, PrinterCalibration
from resettle_desktop.printing.queries.forms import form_row
from resettle_desktop.printing.rules.calibration import CROSS_COUNTS, Calibration, checked
from resettle_desktop.printing.rules.forms import (
    SHIPPED,
    FormLayout,
    FormOnPaper,
    check_place,
    read_layout,
    shipped_form,
    shipped_forms,
)

MAKERS: Final = (Role.HEAD, Role.ADMINISTRATOR)
"""Who may change what a pre-printed sheet gets where."""
LONGEST_TRAY: Final = 20
NOT_CHANGED: Final = "和现在用的版式一样，没有存新版"
OTHERS_FIRST: Final = "别的窗口刚存了第{number}版，请重新打开再改"
NO_SUCH: Final = "没有这种套打纸，请重新选择"


@dataclass(frozen=True, slots=True)
class UseFormDraft:
    """A form, and whether papers of its kind are printed on it from now on."""

    form: str
    in_use: bool


@dataclass(frozen=True, slots=True)
class BackgroundDraft:
    """A form and the scan of its blank sheet as a JPEG; none takes it away."""

    form: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class LayoutDraft:
    """A changed layout, and the version it was made from."""

    layout: str
    made_from: int


@dataclass(frozen=True, slots=True)
class CalibrationDraft:
    """What was measured of a printer for one form and tray."""

    printer: str
    form: str
    calibration: Calibration
    tray: str = ""
    count: int = CROSS_COUNTS[0]


@act("设置套打纸", needs=MAKERS)
def use_form(work: Work, draft: UseFormDraft) -> None:
    """Print papers of the form's kind on it from now on, or on blank paper again; one form a kind."""
    _about(work)
    shipped = _shipped(draft.form)
    if draft.in_use:
        others = [one.name for one in shipped_forms() if one.kind == shipped.kind and one.name != draft.form]
        for row_id in work.session.scalars(
            select(PaperForm.id).where(PaperForm.form.in_(others), PaperForm.in_use)
        ).all():
            work.update(PaperForm, row_id, in_use=False)
    work.update(PaperForm, _kept(work, draft.form), in_use=draft.in_use)


@act("存套打纸底图", needs=MAKERS)
def keep_background(work: Work, draft: BackgroundDraft) -> None:
    """Keep the scan of the blank sheet; it is shown under the paper and never printed."""
    _about(work)
    _shipped(draft.form)
    if draft.picture is not None and len(draft.picture) > LARGEST_PICTURE:
        raise Refusal("底图太大，请缩小后再选")
    digest = None if draft.picture is None else store_file(work, draft.picture, JPEG)
    work.update(PaperForm, _kept(work, draft.form), background=digest)


@act("存套打版式", needs=MAKERS)
def save_layout(work: Work, draft: LayoutDraft) -> int:
    """Keep a layout as a new version, which new papers are drawn by; answers its number."""
    _about(work)
    layout = read_layout(draft.layout)
    shipped = _shipped(layout.name)
    for place in layout.places:
        check_place(layout, place)
    if [place.name for place in layout.places] != [place.name for place in shipped.places]:
        raise Refusal("版式的栏目和这种套打纸不一样，没有存")
    now = form_row(work.session, layout.name)
    if now.version != draft.made_from:
        raise Refusal(OTHERS_FIRST.format(number=now.version))
    if now.layout == layout:
        raise Refusal(NOT_CHANGED)
    form_id = _kept(work, layout.name)
    last = work.session.scalar(
        select(func.max(FormVersion.number)).where(FormVersion.paper_form_id == form_id)
    )
    work.insert(
        FormVersion,
        paper_form_id=form_id,
        number=(last or 0) + 1,
        layout=layout.spell(),
        at=work.now,
        clerk_uid=work.actor.uid,
        clerk_name=work.actor.name,
    )
    return (last or 0) + 1


@act("校准打印机", needs=MAKERS)
def calibrate_printer(work: Work, draft: CalibrationDraft) -> None:
    """Keep where a printer put the crosses, and the nudges; every paper on that form is moved by it."""
    _about(work)
    layout = _shipped(draft.form)
    if not draft.printer:
        raise Refusal("请选打印机", "printer")
    tray = clean_line(draft.tray, what="纸盒", field="tray", longest=LONGEST_TRAY)
    checked(draft.calibration, layout.width, layout.height, draft.count)
    values: dict[str, Any] = {
        "measured": draft.calibration.spell(),
        "nudge_x": round(draft.calibration.nudge_x * 10),
        "nudge_y": round(draft.calibration.nudge_y * 10),
    }
    kept = work.session.scalar(
        select(PrinterCalibration.id).where(
            PrinterCalibration.printer == draft.printer,
            PrinterCalibration.form == draft.form,
            PrinterCalibration.tray == tray,
        )
    )
    if kept is None:
        work.insert(
            PrinterCalibration, uid=new_uid(), printer=draft.printer, form=draft.form, tray=tray, **values
        )
    else:
        work.update(PrinterCalibration, kept, **values)


def note_form(work: Work, paper_id: int, form: FormOnPaper) -> None:
    """Part of issuing: the paper was drawn by this version of this form."""
    work.insert(PaperOnForm, paper_id=paper_id, form=form.layout.name, version_number=form.version)


def _about(work: Work) -> None:
    office = office_row(work.session)
    work.about("office", office.uid, office.name)


def _shipped(form: str) -> FormLayout:
    if form not in SHIPPED:
        raise Refusal(NO_SUCH, "form")
    return shipped_form(form)


def _kept(work: Work, form: str) -> int:
    """The key of the office's row for a form, made when it is first needed."""
    kept = work.session.scalar(select(PaperForm.id).where(PaperForm.form == form))
    return kept or work.insert(PaperForm, uid=new_uid(), form=form, in_use=False, background=None)
