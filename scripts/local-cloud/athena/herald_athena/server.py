"""The HTTP server: one process, 127.0.0.1 unless told otherwise, ended cleanly by SIGTERM or SIGINT."""

import logging
import signal
import threading

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from .application import Application
from .behaviour import Behaviour
from .executions import Executions
from .settings import Settings

log = logging.getLogger("athena")


class QuietHandler(WSGIRequestHandler):
    """No line per request."""

    def log_request(self, *_: object) -> None:
        pass


class LocalAthena:
    """A running server: `start` listens, `close` ends every query and removes the working files."""

    def __init__(self, settings: Settings) -> None:
        self._executions = Executions(settings)
        self._server: BaseWSGIServer = make_server(
            settings.host,
            settings.port,
            Application(self._executions, Behaviour()),
            threaded=True,
            request_handler=QuietHandler,
        )
        self.port = self._server.port

    def serve(self) -> None:
        """Answers until `stop` is called from another thread."""
        self._server.serve_forever()

    def stop(self) -> None:
        self._server.shutdown()

    def close(self) -> None:
        self._server.server_close()
        self._executions.close()


def run(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT."""
    athena = LocalAthena(settings)

    def end(*_: object) -> None:  # not from within serve_forever itself, which would wait for this handler
        threading.Thread(target=athena.stop).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    log.info("Athena and Glue on http://%s:%s, objects from %s", settings.host, athena.port, settings.s3_endpoint)
    athena.serve()
    athena.close()
