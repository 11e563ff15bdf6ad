"""What the cards of a person's 补充资料 share: fields, present values, what is said, what is noticed."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.foundation.values.period import ImpreciseDate
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.checks import Remark

SINCE_TODAY: Final = "不填就是今天"
NOTHING_NEW: Final = "内容没有改，只改日期办不了；日期登记错了请先撤回再登记"
BETWEEN: Final = "；"


class Group:
    """One card: its fields stand in ``form``, and below them one line of what is noticed about them."""

    title: ClassVar[str]

    def __init__(self, form: Form) -> None:
        self.form = form
        form.section(self.title)
        before = {field.name for field in form.fields}
        self.build(form)
        self._names = {field.name for field in form.fields} - before
        self.noticed = paragraph(size="small", tone="warn")
        self.noticed.hide()
        form.add(self.noticed)

    def build(self, form: Form) -> None:
        """Add the fields."""
        raise NotImplementedError

    def put(self, person: PersonRow) -> None:
        """Show the present values."""
        raise NotImplementedError

    def items(self, person: PersonRow) -> dict[str, Any]:
        """What is said, as items of the draft. Raises Refusal of a field."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the rules look at, as far as it can be read by now; raises nothing."""
        return {}

    def notice(self, remarks: Sequence[Remark]) -> None:
        """Say what is noticed about this card's fields; nothing of it stops anybody."""
        said = BETWEEN.join(remark.text for remark in remarks if remark.field in self._names)
        self.noticed.setText(said)
        self.noticed.setVisible(bool(said))


def show_since(line: DateInput, since: ImpreciseDate | None) -> None:
    """Say since when what stands there holds; the line itself is for the day of a change."""
    line.restore("")
    line.setPlaceholderText(f"{since.spoken()}起" if since else SINCE_TODAY)


def refuse_day_alone(line: DateInput, field: str) -> None:
    """A day typed beside facts that did not change would be lost without a word."""
    if line.text().strip():
        raise Refusal(NOTHING_NEW, field)


def count_or_none(typed: str) -> int | None:
    """A count as far as one is typed."""
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else None
