"""What the desk's pages do with the key file of the open office, on the worker."""

from resettle_desktop.foundation.database.keystore import Keystore, KeystorePerson
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.password import PasswordCost, calibrated
from resettle_desktop.foundation.database.recovery import RecoverySheet
from resettle_desktop.foundation.database.store import Store
from resettle_desktop.foundation.errors import Refusal


def folder_of(store: Store) -> OfficeFolder:
    """The folder of an open office; the second key file is brought up to date at the next sign-in."""
    folder = OfficeFolder(store.path.parent)
    return OfficeFolder(store.path.parent, practice=folder.keystore().practice)


def keystore_of(store: Store) -> Keystore:
    """The key file of an open office."""
    return folder_of(store).keystore()


def enrol(store: Store, person: KeystorePerson, password: str, cost: PasswordCost | None = None) -> None:
    """Give somebody a password of his own (a new one, when he had one)."""
    keystore_of(store).enrol(
        person.clerk_uid, person.login, person.name, password, store.key, cost=cost or calibrated()
    )


def change_own(
    store: Store, clerk_uid: str, password: str, new_password: str, cost: PasswordCost | None = None
) -> None:
    """Put somebody's key under a new password of his own choice."""
    keystore = keystore_of(store)
    person = next((one for one in keystore.people if one.clerk_uid == clerk_uid), None)
    if person is None:
        raise Refusal("您还没有登录密码，请系统管理员设一个", field="password")
    keystore.change_password(person.login, password, new_password, cost=cost or calibrated())


def rename(store: Store, clerk_uid: str, name: str) -> None:
    """Call somebody by another name in the sign-in list."""
    keystore = keystore_of(store)
    if any(one.clerk_uid == clerk_uid for one in keystore.people):
        keystore.rename(clerk_uid, name, name)


def revoke(store: Store, clerk_uid: str) -> None:
    """Take somebody's key away."""
    keystore = keystore_of(store)
    if any(one.clerk_uid == clerk_uid for one in keystore.people):
        keystore.revoke(clerk_uid)


def can_sign_in(store: Store) -> frozenset[str]:
    """Who has a password."""
    return frozenset(one.clerk_uid for one in keystore_of(store).people)


def make_sheet(store: Store) -> RecoverySheet:
    """A new recovery sheet of the open office."""
    return keystore_of(store).make_recovery(store.key)


def confirm_sheet(store: Store) -> str:
    """The newest sheet was proved to be on paper; answers its mark."""
    keystore = keystore_of(store)
    keystore.confirm_recovery()
    return keystore.recovery_mark or ""
