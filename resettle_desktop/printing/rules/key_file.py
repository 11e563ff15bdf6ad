"""The small file an office gives to those who check its papers: public keys and void numbers, signed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.foundation.signing import fingerprint, is_signed, key_id
from resettle_desktop.printing.rules.code_checking import TrustedKey

NAME: Final = "resettle-desktop-code-keys"
VERSION: Final = 1
DOMAIN: Final = b"resettle-desktop key file\n"
LARGEST: Final = 4_000_000
ED25519: Final = "Ed25519"
NOT_OURS: Final = "这不是核验公钥文件，或者文件不完整；请向开具单位重新要"
LATER: Final = "这个公钥文件是更新的程序做的，请先更新程序"
CHANGED: Final = "这个公钥文件被改过，或没有传完整，不能用；请向开具单位重新要"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of an office and when it signed; the one in use has no ``until``."""

    public: bytes
    since: date
    until: date | None = None
    leaked: bool = False


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What an office says of its codes on a day."""

    office_uid: str
    office_name: str
    phone: str
    practice: bool
    made_on: date
    keys: tuple[PublicKey, ...]
    void: tuple[str, ...]
    issuers: Mapping[str, str]
    """Names by the digest of the issuer's uid."""
    kinds: Mapping[int, str]

    @property
    def current(self) -> PublicKey:
        """The key in use, which signs the file."""
        return next(key for key in self.keys if key.until is None)

    @property
    def fingerprint(self) -> str:
        """What is compared over the telephone before the file is trusted."""
        return fingerprint(self.current.public)

    def trusted(self) -> tuple[TrustedKey, ...]:
        """The keys as a code is checked by them."""
        return tuple(
            TrustedKey(
                public=key.public,
                key_id=key_id(key.public),
                since=key.since,
                until=key.until,
                leaked=key.leaked,
                office=self.office_name,
                practice=self.practice,
                issuers={bytes.fromhex(digest): name for digest, name in self.issuers.items()},
                kinds=self.kinds,
                void=frozenset(self.void),
                list_day=self.made_on,
            )
            for key in self.keys
        )


def write_key_file(content: KeyFile, sign: Callable[[bytes], bytes]) -> bytes:
    """The file's bytes; ``sign`` signs with the key in use."""
    said: dict[str, Any] = {
        "format": NAME,
        "version": VERSION,
        "office": {"uid": content.office_uid, "name": content.office_name, "phone": content.phone},
        "practice": content.practice,
        "made_on": content.made_on.isoformat(),
        "keys": [_key_as_json(key) for key in content.keys],
        "kinds": {str(code): title for code, title in content.kinds.items()},
        "issuers": dict(content.issuers),
        "void": list(content.void),
    }
    said["signature"] = sign(_signed_part(said)).hex()
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def read_key_file(content: bytes) -> KeyFile:
    """Read a file and check that the key in use signed it.

    That proves that it is whole, not whose it is: anybody can sign a file with a key of his own.
    Raises Refusal.
    """
    try:
        said = json.loads(content[: LARGEST + 1])
        if said["format"] != NAME:
            raise Refusal(NOT_OURS)
        if said["version"] != VERSION:
            raise Refusal(LATER)
        read = _read(said)
        signature = bytes.fromhex(said.pop("signature"))
        current, *more = [key for key in read.keys if key.until is None]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(NOT_OURS) from error
    if more or not is_signed(current.public, _signed_part(said), signature):
        raise Refusal(CHANGED)
    return read


def _signed_part(said: Mapping[str, Any]) -> bytes:
    """The one spelling of everything but the signature."""
    return DOMAIN + json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _key_as_json(key: PublicKey) -> dict[str, Any]:
    return {
        "id": key_id(key.public).hex(),
        "algorithm": ED25519,
        "public": key.public.hex(),
        "from": key.since.isoformat(),
        "until": None if key.until is None else key.until.isoformat(),
        "leaked": key.leaked,
    }


def _read(said: Mapping[str, Any]) -> KeyFile:
    office = said["office"]
    return KeyFile(
        office_uid=str(office["uid"]),
        office_name=str(office["name"]),
        phone=str(office["phone"]),
        practice=bool(said["practice"]),
        made_on=date.fromisoformat(said["made_on"]),
        keys=_read_keys(said["keys"]),
        void=tuple(str(number) for number in said["void"]),
        issuers={bytes.fromhex(digest).hex(): str(name) for digest, name in said["issuers"].items()},
        kinds={int(code): str(title) for code, title in said["kinds"].items()},
    )


def _read_keys(listed: Sequence[Mapping[str, Any]]) -> tuple[PublicKey, ...]:
    """The keys whose algorithm this program knows; a later one is left out, and what it signed is unknown."""
    return tuple(
        PublicKey(
            public=bytes.fromhex(key["public"]),
            since=date.fromisoformat(key["from"]),
            until=None if key["until"] is None else date.fromisoformat(key["until"]),
            leaked=bool(key["leaked"]),
        )
        for key in listed
        if key["algorithm"] == ED25519
    )
