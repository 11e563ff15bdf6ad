"""The practice township: invented places and families of every kind, made through the program's own acts.

Nobody in it exists: area codes 149999 and 990101 were never given to a county, telephone numbers begin with
1380000.
"""

from resettle_desktop.samples.township import PRACTICE_OFFICE, fill_township, set_up_practice_office

__all__ = ["PRACTICE_OFFICE", "fill_township", "set_up_practice_office"]
