"""The WSGI application: Athena and Glue by moto's dispatch, `/health`, and the doors for tests."""

import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterable

import moto.athena.urls
from moto.athena.responses import AthenaResponse
from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.wrappers import Request, Response

from .athena_queries import AthenaQueries
from .athena_work_groups import AthenaWorkGroups
from .behaviour import RULE, START, Behaviour
from .executions import Executions

SERVICES = {"AmazonAthena": "athena", "AWSGlue": "glue"}
Wsgi = Callable[..., Iterable[bytes]]


class Application:
    def __init__(self, executions: Executions, behaviour: Behaviour) -> None:
        class Athena(AthenaQueries, AthenaWorkGroups, AthenaResponse):
            pass

        Athena.executions, Athena.behaviour = executions, behaviour
        moto.athena.urls.url_paths = {"{0}/$": Athena.dispatch}
        self._behaviour = behaviour
        self._apps = {service: create_backend_app(service) for service in SERVICES.values()}

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        request = Request(environ)
        if request.method == "POST" and request.path == "/":
            return self._aws(request)(environ, start_response)
        return self._door(request)(environ, start_response)

    def _aws(self, request: Request) -> Wsgi:
        """Every call names its operation in a header: AmazonAthena.StartQueryExecution, AWSGlue.GetTable."""
        prefix, _, operation = request.headers.get("X-Amz-Target", "").partition(".")
        if prefix not in SERVICES:
            return _json({"message": f"Only Athena and Glue answer here, not '{prefix}'"}, 404)
        body = request.get_data()
        request.environ["wsgi.input"] = io.BytesIO(body)  # for moto, which reads it again
        sql = json.loads(body or "{}").get("QueryString") or ""
        then = self._behaviour.take(operation, sql) if prefix == "AmazonAthena" else {}
        request.environ[RULE] = then
        return told(then, operation, request) or self._apps[SERVICES[prefix]]

    def _door(self, request: Request) -> Response:
        if request.path.split("/")[1] == "_behaviour":
            return self._rules_door(request, request.path.removeprefix("/_behaviour").strip("/") or None)
        match request.method, request.path:
            case "GET", "/health":
                return _json({"status": "ok"})
            case "GET", "/_received":
                return _json(self._behaviour.received())
            case "DELETE", "/_received":
                self._behaviour.forget_received()
                return Response(status=204)
        return nothing_at(request)

    def _rules_door(self, request: Request, name: str | None) -> Response:
        """The rules of a set, or all of them."""
        match request.method:
            case "PUT":
                try:
                    self._behaviour.put(json.loads(request.get_data()), name)
                except ValueError as error:
                    return _json({"message": str(error)}, 400)
            case "DELETE":
                self._behaviour.put([], name)
                return Response(status=204)
            case "GET":
                pass
            case _:
                return nothing_at(request)
        return _json(self._behaviour.rules(name))


def nothing_at(request: Request) -> Response:
    return _json({"message": f"nothing at {request.method} {request.path}"}, 404)


def told(then: dict, operation: str, request: Request) -> Response | None:
    """What a rule answers in the place of the API; None when the call goes on."""
    if operation != START:  # a start itself is quick: its query is delayed, or hangs, while it runs
        time.sleep(float(then.get("delayMs", 0)) / 1000)
        if then.get("hang"):
            threading.Event().wait()
    if then.get("drop"):
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return Response()
    if "status" in then or "body" in then:
        return _json(then.get("body", {}), then.get("status", 200))
    return None


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value), status, content_type="application/x-amz-json-1.1")
