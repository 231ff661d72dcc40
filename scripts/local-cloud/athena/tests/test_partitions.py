"""Partitions, registered and projected: the right rows, and no bytes of the others."""

import unittest

from .local_services import BUCKET, local_services, unique

LINE_BYTES = 7


class Partitions(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()
        cls.database = unique("parts")
        cls.services.glue.create_database(DatabaseInput={"Name": cls.database})

    def table(self, keys: dict[str, str], projection: dict[str, str], paths: list[str]) -> str:
        """A table of one text column; a file with one line in each of the folders."""
        name = unique("t")
        location = f"s3://{BUCKET}/{self.database}/{name}/"
        for path in paths:
            self.services.put(f"{self.database}/{name}/{path}/data.csv", "a line\n")
        parameters = {k.replace("LOCATION", location): v.replace("LOCATION", location) for k, v in projection.items()}
        storage = {"Location": location, "Columns": [{"Name": "line", "Type": "string"}]}
        table_input = {
            "Name": name,
            "StorageDescriptor": storage,
            "PartitionKeys": [{"Name": key, "Type": kind} for key, kind in keys.items()],
            "Parameters": {"projection.enabled": "true", **parameters} if projection else {},
        }
        self.services.glue.create_table(DatabaseName=self.database, TableInput=table_input)
        return f"{self.database}.{name}"

    def assert_reads(self, sql: str, rows: int, files: int) -> None:
        """The query counts this many rows and has scanned only this many of the one-line files."""
        execution = self.services.run(sql)
        answer = self.services.athena.get_query_results(QueryExecutionId=execution["QueryExecutionId"])
        self.assertEqual(answer["ResultSet"]["Rows"][1]["Data"][0]["VarCharValue"], str(rows), sql)
        self.assertEqual(execution["Statistics"]["DataScannedInBytes"], files * LINE_BYTES, sql)

    def test_dates(self) -> None:
        projection = {"projection.d.type": "date", "projection.d.format": "yyyy-MM-dd"}
        projection["projection.d.range"] = "2026-11-17,2026-11-19"
        days = [f"d=2026-11-{day}" for day in (16, 17, 18, 19, 20)]
        text = self.table({"d": "string"}, projection, days)
        self.assert_reads(f"SELECT count(*) FROM {text}", 3, 3)
        self.assert_reads(f"SELECT count(*) FROM {text} WHERE d = '2026-11-18'", 1, 1)
        self.assert_reads(f"SELECT count(*) FROM {text} WHERE d = '2026-11-20'", 0, 0)
        self.assert_reads(f"SELECT count(*) FROM {text} WHERE d >= '2026-11-18' AND line <> ''", 2, 2)
        typed = self.table({"d": "date"}, projection, days)
        self.assert_reads(f"SELECT count(*) FROM {typed} WHERE d = date '2026-11-18'", 1, 1)
        self.assertIn("TYPE_MISMATCH", self.services.failure(f"SELECT * FROM {typed} WHERE d = '2026-11-18'"))

    def test_whole_numbers_with_leading_zeros(self) -> None:
        projection = {"projection.n.type": "integer", "projection.n.range": "1,20", "projection.n.digits": "3"}
        table = self.table({"n": "int"}, projection, ["n=001", "n=012", "n=12", "n=021"])
        self.assert_reads(f"SELECT count(*) FROM {table}", 2, 2)
        self.assert_reads(f"SELECT count(*) FROM {table} WHERE n = 12", 1, 1)
        self.assert_reads(f"SELECT count(*) FROM {table} WHERE n BETWEEN 1 AND 11", 1, 1)

    def test_enumerated_and_injected_keys_with_a_template(self) -> None:
        projection = {
            "projection.kind.type": "enum",
            "projection.kind.values": "new,old",
            "projection.run.type": "injected",
            "storage.location.template": "LOCATIONby/${run}/of-${kind}",
        }
        paths = ["by/r1/of-new", "by/r1/of-old", "by/r1/of-odd", "by/r2/of-new"]
        table = self.table({"kind": "string", "run": "string"}, projection, paths)
        self.assert_reads(f"SELECT count(*) FROM {table} WHERE run = 'r1'", 2, 2)
        self.assert_reads(f"SELECT count(*) FROM {table} WHERE run = 'r1' AND kind IN ('new', 'x')", 1, 1)
        reason = self.services.failure(f"SELECT count(*) FROM {table} WHERE kind = 'new'")
        self.assertIn("CONSTRAINT_VIOLATION: For the injected projected partition column run", reason)

    def test_registered_partitions_anywhere(self) -> None:
        table = self.table({"d": "string"}, {}, ["first", "second", "not-registered"])
        name = table.split(".")[1]
        for value, path in (("1", "first"), ("2", "second")):
            place = {"Location": f"s3://{BUCKET}/{self.database}/{name}/{path}"}
            partition = {"Values": [value], "StorageDescriptor": place}
            self.services.glue.create_partition(DatabaseName=self.database, TableName=name, PartitionInput=partition)
        self.assert_reads(f"SELECT count(*) FROM {table}", 2, 2)
        self.assert_reads(f"SELECT max(d) FROM {table} t WHERE '2' = t.d", 2, 1)

    def test_conditions_of_a_join_and_a_subquery_prune(self) -> None:
        projection = {"projection.d.type": "enum", "projection.d.values": "1,2,3"}
        table = self.table({"d": "string"}, projection, ["d=1", "d=2", "d=3"])
        pruned = f"SELECT * FROM {table} WHERE d = '1'"
        self.assert_reads(f"SELECT count(*) FROM ({pruned}) a LEFT JOIN {table} b ON b.d = '2' AND a.d < b.d", 1, 2)
        self.assert_reads(f"WITH a AS ({pruned}) SELECT count(*) FROM a", 1, 1)
