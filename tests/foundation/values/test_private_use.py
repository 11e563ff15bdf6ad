"""Private code points of older systems."""

import unicodedata

from resettle_desktop.foundation.values.private_use import real_characters


def test_every_old_private_code_point_has_one_real_character() -> None:
    table = real_characters()
    assert len(table) == len(set(table.values())) == 80
    assert all(unicodedata.category(chr(code)) == "Co" for code in table)
    assert all(unicodedata.category(real) in {"Lo", "So"} for real in table.values())


def test_the_best_known_ones() -> None:
    assert "\ue863\ue816\ue854".translate(real_characters()) == "䶮𠂇龺"
