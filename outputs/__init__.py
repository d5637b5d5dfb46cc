"""Facts in, library out: records, SQLite library, search index, exports, evaluation."""
