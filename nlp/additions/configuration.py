"""Reads the file in which a user names the components to be added."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ...corpus.errors import AnlikuError

#: Kinds of facts that entities can become; figures have a value, which no entity tells.
KINDS = ("place", "program", "person", "organisation")
_KEYS = frozenset({"name", "model", "factory", "code", "settings", "labels", "spans", "confidence"})
#: Taggers do not say how sure they are; about what trained ones reach on text they do not know.
_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Addition:
    """One component to be added.

    Attributes:
        name: what facts say found them, behind ``spacy:``.
        model: folder or installed package of a spaCy pipeline, "" if a factory is named.
        factory: name of a factory that spaCy knows, "" if a model is named.
        code: file that registers the factory, "" if an installed package does.
        settings: configuration of the factory.
        labels: kind of fact by label; entities with other labels are left aside.
        spans: key of ``doc.spans`` to read, "" for ``doc.ents``.
        confidence: confidence of its facts, 0 to 1.
    """

    name: str
    model: str
    factory: str
    code: str
    settings: Mapping[str, object]
    labels: Mapping[str, str]
    spans: str
    confidence: float


def read_additions(path: Path) -> tuple[Addition, ...]:
    """Read the ``[[component]]`` tables of a configuration file.

    Paths in it are taken from the folder of the file.

    Raises:
        AnlikuError: the file cannot be read or has a fault; the message says where and what to do.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise AnlikuError(
            f"{path}: cannot read the configuration ({error.strerror}); check the name"
        ) from error
    except UnicodeDecodeError as error:
        raise AnlikuError(f"{path}: the configuration is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise AnlikuError(
            f"{path}: not valid TOML: {error}; mend that line (are quotes and brackets closed?)"
        ) from error
    tables = data.pop("component", None)
    if data:
        raise AnlikuError(
            f"{path}: the key {next(iter(data))!r} is unknown; write [[component]] tables only"
        )
    if not isinstance(tables, list) or not tables:
        raise AnlikuError(f"{path}: there is no [[component]]; add one for each component")
    readers = [_Reader(path, table, at) for at, table in enumerate(cast(list[object], tables), 1)]
    additions = tuple(reader.addition() for reader in readers)
    names = [addition.name for addition in additions]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise AnlikuError(f"{path}: two components are called {name!r}; rename one of them")
    return additions


class _Reader:
    """Takes the values of one component."""

    def __init__(self, path: Path, table: object, number: int) -> None:
        self._path = path
        self._number = number
        if not isinstance(table, dict):
            raise self._error("is no table", "start it with [[component]]")
        self._table = cast(dict[str, object], table)

    def _error(self, what: str, cure: str) -> AnlikuError:
        return AnlikuError(f"{self._path}: component {self._number} {what}; {cure}")

    def addition(self) -> Addition:
        """Return the component that the table names."""
        for key in self._table:
            if key not in _KEYS:
                cure = f"use one of {', '.join(sorted(_KEYS))}"
                raise self._error(f"has the unknown key {key!r}", cure)
        name, model, factory, code = map(self._text, ("name", "model", "factory", "code"))
        if not name:
            raise self._error("has no name", 'write name = "…"; facts say it as their source')
        if bool(model) == bool(factory):
            cure = "name a pipeline by model, or a component by factory"
            raise self._error("needs either model or factory", cure)
        if code and not factory:
            raise self._error("has code without a factory", "name the factory that it registers")
        return Addition(
            name,
            self._beside(model),
            factory,
            str(self._path.parent / code) if code else "",
            self._settings(),
            self._labels(bool(model)),
            self._text("spans"),
            self._confidence(),
        )

    def _beside(self, model: str) -> str:
        """Return the folder of a model, or its name if it is an installed package."""
        folder = self._path.parent / model
        return str(folder) if model and folder.exists() else model

    def _text(self, key: str) -> str:
        value = self._table.get(key, "")
        if not isinstance(value, str):
            raise self._error(f"has a {key} that is no text", f'write {key} = "…"')
        return value.strip()

    def _settings(self) -> dict[str, object]:
        value = self._table.get("settings", {})
        if not isinstance(value, dict):
            raise self._error("has settings that are no table", "write [component.settings]")
        return cast(dict[str, object], value)

    def _labels(self, needed: bool) -> dict[str, str]:  # noqa: FBT001 - private, one caller
        value = self._table.get("labels", {})
        labels = cast(dict[str, object], value) if isinstance(value, dict) else {}
        if needed and not labels:
            raise self._error("has no labels", 'write [component.labels] with PERSON = "person"')
        for label, kind in labels.items():
            if kind not in KINDS:
                cure = f"choose one of {', '.join(KINDS)}"
                raise self._error(f"takes {label} for {kind!r}, which is no kind of fact", cure)
        return cast(dict[str, str], labels)

    def _confidence(self) -> float:
        value = self._table.get("confidence", _CONFIDENCE)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._error(f"has the confidence {value!r}", "give a number from 0 to 1")
        return float(value)
