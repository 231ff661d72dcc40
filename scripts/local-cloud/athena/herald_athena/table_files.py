"""Which objects a query reads of a table: listing, and pruning of partitions (registered or projected)."""

import duckdb
from sqlglot import exp

from .catalog import GlueTable, has_projection, partition_keys
from .errors import QueryFailed
from .hive_types import duckdb_type
from .object_cache import DataFile, PartitionValues
from .object_store import ObjectStore, folder
from .partition_conditions import fixed_text
from .projection import location_template, projections, template_pattern
from .sql_text import ident, quote


class TableFiles:
    """Finds a table's objects, with the partition values of each."""

    def __init__(self, con: duckdb.DuckDBPyConnection, store: ObjectStore) -> None:
        self._con, self._store = con, store

    def find(self, table: GlueTable, conditions: list[exp.Expression]) -> list[DataFile]:
        """What the conditions on the partition columns leave. Raises QueryFailed when an injected key is not given."""
        if not partition_keys(table):
            return [(item, {}) for item in self._store.list(folder(table["StorageDescriptor"]["Location"]))]
        if has_projection(table):
            return self._projected(table, conditions)
        return self._registered(table, conditions)

    def _registered(self, table: GlueTable, conditions: list[exp.Expression]) -> list[DataFile]:
        names = [key["Name"] for key in partition_keys(table)]
        places = [
            (folder(p["StorageDescriptor"]["Location"]), dict(zip(names, p["Values"], strict=True)))
            for p in table["Partitions"]
        ]
        kept = self._satisfying([values for _, values in places], table, conditions)
        return [(item, values) for uri, values in places if values in kept for item in self._store.list(uri)]

    def _projected(self, table: GlueTable, conditions: list[exp.Expression]) -> list[DataFile]:
        """One listing below what is fixed of the location, however many partitions projection would make."""
        texts = {
            k["Name"] for k in partition_keys(table) if k["Type"].lower().startswith(("string", "varchar", "char"))
        }
        fixed = {key: value for key, value in fixed_text(conditions).items() if key in texts}
        made_by = {p.key: p for p in projections(table)}
        for projection in made_by.values():
            if projection.kind == "injected" and projection.key not in fixed:
                raise _injected_missing(projection.key)
        template = location_template(table, fixed)
        pattern = template_pattern(template)
        matches = [(item, pattern.match(item.uri)) for item in self._store.list(template.split("${")[0])]
        found = [(item, {key: {**fixed, **m.groupdict()}[key] for key in made_by}) for item, m in matches if m]
        distinct = [dict(pairs) for pairs in {tuple(values.items()) for _, values in found}]
        made = [values for values in distinct if all(made_by[key].makes(value) for key, value in values.items())]
        kept = self._satisfying(made, table, conditions)
        return [(item, values) for item, values in found if values in kept]

    def _satisfying(
        self, candidates: list[PartitionValues], table: GlueTable, conditions: list[exp.Expression]
    ) -> list[PartitionValues]:
        """DuckDB itself decides which partition values satisfy the conditions, with the keys' types."""
        if not candidates or not conditions:
            return candidates
        keys = partition_keys(table)
        names = [key["Name"] for key in keys]
        rows = ", ".join(f"({i}, {', '.join(quote(c[n]) for n in names)})" for i, c in enumerate(candidates))
        typed = ", ".join(f"CAST({ident(k['Name'])} AS {duckdb_type(k['Type'])}) AS {ident(k['Name'])}" for k in keys)
        given = f"(VALUES {rows}) v(n_, {', '.join(map(ident, names))})"
        where = " AND ".join(condition.sql("duckdb") for condition in conditions)
        found = self._con.execute(f"SELECT n_ FROM (SELECT n_, {typed} FROM {given}) WHERE {where}").fetchall()
        return [candidates[n] for (n,) in found]


def _injected_missing(key: str) -> QueryFailed:
    return QueryFailed(
        "CONSTRAINT_VIOLATION",
        f"For the injected projected partition column {key}, the WHERE clause must contain only static equality "
        "conditions, and at least one such condition must be present.",
    )
