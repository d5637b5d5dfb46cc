"""Finds the articles of a web page: their texts, and what stands over each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...lines.bylines import parse_byline, parse_dateline, parse_ending
from ...types import Role
from .blocks import TextBlock, lines_of, text_of
from .headings import LINKED, Heading, find_heading, is_info, solid
from .metadata import Metadata, own_title
from .parsing import Node

# Texts shorter than this are no articles but notes and forms.
SHORT = 60
# Texts under a heading with makers of their own may be shorter: news in brief.
_SECTION = 30
# Links shorter than this are buttons.
MIN_LINK = 4


# Longer lines are no crossheads.
MAX_CROSSHEAD = 36


@dataclass(frozen=True, slots=True)
class Found:
    """One article of a web page.

    Attributes:
        heading: what stands over its text.
        body: its text.
    """

    heading: Heading
    body: tuple[TextBlock, ...]


# What stands for an article in the lines of the page around it.
_MARK = "\ue000"


def parted(
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


def articles_of(
    before: Sequence[list[TextBlock]], bodies: Sequence[list[TextBlock]], meta: Metadata
) -> list[Found]:
    """Give each container its heading; one without goes on with the article before it."""
    out: list[Found] = []
    seen: set[str] = set()
    for over, body in zip(before, bodies, strict=False):
        text = solid(text_of(body))
        # The same text twice, for another size of screen, or the teaser of another article.
        if not text or text in seen or (body[0].level and body[0].linked > LINKED):
            continue
        seen.add(text)
        alone = len(bodies) == 1
        heading = find_heading(over, meta.title if alone else "", meta.site if alone else "")
        found = Found(heading, tuple(body))
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
# The title of a whole page that is shorter names a site or a section.
_NAMING = 8


def _inner_heading(found: Found, meta: Metadata) -> Found:
    """Look for the headline at the top of the text itself."""
    body = found.body
    top = next((at for at, line in enumerate(body[:_TOP]) if len(line.text) > _LONG), _TOP)
    known = solid(meta.title + meta.site)
    for end in range(min(top, len(body) - 1), 0, -1):
        heading = find_heading(body[:end], meta.title, meta.site)
        titles = (line for role, line in heading.lines if role is Role.HEADLINE)
        if heading.sure and any(line.level or solid(line.text) in known for line in titles):
            return Found(heading, body[end:])
    first = body[0]
    short = (
        2 <= len(solid(first.text)) <= MAX_CROSSHEAD and first.text.strip()[-1] not in "。；，！：:"
    )
    named = len(meta.title or own_title(meta.site)) >= _NAMING
    if len(body) > 1 and short and (first.bold or not named) and not parse_byline(first.text):
        return Found(Heading(((Role.HEADLINE, first),), 0, sure=True), body[1:])
    return found


def is_several(lines: Sequence[TextBlock]) -> bool:
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
    if sum(map(len, texts)) < _SECTION:
        return False
    for text in texts:
        byline = parse_byline(text) if len(text) <= SHORT else None
        if (byline and byline.marked and not byline.credit) or parse_ending(text)[1]:
            return True
        dateline = parse_dateline(text)
        if dateline and dateline.byline:
            return True
    return False


def generic_article(text: str, meta: Metadata, whole: Sequence[TextBlock]) -> Found | None:
    """Find the article of a page of no known system by trafilatura."""
    kept = _main_text(text)
    own = rest = solid(text_of(kept))
    for line in whole:
        if line.linked > LINKED and len(line.text) >= MIN_LINK:
            rest = rest.replace(solid(line.text), "")
    if len(rest) < max(SHORT, len(own) / 2):
        return None
    title = meta.title or own_title(meta.site)
    start, end = _bounds(kept, whole, solid(title))
    if start == end:
        return None
    # What was left out between its first and last line belongs to the text, links do not.
    body = tuple(line for line in whole[start:end] if line.linked <= LINKED)
    heading = find_heading(whole[:start], title, meta.site)
    found = Found(heading, body)
    return found if heading.sure else _inner_heading(found, meta)


# A line of text has a full stop, or is longer than any title.
_STOPS = re.compile(r"[。！？；”]")


def _bounds(kept: Sequence[TextBlock], whole: Sequence[TextBlock], title: str) -> tuple[int, int]:
    """Return where on the page the lines that were found begin and end."""
    known = {solid(line.text) for line in kept}
    own = [at for at, line in enumerate(whole) if line.linked <= LINKED and line.text]
    hits = {at for at in own if solid(whole[at].text) in known}
    texts = [at for at in own if _STOPS.search(whole[at].text) or len(whole[at].text) > _LONG]
    # A page with little text is found as one piece, with all that stands around.
    texts = [at for at in texts if at in hits] or texts
    if not texts:
        return 0, 0
    start, end = texts[0], texts[-1] + 1
    while start - 1 in hits and not _is_over(whole[start - 1], title):
        start -= 1
    while end in hits:
        end += 1
    return start, end


def _is_over(line: TextBlock, title: str) -> bool:
    return bool(line.level) or line.bold or solid(line.text) in title or is_info(line)


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
    for node in body.iter("hi"):
        node.tag = "b" if "b" in node.get("rend", "") else "span"
    for node in body.iter("lb"):
        node.tag = "br"
    for node in body.iter("item", "cell"):
        node.tag = "li"
    return lines_of(body)
