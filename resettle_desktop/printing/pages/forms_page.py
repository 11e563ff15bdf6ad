"""套打纸: the pre-printed forms the program knows, which are in use, their scans, layouts and printers."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.columns import Column
from resettle_desktop.foundation.ui.commands import CHANGE, Command
from resettle_desktop.foundation.ui.pictures import small_picture
from resettle_desktop.foundation.ui.table_page import TablePage
from resettle_desktop.printing.pages.calibration_page import CalibrationPage
from resettle_desktop.printing.pages.layout_page import LayoutPage
from resettle_desktop.printing.queries.forms import FormRow, form_rows
from resettle_desktop.printing.rules import KINDS
from resettle_desktop.printing.use_cases.forms import (
    BackgroundDraft,
    UseFormDraft,
    keep_background,
    use_form,
)


def ask_scan(parent: QWidget) -> Path | None:
    """Ask with the system's own dialogue."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, "选空白纸的扫描图", "", "图片 (*.jpg *.jpeg *.png)")
    return Path(chosen) if chosen else None


class FormsPage(TablePage[FormRow]):
    """The forms; Enter opens the layout."""

    name = "printing.forms"
    title = "套打纸"
    reload_on: ClassVar[frozenset[str]] = frozenset({"paper_form", "form_version"})
    choose_scan: ClassVar[Callable[[QWidget], Path | None]] = staticmethod(ask_scan)
    columns: ClassVar[Sequence[Column[FormRow]]] = (
        Column("套打纸", lambda row: row.layout.title, width=16, strong=True, stretch=True),
        Column("文书", lambda row: KINDS[row.layout.kind].title, width=8, optional=True),
        Column("纸 毫米", lambda row: f"{row.layout.width:g}×{row.layout.height:g}", width=8),
        Column("现在", lambda row: "套打" if row.in_use else "不用", width=4),
        Column("版式", lambda row: f"第 {row.version} 版" if row.version else "自带", width=6),
        Column("底图", lambda row: "有" if row.background else "没有", width=4, optional=True),
    )
    empty_text = "没有套打纸"

    @override
    def commands(self) -> Sequence[Command]:
        ready = self.row_ready
        return (
            Command(CHANGE, "用或不用", self.toggle, "check", ready=ready),
            Command("F6", "选底图", self.choose_background, "upload", ready=ready),
            Command("F7", "校准打印机", self._calibrate, "printer", ready=ready),
        )

    @override
    def question(self) -> Callable[[Any], Sequence[FormRow]]:
        return form_rows

    @override
    def open_row(self, row: FormRow) -> None:
        self.context.open_page(LayoutPage.name, row.layout.name)

    @override
    def row_key(self, row: FormRow) -> Any:
        return row.uid

    def toggle(self) -> None:
        """Print on the chosen form from now on, or on blank paper again."""
        row = self.current_row
        if row is not None:
            draft = UseFormDraft(row.layout.name, not row.in_use)
            self.context.worker.act(
                use_form, draft, partial(self._told, row), owner=self, failed=self.context.notices.trouble
            )

    def _told(self, row: FormRow, _result: Any) -> None:
        said = "以后印在白纸上" if row.in_use else f"以后套打在“{row.layout.title}”上"
        self.context.notices.say(f"{KINDS[row.layout.kind].title}{said}，从下一张开始")

    def choose_background(self) -> None:
        """Keep the scan of the blank sheet; it is only ever shown."""
        row = self.current_row
        path = type(self).choose_scan(self) if row is not None else None
        if row is not None and path is not None:
            small = self.context.press.draw(small_picture, path)
            self.context.worker.follow(
                small, partial(self._keep, row), owner=self, failed=self.context.notices.trouble
            )

    def _keep(self, row: FormRow, picture: bytes) -> None:
        draft = BackgroundDraft(row.layout.name, picture)
        self.context.worker.act(
            keep_background, draft, self._kept, owner=self, failed=self.context.notices.trouble
        )

    def _kept(self, _result: Any) -> None:
        self.context.notices.say("底图已存进加密的资料里，只在屏幕上看，不会打出来")

    def _calibrate(self) -> None:
        row = self.current_row
        if row is not None:
            self.context.open_page(CalibrationPage.name, row.layout.name)
