"""Turns facts and articles into lists, numbers and strings and back, for saved documents."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import cast, get_args, get_origin, get_type_hints


def to_plain(value: object) -> object:
    """Return a value as JSON and MessagePack have it.

    Args:
        value: a dataclass of the chain, a tuple of them, or what their fields hold.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in cast("tuple[object, ...]", value)]
    if is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    return value


def from_plain(hint: object, value: object) -> object:
    """Return what ``to_plain`` was given.

    Args:
        hint: its type, as ``get_type_hints`` tells it.
        value: what ``to_plain`` made of it.
    """
    if value is None:
        return None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    items = cast("list[object]", value)
    if isinstance(hint, type) and is_dataclass(hint):
        types = _field_types(hint)
        return hint(*(from_plain(one, item) for one, item in zip(types, items, strict=True)))
    given = get_args(hint)
    if get_origin(hint) is tuple:
        each = given[:1] * len(items) if given[1:] == (...,) else given
        return tuple(from_plain(one, item) for one, item in zip(each, items, strict=True))
    if given:
        return from_plain(next(one for one in given if one is not NoneType), value)
    return value


@cache
def _field_types(kind: type) -> tuple[object, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
