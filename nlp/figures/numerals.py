"""Reads numerals as newspapers write them: Arabic, Chinese, and both mixed (3万4000, 2.57亿)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = {
    **{sign: value for value, sign in enumerate("〇一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}

_FOLD = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９．，", "0123456789.,", strict=True)
}
_TOKEN = re.compile(
    rf"(?P<arabic>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<digit>[{''.join(_DIGITS)}])"
    rf"|(?P<small>[{''.join(_SMALL)}])"
    rf"|(?P<large>[{''.join(_LARGE)}])"
)


@lru_cache(maxsize=8192)
def parse_numeral(text: str) -> float | None:
    """Return the number that a numeral stands for.

    Takes Arabic digits (``1,100``), Chinese numerals (``一千二百``, ``二〇二三``), both mixed
    (``3万4000``), decimals (``2.57亿``, ``三点五``), a last digit without its rank (``两万五`` is
    25000), a rank alone (``千`` is 1000) and ``半``. Words like 余 or 多 are not part of a numeral.

    Args:
        text: the numeral alone; blanks inside are ignored.

    Returns:
        The number, or None when ``text`` is no numeral.

    >>> parse_numeral("3万4000"), parse_numeral("两万五"), parse_numeral("余")
    (34000.0, 25000.0, None)
    """
    folded = "".join(text.split()).translate(_FOLD)
    if folded == "半":
        return 0.5
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(folded):
        if folded[at] == "点":
            return _parse_decimal(folded, at)
        found = _TOKEN.match(folded, at)
        if found is None or found.lastgroup is None:
            return None
        tokens.append((found.lastgroup, found[0]))
        at = found.end()
    return _evaluate(tokens) if tokens else None


def _parse_decimal(text: str, point: int) -> float | None:
    """Read a numeral with 点: digits behind the point, ranks behind them scale the whole."""
    found = re.fullmatch(
        rf"([{''.join(_DIGITS)}]+)([{''.join(_SMALL)}{''.join(_LARGE)}]*)", text[point + 1 :]
    )
    whole = parse_numeral(text[:point]) if point else 0.0
    if found is None or whole is None:
        return None
    decimals = "".join(str(_DIGITS[sign]) for sign in found[1])
    value = Decimal(int(whole)) + Decimal(f"0.{decimals}")
    for rank in found[2]:
        value *= _SMALL.get(rank, 0) or _LARGE[rank]
    return float(value)


def _evaluate(tokens: list[tuple[str, str]]) -> float | None:
    if len(tokens) > 1 and all(kind == "digit" for kind, _ in tokens):
        return float("".join(str(_DIGITS[sign]) for _, sign in tokens))
    total = section = Decimal(0)
    current: Decimal | None = None
    rank = 1  # what the last rank multiplies by: decides what a digit without a rank means
    last_large = 0
    for position, (kind, sign) in enumerate(tokens):
        if kind in ("arabic", "digit"):
            if current:
                return None
            current = Decimal(_DIGITS[sign]) if kind == "digit" else Decimal(sign.replace(",", ""))
            if position and current == 0:
                rank = 1
        elif kind == "small":
            rank = _SMALL[sign]
            section += (Decimal(1) if current is None else current) * rank
            current = None
        else:
            large = _LARGE[sign]
            section += current or 0
            if large > last_large and total:
                total = (total + section) * large
            else:
                total += (section or (0 if total else 1)) * large
            section, current, rank, last_large = Decimal(0), None, large, large
    lone = len(tokens[-1][1]) == 1  # 3万5 is 35000, 3万0005 is 30005
    if current is not None and rank >= 100 and 0 < current < 10 and len(tokens) > 1 and lone:
        current *= rank // 10
    return float(total + section + (current or 0))
