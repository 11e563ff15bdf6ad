"""Builds the TrueType files of this folder from packages of public registries, the same bytes each time.

The built files are committed, so neither an office nor a test run needs this script. It is kept because a
font nobody can rebuild cannot be repaired. Without arguments it builds everything into a temporary folder
and compares the digests with ``manifest.json``; ``--write`` also puts new or changed files into place.

It needs npm, a Debian system with deb sources (apt-get, dpkg-deb), ``fonttools==4.68.0`` and ``brotli``.
"""

import argparse
import bz2
import copy
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from recipes import LICENCES, RECIPES, SOURCES, UNIHAN, Recipe, Source

HERE: Final = Path(__file__).resolve().parent
STANDARD_CHARACTERS: Final = HERE.parents[1] / "tests/foundation/documents/standard_characters.txt"
EM: Final = 1000
# One thousandth of an em: smaller than any printer's dot at 22 pt.
CURVE_ERROR: Final = 1.0
# 2026-01-01 in seconds since 1904, the epoch of the head table: equal sources shall give equal files.
FIXED_TIME: Final = 3_850_070_400
VERSION: Final = "1.000"
# "Installable" and "editable" embedding; everything else forbids what a printed paper does.
EMBEDDABLE: Final = (0, 8)


@dataclass
class Outlines:
    """What a source gives: for each character a glyph, and for each glyph its TrueType outline and width."""

    characters: dict[int, str] = field(default_factory=dict)
    glyphs: dict[str, Any] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)


def fetch(source: Source, into: Path) -> Path:
    """Download one archive with the registry's client and check it."""
    into.mkdir(parents=True, exist_ok=True)
    if not list(into.iterdir()):
        wanted = f"{source.package}@{source.version}"
        command = ["npm", "pack", wanted]
        if source.client == "apt":
            command = ["apt-get", "download", f"{source.package}={source.version}"]
        subprocess.run(command, cwd=into, check=True, capture_output=True)
    (archive,) = into.iterdir()
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != source.sha256:
        sys.exit(f"{archive.name}: sha256 is {found}, expected {source.sha256}")
    return archive


def unpack(source: Source, archive: Path, into: Path) -> Path:
    """Unpack one archive, once."""
    if not into.exists():
        if source.client == "apt":
            subprocess.run(["dpkg-deb", "-x", archive, into], check=True)
        else:
            with tarfile.open(archive) as members:
                members.extractall(into, filter="data")
    return into


def unihan(folder: Path, file: str, name: str) -> Iterator[tuple[int, str]]:
    """Read one property of the Unihan database: code point and value."""
    with bz2.open(folder / UNIHAN / file, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == name:
                yield int(parts[0].removeprefix("U+"), base=16), parts[2]


def standard_characters(unihan_folder: Path) -> list[int]:
    """Give the 8,105 characters of 通用规范汉字表 in the order of their numbers there."""
    numbered = unihan(unihan_folder, "Unihan_OtherMappings.txt.bz2", "kTGH")
    in_order = sorted((int(value.split(":")[1]), code) for code, value in numbered)
    return [code for _, code in in_order]


def characters_of_names(unihan_folder: Path) -> set[int]:
    """Give what a name may hold: the standard table, the identity system's source, Ext A, I and J."""
    identity = unihan(unihan_folder, "Unihan_IRGSources.txt.bz2", "kIRG_GSource")
    return (
        set(standard_characters(unihan_folder))
        | {code for code, value in identity if value.startswith("GIDC")}
        | set(range(0x3400, 0x4DC0))
        | set(range(0x2EBF0, 0x2EE60))
        | set(range(0x323B0, 0x33480))
        | set(range(0x3000, 0x3040))
        | set(range(0xFF00, 0xFFF0))
        | {0xB7}
    )


class Reader:
    """One opened source font, whichever outlines it has."""

    def __init__(self, path: Path) -> None:
        self.font = TTFont(path)
        self.glyph_set = self.font.getGlyphSet()
        self.scale: float = EM / self.font["head"].unitsPerEm
        fs_type = self.font["OS/2"].fsType
        if fs_type not in EMBEDDABLE:
            sys.exit(f"{path.name}: fsType {fs_type} does not allow embedding")

    def plain(self, name: str) -> Callable[[Any], None]:
        """Give a drawing of the glyph in 1000 units per em, without components."""
        recording = DecomposingRecordingPen(self.glyph_set)
        self.glyph_set[name].draw(recording)
        scale = self.scale

        def draw(pen: Any) -> None:
            recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))

        return draw

    def outline(self, name: str) -> Any:
        """Give the glyph as TrueType: the very bytes where it is that already, converted otherwise."""
        if "glyf" in self.font and self.scale == 1:
            glyph = self.font["glyf"][name]
            if not glyph.isComposite():
                glyph.expand(self.font["glyf"])
                glyph.removeHinting()
                return glyph
        pen = TTGlyphPen(None)
        cubic = "CFF " in self.font
        self.plain(name)(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True) if cubic else pen)
        return pen.glyph()

    def is_blank(self, name: str) -> bool:
        """Tell a glyph without ink, behind which no other font would be asked."""
        recording = DecomposingRecordingPen(self.glyph_set)
        self.glyph_set[name].draw(recording)
        return not recording.value

    def width(self, name: str) -> int:
        """Give the advance width in 1000 units per em."""
        advance: int = self.font["hmtx"][name][0]
        return round(advance * self.scale)

    def variant(self, feature: str, name: str) -> str:
        """Give the glyph that an OpenType feature puts in the place of another."""
        table = self.font["GSUB"].table
        for record in table.FeatureList.FeatureRecord:
            if record.FeatureTag == feature:
                for index in record.Feature.LookupListIndex:
                    for subtable in table.LookupList.Lookup[index].SubTable:
                        mapping = getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
                        if name in mapping:
                            return str(mapping[name])
        return name


