"""anliku (案例库): Chinese newspaper pages in, a searchable library of local practices out."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from anliku.corpus.errors import AnlikuError

__all__ = ["AnlikuError", "__version__"]

# Name -> module; loaded on first use (PEP 562), so that ``import anliku`` costs nothing.
_PUBLIC = {"AnlikuError": "anliku.corpus.errors"}


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'anliku' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PUBLIC[name]), name)
