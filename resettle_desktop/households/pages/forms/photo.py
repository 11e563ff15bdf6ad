"""A person's photo: chosen from a file, seen before it is saved."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.buttons import Button
from resettle_desktop.foundation.ui.commands import Command
from resettle_desktop.foundation.ui.pictures import small_picture
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.portrait import Portrait
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.queries.photos import photo_of
from resettle_desktop.households.use_cases.photos import PhotoDraft, set_photo

CHOOSE_KEY: Final = "F6"
REMOVE_KEY: Final = "F7"
NONE_YET: Final = "还没有照片。按 F6 选一张（JPG、PNG），保存前会自动缩小"
SEEN: Final = "就是这张照片；要换按 F6，不要了按 F7"
CHOSEN: Final = "这张还没有保存，按 F9 保存"
TAKEN_AWAY: Final = "照片拿掉了，还没有保存，按 F9 保存"
CHOOSE_FIRST: Final = "请先按 F6 选一张照片"


def ask_which(parent: QWidget) -> Path | None:
    """Ask with the system's own dialogue."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, "选照片", "", "照片 (*.jpg *.jpeg *.png *.bmp)")
    return Path(chosen) if chosen else None


class PhotoPage(AboutPerson):
    """The photo that is there, another one instead, or none."""

    name = "households.photo"
    title = "照片"
    verb = "保存(&S)"
    keeps_draft = False
    use_case = staticmethod(set_photo)
    choose_file: ClassVar[Callable[[QWidget], Path | None]] = staticmethod(ask_which)

    @override
    def build(self) -> None:
        theme = self.context.theme
        self._content: bytes | None = None
        card = self.section("照片")
        self.portrait = Portrait(theme)
        self.said = paragraph(NONE_YET, tone="muted")
        self.choose_button = Button(theme, f"选照片文件  {CHOOSE_KEY}", role="soft", run=self.choose)
        card.body.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.said)
        card.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)

    @override
    def commands(self) -> Sequence[Command]:
        return (
            Command(CHOOSE_KEY, "选照片文件", self.choose, button=False, ready=self._idle),
            Command(REMOVE_KEY, "去掉照片", self.remove, button=False, ready=self._has_photo),
            *super().commands(),
        )

    @override
    def first_focus(self) -> QWidget:
        return self.choose_button

    @override
    def put(self, person: PersonRow) -> None:
        self._content = None
        question = partial(photo_of, person_uid=person.uid)
        self.context.worker.ask(question, self._show_kept, owner=self, latest="photo")

    @override
    def draft(self) -> PhotoDraft:
        if self.person is None or self._content is None:
            raise Refusal(CHOOSE_FIRST)
        return PhotoDraft(self.person.uid, self._content, self.person.version)

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("照片已保存" if self._content else "照片已去掉")
        self.context.open_page("households.person", self.subject_uid)

    def choose(self) -> None:
        """Choose a file; it is read and made small on the press, so that the window never waits."""
        path = type(self).choose_file(self)
        if path is None:
            return
        self.set_busy(busy=True)
        small = self.context.press.draw(small_picture, path)
        self.context.worker.follow(small, self._take, owner=self, failed=self.refused, latest="picture")

    def remove(self) -> None:
        """Have no photo any more, once it is saved."""
        self._set(b"", TAKEN_AWAY)

    def _take(self, content: bytes) -> None:
        self.set_busy(busy=False)
        self._set(content, CHOSEN)

    def _set(self, content: bytes, said: str) -> None:
        self._content = content
        self.edited_by_hand()
        self.portrait.show_photo(content)
        self.said.setText(said)
        self.commands_changed.emit()

    def _show_kept(self, content: bytes | None) -> None:
        if self._content is None:
            self.portrait.show_photo(content)
            self.said.setText(SEEN if content else NONE_YET)
            self.commands_changed.emit()

    def _has_photo(self) -> bool:
        return not self.portrait.is_empty
