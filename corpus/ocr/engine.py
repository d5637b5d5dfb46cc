"""Runs the recogniser over a picture: characters with their places, as a text layer has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Protocol, cast

from ..pdf.glyphs import Glyph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Longest side, in pixels, at which lines are looked for. Body type of 9 points on a page of 594
#: mm (A2) is 13 pixels high then, which is found; more costs time and memory in proportion.
DETECTION_SIDE = 2400

#: A line that is recognised with less confidence is left out: what looks like a line there is
#: mostly part of a photograph.
MIN_CONFIDENCE = 0.5

# Lines found on one page at most; the library's own limit of 1,000 is passed by dense pages.
_MAX_LINES = 8000

# A box this many times as high as wide is a line that runs down the page.
_DOWN = 1.8

# Shares of the size of the type: how wide a gap must be to be one, where the baseline of
# ideographs is, and how much of a found box is type if the pitch of its characters is unknown.
_GAP = 0.85
_BASE = 0.88
_BOX = 0.78

# Characters from which the pitch of a line can be told.
_PITCH_FROM = 4

# A pitch that differs from the thickness of the line by more than this factor is no size.
_SPACED = 1.35

# Lines this many times as long as thick tell the slope of the page, if there are so many of them.
_LONG = 8
_MIN_LONG = 5

# Numbers of glyphs of different lines are apart by this, so that none seems to follow another.
_STRIDE = 10_000


# A character, its confidence, and the four corners of its box.
_Word = tuple[str, float, Sequence[Sequence[float]]]


class Found(Protocol):
    """What the recogniser returns: for each line text, confidence, corners, and its characters."""

    txts: Sequence[str] | None
    scores: Sequence[float] | None
    boxes: Sequence[Sequence[Sequence[float]]] | None
    word_results: Sequence[Sequence[_Word]] | None


class Recogniser(Protocol):
    """The recogniser."""

    def __call__(
        self, img_content: NDArray[np.uint8], *, use_det: bool, use_cls: bool, use_rec: bool
    ) -> Found:
        """Find and read the lines of a picture."""
        ...


class RecogniserMissingError(ImportError):
    """The extra ``anliku[ocr]`` is not installed."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read in a picture.

    Attributes:
        glyphs: the characters, in points, in the order of the lines found.
        confidence: mean over the characters of the lines kept, 0 to 1; 0 if there are none.
        doubtful: lines that look like text but were not recognised with confidence.
    """

    glyphs: tuple[Glyph, ...]
    confidence: float
    doubtful: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as found, in pixels of the picture.

    Attributes:
        text: its characters without blanks.
        blanks: for each character, whether a blank was read before it.
        score: confidence.
        centres: middle of each character, x and y.
        thickness: from one long side of the box to the other.
        down: it runs down the page.
    """

    text: str
    blanks: tuple[bool, ...]
    score: float
    centres: NDArray[np.float64]
    thickness: float
    down: bool


def recognise(pixels: NDArray[np.uint8], width: float) -> Recognised:
    """Recognise the text of a picture.

    Lines are found by PP-OCRv6 (Apache-2.0, in the wheel of rapidocr) on the picture made smaller,
    and read from the picture as it is. A picture that was put askew on the scanner is set right by
    the slope of its long lines.

    Args:
        pixels: rows, columns, red-green-blue.
        width: of the paper, in points.

    Raises:
        RecogniserMissingError: the recogniser is not installed.
    """
    found = load_engine()(pixels, use_det=True, use_cls=False, use_rec=True)
    lines = list(_lines(found))
    kept = [line for line in lines if line.score >= MIN_CONFIDENCE]
    doubtful = sum(line.score < MIN_CONFIDENCE and len(line.text) > 1 for line in lines)
    slope = _slope(kept)
    scale = width / pixels.shape[1]
    glyphs = tuple(
        glyph for number, line in enumerate(kept) for glyph in _glyphs(line, number, slope, scale)
    )
    total = sum(len(line.text) for line in kept)
    mean = sum(line.score * len(line.text) for line in kept) / total if total else 0.0
    return Recognised(glyphs, mean, doubtful)


@cache
def load_engine() -> Recogniser:
    """Return the recogniser, loaded once.

    Raises:
        RecogniserMissingError: it is not installed.
    """
    try:
        import onnxruntime  # noqa: F401  # pyright: ignore[reportUnusedImport]
        from rapidocr import RapidOCR
    except ImportError as error:
        raise RecogniserMissingError(str(error)) from error
    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 1 << 16,  # lines are cut from the picture as it is
            "Global.text_score": 0.0,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTION_SIDE,
            "Det.max_candidates": _MAX_LINES,
        }
    )
    return cast("Recogniser", engine)


