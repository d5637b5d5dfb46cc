"""Reads Parquet tables, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...types import Reason, Rejected
from ..source import Source
from .jsonlines import as_text
from .rows import Fault, KeyedRow, Sheet

# Rows held in memory at once; an article has some kilobytes.
_BATCH = 256
# Unpacked size of a row group above which a file is taken for a bomb, in bytes.
_MAX_GROUP = 4_000_000_000


def read_parquet(source: Source) -> Iterator[Sheet | Rejected]:
    """Yield the one table of a Parquet file.

    Raises:
        OSError: the file cannot be opened.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with source.open() as stream:
        # The library reports damage as OSError too, which here never means the disk.
        try:
            table: Any = pq.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
            refused = _too_large(source, table)
            if refused is not None:
                yield refused
                return
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            yield source.reject(Reason.BROKEN, _broken(error))
            return
        yield Sheet("", _rows(table))


def _rows(table: Any) -> Iterator[KeyedRow | Fault]:  # noqa: ANN401 - the library has no types
    import pyarrow as pa

    number = 0
    batches = table.iter_batches(batch_size=_BATCH, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
            if batch is None:
                return
            rows: list[dict[str, object]] = batch.to_pylist()
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            yield Fault(number + 1, Reason.BROKEN, _broken(error))
            return
        for row in rows:
            number += 1
            yield KeyedRow(number, {str(key): as_text(value) for key, value in row.items()})


def _too_large(source: Source, table: Any) -> Rejected | None:  # noqa: ANN401 - as above
    metadata = table.metadata
    sizes = [metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups)]
    if max(sizes, default=0) > _MAX_GROUP:
        return source.reject(
            Reason.TOO_LARGE,
            f"a row group has {max(sizes):,} bytes; write the table with smaller row groups",
        )
    return None


def _broken(error: Exception) -> str:
    cause = (str(error).splitlines() or [type(error).__name__])[0][:120]
    return f"the Parquet data are damaged ({cause}); download or write the file again"
