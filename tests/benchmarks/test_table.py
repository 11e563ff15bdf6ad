"""A row without a floor is said to be missing, one above its limit to be over, and both make the run fail."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main, measured
from tests.benchmarks.offices import Workshop
from tests.benchmarks.table import MISSING, OVER, Figure, conclude, pairs, percentile, printed

HOLDING = Figure("saving", 2.0, "the driver alone", 1.0, 2.5, note="48 rows")
TOO_SLOW = Figure("searching", 30.0, "the driver alone", 10.0, 2.0)
NO_FLOOR = Figure("starting", 300.0, "an empty window", None, 1.5)
NOT_MEASURED = Figure("drawing", None, "a bare canvas", 10.0, 1.8)


def test_all_rows_hold(tmp_path: Path) -> None:
    text, code = conclude([HOLDING], tmp_path / "build" / "bench.json")
    assert code == 0
    assert MISSING not in text
    assert OVER not in text
    (row,) = json.loads((tmp_path / "build" / "bench.json").read_text())
    assert row["ratio"] == pytest.approx(2.0)
    assert row["holds"] is True


@pytest.mark.parametrize(
    ("figure", "verdict"), [(TOO_SLOW, OVER), (NO_FLOOR, MISSING), (NOT_MEASURED, MISSING)]
)
def test_a_row_that_does_not_hold_fails_the_run(figure: Figure, verdict: str, tmp_path: Path) -> None:
    text, code = conclude([HOLDING, figure], tmp_path / "bench.json")
    assert code == 1
    line = next(line for line in text.splitlines() if line.startswith(figure.name))
    assert verdict in line
    assert [row["holds"] for row in json.loads((tmp_path / "bench.json").read_text())] == [True, False]


def test_nothing_measured_is_no_success(tmp_path: Path) -> None:
    assert conclude([], tmp_path / "bench.json")[1] == 1


def test_the_ratio_taken_pair_by_pair_is_judged() -> None:
    figure = Figure("saving", 2.0, "the driver alone", 1.0, 2.5, ratio=2.6)
    assert figure.verdict == OVER
    assert "2.60" in printed([figure])


def test_a_row_that_breaks_is_missing_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (figure,) = measured("no_such_row", Workshop(tmp_path))
    assert figure.verdict == MISSING
    assert "no_such_row" in figure.note
    assert "Traceback" in capsys.readouterr().err


def test_an_unknown_row_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["coffee"])
    assert "coffee" in capsys.readouterr().err


def test_pairs_run_in_turn_and_neither_is_always_first() -> None:
    order: list[str] = []

    def run(name: str, milliseconds: float) -> float:
        order.append(name)
        return milliseconds

    found = pairs(lambda: run("a", 6.0), lambda: run("b", 2.0), rounds=4, warm=1)
    assert "".join(order) == "ab" + "abbaabba"
    assert (found.ours_ms, found.floor_ms, found.ratio) == (6.0, 2.0, 3.0)


def test_percentile() -> None:
    assert percentile([float(value) for value in range(1, 101)], 0.95) == 95
    assert percentile([7.0], 0.95) == 7
