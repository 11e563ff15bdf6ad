"""Forms about people: add somebody, rename, give a role, set a password."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox

from resettle_desktop.foundation.database.keystore import KeystorePerson
from resettle_desktop.foundation.database.password import PasswordCost
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.overriding import override
from resettle_desktop.foundation.ui.form import Form
from resettle_desktop.foundation.ui.inputs import Choice, ChoiceInput, DateInput, NameInput, PasswordInput
from resettle_desktop.foundation.values.person_name import clean_name
from resettle_desktop.office.pages import keys
from resettle_desktop.office.pages.gate import Paragraph
from resettle_desktop.office.queries import CentreRow, ClerkRow, centre_rows, clerk_row
from resettle_desktop.office.rules.roles import GRANTABLE, PRESETS, ROLE_DUTIES, ROLE_NAMES
from resettle_desktop.office.rules.secrets import PASSWORD_RULE, check_password
from resettle_desktop.office.use_cases import add_clerk, grant_role, note_password, rename_clerk
from resettle_desktop.office.use_cases.clerks import ClerkDraft, GrantDraft, RenameDraft
from resettle_desktop.office.use_cases.keeping import KeyNote

DIFFERENT = "两次输入的密码不一样，请重新输入"
HALF_DONE = "人员已添加，登录密码没有设成；请按 F7 再设一次"
DESKS = {f"{preset.key}-{place}": desk for preset in PRESETS for place, desk in enumerate(preset.desks)}


def role_choices() -> list[Choice]:
    """The roles a clerk can hold, with what they do."""
    return [Choice(role.value, ROLE_NAMES[role], ROLE_DUTIES[role]) for role in GRANTABLE]


class PasswordPair:
    """Two password lines of a form that must be the same."""

    def __init__(self, form: Form, label: str = "登录密码(&P)") -> None:
        self.password = form.field("password", label, PasswordInput(), required=True, width=6)
        self.again = form.field("again", "再输一次(&A)", PasswordInput(), required=True, width=6)
        form.add(Paragraph(f"密码{PASSWORD_RULE.wording}。", size="small", tone="muted"))

    def value(self, login: str) -> str:
        """The password, checked; raises Refusal."""
        check_password(self.password.value(), login=login)
        if self.password.value() != self.again.value():
            raise Refusal(DIFFERENT, field="again")
        return self.password.value()

    def clear(self) -> None:
        """Leave nothing behind."""
        self.password.clear()
        self.again.clear()


class CentreChoice(ChoiceInput):
    """One of the office's centres, or none in particular."""

    def show_centres(self, rows: Sequence[CentreRow]) -> None:
        """Offer these."""
        self.set_choices([Choice(row.uid, row.name) for row in rows])

    @property
    def uid(self) -> str | None:
        """The chosen centre."""
        return self.require("centre") or None


class AddClerkForm(Form):
    """Somebody new, with roles and a first password he changes himself."""

    name = "office.add_clerk"
    title = "添加人员"
    verb = "添加(&S)"
    verb_icon = "user-plus"
    cost: ClassVar[PasswordCost | None] = None

    @override
    def build(self) -> None:
        self.section()
        self.person = self.field("name", "姓名(&N)", NameInput(), required=True, width=6)
        self.centre = self.field("centre", "所在中心(&C)", CentreChoice(placeholder="不分中心"), width=6)
        self.secrets = PasswordPair(self)
        self.section("岗位", "选一种窗口会替您勾好，也可以自己勾")
        desks = [Choice(key, desk.name) for key, desk in DESKS.items()]
        self.desk = self.field("desk", "照哪种窗口(&G)", ChoiceInput(desks), width=12)
        self.roles = {
            role: self.field(f"role_{role.value}", ROLE_NAMES[role], QCheckBox(ROLE_DUTIES[role]), width=6)
            for role in GRANTABLE
        }
        self.desk.chosen_changed.connect(self._tick)

    @override
    def fill(self) -> None:
        self.context.worker.ask(centre_rows, self.centre.show_centres, owner=self, latest="centres")
        self.filled()

    @override
    def draft(self) -> tuple[ClerkDraft, str]:
        name = clean_name(self.person.value())
        password = self.secrets.value(name)
        roles = tuple(role.value for role, tick in self.roles.items() if tick.isChecked())
        if not roles:
            raise Refusal("至少勾一个岗位", field="desk")
        return ClerkDraft(name, roles=roles, centre_uid=self.centre.uid), password

    @override
    def perform(self, draft: tuple[ClerkDraft, str]) -> None:
        clerk, password = draft

        def added(uid: str) -> None:
            person = KeystorePerson(uid, clerk.name, clerk.name)
            self.context.worker.errand(
                lambda store: keys.enrol(store, person, password, self.cost),
                lambda _nothing: self.succeeded(uid),
                owner=self,
                failed=partial(self._half_done, uid),
            )

        self.context.worker.act(add_clerk, clerk, added, owner=self, failed=self.refused)

    @override
    def done(self, result: str) -> None:
        self.secrets.clear()
        self.context.notices.say(f"已添加{self.person.value()}，请他用这个密码登录，再改成自己的")
        self.context.open_page("office.clerk", result)

    def _half_done(self, uid: str, _error: Exception) -> None:
        self.succeeded(uid)
        self.context.notices.say(HALF_DONE, tone="warn")

    def _tick(self) -> None:
        desk = DESKS.get(self.desk.value())
        if desk is not None:
            for role, tick in self.roles.items():
                tick.setChecked(role in desk.roles)


