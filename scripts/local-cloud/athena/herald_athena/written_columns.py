"""What may be written to S3, and how its columns are spelt: shared by UNLOAD, CREATE TABLE AS and INSERT."""

from .errors import QueryFailed, syntax_error
from .query_run import QueryRun
from .sql_text import ident

Column = tuple[str, str]
WIDE_INTEGERS = ("HUGEINT", "UHUGEINT", "UBIGINT")
REFUSED_TYPES = {
    "TIMESTAMP WITH TIME ZONE": "timestamp(3) with time zone",
    "TIME WITH TIME ZONE": "time(3) with time zone",
    "TIME": "time(3)",
    "INTERVAL": "interval day to second",
    '"NULL"': "unknown",
}


def describe(run: QueryRun, query: str) -> list[Column]:
    """(name, DuckDB type) of the columns of a table or a query; a name that is used twice comes twice."""
    return [(row[0], row[1]) for row in run.con.execute(f"DESCRIBE {query}").fetchall()]


def check_columns(columns: list[Column], keys: list[str]) -> None:
    """Refuses types that Hive has not, a name used twice, and partition keys that are not the last columns."""
    names = [name.lower() for name, _ in columns]
    for name, kind in columns:
        refused = next((hive for duck, hive in REFUSED_TYPES.items() if kind.startswith(duck)), None)
        if refused and not (kind.startswith("TIMESTAMP") and "ZONE" not in kind):
            raise QueryFailed("NOT_SUPPORTED", f"Unsupported Hive type: {refused}", name)
        if names.count(name.lower()) > 1:
            raise syntax_error(f"Column name '{name}' specified more than once", name)
    if missing := [key for key in keys if key not in names]:
        raise QueryFailed("INVALID_TABLE_PROPERTY", f"Partition columns {missing} not present in schema")
    if keys and names[-len(keys) :] != keys:
        raise QueryFailed(
            "HIVE_COLUMN_ORDER_MISMATCH",
            "Partition keys must be the last columns in the table and in the same order as the table properties: "
            f"[{', '.join(keys)}]",
        )
    if len(keys) == len(names):
        raise QueryFailed("INVALID_TABLE_PROPERTY", "Table contains only partition columns")


def written_expression(column: Column, form: str) -> str:
    """How one column is selected for a file. Source: JsonSerializer and HiveFormatUtils of Trino, Athena's engine.

    Names become lower case; in text formats a timestamp is text, its fraction without zeros at the end.
    No integer is wider than a bigint.
    """
    name, kind = column
    value = ident(name)
    if kind.startswith("TIMESTAMP") and form != "parquet":
        value = f"rtrim(rtrim(strftime({value}, '%Y-%m-%d %H:%M:%S.%g'), '0'), '.')"
    elif kind in WIDE_INTEGERS:
        value = f"CAST({value} AS BIGINT)"
    return f"{value} AS {ident(name.lower())}"
