"""Types that leave the corpus layer: pages, articles, spans, and what was refused.

Everything here is frozen: a step returns new objects, never changes what it was given.
Offsets are counted in Unicode code points; spans are half-open, lines and columns count from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from .errors import AnlikuError
from .printed import Layout


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``start`` inclusive and ``end`` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers.

        >>> Span(1, 3).of("甲乙丙丁")
        '乙丙'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class LineRange:
    """Lines of a raw page, counted from 1, both ends included."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a raw file: page name, line and column, both counted from 1."""

    page: str
    line: int
    column: int


class Role(StrEnum):
    """What a part of an article is."""

    COLUMN = "column"
    SUBHEAD = "subhead"
    HEADLINE = "headline"
    BYLINE = "byline"
    CROSSHEAD = "crosshead"
    BODY = "body"
    CREDIT = "credit"


class PageForm(StrEnum):
    """What is known about a page besides its lines."""

    LINES = "lines"
    LAYOUT = "layout"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page was published; "" for what is not known.

    Attributes:
        newspaper: its name, e.g. ``内蒙古日报``.
        date: ISO 8601, e.g. ``2023-05-16``; year or year and month if no more is known.
        edition: name of the edition or section, e.g. ``要闻``.
        number: number of the page in the issue, without zeros in front, e.g. ``3``, ``A2``.
        url: address it was published under.
        sources: (field, where it was read), e.g. ``("date", "file name")``, in field order.
    """

    newspaper: str = ""
    date: str = ""
    edition: str = ""
    number: str = ""
    url: str = ""
    sources: tuple[tuple[str, str], ...] = ()


#: Nothing is known of where a page was published.
NO_ORIGIN = Origin()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: its decoded lines, untouched.

    Attributes:
        name: file name without folders, the key that gold files and people use; a file that holds
            several pages has them behind a ``#``: ``issue.pdf#3``, ``articles.csv#17``.
        path: where it was found, as an absolute POSIX path, unique in a library.
        digest: SHA-256 of the file's bytes, or of the page's lines if the file holds several.
        encoding: the encoding the bytes were decoded with, e.g. ``utf-8``.
        lines: the text cut at line feeds only (CRLF counts as one line feed), line ends removed.
        form: what is known besides the lines.
        layout: the boxes of the lines, for ``PageForm.LAYOUT``.
        roles: the role of each line, None for a line outside the article, for
            ``PageForm.ARTICLE``.
        origin: newspaper, date, edition and number of the page.
        simplify: Traditional characters are to be read as Simplified ones.
    """

    name: str
    path: str
    digest: str
    encoding: str
    lines: tuple[str, ...]
    form: PageForm = PageForm.LINES
    layout: Layout | None = None
    roles: tuple[Role | None, ...] = ()
    origin: Origin = NO_ORIGIN
    simplify: bool = False


class Reason(StrEnum):
    """Why something was refused."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    FORMAT = "format"
    COLUMNS = "columns"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    UNSAFE = "unsafe"
    TOO_LARGE = "too_large"
    DUPLICATE = "duplicate"
    UNPLACED = "unplaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, or lines of a page, that did not become part of an article.

    Attributes:
        item: path of the file, or name of the page the lines belong to.
        reason: the class of the cause, for counting.
        detail: one sentence: what is wrong and what the user can do.
        lines: the refused lines of the page; None when the whole file was refused.
    """

    item: str
    reason: Reason
    detail: str
    lines: LineRange | None = None


class ArticleKind(StrEnum):
    """What sort of text an article is; the five kinds of the annotation guide."""

    REPORT = "report"
    BRIEF = "brief"
    CAPTION = "caption"
    COMMENTARY = "commentary"
    STUDY = "study"


