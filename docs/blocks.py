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
    "extract", "add", "search", "show", "duplicates", "export", "inspect", "dict",
    "dict check", "eval", "demo",
)  # fmt: skip

#: Files that stand in the desk folder beside the sample pages; all of them invented.
_FILES = {
    "clippings.csv": (
        "编号,抬头,故事,哪天\n"
        "1,石塘镇的茶园连成了片,浙江省丽水市云和县石塘镇推行“茶园合伙人”制度，86户茶农把水管一起铺。,2023-05-16\n"
        "2,银龄食堂开张,四川省成都市郫都区唐昌镇战旗村办起“银龄食堂”，为60余名老人提供午餐。,2023-05-17\n"
    ).encode("gbk"),
    "where.csv": "file,newspaper,edition\n04-*.txt,样例日报,基层\n".encode(),
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
}

_ANLIKU = Path(sys.executable).with_name("anliku")
_ROOT = Path(__file__).resolve().parent.parent


@cache
def _desk() -> tempfile.TemporaryDirectory[str]:
    """Return one folder for all commands of a run: later ones see what earlier ones made."""
    desk = tempfile.TemporaryDirectory()
    folder = Path(desk.name)
    (folder / "pages").symlink_to(_ROOT / "corpus" / "samples")
    for name, content in _FILES.items():
        (folder / name).write_bytes(content)
    return desk


def output_of(command: str, first: int = 0, last: int = 0, *, fails: bool = False) -> str:
    """Run a command in the desk folder and return what it prints, notes included.

    Args:
        command: a command line that begins with ``anliku`` or names another program.
        first: number of lines kept from the top; 0 keeps all.
        last: number of lines kept from the bottom when ``first`` is given.
        fails: the command is meant to end with an error.
    """
    words = shlex.split(command)
    program = str(_ANLIKU) if words[0] == _ANLIKU.name else words[0]
    done = subprocess.run(  # noqa: S603 - our own command lines
        [program, *words[1:]],
        cwd=_desk().name,
        env={**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode and not fails:
        raise SystemExit(f"{command} ended with code {done.returncode}: {done.stdout}")
    lines = [line.rstrip() for line in done.stdout.replace(_desk().name, "…").splitlines()]
    if first and len(lines) > first + last:
        lines = [*lines[:first], "…", *lines[len(lines) - last :]]
    return "\n".join(lines)


def screen(command: str, first: int = 0, last: int = 0, *, fails: bool = False) -> str:
    """Return a fenced block with the command and its output."""
    return f"\n```console\n$ {command}\n{output_of(command, first, last, fails=fails)}\n```\n"


def reference() -> str:
    """Return the help of every command, for the command reference."""
    blocks = [screen("anliku --help"), *(screen(f"anliku {name} --help") for name in COMMANDS)]
    return "".join(blocks)
