"""Which packages the fonts come from and what is made of them: all that a new face needs is written here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Source:
    """One archive of a registry: fetched by the registry's own client, then checked against its digest."""

    client: str
    package: str
    version: str
    sha256: str


SOURCES: Final = {
    "noto-sans": Source(
        "npm",
        "@expo-google-fonts/noto-sans-sc",
        "0.4.3",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
    "noto-serif": Source(
        "npm",
        "@expo-google-fonts/noto-serif-sc",
        "0.4.3",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    ),
    "lxgw": Source(
        "npm",
        "@callmebill/lxgw-wenkai-web",
        "1.522.0",
        "9170ab1c94c0d6fd21fb4ff2daceb79e0be7326fddc88079bb4c1e50335ee955",
    ),
    # Only for the licence text, which the package above leaves out.
    "lxgw-licence": Source(
        "npm",
        "lxgw-wenkai-webfont",
        "1.7.0",
        "5294aaeb3bc6f3949d8c209103eab696c9ce3e606a14f8e6b87bba3b7287c8a2",
    ),
    "fandol": Source(
        "apt",
        "texlive-lang-chinese",
        "2022.20230122-1",
        "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
    ),
    "babelstone": Source(
        "apt",
        "fonts-babelstone-han",
        "15.0.5-2",
        "c7b7f9b5b78ad14c94d7e6d2b103307a7a643844c7db856fb97611d9d8a80589",
    ),
    "hanazono": Source(
        "apt",
        "fonts-hanazono",
        "20170904-2.1",
        "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
    ),
    "unihan": Source(
        "apt",
        "unicode-data",
        "15.0.0-1",
        "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc",
    ),
}

FANDOL: Final = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FANDOL_DOC: Final = "usr/share/doc/texlive-doc/fonts/fandol"
UNIHAN: Final = "usr/share/unicode"

LICENCES: Final = {
    "OFL-NotoSansSC.txt": ("noto-sans", "package/LICENSE_FONT"),
    "OFL-NotoSerifSC.txt": ("noto-serif", "package/LICENSE_FONT"),
    "OFL-LXGWWenKai.txt": ("lxgw-licence", "package/OFL.txt"),
    "Fandol-README.txt": ("fandol", f"{FANDOL_DOC}/README"),
    "Fandol-COPYING.txt": ("fandol", f"{FANDOL_DOC}/COPYING.gz"),
    "Arphic-BabelStoneHan.txt": ("babelstone", "usr/share/doc/fonts-babelstone-han/copyright"),
    "OFL-Hanazono.txt": ("hanazono", "usr/share/doc/fonts-hanazono/copyright"),
}


def everything(_code: int) -> bool:
    """Keep every character the source has."""
    return True


def no_latin(code: int) -> bool:
    """Leave Latin letters and digits to the Song face: Fandol's are a slab serif that clashes."""
    return code >= 0x2000 or code == 0xB7


# The blocks of Han characters: the basic one with extension A, the compatibility characters, planes 2 and 3.
HAN: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD))


def han(code: int) -> bool:
    """Keep Han characters only: BabelStone's symbols have another licence."""
    return any(first <= code <= last for first, last in HAN)


@dataclass(frozen=True)
class Recipe:
    """One file of this folder: where the outlines come from, what is kept, and its new name.

    ``minus`` names files built before whose characters are left out, with the source's blank ones;
    ``notice`` is what a licence wants said inside a changed file.
    """

    file: str
    source: str
    outlines: str
    family: str
    style: str
    weight: int
    copyright: str
    keep: Callable[[int], bool] = everything
    only: str = "all"
    minus: tuple[str, ...] = ()
    notice: str = ""
    half_width_digits: bool = False
    ascender: int = 880
    descender: int = -120

    @property
    def postscript(self) -> str:
        """The PostScript name: ReportLab takes two fonts with the same one for the same font."""
        return f"{self.family.replace(' ', '')}-{self.style}"


RECIPES: Final = (
    Recipe(
        "Hei-Regular.ttf",
        "noto-sans",
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "Resettle Hei",
        "Regular",
        400,
        "(c) 2014-2021 Adobe. SIL OFL 1.1",
        ascender=1160,
        descender=-288,
    ),
    Recipe(
        "Hei-Bold.ttf",
        "noto-sans",
        "package/700Bold/NotoSansSC_700Bold.ttf",
        "Resettle Hei",
        "Bold",
        700,
        "(c) 2014-2021 Adobe. SIL OFL 1.1",
        ascender=1160,
        descender=-288,
    ),
    Recipe(
        "Song-Regular.ttf",
        "noto-serif",
        "package/400Regular/NotoSerifSC_400Regular.ttf",
        "Resettle Song",
        "Regular",
        400,
        "(c) 2017-2024 Adobe. SIL OFL 1.1",
        half_width_digits=True,
    ),
    Recipe(
        "Fang-Regular.ttf",
        "fandol",
        f"{FANDOL}/FandolFang-Regular.otf",
        "Resettle Fang",
        "Regular",
        400,
        "(c) 2012-2013 the Fandol team. GPL with font exception",
        keep=no_latin,
    ),
    Recipe(
        "Title-Regular.ttf",
        "fandol",
        f"{FANDOL}/FandolSong-Bold.otf",
        "Resettle Title",
        "Regular",
        700,
        "(c) 2012-2013 the Fandol team. GPL with font exception",
    ),
    Recipe(
        "KaiLight-Regular.ttf",
        "lxgw",
        "package/lxgwwenkai-light/*.woff2",
        "Resettle Kai Light",
        "Regular",
        300,
        "(c) 2021-2026 LXGW, (c) 2020 The Klee Project Authors. SIL OFL 1.1",
        keep=no_latin,
        only="names",
    ),
    # Asked after every chain. The first has the forms of the mainland, the second Japanese ones.
    Recipe(
        "RareOne-Regular.ttf",
        "babelstone",
        "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
        "Resettle Rare One",
        "Regular",
        400,
        "(c) 1994-1999 Arphic Technology Co., Ltd.; (c) 2009-2023 Andrew West. Arphic Public License",
        keep=han,
        minus=("Song-Regular.ttf",),
        notice="Changed in November 2026: Han characters that another file has left out, all symbols left "
        "out, 1000 units per em, hints and layout tables removed, family renamed. Arphic Public License.",
    ),
    Recipe(
        "RareTwo-Regular.ttf",
        "hanazono",
        "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "Resettle Rare Two",
        "Regular",
        400,
        "(c) 2008-2017 GlyphWiki Project. SIL OFL 1.1",
        keep=han,
        minus=("Song-Regular.ttf", "RareOne-Regular.ttf"),
    ),
)
