"""Reads saved web pages (.html, .htm): article pages, whole newspaper pages, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from ...bylines import parse_byline, parse_dateline, parse_ending
from ...types import Origin, Page, PageForm, Reason, Rejected, Role
from ..options import ReadingOptions
from ..source import Source
from ..tables.articles import fill_origin
from ..text import cut_lines
from .blocks import TextBlock, lines_of, text_of
from .containers import find_containers
from .headings import LINKED, Heading, find_heading, solid
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


@dataclass(frozen=True, slots=True)
class _Found:
    """One article of a web page.

    Attributes:
        heading: what stands over its text.
        body: its text.
    """

    heading: Heading
    body: tuple[TextBlock, ...]


def _pages(web: _Web, root: Node, text: str) -> Iterator[Page | Rejected]:
    meta = read_metadata(root)
    containers = find_containers(root)
    before, bodies = _parted(root, containers)
    if len(bodies) == 1 and _is_several(bodies[0]):
        yield _lines_page(web, meta, [*before[0], *bodies[0]])
        return
    found = _articles(before, bodies, meta)
    if not found:
        whole = lines_of(root, loose=True)
        if _is_several(whole):
            yield _lines_page(web, meta, whole)
            return
        generic = _generic(text, meta, whole)
        if generic is None:
            yield _refuse(web, root, whole)
            return
        found = [generic]
    info = read_info([line for part in before for line in part if line.linked <= LINKED])
    for number, article in enumerate(found, 1):
        yield _article_page(web, meta, article, (number if len(found) > 1 else 0, info))


# What stands for an article in the lines of the page around it.
_MARK = "\ue000"


def _parted(
    root: Node, containers: Sequence[Node]
) -> tuple[list[list[TextBlock]], list[list[TextBlock]]]:
    """Return the lines over each container, and those of the containers."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    bodies = [lines_of(node) or lines_of(node, noisy=True) for node in containers]
    for node in containers:
        mark: Node = etree.Element("div")
        mark.text, mark.tail, node.tail = _MARK, node.tail, None
        parent = node.getparent()
        if parent is not None:
            parent.replace(node, mark)
    before: list[list[TextBlock]] = [[]]
    for line in lines_of(root, loose=True):
        if line.text == _MARK:
            before.append([])
        else:
            before[-1].append(line)
    return before[:-1] or [[]], bodies


def _articles(
    before: Sequence[list[TextBlock]], bodies: Sequence[list[TextBlock]], meta: Metadata
) -> list[_Found]:
    """Give each container its heading; one without goes on with the article before it."""
    out: list[_Found] = []
    seen: set[str] = set()
    for over, body in zip(before, bodies, strict=False):
        text = solid(text_of(body))
        if not text or text in seen:
            continue
        seen.add(text)
        alone = len(bodies) == 1
        heading = find_heading(over, meta.title if alone else "", meta.site if alone else "")
        found = _Found(heading, tuple(body))
        if not heading.sure:
            found = _inner_heading(found, meta)
        if out and not found.heading.sure:
            out[-1] = replace(out[-1], body=(*out[-1].body, *body))
        else:
            out.append(found)
    return out


# A headline inside the text stands among its first lines.
_TOP = 8
_LONG = 45


def _inner_heading(found: _Found, meta: Metadata) -> _Found:
    """Look for the headline at the top of the text itself."""
    body = found.body
    top = next((at for at, line in enumerate(body[:_TOP]) if len(line.text) > _LONG), _TOP)
    known = solid(meta.title + meta.site)
    for end in range(min(top, len(body) - 1), 0, -1):
        heading = find_heading(body[:end], meta.title, meta.site)
        titles = (line for role, line in heading.lines if role is Role.HEADLINE)
        if heading.sure and any(line.level or solid(line.text) in known for line in titles):
            return _Found(heading, body[end:])
    return found


# Texts shorter than this are no articles but notes and forms.
_SHORT = 60
# Links shorter than this are buttons.
_MIN_LIST = 4


def _is_several(lines: Sequence[TextBlock]) -> bool:
    """Tell whether headings part articles: two texts or more have makers of their own."""
    levels = [line.level for line in lines if line.level and line.linked <= LINKED]
    for level in sorted(set(levels)):
        if levels.count(level) < 2:
            continue
        signed = sum(_is_signed(part) for part in _sections(lines, level))
        if signed >= 2:
            return True
    return False


def _sections(lines: Sequence[TextBlock], level: int) -> list[list[TextBlock]]:
    out: list[list[TextBlock]] = []
    for line in lines:
        if line.level == level:
            out.append([])
        elif out:
            out[-1].append(line)
    return out


