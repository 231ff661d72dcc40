"""Local copies of S3 objects, each downloaded once per ETag; the least recently used go when they grow too many."""

import hashlib
import shutil
import threading
import urllib.parse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .object_store import ObjectStore, StoredObject

PartitionValues = dict[str, str]
DataFile = tuple[StoredObject, PartitionValues]


class ObjectCache:
    """One server process per folder. Copies that a running query uses are never dropped."""

    def __init__(self, folder: Path, store: ObjectStore, max_bytes: int) -> None:
        self._folder, self._store, self._max_bytes = folder, store, max_bytes
        self._downloads = ThreadPoolExecutor(8, thread_name_prefix="download")
        self._lock, self._pins, self._sizes = threading.Lock(), Counter(), {}
        folder.mkdir(parents=True, exist_ok=True)
        for entry in sorted(folder.iterdir(), key=lambda e: e.stat().st_mtime):
            self._sizes[entry.name] = sum(f.stat().st_size for f in entry.rglob("*") if f.is_file())

    def lease(self) -> "CacheLease":
        """Copies taken through a lease stay until it ends; use it as a context manager."""
        return CacheLease(self)

    def copy(self, file: DataFile) -> Path:
        """The path of an object's copy. Partition values become folders (dt=…), whatever the layout in S3 is."""
        item, values = file
        entry = entry_name(file)
        parts = (f"{k}={urllib.parse.quote(v, safe='')}" for k, v in values.items())
        path = self._folder.joinpath(entry, *parts, item.uri.rsplit("/", 1)[-1])
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._folder / entry / f".{threading.get_ident()}"
            self._store.fetch(item.uri, unfinished)
            unfinished.rename(path)
        with self._lock:  # most recently used last
            self._sizes.pop(entry, None)
            self._sizes[entry] = item.size
        return path

    def copies(self, files: list[DataFile]) -> list[Path]:
        return list(self._downloads.map(self.copy, files))

    def pin(self, entries: list[str]) -> None:
        with self._lock:
            self._pins.update(entries)

    def unpin(self, entries: list[str]) -> None:
        """Lets go of copies, then drops the oldest unused ones above the limit."""
        with self._lock:
            self._pins.subtract(entries)
            self._pins += Counter()  # forgets what nobody holds
            total = sum(self._sizes.values())
            for entry in [e for e in self._sizes if e not in self._pins]:
                if total <= self._max_bytes:
                    break
                total -= self._sizes.pop(entry)
                shutil.rmtree(self._folder / entry, ignore_errors=True)

    def close(self) -> None:
        self._downloads.shutdown(wait=False, cancel_futures=True)


class CacheLease:
    def __init__(self, cache: ObjectCache) -> None:
        self._cache, self._entries = cache, []

    def __enter__(self) -> "CacheLease":
        return self

    def __exit__(self, *_: object) -> None:
        self._cache.unpin(self._entries)

    def copies(self, files: list[DataFile]) -> list[Path]:
        entries = [entry_name(file) for file in files]
        self._entries += entries
        self._cache.pin(entries)
        return self._cache.copies(files)


def entry_name(file: DataFile) -> str:
    item, values = file
    return hashlib.sha256(f"{item.uri} {item.etag} {values}".encode()).hexdigest()[:24]
