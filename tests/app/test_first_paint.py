"""The sign-in box is on the screen and takes keys before the machinery of the records is loaded."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"sqlalchemy", "reportlab", "cryptography", "alembic", "sqlcipher3", "pypdfium2", "typing_extensions"}


def test_nothing_heavy_is_loaded_when_the_sign_in_box_is_painted(tmp_path: Path) -> None:
    child = [
        sys.executable,
        "-m",
        "tests.app.first_paint_child",
        str(tmp_path / "office"),
        str(tmp_path / "home"),
    ]
    done = subprocess.run(child, capture_output=True, text=True, check=True)
    loaded, namespace_built, takes_keys, words = json.loads(done.stdout)
    assert takes_keys
    assert {"汤喜鹊", "示例街道便民服务中心"} <= set(words)
    assert not HEAVY.intersection(loaded)
    assert not namespace_built, "something before the first paint mentions Qt: see foundation.ui.by_name"
