"""SELECT: the rows go to a CSV in S3 and, for paging, to a local file with a JSON array on each line."""

import json
import re

from .hive_types import column_info
from .query_run import QueryRun
from .result_text import as_text, csv_line
from .translation import translate

ROWS_AT_ONCE = 10_000


def select(run: QueryRun, match: re.Match[str]) -> None:
    cursor = run.con.execute(translate(run, match["query"]))
    run.query.columns = [column_info(name, str(kind)) for name, kind, *_ in cursor.description]
    path = run.work / "result.csv"
    with open(path, "w") as csv_file, open(run.rows_file, "w") as rows_file:
        rows = [[column["Name"] for column in run.query.columns]]
        while rows:
            csv_file.writelines(map(csv_line, rows))
            rows_file.writelines(json.dumps(row) + "\n" for row in rows)
            rows = [list(map(as_text, row)) for row in cursor.fetchmany(ROWS_AT_ONCE)]
    run.store.put_file(path, run.query.output)


def read_page(path: str, offset: int, most: int) -> tuple[list[list[str | None]], int | None]:
    """A page of the rows kept for paging, from a byte offset; and the offset of the next page, if there is one."""
    with open(path, "rb") as file:
        file.seek(offset)
        rows = [json.loads(line) for line in (file.readline() for _ in range(most)) if line]
        following = file.tell()
        return rows, following if file.readline() else None