def read_outlines(paths: list[Path], recipe: Recipe, only: set[int] | None, without: set[int]) -> Outlines:
    """Collect the kept characters of one source, which may lie in many files."""
    found = Outlines()
    for number, path in enumerate(paths):
        reader = Reader(path)
        characters = reader.font.getBestCmap()
        if number == 0:
            found.glyphs[".notdef"] = reader.outline(".notdef")
            found.widths[".notdef"] = EM
        for code, name in characters.items():
            if code in found.characters or not recipe.keep(code) or (only is not None and code not in only):
                continue
            if recipe.minus and (code in without or reader.is_blank(name)):
                continue
            halved = recipe.half_width_digits and 0x30 <= code <= 0x39
            shape = reader.variant("hwid", name) if halved else name
            unique = f"{number}.{shape}"
            found.characters[code] = unique
            if unique not in found.glyphs:
                found.glyphs[unique] = reader.outline(shape)
                found.widths[unique] = reader.width(shape)
    for code in {0xB7, 0x2014} & found.characters.keys():
        set_in_chinese_manner(found, code)
    return found


def set_in_chinese_manner(found: Outlines, code: int) -> None:
    """Give the interpunct half an em and the dash a whole one from edge to edge (GB/T 15834-2011)."""
    glyph = copy.deepcopy(found.glyphs[found.characters[code]])
    left, right = min(x for x, _ in glyph.coordinates), max(x for x, _ in glyph.coordinates)
    name, width = f"chinese.{code:X}", EM
    if code == 0xB7:
        width = EM // 2
        glyph.coordinates.translate((round(EM / 4 - (left + right) / 2), 0))
    else:
        glyph.coordinates.translate((-left, 0))
        glyph.coordinates.scale((EM / (right - left), 1))
        glyph.coordinates.toInt()
    glyph.recalcBounds(None)
    found.characters[code], found.glyphs[name], found.widths[name] = name, glyph, width


def assemble(recipe: Recipe, outlines: Outlines) -> TTFont:
    """Make the font: glyphs in the order of their characters, no hints, no layout tables, short names."""
    order = [".notdef", *dict.fromkeys(outlines.characters[code] for code in sorted(outlines.characters))]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(outlines.characters, allowFallback=False)
    builder.setupGlyf({name: outlines.glyphs[name] for name in order})
    glyf = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (outlines.widths[name], getattr(glyf[name], "xMin", 0)) for name in order}
    )
    builder.setupHorizontalHeader(ascent=recipe.ascender, descent=recipe.descender)
    builder.setupNameTable(
        {
            "copyright": recipe.copyright,
            "familyName": recipe.family,
            "styleName": recipe.style,
            "uniqueFontIdentifier": f"{recipe.postscript} {VERSION}",
            "fullName": f"{recipe.family} {recipe.style}",
            "version": f"Version {VERSION}",
            "psName": recipe.postscript,
            **({"description": recipe.notice} if recipe.notice else {}),
        },
        mac=False,
    )
    bold = recipe.style == "Bold"
    builder.setupOS2(
        version=4,
        sTypoAscender=880,
        sTypoDescender=-120,
        sTypoLineGap=0,
        usWinAscent=max(recipe.ascender, 1000),
        usWinDescent=max(-recipe.descender, 280),
        usWeightClass=recipe.weight,
        sxHeight=543,
        sCapHeight=733,
        fsType=0 if recipe.source != "fandol" else 8,
        fsSelection=0x20 if bold else 0x40,
        # Latin 1 and Simplified Chinese: what Windows asks before it offers a font for Chinese.
        ulCodePageRange1=(1 << 0) | (1 << 18),
        achVendID="RSTL",
    )
    builder.font["OS/2"].recalcUnicodeRanges(builder.font)
    builder.setupPost(keepGlyphNames=False)
    head = builder.font["head"]
    head.created = head.modified = FIXED_TIME
    head.macStyle = 1 if bold else 0
    head.fontRevision = float(VERSION)
    builder.font.recalcTimestamp = False
    return builder.font


