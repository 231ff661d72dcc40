"""The WITH (…) of UNLOAD and CREATE TABLE AS."""

import re
from dataclasses import dataclass

from .errors import QueryFailed
from .sql_text import quote

PROPERTY = re.compile(r"(\w+)\s*=\s*(?:'([^']*)'|ARRAY\s*\[([^\]]*)\]|(\w+))", re.IGNORECASE)
KNOWN = {
    "format",
    "compression",
    "write_compression",
    "compression_level",
    "field_delimiter",
    "partitioned_by",
    "external_location",
    "parquet_compression",
}
COMPRESSIONS = {
    "json": ("gzip", "zstd", "none"),
    "textfile": ("gzip", "zstd", "none"),
    "parquet": ("gzip", "snappy", "zstd", "none"),
}


@dataclass(frozen=True)
class WriteOptions:
    form: str
    compression: str
    delimiter: str
    keys: list[str]
    location: str | None

    @property
    def suffix(self) -> str:
        endings = {"gzip": ".gz", "zstd": ".zst"}
        return "" if self.form == "parquet" else endings.get(self.compression, "")

    def copy_clause(self) -> str:
        """The options of DuckDB's COPY."""
        compression = "uncompressed" if self.compression == "none" and self.form == "parquet" else self.compression
        if self.form == "textfile":
            shape = f"FORMAT csv, HEADER false, DELIM {quote(self.delimiter)}, QUOTE '', ESCAPE '', NULLSTR '\\N'"
        else:
            shape = f"FORMAT {self.form}"
        return f"{shape}, COMPRESSION {compression}"


def parse_options(text: str | None) -> WriteOptions:
    """Reads the properties. Raises QueryFailed for one that Athena, or this server, does not know."""
    given = {name.lower(): a or b or c for name, a, b, c in PROPERTY.findall(text or "")}
    if unknown := sorted(set(given) - KNOWN):
        raise QueryFailed("INVALID_TABLE_PROPERTY", f"Unsupported properties: {', '.join(unknown)}", unknown[0])
    form = given.get("format", "parquet").lower()
    if form not in COMPRESSIONS:
        raise QueryFailed("NOT_SUPPORTED", f"format '{form}' is not supported here: use {', '.join(COMPRESSIONS)}")
    compressions = (given.get(n) for n in ("compression", "write_compression", "parquet_compression"))
    compression = next((c for c in compressions if c), "gzip").lower()
    if compression not in COMPRESSIONS[form]:
        raise QueryFailed("INVALID_TABLE_PROPERTY", f"Compression {compression} is not supported for {form}")
    return WriteOptions(
        form=form,
        compression=compression,
        delimiter=given.get("field_delimiter") or "\x01",
        keys=[key.strip(" '\"").lower() for key in given.get("partitioned_by", "").split(",") if key.strip()],
        location=given.get("external_location"),
    )
