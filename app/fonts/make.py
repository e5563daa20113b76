"""Writes the fonts of this folder from the packages `pretendard` and `@fontsource-variable/jetbrains-mono`: python3 app/fonts/make.py

Needs Python 3 with fonttools and brotli, and installed packages. What it writes is committed: nobody needs it to build. It prints which
characters each font has: these ranges belong into fonts.css. `npm run format` brings hangul.css into shape.
"""

import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).parent
MODULES = FOLDER.parent.parent / "node_modules"
PRETENDARD = MODULES / "pretendard/dist/web/variable"
JETBRAINS = MODULES / "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2"

# ASCII, Latin-1, punctuation, arrows and the signs of arithmetic that texts use.
LATIN = (
    "U+20-7e, U+a0-ff, U+2010-2015, U+2018-201a, U+201c-201e, U+2020-2022, U+2026, U+2030, U+2032-2033, U+2039-203a, U+20a9, "
    "U+20ac, U+2122, U+2190-2199, U+2205, U+2212, U+2248, U+2260, U+2264-2265, U+226a-226b"
)
HANGUL = "U+1100-11ff, U+3130-318f, U+a960-a97f, U+ac00-d7ff"


def code_points(ranges):
    found = set()
    for each in ranges.split(","):
        first, _, last = each.strip()[2:].partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def as_ranges(points):
    """Pairs of the first and the last of each run."""
    runs = []
    for point in sorted(points):
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return runs


def as_css(runs):
    return ", ".join(f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in runs)


def write_subset(source, name, file, features):
    """Latin alone, in the weights that are used. Pretendard is a reserved name: what is made of it has another."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(LATIN) & set(font.getBestCmap()))
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": (400, 700)}, inplace=True)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = name
        if record.nameID == 6:
            record.string = name.replace(" ", "")
    font.flavor = "woff2"
    font.save(FOLDER / file)
    print(f"{file}: {(FOLDER / file).stat().st_size} bytes, {as_css(as_ranges(font.getBestCmap()))}")


def write_hangul():
    """
    The package's list of faces for Hangul. Seldom syllables are split there in their order, except for the common ones, which have
    faces of their own further down. The face that is declared last wins: so a face may name the whole run between its first and its last
    syllable where those further down have the rest, and the list is half as long.
    """
    listed = (PRETENDARD / "pretendardvariable-dynamic-subset.css").read_text()
    faces = re.findall(r"subset\.(\d+)\.woff2.*?unicode-range:\s*([^;]+);", listed, re.S)
    faces = [(number, points) for number, ranges in faces if (points := code_points(ranges) & code_points(HANGUL))]
    lines = ["/* Written by make.py: which file of Pretendard has which Hangul. Of two faces with a syllable, the later has it. */"]
    for index, (number, points) in enumerate(faces):
        later = set().union(*(other for _, other in faces[index + 1 :]))
        runs = [[point for point in range(first, last + 1) if point in points] for first, last in as_ranges(points | later)]
        url = f"../../node_modules/pretendard/dist/web/variable/woff2-dynamic-subset/PretendardVariable.subset.{number}.woff2"
        lines += [
            "@font-face {",
            '  font-family: "Pretendard Variable";',
            f'  src: url("{url}") format("woff2");',
            "  font-weight: 45 920;",
            "  font-display: swap;",
            f"  unicode-range: {as_css([[run[0], run[-1]] for run in runs if run])};",
            "}",
        ]
    (FOLDER / "hangul.css").write_text("\n".join(lines) + "\n")


write_subset(PRETENDARD / "woff2/PretendardVariable.woff2", "Interleave Sans", "sans.woff2", ["kern", "tnum", "ccmp", "mark"])
# Without ligatures: code shows the characters that it is made of.
write_subset(JETBRAINS, "Interleave Mono", "mono.woff2", ["ccmp", "mark"])
write_hangul()
