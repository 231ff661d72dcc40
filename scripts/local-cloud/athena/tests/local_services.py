"""A server under test, in this process, with an S3 of moto's: free ports of 127.0.0.1, one pair for all tests."""

import atexit
import functools
import gzip
import json
import logging
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path

from herald_athena.settings import Settings, set_aws_defaults

set_aws_defaults()

import boto3  # noqa: E402  (boto3 and moto read the environment when they are imported)
from botocore.config import Config  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

from herald_athena.server import LocalAthena  # noqa: E402

BUCKET = "warehouse"
NO_RETRIES = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"})


class LocalServices:
    def __init__(self) -> None:
        for noisy in ("werkzeug", "sqlglot"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
        self._folder = tempfile.TemporaryDirectory()
        self._s3_server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._s3_server.start()
        s3_url = "http://{}:{}".format(*self._s3_server.get_host_and_port())
        self.cache = Path(self._folder.name)
        self.athena_server = LocalAthena(
            Settings("000000000000", s3_url, "127.0.0.1", 0, self.cache, 200_000_000, 4, "256MB", 1000)
        )
        threading.Thread(target=self.athena_server.serve, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.athena_server.port}"
        self.s3 = boto3.client("s3", endpoint_url=s3_url, config=NO_RETRIES)
        self.athena = boto3.client("athena", endpoint_url=self.url, config=NO_RETRIES)
        self.glue = boto3.client("glue", endpoint_url=self.url, config=NO_RETRIES)
        self.s3.create_bucket(Bucket=BUCKET)

    def close(self) -> None:
        self.athena_server.stop()
        self.athena_server.close()
        self._s3_server.stop()
        self._folder.cleanup()

    def start(self, sql: str, parameters: list[str] | None = None, **more: object) -> str:
        asked = {"ExecutionParameters": parameters} if parameters else {}
        asked["ResultConfiguration"] = {"OutputLocation": f"s3://{BUCKET}/results/"}
        return self.athena.start_query_execution(QueryString=sql, **asked, **more)["QueryExecutionId"]

    def state(self, query_id: str) -> str:
        return self.execution(query_id)["Status"]["State"]

    def execution(self, query_id: str) -> dict:
        return self.athena.get_query_execution(QueryExecutionId=query_id)["QueryExecution"]

    def ended(self, query_id: str, within_seconds: float = 60) -> dict:
        """The QueryExecution, once it has ended."""
        end = time.monotonic() + within_seconds
        while time.monotonic() < end:
            execution = self.execution(query_id)
            if execution["Status"]["State"] in ("SUCCEEDED", "FAILED", "CANCELLED"):
                return execution
            time.sleep(0.05)
        raise AssertionError(f"query {query_id} has not ended: {execution['Status']}")

    def run(self, sql: str, parameters: list[str] | None = None, **more: object) -> dict:
        """A query that has to succeed."""
        execution = self.ended(self.start(sql, parameters, **more))
        status = execution["Status"]
        assert status["State"] == "SUCCEEDED", f"{status.get('StateChangeReason')} in {sql}"
        return execution

    def failure(self, sql: str, parameters: list[str] | None = None, **more: object) -> str:
        """The reason of a query that has to fail."""
        status = self.ended(self.start(sql, parameters, **more))["Status"]
        assert status["State"] == "FAILED", f"{status} of {sql}"
        return status["StateChangeReason"]

    def rows(self, sql: str, parameters: list[str] | None = None, **more: object) -> list[list[str | None]]:
        """The rows of a SELECT, without the header."""
        query_id = self.run(sql, parameters, **more)["QueryExecutionId"]
        answered = self.athena.get_query_results(QueryExecutionId=query_id)["ResultSet"]["Rows"]
        return [[datum.get("VarCharValue") for datum in row["Data"]] for row in answered[1:]]

    def keys(self, prefix: str) -> list[str]:
        pages = self.s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix)
        return [item["Key"] for item in pages.get("Contents", [])]

    def put(self, key: str, body: bytes | str) -> None:
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=body)

    def put_json_lines(self, key: str, records: list[dict]) -> None:
        self.put(key, gzip.compress("".join(json.dumps(r) + "\n" for r in records).encode()))

    def json_lines(self, prefix: str) -> list[dict]:
        """The records of all gzipped JSON Lines files below a prefix."""
        bodies = (self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in self.keys(prefix))
        return [json.loads(line) for body in bodies for line in gzip.decompress(body).splitlines()]

    def create_text_table(self, database: str, name: str) -> None:
        """A table of one text column, `line`, over `<database>/<name>/`."""
        storage = {"Location": f"s3://{BUCKET}/{database}/{name}/", "Columns": [{"Name": "line", "Type": "string"}]}
        self.glue.create_table(DatabaseName=database, TableInput={"Name": name, "StorageDescriptor": storage})

    def eventually(self, holds: Callable[[], bool], within_seconds: float = 60) -> None:
        end = time.monotonic() + within_seconds
        while not holds():
            assert time.monotonic() < end, "it did not come true in time"
            time.sleep(0.02)

    def call(self, target: str, body: dict) -> tuple[int, dict]:
        """A call without the SDK: (status, answer)."""
        headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
        asked = urllib.request.Request(self.url, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(asked) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def door(self, method: str, path: str, body: object = None) -> object:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data, method=method)) as answer:
            text = answer.read()
            return json.loads(text) if text else None


@functools.cache
def local_services() -> LocalServices:
    services = LocalServices()
    atexit.register(services.close)
    return services


def unique(name: str) -> str:
    return f"{name}_{uuid.uuid4().hex[:8]}"
