"""What happens behind the door, on the worker: looking at the folder, proving who somebody is, sitting down.

Imported by ``door`` only when the worker first needs it: everything heavy hangs on this module.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from resettle_desktop.foundation.database import migrate
from resettle_desktop.foundation.database.backup import BackupResult, backups_in
from resettle_desktop.foundation.database.engine import Journal
from resettle_desktop.foundation.database.keystore import KeystorePerson, same_login
from resettle_desktop.foundation.database.office_folder import FAILURES, FolderState, OfficeFolder
from resettle_desktop.foundation.database.opening import (
    Opened,
    create_office,
    open_by_sheet,
    open_office,
    wait_for,
)
from resettle_desktop.foundation.database.password import PasswordCost, calibrated
from resettle_desktop.foundation.database.recovery import RecoverySheet
from resettle_desktop.foundation.database.restore import (
    RestoreResult,
    find_backups,
    keystore_of,
    restore,
    restore_card,
)
from resettle_desktop.foundation.database.sign_in_guard import SignInGuard, guarded
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.database.work import CLOCK_BEHIND, Actor
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal
from resettle_desktop.foundation.values.clock import Clock, civil_date
from resettle_desktop.office.pages.arrival import Outlook, Person, SignedIn
from resettle_desktop.office.queries import clerk_row, desk_facts, kept_pin, roles_of, working_day
from resettle_desktop.office.rules.secrets import SignInWay, check_password, pin_matches
from resettle_desktop.office.use_cases import note_restore, note_sign_in, set_up_office
from resettle_desktop.office.use_cases.clerks import SignInDraft
from resettle_desktop.office.use_cases.keeping import BY_SHEET, KEEPERS, RestoreNote, program_actor
from resettle_desktop.office.use_cases.setting_up import SetUpDraft, setup_actor

NO_ROLES: Final = "{}现在没有岗位，不能进入；请系统管理员分配岗位"
NO_PIN: Final = "还没有设换人密码，请输入登录密码"
WRONG_PIN: Final = "换人密码不对，请再输一次"
OTHER_FILE: Final = "钥匙文件和打开的数据不是一套，没有进入；请退出程序后重新登录"
MAY_NOT_RESTORE: Final = (
    "恢复要由系统管理员或负责人来办，没有恢复，现有资料没有改动；请换他们的密码，或者用恢复单"
)
NOT_WRITABLE: Final = (
    "数据文件所在的文件夹不允许写入",
    "没有打开，里面的资料没有改动",
    "请联系管理员开放这个文件夹的写入权限，或打开别的文件夹",
)
PRACTICE_HERE: Final = (
    "这个文件夹里是练习用的数据",
    "没有当真实资料打开",
    "要练习请从登录页按“练习”进去；要办真实业务请打开别的文件夹",
)
REAL_HERE: Final = ("练习文件夹里放的是真实资料", "没有打开，里面的资料没有改动", "请告诉系统管理员")
ONE_SECOND: Final = timedelta(seconds=1)


class Threshold:
    """One office's folder as the worker sees it. ``desk`` goes into the audit with every act."""

    def __init__(
        self,
        path: Path,
        *,
        second: Path | None,
        practice: bool,
        clock: Clock,
        desk: str,
        cost: PasswordCost | None,
    ) -> None:
        self.folder = OfficeFolder(path, second=second, practice=practice)
        self.clock = clock
        self.desk = desk
        self._cost = cost

    @property
    def cost(self) -> PasswordCost:
        """What a new password costs; this computer is measured once when nothing was said."""
        if self._cost is None:
            self._cost = calibrated()
        return self._cost

    def look(self) -> Outlook:
        """What is in the folder: nothing yet, people who can sign in, or what keeps it closed."""
        folder = self.folder
        try:
            state = folder.state()
            if not may_write(folder.path):
                return Outlook(new=False, failure=EnvironmentFailure(*NOT_WRITABLE))
            if state is FolderState.NEW:
                return Outlook(new=True)
            if state in FAILURES:
                return Outlook(new=False, failure=EnvironmentFailure(*FAILURES[state]))
            folder.lock.expect_free()
            if folder.keystore().practice != self.folder.is_practice:
                kind = REAL_HERE if folder.is_practice else PRACTICE_HERE
                return Outlook(new=False, failure=EnvironmentFailure(*kind))
            people = self.people()
        except EnvironmentFailure as failure:
            return Outlook(new=False, failure=failure)
        latest = next(iter(backups_in(folder.backups)), None)
        return Outlook(
            new=False,
            people=people,
            last_backup=None if latest is None else civil_date(latest.made_at),
            notices=tuple(folder.notices),
        )

    def people(self) -> tuple[Person, ...]:
        """Who has a key to the file."""
        return tuple(Person(one.clerk_uid, one.login, one.name) for one in self.folder.keystore().people)

    def seconds_to_wait(self, counted: str) -> int:
        """Whole seconds until a name (or its PIN, ``Person.pin_counted``) may be tried again, rounded up."""
        return -(-wait_for(self.folder, counted, self.clock) // ONE_SECOND)

    # Into a closed file

    def by_password(self, login: str, password: str, failed_before: int) -> SignedIn:
        """Open the file and sit down."""
        opened = open_office(self.folder, login, password, self.clock)
        return self._arrive(opened, SignInWay.FULL, failed_before)

    def by_sheet(self, typed: str, login: str, password: str) -> SignedIn:
        """Open the file with the recovery sheet, give the person a new password, and sit down."""
        check_password(password, login=login)
        opened = open_by_sheet(self.folder, typed, self.clock)
        with self._closing():
            person = next(one for one in opened.keystore.people if one.login == login)
            key = opened.store.key
            opened.keystore.enrol(person.clerk_uid, login, person.name, password, key, cost=self.cost)
        SignInGuard(self.folder.sign_in_path, self.clock).succeeded(login)
        return self._arrive(replace(opened, person=person), SignInWay.RECOVERY, 0)

    def first_start(self, draft: SetUpDraft, password: str) -> SignedIn:
        """Make the office and let its first administrator sit down."""
        if not draft.practice:  # practice data is invented and its password stands on the sign-in page
            check_password(password, login=draft.administrator)

        def set_up(store: Store) -> KeystorePerson:
            with store.working(setup_actor(self.desk)) as work:
                uid = set_up_office(work, draft)
                clerk = clerk_row(work.session, uid, work.today)
            return KeystorePerson(uid, clerk.login, clerk.name)

        opened = create_office(self.folder, set_up, password, self.clock, cost=self.cost)
        return self._arrive(opened, SignInWay.FULL, 0)

    # Into an open file

    def again_by_password(self, store: Store, person: Person, password: str, failed_before: int) -> SignedIn:
        """Take the desk with a password."""
        keystore = self.folder.keystore()

        def unlock() -> bytes:
            return keystore.unlock(person.login, password, fits=lambda found: found == store.key)

        key = guarded(SignInGuard(self.folder.sign_in_path, self.clock), person.login, unlock)
        if not secrets.compare_digest(key, store.key):
            raise Refusal(OTHER_FILE)
        return self._sit_down(store, person.uid, SignInWay.FULL, failed_before)

    def again_by_pin(self, store: Store, person: Person, pin: str, failed_before: int) -> SignedIn:
        """Take the desk with a PIN; who may use one today is the door's to know."""
        with store.reading() as session:
            kept = kept_pin(session, person.uid)
        if kept is None:
            raise Refusal(NO_PIN, field="secret")

        def matches() -> bytes:
            if not pin_matches(pin, kept):
                raise Refusal(WRONG_PIN, field="secret")
            return b""

        guarded(SignInGuard(self.folder.sign_in_path, self.clock), person.pin_counted, matches)
        return self._sit_down(store, person.uid, SignInWay.PIN, failed_before)

    # The recovery sheet of an open file

    def make_sheet(self, store: Store) -> RecoverySheet:
        """A new recovery sheet; it opens nothing new until it was proved to be on paper."""
        return self.folder.keystore().make_recovery(store.key)

    def confirm_sheet(self) -> None:
        """The newest sheet is on paper; older ones open nothing from now on."""
        self.folder.keystore().confirm_recovery()

    # Backups, while the file is closed

    def backups(self, place: Path | None) -> tuple[BackupResult, ...]:
        """The backups at a place (the office's own by default), the newest first."""
        return backups_in(self.folder.backups) if place is None else find_backups(place)

    def key_of(self, backup: BackupResult, login: str, secret: str) -> bytes:
        """The key of a backup, by a password of that time, or by the recovery sheet without a login."""
        keystore = keystore_of(backup)
        if not login:
            return keystore.unlock_with_recovery(secret)
        guard = SignInGuard(self.folder.sign_in_path, self.clock)
        return guarded(guard, login, lambda: keystore.unlock(login, secret))

    def people_of(self, backup: BackupResult) -> tuple[Person, ...]:
        """Who could sign in when the backup was made."""
        return tuple(Person(one.clerk_uid, one.login, one.name) for one in keystore_of(backup).people)

    def card_of(self, backup: BackupResult, key: bytes) -> tuple[str, ...]:
        """What restoring would replace, in sentences; nothing is changed."""
        return restore_card(self.folder, backup, key).sentences

    def restore(self, backup: BackupResult, key: bytes, login: str) -> RestoreResult:
        """Put the backup in the place of the closed file; what it replaces is backed up first.

        The restored records tell who restored them: the person whose password opened the backup (who must be
        administrator or head there), or without a ``login`` whoever holds the recovery sheet.
        """
        uid = next((one.clerk_uid for one in keystore_of(backup).people if same_login(one.login, login)), "")

        def accept(records: Path) -> None:
            migrate.bring_up_to_date(records, key, journal=Journal.DELETE)
            store = Store.open(records, key, self.clock, journal=Journal.DELETE)
            try:
                actor = self._actor(store, uid) if uid else program_actor(self.desk, BY_SHEET)
                if not actor.roles.intersection(KEEPERS):
                    raise Refusal(MAY_NOT_RESTORE)
                with suppress_clock(), store.working(actor) as work:
                    note_restore(work, RestoreNote(backup.made_at, backup.entries))
            finally:
                store.close()

        return restore(self.folder, backup, key, self.clock, accept=accept)

    def leave(self) -> None:
        """The store was closed: forget it and let other programs open the file."""
        self.folder.store = None
        self.folder.lock.release()

    # How it works

    def _arrive(self, opened: Opened, way: SignInWay, failed_before: int) -> SignedIn:
        """Let the person who opened the file sit down; a refusal closes it again."""
        uid = "" if opened.person is None else opened.person.clerk_uid
        with self._closing():
            seated = self._sit_down(opened.store, uid, way, failed_before)
        return replace(
            seated, notices=tuple(self.folder.notices), needs_sheet=not opened.keystore.recovery_confirmed
        )

    def _sit_down(self, store: Store, uid: str, way: SignInWay, failed_before: int) -> SignedIn:
        """Give somebody who proved who he is the desk: roles and settings of today, a line in the audit."""
        actor = self._actor(store, uid)
        with store.reading() as session:
            facts = desk_facts(session, uid, working_day(session, store.now()))
        try:
            with store.working(actor) as work:
                note_sign_in(work, SignInDraft(uid, way, failed_before))
        except Refusal as refusal:
            if refusal.text != CLOCK_BEHIND:
                raise
            # Nothing can be written before the date is confirmed, but whoever confirms it must get in.
            return SignedIn(actor, facts, clock_behind=True)
        except EnvironmentFailure as failure:
            # A full disk is no reason to keep people from reading and printing what there is.
            return SignedIn(actor, facts, clock_behind=False, notices=(failure.sentence,))
        return SignedIn(actor, facts, clock_behind=False)

    def _actor(self, store: Store, uid: str) -> Actor:
        """Somebody with the roles he holds today; a Refusal when he holds none."""
        with store.reading() as session:
            today = working_day(session, store.now())
            name = clerk_row(session, uid, today).name
            roles = roles_of(session, uid, today)
        if not roles:
            raise Refusal(NO_ROLES.format(name), field="password")
        return Actor(uid, name, roles, self.desk)

    @contextmanager
    def _closing(self) -> Iterator[None]:
        """Close the file again when somebody cannot sit down after all."""
        try:
            yield
        except BaseException:
            self.folder.close_store()
            raise


def may_write(folder: Path) -> bool:
    """Whether files can be made in a folder, or the folder itself where it is not there yet."""
    place = next(place for place in (folder, *folder.parents) if place.exists())
    return os.access(place, os.W_OK | os.X_OK)


@contextmanager
def suppress_clock() -> Iterator[None]:
    """A clock that stands before the last act stops every act but is no reason to keep a file closed."""
    try:
        yield
    except Refusal as refusal:
        if refusal.text != CLOCK_BEHIND:
            raise
