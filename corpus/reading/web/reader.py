"""Reads saved web pages (.html, .htm): article pages, whole newspaper pages, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ...lines.bylines import parse_byline
from ...types import Origin, Page, PageForm, Reason, Rejected, Role
from ..options import ReadingOptions
from ..source import Source
from ..tables.articles import fill_origin
from ..text import cut_lines
from .blocks import TextBlock, lines_of
from .containers import find_containers
from .finding import (
    MAX_CROSSHEAD,
    MIN_LINK,
    SHORT,
    Found,
    articles_of,
    generic_article,
    is_several,
    parted,
)
from .headings import LINKED, Heading, solid
from .metadata import Metadata, is_cited, own_title, read_info, read_metadata
from .parsing import MAX_BYTES, Node, decode_page, name_of, parse_page


def read_html(source: Source, options: ReadingOptions) -> Iterator[Page | Rejected]:
    """Read a saved web page.

    The lines of the pages are those that are extracted: title lines, makers, notes on time and
    source, then one paragraph a line; line numbers refer to them. A page with one article gives a
    page of ``PageForm.ARTICLE``; one with several gives several, or, where only headings part
    them, one of ``PageForm.LINES`` with ``#`` before the headings.

    Args:
        source: the file.
        options: what the user says about it.

    Yields:
        Its articles, or a ``Rejected`` that says what to save instead.

    Raises:
        OSError: the file cannot be read.
    """
    if source.size > MAX_BYTES:
        yield source.reject(
            Reason.TOO_LARGE,
            f"{source.size:,} bytes, more than the {MAX_BYTES:,} a web page may have",
        )
        return
    data = source.read()
    decoded = decode_page(source, data)
    if isinstance(decoded, Rejected):
        yield decoded
        return
    encoding, text = decoded
    web = _Web(source, options, encoding, sha256(data).hexdigest())
    if "<" not in text:
        yield _plain_page(web, text)
        return
    root = parse_page(text)
    if root is None:
        yield source.reject(Reason.EMPTY, "there is no element in this web page")
        return
    yield from _pages(web, root, text)


@dataclass(frozen=True, slots=True)
class _Web:
    """The file that pages are made from."""

    source: Source
    options: ReadingOptions
    encoding: str
    digest: str


def _pages(web: _Web, root: Node, text: str) -> Iterator[Page | Rejected]:
    meta = read_metadata(root)
    containers = find_containers(root)
    before, bodies = parted(root, containers)
    if len(bodies) == 1 and is_several(bodies[0]):
        yield _lines_page(web, meta, [*before[0], *bodies[0]])
        return
    found = articles_of(before, bodies, meta)
    if not found:
        whole = lines_of(root, loose=True)
        if is_several(whole):
            yield _lines_page(web, meta, whole)
            return
        generic = generic_article(text, meta, whole)
        if generic is None:
            yield _refuse(web, root, whole)
            return
        found = [generic]
    info = read_info([line for part in before for line in part if line.linked <= LINKED])
    for number, article in enumerate(found, 1):
        yield _article_page(web, meta, article, (number if len(found) > 1 else 0, info))


def _roles(body: Sequence[TextBlock]) -> list[Role | None]:
    out: list[Role | None] = []
    for line in body:
        if is_cited(line.text):
            out.append(None)
            continue
        short = (
            len(line.text.strip()) <= MAX_CROSSHEAD and line.text.strip()[-1] not in "。；，！：:"
        )
        head = short and (line.level > 0 or line.bold) and not parse_byline(line.text.strip())
        out.append(Role.CROSSHEAD if head else Role.BODY)
    return out


def _article_page(web: _Web, meta: Metadata, found: Found, place: tuple[int, Origin]) -> Page:
    number, info = place
    lines: list[str] = []
    roles: list[Role | None] = []

    def add(role: Role | None, text: str) -> None:
        if text.strip():
            lines.append(text)
            roles.append(role)

    for role, text in _head(meta, found.heading, single=not number):
        add(role, text)
    for line, role in zip(found.body, _roles(found.body), strict=True):
        add(role, line.text)
    notes = [line for role, line in found.heading.lines if role is not Role.HEADLINE]
    own = read_info([*notes, *(line for line in found.body if is_cited(line.text))])
    origin = fill_origin(fill_origin(meta.origin, own), info)
    digest = sha256("\n".join(lines).encode()).hexdigest() if number else web.digest
    return Page(
        f"{web.source.name}#{number}" if number else web.source.name,
        f"{web.source.path}#{number}" if number else web.source.path,
        digest,
        web.encoding,
        tuple(lines),
        PageForm.ARTICLE,
        None,
        tuple(roles),
        fill_origin(web.options.origin, origin),
        web.options.simplify,
    )


def _head(meta: Metadata, heading: Heading, *, single: bool) -> Iterator[tuple[Role | None, str]]:
    """Yield the lines over the text: as the page shows them, what only its data say added."""
    shown = [(role or _known(meta, line.text), line.text) for role, line in heading.lines]
    roles = {role for role, _ in shown}
    known = {solid(text) for _, text in shown}
    if not single:
        yield from shown
        return
    if meta.kicker and solid(meta.kicker) not in known:
        yield Role.SUBHEAD, meta.kicker
    if Role.HEADLINE not in roles:
        yield Role.HEADLINE, meta.title or own_title(meta.site)
    yield from shown
    if meta.subtitle and solid(meta.subtitle) not in known:
        yield Role.SUBHEAD, meta.subtitle
    if Role.BYLINE not in roles and meta.author:
        yield Role.BYLINE, meta.author


def _known(meta: Metadata, text: str) -> Role | None:
    """Tell what a line is by the data of the page."""
    if solid(text) in (solid(meta.kicker), solid(meta.subtitle)):
        return Role.SUBHEAD
    return Role.BYLINE if solid(text) == solid(meta.author) else None


def _lines_page(web: _Web, meta: Metadata, lines: Sequence[TextBlock]) -> Page:
    """Make a page whose headings part its articles."""
    kept = [line for line in lines if line.linked <= LINKED]
    texts: list[str] = []
    for line in kept:
        mark = "#" * line.level + " " if line.level else ""
        texts.extend([mark + line.text.strip() if mark else line.text, ""])
    return Page(
        web.source.name,
        web.source.path,
        web.digest,
        web.encoding,
        tuple(texts),
        origin=fill_origin(web.options.origin, meta.origin),
        simplify=web.options.simplify,
    )


def _plain_page(web: _Web, text: str) -> Page:
    """Make a page of a file that is plain text, whatever its name says."""
    return Page(
        web.source.name,
        web.source.path,
        web.digest,
        web.encoding,
        cut_lines(text),
        origin=web.options.origin,
        simplify=web.options.simplify,
    )


def _refuse(web: _Web, root: Node, lines: Sequence[TextBlock]) -> Rejected:
    """Say why there is no article on a page, and what to save instead."""
    links = [line for line in lines if line.linked > LINKED and len(line.text) >= MIN_LINK]
    tags = {name_of(node) for node in root.iter()}
    if {"frame", "frameset"} & tags:
        detail = "it is a set of frames; open the frame with the text and save that"
    elif len(links) >= MIN_LINK or "area" in tags:
        detail = (
            f"it lists {len(links)} headlines and holds no text of an article; "
            "save the pages that the headlines lead to"
        )
    elif "script" in tags and sum(len(line.text) for line in lines) < SHORT:
        detail = (
            "its text is loaded by scripts when it is shown; open it in a browser, wait for the "
            "text, and save the complete page"
        )
    else:
        detail = "it holds no text of an article; check what was saved"
    return web.source.reject(Reason.EMPTY, detail)
