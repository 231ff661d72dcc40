"""A Glue table as a DuckDB view with exactly the table's columns over local copies of its objects."""

from pathlib import Path

import duckdb

from .catalog import GlueTable, column_types, partition_keys, serde_settings, storage_format
from .hive_types import duckdb_type
from .json_names import JSON_OBJECT_BYTES, json_columns, widened
from .sql_text import HIVE_NULL, ident, quote


class TableView:
    """Builds one view; `paths` are the copies, partition values as folders."""

    def __init__(self, con: duckdb.DuckDBPyConnection, table: GlueTable, paths: list[Path]) -> None:
        self._con, self._table = con, table
        self._paths = ", ".join(quote(path) for path in paths)
        self._keys = [key["Name"].lower() for key in partition_keys(table)]
        self._types = {name: duckdb_type(kind) for name, kind in column_types(table).items()}
        self._stored = {name: kind for name, kind in self._types.items() if name not in self._keys}
        self._settings = serde_settings(table)
        self._partitions = "hive_partitioning=" + ("true, hive_types_autocast=false" if self._keys else "false")

    def create(self, name: str) -> None:
        """Creates the view. Raises DuckDB's errors when the objects are not what the table says."""
        form = storage_format(self._table)
        if not self._paths:
            reader, values = "(SELECT 1) WHERE false", dict.fromkeys(self._stored, "NULL")
        elif form == "parquet":
            reader, values = self._parquet()
        elif form == "json":
            reader, values = self._json()
        else:
            reader, values = self._delimited(opencsv=form == "opencsv")
        for key in self._keys:
            values[key] = f"NULLIF({ident(key)}, '{HIVE_NULL}')" if self._paths else "NULL"
        columns = ", ".join(f"CAST({values[c]} AS {kind}) AS {ident(c)}" for c, kind in self._types.items())
        self._con.execute(f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM {reader}")

    def _parquet(self) -> tuple[str, dict[str, str]]:
        """Columns by name, as Athena reads Parquet; one that the files lack is NULL."""
        reader = f"read_parquet([{self._paths}], union_by_name=true, {self._partitions})"
        present = {row[0].lower() for row in self._con.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()}
        return reader, {c: ident(c) if c in present else "NULL" for c in self._stored}

    def _json(self) -> tuple[str, dict[str, str]]:
        """JSON Lines, names in any letter case; `mapping.<column>` and `ignore.malformed.json` as in OpenX's SerDe."""
        mapped = {c: self._settings.get(f"mapping.{c}", c) for c in self._stored}
        wanted = {mapped[c].lower(): kind for c, kind in self._stored.items()}
        found = json_columns(self._con, self._paths, wanted)
        types = ", ".join(f"{quote(name)}: {quote(kind)}" for name, kind in found.values())
        lenient = self._settings.get("ignore.malformed.json", "false").lower() == "true"
        reader = (
            f"read_json([{self._paths}], format='newline_delimited', maximum_object_size={JSON_OBJECT_BYTES}, "
            f"ignore_errors={str(lenient).lower()}, {self._partitions}, columns={{{types}}})"
        )
        names = {c: ident(found[mapped[c].lower()][0]) for c in self._stored}
        nested = {c for c, kind in self._stored.items() if "STRUCT" in kind}
        return reader, {c: f"CAST({n} AS {widened(self._stored[c])})" if c in nested else n for c, n in names.items()}

    def _delimited(self, opencsv: bool) -> tuple[str, dict[str, str]]:
        """CSV: OpenCSVSerde quotes, LazySimpleSerDe does not and writes NULL as \\N. An empty number is NULL."""
        if opencsv:
            delimiter = self._settings.get("separatorChar", ",")
            quoting = f"quote={quote(self._settings.get('quoteChar', chr(34)))}"
        else:
            delimiter = self._settings.get("field.delim", "\x01")
            quoting = "quote='', escape='', nullstr='\\N'"
        types = ", ".join(f"{quote(c)}: 'VARCHAR'" for c in self._stored)
        reader = (
            f"read_csv([{self._paths}], auto_detect=false, header=false, delim={quote(delimiter)}, {quoting}, "
            f"skip={int(self._settings.get('skip.header.line.count', 0))}, null_padding=true, strict_mode=false, "
            f"{self._partitions}, columns={{{types}}})"
        )
        return reader, {c: ident(c) if t == "TEXT" else f"NULLIF({ident(c)}, '')" for c, t in self._stored.items()}
