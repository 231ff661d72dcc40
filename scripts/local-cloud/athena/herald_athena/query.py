"""One query: what was asked, and how far it is."""

import threading
import time
import uuid
from dataclasses import dataclass, field

ENGINE = {"SelectedEngineVersion": "AUTO", "EffectiveEngineVersion": "Athena engine version 3"}
ENDED = ("SUCCEEDED", "FAILED", "CANCELLED")


@dataclass(eq=False)
class Query:
    """Times are seconds since 1970, as the API has them."""

    sql: str
    kind: str
    database: str
    parameters: list[str]
    workgroup: str
    output: str
    bytes_cutoff: int | None
    region: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    state: str = "QUEUED"
    reason: str | None = None
    manifest: str | None = None
    columns: list[dict] = field(default_factory=list)
    bytes_scanned: int = 0
    rows_written: int | None = None
    submitted: float = field(default_factory=time.time)
    started: float | None = None
    completed: float | None = None
    stopped: threading.Event = field(default_factory=threading.Event)
    executed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        folder = self.output if self.output.endswith("/") else self.output + "/"
        self.output = folder + self.id + (".csv" if self.kind == "SELECT" else "")

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    def begin(self) -> None:
        self.state, self.started = "RUNNING", time.time()

    def end(self, state: str, reason: str | None = None) -> None:
        self.completed, self.reason, self.state = time.time(), reason, state

    def describe(self) -> dict:
        """A QueryExecution, as GetQueryExecution answers it."""
        described = {
            "QueryExecutionId": self.id,
            "Query": self.sql,
            "StatementType": "DDL" if self.kind in ("DROP_TABLE", "CREATE_TABLE_AS_SELECT") else "DML",
            "SubstatementType": self.kind,
            "ResultConfiguration": {"OutputLocation": self.output},
            "QueryExecutionContext": {"Database": self.database, "Catalog": "awsdatacatalog"},
            "WorkGroup": self.workgroup,
            "Status": self._status(),
            "Statistics": self._statistics(),
            "EngineVersion": ENGINE,
            "ExecutionParameters": self.parameters or None,
        }
        return _present(described)

    def _status(self) -> dict:
        error = {"ErrorCategory": 2, "ErrorType": 1006, "Retryable": False, "ErrorMessage": self.reason}
        return _present(
            {
                "State": self.state,
                "SubmissionDateTime": self.submitted,
                "StateChangeReason": self.reason,
                "CompletionDateTime": self.completed,
                "AthenaError": error if self.state == "FAILED" else None,
            }
        )

    def _statistics(self) -> dict:
        end = self.completed or time.time()
        started = self.started or end
        return _present(
            {
                "EngineExecutionTimeInMillis": int((end - started) * 1000),
                "DataScannedInBytes": self.bytes_scanned,
                "TotalExecutionTimeInMillis": int((end - self.submitted) * 1000),
                "QueryQueueTimeInMillis": int((started - self.submitted) * 1000),
                "ServiceProcessingTimeInMillis": 0,
                "DataManifestLocation": self.manifest,
            }
        )


def _present(values: dict) -> dict:
    return {name: value for name, value in values.items() if value is not None}
