"""A new key for the records, without anybody's password: after a clerk left, or a computer was stolen."""

import secrets
from contextlib import closing
from typing import Final

from resettle_desktop.foundation.database.engine import connect
from resettle_desktop.foundation.database.failures import telling
from resettle_desktop.foundation.database.keystore import Keystore
from resettle_desktop.foundation.database.office_folder import OfficeFolder
from resettle_desktop.foundation.database.password import KEY_BYTES

NOT_EXCHANGED: Final = "钥匙没有更换，原来的密码照旧可用"


def exchange_key(folder: OfficeFolder, keystore: Keystore, key: bytes) -> bytes:
    """Put the closed records under a new key and seal it to everybody in the key file; answers the new key.

    The new key is sealed beside the old one first: a power cut at any point leaves a file that one of the two
    opens (``Keystore.unlock`` with ``fits`` finds out which). Backups made before keep their own key file.
    Raises EnvironmentFailure when the disk does not let it happen.
    """
    if folder.store is not None:
        message = "the records are closed before their key is exchanged"
        raise RuntimeError(message)
    newer = secrets.token_bytes(KEY_BYTES)
    keystore.prepare_key(newer)
    with telling(NOT_EXCHANGED), closing(connect(folder.records, key)) as connection:
        connection.execute(f"PRAGMA rekey = \"x'{newer.hex()}'\"")
    keystore.settle_key(exchanged=True)
    return newer