class RenameClerkForm(Form):
    """Another name for somebody, here and in the sign-in list."""

    name = "office.rename_clerk"
    title = "改姓名"

    @override
    def build(self) -> None:
        self._row: ClerkRow | None = None
        self.section()
        self.person = self.field("name", "姓名(&N)", NameInput(), required=True, width=6)

    @override
    def fill(self) -> None:
        question = partial(clerk_row, uid=self.subject_uid or "", as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="clerk")

    def _show(self, row: ClerkRow) -> None:
        self._row = row
        self.person.restore(row.name)
        self.filled()

    @override
    def draft(self) -> RenameDraft:
        version = None if self._row is None else self._row.version
        return RenameDraft(self.subject_uid or "", clean_name(self.person.value()), version)

    @override
    def perform(self, draft: RenameDraft) -> None:
        def renamed(uid: str) -> None:
            self.context.worker.errand(
                lambda store: keys.rename(store, uid, draft.name),
                lambda _nothing: self.succeeded(uid),
                owner=self,
                failed=self.refused,
            )

        self.context.worker.act(rename_clerk, draft, renamed, owner=self, failed=self.refused)

    @override
    def done(self, result: str) -> None:
        self.context.notices.say("姓名已改，登录名单也改了")
        self.context.go_back()


class RoleForm(Form):
    """One more role for somebody, for a term if it has one."""

    name = "office.grant_role"
    title = "加岗位"
    verb = "加上(&S)"
    use_case = staticmethod(grant_role)

    @override
    def build(self) -> None:
        self.section()
        self.role = self.field("role", "岗位(&G)", ChoiceInput(role_choices()), required=True, width=6)
        self.centre = self.field("centre", "所在中心(&C)", CentreChoice(placeholder="不分中心"), width=6)
        self.starts = self.field("starts", "从哪天起(&F)", DateInput(self.context.today, "今天"), width=6)
        self.last = self.field("last", "到哪天为止(&T)", DateInput(self.context.today, "没有期限"), width=6)

    @override
    def fill(self) -> None:
        self.context.worker.ask(centre_rows, self.centre.show_centres, owner=self, latest="centres")
        self.filled()

    @override
    def draft(self) -> GrantDraft:
        starts = self.starts.value_or_none("starts")
        last = self.last.value_or_none("last")
        return GrantDraft(
            self.subject_uid or "",
            self.role.require("role"),
            self.centre.uid,
            None if starts is None else starts.earliest,
            None if last is None else last.latest,
        )

    @override
    def done(self, result: Any) -> None:
        self.context.notices.say("岗位已加上；正在登录的人下次登录起生效")
        self.context.go_back()


class SetPasswordForm(Form):
    """A new password for somebody who has none or forgot it."""

    name = "office.set_password"
    title = "设登录密码"
    keeps_draft = False
    cost: ClassVar[PasswordCost | None] = None

    @override
    def build(self) -> None:
        self._row: ClerkRow | None = None
        self.section()
        self.secrets = PasswordPair(self, "新密码(&P)")

    @override
    def fill(self) -> None:
        question = partial(clerk_row, uid=self.subject_uid or "", as_of=self.context.today())
        self.context.worker.ask(question, self._show, owner=self, latest="clerk")

    def _show(self, row: ClerkRow) -> None:
        self._row = row
        self.set_heading(f"给{row.name}设登录密码")
        self.filled()

    @override
    def draft(self) -> tuple[KeystorePerson, str]:
        row = self._row
        if row is None or row.suspended_on is not None:
            raise Refusal("这个人已停用，没有保存；请先恢复使用", field="password")
        return KeystorePerson(row.uid, row.login, row.name), self.secrets.value(row.login)

    @override
    def perform(self, draft: tuple[KeystorePerson, str]) -> None:
        person, password = draft
        worker = self.context.worker

        def enrol(_nothing: None) -> None:
            worker.errand(
                lambda store: keys.enrol(store, person, password, self.cost),
                self.succeeded,
                owner=self,
                failed=self.refused,
            )

        worker.act(note_password, KeyNote(person.clerk_uid), enrol, owner=self, failed=self.refused)

    @override
    def done(self, result: Any) -> None:
        self.secrets.clear()
        self.context.notices.say("登录密码已设，请本人登录后改成自己的")
        self.context.go_back()
