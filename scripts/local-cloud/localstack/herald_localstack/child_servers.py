"""Hooks that make LocalStack start DynamoDB Local and kinesis-mock our way: from our cache, on 127.0.0.1, on our ports."""

from __future__ import annotations

import os
import sys
from itertools import chain, repeat
from pathlib import Path

from localstack.runtime import hooks

LOOPBACK = Path(__file__).with_name("loopback.cjs")


@hooks.on_infra_start()
def use_our_dynamodb_local() -> None:
    """Starts DynamoDB Local through dynamodb_local.py; LocalStack's own way listens on every interface."""
    from localstack.services.dynamodb.server import DynamodbServer, _log_listener
    from localstack.utils.run import ShellCommandThread
    from localstack.utils.threads import TMP_THREADS

    def do_start_thread(self: DynamodbServer) -> ShellCommandThread:
        thread = ShellCommandThread(
            [sys.executable, "-m", "herald_localstack.dynamodb_local", str(self.port), self.heap_size],
            strip_color=True,
            log_listener=_log_listener,
            auto_restart=True,
            name="dynamodb-local",
        )
        TMP_THREADS.append(thread)
        thread.start()
        return thread

    DynamodbServer.do_start_thread = do_start_thread


@hooks.on_infra_start()
def use_our_kinesis_mock() -> None:
    """Points LocalStack at the kinesis-mock in our cache and makes it, which binds all interfaces, bind loopback."""
    from localstack.services.kinesis import kinesis_mock_server as module
    from localstack.services.kinesis.packages import KinesisMockNodePackageInstaller

    installed = os.environ["HERALD_KINESIS_MOCK"]
    KinesisMockNodePackageInstaller._get_install_dir = lambda self, target: installed

    # The server takes two ports: plain, then TLS. A second account's server, if ever, gets free ones.
    ours = (int(os.environ["HERALD_KINESIS_PORT"]), int(os.environ["HERALD_KINESIS_TLS_PORT"]))
    next_port = chain((lambda port=port: port for port in ours), repeat(module.get_free_tcp_port))
    module.get_free_tcp_port = lambda: next(next_port)()

    class LoopbackServer(module.KinesisMockNodeServer):
        def _create_shell_command(self) -> tuple[list, dict]:
            command, env = super()._create_shell_command()
            node = os.environ.get("HERALD_LAMBDA_NODE", "node")
            return [node, "--require", str(LOOPBACK), *command[1:]], env

    module.KinesisMockNodeServer = LoopbackServer


@hooks.on_infra_start()
def use_our_jsonata() -> None:
    """LocalStack would download JSONata's jars at the first use; ours came with DynamoDB Local's."""
    from localstack.services.stepfunctions.packages import JSONataPackageInstaller

    jars = os.environ["HERALD_JARS"]
    JSONataPackageInstaller._get_install_dir = lambda self, target: jars
