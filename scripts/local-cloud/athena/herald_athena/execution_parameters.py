"""Execution parameters: each `?` of a query takes the text of a SQL literal or expression."""

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from .errors import QueryFailed


def with_parameters(sql: str, parameters: list[str]) -> str:
    """The query with its parameters in place. Raises QueryFailed when their number or text is wrong."""
    marks = [t for t in sqlglot.tokenize(sql, read="athena") if t.token_type == sqlglot.TokenType.PLACEHOLDER]
    if len(marks) != len(parameters):
        found = f"Incorrect number of parameters: expected {len(marks)} but found {len(parameters)}"
        raise QueryFailed("INVALID_PARAMETER_USAGE", found, "?")
    for mark, parameter in reversed(list(zip(marks, parameters, strict=True))):
        sql = sql[: mark.start] + _parameter_text(parameter) + sql[mark.end + 1 :]
    return sql


def _parameter_text(parameter: str) -> str:
    try:
        value = sqlglot.parse_one(f"SELECT {parameter}", read="athena").expressions[0]
    except SqlglotError as error:
        refused = f"Execution parameter {parameter} is not a SQL literal: {str(error).splitlines()[0]}"
        raise QueryFailed("INVALID_PARAMETER_USAGE", refused, "?") from None
    return value.sql("athena") if isinstance(value, exp.Literal) else f"({value.sql('athena')})"