#: Roles whose characters stand in ``Article.text``. Labels and names of makers are not part of it.
TEXT_ROLES = frozenset({Role.SUBHEAD, Role.HEADLINE, Role.CROSSHEAD, Role.BODY})


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of an article: what it is, where in the text, and which raw lines it came from.

    Attributes:
        role: what the part is.
        lines: the raw lines it was made from, ascending.
        span: its characters in ``Article.text``; None for roles that are not in ``TEXT_ROLES``,
            and for a headline that is printed again where the article goes on.
        page: ordinal of the page its lines are of: 0 for the article's own, 1 for the first on
            which it goes on.
    """

    role: Role
    lines: tuple[LineRange, ...]
    span: Span | None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand side by side both in the text and on the raw line.

    ``text[start:start + length]`` came from ``line[column - 1:column - 1 + length]`` of the page,
    one character from one character (a folded character keeps the column of its original).
    ``page`` is the ordinal of the page, as in ``Part``.
    """

    start: int
    length: int
    line: int
    column: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads any offset of a cleaned text back to the raw page.

    Attributes:
        page: name of the page.
        runs: ascending by ``start``; characters put in by the cleaner (the line feed between two
            paragraphs, the blank where a headline breaks in two) belong to no run.
        others: names of the pages on which the article goes on, in order.
    """

    page: str
    runs: tuple[Run, ...]
    others: tuple[str, ...] = ()

    def locate(self, offset: int) -> Location:
        """Return the raw line and column of the character at ``offset``.

        A character that the cleaner put in has the place of the last character before it.

        Raises:
            AnlikuError: the map is empty or the offset is negative.
        """
        run = self._run_at(offset)
        page = self.others[run.page - 1] if run.page else self.page
        return Location(page, run.line, run.column + min(offset - run.start, run.length - 1))

    def page_at(self, offset: int) -> int:
        """Return the ordinal of the page the character at ``offset`` is of, as in ``Part``.

        Raises:
            AnlikuError: the map is empty or the offset is negative.
        """
        return self._run_at(offset).page

    def _run_at(self, offset: int) -> Run:
        at = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if at < 0:
            raise AnlikuError(
                f"{self.page}: no character at offset {offset}; use an offset inside the text"
            )
        return self.runs[at]

    def locate_span(self, span: Span) -> tuple[Location, Location]:
        """Return the places of the first and of the last character of a non-empty span."""
        return self.locate(span.start), self.locate(span.end - 1)


@dataclass(frozen=True, slots=True)
class Boundary:
    """One decision of the page cutter: why a line begins, joins or leaves an article.

    Attributes:
        line: the raw line the decision is about.
        confidence: 0 (a guess) to 1 (the page says so).
        evidence: short words for people, e.g. ``byline``, ``sentence goes on from line 40``.
    """

    line: int
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page, its parts put together again in reading order.

    Attributes:
        id: twelve digits of the page's digest and the ordinal on the page: ``0ea5424526b1-03``.
        page: name of the page.
        kind: report, brief, caption, commentary or study box.
        headline: main headline as a careful person would type it, "" if the page has none.
        subhead: line above or below the headline, "" if none.
        column: label of the column it ran under, "" if the page does not make it certain.
        reporters: names of staff reporters and photographers, in order.
        correspondents: names of correspondents (通讯员), in order.
        text: cleaned parts in reading order, one line feed between two parts: subhead, headline,
            then body paragraphs and crossheads. Bylines, credits and column labels are left out.
        parts: every part, in reading order, those outside the text too.
        lines: all raw lines of the article, blank ones between its lines included, ascending.
        offsets: leads every character of ``text`` back to the raw page.
        boundaries: why the article was cut and joined the way it is.
        origin: newspaper, date, edition and number of its page.
        pieces: what the article was put together from if it goes on on other pages of the issue:
            the articles as each page alone gives them, in reading order, its own page's first.
            ``lines`` are those of its own page; the others' are in their pieces.
    """

    id: str
    page: str
    kind: ArticleKind
    headline: str
    subhead: str
    column: str
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    text: str
    parts: tuple[Part, ...]
    lines: tuple[LineRange, ...]
    offsets: OffsetMap
    boundaries: tuple[Boundary, ...] = ()
    origin: Origin = NO_ORIGIN
    pieces: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """A raw line that belongs to no article: blank, column label, slogan, page number, debris."""

    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a raw line that a careful person wants to know.

    Attributes:
        line: the raw line.
        kind: ``repaired`` (text read again with the right encoding) or ``damaged``.
        text: one sentence: what stands there, and what to do.
    """

    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Continued:
    """Lines of a page that belong to an article which begins on another page of the issue.

    Attributes:
        lines: the lines.
        article: id of the article.
        page: name of the page it begins on.
    """

    lines: LineRange
    article: str
    page: str


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page after cutting.

    Every raw line is in an article, in ``furniture``, ``rejected`` or ``continued``.
    """

    page: Page
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...]
    rejected: tuple[Rejected, ...]
    notes: tuple[Note, ...] = ()
    continued: tuple[Continued, ...] = ()
