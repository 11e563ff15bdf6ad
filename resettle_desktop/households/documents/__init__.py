"""The papers of a household, each a pure function from frozen facts to the bytes of a PDF."""

from resettle_desktop.households.documents.certificate import draw_relocation_certificate

__all__ = ["draw_relocation_certificate"]
