"""The ledger out of core: DuckDB sorts and joins on disk, Python sees one block or thread at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.link.duplicates import CROWD, INDEXED, TOGETHER, is_copy, joined
from pipeline.link.promises import Promise, read_promise
from pipeline.link.threads import Node
from pipeline.runners.parts import PROMISES, TEXTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "600MB"  # of DuckDB; what does not fit goes to disk
THREADS = 2
FETCHED = 4096  # rows at a time
LONGEST = 1 << 25  # bytes of a line
TABS = r"delim = '\t', quote = '', escape = '', header = false, auto_detect = false, nullstr = '\x01'"


class Store:
    """The parts of some runs as tables in a database in the folder `room`."""

    def __init__(self, parts: Sequence[Path], room: Path) -> None:
        import duckdb

        self.room = room
        self.database: DuckDBPyConnection = duckdb.connect(str(room / "link.duckdb"))
        for setting, value in (("memory_limit", MEMORY), ("threads", THREADS), ("temp_directory", room / "spilled")):
            self.database.execute(f"SET {setting} = '{value}'")
        self.database.execute("SET preserve_insertion_order = true")
        self._read("promises", [p / PROMISES for p in parts], ("parties", "mark", "commitment_id", "body"))
        self._read("texts", [p / TEXTS for p in parts], ("article_id", "language", "sketch"))

    def close(self) -> None:
        """Let the files go."""
        self.database.close()

    def _read(self, table: str, files: Sequence[Path], columns: Sequence[str]) -> None:
        """Read tab-separated files into a table in sorted order; of lines with one id from several files, the first."""
        listed = ", ".join(map(_quoted, files))
        shape = ", ".join(f"'{c}': 'VARCHAR'" for c in columns)
        one = next(c for c in columns if c.endswith("_id"))
        order = ", ".join(columns[: len(columns) - 1])
        once = f"QUALIFY row_number() OVER (PARTITION BY {one} ORDER BY {', '.join(columns)}) = 1"
        self.database.execute(
            f"CREATE TABLE {table} AS SELECT * FROM read_csv([{listed}], columns = {{{shape}}}, {TABS}, "
            f"max_line_size = {LONGEST}) "
            f"{once if len(files) > 1 else ''} ORDER BY {order}"
        )

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        cursor = self.database.cursor()
        cursor.execute(query)
        while rows := cursor.fetchmany(FETCHED):
            yield from rows
        cursor.close()

    def blocks(self) -> Iterator[tuple[str, list[Node]]]:
        """The nodes of each block with its parties."""
        rows = self._rows("SELECT parties, mark, commitment_id, body FROM promises")
        for parties, block in groupby(rows, key=itemgetter(0)):
            firsts = (next(same) for _, same in groupby(block, key=itemgetter(1)))
            yield parties, [Node(row[1], read_promise(*row).key) for row in firsts]

    def keep_threads(self, threads: Iterable[tuple[str, list[str]]]) -> None:
        """Note which marks of which parties are one thread."""
        path = self.room / "threads.tsv"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for number, (parties, marks) in enumerate(threads):
                file.writelines(f"{parties}\t{mark}\t{number}\n" for mark in marks)
        self.database.execute(
            f"CREATE TABLE threads AS SELECT * FROM read_csv({_quoted(path)}, {TABS}, "
            "columns = {'parties': 'VARCHAR', 'mark': 'VARCHAR', 'thread': 'BIGINT'})"
        )

    def threads(self) -> Iterator[list[Promise]]:
        """The promises of each thread in order of id."""
        rows = self._rows(
            "SELECT thread, parties, mark, commitment_id, body FROM promises JOIN threads USING (parties, mark) "
            "ORDER BY thread, commitment_id"
        )
        for _, thread in groupby(rows, key=itemgetter(0)):
            yield [read_promise(*row[1:]) for row in thread]

    def copies(self) -> list[tuple[str, ...]]:
        """Groups of articles that copy one another, as `near_duplicates` finds them."""
        rows = self._rows(
            f"""WITH postings AS (
                SELECT language, unnest(string_split(sketch, ' ')[1:{INDEXED}]) AS value, article_id FROM texts
                WHERE sketch <> ''
            ), ranked AS (
                SELECT language, value, article_id, row_number() OVER same AS place, count(*) OVER all_same AS holders
                FROM postings
                WINDOW same AS (PARTITION BY language, value ORDER BY article_id),
                       all_same AS (PARTITION BY language, value)
                QUALIFY holders > 1
            ), pairs AS (
                SELECT a.article_id AS one, b.article_id AS two FROM ranked a JOIN ranked b
                ON a.language = b.language AND a.value = b.value AND a.place < b.place
                AND (a.holders <= {CROWD} OR b.place = a.place + 1)
                GROUP BY ALL HAVING count(*) >= {TOGETHER}
            )
            SELECT one, two, a.sketch, b.sketch FROM pairs
            JOIN texts a ON a.article_id = one JOIN texts b ON b.article_id = two"""
        )
        return joined((one, two) for one, two, a, b in rows if is_copy(_sketch(a), _sketch(b)))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _sketch(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split(" ")))
