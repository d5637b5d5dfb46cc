"""The packed gazetteer file: named blocks and one small block a county, read on demand.

Layout, all numbers little-endian::

    8 bytes   magic "ANLIKUGZ"
    u32       length of the head
    head      JSON, UTF-8: format, edition, licences, sha256 of the body,
              blocks {name: [offset in the body, length]}
    body      the blocks one behind the other, each compressed by zlib

A county block holds the villages of one county. Its dictionary (``zdict``) is the block ``common``:
the characters that names are made of, so that a block of 4 kB shrinks like a large one.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ....corpus.errors import AnlikuError

_MAGIC = b"ANLIKUGZ"
_FORMAT = 1
#: Block whose content is the compression dictionary of all blocks named by digits.
_COMMON = "common"


def write_container(path: Path, blocks: Mapping[str, bytes], edition: str, licences: str) -> None:
    """Write blocks to ``path``; the same blocks give the same bytes.

    Args:
        path: file to write.
        blocks: content by name; county blocks are named by their six digits.
        edition: what the file holds, e.g. ``statistics bureau 2023``.
        licences: sources and their licences, one line.
    """
    body = bytearray()
    index: dict[str, list[int]] = {}
    for name, content in blocks.items():
        zdict = blocks[_COMMON] if name.isdigit() else b""
        packed = _packed(content, zdict)
        index[name] = [len(body), len(packed)]
        body += packed
    head = {
        "format": _FORMAT,
        "edition": edition,
        "licences": licences,
        "sha256": hashlib.sha256(body).hexdigest(),
        "blocks": index,
    }
    raw = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(_MAGIC + len(raw).to_bytes(4, "little") + raw + bytes(body))


def _packed(content: bytes, zdict: bytes) -> bytes:
    options = (9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY)
    packer = zlib.compressobj(*options, zdict) if zdict else zlib.compressobj(*options)
    return packer.compress(content) + packer.flush()


class Container:
    """An opened container; the body stays compressed in memory."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        start = len(_MAGIC) + 4
        size = int.from_bytes(data[len(_MAGIC) : start], "little")
        if data[: len(_MAGIC)] != _MAGIC or len(data) < start + size:
            raise AnlikuError(f"{path}: not a gazetteer file; install anliku again")
        head: dict[str, Any] = json.loads(data[start : start + size])
        self._body = memoryview(data)[start + size :]
        if head["format"] != _FORMAT:
            raise AnlikuError(f"{path}: format {head['format']} is unknown; install anliku again")
        if hashlib.sha256(self._body).hexdigest() != head["sha256"]:
            raise AnlikuError(f"{path}: damaged, its checksum differs; install anliku again")
        self.edition: str = head["edition"]
        self._index: dict[str, list[int]] = head["blocks"]
        self._common = self.read(_COMMON)

    def __contains__(self, name: str) -> bool:
        return name in self._index

    def read(self, name: str) -> bytes:
        """Return the content of a block.

        Raises:
            AnlikuError: there is no block of that name.
        """
        if name not in self._index:
            raise AnlikuError(f"gazetteer: no block {name!r}; install anliku again")
        offset, length = self._index[name]
        zdict = self._common if name.isdigit() else b""
        unpacker = zlib.decompressobj(-15, zdict) if zdict else zlib.decompressobj(-15)
        return unpacker.decompress(self._body[offset : offset + length]) + unpacker.flush()
