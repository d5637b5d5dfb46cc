"""Undoes fake bold: glyphs or runs of glyphs printed two or three times over each other.

Whole lines, parts of lines and words in quotation marks are mended; what repeats by itself stays:
高高兴兴, 家家户户, 研究研究, 哈哈哈.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import add

from ..words import is_word
from .line import HAN_CLASS, QUOTE_CLASS, CleanLine, kept, without

# A line is mended when it falls into repeated blocks and nothing else, one of them this long, or
# this many of them.
_MIN_BLOCK = 3
_MIN_BLOCKS = 5
_MAX_DOUBLED = 160
# Words that are cried out again, by their length with the sign behind them.
_MAX_SHOUTED = 6
_SHOUT = re.compile("[！？。…，、!?]")
_REPEATED = {
    2: re.compile(r"(?:(.{1,40}?)\1|[^\w])+"),
    3: re.compile(r"(?:(.{1,40}?)\1\1|[^\w])+"),
}
_LONGEST = {2: re.compile(r"(.{1,40})\1"), 3: re.compile(r"(.{1,40})\1\1")}
_SHORTEST = {2: re.compile(r"(.{1,40}?)\1"), 3: re.compile(r"(.{1,40}?)\1\1")}

_GLYPH = rf"[{HAN_CLASS}{QUOTE_CLASS}，、：！？《》【】（）\d]"
# Three glyphs in a row, each printed twice or three times, inside a line.
_RUN = {
    2: re.compile(rf"(?:({_GLYPH})\1){{3,}}"),
    3: re.compile(rf"(?:({_GLYPH})\1\1){{3,}}"),
}
_TWINS = re.compile(rf"([{HAN_CLASS}“‘《【（「『〈〔])\1")
_HAN = re.compile(f"[{HAN_CLASS}]")
# At least this share of the glyphs must make no words with their doubles; less if the line holds
# nothing else.
_STRANGE = 0.5
_STRANGE_LINE = 0.25

# ““三务合一””, ““三务合一三务合一””, 《《…》》: brackets and quotation marks printed twice.
_BRACKETS = re.compile(
    r"([“‘《【（「『〈〔])\1([^“”‘’《》【】（）「」『』〈〉〔〕]{1,40})([”’》】）」』〉〕])\3"
)
_PAIRS = dict(zip("“‘《【（「『〈〔", "”’》】）」』〉〕", strict=True))

# Two or more blocks in a row, so long together, each printed twice: 茶香茶香飘万家飘万家. One block
# alone may be an enumeration or a caption that its sentence takes up again.
_MIN_PARTS = 5
_BLOCK = re.compile(rf"([{HAN_CLASS}{QUOTE_CLASS}]{{2,12}}?)\1")
_PARTS = re.compile(rf"(?:([{HAN_CLASS}{QUOTE_CLASS}]{{2,12}}?)\1){{2,}}")
# So much of a part must recur at its own distance; what it repeats within itself recurs nearer.
_ECHOING = 0.6

# Running text repeats itself of its own accord.
_SENTENCE = re.compile("[，。；、]")
# Some words of a title printed twice, in a line that is no sentence: the first ones, or more of
# them, but no counting (一个问题一个问题).
_MAX_ECHOED = 40
_LETTER = rf"[{HAN_CLASS}{QUOTE_CLASS}]"
_COUNTED = "[一每这那]|.[个件次天年月]"
_ECHO = re.compile(
    rf"^((?!{_COUNTED}){_LETTER}{{3,12}})\1(?=[{HAN_CLASS}{QUOTE_CLASS} ])"
    rf"|(?<=.)((?!{_COUNTED}){_LETTER}{{4,12}})\2"
)


def mend_bold(line: CleanLine) -> CleanLine:
    """Undo glyphs printed two or three times to look bold."""
    text = line.text
    size = len(text)
    if 2 * _MIN_BLOCK <= size <= _MAX_DOUBLED and _may_double(text):
        whole = _whole_line(line)
        if whole is not None:
            return whole
    if _TWINS.search(text):
        line = _inside(line)
    if size <= _MAX_DOUBLED and not _SENTENCE.search(text):
        # A part printed twice repeats at least so many characters.
        return _without_echo(line) if size - len(set(text)) >= _MIN_BLOCK else line
    return line


def _may_double(text: str) -> bool:
    """Cheap necessary condition: some letters occur an even number of times or thrice."""
    size = len(text)
    for sign in (text[size // 2], text[size // 3], text[size // 5], text[size * 4 // 5]):
        if sign.isalnum():
            times = text.count(sign)
            if times % 2 and times % 3:
                return False
    return True


def _whole_line(line: CleanLine) -> CleanLine | None:
    """Return the first copies if the whole line was printed two or three times."""
    text = line.text
    places = [i for i, sign in enumerate(text) if not sign.isspace()]
    solid = "".join(text[i] for i in places)
    for times in (3, 2):
        if _may_repeat(solid, times) and _REPEATED[times].fullmatch(solid):
            keep = _first_copies(solid, times)
            if keep is not None:
                return kept(line, _with_blanks(text, [places[i] for i in keep]))
    return None


def _may_repeat(solid: str, times: int) -> bool:
    """Cheap necessary condition: every letter occurs a multiple of ``times``."""
    if len(solid) < times * _MIN_BLOCK:
        return False
    middle = solid[len(solid) // 2]
    if middle.isalnum() and solid.count(middle) % times:
        return False
    if len(_HAN.findall(solid)) < times * _MIN_BLOCK:
        return False
    return all(not n % times for sign, n in Counter(solid).items() if sign.isalnum())


def _first_copies(solid: str, times: int) -> list[int] | None:
    """Return the places of the first copies, or None if the line is no fake bold after all."""
    for pattern in (_LONGEST[times], _SHORTEST[times]):
        keep = _copies(solid, times, pattern)
        if keep is not None:
            return keep
    return None


def _copies(solid: str, times: int, pattern: re.Pattern[str]) -> list[int] | None:
    keep: list[int] = []
    single: list[str] = []
    longest = blocks = at = 0
    while at < len(solid):
        found = pattern.match(solid, at)
        if found is None:
            keep.append(at)
            at += 1
            continue
        block = found[1]
        if len(block) == 1:
            single.append(block)
        elif not _is_periodic(block) and not _is_shouted(block):
            longest = max(longest, len(block))
        blocks += 1
        keep.extend(range(at, at + len(block)))
        at = found.end()
    copied = sum(solid[i].isalnum() for i in keep) * times
    if copied != sum(sign.isalnum() for sign in solid):
        return None
    if longest >= _MIN_BLOCK:
        return keep
    return (
        keep
        if blocks >= _MIN_BLOCKS and (len(single) < blocks or _is_fake(single, _STRANGE_LINE))
        else None
    )


def _is_periodic(block: str) -> bool:
    """Tell whether a block repeats itself or its glyphs: 哈哈, 加油加油, 滴滴答答."""
    doubled = len(block) % 2 == 0 and block[::2] == block[1::2]
    return doubled or block in (block * 2)[1:-1]


def _is_shouted(block: str) -> bool:
    """Tell whether somebody may have said a block again: 加油！ and 加油！."""
    return len(block) <= _MAX_SHOUTED and bool(_SHOUT.search(block))


def _with_blanks(text: str, places: list[int]) -> list[int]:
    """Put back the blank that stands directly before a kept character, once a gap."""
    out: list[int] = []
    for i in places:
        if i and text[i - 1].isspace() and out:
            out.append(i - 1)
        out.append(i)
    return out


def _inside(line: CleanLine) -> CleanLine:
    """Undo fake bold of a part of the line."""
    for times in (3, 2):
        dropped = [
            (start + 1, start + times)
            for run in _RUN[times].finditer(line.text)
            if _is_fake(run[0][::times])
            for start in range(run.start(), run.end(), times)
        ]
        if dropped:
            line = without(line, dropped)
    dropped = []
    for found in _BRACKETS.finditer(line.text):
        if _PAIRS[found[1]] != found[3]:
            continue
        start, end = found.span(2)
        half = len(found[2]) // 2
        dropped.append((start - 1, start))
        if half > 1 and found[2][:half] * 2 == found[2]:
            dropped.append((start + half, end))
        dropped.append((end + 1, end + 2))
    return without(line, dropped) if dropped else line


def _is_fake(glyphs: Iterable[str], strange: float = _STRANGE) -> bool:
    """Tell whether glyphs that all stand twice are no words: 高高兴兴, 家家户户 and 人人 are."""
    han = [sign for sign in glyphs if _HAN.match(sign)]
    if len(set(han)) < _MIN_BLOCK:
        return False
    known = 0
    at = 0
    while at < len(han):
        pair = han[at : at + 2]
        if len(pair) == 2 and is_word(f"{pair[0]}{pair[0]}{pair[1]}{pair[1]}"):
            known += 2
            at += 2
        else:
            known += is_word(han[at] * 2)
            at += 1
    return len(han) - known >= strange * len(han)


def _without_echo(line: CleanLine) -> CleanLine:
    """Drop the second copy where a part of a headline was printed twice."""
    text = line.text
    pairs = list(map(add, text, text[1:]))
    if len(pairs) - len(set(pairs)) < _MIN_BLOCK - 1 or not _echoes(pairs):
        return line
    if 2 * _MIN_BLOCK < len(text) <= _MAX_ECHOED:
        found = _ECHO.search(text)
        if found and not _is_periodic(found[found.lastindex or 0]):
            return without(line, [(found.end(found.lastindex or 0), found.end())])
    blocks = [span for found in _PARTS.finditer(text) for span in _parts(found)]
    return without(line, [(end, 2 * end - start) for start, end in blocks]) if blocks else line


def _parts(found: re.Match[str]) -> list[tuple[int, int]]:
    """Return the first copies in a row of doubled blocks, if they are more than doubled words."""
    blocks = [
        (found.start() + b.start(), found.start() + b.end(1)) for b in _BLOCK.finditer(found[0])
    ]
    words = [found.string[start:end] for start, end in blocks]
    strange = [word for word in words if len(word) >= _MIN_BLOCK and not _is_periodic(word)]
    return blocks if strange and len("".join(words)) >= _MIN_PARTS else []


def _echoes(pairs: list[str]) -> bool:
    """Cheap necessary condition: pairs of characters recur at one distance, as many as it has."""
    last: dict[str, int] = {}
    distances: Counter[int] = Counter()
    for at, pair in enumerate(pairs):
        before = last.get(pair)
        if before is not None:
            distances[at - before] += 1
        last[pair] = at
    return any(times >= max(2, _ECHOING * (far - 1)) for far, times in distances.items())
