"""What can be asked of pre-printed forms: the layout that holds, its versions, and a printer's error."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resettle_desktop.foundation.attachments import file_bytes
from resettle_desktop.printing.models import (
    FormVersion,
    IssuedPaper,
    PaperForm,
    PaperOnForm,
    PrinterCalibration,
)
from resettle_desktop.printing.rules.calibration import Affine, Calibration, read_measured
from resettle_desktop.printing.rules.forms import (
    SHIPPED,
    FormLayout,
    FormOnPaper,
    read_layout,
    shipped_form,
    shipped_forms,
)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One saved layout."""

    number: int
    at: datetime
    clerk_name: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form as the office has it."""

    uid: str
    layout: FormLayout
    in_use: bool
    version: int
    background: bytes | None
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """What one printer was measured at, for one form and tray."""

    printer: str
    form: str
    tray: str
    calibration: Calibration


def form_rows(session: Session) -> tuple[FormRow, ...]:
    """All forms, those the office never touched as they were shipped."""
    return tuple(form_row(session, layout.name) for layout in shipped_forms())


def form_row(session: Session, form: str) -> FormRow:
    """One form."""
    kept = session.execute(
        select(PaperForm.id, PaperForm.in_use, PaperForm.background).where(PaperForm.form == form)
    ).one_or_none()
    shipped = shipped_form(form)
    if kept is None:
        return FormRow(form, shipped, in_use=False, version=0, background=None, versions=())
    found = session.execute(
        select(FormVersion.number, FormVersion.at, FormVersion.clerk_name)
        .where(FormVersion.paper_form_id == kept.id)
        .order_by(FormVersion.number.desc())
    )
    versions = tuple(VersionRow(number, at, clerk) for number, at, clerk in found)
    number = versions[0].number if versions else 0
    return FormRow(
        form,
        form_layout(session, form, number),
        in_use=kept.in_use,
        version=number,
        background=file_bytes(session, kept.background) if kept.background else None,
        versions=versions,
    )


def form_layout(session: Session, form: str, number: int) -> FormLayout:
    """One version of a form's layout; 0 is the shipped one."""
    if number == 0:
        return shipped_form(form)
    text = session.execute(
        select(FormVersion.layout)
        .join(PaperForm, PaperForm.id == FormVersion.paper_form_id)
        .where(PaperForm.form == form, FormVersion.number == number)
    ).scalar_one()
    return read_layout(text)


def form_in_use(session: Session, kind: str) -> FormOnPaper | None:
    """The form papers of a kind are printed on now; None where they are printed on blank paper."""
    names = [layout.name for layout in shipped_forms() if layout.kind == kind]
    if not names:
        return None
    used = session.execute(
        select(PaperForm.form).where(PaperForm.form.in_(names), PaperForm.in_use)
    ).scalar_one_or_none()
    if used is None:
        return None
    row = form_row(session, used)
    return FormOnPaper(row.layout, row.version, row.background)


def form_of_paper(session: Session, paper_uid: str) -> FormOnPaper | None:
    """The form an issued paper belongs on, by the layout it was drawn with; None for blank paper."""
    found = session.execute(
        select(PaperOnForm.form, PaperOnForm.version_number)
        .join(IssuedPaper, IssuedPaper.id == PaperOnForm.paper_id)
        .where(IssuedPaper.uid == paper_uid)
    ).one_or_none()
    if found is None or found.form not in SHIPPED:
        return None
    layout = form_layout(session, found.form, found.version_number)
    return FormOnPaper(layout, found.version_number, form_row(session, found.form).background)


def calibration_rows(session: Session, form: str | None = None) -> tuple[CalibrationRow, ...]:
    """Every printer that was measured, of one form or all."""
    asked = select(
        PrinterCalibration.printer,
        PrinterCalibration.form,
        PrinterCalibration.tray,
        PrinterCalibration.measured,
        PrinterCalibration.nudge_x,
        PrinterCalibration.nudge_y,
    ).order_by(PrinterCalibration.id)
    if form is not None:
        asked = asked.where(PrinterCalibration.form == form)
    return tuple(
        CalibrationRow(printer, name, tray, Calibration(read_measured(measured), x / 10, y / 10))
        for printer, name, tray, measured, x, y in session.execute(asked)
    )


def compensation_for(session: Session, paper_uid: str, printer: str, tray: str = "") -> Affine | None:
    """Through which map an issued paper is sent to a printer; None where nothing is to be taken back."""
    form = form_of_paper(session, paper_uid)
    if form is None:
        return None
    for row in calibration_rows(session, form.layout.name):
        if row.printer == printer and row.tray == tray:
            return row.calibration.compensation(form.layout.width, form.layout.height)
    return None
