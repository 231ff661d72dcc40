"""The cache of objects: downloads once, drops the oldest, never what is in use."""

import tempfile
import unittest
from pathlib import Path

from .local_services import local_services  # noqa: F401  (sets what boto3 reads from the environment)

from herald_athena.object_cache import ObjectCache  # isort: skip
from herald_athena.object_store import StoredObject  # isort: skip


class CountingStore:
    """Ten bytes for every object."""

    def __init__(self) -> None:
        self.fetched: list[str] = []

    def fetch(self, uri: str, path: Path) -> None:
        self.fetched.append(uri)
        path.write_bytes(b"x" * 10)


def file(name: str, etag: str = "1") -> tuple[StoredObject, dict[str, str]]:
    return StoredObject(f"s3://bucket/{name}", etag, 10), {"day": "2026-11-19"}


class ObjectCacheTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder, self.store = Path(folder.name), CountingStore()
        self.cache = self.open()

    def open(self) -> ObjectCache:
        cache = ObjectCache(self.folder, self.store, max_bytes=20)
        self.addCleanup(cache.close)
        return cache

    def use(self, *names: str) -> None:
        with self.cache.lease() as lease:
            lease.copies([file(name) for name in names])

    def test_downloads_an_object_once_until_it_changes(self) -> None:
        self.use("a")
        self.use("a")
        with self.cache.lease() as lease:
            lease.copies([file("a", etag="2")])
        self.assertEqual(len(self.store.fetched), 2)

    def test_drops_the_least_recently_used_above_the_limit(self) -> None:
        for name in ("a", "b", "a", "c"):
            self.use(name)
        self.store.fetched.clear()
        self.use("a")
        self.use("b")
        self.assertEqual(self.store.fetched, ["s3://bucket/b"])
        self.assertLessEqual(sum(f.stat().st_size for f in self.folder.rglob("*") if f.is_file()), 20)

    def test_never_drops_what_a_query_uses(self) -> None:
        with self.cache.lease() as lease:
            paths = lease.copies([file("a"), file("b"), file("c")])
            self.use("d")
            self.assertTrue(all(path.exists() for path in paths))
        self.assertLessEqual(sum(path.exists() for path in paths), 2)

    def test_a_new_start_counts_what_is_there(self) -> None:
        self.use("a", "b")
        self.cache = self.open()
        self.use("c")
        self.assertLessEqual(len(list(self.folder.iterdir())), 2)
