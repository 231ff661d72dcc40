"""Hooks that let Step Functions keep up: LocalStack parses a machine's definition for every execution, and assumes the
machine's role anew for every task. (JSONPaths: json_paths.py.)"""

from __future__ import annotations

import functools
from types import SimpleNamespace

from localstack.runtime import hooks

# More than all machines have together.
CLIENT_FACTORIES = 256
DEFINITIONS = 64
INTRINSIC_CALLS = 1024


@hooks.on_infra_start()
def remember_assumed_roles() -> None:
    """Assumes each machine's role once; LocalStack's credentials never expire. (Clients are safe for threads.)"""
    from localstack.services.stepfunctions.asl.utils import boto_client

    remembering = functools.lru_cache(maxsize=CLIENT_FACTORIES)(boto_client.connect_to.with_assumed_role)
    boto_client.connect_to = SimpleNamespace(with_assumed_role=remembering)


@hooks.on_infra_start()
def remember_definitions() -> None:
    """Parses each definition once. Only the syntax tree is kept, which nobody writes to: what an execution runs is made
    from it anew, because that holds the execution's state."""
    from localstack.services.stepfunctions.asl.parse import asl_parser, preprocessor
    from localstack.services.stepfunctions.asl.parse.intrinsic import intrinsic_parser

    def parse_once(parser: type, made_by: type, most: int) -> None:
        parse_anew = parser.parse
        tree_of = functools.lru_cache(maxsize=most)(lambda source: parse_anew(source)[1])

        def parse(source: str):
            tree = tree_of(source)
            return made_by().visit(tree), tree

        parser.parse = staticmethod(parse)

    parse_once(asl_parser.AmazonStateLanguageParser, preprocessor.Preprocessor, DEFINITIONS)
    parse_once(intrinsic_parser.IntrinsicParser, intrinsic_parser.Preprocessor, INTRINSIC_CALLS)
