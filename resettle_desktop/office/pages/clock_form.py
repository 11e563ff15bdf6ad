"""After the computer's clock went back: the head reads the date from a calendar, and work goes on."""

from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import DateInput
from resettle_desktop.foundation.values.numerals import spoken_date
from resettle_desktop.office.pages.gate import Paragraph
from resettle_desktop.office.use_cases import accept_clock
from resettle_desktop.office.use_cases.settings import ClockDraft


class ClockForm(Form):
    """The date as the calendar on the wall shows it."""

    name = "office.clock"
    title = "核对电脑日期"
    verb = "日期没错，继续办理(&S)"
    verb_icon = "calendar"
    keeps_draft = False
    use_case = staticmethod(accept_clock)

    @override
    def build(self) -> None:
        self.section()
        self.words = Paragraph()
        self.add(self.words)
        self.seen = self.field(
            "seen", "日历或手机上今天是哪天(&D)", DateInput(self.context.today), required=True, width=6
        )

    @override
    def fill(self) -> None:
        self.words.say(
            f"电脑上的时间比上一笔业务还早，为免日期出错暂停了办理。电脑现在显示{spoken_date(self.context.today())}。"
            "请看日历或手机：如果电脑日期不对，先把电脑日期调对；对的话，在下面填一遍。"
        )
        self.filled()

    @override
    def draft(self) -> ClockDraft:
        seen = self.seen.value_or_none("seen")
        return ClockDraft(self.context.today() if seen is None else seen.earliest)

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("日期已核对，可以继续办理")
        self.context.go_back()
