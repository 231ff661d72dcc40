"""The control plane as Terraform uses it: work groups, named queries, tags, Glue databases and tables."""

import unittest

from botocore.exceptions import ClientError

from .local_services import BUCKET, local_services, unique


class WorkGroups(unittest.TestCase):
    def setUp(self) -> None:
        self.services, self.athena = local_services(), local_services().athena

    def test_a_work_group_is_made_changed_and_deleted(self) -> None:
        name = unique("group")
        configuration = {
            "ResultConfiguration": {"OutputLocation": f"s3://{BUCKET}/one/"},
            "BytesScannedCutoffPerQuery": 10_000_000,
        }
        tags = [{"Key": "service", "Value": "herald"}]
        self.athena.create_work_group(Name=name, Configuration=configuration, Description="", Tags=tags)
        updates = {
            "ResultConfigurationUpdates": {"OutputLocation": f"s3://{BUCKET}/two/"},
            "RemoveBytesScannedCutoffPerQuery": True,
        }
        self.athena.update_work_group(WorkGroup=name, State="DISABLED", ConfigurationUpdates=updates)
        group = self.athena.get_work_group(WorkGroup=name)["WorkGroup"]
        self.assertEqual(group["State"], "DISABLED")
        self.assertEqual(group["Configuration"]["ResultConfiguration"]["OutputLocation"], f"s3://{BUCKET}/two/")
        self.assertNotIn("BytesScannedCutoffPerQuery", group["Configuration"])
        arn = f"arn:aws:athena:us-east-1:000000000000:workgroup/{name}"
        self.assertEqual(self.athena.list_tags_for_resource(ResourceARN=arn)["Tags"], tags)
        with self.assertRaisesRegex(ClientError, "is disabled"):
            self.services.start("SELECT 1", WorkGroup=name)
        self.athena.delete_work_group(WorkGroup=name)
        with self.assertRaisesRegex(ClientError, "is not found"):
            self.athena.get_work_group(WorkGroup=name)

    def test_a_query_without_a_place_for_its_results_is_refused(self) -> None:
        with self.assertRaisesRegex(ClientError, "No output location provided"):
            self.athena.start_query_execution(QueryString="SELECT 1")

    def test_a_named_query_is_made_and_deleted(self) -> None:
        made = self.athena.create_named_query(Name=unique("named"), Database="default", QueryString="SELECT 1")
        query_id = made["NamedQueryId"]
        self.assertEqual(self.athena.get_named_query(NamedQueryId=query_id)["NamedQuery"]["QueryString"], "SELECT 1")
        self.athena.delete_named_query(NamedQueryId=query_id)
        with self.assertRaisesRegex(ClientError, "does not exist"):
            self.athena.get_named_query(NamedQueryId=query_id)

    def test_queries_of_a_work_group_are_listed_newest_first(self) -> None:
        name = unique("listed")
        self.athena.create_work_group(Name=name, Configuration={})
        ids = [self.services.run(f"SELECT {n}", WorkGroup=name)["QueryExecutionId"] for n in range(3)]
        page = self.athena.list_query_executions(WorkGroup=name, MaxResults=2)
        rest = self.athena.list_query_executions(WorkGroup=name, NextToken=page["NextToken"])
        self.assertEqual(page["QueryExecutionIds"] + rest["QueryExecutionIds"], ids[::-1])
        found = self.athena.batch_get_query_execution(QueryExecutionIds=[*ids, "nobody"])
        self.assertEqual(len(found["QueryExecutions"]), 3)
        self.assertEqual(found["UnprocessedQueryExecutionIds"][0]["QueryExecutionId"], "nobody")

    def test_only_athena_and_glue_answer(self) -> None:
        status, answer = self.services.call("DynamoDB_20120810.ListTables", {})
        self.assertEqual(status, 404)
        self.assertIn("DynamoDB_20120810", answer["message"])
