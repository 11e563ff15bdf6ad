"""What holds in an office without asking the file: roles and presets, secrets, settings, numbers."""

from resettle_desktop.office.rules.roles import GRANTABLE, ROLE_NAMES, CentreKind, Role

__all__ = ["GRANTABLE", "ROLE_NAMES", "CentreKind", "Role"]
