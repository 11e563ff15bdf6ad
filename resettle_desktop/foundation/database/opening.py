"""Making a new office and opening one: keys and records together, without a rule of any subject.

    opened = open_office(folder, login, password, clock)
    opened = open_by_sheet(folder, typed, clock)
    opened = create_office(folder, set_up, password, clock)

All of it takes a while (a password is meant to) and belongs on the worker.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from resettle_desktop.foundation.database.keystore import Keystore, KeystorePerson, same_login
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.password import KEY_BYTES, PasswordCost, calibrated
from resettle_desktop.foundation.database.sign_in_guard import SignInGuard, guarded
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import EnvironmentFailure
from resettle_desktop.foundation.values.clock import Clock
from resettle_desktop.foundation.values.identifiers import new_uid


@dataclass(frozen=True, slots=True)
class Opened:
    """An open office: records, keys, and who opened it (nobody in particular with the recovery sheet)."""

    store: Store
    keystore: Keystore
    person: KeystorePerson | None


def open_office(folder: OfficeFolder, login: str, password: str, clock: Clock) -> Opened:
    """Open with a clerk's password.

    Raises WrongPassword, Refusal while the name has to wait, EnvironmentFailure when the file will not open.
    """
    folder.lock.take()
    try:
        folder.check()
        keystore = folder.keystore()
        guard = SignInGuard(folder.sign_in_path, clock)
        key = guarded(guard, login, lambda: keystore.unlock(login, password, fits=folder.fits))
        store = folder.open_store(key, clock)
    except BaseException:
        folder.lock.release()
        raise
    return Opened(store, keystore, next(one for one in keystore.people if same_login(one.login, login)))


def open_by_sheet(folder: OfficeFolder, typed: str, clock: Clock) -> Opened:
    """Open with the recovery sheet, which never has to wait.

    Raises Refusal naming the line that does not fit, EnvironmentFailure when the file will not open.
    """
    folder.lock.take()
    try:
        folder.check()
        keystore = folder.keystore()
        store = folder.open_store(keystore.unlock_with_recovery(typed, fits=folder.fits), clock)
    except BaseException:
        folder.lock.release()
        raise
    return Opened(store, keystore, None)


def create_office(
    folder: OfficeFolder,
    set_up: Callable[[Store], KeystorePerson],
    password: str,
    clock: Clock,
    *,
    cost: PasswordCost | None = None,
) -> Opened:
    """Make a new office: ``set_up`` writes the first rows and names the first person.

    Records and keys come into the folder together or not at all; whatever stops it leaves the folder empty.
    Raises EnvironmentFailure when there is an office already or the folder cannot be written.
    """
    key = secrets.token_bytes(KEY_BYTES)
    try:
        made = _new_place(folder)
        try:
            person = set_up(made.create_store(key, clock))
            keystore = Keystore.create(made.keystore_path, new_uid(), practice=folder.is_practice)
            keystore.enrol(
                person.clerk_uid, person.login, person.name, password, key, cost=cost or calibrated()
            )
        except BaseException:
            made.close_store()
            raise
        folder.finish_setup(made)
        return Opened(folder.open_store(key, clock), folder.keystore(), person)
    except BaseException:
        folder.lock.release()
        raise


def wait_for(folder: OfficeFolder, login: str, clock: Clock) -> timedelta:
    """How long a name has to wait after wrong passwords; zero when it may try."""
    return SignInGuard(folder.sign_in_path, clock).wait(login)


def _new_place(folder: OfficeFolder) -> OfficeFolder:
    try:
        return folder.begin_setup()
    except OSError as error:
        raise EnvironmentFailure(
            f"不能在“{folder.path}”里建数据文件",
            "单位还没有建成",
            "请换一个能写入的文件夹，或请管理员开放权限",
        ) from error
