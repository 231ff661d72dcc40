"""A query from its start to its end: states, tokens, results, limits, stopping."""

import threading
import unittest
import uuid

from botocore.exceptions import ClientError

from .local_services import BUCKET, local_services, unique

ENDLESS = (
    "SELECT count(*) FROM UNNEST(sequence(1, 100000)) AS a(n) CROSS JOIN UNNEST(sequence(1, 1000000)) AS b(m) "
    "WHERE sqrt(n * m) = 1.5"
)


class QueryLife(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()

    def test_the_same_token_starts_one_query(self) -> None:
        token, sql = uuid.uuid4().hex, f"SELECT '{unique('once')}'"
        ids = []
        threads = [
            threading.Thread(target=lambda: ids.append(self.services.start(sql, ClientRequestToken=token)))
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((len(ids), len(set(ids))), (6, 1))
        with self.assertRaisesRegex(ClientError, "Idempotent parameters do not match"):
            self.services.start("SELECT 2", ClientRequestToken=token)

    def test_stopping_a_running_query(self) -> None:
        query_id = self.services.start(ENDLESS)
        self.services.eventually(lambda: self.services.state(query_id) == "RUNNING")
        self.services.athena.stop_query_execution(QueryExecutionId=query_id)
        status = self.services.ended(query_id)["Status"]
        self.assertEqual((status["State"], status["StateChangeReason"]), ("CANCELLED", "Query cancelled by user"))

    def test_stopping_an_ended_query_changes_nothing(self) -> None:
        query_id = self.services.run("SELECT 1")["QueryExecutionId"]
        self.services.athena.stop_query_execution(QueryExecutionId=query_id)
        self.assertEqual(self.services.state(query_id), "SUCCEEDED")

    def test_more_queries_than_workers_wait_and_can_be_stopped(self) -> None:
        hanging = f"SELECT '{unique('hanging')}'"
        self.addCleanup(self.services.door, "DELETE", "/_behaviour")
        self.services.door("PUT", "/_behaviour", [{"match": {"body": hanging}, "then": {"hang": True}}])
        running = [self.services.start(hanging) for _ in range(4)]
        self.services.eventually(lambda: all(self.services.state(i) == "RUNNING" for i in running))
        waiting = self.services.start("SELECT 1")
        self.assertEqual(self.services.state(waiting), "QUEUED")
        for query_id in [waiting, *running]:
            self.services.athena.stop_query_execution(QueryExecutionId=query_id)
        states = {self.services.ended(query_id)["Status"]["State"] for query_id in [waiting, *running]}
        self.assertEqual(states, {"CANCELLED"})

    def test_above_the_bytes_of_the_work_group_a_query_is_cancelled(self) -> None:
        database, group = unique("big"), unique("limited")
        self.services.glue.create_database(DatabaseInput={"Name": database})
        self.services.put(f"{database}/t/data.csv", "x" * 10_000_001)
        self.services.create_text_table(database, "t")
        limits = {"BytesScannedCutoffPerQuery": 10_000_000}
        self.services.athena.create_work_group(Name=group, Configuration=limits)
        status = self.services.ended(self.services.start(f"SELECT * FROM {database}.t", WorkGroup=group))["Status"]
        self.assertEqual(status["State"], "CANCELLED")
        self.assertIn("Bytes scanned limit was exceeded", status["StateChangeReason"])

    def test_an_enforced_work_groups_own_location_wins(self) -> None:
        group = unique("enforced")
        location = {"OutputLocation": f"s3://{BUCKET}/{group}/"}
        configuration = {"ResultConfiguration": location, "EnforceWorkGroupConfiguration": True}
        self.services.athena.create_work_group(Name=group, Configuration=configuration)
        execution = self.services.run("SELECT 1", WorkGroup=group)
        self.assertEqual(self.services.keys(f"{group}/"), [f"{group}/{execution['QueryExecutionId']}.csv"])

    def test_pages_of_results(self) -> None:
        sql = "SELECT n, if(n % 2 = 0, 'even') AS parity FROM UNNEST(sequence(1, 2500)) AS t(n) ORDER BY n"
        query_id = self.services.run(sql)["QueryExecutionId"]
        pages = list(self.services.athena.get_paginator("get_query_results").paginate(QueryExecutionId=query_id))
        rows = [[d.get("VarCharValue") for d in row["Data"]] for page in pages for row in page["ResultSet"]["Rows"]]
        self.assertEqual([len(page["ResultSet"]["Rows"]) for page in pages], [1000, 1000, 501])
        self.assertEqual(rows[:3], [["n", "parity"], ["1", None], ["2", "even"]])
        self.assertEqual([row[0] for row in rows[1:]], [str(n) for n in range(1, 2501)])
        kinds = [column["Type"] for column in pages[0]["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]]
        self.assertEqual(kinds, ["bigint", "varchar"])

    def test_results_of_a_query_that_did_not_succeed(self) -> None:
        query_id = self.services.start("SELECT 1 / 0")
        self.services.ended(query_id)
        with self.assertRaisesRegex(ClientError, "Final query state: FAILED"):
            self.services.athena.get_query_results(QueryExecutionId=query_id)

    def test_leaves_no_working_files(self) -> None:
        self.services.run(f"UNLOAD (SELECT 1 AS a) TO 's3://{BUCKET}/{unique('u')}/' WITH (format = 'PARQUET')")
        left = [path.name for path in (self.services.cache / "work").iterdir() if path.name != "results"]
        self.assertEqual(left, [])


class TableStatements(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()
        cls.database = unique("made")
        cls.services.glue.create_database(DatabaseInput={"Name": cls.database})

    def test_create_table_as_insert_and_drop(self) -> None:
        table = f"{self.database}.sales"
        self.services.run(
            f"CREATE TABLE {table} WITH (format = 'PARQUET', partitioned_by = ARRAY['day']) AS "
            "SELECT n AS amount, if(n < 3, '2026-11-18', '2026-11-19') AS day FROM UNNEST(sequence(1, 5)) AS t(n)"
        )
        self.services.run(f"INSERT INTO {table} VALUES (6, '2026-11-20')")
        self.services.run(f"INSERT INTO {table} (day, amount) SELECT '2026-11-20', 7")
        self.assertEqual(
            self.services.rows(f"SELECT day, sum(amount) FROM {table} GROUP BY day ORDER BY day"),
            [["2026-11-18", "3"], ["2026-11-19", "12"], ["2026-11-20", "13"]],
        )
        self.services.run(f"DROP TABLE {table}")
        self.assertIn("TABLE_NOT_FOUND", self.services.failure(f"SELECT * FROM {table}"))

    def test_a_null_partition_keeps_its_rows(self) -> None:
        table = f"{self.database}.nulls"
        self.services.run(
            f"CREATE TABLE {table} WITH (partitioned_by = ARRAY['p']) AS SELECT n, if(n > 1, 'x') AS p "
            "FROM UNNEST(sequence(1, 3)) AS t(n)"
        )
        counted = self.services.rows(f"SELECT p, count(*) FROM {table} GROUP BY p ORDER BY p")
        self.assertEqual(counted, [["x", "2"], [None, "1"]])
