"""Finds the parts of a page that hold the texts of articles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...wordlists import read_rows
from .blocks import lines_of, text_of
from .parsing import Node, is_comment, name_of

_PACKAGE = __package__ or "anliku.corpus.reading.web"
# Containers with less text are pictures' captions or empty forms.
_MIN_TEXT = 20


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in read_rows(_PACKAGE, "containers.txt"))


def find_containers(root: Node) -> list[Node]:
    """Return the elements that hold texts of articles, in document order.

    The first rule of the list that finds any text decides; of elements inside each other the
    outer one is taken.
    """
    placed = _placed(root)
    for rule in _rules():
        found = placed.get(rule, [])
        kept = [node for node in _outermost(found) if _has_text(node)]
        if kept:
            return kept
    return []


def _placed(root: Node) -> dict[tuple[str, str], list[Node]]:
    """Sort the elements of a page by the rules that fit them."""
    rules = frozenset(_rules())
    out: dict[tuple[str, str], list[Node]] = {}
    comments: list[Node] = []
    for node in root.iter():
        if is_comment(node):
            comments.append(node)
            continue
        keys = [("tag", name_of(node)), ("id", node.get("id", ""))]
        keys += [("itemprop", node.get("itemprop", ""))]
        keys += [("class", name) for name in node.get("class", "").split()]
        for key in keys:
            if key in rules:
                out.setdefault(key, []).append(node)
    for key in rules:
        if key[0] == "comment":
            out[key] = _between(comments, key[1])
    return out


def _between(comments: Sequence[Node], word: str) -> list[Node]:
    """Return elements that hold what stands between a comment and the one that closes it."""
    return [
        _wrapped(node, f"/{word}")
        for node in comments
        if (node.text or "").strip() == word and node.getparent() is not None
    ]


def _wrapped(start: Node, closing: str) -> Node:
    """Move the siblings behind ``start``, up to the closing comment, into an element."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    inner: Node = etree.Element("div")
    inner.text, start.tail = start.tail, None
    child = start.getnext()
    start.addnext(inner)
    while child is not None and not (is_comment(child) and (child.text or "").strip() == closing):
        following = child.getnext()
        inner.append(child)
        child = following
    return inner


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    taken: set[int] = set()
    out: list[Node] = []
    for node in nodes:
        if not any(id(above) in taken for above in node.iterancestors()):
            taken.add(id(node))
            out.append(node)
    return out


def _has_text(node: Node) -> bool:
    return len(text_of(lines_of(node))) >= _MIN_TEXT
