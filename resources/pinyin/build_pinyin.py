"""Write readings.txt, the toneless reading of every Han character, from pypinyin's table.

Run by hand when pypinyin changes: python resources/pinyin/build_pinyin.py
"""

import csv
import unicodedata
from pathlib import Path
from typing import Final

from pypinyin.pinyin_dict import pinyin_dict

HERE: Final = Path(__file__).parent
_UMLAUTS: Final = str.maketrans("üǖǘǚǜ", "vvvvv")


def toneless(reading: str) -> str:
    """Return lǜ as lv: letters only, ü written v as input methods do."""
    plain = unicodedata.normalize("NFD", reading.translate(_UMLAUTS))
    return "".join(character for character in plain if character.isascii() and character.isalpha())


def first_readings() -> dict[str, str]:
    """Return character → its most usual reading; the supplement fills what the package lacks."""
    readings = {chr(code): toneless(value.split(",")[0]) for code, value in pinyin_dict.items()}
    with (HERE / "supplement.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            readings.setdefault(row["character"], row["reading"])
    return readings


def write_table(target: Path) -> None:
    """Write one line for each syllable: the syllable, a space, its characters in code order."""
    characters: dict[str, list[str]] = {}
    for character, syllable in sorted(first_readings().items()):
        characters.setdefault(syllable, []).append(character)
    lines = (f"{syllable} {''.join(characters[syllable])}\n" for syllable in sorted(characters))
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_table(HERE / "readings.txt")
