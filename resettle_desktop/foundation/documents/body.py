"""Running text on the grid of GB/T 9704-2012: title, paragraphs, closing with issuer, seal and date."""

from dataclasses import dataclass

from resettle_desktop.foundation.documents.fonts import Face, Pieces
from resettle_desktop.foundation.documents.line_breaking import Line
from resettle_desktop.foundation.documents.page import MM, SIZE_2, SIZE_3, Align, Sheet
from resettle_desktop.foundation.documents.setting import Setting


@dataclass(frozen=True, slots=True)
class _LastLine:
    """The last line of text, kept so that a seal never stands alone on a page."""

    setting: Setting
    line: Line
    offset: int
    x: float
    first_mark: int


class Body:
    """Writes down the lines of a sheet's grid, page after page; ``line`` is the next free one, from 1."""

    def __init__(self, sheet: Sheet, line: int = 1) -> None:
        self.sheet = sheet
        self.line = line
        self._last: _LastLine | None = None

    def skip(self, lines: int = 1) -> None:
        """Leave lines empty."""
        self.line += lines

    def title(self, *lines: str, size: float = SIZE_2) -> None:
        """Write the title centred, broken by the caller where the meaning allows (7.3.1)."""
        for text in lines:
            self._room_for(1)
            geometry = self.sheet.geometry
            middle = geometry.left + geometry.text_width / 2
            self.sheet.fit(
                middle,
                geometry.baseline(self.line, size),
                geometry.text_width,
                text,
                label="标题",
                face=Face.TITLE,
                size=size,
                smallest=SIZE_3,
                align=Align.CENTRE,
            )
            self.line += 1
        self._last = None

    def paragraph(
        self, pieces: Pieces, *, face: Face = Face.FANG, indent: float = 2, size: float = SIZE_3
    ) -> None:
        """Write a paragraph, 三号 on the grid, its first line ``indent`` characters in (7.3.3).

        Raises:
            MissingGlyph: a character that no font at hand can draw.
        """
        geometry = self.sheet.geometry
        pitch = geometry.column_pitch * size / SIZE_3
        setting = Setting.of(pieces, face, size, pitch * MM - size)
        offset = 0
        for number, line in enumerate(setting.lines(geometry.text_width * MM, indent * pitch * MM)):
            self._room_for(1)
            x = geometry.left + (0 if number else indent * pitch)
            self._write(setting, line, offset, x)
            offset += len(line.text)

    def lines_of(self, pieces: Pieces) -> int:
        """How many lines a paragraph of 三号 will take."""
        geometry = self.sheet.geometry
        pitch = geometry.column_pitch * MM
        setting = Setting.of(pieces, Face.FANG, SIZE_3, geometry.grid_space())
        return sum(1 for _ in setting.lines(geometry.text_width * MM, 2 * pitch))

    def closing(self, issuer: Pieces, date: str, *, sealed: bool = True, blank_lines: int = 1) -> None:
        """Write who issues and the date, under the text and with room for the seal (7.3.5).

        With a seal the date ends four characters from the right and the issuer is centred over it, so that a
        round seal of 42 mm (国发〔1999〕25号) pressed on both has its upper edge within one line of the text.
        Without one the issuer ends two characters from the right and the date begins two characters right of
        the issuer.
        If the page has no room, the last line of the text goes over to the next page with it: a seal never
        stands on a page without text.
        """
        needed = blank_lines + 2 + (1 if sealed else 0)
        if self.line + needed - 1 > self.sheet.geometry.lines:
            self._take_last_line_over()
        self.line += blank_lines
        geometry = self.sheet.geometry
        space = geometry.grid_space()
        pitch = geometry.column_pitch
        who = Setting.of(issuer, Face.FANG, SIZE_3, space)
        when = Setting.of(date, Face.FANG, SIZE_3, space)
        who_width, when_width = who.width / MM, when.width / MM
        if sealed:
            middle = min(geometry.right - 4 * pitch - when_width / 2, geometry.right - pitch - who_width / 2)
            who_left, when_left = middle - who_width / 2, middle - when_width / 2
        else:
            who_left = geometry.right - 2 * pitch - who_width
            when_left = who_left + 2 * pitch
            over = max(when_left + when_width - (geometry.right - 2 * pitch), 0.0)
            who_left, when_left = who_left - over, when_left - over
        for setting, left in ((who, who_left), (when, when_left)):
            self.sheet.put(setting.runs(*self.sheet.point(left, geometry.baseline(self.line))))
            self.line += 1

    def _room_for(self, lines: int) -> None:
        if self.line + lines - 1 > self.sheet.geometry.lines:
            self.sheet.new_page()
            self.line = 1

    def _write(self, setting: Setting, line: Line, offset: int, x: float) -> None:
        sheet = self.sheet
        self._last = _LastLine(setting, line, offset, x, sheet.mark_count)
        y = sheet.geometry.baseline(self.line, setting.size)
        sheet.put(setting.line_runs(line, offset, *sheet.point(x, y)))
        self.line += 1

    def _take_last_line_over(self) -> None:
        last = self._last
        if last:
            self.sheet.take_back(last.first_mark)
        self.sheet.new_page()
        self.line = 1
        if last:
            self._write(last.setting, last.line, last.offset, last.x)
