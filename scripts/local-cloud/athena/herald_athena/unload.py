"""UNLOAD (query) TO 's3://…' WITH (…)."""

import re

from .query_run import QueryRun
from .row_files import RowFiles
from .translation import translate
from .write_options import parse_options


def unload(run: QueryRun, match: re.Match[str]) -> None:
    """Writes the rows into an empty prefix, and the list of files (the data manifest) beside the results."""
    files = RowFiles(run, parse_options(match["options"]))
    translated = translate(run, match["query"])
    run.store.refuse_used_prefix(match["to"])
    files.collect(translated)
    written = files.write(match["to"])
    run.query.manifest = f"{run.query.output}-manifest.csv"
    run.store.put_text(run.query.manifest, "".join(f"{uri}\n" for _, uri in written))
