"""How terms and texts are written alike, character by character, so that offsets stay."""

from __future__ import annotations

from ...corpus.repair.cleaning import clean_line

#: Quotation marks of all kinds are one, and so are full-width letters and ASCII.
_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟〝〞〟＂「」『』", '"'),
        **dict.fromkeys("‘’‚‛＇", "'"),
        **{chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if wide != 0xFF02},
        "\u3000": " ",
        "\u00a0": " ",
    }
)


def fold(text: str) -> str:
    """Return a text of the same length in which equal signs of other shape are equal.

    >>> fold("“党建＋Ｎ”")
    '"党建+N"'
    """
    return text.translate(_SAME)


def surfaces_of(term: str) -> tuple[str, ...]:
    """Return the folded forms in which a term can stand in a text.

    Cleaning takes blanks between Chinese characters from pages and mends signs, so the term is
    also looked for as it stands in a clean text.
    """
    forms = (fold(term), fold(clean_line(term).text))
    return tuple(dict.fromkeys(form for form in forms if form))
