"""Codebooks: the themes of a library, kept in a TOML file that its owner can edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from ...corpus.errors import AnlikuError
from ..results import Theme

_PACKAGE = "anliku.nlp.cases"
_TEXT_KEYS = ("id", "name", "description")
_THEME_KEYS = frozenset({*_TEXT_KEYS, "examples", "cues"})
_TOP_KEYS = frozenset({"name", "version", "residual", "theme"})


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes cases are sorted into.

    Attributes:
        name: what the codebook is called.
        version: its edition, kept with every case that was coded by it.
        residual: id of the theme for cases that fit no other.
        themes: the themes, in the order people want to read them.
    """

    name: str
    version: str
    residual: str
    themes: tuple[Theme, ...]

    def __hash__(self) -> int:
        return hash((self.name, self.version, len(self.themes)))

    def theme(self, key: str) -> Theme:
        """Return the theme with the id ``key``.

        Raises:
            AnlikuError: the codebook has no such theme.
        """
        for theme in self.themes:
            if theme.id == key:
                return theme
        known = ", ".join(theme.id for theme in self.themes)
        raise AnlikuError(f"codebook {self.name} has no theme {key!r}; choose one of {known}")


@cache
def _default_text() -> str:
    return (files(_PACKAGE) / "data" / "codebook.toml").read_text("utf-8")


@cache
def _default() -> Codebook:
    return parse_codebook(_default_text(), "codebook.toml")


def default_codebook_text() -> str:
    """Return the default codebook as TOML, comments included, for a user to copy and edit."""
    return _default_text()


def load_codebook(path: Path | None = None) -> Codebook:
    """Read a codebook from a TOML file, the default one if ``path`` is None.

    Raises:
        AnlikuError: the file is missing, is not UTF-8, or is no valid codebook; the message names
            the file, the line and what to change.
    """
    if path is None:
        return _default()
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise AnlikuError(
            f"{path}: cannot read the codebook ({error.strerror}); check the name"
        ) from error
    except UnicodeDecodeError as error:
        raise AnlikuError(f"{path}: the codebook is not UTF-8; save it as UTF-8") from error
    return parse_codebook(text, str(path))


def parse_codebook(text: str, source: str) -> Codebook:
    """Make a codebook from TOML text; ``source`` names it in messages.

    Raises:
        AnlikuError: as for ``load_codebook``.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnlikuError(
            f"{source}: not valid TOML: {error}; mend that line (are quotes and brackets closed?)"
        ) from error
    reader = _Reader(source, text.splitlines())
    reader.only_known(data, _TOP_KEYS, 0)
    tables = data.get("theme")
    if not isinstance(tables, list) or not tables:
        raise reader.error(1, "there is no [[theme]]", "add at least one [[theme]] table")
    themes = tuple(reader.theme(table, at) for at, table in enumerate(cast(list[object], tables)))
    ids = [theme.id for theme in themes]
    for at, key in enumerate(ids):
        if key in ids[:at]:
            raise reader.error(
                reader.line_of_theme(at), f"the id {key!r} is used twice", "give it another id"
            )
    residual = reader.text(data, "residual", 0)
    if residual not in ids:
        raise reader.error(
            reader.line_of("residual", 0),
            f"residual = {residual!r} is no theme of this file",
            f"choose one of {', '.join(ids)}",
        )
    return Codebook(reader.text(data, "name", 0), reader.text(data, "version", 0), residual, themes)


def dump_codebook(codebook: Codebook) -> str:
    """Return ``codebook`` as TOML text; ``parse_codebook`` reads back an equal one."""
    lines = [
        f"name = {_quote(codebook.name)}",
        f"version = {_quote(codebook.version)}",
        f"residual = {_quote(codebook.residual)}",
    ]
    for theme in codebook.themes:
        lines += ["", "[[theme]]"]
        lines += [f"{key} = {_quote(getattr(theme, key))}" for key in _TEXT_KEYS]
        lines += ["examples = [", *(f"  {_quote(line)}," for line in theme.examples), "]"]
        lines.append("[theme.cues]")
        grades = sorted(set(theme.cues.values()), reverse=True)
        for grade in grades:
            words = ", ".join(_quote(cue) for cue, at in theme.cues.items() if at == grade)
            lines.append(f"{_quote(f'{grade:g}')} = [{words}]")
    return "\n".join(lines) + "\n"


def _quote(value: str) -> str:
    """Return ``value`` as a TOML basic string (TOML 1.0, section String)."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\u{ord(m[0]):04X}", escaped) + '"'


class _Reader:
    """Takes values out of a parsed file and says where they stand when they are wrong."""

    def __init__(self, source: str, lines: Sequence[str]) -> None:
        self._source = source
        self._lines = lines
        self._heads = [n for n, line in enumerate(lines, 1) if line.strip() == "[[theme]]"]

    def error(self, line: int, what: str, cure: str) -> AnlikuError:
        return AnlikuError(f"{self._source}, line {line}: {what}; {cure}")

    def line_of_theme(self, at: int) -> int:
        return self._heads[at] if at < len(self._heads) else 1

    def line_of(self, key: str, first: int) -> int:
        """Return the line that sets ``key`` in the table begun on ``first``, else ``first``."""
        pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        last = next((head for head in self._heads if head > first), len(self._lines) + 1)
        for number in range(max(first, 1), last):
            if pattern.match(self._lines[number - 1]):
                return number
        return max(first, 1)

    def only_known(self, table: Mapping[str, object], known: frozenset[str], first: int) -> None:
        for key in table:
            if key not in known:
                raise self.error(
                    self.line_of(key, first),
                    f"the key {key!r} is unknown",
                    f"use one of {', '.join(sorted(known))}",
                )

    def text(self, table: Mapping[str, object], key: str, first: int) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(
                self.line_of(key, first), f"{key} is missing or no text", f'write {key} = "…"'
            )
        return value

    def theme(self, table: object, at: int) -> Theme:
        first = self.line_of_theme(at)
        if not isinstance(table, dict):
            raise self.error(first, "a theme is not a table", "start it with [[theme]]")
        fields = cast(dict[str, object], table)
        self.only_known(fields, _THEME_KEYS, first)
        key, name, description = (self.text(fields, name, first) for name in _TEXT_KEYS)
        examples = self._words(fields.get("examples", []), "examples", first)
        return Theme(key, name, description, self._cues(fields.get("cues"), first), examples)

    def _words(self, value: object, key: str, first: int) -> tuple[str, ...]:
        items = cast(list[object], value) if isinstance(value, list) else [None]
        if not all(isinstance(item, str) and item.strip() for item in items):
            raise self.error(
                self.line_of(key, first), f"{key} is no list of texts", f'write {key} = ["…", "…"]'
            )
        return tuple(cast(list[str], items))

    def _cues(self, value: object, first: int) -> dict[str, float]:
        if not isinstance(value, dict):
            raise self.error(first, "the theme has no cues", "add [theme.cues] with 3 = ['…']")
        cues: dict[str, float] = {}
        for grade, words in cast(dict[str, object], value).items():
            line = self.line_of(grade, first)
            if not re.fullmatch(r"\d+(\.\d+)?", grade) or float(grade) <= 0:
                raise self.error(
                    line, f"{grade!r} is no weight", 'use a positive number, as in 3 = ["…"]'
                )
            for word in self._words(words, grade, first):
                if word in cues:
                    raise self.error(
                        line, f"the cue {word!r} stands twice in the theme", "keep one of them"
                    )
                cues[word] = float(grade)
        return cues
