"""The server as a process: its environment, health, and an end that leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.request
from pathlib import Path

import boto3

from .local_services import BUCKET, NO_RETRIES, local_services, unique

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Process(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.cache, self.port = Path(folder.name) / "cache", free_port()

    def launch(self, **environment: str) -> subprocess.Popen:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_ENDPOINT", "ATHENA"))
        }
        return subprocess.Popen(
            [sys.executable, "-m", "herald_athena"],
            cwd=ROOT,
            env={**inherited, "ATHENA_CACHE": str(self.cache), "ATHENA_PORT": str(self.port), **environment},
            stderr=subprocess.PIPE,
            text=True,
        )

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=1) as answer:
                return answer.status == 200
        except OSError:
            return False

    def test_ends_by_sigterm_in_the_middle_of_a_query_and_leaves_no_working_file(self) -> None:
        services = local_services()
        process = self.launch(AWS_ENDPOINT_URL=services.s3.meta.endpoint_url, ATHENA_CONCURRENCY="1")
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        services.eventually(self.healthy)
        athena = boto3.client("athena", endpoint_url=f"http://127.0.0.1:{self.port}", config=NO_RETRIES)
        endless = "SELECT count(*) FROM UNNEST(sequence(1, 1000000)) AS a(n), UNNEST(sequence(1, 1000000)) AS b(m)"
        location = {"OutputLocation": f"s3://{BUCKET}/{unique('results')}/"}
        for _ in range(2):  # one runs, one waits
            athena.start_query_execution(QueryString=endless + " WHERE n * m = 7", ResultConfiguration=location)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(60), 0)
        self.assertFalse(self.healthy())
        self.assertEqual([path.name for path in self.cache.iterdir()], ["objects"])

    def test_says_which_variable_is_missing_or_wrong(self) -> None:
        for environment, words in (
            ({}, "AWS_ENDPOINT_URL is not set"),
            ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "ATHENA_PORT": "many"}, "ATHENA_PORT is 'many'"),
        ):
            with self.subTest(words):
                process = self.launch(**environment)
                _, said = process.communicate(timeout=60)
                self.assertEqual((process.returncode, words in said), (1, True), said)
