"""The key file as JSON: its format number, and the digest that tells a damaged one from a whole one."""

import hashlib
import json
from base64 import b64decode, b64encode
from typing import Any, Final

from resettle_desktop.foundation.errors import EnvironmentFailure

FORMAT: Final = 1


class KeystoreMissing(EnvironmentFailure):
    """There is no key file, or it is damaged; a second copy or a backup's may mend it."""


class KeystoreNewer(EnvironmentFailure):
    """A newer program wrote the key file."""


def content_of(raw: bytes) -> dict[str, Any]:
    """The content of a key file. Raises KeystoreMissing when damaged, KeystoreNewer when newer."""
    try:
        content = json.loads(raw)
        body = {name: value for name, value in content.items() if name != "digest"}
        form, whole = int(content["format"]), content["digest"] == digest_of(body)
    except (ValueError, KeyError, TypeError, AttributeError):
        form, whole, content = FORMAT, False, {}
    if form > FORMAT:
        raise KeystoreNewer(
            "这份文件是更新版本的程序写的",
            "没有打开，里面的资料没有改动",
            "请在这台电脑上安装新版程序后再打开",
        )
    if not whole:
        raise KeystoreMissing(
            "钥匙文件有损坏", "数据文件没有打开，里面的资料没有改动", "请用备份里的钥匙文件补上"
        )
    return dict(content)


def digest_of(body: dict[str, Any]) -> str:
    """The digest that tells a damaged key file from a whole one."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def text_of(raw: bytes) -> str:
    """Bytes as JSON keeps them."""
    return b64encode(raw).decode("ascii")


def bytes_of(text: str) -> bytes:
    """The bytes again."""
    return b64decode(text, validate=True)