def steps(codes: list[int]) -> list[int]:
    """Write a sorted list of code points as how many follow that are missing, then there, then missing.

    Added up they are the places where having turns to missing: short to read, quick to search.
    """
    edges: list[int] = []
    for code in codes:
        if edges and edges[-1] == code:
            edges[-1] = code + 1
        else:
            edges += [code, code + 1]
    return [edge - before for before, edge in zip([0, *edges], edges, strict=False)]


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(work: Path, out: Path) -> None:
    """Build every file of this folder, the licence texts, the manifest and the list for the tests."""
    folders = {
        key: unpack(source, fetch(source, work / "archives" / key), work / "unpacked" / key)
        for key, source in SOURCES.items()
    }
    (out / "licences").mkdir(parents=True, exist_ok=True)
    for name, (key, member) in LICENCES.items():
        data = (folders[key] / member).read_bytes()
        (out / "licences" / name).write_bytes(gzip.decompress(data) if member.endswith(".gz") else data)
    standard = standard_characters(folders["unihan"])
    names = characters_of_names(folders["unihan"])
    manifest: dict[str, dict[str, str | int]] = {}
    coverage: dict[str, list[int]] = {}
    built: dict[str, set[int]] = {}
    for recipe in RECIPES:
        print(recipe.file, flush=True)
        folder, pattern = (folders[recipe.source] / recipe.outlines).parent, Path(recipe.outlines).name
        paths = sorted(folder.glob(pattern), key=lambda path: (len(path.name), path.name))
        only = names if recipe.only == "names" else None
        without = set[int]().union(*(built[file] for file in recipe.minus))
        font = assemble(recipe, read_outlines(paths, recipe, only, without))
        font.save(out / recipe.file)
        codes = sorted(font.getBestCmap())
        built[recipe.file] = set(codes)
        manifest[recipe.file] = {
            "postscript": recipe.postscript,
            "source": f"{SOURCES[recipe.source].package} {SOURCES[recipe.source].version}",
            "characters": len(codes),
            "sha256": digest(out / recipe.file),
        }
        coverage[recipe.file] = steps(codes)
        print(f"  {len(codes)} characters, {(out / recipe.file).stat().st_size / 1e6:.1f} MB", flush=True)
        missing = sum(code not in font.getBestCmap() for code in standard)
        print(f"  {missing} of {len(standard)} standard characters missing", flush=True)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    (out / "coverage.json").write_text(
        "{\n"
        + ",\n".join(
            f'"{name}": {json.dumps(listed, separators=(",", ":"))}' for name, listed in coverage.items()
        )
        + "\n}\n",
        encoding="utf-8",
    )
    (out / STANDARD_CHARACTERS.name).write_text("".join(map(chr, standard)) + "\n", encoding="utf-8")


def main() -> None:
    """Build, compare with what is committed, and put it into place if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="put new and changed files into this folder")
    parser.add_argument("--work", type=Path, help="keep the downloaded archives in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        build(options.work or Path(scratch) / "work", out)
        for built in sorted(path for path in out.rglob("*") if path.is_file()):
            kept = HERE / built.relative_to(out)
            if built.name == STANDARD_CHARACTERS.name:
                kept = STANDARD_CHARACTERS
            same = kept.exists() and digest(kept) == digest(built)
            print("same   " if same else "differs", kept.name)
            if options.write and not same:
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(built, kept)


if __name__ == "__main__":
    main()
