"""Statements that change tables: CREATE TABLE AS, INSERT INTO, DROP TABLE."""

import re

from .catalog import SERDES, GlueTable, column_types, has_projection, partition_keys, storage_format
from .errors import QueryFailed
from .hive_types import duckdb_type, hive_type
from .object_store import folder
from .query_run import QueryRun
from .row_files import RowFiles, WrittenFile
from .sql_text import ident
from .translation import translate
from .write_options import WriteOptions, parse_options
from .written_columns import describe


def create_table_as(run: QueryRun, match: re.Match[str]) -> None:
    database, name = table_name(run, match["name"])
    if run.catalog.exists(database, name):
        if match["exists"]:
            return
        taken = f"Destination table 'awsdatacatalog.{database}.{name}' already exists"
        raise QueryFailed("TABLE_ALREADY_EXISTS", taken, name)
    options = parse_options(match["options"])
    results = run.query.output.rsplit("/", 1)[0]
    location = folder(options.location or f"{results}/tables/{run.query.id}/")
    files = RowFiles(run, options)
    translated = translate(run, match["query"])
    run.store.refuse_used_prefix(location)
    files.collect(translated)
    written = files.write(location)
    columns = [{"Name": n.lower(), "Type": hive_type(kind)} for n, kind in describe(run, "written_rows")]
    run.catalog.create_table(database, _new_table(name, location, columns, options))
    run.catalog.add_partitions(database, name, _distinct(written))


def insert_into(run: QueryRun, match: re.Match[str]) -> None:
    database, name = table_name(run, match["name"])
    table = run.catalog.table(database, name)
    types = column_types(table)
    given = [c.strip(' "').lower() for c in match["columns"].split(",")] if match["columns"] else list(types)
    run.con.execute(
        f"CREATE TEMP TABLE given AS SELECT * FROM ({translate(run, match['query'])}) g({', '.join(map(ident, given))})"
    )
    values = (f"CAST({ident(c) if c in given else 'NULL'} AS {duckdb_type(t)}) AS {ident(c)}" for c, t in types.items())
    files = RowFiles(run, _options_of(table))
    files.collect(f"SELECT {', '.join(values)} FROM given")
    written = files.write(table["StorageDescriptor"]["Location"])
    if not has_projection(table):
        run.catalog.add_partitions(database, name, _distinct(written))


def drop_table(run: QueryRun, match: re.Match[str]) -> None:
    database, name = table_name(run, match["name"])
    if not match["exists"]:
        run.catalog.table(database, name)
    run.catalog.drop_table(database, name)


def table_name(run: QueryRun, text: str) -> tuple[str, str]:
    """(database, table) of a name as written, with or without database and catalog."""
    parts = [part.strip('"` ') for part in text.lower().split(".")]
    return (parts[-2] if len(parts) > 1 else run.query.database).lower(), parts[-1]


def _options_of(table: GlueTable) -> WriteOptions:
    serde = table["StorageDescriptor"].get("SerdeInfo") or {}
    keys = [key["Name"].lower() for key in partition_keys(table)]
    delimiter = (serde.get("Parameters") or {}).get("field.delim", "\x01")
    return WriteOptions(storage_format(table), "gzip", delimiter, keys, None)


def _new_table(name: str, location: str, columns: list[dict], options: WriteOptions) -> GlueTable:
    serde = {"SerializationLibrary": SERDES[options.form], "Parameters": {"field.delim": options.delimiter}}
    return {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"EXTERNAL": "TRUE"},
        "PartitionKeys": [c for c in columns if c["Name"] in options.keys],
        "StorageDescriptor": {
            "Location": location,
            "Columns": [c for c in columns if c["Name"] not in options.keys],
            "SerdeInfo": serde,
        },
    }


def _distinct(written: list[WrittenFile]) -> list[dict[str, str]]:
    return list({tuple(values.values()): values for values, _ in written if values}.values())
