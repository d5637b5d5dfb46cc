"""Turns Traditional characters into Simplified ones, one for one."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+")


class _Converter(Protocol):
    def convert(self, text: str, /) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify_text(text: str) -> str:
    """Turn Traditional characters into Simplified ones; the length stays the same.

    OpenCC (https://github.com/BYVoid/OpenCC, ``t2s``) decides by phrases: 乾隆 keeps its 乾. Where
    a phrase would change its length, its characters are turned one by one.

    >>> simplify_text("本報訊（記者 張偉）乾隆年間")
    '本报讯（记者 张伟）乾隆年间'
    """
    return _HAN_RUN.sub(lambda found: _simplify(found[0]), text)


def _simplify(run: str) -> str:
    convert = _converter().convert
    plain = convert(run)
    if len(plain) == len(run):
        return plain
    signs = (convert(sign) for sign in run)
    return "".join(new if len(new) == 1 else old for old, new in zip(run, signs, strict=True))
