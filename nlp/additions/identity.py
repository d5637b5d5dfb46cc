"""Says which components were added, so that another one means another analysis."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

from ..digests import digest_of
from .configuration import Addition, read_additions


def digests(path: Path) -> tuple[tuple[str, str], ...]:
    """Return (name, SHA-256) of a configuration file and of all that it names.

    Raises:
        AnlikuError: the file has a fault, or what it names cannot be read.
    """
    return (("config", digest_of(path)), *_named(read_additions(path)))


def _named(additions: tuple[Addition, ...]) -> Iterator[tuple[str, str]]:
    yield "spacy", sha256(version("spacy").encode()).hexdigest()
    for addition in additions:
        for file in filter(None, (addition.model, addition.code)):
            yield addition.name, _identity(file)


def _identity(named: str) -> str:
    """Return the digest of a folder or file, or that of the version of a package."""
    if Path(named).exists():
        return digest_of(Path(named))
    return sha256("\n".join(_versions(named)).encode()).hexdigest()


def _versions(package: str) -> Iterator[str]:
    for name in sorted(packages_distributions().get(package, [package])):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name
