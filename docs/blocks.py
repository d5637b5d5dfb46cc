"""Output of real commands for the generated parts of the documentation (see ``make docs``)."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

COMMANDS = (
    "extract", "add", "search", "show", "duplicates", "export", "inspect", "eval", "demo",
)  # fmt: skip

_ANLIKU = Path(sys.executable).with_name("anliku")
_ROOT = Path(__file__).resolve().parent.parent


@cache
def _desk() -> tempfile.TemporaryDirectory[str]:
    """Return one folder for all commands of a run: later ones see what earlier ones made."""
    desk = tempfile.TemporaryDirectory()
    (Path(desk.name) / "pages").symlink_to(_ROOT / "corpus" / "samples")
    return desk


def output_of(command: str, first: int = 0, last: int = 0) -> str:
    """Run a command in the desk folder and return what it prints, notes included.

    Args:
        command: a command line that begins with ``anliku``.
        first: number of lines kept from the top; 0 keeps all.
        last: number of lines kept from the bottom when ``first`` is given.
    """
    words = shlex.split(command)
    done = subprocess.run(  # noqa: S603 - our own command
        [str(_ANLIKU), *words[1:]],
        cwd=_desk().name,
        env={**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.replace(_desk().name, "…").splitlines()]
    if first and len(lines) > first + last:
        lines = [*lines[:first], "…", *lines[len(lines) - last :]]
    return "\n".join(lines)


def screen(command: str, first: int = 0, last: int = 0) -> str:
    """Return a fenced block with the command and its output."""
    return f"\n```console\n$ {command}\n{output_of(command, first, last)}\n```\n"


def reference() -> str:
    """Return the help of every command, for the command reference."""
    blocks = [screen("anliku --help"), *(screen(f"anliku {name} --help") for name in COMMANDS)]
    return "".join(blocks)
