"""Half-typed forms, kept in the office file by the worker (imported once SQLAlchemy is there)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from resettle_desktop.foundation.database.drafts import DraftRow, drafts_of
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.ui.desk_context import KeptDraft
from resettle_desktop.foundation.ui.worker import Worker


class StoredDrafts(QObject):
    """The drafts of one clerk, in the file he signed in to."""

    def __init__(self, worker: Worker, clerk_uid: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._clerk_uid = clerk_uid

    def keep(
        self,
        kind: str,
        object_uid: str,
        label: str,
        values: Mapping[str, Any],
        then: Callable[[datetime], None],
    ) -> None:
        """Write the values over what was kept before and answer when they are in the file."""
        clerk_uid, kept = self._clerk_uid, dict(values)

        def run(store: Store) -> datetime:
            now = store.now()
            store.keep_draft(clerk_uid, DraftRow(kind, object_uid, label, kept, now))
            return now

        self._worker.errand(run, then, owner=self)

    def find(self, kind: str, object_uid: str, then: Callable[[KeptDraft | None], None]) -> None:
        """Look for a kept form and answer on the GUI thread."""
        clerk_uid = self._clerk_uid

        def question(session: Session) -> KeptDraft | None:
            for row in drafts_of(session, clerk_uid):
                if (row.kind, row.object_uid) == (kind, object_uid):
                    return KeptDraft(row.values, row.saved_at)
            return None

        self._worker.ask(question, then, owner=self)

    def drop(self, kind: str, object_uid: str) -> None:
        """Forget it: the form was saved or thrown away."""
        clerk_uid = self._clerk_uid
        self._worker.errand(lambda store: store.drop_draft(clerk_uid, kind, object_uid), owner=self)
