"""Pictures of pages: what is recognised becomes a page with places; what cannot is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from goodfiles import pdf, png
from numpy.typing import NDArray

from anliku.corpus.ocr import engine
from anliku.corpus.ocr.engine import Recognised, recognise
from anliku.corpus.pdf.lines import lines_of
from anliku.corpus.reading import ocr
from anliku.corpus.reading.files import read_source
from anliku.corpus.reading.ocr import Place, Sheet, drawing_scale, pages_of
from anliku.corpus.reading.options import DEFAULT_OPTIONS, ReadingOptions
from anliku.corpus.reading.source import Source
from anliku.corpus.types import Page, PageForm, Reason, Rejected

Corners = list[list[float]]
Word = tuple[str, float, Corners]


@dataclass
class Found:
    """What the recogniser would return."""

    txts: Sequence[str] | None
    scores: Sequence[float] | None
    boxes: Sequence[Corners] | None
    word_results: Sequence[Sequence[Word]] | None


@dataclass
class Printed:
    """A line on an imagined picture: text, place of its first square, size in pixels."""

    text: str
    left: float
    top: float
    size: float = 20.0
    score: float = 0.99
    down: bool = False
    rise: float = 0.0

    def corners(self) -> Corners:
        length = self.size * len(self.text)
        margin = 0.14 * self.size
        right, bottom = self.left + length, self.top + self.size
        if self.down:
            right, bottom = self.left + self.size, self.top + length
        lift = self.rise * length
        return [
            [self.left - margin, self.top - margin],
            [right + margin, self.top - margin + lift],
            [right + margin, bottom + margin + lift],
            [self.left - margin, bottom + margin],
        ]

    def words(self) -> list[Word]:
        out: list[Word] = []
        for at, char in enumerate(self.text):
            step = at * self.size
            x, y = (self.left, self.top + step) if self.down else (self.left + step, self.top)
            y += self.rise * step
            far, low = x + self.size, y + self.size
            if not char.isspace():
                out.append((char, 0.9, [[x, y], [far, y], [far, low], [x, low]]))
        return out


Show = Callable[..., None]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Return a function that sets what the recogniser will find."""

    def put(*lines: Printed, words: Sequence[Sequence[Word]] | None = None) -> None:
        found = Found(
            [line.text for line in lines],
            [line.score for line in lines],
            [line.corners() for line in lines],
            [line.words() for line in lines] if words is None else words,
        )

        def find(_: object, **__: bool) -> Found:
            return found

        monkeypatch.setattr(engine, "load_engine", lambda: find)

    return put


def picture(width: int = 1000, height: int = 800) -> NDArray[np.uint8]:
    return np.full((height, width, 3), 255, np.uint8)


def sheet(width: float = 500.0) -> Sheet:
    return Sheet(Place("a.png", "/pages/a.png", "d" * 64), picture(), width)


LINES = [
    Printed("稻香村办起晾晒合作社", 100, 40, 40),
    Printed("本报记者　甄真", 100, 120),
    Printed("谷子晒在一处，账目记在", 100, 160),
    Printed("一本上，社员都说好。", 100, 200),
]


def test_lines_stand_where_they_are_printed(show: Show) -> None:
    show(*LINES)
    (page,) = pages_of(sheet(), ReadingOptions(ocr=True, simplify=True))
    assert isinstance(page, Page)
    assert page.lines == tuple(line.text.replace("　", " ") for line in LINES)
    assert (page.form, page.encoding, page.simplify) == (PageForm.LAYOUT, "ocr", True)
    assert page.digest == "d" * 64
    assert page.layout is not None
    assert (page.layout.width, page.layout.height) == (500.0, 400.0)
    for line, box in zip(LINES, page.layout.boxes, strict=True):
        assert box.left == pytest.approx(line.left / 2, abs=1)
        assert box.top == pytest.approx(line.top / 2, abs=1)
        assert box.right == pytest.approx((line.left + line.size * len(line.text)) / 2, abs=1)
        assert box.size == pytest.approx(line.size / 2, abs=0.5)


def test_lines_of_two_columns_found_as_one_are_parted(show: Show) -> None:
    rows = [Printed("谷子晒在一处账目　　一本上社员都说好", 60, 40 + 30 * at) for at in range(6)]
    show(*rows)
    found = recognise(picture(), 500.0)
    texts = [line.text for line in lines_of(found.glyphs, ())]
    assert sorted(set(texts)) == ["一本上社员都说好", "谷子晒在一处账目"]
    assert len(texts) == 12


def test_signs_at_the_side_of_their_square_make_no_gap(show: Show) -> None:
    line = Printed("办食堂、建晒场，账目公开", 60, 40)
    words = [
        (char, score, [[x - 6 * (char in "、，"), y] for x, y in box])
        for char, score, box in line.words()
    ]
    show(line, words=[words])
    glyphs = recognise(picture(), 500.0).glyphs
    assert len({glyph.thing for glyph in glyphs}) == 1
    assert all(two.left - one.right < 0.1 for one, two in pairwise(glyphs))


