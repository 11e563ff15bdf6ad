"""What a copy of the program must be able to do before it is trusted: migrate, act, draw, open every page.

Runs on a throw-away folder, offscreen, and says one line per check; the exit status is 0 when all hold. It is
made for the frozen program, where a forgotten module shows only when it is first needed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from resettle_desktop.foundation.database import migrate
from resettle_desktop.foundation.database.backup import BackupKind, back_up
from resettle_desktop.foundation.database.checking import check_file
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.documents.preview import page_count, render_page
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.values.clock import civil_date, system_clock
from resettle_desktop.households.queries import household_rows
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.office.documents import RecoveryPaper, recovery_sheet
from resettle_desktop.office.pages.threshold import Threshold
from resettle_desktop.printing.queries import paper_bytes
from resettle_desktop.printing.use_cases.codes import CodesDraft, switch_codes
from resettle_desktop.samples import PRACTICE_OFFICE, fill_township

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from resettle_desktop.office.pages.arrival import SignedIn

TYPED_TO_SIGN_IN: Final = "zijian-2026-shiwan"
PATIENCE_MS: Final = 120_000
LOOK_EVERY_MS: Final = 20
CHEAP: Final = PasswordCost(memory_kib=8 * 1024, iterations=1, lanes=1)


class SelfTest:
    """The checks, one after the other; one that fails does not keep the others from running."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.today = civil_date(system_clock())
        self.failed: list[str] = []
        self.office = OfficeFolder(folder, practice=True)
        self.household = ""

    def check(self, name: str, run: Callable[[], str]) -> None:
        """Run one check and say how it went."""
        try:
            saw = run()
        except Exception as error:
            self.fail(name, f"{type(error).__name__} {error}")
        else:
            say(f"通过  {name}：{saw}")

    def fail(self, name: str, why: str) -> None:
        """Note that a check did not hold."""
        self.failed.append(name)
        say(f"不行  {name}：{why}")

    def file_checks(self) -> None:
        """Everything that needs no window."""
        self.check("升级步骤", self.migrations)
        self.check("建库和示例", self.sample)

    def migrations(self) -> str:
        """The migrations lead to the file a new office gets."""
        astray = migrate.steps_lead_astray()
        if astray:
            raise AssertionError(astray)
        return f"格式 {migrate.OURS.form}"

    def sample(self) -> str:
        """An office, some households, one certificate issued, both papers drawn, a backup checked."""
        threshold = Threshold(
            self.folder, second=None, practice=True, clock=system_clock, desk="自检", cost=CHEAP
        )
        arrival: SignedIn = threshold.first_start(PRACTICE_OFFICE, TYPED_TO_SIGN_IN)
        store = threshold.folder.store
        if store is None:
            raise AssertionError("no office file is open")
        try:
            fill_township(store, arrival.actor, households=6)
            with store.reading() as session:
                self.household = household_rows(session, self.today)[0].uid
            with store.working(arrival.actor) as work:
                switch_codes(work, CodesDraft((RELOCATION_CERTIFICATE.name,)))
            with store.working(arrival.actor) as work:
                issued = issue_relocation_certificate(work, CertificateDraft(self.household))
            with store.reading() as session:
                certificate = paper_bytes(session, issued)
            self.check("搬迁安置证明", partial(drawn, certificate))
            self.check("恢复单", lambda: drawn(recovery_sheet(self.sheet(threshold))))
            threshold.confirm_sheet()
            made = back_up(threshold.folder, store.key, system_clock, BackupKind.ON_DEMAND)
            found = check_file(made.folder / "records.db", store.key)
            if found.faults:
                raise AssertionError(found.faults)
        finally:
            threshold.folder.close_store()
        return f"6 户，办理 {found.entries} 笔，备份核对完好"

    def sheet(self, threshold: Threshold) -> RecoveryPaper:
        """The recovery sheet of the office that is open."""
        store = threshold.folder.store
        if store is None:
            raise AssertionError("no office file is open")
        made = threshold.make_sheet(store)
        return RecoveryPaper(
            PRACTICE_OFFICE.name, made.check, made.lines, made.qr_text, self.today, made.practice
        )


class PageTour(QObject):
    """Opens every page of the desk in the real window and waits for its answers."""

    def __init__(self, test: SelfTest, counter: Any, done: Callable[[], None]) -> None:
        super().__init__(counter)
        self._test = test
        self._counter = counter
        self._done = done
        self._names: Iterator[str] = iter(())
        self._opened = count()
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        counter.worker.trouble.connect(self._trouble)
        counter.at_desk.connect(self._begin)

    def sign_in(self) -> None:
        """Sign the practice clerk in."""
        login = PRACTICE_OFFICE.administrator
        self._counter.door.sign_in(
            login, TYPED_TO_SIGN_IN, self._counter.enter, owner=self, failed=self._trouble
        )

    def _begin(self) -> None:
        specs = self._counter.pages
        self._number = len(specs)
        self._names = iter([spec.name for spec in specs])
        self._timer.start()

    def _look(self) -> None:
        if not self._counter.worker.idle:
            return
        name = next(self._names, None)
        if name is None:
            self._timer.stop()
            say(f"通过  每一页：{self._number} 页")
            self._done()
            return
        about_household = name.startswith("households.") and name != "households.register"
        self._counter.window.desk.open_page(name, self._test.household if about_household else None)

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, Refusal):  # a page about a person says that a household is none
            self._test.fail("打开页面", f"{type(error).__name__} {error}")


def drawn(pdf: bytes) -> str:
    """Whether a paper has pages with ink on them."""
    pages = page_count(pdf)
    picture = render_page(pdf, 0, 60)
    if len(set(picture.pixels)) < 3:
        raise AssertionError("the page is blank")
    return f"{pages} 页，{len(pdf) // 1024} KB"


def say(line: str) -> None:
    """One line for whoever runs the test."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(
    application: QApplication,
    make_counter: Callable[..., Any],
    make_settings: Callable[[Path], Any],
    load_subjects: Callable[[], None],
) -> int:
    """Run all checks; the answer is the process's exit status."""
    load_subjects()
    with tempfile.TemporaryDirectory(prefix="resettle-self-test-") as place:
        folder = Path(place)
        test = SelfTest(folder / "office")
        test.file_checks()
        theme = Theme()
        theme.install(application)
        settings = make_settings(folder / "desk.ini")
        counter = make_counter(folder / "office", theme, settings, second_home=folder, rehearsal=True)
        uncaught = sys.excepthook
        sys.excepthook = lambda kind, error, _trace: test.fail("窗口", f"{kind.__name__} {error}")
        tour = PageTour(test, counter, counter.window.close)
        counter.closed.connect(application.quit)
        counter.begin()
        QTimer.singleShot(0, tour, tour.sign_in)
        QTimer.singleShot(PATIENCE_MS, application, partial(application.exit, 1))
        late = application.exec()
        sys.excepthook = uncaught
        if late:
            test.fail("窗口", f"超过 {PATIENCE_MS // 1000} 秒没有走完")
    say("自检没有通过：" + "、".join(test.failed) if test.failed else "自检全部通过")
    return 1 if test.failed else 0
