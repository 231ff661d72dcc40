"""Hooks that let Step Functions keep up: LocalStack builds a parser for every JSONPath it meets, each time it meets it, and
assumes the machine's role anew for every task."""

from __future__ import annotations

import functools
from types import SimpleNamespace

from localstack.runtime import hooks

# More than all machines have together.
JSON_PATHS = 4096
CLIENT_FACTORIES = 256


@hooks.on_infra_start()
def remember_json_paths() -> None:
    """Parses each JSONPath once: 12 ms of computing that no other execution can use meanwhile, about ten times a state.
    What the parser makes holds no state: nothing is written to it after it was made."""
    from localstack.services.stepfunctions.asl.component.common.path import result_path
    from localstack.services.stepfunctions.asl.utils import json_path

    for module in (json_path, result_path):
        module.parse = functools.lru_cache(maxsize=JSON_PATHS)(module.parse)


@hooks.on_infra_start()
def remember_assumed_roles() -> None:
    """Assumes each machine's role once; LocalStack's credentials never expire. (Clients are safe for threads.)"""
    from localstack.services.stepfunctions.asl.utils import boto_client

    remembering = functools.lru_cache(maxsize=CLIENT_FACTORIES)(boto_client.connect_to.with_assumed_role)
    boto_client.connect_to = SimpleNamespace(with_assumed_role=remembering)
