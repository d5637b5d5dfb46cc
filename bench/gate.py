"""The gold gate: no change may lower a score that was reached.

    python -m bench.gate [--update [--allow-regression]] [--extra GOLD PAGES] [--errors]

Extracts the annotated pages, scores them, and compares every measure with its floor in
``bench/floors.json``. Floors are kept a gold set: ``samples`` is the project's own, ``extra`` the
one that ``--extra`` names, which is passed over when its folder is not there. Exit code 1 if a
measure is below its floor or the gold differs from the one the floors were measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from anliku.corpus.errors import AnlikuError
from anliku.outputs.evaluation import Evaluation, evaluate
from anliku.outputs.extraction import extract_records
from anliku.outputs.goldpages import gold_files, read_gold

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "floors.json"
SAMPLES = (ROOT / "corpus" / "samples" / "gold", ROOT / "corpus" / "samples")

#: A measure may lie this far below its floor: floors are cut to four decimals, and a sum of floats
#: may end differently on another machine. One article of fifty moves a rate by 0.02.
TOLERANCE = 0.0005

#: Floors keep this many decimals, cut and not rounded, so that a floor never exceeds its score.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Floors:
    """The scores reached on one gold set.

    Attributes:
        digest: fingerprint of the gold they were measured on.
        values: floor by measure.
    """

    digest: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a measure, its floor (None if it has none) and its score now."""

    measure: str
    floor: float | None
    now: float

    @property
    def verdict(self) -> str:
        """Return ``lower``, ``higher``, ``new`` or "" for a measure at its floor."""
        if self.floor is None:
            return "new"
        if self.now < self.floor - TOLERANCE:
            return "lower"
        return "higher" if self.now > self.floor + TOLERANCE else ""


def digest_of(gold_dir: Path, pages_dir: Path) -> str:
    """Return the SHA-256 of all gold files and the pages they annotate, names included."""
    digest = hashlib.sha256()
    pages = (pages_dir / page.name for page in read_gold(gold_dir, pages_dir))
    for path in (*gold_files(gold_dir), *pages):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def score(gold_dir: Path, pages_dir: Path) -> Evaluation:
    """Extract the annotated pages and score what comes out."""
    paths = [pages_dir / page.name for page in read_gold(gold_dir, pages_dir)]
    return evaluate(extract_records(paths), gold_dir, pages_dir)


def compare(floors: Floors | None, now: Mapping[str, float]) -> list[Row]:
    """Put floors and scores side by side; a measure that has gone counts as 0."""
    known = floors.values if floors else {}
    gone = [name for name in known if name not in now]
    return [Row(name, known.get(name), now.get(name, 0.0)) for name in [*now, *gone]]


def raised(rows: Sequence[Row], *, allow_regression: bool) -> dict[str, float]:
    """Return the new floors.

    Args:
        rows: floors and scores.
        allow_regression: take the scores as they are, even where they are lower.

    Raises:
        AnlikuError: a floor would have to be lowered and that was not allowed.
    """
    lower = [row.measure for row in rows if row.verdict == "lower"]
    if lower and not allow_regression:
        raise AnlikuError(
            f"{', '.join(lower)}: below the floor; mend the code, or lower the floors with "
            "--update --allow-regression and say why in the commit"
        )
    cut = {row.measure: math.floor(row.now * 10**DECIMALS) / 10**DECIMALS for row in rows}
    if allow_regression:
        return cut
    return {row.measure: max(cut[row.measure], row.floor or 0.0) for row in rows}


def problems(name: str, floors: Floors | None, rows: Sequence[Row], digest: str) -> list[str]:
    """Return what keeps a gold set from passing, one sentence each."""
    if floors is None:
        return [f"{name}: no floors yet; run `make gate-update`"]
    found = [f"{name}: {row.measure} is below its floor" for row in rows if row.verdict == "lower"]
    if floors.digest != digest:
        found.append(f"{name}: the gold has changed since the floors; run `make gate-update`")
    return found


def read_floors(path: Path) -> dict[str, Floors]:
    """Return the floors of every gold set; none if the file does not exist.

    Raises:
        AnlikuError: the file is not of the form that ``write_floors`` gives.
    """
    if not path.exists():
        return {}
    try:
        sets = json.loads(path.read_text("utf-8"))
        return {
            name: Floors(
                str(entry["gold_sha256"]), {k: float(v) for k, v in entry["floors"].items()}
            )
            for name, entry in sets.items()
        }
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise AnlikuError(
            f"{path}: not a file of floors ({error!r}); restore it or delete it and run --update"
        ) from error


def write_floors(path: Path, sets: Mapping[str, Floors]) -> None:
    """Write the floors of every gold set, sets in the order of their names."""
    content = {
        name: {"gold_sha256": sets[name].digest, "floors": dict(sets[name].values)}
        for name in sorted(sets)
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def print_table(name: str, result: Evaluation, rows: Sequence[Row]) -> None:
    """Print floors and scores of one gold set."""
    print(f"{name}: {result.pages} pages, {result.articles} articles")
    print(f"  {'measure':<22}{'floor':>8}{'now':>8}")
    for row in rows:
        floor = "—" if row.floor is None else f"{row.floor:.4f}"
        print(f"  {row.measure:<22}{floor:>8}{row.now:>8.4f}  {row.verdict}".rstrip())


def run(options: argparse.Namespace) -> list[str]:
    """Score every gold set that is there; return what keeps the gate shut."""
    floors = read_floors(options.floors)
    sets = {"samples": SAMPLES}
    if options.extra and cast("Path", options.extra[0]).is_dir():
        sets["extra"] = tuple(options.extra)
    elif options.extra:
        print(f"extra: {options.extra[0]} is not there; passed over")
    found: list[str] = []
    for name, (gold_dir, pages_dir) in sets.items():
        result = score(gold_dir, pages_dir)
        digest = digest_of(gold_dir, pages_dir)
        rows = compare(floors.get(name), result.measures())
        print_table(name, result, rows)
        if options.errors:
            for fault in result.errors:
                words = (fault.article, fault.field, f"{fault.outcome}:", fault.surface)
                print(" ", *words, fault.expected)
        if options.update:
            values = raised(rows, allow_regression=options.allow_regression)
            floors[name] = Floors(digest, values)
        else:
            found += problems(name, floors.get(name), rows, digest)
    if options.update:
        write_floors(options.floors, floors)
        print(f"floors written to {options.floors}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; return the exit code."""
    parser = argparse.ArgumentParser(prog="bench.gate", description="Compare scores with floors.")
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update: lower floors as well"
    )
    parser.add_argument(
        "--extra", nargs=2, type=Path, metavar=("GOLD", "PAGES"), help="one more gold set"
    )
    parser.add_argument("--errors", action="store_true", help="list every fault")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.update:
        parser.error("--allow-regression goes with --update")
    try:
        found = run(options)
    except AnlikuError as error:
        found = [str(error)]
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
