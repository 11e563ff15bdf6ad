"""What every test may use."""

pytest_plugins = ["tests.kit.office", "tests.kit.screen", "tests.kit.leftovers"]
