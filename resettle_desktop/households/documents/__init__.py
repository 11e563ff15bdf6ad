"""The papers of a household, each a pure function from frozen facts to the bytes of a PDF."""

from resettle_desktop.households.documents.certificate import draw_relocation_certificate
from resettle_desktop.households.documents.correction_slip import draw_correction_slip
from resettle_desktop.households.documents.register_extract import draw_register_extract

__all__ = ["draw_correction_slip", "draw_register_extract", "draw_relocation_certificate"]
