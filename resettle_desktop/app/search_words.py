"""A newer program looks people up by other words: they are made anew once, after somebody signed in."""

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.households.queries import search_is_current
from resettle_desktop.households.use_cases import RebuildSearchDraft, rebuild_search_index


def renew_search_words(worker: Worker, owner: QObject) -> None:
    """Ask whether people can be found by today's words, and make these when they cannot."""

    def renew(current: object) -> None:
        if not current:
            worker.act(
                rebuild_search_index,
                RebuildSearchDraft(),
                lambda _count: None,
                owner=owner,
                failed=lambda _error: None,  # somebody whose roles do not reach; the next one will
            )

    def question(session: Session) -> bool:
        return search_is_current(session)

    worker.ask(question, renew, owner=owner)
