"""The Glue catalog, held by moto: what the queries read of it and write to it."""

from moto.core.exceptions import JsonRESTError
from moto.glue.models import glue_backends

from .errors import QueryFailed
from .object_store import folder

SERDES = {
    "parquet": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
    "json": "org.openx.data.jsonserde.JsonSerDe",
    "textfile": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
}
PARTITIONS_AT_MOST = 100
GlueTable = dict
NamedType = dict[str, str]


class Catalog:
    """One account's catalog in one region."""

    def __init__(self, account: str, region: str) -> None:
        self._glue = glue_backends[account][region]

    def table(self, database: str, name: str) -> GlueTable:
        """The Glue table with its registered `Partitions`. Raises QueryFailed when it is not there."""
        database, name = database.lower(), name.lower()
        try:
            table = self._glue.get_table(database, name)
        except JsonRESTError as error:
            if "Database" in str(error):
                raise QueryFailed("SCHEMA_NOT_FOUND", f"Schema '{database}' does not exist", name) from None
            missing = f"Table 'awsdatacatalog.{database}.{name}' does not exist"
            raise QueryFailed("TABLE_NOT_FOUND", missing, name) from None
        return {**table.as_dict(), "Partitions": [p.as_dict() for p in table.partitions.values()]}

    def exists(self, database: str, name: str) -> bool:
        found = self._glue.databases.get(database)
        if not found:
            raise QueryFailed("SCHEMA_NOT_FOUND", f"Schema '{database}' does not exist", database)
        return name in found.tables

    def create_table(self, database: str, table: GlueTable) -> None:
        self._glue.create_table(database, table["Name"], table)

    def drop_table(self, database: str, name: str) -> None:
        """Forgets the table; its objects stay, as with any external table."""
        self._glue.databases[database].tables.pop(name, None)

    def add_partitions(self, database: str, name: str, all_values: list[dict[str, str]]) -> None:
        """Registers those partitions (values by key, in order) that are new, at their usual place."""
        table = self._glue.get_table(database, name)
        storage = table.as_dict()["StorageDescriptor"]
        for values in all_values:
            if str(list(values.values())) not in table.partitions:
                path = "".join(f"{k}={v}/" for k, v in values.items())
                place = {**storage, "Location": folder(storage["Location"]) + path}
                table.create_partition({"Values": list(values.values()), "StorageDescriptor": place})


def partition_keys(table: GlueTable) -> list[NamedType]:
    return table.get("PartitionKeys") or []


def parameters(table: GlueTable) -> dict[str, str]:
    return table.get("Parameters") or {}


def column_types(table: GlueTable) -> dict[str, str]:
    """Hive types by lower-case name, partition keys last."""
    columns = table["StorageDescriptor"]["Columns"] + partition_keys(table)
    return {column["Name"].lower(): column["Type"].lower() for column in columns}


def has_projection(table: GlueTable) -> bool:
    return parameters(table).get("projection.enabled", "").lower() == "true"


def storage_format(table: GlueTable) -> str:
    """`parquet`, `json`, `opencsv` or `textfile`, told from the SerDe."""
    library = (table["StorageDescriptor"].get("SerdeInfo") or {}).get("SerializationLibrary", "").lower()
    return next((form for form in ("parquet", "json", "opencsv") if form in library), "textfile")


def serde_settings(table: GlueTable) -> dict[str, str]:
    serde = table["StorageDescriptor"].get("SerdeInfo") or {}
    return {**parameters(table), **(serde.get("Parameters") or {})}
