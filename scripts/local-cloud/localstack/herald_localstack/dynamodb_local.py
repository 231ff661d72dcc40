"""Runs DynamoDB Local on 127.0.0.1. It has no option for the address, so its Jetty connector is told before the start.

Run as: python -m herald_localstack.dynamodb_local PORT HEAP. All data in memory, one database for all regions and keys.
"""

from __future__ import annotations

import os
import sys
import threading
import time

import jpype

# As in front of LocalStack (gateway.py): what does not fit is lost for a second.
PENDING_CONNECTIONS = 4096


def end_with_parent() -> None:
    """Ends this process when its parent is gone, even if that was killed and could not tell."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def start(port: int, heap: str) -> None:
    """Starts the server and waits until it ends."""
    jars = os.environ["HERALD_JARS"]
    java_home = os.environ["HERALD_JAVA_HOME"]
    library = jpype.getDefaultJVMPath() if not java_home else _jvm_library(java_home)
    # -Xrs: the JVM leaves SIGTERM alone, so that it ends us at once. There is nothing to save.
    options = ["-Xrs", f"-Xmx{heap}", "-Djava.net.preferIPv4Stack=true", f"-Djava.library.path={jars}"]
    jpype.startJVM(library, *options, classpath=[f"{jars}/*"])
    runner = jpype.JClass("com.amazonaws.services.dynamodbv2.local.main.ServerRunner")
    server = runner.createServerFromCommandLineArgs(
        ["-port", str(port), "-inMemory", "-sharedDb", "-disableTelemetry"]
    )
    jetty_field = server.getClass().getDeclaredField("server")
    jetty_field.setAccessible(True)
    connector_class = jpype.JClass("org.eclipse.jetty.server.ServerConnector")
    for connector in jetty_field.get(server).getConnectors():
        connector = jpype.JObject(connector, connector_class)
        connector.setHost("127.0.0.1")
        connector.setAcceptQueueSize(PENDING_CONNECTIONS)
    server.start()
    server.join()


def _jvm_library(java_home: str) -> str:
    """The JVM's shared library: server/libjvm.so on Linux, libjvm.dylib on macOS."""
    suffix = "dylib" if sys.platform == "darwin" else "so"
    return os.path.join(java_home, "lib", "server", f"libjvm.{suffix}")


if __name__ == "__main__":
    os.environ["DDB_LOCAL_TELEMETRY"] = "0"
    threading.Thread(target=end_with_parent, daemon=True).start()
    start(int(sys.argv[1]), sys.argv[2])
