"""A SELECT of Athena as a SELECT of DuckDB, with a view for each table of the catalog that it reads."""

import sqlglot
from sqlglot import exp

from .catalog import GlueTable, column_types, partition_keys
from .comparison_types import TypedTable, check_comparisons
from .errors import QueryCancelled, QueryFailed
from .function_names import check_functions
from .object_cache import DataFile
from .partition_conditions import partition_conditions
from .query_run import QueryRun
from .table_files import TableFiles
from .table_view import TableView
from .trino_meanings import to_duckdb


def translate(run: QueryRun, sql: str) -> str:
    """DuckDB's SQL for a query. Makes the views and counts the bytes scanned.

    Raises QueryFailed in Athena's words, or QueryCancelled above the work group's limit of bytes.
    """
    tree = sqlglot.parse_one(sql, read="athena")
    check_functions(tree, sql)
    _drop_databases(tree)
    views, typed = _bind_tables(run, tree)
    check_comparisons(tree, typed)
    _count_bytes(run, [file for _, _, files in views for file in files])
    for name, table, files in views:
        TableView(run.con, table, run.lease.copies(files)).create(name)
    _name_columns(tree)
    return tree.transform(to_duckdb).sql("duckdb")


def _drop_databases(tree: exp.Expression) -> None:
    """database.table.column becomes table.column, as views have no database; row.field.field stays as it is."""
    tables = {(node.db.lower(), node.name.lower()) for node in tree.find_all(exp.Table) if node.db}
    for column in tree.find_all(exp.Column):
        if (column.db.lower(), column.table.lower()) in tables:
            column.set("db", None)
            column.set("catalog", None)


def _bind_tables(
    run: QueryRun, tree: exp.Expression
) -> tuple[list[tuple[str, GlueTable, list[DataFile]]], list[TypedTable]]:
    """Puts the name of a view in the place of every table of the catalog."""
    views, typed, finder = [], [], TableFiles(run.con, run.store)
    for node in _catalog_tables(tree):
        table = run.catalog.table(node.db or run.query.database, node.name)
        keys = {key["Name"].lower() for key in partition_keys(table)}
        views.append((f"view_{len(views)}", table, finder.find(table, partition_conditions(node, keys))))
        if not node.alias:
            node.set("alias", exp.TableAlias(this=exp.to_identifier(node.name)))
        typed.append((node, column_types(table)))
        node.set("this", exp.to_identifier(views[-1][0]))
        node.set("db", None)
        node.set("catalog", None)
    return views, typed


def _catalog_tables(tree: exp.Expression) -> list[exp.Table]:
    ctes = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    tables = []
    for node in tree.find_all(exp.Table):
        if not isinstance(node.this, exp.Identifier):
            raise QueryFailed("FUNCTION_NOT_FOUND", f"Table function '{node.name}' not registered", node.name)
        own = node.find_ancestor(exp.CTE)  # WITH t AS (SELECT … FROM t): the inner t is the table
        inside_itself = own is not None and own.alias.lower() == node.name.lower()
        if node.db or node.name.lower() not in ctes or inside_itself:
            tables.append(node)
    return tables


def _count_bytes(run: QueryRun, files: list[DataFile]) -> None:
    run.query.bytes_scanned = sum({item.uri: item.size for item, _ in files}.values())
    cutoff = run.query.bytes_cutoff
    if cutoff and run.query.bytes_scanned > cutoff:
        raise QueryCancelled("Bytes scanned limit was exceeded")


def _name_columns(tree: exp.Expression) -> None:
    """A column without a name is called _col0, _col1 … by its place."""
    for number, column in enumerate(tree.selects):
        if not isinstance(column, exp.Alias | exp.Column | exp.Star | exp.Dot):
            column.replace(exp.alias_(column.copy(), f"_col{number}"))
