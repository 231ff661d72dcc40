"""Runs Lambda functions in plain Node processes, without Docker: one process per execution environment."""

from __future__ import annotations

import json
import os
import threading
import time
from typing import Any

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import LambdaRuntimeException, RuntimeExecutor

from herald_localstack import invocation_report
from herald_localstack.node_process import NodeProcess

# What the function's process may see of LocalStack's own environment.
INHERITED = ("PATH", "TMPDIR", "HERALD_SDK_CALLS_FILE")


class ProcessExecutor(RuntimeExecutor):
    """LocalStack's side of one execution environment. It is invoked by one thread at a time."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id, function_version)
        self._env: dict[str, str] = {}
        self._process: NodeProcess | None = None
        self._fresh = False
        self._stopped = False

    def start(self, env_vars: dict[str, str]) -> None:
        """@raises LambdaRuntimeException if the process ended before it said that it is ready"""
        code = self.function_version.config.code
        root = str(code.get_unzipped_code_location()) if code else os.getcwd()
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        given = {name: str(value) for name, value in env_vars.items()}
        self._env = {**inherited, **given, "HOME": root, "TZ": "UTC", "LAMBDA_TASK_ROOT": root}
        self._spawn()

    def _spawn(self) -> NodeProcess:
        if self._stopped:
            raise LambdaRuntimeException("the execution environment is stopped")
        if self._process:
            self._process.close()
        process = NodeProcess(self._env, self.function_version.config.memory_size)
        if process.ready is None:
            code = process.exit_code()
            raise LambdaRuntimeException(f"the Lambda process ended with {code} at start: {process.take_logs()}")
        self._process = process
        self._fresh = True
        return process

    def stop(self) -> None:
        self._stopped = True
        if self._process:
            self._process.close()

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        """Runs one invocation; a process that an earlier one killed is replaced first, as Lambda does."""
        process = self._process if self._process and self._process.alive else self._spawn()
        seconds = self.function_version.config.timeout
        expired = threading.Event()
        timer = threading.Timer(seconds, lambda: (expired.set(), process.kill()))
        started = time.perf_counter()
        timer.start()
        try:
            reply = process.ask({**payload, "timeout-ms": seconds * 1000})
        finally:
            timer.cancel()
        ms = (time.perf_counter() - started) * 1000
        return self._result(payload["invoke-id"], reply, ms, seconds if expired.is_set() else None)

    def _result(
        self, request_id: str, reply: dict[str, Any] | None, ms: float, timeout: int | None
    ) -> InvocationResult:
        process = self._process
        assert process is not None
        if reply is None:
            code = process.exit_code()
            body = invocation_report.exited(request_id, code)
            if timeout is not None:
                body = invocation_report.timed_out(request_id, timeout)
            return InvocationResult(request_id, body, is_error=True, logs=self._report(request_id, {"ms": ms}))
        body = json.dumps(reply.get("payload"), separators=(",", ":")).encode()
        return InvocationResult(request_id, body, is_error=reply["error"], logs=self._report(request_id, reply))

    def _report(self, request_id: str, reply: dict[str, Any]) -> str:
        process = self._process
        assert process is not None and process.ready is not None
        identity = self.function_version.id
        invocation = invocation_report.Invocation(
            function=identity.function_name,
            request_id=request_id,
            version=identity.qualifier,
            memory_mb=self.function_version.config.memory_size,
            ms=reply["ms"],
            init_ms=process.ready["initMs"] if self._fresh else None,
            peak_mb=reply.get("peakMb"),
        )
        self._fresh = False
        invocation_report.record(invocation)
        return invocation_report.log_text(invocation, process.take_logs())

    def get_logs(self) -> str:
        return self._process.take_logs() if self._process else ""

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}"

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        if function_version.config.code:
            function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """Nothing to clean: the unzipped code lies in LocalStack's temporary folder, which `down` removes."""

    @classmethod
    def validate_environment(cls) -> bool:
        return True


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by LAMBDA_RUNTIME_EXECUTOR=process."""

    name = "process"

    def load(self, *args: object, **kwargs: object) -> type[ProcessExecutor]:
        return ProcessExecutor
