"""Papers of the office that are about no household, and what the papers of the counter have in common."""

from resettle_desktop.printing.documents.referral import draw_referral

__all__ = ["draw_referral"]
