"""Tells the kinds of statement apart, and refuses at once what Athena refuses before it starts a query."""

import re
from collections.abc import Callable
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from .errors import invalid_request
from .query_run import QueryRun
from .select_rows import select
from .table_statements import create_table_as, drop_table, insert_into
from .unload import unload

BLANK = r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*"
NAME = r"[\w.\"`]+"


class Statement(NamedTuple):
    match: re.Match[str]
    kind: str
    execute: Callable[[QueryRun, re.Match[str]], None]


FORMS = [
    (re.compile(BLANK + pattern + r"\s*;?" + BLANK, re.DOTALL | re.IGNORECASE), kind, execute)
    for pattern, kind, execute in (
        (
            r"UNLOAD\s*\((?P<query>.*)\)\s*TO\s*'(?P<to>s3://[^']+)'\s*WITH\s*\((?P<options>.*)\)",
            "UNLOAD",
            unload,
        ),
        (
            rf"CREATE\s+TABLE\s+(?P<exists>IF\s+NOT\s+EXISTS\s+)?(?P<name>{NAME})\s*"
            r"(?:WITH\s*\((?P<options>[^()]*)\)\s*)?AS\s+(?P<query>.*?)",
            "CREATE_TABLE_AS_SELECT",
            create_table_as,
        ),
        (
            rf"INSERT\s+INTO\s+(?P<name>{NAME})\s*(?:\((?P<columns>[\w\s,\"]+)\)\s*)?"
            r"(?P<query>(?:(?:SELECT|WITH|VALUES)\b|\().*?)",
            "INSERT",
            insert_into,
        ),
        (rf"DROP\s+TABLE\s+(?P<exists>IF\s+EXISTS\s+)?(?P<name>{NAME})", "DROP_TABLE", drop_table),
        (r"(?P<query>.*?)", "SELECT", select),
    )
]


def read_statement(sql: str) -> Statement:
    """The statement's kind and parts; whatever is nothing else is taken for a SELECT."""
    found = ((pattern.fullmatch(sql), kind, execute) for pattern, kind, execute in FORMS)
    return next(Statement(match, kind, execute) for match, kind, execute in found if match)


def refuse_malformed(statement: Statement) -> None:
    """Raises InvalidRequestException (MALFORMED_QUERY). What needs the catalog fails later, in the query itself."""
    if statement.kind == "DROP_TABLE":
        return
    try:
        trees = sqlglot.parse(statement.match["query"], read="athena")
    except ParseError as error:
        where = (error.errors or [{}])[0]
        place = f"line {where.get('line') or 1}:{where.get('col') or 1}"
        raise _malformed(f"{place}: mismatched input '{where.get('highlight', '')}'") from None
    except TokenError as error:
        raise _malformed(f"line 1:1: {str(error).splitlines()[0]}") from None
    if len(trees) > 1:
        raise _malformed("Only one sql statement is allowed")
    if not isinstance(trees[0], exp.Query | exp.Values):
        raise _malformed("Queries of this type are not supported")


def _malformed(message: str) -> Exception:
    return invalid_request(message, "MALFORMED_QUERY")
