"""What every test may use; the window is Qt's own offscreen one unless somebody asks for another."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.kit.leftovers", "tests.kit.audit_table", "tests.kit.office", "tests.kit.screen"]
