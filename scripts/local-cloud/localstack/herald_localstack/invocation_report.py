"""What Lambda says about an invocation: the log text with its REPORT line, error payloads, and one line in our own file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Invocation:
    """One finished invocation. Times in milliseconds, memory in MB (10^6 bytes of 1024: MiB, as Lambda's REPORT)."""

    function: str
    request_id: str
    version: str
    memory_mb: int
    ms: float
    init_ms: float | None
    peak_mb: float | None


def log_text(invocation: Invocation, logs: str) -> str:
    """The text CloudWatch Logs gets, in the form of AWS's own START, END and REPORT lines."""
    body = logs if not logs or logs.endswith("\n") else logs + "\n"
    fields = [
        f"REPORT RequestId: {invocation.request_id}",
        f"Duration: {invocation.ms:.2f} ms",
        f"Billed Duration: {int(invocation.ms) + 1} ms",
        f"Memory Size: {invocation.memory_mb} MB",
    ]
    if invocation.peak_mb is not None:
        fields.append(f"Max Memory Used: {round(invocation.peak_mb)} MB")
    if invocation.init_ms is not None:
        fields.append(f"Init Duration: {invocation.init_ms:.2f} ms")
    start = f"START RequestId: {invocation.request_id} Version: {invocation.version}\n"
    end = f"END RequestId: {invocation.request_id}\n"
    return start + body + end + "\t".join(fields)


def record(invocation: Invocation) -> None:
    """Appends the invocation to $HERALD_INVOCATIONS_FILE as one JSON line, if that is set."""
    path = os.environ.get("HERALD_INVOCATIONS_FILE")
    if not path:
        return
    entry = {
        "function": invocation.function,
        "requestId": invocation.request_id,
        "ms": round(invocation.ms, 3),
        "initMs": invocation.init_ms,
        "peakMb": invocation.peak_mb,
    }
    # One write of one line in append mode: lines of concurrent invocations do not mix.
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def timed_out(request_id: str, seconds: int) -> bytes:
    """The payload Lambda returns when a function ran over its timeout."""
    message = f"RequestId: {request_id} Error: Task timed out after {seconds:.2f} seconds"
    return json.dumps({"errorType": "Sandbox.Timedout", "errorMessage": message}).encode()


def exited(request_id: str, code: int) -> bytes:
    """The payload Lambda returns when the runtime ended in the middle. Negative codes are signals."""
    reason = f"signal: {-code}" if code < 0 else f"exit status {code}"
    message = f"RequestId: {request_id} Error: Runtime exited with error: {reason}"
    return json.dumps({"errorType": "Runtime.ExitError", "errorMessage": message}).encode()
