"""The first start in five steps: office, centres, administrator, recovery sheet, practice or work."""

from resettle_desktop.office.pages.first_start.wizard import FirstStart

__all__ = ["FirstStart"]
