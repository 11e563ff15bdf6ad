"""Three lines that answer the first questions: who they are, where they came from, where they live."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.icons import pixmap_of
from resettle_desktop.foundation.ui.layout import Card, spaced
from resettle_desktop.foundation.ui.theme import Theme
from resettle_desktop.foundation.ui.words import elided, words
from resettle_desktop.foundation.values.phone import mask_phone
from resettle_desktop.households.pages.phone_or_none import NO_PHONE
from resettle_desktop.households.queries import DwellingRow, HouseholdView, PersonRow
from resettle_desktop.households.rules.declared import RELOCATION_KINDS
from resettle_desktop.households.rules.moving import lived_two_years

SEPARATOR: Final = "　"
"""A full-width blank: the middle dot belongs to names."""
TWO_YEARS: Final = {True: "已满两年", False: "未满两年", None: ""}
"""是否实际入住满两年, told from the date; one too vague to say is not asked to."""

ICON: Final = 20
CAPTION_WIDTH: Final = 40


class GlanceLine(QWidget):
    """Icon, caption, the fact itself in bold, and what goes with it in muted words."""

    def __init__(self, theme: Theme, icon: str, caption: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._caption_text = caption
        self._icon = QLabel()
        self._caption = words(caption, size="small", tone="muted")
        self.fact = elided(size="lead", weight="bold")
        self.note = elided(tone="muted")
        self._row = row = QHBoxLayout(self)
        spaced(theme, row, spacing=10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.fact)
        row.addWidget(self.note, 1)
        theme.changed.connect(self._refresh)
        self._refresh()

    def say(self, fact: str, note: str = "") -> None:
        """Show a fact and its note."""
        self.fact.setText(fact)
        self.note.setText(note)
        self._share()
        self._row.activate()  # at once: no picture shows these words in the room of those before
        self.setAccessibleName(f"{self._caption_text} {fact} {note}".strip())

    def _share(self) -> None:
        """A very long name leaves its note up to two fifths of the line."""
        room = self.width() - self.fact.x()
        note = min(self.note.sizeHint().width() + self._row.spacing(), room * 2 // 5)
        self.fact.setMaximumWidth(max(room - note, self.fact.minimumSizeHint().width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _refresh(self) -> None:
        size = self._theme.px(ICON)
        self._icon.setPixmap(pixmap_of(self._icon_name, self._theme.colour("primary").name(), size))
        self._icon.setFixedWidth(size)
        self._caption.setFixedWidth(self._theme.px(CAPTION_WIDTH))


class Glance(Card):
    """The three lines of a household."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.who = GlanceLine(theme, "users-round", "户主")
        self.origin = GlanceLine(theme, "map-pin", "迁出")
        self.home = GlanceLine(theme, "home", "现住")
        column = QVBoxLayout()
        spaced(theme, column, spacing=8)
        for line in (self.who, self.origin, self.home):
            column.addWidget(line)
        self.body.addLayout(column)

    def show_household(self, view: HouseholdView) -> None:
        """Show a household as it stood on the view's day; where nobody is left no room is to be given."""
        head = view.head
        kind = view.facts.relocation_kind
        if head is not None:
            parts = (
                described(head.person),
                people_words(view),
                f"电话 {phone_words(head.person)}",
                RELOCATION_KINDS[kind] if kind else "",
            )
            self.who.say(head.person.name, joined(*parts))
        moved = view.facts.moved_in
        self.origin.say(
            view.origin.short, joined(view.origin.division_name, "已撤并" if view.origin.abolished_on else "")
        )
        since = (
            joined(f"{moved.spoken()}入住", TWO_YEARS[lived_two_years(moved, view.as_of)]) if moved else ""
        )
        self.home.say(*home_words(view.dwelling, since, closed=not view.members))


def people_words(view: HouseholdView) -> str:
    """How many they are; beside how many the agreement was made for, where that is another number."""
    heads, now = view.facts.agreement_heads, len(view.members)
    return f"协议人口{heads}，现人口{now}" if heads is not None and heads != now else f"{now}口人"


def described(person: PersonRow) -> str:
    """男　54岁, as far as it is known."""
    return joined(person.sex.label, "" if person.age is None else f"{person.age}岁")


def phone_words(person: PersonRow) -> str:
    """The masked telephone, 没有电话, or that nobody asked yet."""
    if person.phone is None:
        return "没问"
    return mask_phone(person.phone.phone) if person.phone.phone else NO_PHONE


def home_words(dwelling: DwellingRow | None, moved: str = "", *, closed: bool = False) -> tuple[str, str]:
    """The room and what goes with it; or that there is none and what to do."""
    if dwelling is None:
        return ("没有住房", "") if closed else ("还没有分房", "按 F7 分配住房")
    room = dwelling.room
    area = f"{room.area}平方米" if room.area else ""
    since = moved or f"{dwelling.since.spoken()}起"
    return f"{room.site_name} {room.spoken}", joined(room.label, area, since)


def joined(*parts: str) -> str:
    """Words beside each other, without the empty ones."""
    return SEPARATOR.join(part for part in parts if part)
