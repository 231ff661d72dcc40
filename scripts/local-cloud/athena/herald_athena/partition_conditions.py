"""Which conditions of a query can prune a table's partitions before anything is downloaded."""

from collections.abc import Iterator

from sqlglot import exp

COMPARISONS = (exp.EQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In, exp.Between)


def partition_conditions(node: exp.Table, keys: set[str]) -> list[exp.Expression]:
    """Conditions that compare this table's partition columns, and nothing else, with constants.

    Looked for in the WHERE of the SELECT that reads the table, and in the ON of an inner or left join of it.
    Columns come back without their table's name.
    """
    conditions = [c.copy() for c in _conjuncts(node) if _compares_only(c, node.alias_or_name.lower(), keys)]
    for condition in conditions:
        for column in condition.find_all(exp.Column):
            column.set("table", None)
    return conditions


def fixed_text(conditions: list[exp.Expression]) -> dict[str, str]:
    """Partition keys that a condition sets equal to a text."""
    return {
        condition.this.name.lower(): condition.expression.name
        for condition in conditions
        if isinstance(condition, exp.EQ)
        and isinstance(condition.this, exp.Column)
        and isinstance(condition.expression, exp.Literal)
        and condition.expression.is_string
    }


def _conjuncts(node: exp.Table) -> Iterator[exp.Expression]:
    select, join = node.find_ancestor(exp.Select), node.parent
    clauses = [select.args["where"].this] if select and select.args.get("where") else []
    if isinstance(join, exp.Join) and join.side in ("", "LEFT") and join.args.get("on"):
        clauses.append(join.args["on"])
    for clause in clauses:
        for part in clause.flatten() if isinstance(clause, exp.And) else [clause]:
            yield part.unnest()


def _compares_only(condition: exp.Expression, alias: str, keys: set[str]) -> bool:
    if not isinstance(condition, COMPARISONS) or condition.find(exp.Select):
        return False
    sides = (condition.this, condition.args.get("expression"))
    return any(isinstance(side, exp.Column) for side in sides) and all(
        column.name.lower() in keys and column.table.lower() in ("", alias) for column in condition.find_all(exp.Column)
    )
