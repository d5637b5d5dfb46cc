"""What a line can be by its letters alone, as far as a printed page needs it."""

from __future__ import annotations

import re

# Letters of the longest headline in one line, and in several.
_MAX_TITLE = 42
_NOT_TITLE_END = re.compile(r"[。；，、：:;,…]$|[的了在和与及把被从对为以而且并或将向由让使]$")
_NOT_TITLE_START = re.compile(r"^[，。、；：！？”’）》」』…%]")
_DIALOGUE = re.compile(r"^(?:问|答|[QA]|记者|主持人)\s*[：:]")


def may_be_title(text: str) -> bool:
    """Tell whether a line has the form of a headline or crosshead.

    >>> may_be_title("党建引领聚合力"), may_be_title("村里的路修好了，")
    (True, False)
    """
    return (
        2 <= len(text) <= _MAX_TITLE
        and "。" not in text
        and text.count("，") <= 2
        and not _NOT_TITLE_END.search(text)
        and not _NOT_TITLE_START.match(text)
        and "图为" not in text
        and not (text[0] in "（(" and text[-1] in "）)")
        and not _DIALOGUE.match(text)
        and text.count("“") == text.count("”")
        and text.count("（") == text.count("）")
    )
