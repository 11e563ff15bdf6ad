"""劳动就业: what somebody can do, where he works, whether he holds a post of public benefit."""

from typing import Any

from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput
from resettle_desktop.households.pages.forms.person_items.group import (
    SINCE_TODAY,
    Group,
    count_or_none,
    refuse_day_alone,
    show_since,
)
from resettle_desktop.households.pages.listed import (
    chosen,
    listed,
    optional,
    said_yes,
    show_yes,
    whole_number,
    yes_or_no,
)
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.declared import LABOURS, Labour
from resettle_desktop.households.use_cases.drafts import WorkDraft


class WorkingGroup(Group):
    """Labour, work as declared, public post."""

    title = "劳动就业"

    @override
    def build(self, form: Form) -> None:
        self.labour = form.field("labour", "劳动技能(&L)", ChoiceInput(listed(LABOURS)), width=3)
        self.place = form.field("work_place", "务工地点(&G)", TextInput("如 云州市，或省外"), width=3)
        self.months = form.field("work_months", "一年几个月", TextInput(), width=3)
        self.since = form.field("work_since", "从哪天起", DateInput(form.context.today, SINCE_TODAY), width=3)
        self.employer = form.field("employer", "务工企业(&I)", TextInput(), width=3)
        self.channel = form.field("channel", "就业渠道(&O)", TextInput("怎么找到的"), width=3)
        self.abroad = form.field("work_abroad", "在国外", ChoiceInput(yes_or_no()), width=2)
        self.post = form.field("public_post", "公益性岗位", TextInput("如 护林"), width=2)
        self.post_months = form.field("public_post_months", "岗位月数", TextInput(), width=2)

    @override
    def put(self, person: PersonRow) -> None:
        work = person.work
        self.labour.choose_value(person.labour)
        self.place.restore(work.place if work else "")
        self.months.restore(work.months if work else "")
        show_yes(self.abroad, yes=work.abroad if work else None)
        show_since(self.since, work.since if work else None)
        self.employer.restore(work.employer if work else "")
        self.channel.restore(work.channel if work else "")
        self.post.restore(person.public_post)
        self.post_months.restore(person.public_post_months)

    @override
    def items(self, person: PersonRow) -> dict[str, Any]:
        return {
            "labour": chosen(Labour, self.labour, "labour"),
            "public_post": self.post.value(),
            "public_post_months": whole_number(self.post_months, "public_post_months", "月数"),
            "work": self._work(person),
        }

    @override
    def facts(self) -> dict[str, Any]:
        return {
            "labour": optional(Labour, self.labour.value()),
            "work_place": self.place.value(),
            "work_months": count_or_none(self.months.value()),
            "post": self.post.value(),
            "post_months": count_or_none(self.post_months.value()),
        }

    def _work(self, person: PersonRow) -> WorkDraft | None:
        """Said only when it is said anew: what did not change keeps its beginning."""
        said = (
            self.place.value(),
            whole_number(self.months, "work_months", "月数"),
            self.employer.value(),
            self.channel.value(),
            said_yes(self.abroad, "work_abroad"),
        )
        now = person.work
        nothing = ("", None, "", "", None)
        if said == ((now.place, now.months, now.employer, now.channel, now.abroad) if now else nothing):
            refuse_day_alone(self.since, "work_since")
            return None
        place, months, employer, channel, abroad = said
        return WorkDraft(place, months, employer, channel, self.since.value_or_none("work_since"), abroad)
