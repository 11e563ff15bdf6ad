"""How a printer errs and how that is taken back: crosses, the least squares through them, the inverse.

A printer puts the point (x, y) at (a·x + b·y + c, d·x + e·y + f); all lengths are millimetres from the
upper left corner of the sheet.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from resettle_desktop.foundation.errors import Refusal

Point = tuple[float, float]

EDGE: Final = 20.0
"""How far from the edges of the sheet the outer crosses stand."""
FARTHEST: Final = 15.0
"""A cross farther off than this was measured at another cross, or on a sheet laid in the other way round."""
LARGEST_NUDGE: Final = 20.0
CROSS_COUNTS: Final = (4, 9)
TOO_FAR: Final = "十字{number}量得离它该在的地方（{x:g}，{y:g}）超过 {far:g} 毫米，请重新量"
ALL_OR_NONE: Final = "{count} 个十字要全部量，或者全部空着，只用微调"


@dataclass(frozen=True, slots=True)
class Affine:
    """A straight map of the sheet onto itself."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def of(self, point: Point) -> Point:
        """Where a point comes to lie."""
        x, y = point
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def inverse(self) -> "Affine":
        """The map that takes this one back."""
        det = self.a * self.e - self.b * self.d
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Affine(a, b, -a * self.c - b * self.f, d, e, -d * self.c - e * self.f)

    def moved(self, x: float, y: float) -> "Affine":
        """The same map, and then a shift."""
        return Affine(self.a, self.b, self.c + x, self.d, self.e, self.f + y)


def crosses(width: float, height: float, count: int) -> tuple[Point, ...]:
    """Where the crosses of the ruler page stand on a sheet, row by row; 4 are the corners of the 9."""
    xs, ys = (EDGE, width / 2, width - EDGE), (EDGE, height / 2, height - EDGE)
    if count == CROSS_COUNTS[0]:
        xs, ys = (xs[0], xs[0], xs[2]), (ys[0], ys[0], ys[2])
        return ((xs[0], ys[0]), (xs[2], ys[0]), (xs[0], ys[2]), (xs[2], ys[2]))
    return tuple((x, y) for y in ys for x in xs)


def fitted(wanted: Sequence[Point], measured: Sequence[Point]) -> Affine:
    """The map that comes nearest to what was measured, by least squares; three crosses at least."""
    a, b, c = _plane(wanted, [x for x, _ in measured])
    d, e, f = _plane(wanted, [y for _, y in measured])
    return Affine(a, b, c, d, e, f)


def _plane(points: Sequence[Point], values: Sequence[float]) -> tuple[float, float, float]:
    """The plane through values at points, from sums about their middle."""
    count = len(points)
    mx, my = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    mean = sum(values) / count
    xx = sum((x - mx) ** 2 for x, _ in points)
    yy = sum((y - my) ** 2 for _, y in points)
    xy = sum((x - mx) * (y - my) for x, y in points)
    xv = sum((x - mx) * (v - mean) for (x, _), v in zip(points, values, strict=True))
    yv = sum((y - my) * (v - mean) for (_, y), v in zip(points, values, strict=True))
    det = xx * yy - xy * xy
    along, down = (xv * yy - yv * xy) / det, (yv * xx - xv * xy) / det
    return along, down, mean - along * mx - down * my


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the clerk measured on the ruler page (nothing, 4 or 9 crosses), and the plain nudges in mm."""

    measured: tuple[Point, ...] = ()
    nudge_x: float = 0.0
    nudge_y: float = 0.0

    def compensation(self, width: float, height: float) -> Affine:
        """Where to draw what is to come out at a place: the printer's error taken back, then the nudges."""
        wanted = crosses(width, height, len(self.measured)) if self.measured else ()
        back = fitted(wanted, self.measured).inverse() if wanted else Affine()
        return back.moved(self.nudge_x, self.nudge_y)

    def spell(self) -> str:
        """The measured crosses as they are kept."""
        return json.dumps(self.measured)


def read_measured(text: str) -> tuple[Point, ...]:
    """The measured crosses again, from how they are kept."""
    return tuple((float(x), float(y)) for x, y in json.loads(text))


def checked(calibration: Calibration, width: float, height: float, count: int) -> None:
    """Refuse, by the cross or nudge, what no printer does."""
    measured = calibration.measured
    if measured and len(measured) != count:
        raise Refusal(ALL_OR_NONE.format(count=count), "cross_1")
    for number, (wanted, got) in enumerate(
        zip(crosses(width, height, count), measured, strict=False), start=1
    ):
        if max(abs(wanted[0] - got[0]), abs(wanted[1] - got[1])) > FARTHEST:
            said = TOO_FAR.format(number=number, x=wanted[0], y=wanted[1], far=FARTHEST)
            raise Refusal(said, f"cross_{number}")
    for field, nudge in (("nudge_x", calibration.nudge_x), ("nudge_y", calibration.nudge_y)):
        if abs(nudge) > LARGEST_NUDGE:
            raise Refusal(f"微调最多 {LARGEST_NUDGE:g} 毫米", field)
