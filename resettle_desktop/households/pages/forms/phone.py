"""How a person is reached."""

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.inputs import DateInput
from resettle_desktop.households.pages.forms.about import AboutPerson
from resettle_desktop.households.pages.phone_or_none import PhoneOrNone, check_phone
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.use_cases.drafts import PhoneDraft
from resettle_desktop.households.use_cases.people import set_phone


class PhonePage(AboutPerson):
    """A telephone number, or that there is none."""

    name = "households.phone"
    title = "登记联系电话"
    verb = "登记(&R)"
    only_changes = True
    use_case = staticmethod(set_phone)

    @override
    def build(self) -> None:
        self.section()
        self.phone = self.field("phone", "电话(&T)", PhoneOrNone(), required=True, width=6, check=check_phone)
        self.since = self.field(
            "since", "从哪天起(&D)", DateInput(self.context.today, "不填就是今天"), width=6
        )

    @override
    def put(self, person: PersonRow) -> None:
        phone = person.phone
        self.phone.restore(phone.phone if phone else "")

    @override
    def draft(self) -> PhoneDraft:
        if self.subject_uid is None:
            raise Refusal("请先打开一个人")
        return PhoneDraft(
            person_uid=self.subject_uid,
            phone=self.phone.value(),
            no_phone=self.phone.says_none,
            since=self.since.value_or_none("since"),
        )
