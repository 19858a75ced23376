"""Make the subsets in assets/fonts from the full fonts.

    python tools/fonts.py FOLDER

FOLDER holds, unpacked (`dpkg-deb -x`, `unzip`), Debian's packages fonts-inter, fonts-noto-cjk
and fonts-jetbrains-mono, and the ziamath wheel for STIX Two Math. Needs fontTools. The subsets get
family names of their own, so that a font installed on the machine never stands in for them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "assets" / "fonts"
# Latin to Extended-A, Greek, punctuation, sub- and superscripts, letterlike, arrows, mathematical
# operators, technical, box drawing, geometric shapes, symbols and dingbats
BLOCKS = (
    (0x20, 0x17F),
    (0x2B0, 0x36F),
    (0x370, 0x3FF),
    (0x1D40, 0x1D6A),
    (0x2000, 0x21FF),
    (0x2200, 0x23FF),
    (0x2500, 0x27FF),
    (0x2900, 0x29FF),
)
MATHS_BLOCKS = (*BLOCKS, (0x2A00, 0x2AFF), (0x1D400, 0x1D7FF))
HANGUL_BLOCKS = ((0x3000, 0x303F), (0x3130, 0x318F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6))


class Job(NamedTuple):
    """One subset: where it comes from, what it is called, and what it keeps."""

    source: str
    number: int  # which font of a collection, -1 for a single one
    out: str
    family: str
    style: str
    blocks: tuple[tuple[int, int], ...]
    features: tuple[str, ...]
    syllables: bool = False
    transpose: bool = False  # gets the signs its source lacks: U+1D40 and U+2715


TEXT = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case", "zero")
JOBS = (
    Job("Inter-Regular.otf", -1, "Sans-Regular.otf", "Graphviewer Sans", "Regular", BLOCKS, TEXT,
        transpose=True),
    Job("Inter-SemiBold.otf", -1, "Sans-Bold.otf", "Graphviewer Sans", "Bold", BLOCKS, TEXT,
        transpose=True),
    Job("JetBrainsMono-Regular.ttf", -1, "Mono-Regular.ttf", "Graphviewer Mono", "Regular",
        BLOCKS, ("ccmp", "mark", "mkmk", "zero"), transpose=True),
    Job("JetBrainsMono-Bold.ttf", -1, "Mono-Bold.ttf", "Graphviewer Mono", "Bold",
        BLOCKS, ("ccmp", "mark", "mkmk", "zero"), transpose=True),
    Job("NotoSansCJK-Regular.ttc", 1, "Hangul-Regular.otf", "Graphviewer Hangul", "Regular",
        HANGUL_BLOCKS, ("kern",), syllables=True),
    Job("NotoSansCJK-Bold.ttc", 1, "Hangul-Bold.otf", "Graphviewer Hangul", "Bold",
        HANGUL_BLOCKS, ("kern",), syllables=True),
    Job("STIXTwoMath-Regular.ttf", -1, "Maths-Regular.ttf", "Graphviewer Maths", "Regular",
        MATHS_BLOCKS, ("math", "ssty", "kern", "dtls")),
)  # fmt: skip


def ks_x_1001() -> Iterable[int]:
    """The 2,350 syllables of the Korean standard KS X 1001."""
    for lead in range(0xB0, 0xC9):
        for trail in range(0xA1, 0xFF):
            yield ord(bytes((lead, trail)).decode("euc_kr"))


def make(job: Job, folder: Path) -> None:
    """Write one subset."""
    source = next(folder.rglob(job.source))
    font = TTFont(source, fontNumber=job.number)
    options = subset.Options()
    options.layout_features = list(job.features)
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = job.out.endswith(".otf") and not job.syllables
    chosen = {code for first, last in job.blocks for code in range(first, last + 1)}
    if job.syllables:
        chosen |= set(ks_x_1001())
    work = subset.Subsetter(options)
    work.populate(unicodes=chosen)
    work.subset(font)
    if job.transpose:
        add_transpose(font)
    if "tnum" in job.features:
        count_in_columns(font)
    rename(font, job)
    target = OUT / job.out
    font.save(target)
    print(f"{job.out}: {target.stat().st_size // 1024} KB, {len(font.getBestCmap())} characters")


def count_in_columns(font: TTFont) -> None:
    """Make the tabular figures the figures: in a PDF only they are known to be 0 to 9."""
    table = font["GSUB"].table
    tabular: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for number in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[number].SubTable:
                    tabular.update(getattr(part, "ExtSubTable", part).mapping)
    for table in font["cmap"].tables:
        table.cmap.update(
            {code: tabular[name] for code, name in table.cmap.items() if name in tabular}
        )


def add_transpose(font: TTFont) -> None:
    """The sign of a transpose, a small raised T, and the cross of a close button."""
    cmap = font.getBestCmap()
    letter = cmap[ord("T")]
    share, name = 0.62, "transpose.raised"
    glyphs = font.getGlyphSet()
    wide = round(share * glyphs[letter].width)
    high = round(
        (1.04 - share) * getattr(font["OS/2"], "sCapHeight", 0.7 * font["head"].unitsPerEm)
    )
    pen = T2CharStringPen(wide, glyphs) if "CFF " in font else TTGlyphPen(None)
    glyphs[letter].draw(TransformPen(pen, (share, 0, 0, share, 0, high)))
    if "CFF " in font:
        cff = font["CFF "].cff
        top = cff.topDictIndex[0]
        drawn = pen.getCharString(private=top.Private, globalSubrs=cff.GlobalSubrs)
        top.CharStrings.charStringsIndex.append(drawn)
        top.CharStrings.charStrings[name] = len(top.CharStrings.charStringsIndex) - 1
        top.charset.append(name)
        font.setGlyphOrder(top.charset)
    else:
        font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (wide, round(share * font["hmtx"][letter][1]))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x1D40] = name
            table.cmap.setdefault(0x2715, cmap[0xD7])


def rename(font: TTFont, job: Job) -> None:
    """Give the font our family name and a plain regular or bold style."""
    bold = job.style == "Bold"
    names = font["name"]
    names.names = [row for row in names.names if row.nameID in (0, 13, 14)]
    post = f"{job.family.replace(' ', '')}-{job.style}"
    texts = {1: job.family, 2: job.style, 3: post, 4: f"{job.family} {job.style}", 6: post}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
        names.setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0
    font["head"].created = font["head"].modified  # nothing else in the file depends on the day
    font.recalcTimestamp = False
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [post]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = texts[4], job.family, job.style


if __name__ == "__main__":
    for each in JOBS:
        make(each, Path(sys.argv[1]))
