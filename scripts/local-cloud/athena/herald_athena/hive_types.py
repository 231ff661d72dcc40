"""Types: Hive's (as Glue writes them), DuckDB's, and the words of Athena's result metadata."""

import re

from sqlglot import exp

UNBOUNDED = 2147483647
RESULT_TYPES = {
    "HUGEINT": ("bigint", 19),
    "BIGINT": ("bigint", 19),
    "UBIGINT": ("bigint", 19),
    "INTEGER": ("integer", 10),
    "SMALLINT": ("smallint", 5),
    "TINYINT": ("tinyint", 3),
    "DOUBLE": ("double", 17),
    "FLOAT": ("float", 17),
    "BOOLEAN": ("boolean", 0),
    "DATE": ("date", 0),
    "BLOB": ("varbinary", 1073741824),
    "JSON": ("json", 0),
}


def duckdb_type(hive_type: str) -> str:
    """DuckDB's type for a Glue column's. Lengths of text are dropped: DuckDB has none."""
    return re.sub(r"TEXT\(\d+\)", "TEXT", exp.DataType.build(hive_type, dialect="hive").sql("duckdb"))


def hive_type(duck: str) -> str:
    """The Glue type of a column that DuckDB computed."""
    return exp.DataType.build(duck.replace("HUGEINT", "BIGINT"), dialect="duckdb").sql("hive").lower()


def column_info(name: str, duck: str) -> dict[str, object]:
    """A ColumnInfo of GetQueryResults."""
    kind, precision, scale = _result_type(duck)
    return {
        "CatalogName": "hive",
        "SchemaName": "",
        "TableName": "",
        "Name": name,
        "Label": name,
        "Type": kind,
        "Precision": precision,
        "Scale": scale,
        "Nullable": "UNKNOWN",
        "CaseSensitive": kind == "varchar",
    }


def _result_type(duck: str) -> tuple[str, int, int]:
    if duck.endswith("]"):
        return "array", 0, 0
    if duck.startswith("STRUCT"):
        return "row", 0, 0
    if duck.startswith("MAP"):
        return "map", 0, 0
    if duck.startswith("DECIMAL"):
        precision, scale = map(int, re.findall(r"\d+", duck))
        return "decimal", precision, scale
    if duck.startswith("TIMESTAMP"):
        return ("timestamp with time zone" if "ZONE" in duck else "timestamp"), 3, 0
    return *RESULT_TYPES.get(duck, ("varchar", UNBOUNDED)), 0
