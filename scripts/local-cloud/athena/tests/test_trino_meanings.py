"""SQL of Athena that means something else, or nothing, in DuckDB: what the results must be."""

import unittest

from .local_services import local_services

RESULTS = {
    "SELECT lower(substr(to_hex(md5(to_utf8('c1'))), 1, 1))": "a",
    "SELECT 7 / 2": "3",
    "SELECT date '2026-11-19' + interval '1' day": "2026-11-20",
    "SELECT date '2026-11-19' - interval '1' month": "2026-10-19",
    "SELECT date_add('day', -7, date '2026-11-19')": "2026-11-12",
    "SELECT date_trunc('month', date '2026-11-19')": "2026-11-01",
    "SELECT date_diff('day', timestamp '2026-11-19 23:00:00', timestamp '2026-11-20 01:00:00')": "0",
    "SELECT date_format(timestamp '2026-11-19 08:05:00', '%Y-%m-%d %H:%i')": "2026-11-19 08:05",
    "SELECT date_parse('19.11.2026', '%d.%m.%Y')": "2026-11-19 00:00:00.000",
    "SELECT to_iso8601(date '2026-11-19')": "2026-11-19",
    "SELECT cast(from_iso8601_timestamp('2026-11-19T08:00:00+09:00') AS timestamp)": "2026-11-18 23:00:00.000",
    "SELECT day_of_week(date '2026-11-22')": "7",
    "SELECT json_extract_scalar('{\"a\": {\"b\": 5}}', '$.a.b')": "5",
    "SELECT element_at(array[1, 2], 2)": "2",
    "SELECT cardinality(filter(array[1, 2, 3], x -> x > 1))": "2",
    "SELECT array_join(transform(array[1, 2], x -> x * 10), '-')": "10-20",
    "SELECT regexp_extract('order-42', '[0-9]+')": "42",
    "SELECT try_cast('x' AS integer)": None,
    "SELECT if(1 > 2, 'a', 'b')": "b",
    "SELECT coalesce(nullif('', ''), 'empty')": "empty",
    "SELECT map(array['a'], array[1])['a']": "1",
    "SELECT cast(row(1, 'x') AS row(n integer, s varchar)).s": "x",
    "SELECT t.r.n FROM (SELECT cast(row(1) AS row(n integer)) AS r) AS t": "1",
    "SELECT 1e10": "1.0E10",
    "SELECT cast(0.5 AS double)": "0.5",
    "SELECT array[1, null]": "[1, null]",
    "SELECT true": "true",
    "SELECT count(*) FILTER (WHERE n > 1) FROM UNNEST(sequence(1, 3)) AS t(n)": "2",
    "SELECT max_by(k, v) FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v)": "b",
    "WITH t AS (SELECT 1 AS n) SELECT sum(n) OVER () FROM t": "1",
    "-- a comment\nSELECT 1 -- at the end": "1",
    "SELECT 1;": "1",
}


class TrinoMeanings(unittest.TestCase):
    def test_results(self) -> None:
        for sql, expected in RESULTS.items():
            with self.subTest(sql):
                self.assertEqual(local_services().rows(sql), [[expected]])

    def test_unnamed_columns(self) -> None:
        services = local_services()
        query_id = services.run("SELECT 1, 2 AS two, 3")["QueryExecutionId"]
        header = services.athena.get_query_results(QueryExecutionId=query_id)["ResultSet"]["Rows"][0]["Data"]
        self.assertEqual([datum["VarCharValue"] for datum in header], ["_col0", "two", "_col2"])
