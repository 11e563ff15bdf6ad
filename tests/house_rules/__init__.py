"""The architecture as tests: a rule that matters is a test that fails."""
