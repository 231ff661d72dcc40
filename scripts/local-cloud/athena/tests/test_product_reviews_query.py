"""The nightly extract: the query of programs/product-reviews.yaml, wrapped as Herald wraps it, over Parquet tables."""

import re
import unittest
from pathlib import Path

import duckdb

from .local_services import BUCKET, local_services, unique

PROGRAM = Path(__file__).parents[4] / "programs" / "product-reviews.yaml"
PARQUET = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
DAY = "2026-11-19"
DELIVERIES = f"""
    SELECT 'c' || i AS customer_id, 'p' || (i % 7) AS product_id, 'o' || i AS order_id,
           '{DAY}T08:00:00.000Z' AS delivered_at, '{DAY}T23:00:00.000Z' AS loaded_at,
           ['US', 'JP'][1 + i % 2] AS marketplace, if(i % 10 = 0, 'RETURNED', 'COMPLETED') AS delivery_status
    FROM range(200) r(i)"""


def program_query() -> str:
    """The block under `query: |` (read without a YAML library: it is indented by six)."""
    block = re.search(r"query: \|\n((?: {6}.*\n)+)", PROGRAM.read_text())
    return block[1]


class ProductReviewsQuery(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()
        cls.database = unique("ecommerce")
        cls.services.glue.create_database(DatabaseInput={"Name": cls.database})
        for day in (DAY, "2026-11-18"):
            cls.put_parquet("deliveries", DELIVERIES, f"load_date={day}/")
        cls.put_parquet("purchases", "SELECT 'c' || i AS customer_id, 'p' || (i % 7) AS product_id, "
                        "'o' || i AS order_id, i % 5 = 0 AS refunded FROM range(100) r(i)")  # fmt: skip
        cls.put_parquet("reviews", "SELECT 'r1' AS review_id, 'c1' AS customer_id, 'p1' AS product_id")
        cls.extracted = unique("extract")
        cls.execution = cls.unload(cls.extracted)

    @classmethod
    def put_parquet(cls, table: str, select: str, partition: str = "") -> None:
        path = str(cls.services.cache / f"{unique(table)}.parquet")
        columns = duckdb.sql(f"DESCRIBE {select}").fetchall()
        duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
        prefix = f"{cls.database}/{table}/"
        cls.services.s3.upload_file(path, BUCKET, f"{prefix}{partition}data.parquet")
        if (table, DAY in partition) == ("deliveries", False):
            return
        projection = {
            "projection.enabled": "true",
            "projection.load_date.type": "date",
            "projection.load_date.format": "yyyy-MM-dd",
            "projection.load_date.range": "2026-01-01,2026-12-31",
        }
        cls.services.glue.create_table(
            DatabaseName=cls.database,
            TableInput={
                "Name": table,
                "Parameters": projection if partition else {},
                "PartitionKeys": [{"Name": "load_date", "Type": "string"}] if partition else [],
                "StorageDescriptor": {
                    "Location": f"s3://{BUCKET}/{prefix}",
                    "SerdeInfo": {"SerializationLibrary": PARQUET},
                    "Columns": [
                        {"Name": name, "Type": kind.lower().replace("varchar", "string")} for name, kind, *_ in columns
                    ],
                },
            },
        )

    @classmethod
    def unload(cls, prefix: str, day: str = DAY) -> dict:
        part = "lower(substr(to_hex(md5(to_utf8(q.customer_id))),1,1)) AS part"
        sql = (
            f"UNLOAD (SELECT q.*, {part} FROM ({program_query()}) q) TO 's3://{BUCKET}/{prefix}/' "
            "WITH (format='JSON', compression='GZIP', partitioned_by=ARRAY['part'])"
        )
        return cls.services.run(sql, [f"'{day}'"], QueryExecutionContext={"Database": cls.database})

    def test_writes_gzipped_json_lines_in_a_folder_for_each_first_digit_of_the_customers_hash(self) -> None:
        folders = {key.split("/")[1] for key in self.services.keys(f"{self.extracted}/")}
        self.assertEqual(folders, {f"part={digit}" for digit in "0123456789abcdef"})
        records = self.services.json_lines(f"{self.extracted}/")
        self.assertEqual(len(records), 180)  # of 200, each tenth was returned
        in_part = self.services.json_lines(f"{self.extracted}/part=a/")
        digits = duckdb.execute("SELECT DISTINCT md5(unnest(?))[1]", [[r["customer_id"] for r in in_part]]).fetchall()
        self.assertEqual(digits, [("a",)])

    def test_joins_purchases_and_reviews(self) -> None:
        by_customer = {r["customer_id"]: r for r in self.services.json_lines(f"{self.extracted}/")}
        self.assertEqual(
            by_customer["c1"],
            {
                "customer_id": "c1",
                "subject": "p1",
                "occasion": "o1",
                "event_time": f"{DAY}T08:00:00.000Z",
                "marketplace": "JP",
                "loaded_at": f"{DAY}T23:00:00.000Z",
                "purchased": True,
                "refunded": False,
                "reviewed": True,
            },
        )
        self.assertTrue(by_customer["c5"]["refunded"])
        self.assertFalse(by_customer["c199"]["purchased"])

    def test_reads_only_the_days_partition(self) -> None:
        sizes = {
            item["Key"]: item["Size"]
            for item in self.services.s3.list_objects_v2(Bucket=BUCKET, Prefix=f"{self.database}/")["Contents"]
        }
        expected = sum(size for key, size in sizes.items() if "2026-11-18" not in key)
        self.assertEqual(self.execution["Statistics"]["DataScannedInBytes"], expected)

    def test_lists_the_files_in_the_manifest(self) -> None:
        bucket, key = self.execution["Statistics"]["DataManifestLocation"].removeprefix("s3://").split("/", 1)
        lines = self.services.s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode().split()
        self.assertEqual(sorted(lines), sorted(f"s3://{BUCKET}/{key}" for key in self.services.keys(self.extracted)))

    def test_a_day_without_deliveries_writes_nothing(self) -> None:
        prefix = unique("extract")
        execution = self.unload(prefix, "2026-11-01")
        self.assertEqual(execution["Status"]["State"], "SUCCEEDED")
        self.assertEqual(self.services.keys(f"{prefix}/"), [])
