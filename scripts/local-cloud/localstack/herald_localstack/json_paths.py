"""A hook that lets JSONPaths be read as often as Step Functions and EventBridge read them: LocalStack builds a parser for
every JSONPath it meets, each time it meets it."""

from __future__ import annotations

import functools

from localstack.runtime import hooks

# More than all machines and rules have together.
JSON_PATHS = 4096


@hooks.on_infra_start()
def remember_json_paths() -> None:
    """Parses each JSONPath once: 12 ms of computing that nothing else can use meanwhile, about ten times a state of a
    machine, and once for every path of a rule's input transformer. What the parser makes holds no state: nothing is
    written to it after it was made."""
    import jsonpath_rw  # EventBridge's, looked up there at every call
    from localstack.services.stepfunctions.asl.component.common.path import result_path
    from localstack.services.stepfunctions.asl.utils import json_path

    for module in (json_path, result_path, jsonpath_rw):
        module.parse = functools.lru_cache(maxsize=JSON_PATHS)(module.parse)
