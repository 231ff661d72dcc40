"""The life of queries: started once per token, queued, run by a few workers, stopped."""

import logging
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from .behaviour import Outcome
from .catalog import Catalog
from .errors import QueryCancelled, QueryFailed, invalid_request
from .execution_parameters import with_parameters
from .failure_reason import failure_reason
from .object_cache import ObjectCache
from .object_store import ObjectStore
from .query import Query
from .query_run import QueryRun
from .settings import Settings
from .sql_text import quote
from .statements import read_statement
from .trino_meanings import ENGINE_SETTINGS, MACROS

log = logging.getLogger("athena")
CANCELLED_BY_USER = "Query cancelled by user"
INTERRUPT_SECONDS = 0.1


class Executions:
    """All queries of this server. Its working files lie below `ATHENA_CACHE` and go when it closes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = ObjectStore(settings.s3_endpoint)
        self._cache = ObjectCache(settings.cache / "objects", self._store, settings.cache_bytes)
        self._work = settings.cache / "work"
        shutil.rmtree(self._work, ignore_errors=True)  # what a killed server left
        (self._work / "results").mkdir(parents=True)
        self._workers = ThreadPoolExecutor(settings.concurrency, thread_name_prefix="query")
        self._lock, self._queries, self._tokens = threading.Lock(), {}, {}

    def start(self, query: Query, token: str | None, outcome: Outcome) -> Query:
        """Queues a query; the same token again answers the query it started. Raises when a token's request changed."""
        with self._lock:
            earlier = self._queries.get(self._tokens.get(token)) if token else None
            if earlier is not None:
                if request_of(earlier) != request_of(query):
                    raise invalid_request("Idempotent parameters do not match")
                return earlier
            self._queries[query.id] = query
            if token:
                self._tokens[token] = query.id
            self._workers.submit(self._run, query, outcome)
        return query

    def find(self, query_id: str) -> Query:
        if query_id not in self._queries:
            raise invalid_request(f"QueryExecution {query_id} was not found", "QUERY_EXECUTION_NOT_FOUND")
        return self._queries[query_id]

    def known(self, query_id: str) -> bool:
        return query_id in self._queries

    def newest_first(self, workgroup: str) -> list[Query]:
        return [query for query in reversed(list(self._queries.values())) if query.workgroup == workgroup]

    def rows_file(self, query: Query) -> Path:
        return self._work / "results" / query.id

    def stop(self, query: Query) -> None:
        """Asks a query to end as CANCELLED; one that has ended is left as it is."""
        query.stopped.set()
        if query.state == "QUEUED":
            query.end("CANCELLED", CANCELLED_BY_USER)

    def close(self) -> None:
        """Stops every query and removes the working files."""
        for query in list(self._queries.values()):
            self.stop(query)
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._cache.close()
        shutil.rmtree(self._work, ignore_errors=True)

    def _run(self, query: Query, outcome: Outcome) -> None:
        if query.stopped.is_set():
            return query.end("CANCELLED", CANCELLED_BY_USER)
        query.begin()
        work = self._work / query.id
        state, reason = self._attempt(query, work, outcome)
        shutil.rmtree(work, ignore_errors=True)
        query.end(state, reason)
        log.info("query %s %s %.2f s %s", query.id, state, query.completed - query.started, reason or "")

    def _attempt(self, query: Query, work: Path, outcome: Outcome) -> tuple[str, str | None]:
        """Runs the query. Whatever happens, it comes to a final state and a reason."""
        try:
            work.mkdir()
            outcome.befall(query.stopped)
            self._execute(query, work)
            return ("CANCELLED", CANCELLED_BY_USER) if query.stopped.is_set() else ("SUCCEEDED", None)
        except Exception as error:
            if query.stopped.is_set():
                return "CANCELLED", CANCELLED_BY_USER
            if not isinstance(error, QueryFailed | QueryCancelled | duckdb.Error):
                log.exception("query %s: unexpected", query.id)
            state = "CANCELLED" if isinstance(error, QueryCancelled) else "FAILED"
            return state, failure_reason(error, query.sql)

    def _execute(self, query: Query, work: Path) -> None:
        """Runs the statement in a DuckDB of its own, which can touch no file outside the cache folder."""
        with duckdb.connect() as con, self._cache.lease() as lease:
            con.execute(f"SET memory_limit = '{self._settings.memory_limit}'; SET temp_directory = {quote(work)}")
            con.execute(
                f"SET allowed_directories = [{quote(self._settings.cache)}]; SET enable_external_access = false"
            )
            con.execute(ENGINE_SETTINGS + MACROS)
            catalog = Catalog(self._settings.account, query.region)
            rows_file, per_file = self.rows_file(query), self._settings.rows_per_file
            run = QueryRun(query, con, catalog, self._store, lease, work, rows_file, per_file)
            statement = read_statement(with_query_parameters(query))
            interrupter = threading.Thread(target=_interrupt_when_stopped, args=(query, con), daemon=True)
            interrupter.start()
            try:
                statement.execute(run, statement.match)
            finally:
                query.executed.set()
                interrupter.join()


def with_query_parameters(query: Query) -> str:
    """The SQL with its parameters in place. Only the SELECT inside is tokenized: sqlglot does not know UNLOAD."""
    match = read_statement(query.sql).match
    if "query" not in match.groupdict():
        return query.sql
    start, end = match.span("query")
    return query.sql[:start] + with_parameters(match["query"], query.parameters) + query.sql[end:]


def request_of(query: Query) -> tuple:
    """What must not change when a token is used again."""
    return query.sql, query.parameters, query.database, query.workgroup


def _interrupt_when_stopped(query: Query, con: duckdb.DuckDBPyConnection) -> None:
    """Interrupts again and again: DuckDB forgets an interrupt that comes between two statements."""
    while not query.executed.wait(INTERRUPT_SECONDS):
        if query.stopped.is_set():
            con.interrupt()
