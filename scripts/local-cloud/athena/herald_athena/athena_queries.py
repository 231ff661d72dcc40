"""Athena's API for queries: what moto only pretends."""

import datetime
import json

from flask import request

from .behaviour import RULE, Behaviour, Outcome
from .errors import invalid_request
from .executions import Executions
from .query import Query
from .select_rows import read_page
from .statements import read_statement, refuse_malformed

ROWS_AT_MOST = 1000
SQL_BYTES_AT_MOST = 262_144
TOKEN_LENGTH = range(32, 129)


class AthenaQueries:
    """Mixed into moto's AthenaResponse, which gives the request and the work groups."""

    executions: Executions
    behaviour: Behaviour

    def start_query_execution(self) -> str:
        sql, token = self._get_param("QueryString") or "", self._get_param("ClientRequestToken")
        check_request(sql, token)
        then = request.environ.get(RULE, {})
        query = self._new_query(sql)
        outcome = Outcome(int(then.get("delayMs", 0)), bool(then.get("hang")), then.get("fail"))
        started = self.executions.start(query, token, outcome)
        self.behaviour.receive(received_entry(started, token))
        return json.dumps({"QueryExecutionId": started.id})

    def get_query_execution(self) -> str:
        return json.dumps({"QueryExecution": self._query().describe()})

    def batch_get_query_execution(self) -> str:
        ids = self._get_param("QueryExecutionIds")
        code = "INVALID_QUERY_EXECUTION_ID"
        answer = {
            "QueryExecutions": [self.executions.find(i).describe() for i in ids if self.executions.known(i)],
            "UnprocessedQueryExecutionIds": [
                {"QueryExecutionId": i, "ErrorCode": code} for i in ids if not self.executions.known(i)
            ],
        }
        return json.dumps(answer)

    def list_query_executions(self) -> str:
        group = self.work_group_named(self._get_param("WorkGroup"))
        start, most = int(self._get_param("NextToken") or 0), int(self._get_param("MaxResults") or 50)
        ids = [query.id for query in self.executions.newest_first(group.name)]
        answer = {"QueryExecutionIds": ids[start : start + most]}
        if len(ids) > start + most:
            answer["NextToken"] = str(start + most)
        return json.dumps(answer)

    def stop_query_execution(self) -> str:
        self.executions.stop(self._query())
        return "{}"

    def get_query_results(self) -> str:
        query, most = self._query(), int(self._get_param("MaxResults") or ROWS_AT_MOST)
        check_results(query, most)
        answer = {"ResultSet": {"Rows": [], "ResultSetMetadata": {"ColumnInfo": query.columns}}}
        if query.rows_written is not None:
            answer["UpdateCount"] = query.rows_written
        path = self.executions.rows_file(query)
        if path.exists():  # the token is the offset of the next row; the header is the first row
            rows, following = read_page(str(path), int(self._get_param("NextToken") or 0), most)
            answer["ResultSet"]["Rows"] = [{"Data": [_datum(value) for value in row]} for row in rows]
            if following is not None:
                answer["NextToken"] = str(following)
        return json.dumps(answer)

    def _query(self) -> Query:
        return self.executions.find(self._get_param("QueryExecutionId"))

    def _new_query(self, sql: str) -> Query:
        group = self.work_group_named(self._get_param("WorkGroup"))
        output = self.output_location(group, self._get_param("ResultConfiguration") or {})
        statement = read_statement(sql)
        refuse_malformed(statement)
        return Query(
            sql=sql,
            kind=statement.kind,
            database=(self._get_param("QueryExecutionContext") or {}).get("Database") or "default",
            parameters=self._get_param("ExecutionParameters") or [],
            workgroup=group.name,
            output=output,
            bytes_cutoff=group.configuration.get("BytesScannedCutoffPerQuery"),
            region=self.region,
        )


def check_request(sql: str, token: str | None) -> None:
    """The limits of the API reference: length of the query and of the token."""
    if not 1 <= len(sql.encode()) <= SQL_BYTES_AT_MOST:
        raise invalid_request(f"QueryString must have a length between 1 and {SQL_BYTES_AT_MOST} bytes")
    if token is not None and len(token) not in TOKEN_LENGTH:
        limits = f"between {TOKEN_LENGTH.start} and {TOKEN_LENGTH.stop - 1} characters"
        raise invalid_request(f"ClientRequestToken has {len(token)} characters: it must have {limits}")


def check_results(query: Query, most: int) -> None:
    state = "INVALID_QUERY_EXECUTION_STATE"
    if not query.ended:
        raise invalid_request(f"Query has not yet finished. Current state: {query.state}", state)
    if query.state != "SUCCEEDED":
        raise invalid_request(f"Query did not finish successfully. Final query state: {query.state}", state)
    if most > ROWS_AT_MOST:
        raise invalid_request(f"MaxResults is more than maximum allowed length {ROWS_AT_MOST}.")
    if most < 1:
        raise invalid_request("MaxResults must be at least 1.")


def received_entry(query: Query, token: str | None) -> dict:
    """A query as GET /_received tells it."""
    return {
        "at": datetime.datetime.now(datetime.UTC).isoformat(),
        "queryExecutionId": query.id,
        "query": query.sql,
        "parameters": query.parameters,
        "database": query.database,
        "workGroup": query.workgroup,
        "clientRequestToken": token,
    }


def _datum(value: str | None) -> dict[str, str]:
    return {} if value is None else {"VarCharValue": value}
