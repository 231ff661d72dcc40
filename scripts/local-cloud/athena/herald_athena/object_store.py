"""S3 as the queries see it: list, fetch and write objects by their s3:// address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from .errors import QueryFailed


@dataclass(frozen=True)
class StoredObject:
    uri: str
    etag: str
    size: int


def split_uri(uri: str) -> tuple[str, str]:
    """(bucket, key) of an s3:// address."""
    bucket, _, key = re.sub(r"^s3[an]?://", "", uri).partition("/")
    return bucket, key


def folder(uri: str) -> str:
    return uri if uri.endswith("/") else uri + "/"


class ObjectStore:
    def __init__(self, endpoint: str) -> None:
        config = Config(s3={"addressing_style": "path"}, max_pool_connections=32)
        self._s3 = boto3.client("s3", endpoint_url=endpoint, config=config)

    def list(self, uri: str) -> Iterator[StoredObject]:
        """Data objects under a prefix; as in Hive, empty ones and those named `.x` or `_x` are not data."""
        bucket, prefix = split_uri(uri)
        try:
            for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
                for item in page.get("Contents", []):
                    if item["Size"] and not item["Key"].rsplit("/", 1)[-1].startswith((".", "_")):
                        yield StoredObject(f"s3://{bucket}/{item['Key']}", item["ETag"], item["Size"])
        except ClientError as error:
            raise QueryFailed("HIVE_METASTORE_ERROR", f"Could not list {uri}: {error}") from error

    def fetch(self, uri: str, path: Path) -> None:
        """Downloads one object to a path. Raises QueryFailed when it is gone."""
        try:
            self._s3.download_file(*split_uri(uri), str(path))
        except ClientError as error:
            raise QueryFailed("HIVE_CANNOT_OPEN_SPLIT", f"Error opening Hive split {uri}: {error}") from error

    def put_file(self, path: Path, uri: str) -> None:
        try:
            self._s3.upload_file(str(path), *split_uri(uri))
        except Exception as error:  # boto3 wraps a ClientError in an S3UploadFailedError of its own
            raise QueryFailed("HIVE_WRITER_CLOSE_ERROR", f"Error committing write to {uri}: {error}") from error

    def put_text(self, uri: str, text: str) -> None:
        bucket, key = split_uri(uri)
        self._s3.put_object(Bucket=bucket, Key=key, Body=text.encode())

    def refuse_used_prefix(self, uri: str) -> None:
        """UNLOAD and CREATE TABLE AS write only where nothing is yet."""
        bucket, prefix = split_uri(folder(uri))
        try:
            used = self._s3.list_objects_v2(Bucket=bucket, Prefix=prefix, MaxKeys=1).get("Contents")
        except ClientError as error:
            raise QueryFailed("HIVE_WRITER_OPEN_ERROR", f"Could not open {uri}: {error}") from error
        if used:
            raise QueryFailed(
                "HIVE_PATH_ALREADY_EXISTS",
                f"Target directory for table '{uri}' already exists: {uri}. You may need to manually clean the data at "
                f"location '{uri}' before retrying. Athena will not delete data in your account.",
            )
