"""What Athena refuses, in its words: at the start of a query, or by failing it."""

import unittest

from botocore.exceptions import ClientError

from .local_services import BUCKET, local_services, unique


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()
        cls.database = unique("shop")
        cls.services.glue.create_database(DatabaseInput={"Name": cls.database})
        columns = {"customer": "string", "amount": "int", "bought": "date", "at": "timestamp"}
        cls.services.glue.create_table(
            DatabaseName=cls.database,
            TableInput={
                "Name": "orders",
                "StorageDescriptor": {
                    "Location": f"s3://{BUCKET}/{cls.database}/orders/",
                    "SerdeInfo": {"SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe"},
                    "Columns": [{"Name": name, "Type": kind} for name, kind in columns.items()],
                },
            },
        )
        record = {"customer": "c1", "amount": 3, "bought": "2026-11-19", "at": "2026-11-19 08:00:00"}
        cls.services.put_json_lines(f"{cls.database}/orders/a.json.gz", [record])

    def assert_fails(self, sql: str, *words: str, parameters: list[str] | None = None) -> None:
        reason = self.services.failure(sql, parameters, QueryExecutionContext={"Database": self.database})
        for word in words:
            self.assertIn(word, reason)

    def assert_refused(self, message: str, **request: object) -> None:
        with self.assertRaises(ClientError) as caught:
            self.services.start(**request)
        self.assertEqual(caught.exception.response["Error"]["Code"], "InvalidRequestException")
        self.assertIn(message, caught.exception.response["Error"]["Message"])

    def test_malformed_sql_at_the_start(self) -> None:
        for sql in (
            "SELEC 1",
            "SELECT FROM WHERE",
            "SELECT (1",
            "SELECT 'open",
            "UNLOAD (SELECT 1) TO 'nowhere'",
            "SHOW TABLES",
        ):
            with self.subTest(sql):
                self.assert_refused("", sql=sql)
        self.assert_refused("Only one sql statement is allowed", sql="SELECT 1; SELECT 2")
        self.assert_refused("line 1:", sql="SELECT (1")

    def test_a_token_too_short(self) -> None:
        # the SDK of Python checks the length itself, JavaScript's does not: so without the SDK
        body = {"QueryString": "SELECT 1", "ClientRequestToken": "short"}
        status, answer = self.services.call("AmazonAthena.StartQueryExecution", body)
        self.assertEqual((status, answer["__type"]), (400, "InvalidRequestException"))
        self.assertIn("ClientRequestToken has 5 characters", answer["Message"])

    def test_an_unknown_work_group(self) -> None:
        self.assert_refused("WorkGroup nobody is not found", sql="SELECT 1", WorkGroup="nobody")

    def test_unknown_names(self) -> None:
        for sql, words in {
            "SELECT * FROM nothing": ("TABLE_NOT_FOUND: line 1:15", f"awsdatacatalog.{self.database}.nothing"),
            "SELECT * FROM nowhere.orders": ("SCHEMA_NOT_FOUND", "nowhere"),
            "SELECT wrong FROM orders": ("COLUMN_NOT_FOUND: line 1:8", "Column 'wrong' cannot be resolved"),
            "SELECT o.wrong FROM orders o": ("COLUMN_NOT_FOUND", "wrong"),
            "SELECT no_such_function(1)": ("FUNCTION_NOT_FOUND: line 1:8", "no_such_function"),
            "SELECT * FROM read_csv('/etc/passwd')": ("FUNCTION_NOT_FOUND",),
        }.items():
            with self.subTest(sql):
                self.assert_fails(sql, *words)

    def test_functions_of_other_engines(self) -> None:
        for name, call in {
            "strftime": "strftime(at, '%Y')",
            "nvl": "nvl(customer, '')",
            "ifnull": "ifnull(customer, '')",
            "string_agg": "string_agg(customer, ',')",
            "list_value": "list_value(1)",
            "len": "len(customer)",
            "getdate": "getdate()",
        }.items():
            with self.subTest(name):
                self.assert_fails(f"SELECT {call} FROM orders", "FUNCTION_NOT_FOUND", f"'{name}' not registered")

    def test_types_that_do_not_compare(self) -> None:
        for condition in (
            "amount = '3'",
            "customer = 3",
            "bought = '2026-11-19'",
            "at > '2026-11-19'",
            "'2026-11-19' < bought",
            "amount IN ('1', '2')",
            "amount BETWEEN 'a' AND 'b'",
            "customer = amount",
            "customer > date '2026-11-19'",
        ):
            with self.subTest(condition):
                self.assert_fails(f"SELECT 1 FROM orders WHERE {condition}", "TYPE_MISMATCH", "Cannot apply operator")

    def test_types_that_do_compare(self) -> None:
        for condition in (
            "amount = 3.0",
            "customer = 'c1'",
            "bought = date '2026-11-19'",
            "at > bought",
            "at < timestamp '2026-11-20 00:00:00'",
            "amount IN (3)",
            "cast(amount AS varchar) = '3'",
        ):
            with self.subTest(condition):
                sql = f"SELECT customer FROM {self.database}.orders WHERE {condition}"
                self.assertEqual(self.services.rows(sql), [["c1"]])

    def test_parameters(self) -> None:
        sql = "SELECT 1 FROM orders WHERE bought = date(?)"
        self.assert_fails(sql, "INVALID_PARAMETER_USAGE", "expected 1 but found 0")
        self.assert_fails(sql, "expected 1 but found 2", parameters=["'a'", "'b'"])
        self.assert_fails(sql, "TYPE_MISMATCH", parameters=["2026-11-19"])

    def test_grouping_casting_and_dividing(self) -> None:
        self.assert_fails("SELECT customer, count(*) FROM orders", "EXPRESSION_NOT_AGGREGATE", "customer")
        self.assert_fails("SELECT cast(customer AS int) FROM orders", "INVALID_CAST_ARGUMENT")
        self.assert_fails("SELECT amount / 0 FROM orders", "DIVISION_BY_ZERO")

    def unload(self, select: str, options: str = "format = 'JSON'", prefix: str | None = None) -> str:
        return f"UNLOAD ({select}) TO 's3://{BUCKET}/{prefix or unique('unload')}/' WITH ({options})"

    def test_unload_into_a_used_prefix(self) -> None:
        prefix = unique("used")
        self.services.put(f"{prefix}/left-over", "x")
        self.assert_fails(self.unload("SELECT 1 AS a", prefix=prefix), "HIVE_PATH_ALREADY_EXISTS", prefix)
        self.assertEqual(self.services.keys(f"{prefix}/"), [f"{prefix}/left-over"])

    def test_unload_of_more_than_100_partitions(self) -> None:
        numbers = "SELECT n, n % {} AS p FROM UNNEST(sequence(1, 300)) AS t(n)"
        partitioned = "format = 'JSON', partitioned_by = ARRAY['p']"
        self.assert_fails(self.unload(numbers.format(101), partitioned), "HIVE_TOO_MANY_OPEN_PARTITIONS", "100")
        self.services.run(self.unload(numbers.format(100), partitioned))

    def test_columns_that_cannot_be_unloaded(self) -> None:
        for select, options, word in (
            ("SELECT current_timestamp AS t", "format = 'JSON'", "timestamp(3) with time zone"),
            ("SELECT from_iso8601_timestamp('2026-11-19T00:00:00Z') AS t", "format = 'PARQUET'", "NOT_SUPPORTED"),
            ("SELECT 1 AS a, 2 AS a", "format = 'JSON'", "specified more than once"),
            (
                "SELECT 1 AS p, 2 AS a",
                "format = 'JSON', partitioned_by = ARRAY['p']",
                "Partition keys must be the last columns",
            ),
            ("SELECT 1 AS a", "format = 'JSON', partitioned_by = ARRAY['p']", "not present in schema"),
            ("SELECT 1 AS a", "format = 'JSON', colour = 'red'", "colour"),
            ("SELECT 1 AS a", "format = 'JSON', compression = 'SNAPPY'", "INVALID_TABLE_PROPERTY"),
        ):
            with self.subTest(select=select, options=options):
                self.assert_fails(self.unload(select, options), word)

    def test_json_has_names_in_lower_case_times_as_text_and_nulls(self) -> None:
        prefix = unique("unload")
        half = "at + interval '30' second AS halfLater"
        sql = f"SELECT at, {half}, bought, nullif(amount, 3) AS missing FROM {self.database}.orders"
        self.services.run(self.unload(sql, prefix=prefix))
        times = {"at": "2026-11-19 08:00:00", "halflater": "2026-11-19 08:00:30", "bought": "2026-11-19"}
        expected = [{**times, "missing": None}]
        self.assertEqual(self.services.json_lines(f"{prefix}/"), expected)
