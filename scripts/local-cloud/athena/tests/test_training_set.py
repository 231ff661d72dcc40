"""The training set of model retraining: decisions joined with what happened after them, as lambdas/reporting writes the query."""

import subprocess
import unittest
from pathlib import Path

from .local_services import BUCKET, local_services, unique
from .test_warehouse_export import JSON_SERDE, decision

REPOSITORY = Path(__file__).parents[4]
DECISIONS = {
    "decidedat": "string",
    "candidate": "struct<customerid:string,subject:string,occasion:string>",
    "outcome": "string",
    "score": "struct<value:double,modelversion:string,fallback:boolean,features:map<string,double>>",
}
OUTCOMES = {name: "string" for name in ("customer_id", "subject", "occasion", "outcome", "at")}


def training_query(only_contacted: bool = False, options: str = "{}") -> str:
    """The query itself, from its source; Node 22 of the project reads TypeScript."""
    script = (
        "import { trainingQuery } from './lambdas/reporting/domain/models/training-sql.ts';"
        f"const onlyContacted = {str(only_contacted).lower()};"
        "const recipe = { programId: 'p', positive: ['left'], labelDays: 30, onlyContacted };"
        "console.log(trainingQuery(recipe, { from: '2026-08-01', to: '2026-09-01' }, "
        f"{options}))"
    )
    node = REPOSITORY / "node_modules/.bin/node"
    command = [str(node), "--input-type=module", "--experimental-strip-types", "--no-warnings", "-e", script]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout


def decided(customer: str, at: str, passed: bool = True) -> dict:
    record = decision(customer, passed)
    record["decidedAt"] = at
    if passed:
        record["score"] |= {"modelVersion": "v1", "fallback": customer == "away", "features": {"error_frequency": 3.0, "Tenure": 12.0}}
    return record


def happened(customer: str, at: str, outcome: str = "left") -> dict:
    return {"customer_id": customer, "subject": "p1", "occasion": "o1", "outcome": outcome, "at": at}


