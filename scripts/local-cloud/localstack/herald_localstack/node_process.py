"""One Node process that runs one Lambda function: requests go down a pipe, replies come back on another, as JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from typing import Any


class NodeProcess:
    """Starts the process at once; `ready` is its first message: {"ready": true, "initMs": number, "initError"?: …}."""

    def __init__(self, env: dict[str, str], memory_mb: int) -> None:
        """
        :param env: the whole environment of the process; LAMBDA_TASK_ROOT is its working folder
        :param memory_mb: the function's memory size; the heap may take nine tenths of it, as in AWS's runtime
        """
        requests_end, requests_fd = os.pipe()
        replies_fd, replies_end = os.pipe()
        bootstrap = os.environ["HERALD_LAMBDA_BOOTSTRAP"]
        self._process = subprocess.Popen(
            [
                os.environ.get("HERALD_LAMBDA_NODE", "node"),
                "--enable-source-maps",
                f"--max-old-space-size={max(64, memory_mb * 9 // 10)}",
                bootstrap,
                str(requests_end),
                str(replies_end),
            ],
            cwd=env["LAMBDA_TASK_ROOT"],
            env=env,
            pass_fds=(requests_end, replies_end),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            bufsize=1,
        )
        os.close(requests_end)
        os.close(replies_end)
        self._requests = os.fdopen(requests_fd, "w", buffering=1, encoding="utf-8")
        self._replies = os.fdopen(replies_fd, "r", encoding="utf-8")
        self._log_lines: list[str] = []
        self._log_lock = threading.Lock()
        self._log_reader = threading.Thread(target=self._collect_logs, daemon=True)
        self._log_reader.start()
        self.ready = self._read_reply()

    def ask(self, request: dict[str, Any]) -> dict[str, Any] | None:
        """Sends one request and waits for its reply; None if the process ended first."""
        try:
            self._requests.write(json.dumps(request) + "\n")
        except (BrokenPipeError, ValueError):
            return None
        return self._read_reply()

    def _read_reply(self) -> dict[str, Any] | None:
        line = self._replies.readline()
        return json.loads(line) if line.endswith("\n") else None

    def _collect_logs(self) -> None:
        for line in self._process.stdout or ():
            with self._log_lock:
                self._log_lines.append(line)

    def take_logs(self) -> str:
        """What the function wrote since the last call."""
        with self._log_lock:
            lines, self._log_lines = self._log_lines, []
        return "".join(lines)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def exit_code(self) -> int:
        """Waits for the process and for the last of its log lines."""
        code = self._process.wait()
        self._log_reader.join(timeout=1)
        return code

    def kill(self) -> None:
        """Ends the process; the pipe of an `ask` that waits closes with it."""
        if self.alive:
            self._process.kill()

    def close(self) -> None:
        """Ends the process and frees its pipes. Safe to repeat."""
        self.kill()
        self._process.wait()
        self._log_reader.join(timeout=1)
        for pipe in (self._requests, self._replies, self._process.stdout):
            try:
                pipe.close()
            except (OSError, ValueError):
                pass  # what was still to be written has no reader any more
