"""The office's own fonts after somebody signed in: the window shows them too, what is unusable is named."""

from sqlalchemy.orm import Session

from resettle_desktop.foundation.documents.drop_in import OwnFonts
from resettle_desktop.foundation.documents.fonts import font_book
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.worker import Worker
from resettle_desktop.foundation.window.desk import Desk


def take_own_fonts(worker: Worker, theme: Theme, desk: Desk) -> None:
    """Read ``fonts.d`` on the worker, since whole files are read, and say at the desk what is unusable."""

    def question(_session: Session) -> OwnFonts:
        return font_book().own

    def use(own: OwnFonts) -> None:
        theme.use_own_fonts([font.path for font in own.fonts])
        if own.refused:
            greeting = [desk.notices.text] if desk.notices.text else []
            desk.notices.say("。".join([*greeting, *own.refused]), tone="warn")

    worker.ask(question, use, owner=desk)
