"""JSON names keep their case, Glue's do not: like Athena's JSON SerDe, find the name in the files for each column."""

import duckdb
from sqlglot import exp

JSON_OBJECT_BYTES = 8 * 1024 * 1024  # longest line; DuckDB holds twice as much for each thread
DETECT = (
    f"format='newline_delimited', maximum_object_size={JSON_OBJECT_BYTES}, union_by_name=true, "
    "hive_partitioning=false, field_appearance_threshold=0, map_inference_threshold=-1, ignore_errors=true"
)


def json_columns(con: duckdb.DuckDBPyConnection, paths: str, columns: dict[str, str]) -> dict[str, tuple[str, str]]:
    """For each column (DuckDB types by lower-case name) its name and its type with the files' own letter case.

    `paths`: quoted and comma-separated. Nested fields are looked for too. Only a sample of each file's rows is read;
    a name that the sample lacks is taken as it is.
    """
    described = con.execute(f"DESCRIBE SELECT * FROM read_json([{paths}], {DETECT})").fetchall()
    seen = {name.lower(): (name, _parse(kind)) for name, kind, *_ in described}
    found = {}
    for column, wanted in columns.items():
        name, actual = seen.get(column, (column, None))
        found[column] = (name, _with_names(_parse(wanted), actual).sql("duckdb"))
    return found


def widened(kind: str) -> str:
    """The type with one field more in every struct. A cast to it and then to the type itself renames nested fields.

    DuckDB takes two struct types that differ only in letter case for the same, and would keep the files' names.
    """
    result = _parse(kind)
    for struct in [node for node in result.find_all(exp.DataType) if node.is_type("struct")]:
        struct.append("expressions", exp.ColumnDef(this=exp.to_identifier("widened_"), kind=_parse("BOOLEAN")))
    return result.sql("duckdb")


def _parse(kind: str) -> exp.DataType:
    """`"NULL"` is what DuckDB calls the type of a field that is null everywhere."""
    return exp.DataType.build(kind.replace('"NULL"', "VARCHAR"), dialect="duckdb")


def _with_names(wanted: exp.DataType, actual: exp.DataType | None) -> exp.DataType:
    """The wanted type, its struct fields named as in the actual type."""
    if actual is None or not wanted.is_type(*exp.DataType.NESTED_TYPES) or wanted.this != actual.this:
        return wanted
    result = wanted.copy()
    if wanted.is_type("struct"):
        seen = {field.name.lower(): field for field in actual.expressions}
        for field in result.expressions:
            match = seen.get(field.name.lower())
            if match is not None:
                field.set("kind", _with_names(field.args["kind"], match.args["kind"]))
                field.set("this", exp.to_identifier(match.name, quoted=True))
    elif wanted.is_type("array", "list"):
        pairs = zip(wanted.expressions, actual.expressions, strict=True)
        result.set("expressions", [_with_names(inner, other) for inner, other in pairs])
    return result
