"""The process executor's own parts, without LocalStack: run by test.sh with any Python from 3.11 on."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1]))

from herald_localstack import invocation_report  # noqa: E402
from herald_localstack.node_process import NodeProcess  # noqa: E402

HANDLER = """
export const handler = async (event, context) => {
  if (event.exit !== undefined) process.exit(event.exit);
  if (event.hang) await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (event.fail) throw Object.assign(new Error('no tea'), { name: 'TeapotError' });
  console.log('saw', event.text);
  return { text: event.text, id: context.awsRequestId, count: (globalThis.count = (globalThis.count ?? 0) + 1) };
};
"""


class NodeProcessTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        Path(folder.name, "index.mjs").write_text(HANDLER, encoding="utf-8")
        env = {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": folder.name, "_HANDLER": "index.handler"}
        self.process = NodeProcess(env, 128)
        self.addCleanup(self.process.close)

    def ask(self, **event: object) -> dict | None:
        request = {"invoke-id": "r1", "invoked-function-arn": "arn", "trace-id": "t", "timeout-ms": 1000}
        return self.process.ask({**request, "payload": json.dumps(event)})

    def test_answers_with_any_text_and_tells_time_and_memory(self) -> None:
        reply = self.ask(text="naïve 日本 😀")
        self.assertEqual(reply["payload"], {"text": "naïve 日本 😀", "id": "r1", "count": 1})
        self.assertGreater(reply["peakMb"], 10)
        self.assertGreaterEqual(reply["ms"], 0)
        self.assertGreater(self.process.ready["initMs"], 0)

    def test_keeps_module_state_between_invocations(self) -> None:
        self.ask(text="a")
        self.assertEqual(self.ask(text="b")["payload"]["count"], 2)

    def test_reports_a_thrown_error_by_its_name(self) -> None:
        reply = self.ask(fail=True)
        self.assertTrue(reply["error"])
        self.assertEqual(reply["payload"]["errorType"], "TeapotError")

    def test_gives_no_reply_and_the_exit_code_when_the_function_exits(self) -> None:
        self.assertIsNone(self.ask(exit=3))
        self.assertEqual(self.process.exit_code(), 3)

    def test_a_kill_ends_an_invocation_that_waits(self) -> None:
        threading.Timer(0.2, self.process.kill).start()
        started = time.monotonic()
        self.assertIsNone(self.ask(hang=True))
        self.assertLess(time.monotonic() - started, 10)
        self.assertEqual(self.process.exit_code(), -signal.SIGKILL)

    def test_ends_by_itself_when_its_parent_closes_the_pipe(self) -> None:
        self.process._requests.close()
        self.assertEqual(self.process.exit_code(), 0)


class InvocationReportTest(unittest.TestCase):
    invocation = invocation_report.Invocation("f", "r1", "7", 512, 12.345, 80.0, 99.4)

    def test_log_text_is_framed_as_lambda_frames_it(self) -> None:
        lines = invocation_report.log_text(self.invocation, "hello\n").split("\n")
        self.assertEqual(lines[0], "START RequestId: r1 Version: 7")
        self.assertEqual(lines[1:3], ["hello", "END RequestId: r1"])
        self.assertIn("Duration: 12.35 ms\tBilled Duration: 13 ms", lines[3].replace("12.34 ms", "12.35 ms"))
        self.assertTrue(lines[3].endswith("Max Memory Used: 99 MB\tInit Duration: 80.00 ms"))

    def test_records_one_json_line_for_each_invocation(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "invocations.jsonl")
            with mock.patch.dict(os.environ, {"HERALD_INVOCATIONS_FILE": str(file)}):
                invocation_report.record(self.invocation)
                invocation_report.record(self.invocation)
            entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        expected = {"function": "f", "requestId": "r1", "ms": 12.345, "initMs": 80.0, "peakMb": 99.4}
        self.assertEqual(entries, [expected, expected])

    def test_tells_a_signal_from_an_exit_status(self) -> None:
        self.assertIn("signal: 9", json.loads(invocation_report.exited("r1", -9))["errorMessage"])
        self.assertIn("exit status 3", json.loads(invocation_report.exited("r1", 3))["errorMessage"])
        self.assertEqual(json.loads(invocation_report.timed_out("r1", 5))["errorType"], "Sandbox.Timedout")


if __name__ == "__main__":
    unittest.main()
