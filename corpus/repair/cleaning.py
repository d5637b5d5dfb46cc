"""Cleans one raw line and remembers where every kept character stood.

A clean line is shorter than its raw line, never longer: every kept character came from exactly one
raw character (perhaps folded to another width), so a tuple of columns leads each one back.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import eq

from ..types import Run


@dataclass(frozen=True, slots=True)
class CleanLine:
    """A cleaned line.

    Attributes:
        text: the kept characters.
        columns: for each character of ``text`` its column on the raw line, counted from 1.
    """

    text: str
    columns: Sequence[int]

    def cut(self, start: int, end: int | None = None) -> CleanLine:
        """Return the part ``text[start:end]`` with its columns."""
        return CleanLine(self.text[start:end], self.columns[start:end])


# Ideographs, kana and the ideographic zero.
_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WIDE_SIGN = "，。、；：！？（）《》〈〉「」『』【】〔〕％…—～·"
_QUOTE = "“”‘’"

#: One ideograph.
HAN = re.compile(f"[{_HAN}]")
# Anything that may call for work: most lines of a clean page have nothing of the kind.
_TOUCHED = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\ufffd"
    r"#*`<>\\$&|_~,;:!?()\[\]\"\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e"
    r"\u2e80-\u2fdf\uf900-\ufaff]"
)
_SPACE = re.compile(r"\s")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\ufffd]+"
)
# Markdown and HTML marks; the words they wrap stay.
_MARKUP = re.compile(
    r"^\s*(?:>\s*)*#{1,6}(?=\s|[^#\d\s])\s*|^\s*(?:>\s+)+|^\s*[-*+]\s+(?=\S)|\s#+\s*$"
    r"|!\[[^\]\n]*\]\([^)\n]*\)|(?<=\])\(https?://[^)\s]*\)|</?[A-Za-z][^<>\n]{0,200}>|<!--.*?-->|&(?:nbsp|ensp|emsp);"
    r"|\*{2,3}|(?<![A-Za-z0-9])__(?=\S)|(?<=\S)__(?![A-Za-z0-9])|`+|\\(?=[%$&_#*(){}\[\]~.!|+\\-])"
    r"|\$(?=[^$\u4e00-\u9fff]{1,40}\$)|(?<=[\d%}])\$|^\s*\|(?=.*\|)|\|\s*$"
)
_MARKED = re.compile(r"[#*`<>\\$&|_\]]|^\s*[-+]\s")
# A half-width sign beside an ideograph is an OCR or typing habit, not a choice.
_NARROW_SIGN = re.compile(f"(?<=[{_HAN}”’」》）])[,;:!?()]|[,;:!?()](?=[{_HAN}“‘「《（])")
_WIDEN = str.maketrans(",;:!?()", "，；：！？（）")
_KEPT_WIDE = "，：；！？（）"

# A line counts as letter-spaced when at least this many gaps between wide characters hold one
# blank, and at least this share of all such gaps; a headline that breaks in two has one or two.
_MIN_SPACED = 3
_SPACED_SHARE = 0.5
_WIDE = f"[{_HAN}{_WIDE_SIGN}{_QUOTE}]"
_ONE_BLANK = re.compile(f"(?<={_WIDE})[ \u3000](?={_WIDE})")

# Fake bold prints every glyph or every run of glyphs two or three times. A line is mended when it
# falls into repeated blocks and nothing else, one of them this long, or this many of them.
_MIN_BLOCK = 3
_MIN_BLOCKS = 5
_MAX_DOUBLED = 160
_REPEATED = {
    2: re.compile(r"(?:(.{1,40}?)\1|[^\w])+"),
    3: re.compile(r"(?:(.{1,40}?)\1\1|[^\w])+"),
}
_LONGEST = {2: re.compile(r"(.{1,40})\1"), 3: re.compile(r"(.{1,40})\1\1")}
_SHORTEST = {2: re.compile(r"(.{1,40}?)\1"), 3: re.compile(r"(.{1,40}?)\1\1")}
# Inside a line only long runs of doubled glyphs are mended:
# 高高兴兴 and 家家户户干干净净 are words.
_DOUBLED_GLYPHS = re.compile(f"(?:([{_HAN}{_QUOTE}，、：！？《》【】（）])\\1){{5,}}")


# Only the first words of a title printed twice, in a line that is no sentence.
_MAX_ECHOED = 40
_ECHO = re.compile(f"([{_HAN}{_QUOTE}]{{3,12}})\\1(?=[{_HAN}{_QUOTE} ][^，。；]+$)")


def _folding() -> dict[int, str]:
    """One character for one: full-width ASCII, radicals and compatibility ideographs."""
    table: dict[int, str] = {}
    spans = ((0xFF01, 0xFF5E), (0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFFE0, 0xFFE6))
    for first, last in spans:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code) and chr(code) not in _KEPT_WIDE:
                table[code] = plain
    return table


_FOLD = _folding()


def fold(text: str) -> str:
    """Fold full-width letters, digits and signs of calculation to ASCII, radicals to ideographs.

    The length stays the same. Signs of punctuation keep their width.

    >>> fold("２０２５年，Ａ类占５％")
    '2025年，A类占5%'
    """
    return text.translate(_FOLD)


def widen_signs(text: str) -> str:
    """Turn half-width signs of punctuation beside ideographs into full-width ones.

    >>> widen_signs("村里(共3人)有1,000亩地,都种上了")
    '村里（共3人）有1,000亩地，都种上了'
    """
    return _NARROW_SIGN.sub(lambda found: found[0].translate(_WIDEN), text)


def clean_line(raw: str, *, blanks: bool = False, widen: bool = True) -> CleanLine:
    """Clean one raw line.

    Markup, invisible characters, fake bold and blanks inside Chinese go; full-width letters and
    digits become ASCII, half-width punctuation beside Chinese becomes full-width.

    Args:
        raw: the line without its line end.
        blanks: keep one blank where the line has a gap between two Chinese phrases, as a
            headline that breaks in two has; a letter-spaced line keeps only its wide gaps.
        widen: make half-width punctuation full-width; headlines are quoted with their own.

    Returns:
        The kept characters and their columns.
    """
    if not _TOUCHED.search(raw):
        line = CleanLine(raw, range(1, len(raw) + 1))
        return _mend_bold(line)
    line = CleanLine(fold(raw), range(1, len(raw) + 1))
    if _MARKED.search(line.text):
        line = _without(line, (found.span() for found in _MARKUP.finditer(line.text)))
    if _INVISIBLE.search(line.text):
        line = _without(line, (found.span() for found in _INVISIBLE.finditer(line.text)))
    if widen:
        line = CleanLine(widen_signs(line.text), line.columns)
    line = _mend_bold(line)
    return _mend_blanks(line, blanks=blanks) if _SPACE.search(line.text) else line


def _without(line: CleanLine, spans: Iterable[tuple[int, int]]) -> CleanLine:
    """Drop the characters in ``spans`` (ascending, disjoint)."""
    text: list[str] = []
    columns: list[int] = []
    at = 0
    for start, end in spans:
        text.append(line.text[at:start])
        columns.extend(line.columns[at:start])
        at = end
    if not at:
        return line
    text.append(line.text[at:])
    columns.extend(line.columns[at:])
    return CleanLine("".join(text), tuple(columns))


def _kept(line: CleanLine, places: Sequence[int]) -> CleanLine:
    return CleanLine("".join(line.text[i] for i in places), tuple(line.columns[i] for i in places))


_BLANKS = re.compile(r"\s+")
_NARROW = re.compile(r"[!-~]")
_CHINESE = re.compile(f"[{_HAN}{_QUOTE}《》「」！？—·]")


def _mend_blanks(line: CleanLine, *, blanks: bool) -> CleanLine:
    """Drop blanks at the ends and inside Chinese; keep one between two Latin words."""
    text = line.text
    spaced = blanks and is_letter_spaced(text)
    places: list[int] = []
    at = 0
    for found in _BLANKS.finditer(text):
        start, end = found.span()
        places.extend(range(at, start))
        at = end
        if not start or end == len(text):
            continue
        before, after = text[start - 1], text[end]
        latin = _NARROW.match(before) and _NARROW.match(after)
        phrases = blanks and _CHINESE.match(before) and _CHINESE.match(after)
        if latin or (phrases and (not spaced or end - start > 1)):
            places.append(start)
    places.extend(range(at, len(text)))
    kept = _kept(line, places)
    return CleanLine(_BLANKS.sub(" ", kept.text), kept.columns)


def solid(line: CleanLine) -> CleanLine:
    """Return the line without the blanks inside Chinese."""
    return _mend_blanks(line, blanks=False) if " " in line.text else line


def is_letter_spaced(text: str) -> bool:
    """Tell whether single blanks stand between most characters: ``日 前 ，茶 园 开 采``."""
    spaced = len(_ONE_BLANK.findall(text))
    if spaced < _MIN_SPACED:
        return False
    gaps = len(re.findall(f"(?<={_WIDE})(?={_WIDE})", text)) + spaced
    return spaced >= _SPACED_SHARE * gaps


def _mend_bold(line: CleanLine) -> CleanLine:
    """Undo glyphs printed two or three times to look bold."""
    text = line.text
    found = _may_run_doubled(text) and _DOUBLED_GLYPHS.search(text)
    size = len(text)
    if not found and (size < 2 * _MIN_BLOCK or size > _MAX_DOUBLED):
        return line
    if not found and not _may_double(text):
        return _without_echo(line)
    places = [i for i, sign in enumerate(text) if not sign.isspace()]
    solid = "".join(text[i] for i in places)
    for times in (3, 2):
        if _may_repeat(solid, times) and _REPEATED[times].fullmatch(solid):
            keep = _first_copies(solid, times)
            if keep is not None:
                return _kept(line, _with_blanks(text, [places[i] for i in keep]))
    if not found:
        return _without_echo(line)
    return _without(
        line,
        (
            (start, start + 1)
            for whole in _DOUBLED_GLYPHS.finditer(text)
            for start in range(whole.start() + 1, whole.end(), 2)
        ),
    )


def _may_run_doubled(text: str) -> bool:
    """Cheap necessary condition: of ten doubled glyphs one stands at a multiple of eight."""
    return any(map(eq, text[::8], text[1::8])) or any(map(eq, text[7::8], text[8::8]))


def _may_double(text: str) -> bool:
    """Cheap necessary condition: two letters of the line occur an even number or thrice."""
    for sign in (text[len(text) // 2], text[len(text) // 3]):
        if sign.isalnum():
            times = text.count(sign)
            if times % 2 and times % 3:
                return False
    return True


def _without_echo(line: CleanLine) -> CleanLine:
    """Drop the second copy when only the first words of a headline were printed twice."""
    text = line.text
    if not 2 * _MIN_BLOCK < len(text) <= _MAX_ECHOED:
        return line
    found = _ECHO.match(text)
    return _without(line, [(found.end(1), found.end())]) if found else line


def _may_repeat(solid: str, times: int) -> bool:
    """Cheap necessary condition: every letter occurs a multiple of ``times``."""
    if len(solid) < times * _MIN_BLOCK:
        return False
    middle = solid[len(solid) // 2]
    if middle.isalnum() and solid.count(middle) % times:
        return False
    letters = [n for sign, n in Counter(solid).items() if sign.isalnum()]
    return bool(letters) and all(not n % times for n in letters)


def _first_copies(solid: str, times: int) -> list[int] | None:
    """Return the places of the first copies, or None if the line is no fake bold after all."""
    for pattern in (_LONGEST[times], _SHORTEST[times]):
        keep = _copies(solid, times, pattern)
        if keep is not None:
            return keep
    return None


def _copies(solid: str, times: int, pattern: re.Pattern[str]) -> list[int] | None:
    keep: list[int] = []
    longest = blocks = at = 0
    while at < len(solid):
        found = pattern.match(solid, at)
        if found is None:
            keep.append(at)
            at += 1
            continue
        size = len(found[1])
        longest, blocks = max(longest, size), blocks + 1
        keep.extend(range(at, at + size))
        at = found.end()
    copied = sum(solid[i].isalnum() for i in keep) * times
    if copied != sum(sign.isalnum() for sign in solid):
        return None
    return keep if longest >= _MIN_BLOCK or blocks >= _MIN_BLOCKS else None


def _with_blanks(text: str, places: list[int]) -> list[int]:
    """Put back the blank that stands directly before a kept character, once a gap."""
    out: list[int] = []
    for i in places:
        if i and text[i - 1].isspace() and out:
            out.append(i - 1)
        out.append(i)
    return out


def runs_of(line: CleanLine, number: int, start: int) -> list[Run]:
    """Return the runs that lead ``line``, put at ``start`` of a text, to raw line ``number``."""
    columns = line.columns
    if not columns:
        return []
    if columns[-1] - columns[0] == len(columns) - 1:
        return [Run(start, len(columns), number, columns[0])]
    runs: list[Run] = []
    first = 0
    for i in range(1, len(columns) + 1):
        if i == len(columns) or columns[i] != columns[i - 1] + 1:
            runs.append(Run(start + first, i - first, number, columns[first]))
            first = i
    return runs
