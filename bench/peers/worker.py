"""One reading in a process of its own: answers or times itself on files of texts.

    python -m bench.peers.worker NAME

Reads commands from standard input, one a line: ``read TEXTS ANSWERS`` writes the findings of the
texts (a JSON list of strings), ``time TEXTS`` reads them and throws the findings away. Answers each
with a line of JSON: seconds by the clock, seconds of processor, resident kilobytes at most.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

from .own import OWN
from .readings import PEERS, Reader


def serve(read: Reader, line: str) -> dict[str, float]:
    """Carry out one command.

    Args:
        read: the loaded reading.
        line: the command; paths hold no tabs, which part the words.
    """
    command, source, *target = line.rstrip("\n").split("\t")
    texts = json.loads(Path(source).read_text("utf-8"))
    clock, processor = time.perf_counter(), time.process_time()
    found = read(texts)
    spent = {"clock": time.perf_counter() - clock, "processor": time.process_time() - processor}
    if command == "read":
        Path(target[0]).write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return spent | {"peak": float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)}


def main(name: str) -> None:
    """Load a reading, then carry out commands until there are no more."""
    # Peers print greetings: they go to standard error, so that only answers leave here.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    reading = next(reading for reading in (*PEERS, *OWN) if reading.name == name)
    read = reading.load()
    for line in sys.stdin:
        print(json.dumps(serve(read, line)), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
