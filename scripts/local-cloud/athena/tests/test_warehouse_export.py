"""The warehouse export: decision records (nested, camelCase, projected partitions) to Parquet, and a count over it."""

import unittest

from .local_services import BUCKET, local_services, unique

JSON_SERDE = "org.openx.data.jsonserde.JsonSerDe"
PARQUET_SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
COLUMNS = {  # as in terraform/modules/candidates/glue.tf
    "runid": "string",
    "programhash": "string",
    "decidedat": "string",
    "candidate": "struct<customerid:string,programid:string,subject:string,occasion:string,marketplace:string,"
    "eventtime:string,event:struct<source:string,loadedat:string>,attributes:map<string,string>>",
    "verdicts": "array<struct<filterid:string,type:string,passed:boolean,reason:string,facts:map<string,string>>>",
    "outcome": "string",
    "score": "struct<value:double,band:string,scoredby:string,fallback:boolean,features:map<string,double>,"
    "defaulted:array<string>>",
}
LOADED = "2026-11-19T23:00:00.000Z"
KEYS = {"program": "string", "day": "string", "attempt": "string"}


def decision(customer: str, passed: bool = True) -> dict:
    facts = {"purchased": passed, "grants": 2, "since": None, "seen": ["a", "b"]}
    reason = "purchased" if passed else "not-purchased"
    verdict = {"filterId": "trust", "type": "trust", "passed": passed, "reason": reason, "facts": facts}
    features = {"price": 9.5, "rating_count": 12}
    scored = {"value": 0.75, "band": "high", "scoredBy": "model://m", "features": features, "defaulted": ["price"]}
    return {
        "runId": "r1",
        "programHash": "h1",
        "decidedAt": "2026-11-20T02:00:00.000Z",
        "candidate": {
            "customerId": customer,
            "programId": "product-reviews",
            "subject": "p1",
            "occasion": "o1",
            "marketplace": "US",
            "eventTime": "2026-11-19T08:00:00.000Z",
            "event": {"source": "athena-deliveries", "loadedAt": LOADED},
            "attributes": {"purchased": True},
        },
        "verdicts": [verdict],
        "outcome": "scored" if passed else "rejected",
        **({"score": {**scored, "fallback": False}} if passed else {}),
    }


