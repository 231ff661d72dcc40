"""What Athena refuses: at the start of a query (InvalidRequestException) or while it runs (a failed query)."""

import json

from moto.core.exceptions import JsonRESTError


class QueryFailed(Exception):
    """The query ends as FAILED. `code` and `message` are Athena's; `at`: the word of the SQL that it points to."""

    def __init__(self, code: str, message: str, at: str | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.at = code, message, at


class QueryCancelled(Exception):
    """The query ends as CANCELLED, for this reason."""


def syntax_error(message: str, at: str) -> QueryFailed:
    return QueryFailed("SYNTAX_ERROR", message, at)


def invalid_request(message: str, code: str = "INVALID_INPUT") -> JsonRESTError:
    """The answer 400 InvalidRequestException, with Athena's own error code beside it."""
    error = JsonRESTError("InvalidRequestException", message)
    body = {"__type": "InvalidRequestException", "Message": message, "AthenaErrorCode": code}
    error.description = json.dumps(body)
    return error
