"""Cuts a part of a page into its lines of text, as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...wordlists import read_rows, read_words
from .parsing import Node, name_of

_PACKAGE = __package__ or "anliku.corpus.reading.web"

_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 "
        "h6 header hr html li main menu nav ol p pre section table tbody tfoot thead tr ul",
    )
)
_UNSEEN = frozenset(
    re.findall(
        r"\S+",
        "script style noscript template iframe object embed applet svg canvas audio video map area "
        "head select option button input textarea link meta title",
    )
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# Paragraphs are indented by blanks of any kind.
_INDENT = re.compile(r"^[\s\u2000-\u200b\ufeff]{2,}(?=\S)")
_EDGES = " \t\r\n\f\u00a0\u2002\u2003\u2009\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One line of a page.

    Attributes:
        text: blanks as a browser shows them, an indent as two ideographic blanks.
        tag: the nearest block element around it.
        level: of the heading it stands in, 1 to 6; 0 outside of headings.
        bold: all of it is set bold.
        linked: share of its characters that lead elsewhere.
        names: words of the ids and classes around it, for what they tell.
    """

    text: str
    tag: str
    level: int
    bold: bool
    linked: float
    names: str


@cache
def _noise() -> frozenset[str]:
    return frozenset(read_words(_PACKAGE, "noise.txt"))


@cache
def _debris() -> re.Pattern[str]:
    rows = (row[0] for row in read_rows(_PACKAGE, "debris.txt"))
    return re.compile("|".join(f"(?:{row})" for row in rows))


# Longer lines are text, however they begin.
_MAX_DEBRIS = 90


def is_debris(text: str) -> bool:
    """Tell whether a line is what buttons, counters and hints leave behind.

    >>> is_debris("【打印】【关闭】"), is_debris("打印社开进了村里。")
    (True, False)
    """
    text = text.strip()
    return len(text) <= _MAX_DEBRIS and _debris().fullmatch(text) is not None


def is_noise(node: Node) -> bool:
    """Tell whether an element is no text of the page: unseen, or named for a tool."""
    tag = name_of(node)
    if not tag or tag in _UNSEEN or _HIDDEN.search(node.get("style", "")):
        return True
    return any(word in _noise() for word in words_of(node))


def words_of(node: Node) -> list[str]:
    """Return the words in id and class of an element, in small letters."""
    named = f"{node.get('id', '')} {node.get('class', '')}"
    return [word.lower() for word in _WORDS.findall(named)] if named != " " else []


@dataclass(slots=True)
class _State:
    """What the elements around a piece of text make of it."""

    block: str = "body"
    level: int = 0
    bold: bool = False
    linked: bool = False
    names: str = ""


class _Collector:
    """Puts the text of inline elements together until a line is full."""

    def __init__(self) -> None:
        self.lines: list[TextBlock] = []
        self._pieces: list[str] = []
        self._names: dict[str, None] = {}
        self._bold = self._linked = self._size = 0

    def add(self, text: str | None, state: _State) -> None:
        """Take the next piece of text, and what the elements around make of it."""
        if not text:
            return
        self._pieces.append(text)
        size = len(text.strip())
        if size:
            self._names[state.names] = None
        self._size += size
        self._bold += size if state.bold else 0
        self._linked += size if state.linked else 0

    def close(self, state: _State) -> None:
        """Finish the line; names of elements inside it count if they hold all of it."""
        whole = _BLANKS.sub(" ", "".join(self._pieces))
        text = whole.strip(_EDGES)
        if text.strip():
            indent = _INDENT.match(whole.lstrip(" ")) and not whole.startswith("\u3000")
            size = max(1, self._size)
            names = next(iter(self._names)) if len(self._names) == 1 else state.names
            self.lines.append(
                TextBlock(
                    "\u3000\u3000" + text if indent else text,
                    state.block,
                    state.level,
                    self._bold >= size,
                    self._linked / size,
                    names,
                )
            )
        self._pieces = []
        self._names = {}
        self._bold = self._linked = self._size = 0


# Paragraphs set one behind the other in one element are told by their indents.
_INDENTS = re.compile(r"(?<=[。！？”…）：；])[ \u3000]*(?=\u3000\u3000\S)")


def lines_of(root: Node, *, noisy: bool = False, loose: bool = False) -> list[TextBlock]:
    """Return the lines of a part of a page in order.

    Args:
        root: the element; its tail is not part of it.
        noisy: keep what stands in elements named for tools; lines of debris go in any case.
        loose: outside of texts cells of tables are lines, and blanks part named elements.
    """
    out = _Collector()
    _walk(root, out, noisy=noisy, loose=loose)
    return [
        replace(line, text=text)
        for line in out.lines
        for text in _INDENTS.split(line.text)
        if text and not is_debris(text)
    ]


def _walk(root: Node, out: _Collector, *, noisy: bool, loose: bool) -> None:
    """Visit the tree without recursion: pages may be nested as deep as the parser lets them."""
    stack: list[tuple[Node, _State, Iterator[Node]]] = []
    blocks = _BLOCKS | {"td", "th"} if loose else _BLOCKS

    def part(node: Node, state: _State) -> None:
        # Elements that a system invented for itself hold things of their own.
        if name_of(node) in blocks or "-" in name_of(node):
            out.close(state)
        elif name_of(node) in ("td", "th") or (loose and (words_of(node) or _meets(node, state))):
            out.add(" ", state)

    def enter(node: Node, above: _State) -> None:
        state = _inside(node, above)
        part(node, above)
        out.add(node.text, state)
        stack.append((node, state, iter(node)))

    enter(root, _State())
    while stack:
        node, state, children = stack[-1]
        child = next(children, None)
        if child is not None:
            seen = name_of(child) and (not is_noise(child) or (noisy and _is_shown(child)))
            if seen:
                enter(child, state)
            else:
                out.add(child.tail, state)
            continue
        stack.pop()
        part(node, state)
        if stack:
            out.add(node.tail, stack[-1][1])
    out.close(_State())


_INLINE = frozenset({"span", "em", "i", "a", "label", "time", "font"})


def _meets(node: Node, state: _State) -> bool:
    """Tell whether an inline element outside of headings stands close to another one."""
    beside = node.getnext()
    return (
        not state.level
        and name_of(node) in _INLINE
        and not node.tail
        and beside is not None
        and name_of(beside) in _INLINE
    )


def _is_shown(node: Node) -> bool:
    return name_of(node) not in _UNSEEN and not _HIDDEN.search(node.get("style", ""))


def _inside(node: Node, above: _State) -> _State:
    tag = name_of(node)
    heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal()
    named = " ".join(words_of(node))
    return _State(
        tag if (tag in _BLOCKS or "-" in tag) and tag != "br" else above.block,
        int(tag[1]) if heading else above.level,
        above.bold or tag in _BOLD or bool(_BOLD_STYLE.search(node.get("style", ""))),
        above.linked or tag == "a",
        f"{above.names} {named}"[-200:] if named else above.names,
    )


def text_of(lines: Iterable[TextBlock]) -> str:
    """Return lines as one text."""
    return "\n".join(line.text for line in lines)