class TrainingSet(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.services = local_services()
        cls.database = unique("herald")
        cls.services.glue.create_database(DatabaseInput={"Name": cls.database})
        cls.create_table("decisions", DECISIONS, ["program", "day", "attempt"])
        cls.create_table("outcomes", OUTCOMES, ["program", "day"])
        at = "2026-08-10T00:00:00.000Z"
        cls.put("decisions", "2026-08-09/attempt=001", [decided("twice", at)])
        again = [decided("twice", at)]
        others = [decided(customer, at) for customer in ("left", "stayed", "late", "before", "resolved")]
        cls.put("decisions", "2026-08-09/attempt=002", again + others + [decided("rejected", at, passed=False)])
        cls.put("decisions", "2026-08-09/attempt=003", [decided("away", at)])
        cls.put("decisions", "2026-07-09/attempt=001", [decided("left", "2026-07-09T00:00:00.000Z"), decided("away", at)])
        # Past the attempts of a day that are read, so that not all thousand prefixes are listed.
        cls.put("decisions", "2026-08-09/attempt=020", [decided("late-attempt", at)])
        cls.put("decisions", "2026-09-01/attempt=001", [decided("too-late", "2026-09-02T00:00:00.000Z")])
        written_to = [happened(customer, "2026-08-10T10:00:00.000Z", "contacted") for customer in ("twice", "left", "late")]
        long_after = [happened("resolved", "2026-08-13T10:00:00.000Z", "contacted")]
        earlier = [happened("stayed", "2026-08-09T10:00:00.000Z", "contacted")]
        cls.put("outcomes", "2026-08-10", written_to + written_to[:1] + long_after + earlier)
        cls.put("outcomes", "2026-08-20", [happened("left", "2026-08-20T10:00:00.000Z"), happened("resolved", "2026-08-20T10:00:00.000Z", "resolved")])
        cls.put("outcomes", "2026-08-09", [happened("before", "2026-08-09T10:00:00.000Z")])
        cls.put("outcomes", "2026-09-20", [happened("late", "2026-09-20T10:00:00.000Z")])

    @classmethod
    def put(cls, table: str, day: str, rows: list[dict]) -> None:
        cls.services.put_json_lines(f"{cls.database}/{table}/program=p/day={day}/rows.jsonl.gz", rows)

    @classmethod
    def create_table(cls, name: str, columns: dict, keys: list[str]) -> None:
        template = "/".join(f"{key}=${{{key}}}" for key in keys)
        projection = {
            "projection.enabled": "true",
            "projection.program.type": "injected",
            "projection.day.type": "date",
            "projection.day.format": "yyyy-MM-dd",
            "projection.day.range": "2026-01-01,NOW+30YEARS",
            "projection.attempt.type": "integer",
            "projection.attempt.range": "0,999",
            "projection.attempt.digits": "3",
        }
        location = f"s3://{BUCKET}/{cls.database}/{name}/"
        cls.services.glue.create_table(
            DatabaseName=cls.database,
            TableInput={
                "Name": name,
                "Parameters": {k: v for k, v in projection.items() if k.split(".")[1] in ("enabled", *keys)}
                | {"storage.location.template": f"{location}{template}/"},
                "PartitionKeys": [{"Name": key, "Type": "string"} for key in keys],
                "StorageDescriptor": {
                    "Columns": [{"Name": key, "Type": kind} for key, kind in columns.items()],
                    "Location": location,
                    "SerdeInfo": {"SerializationLibrary": JSON_SERDE},
                },
            },
        )

    def rows_of(self, query: str, folder: str) -> list[dict]:
        prefix = f"{self.database}/{folder}/"
        sql = f"UNLOAD ({query}) TO 's3://{BUCKET}/{prefix}' WITH (format = 'JSON', compression = 'GZIP')"
        self.services.run(sql, QueryExecutionContext={"Database": self.database})
        return self.services.json_lines(prefix)

    def test_labels_what_happened_after_the_decision_and_leaves_out_what_leaked(self) -> None:
        rows = self.rows_of(training_query(), "set")
        labels = {row["customer_id"]: row["label"] for row in rows}
        self.assertEqual(labels, {"twice": 0, "left": 1, "stayed": 0, "late": 0, "resolved": 0})
        self.assertEqual(len(rows), 5)
        self.assertEqual(rows[0]["features"], {"error_frequency": 3.0, "Tenure": 12.0})
        self.assertEqual(rows[0]["fallback"], False)

    def test_tells_of_fallbacks_and_of_who_was_never_asked_where_they_are_to_be_counted(self) -> None:
        rows = self.rows_of(training_query(options="{ all: true }"), "fallbacks")
        fell = {row["customer_id"]: row["fallback"] for row in rows}
        self.assertEqual(fell, dict.fromkeys(("twice", "left", "stayed", "late", "resolved"), False) | {"away": True})
        self.assertEqual({row["labelled"] for row in rows}, {True})
        asked = self.rows_of(training_query(only_contacted=True, options="{ all: true }"), "asked")
        labelled = {row["customer_id"] for row in asked if row["labelled"]}
        self.assertEqual((len(asked), labelled), (6, {"twice", "left", "late"}))

    def test_leaves_out_who_was_learned_from_by_a_model(self) -> None:
        without = "{ all: true, without: { from: '2026-07-01', to: '2026-08-01' } }"
        customers = {row["customer_id"] for row in self.rows_of(training_query(options=without), "others")}
        self.assertEqual(customers, {"twice", "stayed", "late", "resolved", "away"})

    def test_learns_answers_from_those_alone_who_were_asked_soon_after(self) -> None:
        rows = self.rows_of(training_query(only_contacted=True), "contacted")
        labels = sorted((row["customer_id"], row["label"]) for row in rows)
        self.assertEqual(labels, [("late", 0), ("left", 1), ("twice", 0)])


if __name__ == "__main__":
    unittest.main()
