"""Pieces of SQL text: quoting, and where a word stands in a query."""

import re

HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"


def quote(text: object) -> str:
    """A SQL string literal."""
    return "'" + str(text).replace("'", "''") + "'"


def ident(name: str) -> str:
    """A quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def position(sql: str, word: str) -> str:
    """`line <l>:<c>` of the first time the word stands in the query, as Athena counts them."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sql, re.IGNORECASE)
    return line_and_column(sql, found.start() if found else 0)


def line_and_column(sql: str, offset: int) -> str:
    before = sql[:offset]
    return f"line {before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
