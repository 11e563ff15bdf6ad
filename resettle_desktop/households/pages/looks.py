"""Noting in the access chain that somebody's data was looked at."""

from resettle_desktop.foundation.database.audit import AccessKind
from resettle_desktop.foundation.ui.desk_context import DeskContext


def note_look(context: DeskContext, kind: AccessKind, subject_kind: str, uid: str, label: str) -> None:
    """Have the worker note a look; the desk's actor is who looked."""
    actor = context.actor
    context.worker.errand(
        lambda store: store.note_access(actor, kind, subject_kind, uid, label), owner=context.worker
    )
