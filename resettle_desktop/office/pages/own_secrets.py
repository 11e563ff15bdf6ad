"""What everybody sets for himself: the password of the morning and the PIN of the day."""

from typing import Any, ClassVar

from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import PasswordInput
from resettle_desktop.office.pages import keys
from resettle_desktop.office.pages.clerk_forms import PasswordPair
from resettle_desktop.office.pages.gate import Paragraph
from resettle_desktop.office.rules.secrets import check_pin
from resettle_desktop.office.use_cases import note_own_password, set_pin
from resettle_desktop.office.use_cases.clerks import PinDraft
from resettle_desktop.office.use_cases.keeping import KeyNote

PIN_EXPLAINED = "4 到 6 位数字。每天先用登录密码进一次，之后换人、解锁输这几位就行。"


class OwnPasswordForm(Form):
    """The old password and a new one."""

    name = "office.own_password"
    title = "改我的登录密码"
    verb = "改密码(&S)"
    verb_icon = "key-round"
    keeps_draft = False
    cost: ClassVar[PasswordCost | None] = None

    @override
    def build(self) -> None:
        self.section()
        self.old = self.field("old", "现在的密码(&O)", PasswordInput(), required=True, width=12)
        self.secrets = PasswordPair(self, "新密码(&P)")

    @override
    def draft(self) -> tuple[str, str]:
        return self.old.value(), self.secrets.value(self.context.actor.name)

    @override
    def perform(self, draft: tuple[str, str]) -> None:
        uid = self.context.actor.uid

        def note(_nothing: None) -> None:
            self.context.worker.act(
                note_own_password, KeyNote(uid), self.succeeded, owner=self, failed=self.refused
            )

        self.context.worker.errand(
            lambda store: keys.change_own(store, uid, *draft, self.cost),
            note,
            owner=self,
            failed=self._not_changed,
        )

    def _not_changed(self, error: Exception) -> None:
        wrong_old = isinstance(error, Refusal) and error.field in {"password", None}
        self.refused(Refusal("现在的密码不对，没有改", field="old") if wrong_old else error)

    @override
    def done(self, result: Any) -> None:
        self.old.clear()
        self.secrets.clear()
        self.context.notices.say("登录密码已改，下次登录用新的")
        self.context.go_back()


class PinForm(Form):
    """The PIN, twice."""

    name = "office.pin"
    title = "设我的换人密码"
    keeps_draft = False
    use_case = staticmethod(set_pin)

    @override
    def build(self) -> None:
        self.section()
        self.pin = self.field("pin", "换人密码(&P)", PasswordInput(), required=True, width=6, check=check_pin)
        self.again = self.field("again", "再输一次(&A)", PasswordInput(), required=True, width=6)
        self.add(Paragraph(PIN_EXPLAINED, size="small", tone="muted"))

    @override
    def draft(self) -> PinDraft:
        check_pin(self.pin.value())
        if self.pin.value() != self.again.value():
            raise Refusal("两次输入的数字不一样，请重新输入", field="again")
        return PinDraft(self.context.actor.uid, self.pin.value())

    @override
    def done(self, result: Any) -> None:
        self.pin.clear()
        self.again.clear()
        self.context.notices.say("换人密码已设")
        self.context.go_back()
