"""What the environment says, read once. Units are in the names."""

import os
import tempfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

AWS_DEFAULTS = {
    "MOTO_ACCOUNT_ID": "000000000000",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@dataclass(frozen=True)
class Settings:
    account: str
    s3_endpoint: str
    host: str
    port: int
    cache: Path
    cache_bytes: int
    concurrency: int
    memory_limit: str
    rows_per_file: int


def set_aws_defaults(environment: MutableMapping[str, str] = os.environ) -> None:
    """Gives boto3 and moto what they read from the environment themselves. Call before importing either."""
    for name, value in AWS_DEFAULTS.items():
        environment.setdefault(name, value)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings. Raises SystemExit that names the variable when one is missing or is not a number."""
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if not endpoint:
        raise SystemExit("AWS_ENDPOINT_URL is not set: give the address of the local S3, such as http://127.0.0.1:4566")
    cache = environment.get("ATHENA_CACHE") or str(Path(tempfile.gettempdir()) / "athena-cache")
    return Settings(
        account=environment.get("MOTO_ACCOUNT_ID", AWS_DEFAULTS["MOTO_ACCOUNT_ID"]),
        s3_endpoint=endpoint,
        host=environment.get("ATHENA_HOST", "127.0.0.1"),
        port=_number(environment, "ATHENA_PORT", 4567),
        cache=Path(cache).resolve(),
        cache_bytes=_number(environment, "ATHENA_CACHE_MB", 2048) * 1024 * 1024,
        concurrency=_number(environment, "ATHENA_CONCURRENCY", 4),
        # DuckDB counts 32 MB for every open JSON file, touched or not: 100 files count as 3.2 GB (74 MB resident).
        memory_limit=environment.get("ATHENA_MEMORY_LIMIT", "6GB"),
        rows_per_file=_number(environment, "ATHENA_UNLOAD_ROWS_PER_FILE", 100_000),
    )


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdigit():
        raise SystemExit(f"{name} is '{text}': give a whole number, such as {default}")
    return int(text)