def test_a_line_that_runs_down_is_one_line(show: Show) -> None:
    show(Printed("稻香村里话丰年", 900, 40, 40, down=True))
    found = recognise(picture(), 500.0)
    assert [line.text for line in lines_of(found.glyphs, ())] == ["稻香村里话丰年"]


def test_a_page_put_askew_is_set_right(show: Show) -> None:
    text = "谷子晒在一处账目记在一本上社员都说好"
    show(*(Printed(text, 60, 40 + 30 * at, rise=0.02) for at in range(6)))
    found = recognise(picture(), 500.0)
    lines = lines_of(found.glyphs, ())
    assert [line.text for line in lines] == [text] * 6
    assert all(line.box.bottom - line.box.top < 11 for line in lines)


def test_places_that_are_missing_are_made_up(show: Show) -> None:
    show(*LINES, words=())
    found = recognise(picture(), 500.0)
    assert len(lines_of(found.glyphs, ())) == len(LINES)


def test_doubtful_lines_are_left_out_and_told(show: Show) -> None:
    show(*LINES, Printed("口口一", 600, 600, score=0.3))
    page, refused = pages_of(sheet(), ReadingOptions(ocr=True))
    assert isinstance(page, Page)
    assert len(page.lines) == len(LINES)
    assert isinstance(refused, Rejected)
    assert "1 lines" in refused.detail


@pytest.mark.parametrize(
    ("lines", "reason", "word"),
    [
        ([], Reason.EMPTY, "no text"),
        ([Printed("口口一口", 60, 60, score=0.2)], Reason.EMPTY, "300 dpi"),
        ([Printed("口口一口", 60, 60, score=0.55)], Reason.UNREADABLE, "0.55"),
    ],
)
def test_what_cannot_be_recognised_is_refused(
    show: Show, lines: list[Printed], reason: Reason, word: str
) -> None:
    show(*lines)
    (refused,) = pages_of(sheet(), ReadingOptions(ocr=True))
    assert isinstance(refused, Rejected)
    assert refused.reason is reason
    assert word in refused.detail


def read(name: str, data: bytes, options: ReadingOptions) -> Page | Rejected:
    (item,) = read_source(Source(name, f"/pages/{name}", None, data), options)
    return item


def test_without_the_option_or_the_extra_the_command_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item = read("a.png", png(), DEFAULT_OPTIONS)
    assert isinstance(item, Rejected)
    assert "--ocr" in item.detail
    engine.load_engine.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    for missing in ("rapidocr", "PIL"):
        monkeypatch.setitem(sys.modules, missing, None)
        item = read("a.png", png(), ReadingOptions(ocr=True))
        assert isinstance(item, Rejected)
        assert "pip install 'anliku[ocr]'" in item.detail


def test_a_bomb_is_refused_by_its_header() -> None:
    pytest.importorskip("PIL")
    huge = bytearray(png())
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    item = read("a.png", bytes(huge), ReadingOptions(ocr=True))
    assert isinstance(item, Rejected)
    assert item.reason in (Reason.TOO_LARGE, Reason.BROKEN)


@pytest.mark.parametrize(
    ("width", "height", "longest"), [(1190, 1684, 5847), (2480, 3508, 6600), (0, 0, 0)]
)
def test_pages_are_drawn_large_enough_and_no_larger(
    width: float, height: float, longest: int
) -> None:
    assert round(drawing_scale(width, height) * max(width, height)) == longest


def test_a_readable_text_layer_is_not_recognised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Recognised:
        raise AssertionError

    monkeypatch.setattr(ocr, "recognise", refuse)
    source = Source("a.pdf", "/pages/a.pdf", None, pdf())
    items = list(read_source(source, ReadingOptions(ocr=True)))
    assert [type(item) for item in items] == [Page, Page]


def test_a_drawn_line_is_recognised() -> None:
    """The only test that runs the recogniser: large figures, drawn with what Pillow brings."""
    pytest.importorskip("rapidocr")
    pytest.importorskip("onnxruntime")
    engine.load_engine.cache_clear()
    drawing = pytest.importorskip("PIL.ImageDraw")
    pictures = pytest.importorskip("PIL.Image")
    fonts = pytest.importorskip("PIL.ImageFont")
    blank = pictures.new("RGB", (640, 200), "white")
    drawing.Draw(blank).text((40, 60), "2023 A02 17", font=fonts.load_default(64), fill="black")
    found = recognise(np.asarray(blank), 640.0)
    assert "".join(glyph.char for glyph in found.glyphs) == "2023A0217"
    assert found.confidence > 0.8