class WarehouseExport(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()
        cls.database = unique("herald")
        cls.services.glue.create_database(DatabaseInput={"Name": cls.database})
        cls.root = f"{cls.database}/decisions"
        cls.create_table("decisions", COLUMNS, KEYS, JSON_SERDE, cls.root)
        cls.put("product-reviews", "2026-11-19", "001", [decision(f"c{i}", i % 3 > 0) for i in range(30)])
        cls.put("product-reviews", "2026-11-19", "002", [decision("again")])
        cls.put("product-reviews", "2026-11-18", "001", [decision("earlier")])
        cls.put("win-back", "2026-11-19", "001", [decision("elsewhere")])

    @classmethod
    def put(cls, program: str, day: str, attempt: str, records: list[dict]) -> None:
        half = len(records) // 2
        prefix = f"{cls.root}/program={program}/day={day}/attempt={attempt}"
        for name, part in (("0-0000", records[:half]), ("a-0001", records[half:])):
            if part:
                cls.services.put_json_lines(f"{prefix}/{name}.jsonl.gz", part)

    @classmethod
    def create_table(cls, name: str, columns: dict, keys: dict, serde: str, prefix: str) -> None:
        template = "/".join(f"{key}=${{{key}}}" for key in keys)
        projection = {
            "projection.enabled": "true",
            "storage.location.template": f"s3://{BUCKET}/{prefix}/{template}",
            "projection.program.type": "injected",
            "projection.day.type": "date",
            "projection.day.format": "yyyy-MM-dd",
            "projection.day.range": "2026-01-01,NOW+30YEARS",
            "projection.attempt.type": "integer",
            "projection.attempt.range": "1,999",
            "projection.attempt.digits": "3",
        }
        cls.services.glue.create_table(
            DatabaseName=cls.database,
            TableInput={
                "Name": name,
                "Parameters": {}
                if not keys
                else {k: v for k, v in projection.items() if k.split(".")[1] in ("enabled", "location", *keys)},
                "PartitionKeys": [{"Name": key, "Type": kind} for key, kind in keys.items()],
                "StorageDescriptor": {
                    "Location": f"s3://{BUCKET}/{prefix}",
                    "SerdeInfo": {"SerializationLibrary": serde},
                    "Columns": [{"Name": column, "Type": kind} for column, kind in columns.items()],
                },
            },
        )

    def rows(self, sql: str) -> list:
        return self.services.rows(sql, QueryExecutionContext={"Database": self.database})

    def test_exports_the_stored_candidates_of_a_day_as_parquet_and_counts_them(self) -> None:
        exported = f"{self.database}/exports"
        execution = self.services.run(
            f"UNLOAD (SELECT d.candidate.customerid AS customer_id, d.candidate.subject, d.score.value AS score, "
            f"d.score.band, cardinality(d.verdicts) AS filters, score.fallback AS fallback, "
            "d.candidate.event.source AS source, candidate.event.loadedat AS loaded "
            f"FROM decisions d WHERE program = 'product-reviews' "
            f"AND day = '2026-11-19' AND attempt = '001' AND outcome = 'scored') "
            f"TO 's3://{BUCKET}/{exported}/program=product-reviews/day=2026-11-19/' "
            "WITH (format = 'PARQUET', compression = 'SNAPPY')",
            QueryExecutionContext={"Database": self.database},
        )
        self.assertGreater(execution["Statistics"]["DataScannedInBytes"], 0)
        columns = {
            "customer_id": "string",
            "subject": "string",
            "score": "double",
            "band": "string",
            "filters": "bigint",
            "fallback": "boolean",
            "source": "string",
            "loaded": "string",
        }
        keys = {"program": "string", "day": "string"}
        self.create_table("candidates_export", columns, keys, PARQUET_SERDE, exported)
        where = "program = 'product-reviews' AND day = '2026-11-19'"
        self.assertEqual(self.rows(f"SELECT count(*) FROM candidates_export WHERE {where}"), [["20"]])
        one = self.rows(f"SELECT * FROM candidates_export WHERE {where} AND customer_id = 'c1'")
        self.assertEqual(
            one,
            [["c1", "p1", "0.75", "high", "1", "false", "athena-deliveries", LOADED, "product-reviews", "2026-11-19"]],
        )

    def test_names_of_nested_fields_match_in_any_letter_case(self) -> None:
        found = self.rows(
            "SELECT runid, decidedat, candidate.customerid, score.scoredby, verdicts[1].filterid, score.defaulted[1], "
            "candidate.attributes['purchased'] FROM decisions WHERE program = 'win-back'"
        )
        self.assertEqual(
            found, [["r1", "2026-11-20T02:00:00.000Z", "elsewhere", "model://m", "trust", "price", "true"]]
        )

    def test_nested_fields_are_unloaded_with_names_in_lower_case(self) -> None:
        prefix = unique("unload")
        self.services.run(
            f"UNLOAD (SELECT score, verdicts FROM decisions WHERE program = 'win-back') TO 's3://{BUCKET}/{prefix}/' "
            "WITH (format = 'JSON')",
            QueryExecutionContext={"Database": self.database},
        )
        record = self.services.json_lines(f"{prefix}/")[0]
        self.assertEqual(record["score"]["scoredby"], "model://m")
        self.assertEqual(record["score"]["features"], {"price": 9.5, "rating_count": 12.0})
        self.assertEqual(list(record["verdicts"][0]), ["filterid", "type", "passed", "reason", "facts"])
        facts = {"purchased": "true", "grants": "2", "since": None, "seen": '["a","b"]'}
        self.assertEqual(record["verdicts"][0]["facts"], facts)

    def test_an_empty_file_and_one_of_empty_objects(self) -> None:
        name = unique("sparse")
        self.services.put_json_lines(f"{self.database}/{name}/a.gz", [])
        self.services.put_json_lines(
            f"{self.database}/{name}/b.gz", [{}, {"score": None}, {"score": {"value": None}, "verdicts": []}]
        )
        self.create_table(name, COLUMNS, {}, JSON_SERDE, f"{self.database}/{name}")
        self.assertEqual(self.rows(f"SELECT count(*), count(score), count(runid) FROM {name}"), [["3", "1", "0"]])

    def test_a_line_that_is_not_json_fails_the_query(self) -> None:
        name = unique("broken")
        self.services.put(f"{self.database}/{name}/a.json", '{"runId": "a"}\nnot json\n')
        self.create_table(name, COLUMNS, {}, JSON_SERDE, f"{self.database}/{name}")
        reason = self.services.failure(f"SELECT * FROM {self.database}.{name}")
        self.assertIn("HIVE_CURSOR_ERROR: Row is not a valid JSON Object", reason)

    def test_verdicts_can_be_unnested(self) -> None:
        found = self.rows(
            "SELECT v.reason, count(*) FROM decisions CROSS JOIN UNNEST(verdicts) AS t(v) WHERE program = "
            "'product-reviews' AND day = '2026-11-19' AND attempt = '001' GROUP BY 1 ORDER BY 1"
        )
        self.assertEqual(found, [["not-purchased", "10"], ["purchased", "20"]])

    def test_a_missing_struct_is_null(self) -> None:
        counted = self.rows("SELECT count(*), count(score) FROM decisions WHERE program = 'product-reviews'")
        self.assertEqual(counted, [["32", "22"]])

    def test_partition_values_are_columns(self) -> None:
        found = self.rows(
            "SELECT program, day, attempt, count(*) FROM decisions WHERE program = 'product-reviews' "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        self.assertEqual(
            found,
            [
                ["product-reviews", "2026-11-18", "001", "1"],
                ["product-reviews", "2026-11-19", "001", "30"],
                ["product-reviews", "2026-11-19", "002", "1"],
            ],
        )


if __name__ == "__main__":
    unittest.main()
