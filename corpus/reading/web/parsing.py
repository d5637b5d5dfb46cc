"""From the bytes of a web page to its tree."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Protocol, cast

from ...types import Reason, Rejected
from ..encodings import decode
from ..source import Source

#: Largest page that is read, in bytes; saved pages with pictures inside have some megabytes.
MAX_BYTES = 50_000_000

# Share of characters that may be lost in a page whose encoding is sure otherwise: pages are cut
# off and stitched together by scripts that count bytes.
_MAX_LOST = 0.01
_HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
# What pages say and what they mean (WHATWG encoding standard, section 4.2).
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Node(Protocol):
    """What is used of an element of a page; lxml has no types of its own."""

    tag: str
    text: str | None
    tail: str | None
    attrib: Mapping[str, str]

    def get(self, name: str, default: str = "", /) -> str:
        """Return the value of an attribute."""
        ...

    def iter(self, *tags: str) -> Iterator[Node]:
        """Yield the element itself and all below it, in document order."""
        ...

    def iterancestors(self) -> Iterator[Node]:
        """Yield the elements above, from the nearest up."""
        ...

    def itersiblings(self, *, preceding: bool) -> Iterator[Node]:
        """Yield the elements beside it, from the nearest on."""
        ...

    def getparent(self) -> Node | None:
        """Return the element above."""
        ...

    def getnext(self) -> Node | None:
        """Return the element beside it."""
        ...

    def replace(self, child: Node, new: Node, /) -> None:
        """Put another element in the place of a child, whose tail goes too."""
        ...

    def append(self, child: Node, /) -> None:
        """Add or move a child to the end, with its tail."""
        ...

    def addnext(self, new: Node, /) -> None:
        """Put an element behind this one; the tail of this one moves behind it."""
        ...

    def __iter__(self) -> Iterator[Node]: ...
    def __len__(self) -> int: ...


def decode_page(source: Source, data: bytes) -> tuple[str, str] | Rejected:
    """Return the encoding and the text of a web page.

    What the bytes are goes before what the page says, which is often wrong.

    Args:
        source: what to call the file.
        data: its bytes.
    """
    if not data.strip():
        return source.reject(Reason.EMPTY, "the file is empty")
    found = decode(data)
    said = _said(data)
    if isinstance(found, tuple):
        return found
    if found.binary and b"\x00" in data[:_HEAD]:
        return source.reject(Reason.BINARY, "this is no web page but binary data")
    for encoding in dict.fromkeys((said, "utf-8", "gb18030")):
        if encoding:
            text = data.decode(encoding, "replace")
            if text.count("\ufffd") <= _MAX_LOST * len(text):
                return encoding, text
    return source.reject(
        Reason.ENCODING,
        f"neither UTF-8 nor GB18030: byte {found.offset} and others do not fit; "
        "save the page again",
    )


def _said(data: bytes) -> str:
    """Return the encoding a page declares, "" if Python does not know it."""
    found = _CHARSET.search(data[:_HEAD])
    name = found[1].decode("ascii").lower() if found else ""
    name = _MEANT.get(name, name)
    try:
        b"".decode(name)
        return codecs.lookup(name).name
    except LookupError:
        # Unknown, or a codec for something else than text.
        return ""


def parse_page(text: str) -> Node | None:
    """Parse a page; None if nothing is in it.

    Args:
        text: the decoded page.
    """
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    text = _UNSEEN.sub("", text)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except SyntaxError:
        # lxml's errors are syntax errors: there is no element at all.
        return None


def name_of(node: Node) -> str:
    """Return the tag of an element in small letters, "" for comments and the like."""
    tag = cast("object", node.tag)
    return tag.lower() if isinstance(tag, str) else ""


def is_comment(node: Node) -> bool:
    """Tell whether a node is a comment; lxml gives them a function for a tag."""
    tag = cast("object", node.tag)
    return not isinstance(tag, str) and getattr(tag, "__name__", "") == "Comment"


def comments_of(root: Node) -> Iterator[str]:
    """Yield the comments of a page, those before its first element too."""
    for node in reversed([*root.itersiblings(preceding=True)]):
        if is_comment(node):
            yield node.text or ""
    for node in root.iter():
        if is_comment(node):
            yield node.text or ""
