"""户口和其他: where the hukou is, how somebody is called, what does not fit anywhere else."""

from functools import partial
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import ChoiceInput, DateInput, TextInput, choices_of
from resettle_desktop.foundation.values.bank_account import clean_account, mask_account
from resettle_desktop.households.pages.forms.person_items.group import (
    SINCE_TODAY,
    Group,
    refuse_day_alone,
    show_since,
)
from resettle_desktop.households.pages.listed import chosen, listed, said_yes, show_yes, yes_or_no
from resettle_desktop.households.queries import PersonRow
from resettle_desktop.households.rules.declared import (
    HUKOU_CATEGORIES,
    HUKOU_STANDINGS,
    POLITICALS,
    HukouCategory,
    HukouStanding,
    Political,
)
from resettle_desktop.households.rules.ethnic_groups import ETHNIC_GROUPS
from resettle_desktop.households.use_cases.drafts import HukouDraft
from resettle_desktop.sites.rules import check_division_code

STANDING_FIRST: Final = "请先选户口迁移情况"


class OtherGroup(Group):
    """Hukou, names, and the rest."""

    title = "户口和其他"

    @override
    def build(self, form: Form) -> None:
        self._account = ""
        self.hukou = form.field("hukou", "户口迁移(&K)", ChoiceInput(listed(HUKOU_STANDINGS)), width=4)
        self.category = form.field("hukou_category", "户别", ChoiceInput(listed(HUKOU_CATEGORIES)), width=4)
        self.since = form.field(
            "hukou_since", "从哪天起", DateInput(form.context.today, SINCE_TODAY), width=4
        )
        self.address = form.field("hukou_address", "户口地址", TextInput(), width=8)
        self.division = form.field(
            "hukou_division",
            "户籍地代码",
            TextInput("12位区划代码，可以空着"),
            width=4,
            check=partial(check_division_code, field="hukou_division"),
        )
        self.nickname = form.field("nickname", "小名(&N)", TextInput("村里怎么叫"), width=3)
        self.former = form.field("former_names", "曾用名(&C)", TextInput("几个就用顿号隔开"), width=3)
        self.ethnicity = form.field(
            "ethnicity", "民族(&Z)", ChoiceInput(choices_of(ETHNIC_GROUPS.items())), width=3
        )
        self.political = form.field("political", "政治面貌(&M)", ChoiceInput(listed(POLITICALS)), width=3)
        self.mandarin = form.field(
            "speaks_mandarin", "会讲普通话(&P)", ChoiceInput(yes_or_no("会", "不会")), width=3
        )
        self.account = form.field(
            "bank_account",
            "一卡通账号(&E)",
            TextInput("只看得见头尾"),
            width=3,
            check=self._check_account,
        )
        self.register_no = form.field("register_no", "人口编号", TextInput("全国系统的编号"), width=3)
        self.note = form.field("note", "备注(&U)", TextInput(), width=3)

    @override
    def put(self, person: PersonRow) -> None:
        hukou = person.hukou
        self.hukou.choose_value(hukou.standing if hukou else None)
        self.category.choose_value(hukou.category if hukou else None)
        self.address.restore(hukou.address if hukou else "")
        self.division.restore(hukou.division_code or "" if hukou else "")
        show_since(self.since, hukou.since if hukou else None)
        self.register_no.restore(person.register_no)
        self.nickname.restore(person.nickname)
        self.former.restore(person.former_names)
        self.ethnicity.choose_value(person.ethnicity)
        self.political.choose_value(person.political)
        show_yes(self.mandarin, yes=person.speaks_mandarin)
        self._account = person.bank_account
        self.account.restore(mask_account(person.bank_account))
        self.note.restore(person.note)

    @override
    def items(self, person: PersonRow) -> dict[str, Any]:
        typed = self.account.value()
        return {
            "register_no": self.register_no.value(),
            "nickname": self.nickname.value(),
            "former_names": self.former.value(),
            "ethnicity": self.ethnicity.require("ethnicity") or None,
            "political": chosen(Political, self.political, "political"),
            "speaks_mandarin": said_yes(self.mandarin, "speaks_mandarin"),
            "bank_account": self._account if typed == mask_account(self._account) else typed,
            "note": self.note.value(),
            "hukou": self._hukou(person),
        }

    def _hukou(self, person: PersonRow) -> HukouDraft | None:
        """Said only when it is said anew: what did not change keeps its beginning."""
        standing = chosen(HukouStanding, self.hukou, "hukou")
        category = chosen(HukouCategory, self.category, "hukou_category")
        address = self.address.value()
        division = check_division_code(self.division.value(), field="hukou_division")
        if standing is None and (address or division or category):
            raise Refusal(STANDING_FIRST, "hukou")
        now = person.hukou
        kept = now and (now.standing, now.division_code, now.address, now.category)
        if standing is None or kept == (standing, division, address, category):
            refuse_day_alone(self.since, "hukou_since")
            return None
        since = self.since.value_or_none("hukou_since")
        return HukouDraft(standing, division or "", address, since, category)

    def _check_account(self, typed: str) -> None:
        if typed != mask_account(self._account):
            clean_account(typed)
