"""What the user says about the files that are to be read."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import NO_ORIGIN, Origin


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read.

    Attributes:
        columns: which column of a table holds which field, as (field, column name) pairs, e.g.
            ``("text", "正文")``; columns that are not named are found by their names.
        origin: newspaper, date, edition and page number of everything that is read; what is given
            here goes before what files say.
        sidecar: path of a table with columns file, newspaper, date, edition, page; "" for none.
        latest: last day a page can be of, ISO 8601, as a rule today; "" if any will do.
        simplify: read Traditional characters as Simplified ones.
        ocr: recognise the text of pictures and of scanned pages (needs ``anliku[ocr]``).
    """

    columns: tuple[tuple[str, str], ...] = ()
    origin: Origin = NO_ORIGIN
    sidecar: str = ""
    latest: str = ""
    simplify: bool = False
    ocr: bool = False


#: Nothing said: everything is read from the files themselves.
DEFAULT_OPTIONS = ReadingOptions()