def _is_signed(lines: Sequence[TextBlock]) -> bool:
    texts = [line.text for line in lines if line.linked <= LINKED]
    if sum(map(len, texts)) < _SHORT:
        return False
    for text in texts:
        byline = parse_byline(text) if len(text) <= _SHORT else None
        if (byline and byline.marked and not byline.credit) or parse_ending(text)[1]:
            return True
        dateline = parse_dateline(text)
        if dateline and dateline.byline:
            return True
    return False


def _generic(text: str, meta: Metadata, whole: Sequence[TextBlock]) -> _Found | None:
    """Find the article of a page of no known system by trafilatura."""
    kept = _main_text(text)
    own = rest = solid(text_of(kept))
    for line in whole:
        if line.linked > LINKED and len(line.text) >= _MIN_LIST:
            rest = rest.replace(solid(line.text), "")
    if len(rest) < max(_SHORT, len(own) / 2):
        return None
    first = solid(kept[0].text)
    at = next((n for n, line in enumerate(whole) if solid(line.text) == first), None)
    over = list(whole[: at + 1 if kept[0].level else at]) if at is not None else []
    title = meta.title or own_title(meta.site)
    heading = find_heading(over, title, meta.site)
    if kept[0].level and heading.sure:
        kept = kept[1:]
    return _Found(heading, tuple(kept)) if kept else None


def _main_text(text: str) -> list[TextBlock]:
    """Return the lines that trafilatura takes for the text of the page."""
    import logging

    import trafilatura

    # Its notes on thin pages would go to the terminal; what is wrong is said by a ``Rejected``.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    found = trafilatura.bare_extraction(text, include_comments=False, with_metadata=False)
    body: Node | None = getattr(found, "body", None)
    if body is None:
        return []
    for node in body.iter("head"):
        node.tag = node.get("rend", "h2") if node.get("rend", "")[:1] == "h" else "h2"
    for node in body.iter("lb"):
        node.tag = "br"
    for node in body.iter("item", "cell"):
        node.tag = "li"
    return lines_of(body)


_CROSSHEAD = 36


def _roles(body: Sequence[TextBlock]) -> list[Role | None]:
    out: list[Role | None] = []
    for line in body:
        if is_cited(line.text):
            out.append(None)
            continue
        short = len(line.text.strip()) <= _CROSSHEAD and line.text.strip()[-1] not in "。；，！：:"
        head = short and (line.level > 0 or line.bold) and not parse_byline(line.text.strip())
        out.append(Role.CROSSHEAD if head else Role.BODY)
    return out


def _article_page(web: _Web, meta: Metadata, found: _Found, place: tuple[int, Origin]) -> Page:
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
    shown = [(role, line.text) for role, line in heading.lines]
    roles = {role for role, _ in shown}
    known = {solid(text) for _, text in shown}
    if not single:
        yield from shown
        return
    if Role.SUBHEAD not in roles and meta.kicker and solid(meta.kicker) not in known:
        yield Role.SUBHEAD, meta.kicker
    if Role.HEADLINE not in roles:
        yield Role.HEADLINE, meta.title or own_title(meta.site)
    yield from shown
    if Role.SUBHEAD not in roles and meta.subtitle and solid(meta.subtitle) not in known:
        yield Role.SUBHEAD, meta.subtitle
    if Role.BYLINE not in roles and meta.author:
        yield Role.BYLINE, meta.author


def _lines_page(web: _Web, meta: Metadata, lines: Sequence[TextBlock]) -> Page:
    """Make a page whose headings part its articles."""
    kept = [line for line in lines if line.linked <= LINKED]
    texts: list[str] = []
    for line in kept:
        if line.level:
            texts.extend(["", "#" * line.level + " " + line.text.strip(), ""])
        else:
            texts.append(line.text)
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
    links = [line for line in lines if line.linked > LINKED and len(line.text) >= _MIN_LIST]
    tags = {name_of(node) for node in root.iter()}
    if {"frame", "frameset"} & tags:
        detail = "it is a set of frames; open the frame with the text and save that"
    elif len(links) >= _MIN_LIST or "area" in tags:
        detail = (
            f"it lists {len(links)} headlines and holds no text of an article; "
            "save the pages that the headlines lead to"
        )
    elif "script" in tags and sum(len(line.text) for line in lines) < _SHORT:
        detail = (
            "its text is loaded by scripts when it is shown; open it in a browser, wait for the "
            "text, and save the complete page"
        )
    else:
        detail = "it holds no text of an article; check what was saved"
    return web.source.reject(Reason.EMPTY, detail)
