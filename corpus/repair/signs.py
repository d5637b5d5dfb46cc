"""Mends signs by what stands beside them: width, years, thousands, dots, dashes, quotation marks.

Everything here keeps the length of the text.
"""

from __future__ import annotations

import re

from .line import HAN_CLASS

#: Zeros, dots, dashes, lone kana, Greek and Cyrillic capitals, for a class of a pattern.
WORK_CLASS = r"○◯ΟОoO•・˙⚬\u2500\u2501ーニエカロタハト\u0391-\u03a7\u0405-\u0425︱"
_WORK = re.compile(f"[{WORK_CLASS}]")
# A half-width sign beside an ideograph is an OCR or typing habit, not a choice.
_NARROW_SIGN = re.compile(f"(?<=[{HAN_CLASS}”’」》）])[,;:!?()]|[,;:!?()](?=[{HAN_CLASS}“‘「《（])")
# One bracket of a pair stands beside an ideograph, the other does not.
_MIXED_BRACKETS = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
_WIDEN = str.maketrans(",;:!?()", "，；：！？（）")

_NUMERAL = "一二三四五六七八九十百〇"
# Zero among Chinese numerals: a circle, a Greek or Cyrillic or Latin O, or the digit in a year.
_ZERO = re.compile(
    rf"(?<=[{_NUMERAL}])[○◯⚬ΟОoO]+(?=[{_NUMERAL}年月日后级度%])|(?<=[第])[○◯ΟО](?=[{_NUMERAL}])"
)
# The digit in a year of Chinese numerals: 二0二三年.
_DIGIT_YEAR = re.compile(
    r"(?<=[一二])0(?=[〇零一二三四五六七八九0][〇零一二三四五六七八九0]年)|(?<=[一二][〇九0])0(?=[〇一二三四五六七八九0]年)"
)
# Thousands set apart by a full-width comma, before what is counted; behind lines and numbers (路,
# 号) and in reckonings stand lists.
_THOUSANDS = re.compile(
    r"(?<![\d，,.+*×/:：-])[1-9]\d{0,2}(?:，\d{3})+(?=[^\x00-\xff，。、；：！？”）路号年月日版期]|\.\d|%)"
)
_HAN = f"[{HAN_CLASS}]"
_DOT = re.compile(
    f"(?<={_HAN})[•・˙](?={_HAN})|(?<=[0-9A-Za-z])・(?=[0-9A-Za-z{HAN_CLASS}])|(?<={_HAN})・(?=[0-9A-Za-z])"
)
_DASH = re.compile("(?<![─━ー])[─━ー]{2,4}(?![─━ー])|︱{2}")
# Katakana that recognition takes for the ideograph of the same shape, alone among ideographs.
_LONE_KANA = re.compile(
    r"(?<=[\u4e00-\u9fff])[ニエカロタハト](?=[\u4e00-\u9fff])|^[ニエカロタハト](?=[\u4e00-\u9fff]{2})"
)
_KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff]")
_IDEOGRAPH = str.maketrans("ニエカロタハト", "二工力口夕八卜")
# Greek and Cyrillic capitals that look like Latin ones, between a digit and Chinese: 4А级.
_GREEK_CYRILLIC = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТХ"
_LOOKALIKE = re.compile(rf"(?<=\d)[{_GREEK_CYRILLIC}]{{1,5}}(?=[{HAN_CLASS}])")
_LATIN = str.maketrans(_GREEK_CYRILLIC, "ABEZHIKMNOPTYXABESIJKMHOPCTX")
_INSIDE = re.compile(rf"(?![，。、；：！？）》\s])[^\n]*[{HAN_CLASS}]")
# A quotation of several clauses is speech: with no sign or verb before it, the marks are out of
# step.
_PAUSE = re.compile("[，。；]")
_BEFORE_SPEECH = "：，。；、！？—…（说道称问答喊讲"
_STRAIGHT = re.compile(r"\"|(?<!\d)\u2033|\u3003")


def widen_signs(text: str) -> str:
    """Turn half-width signs of punctuation beside ideographs into full-width ones.

    >>> widen_signs("村里(共3人)有1,000亩地,都种上了")
    '村里（共3人）有1,000亩地，都种上了'
    """
    before = ""
    while text != before:
        before = text
        text = _NARROW_SIGN.sub(lambda found: found[0].translate(_WIDEN), text)
        text = _MIXED_BRACKETS.sub(lambda found: f"（{found[1] or found[2] or ''}）", text)
    return text


def mend_digits(text: str) -> str:
    """Turn the full-width comma inside a number into a half-width one, and 0 in a year into 〇.

    >>> mend_digits("二0二三年有1，000亩茶园，300户")
    '二〇二三年有1,000亩茶园，300户'
    """
    if "0" in text:
        text = _DIGIT_YEAR.sub("〇", text)
    return _THOUSANDS.sub(lambda found: found[0].replace("，", ","), text)


def mend_signs(text: str) -> str:
    """Give zeros, dots, dashes and lone kana the sign that their neighbours ask for.

    >>> mend_signs("二○二三年，阿依古丽・买买提──村医")
    '二〇二三年，阿依古丽·买买提——村医'
    """
    if not _WORK.search(text):
        return text
    text = _ZERO.sub(lambda found: "〇" * len(found[0]), text)
    text = _DOT.sub("·", text)
    text = _DASH.sub(lambda found: "—" * len(found[0]), text)
    text = text.replace("︱", "|")
    lone = _LONE_KANA.findall(text)
    if lone and len(lone) == len(_KANA.findall(text)):
        text = _LONE_KANA.sub(lambda found: found[0].translate(_IDEOGRAPH), text)
    return _LOOKALIKE.sub(lambda found: found[0].translate(_LATIN), text)


def pair_quotes(text: str) -> str:
    """Turn the straight quotation marks of each paragraph into “ and ”, if they stand in pairs.

    A paragraph with an odd number of them is left alone, and so is one in which a pair would hold
    no Chinese or begin with the end of a sentence. Lines cannot be paired one by one: a quotation
    may begin on one and end on the next.

    Args:
        text: paragraphs, one line feed between two.

    >>> pair_quotes('推行"三务合一"模式，用好"积分"')
    '推行“三务合一”模式，用好“积分”'
    """
    if not _STRAIGHT.search(text):
        return text
    return "\n".join(_paired(paragraph) for paragraph in text.split("\n"))


def _paired(paragraph: str) -> str:
    places = [found.start() for found in _STRAIGHT.finditer(paragraph)]
    if len(places) % 2:
        return paragraph
    signs = list(paragraph)
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        inner = paragraph[opening + 1 : closing]
        spoken = opening == 0 or paragraph[opening - 1] in _BEFORE_SPEECH
        if not _INSIDE.match(inner) or not (spoken or _PAUSE.search(inner[:-1]) is None):
            return paragraph
        signs[opening], signs[closing] = "“”"
    return "".join(signs)
