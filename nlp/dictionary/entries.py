"""What a user's dictionary is made of: entries, and what is wrong with lines that are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryType(StrEnum):
    """What a term is: a kind of fact, or NONE for what must not be taken for one."""

    PLACE = "place"
    PROGRAM = "program"
    PERSON = "person"
    ORGANISATION = "organisation"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of a user's dictionary.

    Attributes:
        term: the words as they stand in texts, any characters.
        type: what they are.
        canonical: the name they stand for, "" for the term itself.
        code: of a place, organisation or person the official code of 2, 4, 6, 9 or 12 digits of
            the place, or of that which the body or person belongs to; of a program any code that
            the user gives it; "" if none.
        line: line of the file that begins the entry, counted from 1; 0 if it is of no file.
    """

    term: str
    type: EntryType
    canonical: str = ""
    code: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a dictionary file.

    Attributes:
        source: the file.
        line: the line, counted from 1; 0 if it is not one line that is wrong.
        what: what is wrong.
        cure: what to do about it.
    """

    source: str
    line: int
    what: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.source}, line {self.line}" if self.line else self.source
        return f"{where}: {self.what}; {self.cure}"
