"""Makes the page of an article from a row of a table."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b, sha256

from ...origins.published import find_date, page_and_edition
from ...types import Origin, Page, PageForm, Reason, Rejected, Role
from ..options import ReadingOptions
from ..source import Source
from .columns import Columns

# Digits of a row's digest in its path: as many as ids of articles have.
_DIGITS = 12
_MAX_KEY = 80

_BLOCK_TAG = re.compile(
    r"<\s*(?:br|/?p|/?div|/?h[1-6]|/?li|/?ul|/?ol|/?tr|/?table|/?section|/?blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"<(script|style|head|title)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Paragraphs in one line are told by their indents, behind a full stop.
_INDENTS = re.compile(r"(?<=[。！？”…）：；])[ \t]*(?=\u3000\u3000\S|\u3000 ?\u3000\S| {4}\S)")
_WRITTEN_BREAK = re.compile(r"\\r\\n|\\n|\\r")
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Table:
    """The table that rows come from.

    Attributes:
        source: its file.
        options: what the user says about it.
        columns: where its fields are.
        sheet: what stands between ``#`` and the number of a row, for all sheets but the first.
        encoding: of its file.
        keys: hashes of the ids that rows above had, to notice ids that occur twice.
    """

    source: Source
    options: ReadingOptions
    columns: Columns
    sheet: str = ""
    encoding: str = "utf-8"
    keys: set[int] = field(default_factory=set[int])

    def reject(self, number: int, reason: Reason, detail: str) -> Rejected:
        """Return the refusal of a row."""
        place = f"{self.source.path}#{self.sheet}{number}"
        return Rejected(place, reason, f"row {number}: {detail}")


def page_of(table: Table, number: int, cells: Mapping[str, str]) -> Page | Rejected:
    """Make the page of one article.

    Its lines are those of the cells: column label, kicker, title, subtitle, author, then the
    text, cut at its line ends, paragraph tags and paragraph indents.

    Args:
        table: where the row stands.
        number: of the row.
        cells: text of each field that the table has.
    """
    text = text_lines(cells.get("text", ""))
    if not text:
        name = table.columns.name_of("text") or "text"
        return table.reject(
            number, Reason.EMPTY, f"there is no text in column {name}; fill it or delete the row"
        )
    lines: list[str] = []
    roles: list[Role | None] = []
    for role, value in (
        (Role.COLUMN, cells.get("column", "")),
        (Role.SUBHEAD, cells.get("kicker", "")),
        (Role.HEADLINE, cells.get("title", "")),
        (Role.SUBHEAD, cells.get("subtitle", "")),
        (Role.BYLINE, cells.get("author", "")),
    ):
        line = _one_line(value)
        if line:
            lines.append(line)
            roles.append(role)
    lines.extend(text)
    roles.extend([Role.BODY] * len(text))
    said = _origin(table, cells)
    digest = sha256("\x1e".join([*lines, "\x1f".join(_values(said))]).encode()).hexdigest()
    return Page(
        name=f"{table.source.name}#{table.sheet}{number}",
        path=f"{table.source.path}#{table.sheet}{_key(table, cells, digest)}",
        digest=digest,
        encoding=table.encoding,
        lines=tuple(lines),
        form=PageForm.ARTICLE,
        roles=tuple(roles),
        origin=fill_origin(table.options.origin, said),
        simplify=table.options.simplify,
    )


def text_lines(text: str) -> list[str]:
    r"""Cut the text of a cell into lines; blank ones are left out, indents stay.

    >>> text_lines("<p>甲村</p><p>乙&nbsp;村</p>"), text_lines("甲。　　乙。\r\n丙")
    (['甲村', '乙\xa0村'], ['甲。', '　　乙。', '丙'])
    """
    if "<" in text and (_BLOCK_TAG.search(text) or _TAG.search(text)):
        text = _BLOCK_TAG.sub("\n", _DROPPED.sub("", text))
        text = _TAG.sub("", text)
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    text = _LINE_ENDS.sub("\n", text)
    if "\\" in text and "\n" not in text.strip():
        text = _WRITTEN_BREAK.sub("\n", text)
    text = _INDENTS.sub("\n", text)
    return [line.rstrip() for line in text.split("\n") if line and not line.isspace()]


def _one_line(value: str) -> str:
    """Return a cell as one line, its lines set apart by one blank."""
    return _BLANKS.sub(" ", " ".join(text_lines(value))).strip() if value else ""


def _origin(table: Table, cells: Mapping[str, str]) -> Origin:
    """Return what the row says of where it was published."""
    number, edition = page_and_edition(_one_line(cells.get("page", "")))
    beside, name = page_and_edition(_one_line(cells.get("edition", "")))
    columns = table.columns
    paper = _one_line(cells.get("newspaper", ""))
    found = {
        "newspaper": ("" if paper.startswith("http") else paper.strip("《》"), "newspaper"),
        "date": (find_date(_one_line(cells.get("date", ""))), "date"),
        "edition": (name or edition, "edition" if name else "page"),
        "number": (number or beside, "page" if number else "edition"),
        "url": (_one_line(cells.get("url", "")), "url"),
    }
    return Origin(
        **{name: value for name, (value, _) in found.items()},
        sources=tuple(
            (name, f"column {columns.name_of(field)}")
            for name, (value, field) in found.items()
            if value
        ),
    )


def _values(origin: Origin) -> tuple[str, ...]:
    return (origin.newspaper, origin.date, origin.edition, origin.number, origin.url)


def fill_origin(given: Origin, found: Origin) -> Origin:
    """Return ``given`` with what it leaves open filled in from ``found``."""
    names = ("newspaper", "date", "edition", "number", "url")
    told = dict(found.sources) | dict(given.sources)
    values = {name: getattr(given, name) or getattr(found, name) for name in names}
    sources = tuple((name, told[name]) for name in names if name in told and values[name])
    return replace(given, **values, sources=sources)


def _key(table: Table, cells: Mapping[str, str], digest: str) -> str:
    """Return what tells the row from the others, wherever it stands: its id, or its content."""
    key = _one_line(cells.get("id", ""))
    if not key or len(key) > _MAX_KEY:
        return digest[:_DIGITS]
    mark = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
    if mark in table.keys:
        return f"{key}~{digest[:_DIGITS]}"
    table.keys.add(mark)
    return key
