"""Who can open the office file: a key pair per clerk, the file's key sealed to each, and the recovery sheet.

A side-car in JSON beside the file. Each clerk's private key lies under Argon2id of the password; the key of
the file is sealed to the public keys (HPKE), so that after somebody left it can be exchanged and sealed anew
without anybody's password. Without this file and its copies the records cannot be opened by anybody: it is
written whole or not at all, twice, and lies in every backup.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from resettle_desktop.foundation.database import recovery
from resettle_desktop.foundation.database.keystore_content import (
    FORMAT,
    KeystoreMissing,
    bytes_of,
    content_of,
    digest_of,
    text_of,
)
from resettle_desktop.foundation.database.password import KEY_BYTES, SALT_BYTES, PasswordCost, derived
from resettle_desktop.foundation.database.recovery import RecoverySheet
from resettle_desktop.foundation.database.whole_file import write_whole
from resettle_desktop.foundation.errors import EnvironmentFailure, Refusal

CIPHER: Final = "SQLCipher 4, raw 256 bit key"
SEALING: Final = "HPKE DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM"
PASSWORDS: Final = "Argon2id, AES-256-GCM"
NONCE_BYTES: Final = 12
MARK_LENGTH: Final = 6

SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

DOES_NOT_OPEN: Final = "姓名或密码不对，没有打开；请再输一次"
WRONG_SHEET: Final = "这张恢复单打不开这份文件；请找最近打印的那一张（编号 {}）"
NO_SHEET: Final = "这份文件还没有恢复单"
LAST_PERSON: Final = "这是最后一个能打开文件的人，不能停用；请先添加另一位"
LOGIN_TAKEN: Final = "“{}”已有人用，请换一个登录名"
NOTHING_TYPED: Final = "请设一个密码"
NOT_SAVED: Final = "钥匙文件没有保存，原来的密码和恢复单照旧可用"


class WrongPassword(Refusal):
    """The name or the password is not right (which of them is not said)."""


@dataclass(frozen=True, slots=True)
class KeystorePerson:
    """Somebody who can open the file."""

    clerk_uid: str
    login: str
    name: str


class Keystore:
    """The key file of one office file; every change is written at once."""

    def __init__(self, path: Path, content: dict[str, Any], second: Path | None) -> None:
        self.path = path
        self.second = second
        self._content = content

    @classmethod
    def create(cls, path: Path, file_uid: str, *, practice: bool, second: Path | None = None) -> Self:
        """A new key file nobody can open anything with yet; it is written with the first person.

        Raises EnvironmentFailure when there is one already: it may be the only way into a file.
        """
        if path.exists():
            raise EnvironmentFailure("这里已有一份钥匙文件", "没有新建", "请换一个文件夹，或先打开原来的文件")
        content = {
            "format": FORMAT,
            "file_uid": file_uid,
            "practice": practice,
            "cipher": CIPHER,
            "sealing": SEALING,
            "passwords": PASSWORDS,
            "people": [],
            "recovery": [],
        }
        return cls(path, content, second)

    @classmethod
    def load(cls, path: Path, *, second: Path | None = None) -> Self:
        """Read a key file. Raises KeystoreMissing, or EnvironmentFailure when a newer program wrote it."""
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            raise KeystoreMissing(
                "找不到钥匙文件", "数据文件没有打开，里面的资料没有改动", "请用备份里的钥匙文件补上"
            ) from None
        except OSError as error:
            raise EnvironmentFailure(
                "读不了钥匙文件", "数据文件没有打开，里面的资料没有改动", "请检查文件夹权限后再试一次"
            ) from error
        return cls(path, content_of(raw), second)

    # Who

    @property
    def file_uid(self) -> str:
        """The file these keys belong to."""
        return str(self._content["file_uid"])

    @property
    def practice(self) -> bool:
        """Whether it is a practice file."""
        return bool(self._content["practice"])

    @property
    def people(self) -> tuple[KeystorePerson, ...]:
        """Those who can open the file, in the order they were added."""
        return tuple(
            KeystorePerson(slot["clerk_uid"], slot["login"], slot["name"]) for slot in self._content["people"]
        )

    def enrol(
        self,
        clerk_uid: str,
        login: str,
        name: str,
        password: str,
        data_key: bytes,
        *,
        cost: PasswordCost | None = None,
    ) -> None:
        """Let somebody open the file; somebody enrolled before gets a new pair (a forgotten password)."""
        if not password:
            raise Refusal(NOTHING_TYPED, field="password")
        if any(same_login(p.login, login) and p.clerk_uid != clerk_uid for p in self.people):
            raise Refusal(LOGIN_TAKEN.format(login), field="login")
        private = X25519PrivateKey.generate()
        slot = {
            "clerk_uid": clerk_uid,
            "login": login,
            "name": name,
            "public": text_of(private.public_key().public_bytes_raw()),
            "private": self._locked(clerk_uid, private, password, cost or PasswordCost()),
            "data_key": self._sealed(private.public_key(), data_key),
        }
        others = [other for other in self._content["people"] if other["clerk_uid"] != clerk_uid]
        self._save(people=[*others, slot])

    def rename(self, clerk_uid: str, login: str, name: str) -> None:
        """Change what somebody is called; the password stays."""
        if any(same_login(p.login, login) and p.clerk_uid != clerk_uid for p in self.people):
            raise Refusal(LOGIN_TAKEN.format(login), field="login")
        people = [
            {**slot, "login": login, "name": name} if slot["clerk_uid"] == clerk_uid else slot
            for slot in self._content["people"]
        ]
        self._save(people=people)

    def revoke(self, clerk_uid: str) -> None:
        """Take somebody's key away. Whoever kept a copy of file and password has that copy: rekey after."""
        people = [slot for slot in self._content["people"] if slot["clerk_uid"] != clerk_uid]
        if not people:
            raise Refusal(LAST_PERSON)
        self._save(people=people)

    # Opening

    def unlock(self, login: str, password: str, *, fits: Callable[[bytes], bool] | None = None) -> bytes:
        """The file's key. Raises WrongPassword.

        ``fits`` tells whether a key opens the file: it decides when a power cut fell between exchanging the
        file's key and writing that down here (``prepare_key``, ``settle_key``).
        """
        slot = next((slot for slot in self._content["people"] if same_login(slot["login"], login)), None)
        if slot is None:
            self._take_as_long(password)
            raise WrongPassword(DOES_NOT_OPEN, field="password")
        private = self._private_of(slot, password)
        return self._key_for(private, slot, fits)

    def change_password(
        self, login: str, password: str, new_password: str, *, cost: PasswordCost | None = None
    ) -> None:
        """Put somebody's private key under a new password. Raises WrongPassword."""
        if not new_password:
            raise Refusal(NOTHING_TYPED, field="new_password")
        slot = next((slot for slot in self._content["people"] if same_login(slot["login"], login)), None)
        if slot is None:
            raise WrongPassword(DOES_NOT_OPEN, field="password")
        private = self._private_of(slot, password)
        locked = self._locked(slot["clerk_uid"], private, new_password, cost or PasswordCost())
        self._save(
            people=[
                {**other, "private": locked} if other is slot else other for other in self._content["people"]
            ]
        )

    # The recovery sheet

    @property
    def recovery_mark(self) -> str | None:
        """The mark of the newest recovery sheet, None before there is one."""
        slots = self._content["recovery"]
        return mark_of(bytes_of(slots[-1]["public"])) if slots else None

    @property
    def recovery_confirmed(self) -> bool:
        """Whether somebody proved to have the newest sheet on paper."""
        slots = self._content["recovery"]
        return bool(slots) and bool(slots[-1]["confirmed"])

    def make_recovery(self, data_key: bytes) -> RecoverySheet:
        """A new recovery sheet; an older one opens the file until the new one is confirmed."""
        private = X25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        slot = {
            "public": text_of(public),
            "data_key": self._sealed(private.public_key(), data_key),
            "confirmed": False,
        }
        older = [slot for slot in self._content["recovery"] if slot["confirmed"]]
        self._save(recovery=[*older, slot])
        lines = recovery.sheet_lines(private.private_bytes_raw())
        return RecoverySheet(lines, mark_of(public), self.file_uid, self.practice)

    def confirm_recovery(self) -> None:
        """The newest sheet is on paper: older ones open nothing from now on."""
        slots = self._content["recovery"]
        if not slots:
            raise Refusal(NO_SHEET)
        self._save(recovery=[{**slots[-1], "confirmed": True}])

    def unlock_with_recovery(self, typed: str, *, fits: Callable[[bytes], bool] | None = None) -> bytes:
        """The file's key by the recovery sheet, typed or scanned. Raises Refusal naming the wrong line."""
        private = X25519PrivateKey.from_private_bytes(recovery.private_key(typed))
        public = text_of(private.public_key().public_bytes_raw())
        for slot in self._content["recovery"]:
            if slot["public"] == public:
                return self._key_for(private, slot, fits)
        mark = self.recovery_mark
        raise Refusal(NO_SHEET if mark is None else WRONG_SHEET.format(mark), field="recovery")

    # A new key for the file

    def prepare_key(self, data_key: bytes) -> None:
        """Seal a new key to everybody beside the old one, before the file is put under it."""
        self._save(
            people=[self._with_next(slot, data_key) for slot in self._content["people"]],
            recovery=[self._with_next(slot, data_key) for slot in self._content["recovery"]],
        )

    def settle_key(self, *, exchanged: bool) -> None:
        """Forget the old key when the file is under the new one, or the new one when it is not."""

        def settled(slot: dict[str, Any]) -> dict[str, Any]:
            rest = {name: value for name, value in slot.items() if name != "next_data_key"}
            if exchanged and "next_data_key" in slot:
                rest["data_key"] = slot["next_data_key"]
            return rest

        self._save(
            people=[settled(slot) for slot in self._content["people"]],
            recovery=[settled(slot) for slot in self._content["recovery"]],
        )

    # Inside

    def as_bytes(self) -> bytes:
        """The file's content, with the digest that tells a damaged one."""
        body = {name: value for name, value in self._content.items() if name != "digest"}
        return json.dumps({**body, "digest": digest_of(body)}, ensure_ascii=False, indent=1).encode()

    def copy_to(self, path: Path) -> None:
        """Write the same keys somewhere else (second copy, backup)."""
        write_whole(path, self.as_bytes())

    def _save(self, **changes: Any) -> None:
        before = self._content
        self._content = {**before, **changes}
        try:
            write_whole(self.path, self.as_bytes())
        except OSError as error:
            self._content = before
            raise EnvironmentFailure(
                "写不了钥匙文件", NOT_SAVED, "请检查磁盘空间和文件夹权限后再试一次"
            ) from error

        self.keep_second_copy()

    def keep_second_copy(self) -> bool:
        """Bring the second copy up to date; answers whether there is one now (its folder may be full)."""
        if self.second is None:
            return False
        try:
            self.second.parent.mkdir(parents=True, exist_ok=True)
            if not (self.second.exists() and self.second.read_bytes() == self.as_bytes()):
                write_whole(self.second, self.as_bytes())
        except OSError:
            return False
        return True

    def _bound(self, purpose: str) -> bytes:
        """What ties a sealed value to this file and its purpose."""
        return f"resettle {purpose} {self.file_uid}".encode()

    def _sealed(self, public: X25519PublicKey, data_key: bytes) -> str:
        if len(data_key) != KEY_BYTES:
            message = "a data key has 32 bytes"
            raise ValueError(message)
        return text_of(SUITE.encrypt(data_key, public, self._bound("data key")))

    def _with_next(self, slot: dict[str, Any], data_key: bytes) -> dict[str, Any]:
        public = X25519PublicKey.from_public_bytes(bytes_of(slot["public"]))
        return {**slot, "next_data_key": self._sealed(public, data_key)}

    def _key_for(
        self, private: X25519PrivateKey, slot: dict[str, Any], fits: Callable[[bytes], bool] | None
    ) -> bytes:
        opened = self._unsealed(slot["data_key"], private)
        if "next_data_key" not in slot or fits is None:
            return opened
        newer = self._unsealed(slot["next_data_key"], private)
        for key, exchanged in ((newer, True), (opened, False)):
            if fits(key):
                self.settle_key(exchanged=exchanged)
                return key
        return opened

    def _unsealed(self, sealed: str, private: X25519PrivateKey) -> bytes:
        return SUITE.decrypt(bytes_of(sealed), private, self._bound("data key"))

    def _locked(
        self, clerk_uid: str, private: X25519PrivateKey, password: str, cost: PasswordCost
    ) -> dict[str, Any]:
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
        key = derived(password, salt, cost)
        locked = AESGCM(key).encrypt(nonce, private.private_bytes_raw(), self._bound(clerk_uid))
        return {
            "memory_kib": cost.memory_kib,
            "iterations": cost.iterations,
            "lanes": cost.lanes,
            "salt": text_of(salt),
            "nonce": text_of(nonce),
            "locked": text_of(locked),
        }

    def _take_as_long(self, password: str) -> None:
        """Take as long as over a wrong password, so that nobody learns which names there are."""
        slot = next(iter(self._content["people"]), None)
        cost = cost_of(slot) if slot else PasswordCost()
        derived(password, secrets.token_bytes(SALT_BYTES), cost)

    def _private_of(self, slot: dict[str, Any], password: str) -> X25519PrivateKey:
        lock = slot["private"]
        key = derived(password, bytes_of(lock["salt"]), cost_of(slot))
        try:
            raw = AESGCM(key).decrypt(
                bytes_of(lock["nonce"]), bytes_of(lock["locked"]), self._bound(slot["clerk_uid"])
            )
        except InvalidTag:
            raise WrongPassword(DOES_NOT_OPEN, field="password") from None
        return X25519PrivateKey.from_private_bytes(raw)


def cost_of(slot: dict[str, Any]) -> PasswordCost:
    """What trying this person's password costs."""
    lock = slot["private"]
    return PasswordCost(lock["memory_kib"], lock["iterations"], lock["lanes"])


def same_login(left: str, right: str) -> bool:
    """Whether two sign-in names are the same to a clerk."""
    return login_key(left) == login_key(right)


def login_key(login: str) -> str:
    """A sign-in name without what a clerk does not see: width, case, blanks."""
    return "".join(unicodedata.normalize("NFKC", login).casefold().split())


def mark_of(public: bytes) -> str:
    """The short mark by which a recovery sheet is told from others."""
    number = int.from_bytes(hashlib.sha256(public).digest()[:8], "big")
    return "".join(recovery.ALPHABET[number >> 5 * place & 31] for place in range(MARK_LENGTH))
