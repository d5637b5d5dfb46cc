"""The rules that CONTRIBUTING gives for the shape of the code, where no other tool sees to them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Imports go from the left to the right only.
LAYERS = ("cli", "outputs", "nlp", "corpus")
FOLDERS = (*LAYERS, "bench", "tests", "docs")

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
#: ``__init__.py`` is not counted.
MOST_FILES = 12
#: Names that say nothing of what a module holds.
NO_NAMES = frozenset({"utils", "util", "helpers", "helper", "misc", "common"})

# A file of the repository, as comments and documents name it.
_FILE = re.compile(
    rf"(?<![\w./])(?:{'|'.join(FOLDERS)})/[\w/-]+\.(?:py|txt|tsv|toml|json|md|bin)\b"
)

#: What breaks a rule, and why it may.
ALLOWED: dict[str, str] = {}


def modules() -> list[Path]:
    found = [path for name in FOLDERS for path in (ROOT / name).rglob("*.py")]
    return sorted([*found, ROOT / "__init__.py"])


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def folders() -> Iterator[Path]:
    yield ROOT
    for name in FOLDERS:
        yield ROOT / name
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_dir() and not path.name.startswith((".", "__")):
                yield path


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a module imports."""
    package = ("anliku", *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_files_are_short() -> None:
    long = {named(path): path.read_text("utf-8").count("\n") for path in modules()}
    assert {name: n for name, n in long.items() if n > MOST_LINES and name not in ALLOWED} == {}


def test_functions_are_short() -> None:
    long: dict[str, int] = {}
    for path in modules():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                long[f"{named(path)} {node.name}"] = lines
    over = {name: n for name, n in long.items() if n > MOST_LINES_OF_A_FUNCTION}
    assert {name: n for name, n in over.items() if name not in ALLOWED} == {}


def test_folders_are_small() -> None:
    full: dict[str, int] = {}
    for folder in folders():
        files = [path for path in folder.iterdir() if path.is_file() and path.name[0] != "."]
        full[named(folder)] = sum(path.name != "__init__.py" for path in files)
    assert {name: n for name, n in full.items() if n > MOST_FILES and name not in ALLOWED} == {}


def test_names_of_modules_say_what_is_in_them() -> None:
    assert [named(path) for path in modules() if NO_NAMES & {path.stem, path.parent.name}] == []


def test_names_of_test_files_are_unique() -> None:
    # pytest and its helper modules go by the name of the file alone.
    names = Counter(path.name for path in modules() if named(path).startswith("tests/"))
    del names["conftest.py"]
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize(("at", "layer"), list(enumerate(LAYERS)), ids=LAYERS)
def test_imports_go_one_way(at: int, layer: str) -> None:
    barred = tuple(f"anliku.{name}." for name in (*LAYERS[:at], "bench", "tests"))
    wrong = [
        f"{named(path)}: {module}"
        for path in sorted((ROOT / layer).rglob("*.py"))
        for module in imports(path)
        if f"{module}.".startswith(barred)
    ]
    assert wrong == []


def test_files_that_texts_name_are_there() -> None:
    texts = [*modules(), *ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "NOTICE"]
    texts += [path for name in LAYERS for path in (ROOT / name).rglob("data/**/*.t*")]
    gone = {
        f"{named(path)}: {file}"
        for path in texts
        for file in _FILE.findall(path.read_text("utf-8"))
        if not (ROOT / file).exists()
    }
    assert gone == set()


def test_packages_and_their_data_are_in_the_wheel() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    made = [path.parent for name in LAYERS for path in sorted((ROOT / name).rglob("__init__.py"))]
    packages = ["anliku", *(f"anliku.{named(path).replace('/', '.')}" for path in made)]
    assert set(setuptools["packages"]) ^ set(packages) == set()
    listed = {
        file
        for package, patterns in setuptools["package-data"].items()
        for pattern in patterns
        for file in ROOT.joinpath(*package.split(".")[1:]).glob(pattern)
    }
    data = {
        path
        for name in LAYERS
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert {named(path) for path in data - listed} == set()
