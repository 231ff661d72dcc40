"""What the statements of one running query work with."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from .catalog import Catalog
from .object_cache import CacheLease
from .object_store import ObjectStore
from .query import Query


@dataclass(frozen=True)
class QueryRun:
    query: Query
    con: duckdb.DuckDBPyConnection
    catalog: Catalog
    store: ObjectStore
    lease: CacheLease
    work: Path
    """A folder of this query alone, removed when it ends."""
    rows_file: Path
    """The result's rows, kept for paging."""
    rows_per_file: int
