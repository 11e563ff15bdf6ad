"""The paper kit: fonts, Chinese lines, the page of GB/T 9704, the press thread and the preview.

A document of a subject is a pure function ``frozen row -> bytes`` drawn with a ``Sheet``; it never sees
ReportLab. ``Sheet`` places single things, ``Body`` lays running text on the grid of 22 lines by 28
characters, ``tables`` rules forms.
"""