def _lines(found: Found) -> Iterator[_Line]:
    """Take what the recogniser found apart; lines without characters are left out."""
    import numpy as np

    if not found.txts or found.scores is None or found.boxes is None:
        return
    # Lines whose characters could not be placed are missing in the list of places.
    placed = [words for words in found.word_results or () if isinstance(words, (list, tuple))]
    at = 0
    for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True):
        box = np.asarray(corners, dtype=np.float64)
        solid = "".join(text.split())
        places = _places(placed[at], solid) if at < len(placed) else None
        at += places is not None
        if solid:
            yield _line(text, float(score), box, places)


def _places(words: Sequence[_Word], text: str) -> NDArray[np.float64] | None:
    """Return the middle of each character of a line; None if the places are another line's."""
    import numpy as np

    kept = [(char, box) for char, _, box in words if char.strip()]
    if "".join(char for char, _ in kept) != text:
        return None
    return np.array([np.mean(np.asarray(box, dtype=np.float64), axis=0) for _, box in kept])


def _line(
    text: str, score: float, box: NDArray[np.float64], places: NDArray[np.float64] | None
) -> _Line:
    import numpy as np

    solid = [at for at, char in enumerate(text) if not char.isspace()]
    blanks = tuple(at > 0 and text[at - 1].isspace() for at in solid)
    text = "".join(text[at] for at in solid)
    across = float(np.linalg.norm(box[1] - box[0]) + np.linalg.norm(box[2] - box[3])) / 2
    upright = float(np.linalg.norm(box[3] - box[0]) + np.linalg.norm(box[2] - box[1])) / 2
    down = upright > _DOWN * across and len(text) > 1
    # The middle of the box's beginning and of its end.
    ends = ((0, 1), (3, 2)) if down else ((0, 3), (1, 2))
    begin, end = (box[list(corners)].mean(axis=0) for corners in ends)
    if places is None:
        shares = (np.arange(len(text)) + 0.5) / len(text)
    else:
        length = max(float(np.dot(end - begin, end - begin)), 1.0)
        shares = (places - begin) @ (end - begin) / length
    centres = begin + shares[:, None] * (end - begin)
    return _Line(text, blanks, score, centres, across if down else upright, down)


def _slope(lines: Sequence[_Line]) -> float:
    """Return the usual slope of long lines across the page, 0 if there are too few to tell."""
    slopes: list[float] = []
    for line in lines:
        run, rise = line.centres[-1] - line.centres[0]
        if not line.down and run > _LONG * line.thickness:
            slopes.append(float(rise / run))
    return median(slopes) if len(slopes) >= _MIN_LONG else 0.0


def _glyphs(line: _Line, number: int, slope: float, scale: float) -> Iterator[Glyph]:
    """Make the glyphs of a line, in points, turned back by the slope of the page.

    A gap inside a line begins a new text object, as programs that write PDF do.
    """
    size = _size(line)
    turned = [(x + slope * y, y - slope * x) for x, y in line.centres.tolist()]
    sides = _sides(line, [x for x, _ in turned], size)
    thing = number * _STRIDE
    for at, (char, (_, y), (left, right)) in enumerate(zip(line.text, turned, sides, strict=True)):
        if at and not line.down and left > sides[at - 1][1]:
            thing += 1
        yield Glyph(
            char,
            left * scale,
            right * scale,
            (y + (_BASE - 0.5) * size) * scale,
            size * scale,
            order=number * _STRIDE + at,
            thing=thing,
        )


def _sides(line: _Line, centres: list[float], size: float) -> list[tuple[float, float]]:
    """Return the left and right ends of the characters of a line.

    Signs are seen where their ink is, at one side of their square, so that a small gap is none
    unless a blank was read there between ideographs.
    """
    halves = [_half(line, at, size) for at in range(len(centres))]
    sides = [(x - half, x + half) for x, half in zip(centres, halves, strict=True)]
    if line.down:
        return sides
    for at, ((left, right), (follow, _)) in enumerate(pairwise(sides)):
        pair = line.text[at : at + 2]
        spaced = line.blanks[at + 1] and not any(map(str.isascii, pair))
        if right < follow < right + _GAP * size and not spaced:
            sides[at] = (left, follow)
    return sides


def _half(line: _Line, at: int, size: float) -> float:
    """Return half the width of a character: letters and digits are as narrow as they stand."""
    if line.down or not line.text[at].isascii():
        return 0.5 * size
    centres = line.centres[max(0, at - 1) : at + 2, 0]
    steps = [float(two - one) for one, two in pairwise(centres)]
    return min(0.5 * size, max(0.25 * size, min(steps, default=0.0) / 2))


def _size(line: _Line) -> float:
    """Return the size of the type in pixels: the pitch of ideographs unless they are spaced out."""
    centres = line.centres[:, 1 if line.down else 0]
    wide = [not char.isascii() for char in line.text]
    steps = [
        float(two - one)
        for one, two, *both in zip(centres, centres[1:], wide, wide[1:], strict=False)
        if all(both)
    ]
    plain = _BOX * line.thickness
    if len(steps) < _PITCH_FROM:
        return plain
    pitch = median(steps)
    return pitch if plain / _SPACED < pitch < plain * _SPACED else plain
