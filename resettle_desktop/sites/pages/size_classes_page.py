"""规模的分法: from how many people on a site is called a large one; every office may have its own."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.ui.rows_input import RowColumn, RowsInput
from resettle_desktop.foundation.ui.words import paragraph
from resettle_desktop.sites.queries import size_classes
from resettle_desktop.sites.rules import GOVERNANCE_NAMES, Governance, SizeClass
from resettle_desktop.sites.use_cases import SizeClassesDraft, set_size_classes

ADVICE: Final = (
    "“从多少人起”填下限，最小的一档填0。写了治理模式的一档只管那一种安置区；"
    "那一种有自己的分法，就只按自己的。"
)
NO_NUMBER: Final = "“{}”从多少人起，请填数字"
NO_DAY: Final = "请填写从哪天起，要填到日"


class SizeClassesPage(Form):
    """All classes at once; what held before stays askable."""

    name = "sites.size_classes"
    title = "安置区规模的分法"
    only_changes = True
    use_case = staticmethod(set_size_classes)
    keeps_draft = False

    @override
    def build(self) -> None:
        self.section("规模", "从大到小写，程序自己会排")
        governance = choices_of((key.value, text) for key, text in GOVERNANCE_NAMES.items())
        self.classes = self.field(
            "classes",
            "每一档(&G)",
            RowsInput(
                self.context.theme,
                (
                    RowColumn("name", "规模", lambda: TextInput("如 大型"), chars=5),
                    RowColumn("least", "从多少人起", lambda: TextInput("如 3000"), chars=5),
                    RowColumn(
                        "governance",
                        "治理模式",
                        lambda: ChoiceInput(governance, placeholder="城镇、农村都算"),
                        chars=7,
                    ),
                ),
                row_word="档",
            ),
            width=12,
        )
        self.since = self.field(
            "starts", "从哪天起(&D)", DateInput(self.context.today), required=True, width=4
        )
        self.add(paragraph(ADVICE, size="small", tone="muted"))

    @override
    def fill(self) -> None:
        question = partial(size_classes, as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="classes")

    @override
    def draft(self) -> SizeClassesDraft:
        day = self.since.value_or_none("starts")
        if day is None or day.earliest != day.latest:
            raise Refusal(NO_DAY, "starts")
        return SizeClassesDraft(tuple(self._class(row) for row in self.classes.values()), day.earliest)

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("规模的分法已保存")
        self.context.go_back()

    def _class(self, row: dict[str, Any]) -> SizeClass:
        least = str(row["least"]).strip()
        if not (least.isdecimal() and len(least) <= 9):
            raise Refusal(NO_NUMBER.format(row["name"]), "classes")
        governance = row["governance"]
        return SizeClass(row["name"], int(least), Governance(governance) if governance else None)

    def _show(self, rows: Sequence[SizeClass]) -> None:
        if self.is_dirty:
            return
        self.classes.restore(
            [
                {
                    "name": row.name,
                    "least": str(row.least),
                    "governance": row.governance.value if row.governance else None,
                }
                for row in rows
            ]
        )
        self.since.restore(self.context.today().isoformat())
        self.filled()
