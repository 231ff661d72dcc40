"""Trino functions that DuckDB lacks, or that mean something else there."""

from sqlglot import exp

MACROS = """
CREATE MACRO trino_add(i, x DATE) AS CAST(x + i AS DATE), (i, x TIMESTAMP) AS x + i, (i, x TIMESTAMPTZ) AS x + i;
CREATE MACRO trino_trunc(u, x DATE) AS CAST(date_trunc(u, x) AS DATE), (u, x TIMESTAMP) AS date_trunc(u, x),
  (u, x TIMESTAMPTZ) AS date_trunc(u, x);
CREATE MACRO at_timezone(x, zone) AS timezone(zone, CAST(x AS TIMESTAMPTZ));
CREATE MACRO to_iso8601(x) AS CASE typeof(x)
  WHEN 'DATE' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%d')
  WHEN 'TIMESTAMP WITH TIME ZONE' THEN strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ')
  ELSE strftime(CAST(x AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%g') END;
CREATE MACRO map_agg(k, v) AS map(list(k), list(v));
"""
ENGINE_SETTINGS = "SET TimeZone = 'UTC'; SET integer_division = true; SET autoinstall_known_extensions = false;"


def to_duckdb(node: exp.Expression) -> exp.Expression:
    """Rewrites one node of the tree, for `Expression.transform`."""
    if isinstance(node, exp.DateAdd | exp.DateTrunc | exp.TimestampTrunc) and not node.this.find(exp.AggFunc):
        return _keep_dates(node)  # (DuckDB cannot choose between a macro's overloads by the type of an aggregate)
    if isinstance(node, exp.DateDiff):  # Trino counts whole units, DuckDB's date_diff counts boundaries
        unit = exp.Literal.string(node.unit.name.lower())
        return exp.Anonymous(this="date_sub", expressions=[unit, node.expression, node.this])
    if isinstance(node, exp.Add | exp.Sub) and _adds_days(node) and not node.this.find(exp.AggFunc):
        interval = exp.Neg(this=node.expression) if isinstance(node, exp.Sub) else node.expression
        return exp.Anonymous(this="trino_add", expressions=[interval, node.this])
    if isinstance(node, exp.AtTimeZone):
        return exp.Anonymous(this="at_timezone", expressions=[node.this, node.args["zone"]])
    return node


def _adds_days(node: exp.Expression) -> bool:
    """Whether a whole number of days, months … is added: to a date, that gives a date again."""
    interval = node.expression
    unit = interval.unit.name.upper() if isinstance(interval, exp.Interval) and interval.unit else ""
    return unit.rstrip("S") in ("DAY", "WEEK", "MONTH", "YEAR")


def _keep_dates(node: exp.Expression) -> exp.Expression:
    """date_add and date_trunc of a date give a date, not DuckDB's timestamp."""
    if isinstance(node, exp.DateAdd):
        interval = exp.Interval(this=exp.paren(node.expression), unit=node.unit)
        return exp.Anonymous(this="trino_add", expressions=[interval, node.this])
    unit = exp.Literal.string(node.unit.name.lower())
    return exp.Anonymous(this="trino_trunc", expressions=[unit, node.this])
