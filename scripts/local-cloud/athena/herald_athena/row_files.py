"""Writes rows to S3 as files of a bounded number of rows, a folder for each partition."""

import time

from .catalog import PARTITIONS_AT_MOST
from .errors import QueryFailed
from .object_store import folder
from .query_run import QueryRun
from .sql_text import HIVE_NULL, ident, quote
from .write_options import WriteOptions
from .written_columns import check_columns, describe, written_expression

PartitionValues = dict[str, str]
WrittenFile = tuple[PartitionValues, str]


class RowFiles:
    """Writes the temporary table `written_rows`, which `collect` makes, below a location."""

    def __init__(self, run: QueryRun, options: WriteOptions) -> None:
        self._run, self._options = run, options
        self._stamp = time.strftime("%Y%m%d_%H%M%S", time.gmtime())
        self._written: list[WrittenFile] = []

    def collect(self, translated: str) -> None:
        """Runs the query. Raises QueryFailed for columns that cannot be written."""
        check_columns(describe(self._run, translated), self._options.keys)
        self._run.con.execute(f"CREATE TEMP TABLE written_rows AS {translated}")

    def write(self, location: str) -> list[WrittenFile]:
        """(partition values, address) of each file. Raises QueryFailed above 100 partitions."""
        partitions = self._partitions()
        if len(partitions) > PARTITIONS_AT_MOST:
            limit = f"Exceeded limit of {PARTITIONS_AT_MOST} open writers for partitions/buckets"
            raise QueryFailed("HIVE_TOO_MANY_OPEN_PARTITIONS", limit)
        for values, rows in partitions:
            self._write_partition(folder(location), values, rows)
        self._run.query.rows_written = sum(rows for _, rows in partitions)
        return self._written

    def _partitions(self) -> list[tuple[PartitionValues, int]]:
        """Partition values (as text, None for NULL) with their numbers of rows."""
        keys = self._options.keys
        if not keys:
            return [({}, self._run.con.execute("SELECT count(*) FROM written_rows").fetchone()[0])]
        texts = ", ".join(f"CAST({ident(k)} AS VARCHAR)" for k in keys)
        counted = f"SELECT {texts}, count(*) FROM written_rows GROUP BY ALL ORDER BY ALL"
        return [(dict(zip(keys, row, strict=False)), row[-1]) for row in self._run.con.execute(counted).fetchall()]

    def _write_partition(self, location: str, values: PartitionValues, rows: int) -> None:
        source = "written_rows"
        if values:
            same = (f"CAST({ident(k)} AS VARCHAR) IS NOT DISTINCT FROM {_literal(v)}" for k, v in values.items())
            source = f"(SELECT * FROM written_rows WHERE {' AND '.join(same)})"
        if rows > self._run.rows_per_file:
            self._run.con.execute(f"CREATE OR REPLACE TEMP TABLE partition_rows AS SELECT * FROM {source}")
            source = "partition_rows"
        named = {key: HIVE_NULL if value is None else value for key, value in values.items()}
        place = location + "".join(f"{key}={value}/" for key, value in named.items())
        for start in range(0, rows, self._run.rows_per_file):
            uri = self._write_file(place, source, start if rows > self._run.rows_per_file else None)
            self._written.append((named, uri))

    def _write_file(self, place: str, source: str, start: int | None) -> str:
        """Writes one file: all rows of the source, or those from a row number on. Returns its address."""
        end = None if start is None else start + self._run.rows_per_file
        where = "" if start is None else f" WHERE rowid >= {start} AND rowid < {end}"
        columns = ", ".join(
            written_expression(column, self._options.form)
            for column in describe(self._run, "written_rows")
            if column[0].lower() not in self._options.keys
        )
        name = f"{self._stamp}_{len(self._written):05}_{self._run.query.id}{self._options.suffix}"
        path = self._run.work / name
        copied = f"SELECT {columns} FROM {source}{where}"
        self._run.con.execute(f"COPY ({copied}) TO {quote(path)} ({self._options.copy_clause()})")
        self._run.store.put_file(path, place + name)
        path.unlink()
        return place + name


def _literal(value: str | None) -> str:
    return "NULL" if value is None else quote(value)
