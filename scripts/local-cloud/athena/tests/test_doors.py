"""The doors for tests: what was received, and rules that make queries slow, failing or hanging."""

import json
import time
import unittest
import urllib.error

from botocore.exceptions import ClientError, ConnectionClosedError

from .local_services import local_services, unique


class Doors(unittest.TestCase):
    def setUp(self) -> None:
        self.services = local_services()
        self.marker = unique("marker")
        self.sql = f"SELECT '{self.marker}'"
        self.addCleanup(self.services.door, "DELETE", "/_behaviour")

    def rule(self, then: dict, **more: object) -> None:
        self.services.door("PUT", "/_behaviour", [{"match": {"body": self.marker}, "then": then, **more}])

    def test_received_queries_come_oldest_first(self) -> None:
        self.services.door("DELETE", "/_received")
        self.services.run(self.sql + " WHERE 1 = ?", ["1"])
        second = self.services.run(self.sql)["QueryExecutionId"]
        received = self.services.door("GET", "/_received")
        self.assertEqual([entry["query"] for entry in received], [self.sql + " WHERE 1 = ?", self.sql])
        self.assertEqual(received[0]["parameters"], ["1"])
        self.assertEqual(received[1]["queryExecutionId"], second)
        self.services.door("DELETE", "/_received")
        self.assertEqual(self.services.door("GET", "/_received"), [])

    def test_a_delayed_query_stays_running_and_then_succeeds(self) -> None:
        self.rule({"delayMs": 400})
        began = time.monotonic()
        query_id = self.services.start(self.sql)
        self.services.eventually(lambda: self.services.state(query_id) == "RUNNING")
        self.assertEqual(self.services.ended(query_id)["Status"]["State"], "SUCCEEDED")
        self.assertGreaterEqual(time.monotonic() - began, 0.4)

    def test_a_hanging_query_runs_until_it_is_stopped(self) -> None:
        self.rule({"hang": True})
        query_id = self.services.start(self.sql)
        self.services.eventually(lambda: self.services.state(query_id) == "RUNNING")
        self.services.athena.stop_query_execution(QueryExecutionId=query_id)
        self.assertEqual(self.services.ended(query_id)["Status"]["State"], "CANCELLED")

    def test_a_failing_query_fails_with_the_reason_as_often_as_told(self) -> None:
        self.rule({"fail": "GENERIC_INTERNAL_ERROR: out of luck"}, times=1)
        self.assertEqual(self.services.failure(self.sql), "GENERIC_INTERNAL_ERROR: out of luck")
        self.services.run(self.sql)

    def test_a_refused_start(self) -> None:
        self.rule({"status": 400, "body": {"__type": "TooManyRequestsException", "Message": "slow down"}})
        with self.assertRaises(ClientError) as caught:
            self.services.start(self.sql)
        self.assertEqual(caught.exception.response["Error"]["Code"], "TooManyRequestsException")

    def test_a_dropped_connection(self) -> None:
        self.rule({"drop": True})
        with self.assertRaises(ConnectionClosedError):
            self.services.start(self.sql)

    def test_another_operation(self) -> None:
        query_id = self.services.run(self.sql)["QueryExecutionId"]
        then = {"status": 500, "body": {"__type": "InternalServerException", "Message": "later"}}
        rule = {"match": {"operation": "GetQueryExecution"}, "then": then, "times": 1}
        self.services.door("PUT", "/_behaviour", [rule])
        with self.assertRaises(ClientError):
            self.services.state(query_id)
        self.assertEqual(self.services.state(query_id), "SUCCEEDED")

    def test_the_first_matching_rule_counts_and_a_pattern_may_match(self) -> None:
        rules = [
            {"match": {"body": "never in there"}, "then": {"fail": "A: a"}},
            {"match": {"body": f"^SELECT.*{self.marker}"}, "then": {"fail": "B: b"}},
            {"then": {"fail": "C: c"}},
        ]
        self.services.door("PUT", "/_behaviour", rules)
        self.assertEqual(self.services.door("GET", "/_behaviour"), rules)
        self.assertEqual(self.services.failure(self.sql), "B: b")
        self.assertEqual(self.services.failure("SELECT 1"), "C: c")

    def test_a_set_of_rules_is_put_and_cleared_for_itself(self) -> None:
        self.services.door("PUT", "/_behaviour/one", [{"match": {"body": self.marker}, "then": {"fail": "A: a"}}])
        self.services.door("PUT", "/_behaviour/two", [{"match": {"body": self.marker}, "then": {"fail": "B: b"}}])
        self.assertEqual(self.services.failure(self.sql), "A: a")
        self.services.door("DELETE", "/_behaviour/one")
        self.assertEqual(self.services.failure(self.sql), "B: b")
        self.assertEqual(len(self.services.door("GET", "/_behaviour/two")), 1)
        self.assertEqual(self.services.door("GET", "/_behaviour/one"), [])

    def test_a_wrong_rule_is_refused_with_its_number(self) -> None:
        with self.assertRaises(urllib.error.HTTPError) as caught:
            self.services.door("PUT", "/_behaviour", [{"then": {"fail": "x"}}, {"then": {"explode": True}}])
        self.assertEqual(caught.exception.code, 400)
        self.assertIn("rule 1: unknown ['explode']", json.load(caught.exception)["message"])
