"""Athena's words for what a query failed of: our own refusals, DuckDB's and sqlglot's errors."""

import re

import duckdb

from .errors import QueryCancelled, QueryFailed
from .sql_text import position

LONGEST = 1000
COLUMN = re.compile(r'(?:Referenced column|Referenced table|does not have a column named) "([^"]+)"')
FUNCTION = re.compile(
    r"[Ff]unction with name \"?(\w+)\"? does not exist|No function matches the given name and argument types '(\w+)"
)
NOT_GROUPED = re.compile(r'column "?([^" ]+)"? must appear in the GROUP BY')
IMPOSSIBLE_CAST = re.compile(r"Unimplemented type for cast \((.+) -> (.+)\)")
CODES = (
    (duckdb.BinderException, "SYNTAX_ERROR: line 1:1"),
    (duckdb.CatalogException, "SYNTAX_ERROR: line 1:1"),
    (duckdb.ParserException, "SYNTAX_ERROR: line 1:1"),
    (duckdb.OutOfMemoryException, "EXCEEDED_LOCAL_MEMORY_LIMIT"),
    (duckdb.ConversionException, "INVALID_CAST_ARGUMENT"),
    (duckdb.OutOfRangeException, "NUMERIC_VALUE_OUT_OF_RANGE"),
    (duckdb.InvalidInputException, "HIVE_BAD_DATA"),
)


def failure_reason(error: Exception, sql: str) -> str:
    """The StateChangeReason, `CODE: line l:c: message` where Athena gives a place."""
    if isinstance(error, QueryCancelled):
        return str(error)
    if isinstance(error, QueryFailed):
        place = f"{position(sql, error.at)}: " if error.at else ""
        return f"{error.code}: {place}{error.message}"
    text = str(error).split("\n")[0]
    return (_named_fault(text, sql) or f"{_code(error)}: {text}")[:LONGEST]


def _named_fault(text: str, sql: str) -> str | None:
    if column := COLUMN.search(text):
        name = column[1]
        unresolved = f"Column '{name}' cannot be resolved or requester is not authorized to access requested resources"
        return f"COLUMN_NOT_FOUND: {position(sql, name)}: {unresolved}"
    if function := FUNCTION.search(text):
        name = function[1] or function[2]
        return f"FUNCTION_NOT_FOUND: {position(sql, name)}: Function '{name}' not registered"
    if column := NOT_GROUPED.search(text):
        needed = f"'{column[1]}' must be an aggregate expression or appear in GROUP BY clause"
        return f"EXPRESSION_NOT_AGGREGATE: {position(sql, column[1])}: {needed}"
    if cast := IMPOSSIBLE_CAST.search(text):
        return f"TYPE_MISMATCH: line 1:1: Cannot cast {cast[1].lower()} to {cast[2].lower()}"
    if "Malformed JSON" in text:
        return "HIVE_CURSOR_ERROR: Row is not a valid JSON Object"
    return "DIVISION_BY_ZERO: Division by zero" if "Division by zero" in text else None


def _code(error: Exception) -> str:
    return next((code for kind, code in CODES if isinstance(error, kind)), "GENERIC_INTERNAL_ERROR")
