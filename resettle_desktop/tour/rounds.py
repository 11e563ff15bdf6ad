"""The tour: the morning, played at 100 % in light colours and at 175 % in high contrast, on fresh files."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QApplication

from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.tokens import Scheme
from resettle_desktop.tour.morning import Morning
from resettle_desktop.tour.player import Player
from resettle_desktop.tour.record import Record

SIZE: Final = (1366, 698)


@dataclass(frozen=True, slots=True)
class Round:
    """One playing of the morning."""

    name: str
    scheme: Scheme
    scale: float


ROUNDS: Final = (Round("100-light", Scheme.LIGHT, 1.0), Round("175-contrast", Scheme.CONTRAST, 1.75))


def play(
    application: QApplication,
    folder: Path,
    make_counter: Callable[..., Any],
    make_settings: Callable[[Path], Any],
) -> int:
    """Play all rounds into ``folder``; the answer is 0 when no step is missing."""
    folder = folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    record = Record(folder)
    rounds = iter(ROUNDS)
    kept: list[Any] = []

    def next_round() -> None:
        now = next(rounds, None)
        if now is None:
            application.quit()
            return
        place = folder / now.name
        place.mkdir()
        theme = Theme(now.scheme, now.scale)
        theme.install(application)
        counter = make_counter(
            place / "office",
            theme,
            make_settings(place / "desk.ini"),
            second_home=place / "second",
            rehearsal=True,
        )
        kept.append(counter)
        counter.window.resize(*SIZE)
        counter.closed.connect(next_round)
        counter.begin()
        morning = Morning(counter.window, place)
        morning.papers.mkdir()

        def papers() -> tuple[Path, ...]:
            return tuple(sorted(morning.papers.glob("*.pdf")))

        player = Player(
            counter.window,
            record,
            round_name=now.name,
            steps=morning.steps,
            left_files=papers,
            done=counter.window.close,
        )
        player.start()

    next_round()
    application.exec()
    written = record.write()
    print_summary(record, written)
    return 1 if record.missing else 0


def print_summary(record: Record, written: Path) -> None:
    """Say where everything is."""
    lines = [
        f"{'缺' if step.missing else '完'}  {step.round:<14}{step.seconds:>7.2f} 秒  {step.step}"
        + (f"（{step.missing}）" if step.missing else "")
        for step in record.steps
    ]
    lines += ["", f"截图、文件和记录在：{record.folder}", f"记录：{written}"]
    sys.stdout.write("\n".join(lines) + "\n")
