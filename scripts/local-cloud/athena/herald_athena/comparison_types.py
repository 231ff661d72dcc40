"""Athena, unlike DuckDB, compares no text with a number, and nothing else with a text."""

import re

from sqlglot import exp

from .errors import QueryFailed

COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In, exp.Between)
OPERATORS = {exp.GT: ">", exp.GTE: ">=", exp.LT: "<", exp.LTE: "<=", exp.NEQ: "<>"}
FAMILIES = (
    ("text", r"string|varchar|char|text"),
    ("number", r"(tiny|small|big|u|integer|int).*|double|float|real|decimal.*"),
    ("boolean", r"boolean"),
    ("date", r"date$"),
    ("timestamp", r"(timestamp|datetime).*"),
)
TypedTable = tuple[exp.Table, dict[str, str]]


def check_comparisons(tree: exp.Expression, tables: list[TypedTable]) -> None:
    """Raises TYPE_MISMATCH for a column that is compared with a literal, or another column, of another family.

    `tables`: the catalog's tables in the query, each with its Hive types by column. Columns of subqueries and
    common table expressions are not looked at.
    """
    for comparison in tree.find_all(*COMPARISONS):
        sides = [comparison.args.get(name) for name in ("this", "expression", "low", "high")]
        typed = [(side, _type_of(side, tables)) for side in sides + comparison.args.get("expressions", []) if side]
        known = [(side, kind) for side, kind in typed if kind]
        for side, kind in known[1:]:
            if not _comparable(known[0][1], kind):
                _refuse(comparison, known[0], (side, kind))


def _refuse(comparison: exp.Expression, left: tuple, right: tuple) -> None:
    operator = OPERATORS.get(type(comparison), "=")
    word = next((side.name for side, _ in (left, right) if isinstance(side, exp.Column)), "select")
    raise QueryFailed("TYPE_MISMATCH", f"Cannot apply operator: {left[1]} {operator} {right[1]}", word)


def _comparable(one: str, other: str) -> bool:
    families = {_family(one), _family(other)}
    return len(families) == 1 or families == {"date", "timestamp"} or None in families


def _family(kind: str) -> str | None:
    return next((family for family, pattern in FAMILIES if re.match(pattern, kind)), None)


def _type_of(side: exp.Expression, tables: list[TypedTable]) -> str | None:
    side = side.unnest()
    if isinstance(side, exp.Literal):
        if side.is_string:
            return f"varchar({len(side.name)})"
        return "integer" if side.is_int else "decimal"
    if isinstance(side, exp.Boolean):
        return "boolean"
    if isinstance(side, exp.Cast):
        return side.to.sql("trino").lower()
    return _column_type(side, tables) if isinstance(side, exp.Column) else None


def _column_type(column: exp.Column, tables: list[TypedTable]) -> str | None:
    name, alias, select = column.name.lower(), column.table.lower(), column.find_ancestor(exp.Select)
    types = [
        types[name]
        for node, types in tables
        if node.find_ancestor(exp.Select) is select and alias in ("", node.alias.lower()) and name in types
    ]
    return types[0].replace("string", "varchar") if len(types) == 1 else None
