"""A pre-printed form as data: what stands on its blank sheet, and the place of each value, in millimetres."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.resources import resource_path

SHIPPED: Final = ("relocation_certificate_a4", "relocation_certificate_241")
"""The forms that come with the program, each a file of ``resources/forms``."""
FACES: Final = ("仿宋", "宋体", "楷体", "黑体", "小标宋", "黑体加粗")
ALIGNS: Final = {"left": "靠左", "centre": "居中", "right": "靠右"}
SMALLEST_SIZE: Final = 6.0
LARGEST_SIZE: Final = 36.0
NARROWEST: Final = 3.0
OFF_THE_SHEET: Final = "“{label}”会印到纸外面去，没有移"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one value is printed: ``x`` is its left edge, ``y`` the baseline of its first line.

    ``value`` names what is printed there; the same value may have several places, as on a letter of three
    parts. With ``rows`` a list has one line each, ``pitch`` apart, and a text is broken into so many.
    ``smallest`` is the size (points) down to which a long value may shrink; then it is refused.
    """

    name: str
    label: str
    x: float
    y: float
    width: float
    value: str
    size: float = 12.0
    face: str = "仿宋"
    align: str = "left"
    rows: int = 1
    pitch: float = 8.0
    smallest: float = 9.0

    def moved(self, x: float, y: float) -> "Place":
        """The place some millimetres farther; a tenth is the smallest step and stays exact."""
        return replace(self, x=round(self.x + x, 1), y=round(self.y + y, 1))


@dataclass(frozen=True, slots=True)
class Caption:
    """A text that is on the blank sheet already; ``y`` is its baseline."""

    text: str
    x: float
    y: float
    size: float = 12.0
    face: str = "仿宋"
    align: str = "left"


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line that is on the blank sheet already."""

    x1: float
    y1: float
    x2: float
    y2: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLayout:
    """One form: its sheet, what is printed on it already, and the places of the values."""

    name: str
    title: str
    kind: str
    width: float
    height: float
    places: tuple[Place, ...]
    captions: tuple[Caption, ...] = ()
    lines: tuple[FormLine, ...] = field(default=())

    def place(self, name: str) -> Place:
        """One of its places; raises LookupError when there is none of that name."""
        for each in self.places:
            if each.name == name:
                return each
        raise LookupError(name)

    def with_place(self, changed: Place) -> "FormLayout":
        """The layout with one place changed; refuses what no sheet can bear."""
        check_place(self, changed)
        places = tuple(changed if each.name == changed.name else each for each in self.places)
        return replace(self, places=places)

    def spell(self) -> str:
        """The layout as it is kept in the file."""
        return json.dumps(asdict(self), ensure_ascii=False)


def check_place(layout: FormLayout, place: Place) -> None:
    """Refuse, by its field, a place that lies off the sheet or is set in what we do not have."""
    if not SMALLEST_SIZE <= place.size <= LARGEST_SIZE:
        raise Refusal(f"字号在 {SMALLEST_SIZE:g} 到 {LARGEST_SIZE:g} 磅之间", "size")
    if place.face not in FACES:
        raise Refusal("没有这种字体，请重新选择", "face")
    if place.align not in ALIGNS:
        raise Refusal("请选靠左、居中或靠右", "align")
    if place.width < NARROWEST:
        raise Refusal(f"宽度至少 {NARROWEST:g} 毫米", "width")
    below = place.y + (place.rows - 1) * place.pitch
    if place.x < 0 or place.x + place.width > layout.width:
        raise Refusal(OFF_THE_SHEET.format(label=place.label), "x")
    if place.y < place.size * 0.3 or below > layout.height:
        raise Refusal(OFF_THE_SHEET.format(label=place.label), "y")


def read_layout(text: str) -> FormLayout:
    """A layout again, from its JSON."""
    raw: dict[str, Any] = json.loads(text)
    return FormLayout(
        **{
            **raw,
            "places": tuple(Place(**{"value": one["name"], **one}) for one in raw["places"]),
            "captions": tuple(Caption(**one) for one in raw.get("captions", ())),
            "lines": tuple(
                FormLine(**{**one, "dash": tuple(one.get("dash", ()))}) for one in raw.get("lines", ())
            ),
        }
    )


@cache
def shipped_form(name: str) -> FormLayout:
    """A form as it came with the program."""
    if name not in SHIPPED:
        raise LookupError(name)
    return read_layout(resource_path("forms", f"{name}.json").read_text(encoding="utf-8"))


def shipped_forms() -> Sequence[FormLayout]:
    """All forms that came with the program."""
    return tuple(shipped_form(name) for name in SHIPPED)


@dataclass(frozen=True, slots=True)
class FormOnPaper:
    """The form a paper is printed on: its layout, that version's number (0: as shipped), the sheet's scan."""

    layout: FormLayout
    version: int
    background: bytes | None = None
