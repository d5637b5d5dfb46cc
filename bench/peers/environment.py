"""The environment of the peers: made once, apart from the one of the project."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from anliku.corpus.errors import AnlikuError

REQUIREMENTS = Path(__file__).parent / "requirements.txt"

#: What was installed and what failed; an environment without it, or of other requirements, is old.
_RECORD = "peers.json"

_VERSIONS = """
import json
from importlib.metadata import distributions
print(json.dumps({found.metadata["Name"].lower(): found.version for found in distributions()}))
"""


def requirements(text: str) -> Iterator[tuple[str, str]]:
    """Yield the requirements of a file of them, each with the comment behind it (its licence)."""
    for line in text.splitlines():
        wanted, _, comment = line.partition("#")
        if wanted.strip():
            yield wanted.strip(), comment.strip()


def prepare(folder: Path) -> dict[str, str]:
    """Make the environment, unless it is there.

    Args:
        folder: where it is, or goes to.

    Returns:
        What could not be installed: the reason by requirement.

    Raises:
        AnlikuError: no environment can be made there.
    """
    text = REQUIREMENTS.read_text("utf-8")
    record = folder / _RECORD
    if record.is_file():
        known = json.loads(record.read_text("utf-8"))
        if known["requirements"] == text:
            return known["failed"]
    if not python_of(folder).exists():
        print(f"making an environment for the peers in {folder}")
        made = _run(sys.executable, "-m", "venv", str(folder))
        if made.returncode:
            raise AnlikuError(f"{folder}: no environment can be made there: {_reason(made)}")
    failed: dict[str, str] = {}
    for wanted, _ in requirements(text):
        print(f"installing {wanted}")
        done = _run(str(python_of(folder)), "-m", "pip", "install", "--quiet", wanted)
        if done.returncode:
            failed[wanted] = _reason(done)
    record.write_text(json.dumps({"requirements": text, "failed": failed}), "utf-8")
    return failed


def python_of(folder: Path) -> Path:
    """Return the interpreter of an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def versions(python: Path) -> dict[str, str]:
    """Return the version of every distribution that an interpreter sees, by name in small letters.

    Raises:
        AnlikuError: the interpreter does not run.
    """
    done = _run(str(python), "-c", _VERSIONS)
    if done.returncode:
        raise AnlikuError(f"{python}: does not run ({_reason(done)}); delete the environment")
    return json.loads(done.stdout)


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, encoding="utf-8")


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last line of what a command complained about."""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "ERROR" in line), (lines or ["no word"])[-1])
