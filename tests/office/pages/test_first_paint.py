"""The sign-in box is on the screen before the machinery of the records is loaded."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "reportlab", "cryptography", "alembic", "sqlcipher3", "pypdfium2")


def test_what_stands_in_front_of_the_desk_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "import resettle_desktop.office.pages.entrance\n"
        "import resettle_desktop.office.pages.lock_page\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
