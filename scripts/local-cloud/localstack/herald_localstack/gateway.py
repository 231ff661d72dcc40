"""Hooks for the server in front of LocalStack, hypercorn, by which every AWS call comes in: what was done is answered."""

from __future__ import annotations

from typing import Any

from localstack.runtime import hooks

# Longer than any AWS SDK keeps an unused connection (Go: 90 s), so that it is always the client who closes.
IDLE_SECONDS = 600

# Connections that may wait to be accepted. Of one beyond, Linux drops the first packet, and the client sends it again a
# second later: just when the Lambdas' SDK clients give up. A crowd of new instances passes hypercorn's 100.
PENDING_CONNECTIONS = 4096


@hooks.on_infra_start()
def keep_idle_connections() -> None:
    """Closes unused connections after IDLE_SECONDS. After hypercorn's 5 s, a request that arrived in that very moment
    was worked on and never answered."""
    from hypercorn import Config

    Config.keep_alive_timeout = IDLE_SECONDS


@hooks.on_infra_start()
def let_connections_wait() -> None:
    """Has as many connections wait as come: on a busy machine the server takes seconds to accept them."""
    from hypercorn import Config

    Config.backlog = PENDING_CONNECTIONS


@hooks.on_infra_start()
def send_head_with_body() -> None:
    """Sends an answer's head together with its body. On a busy machine Go's SDK now and then gave up a connection
    between the two; it then sent the request again, and Terraform's "create" failed because the thing existed."""
    import h11
    from hypercorn.events import RawData
    from hypercorn.protocol.h11 import H11Protocol

    async def send_event(self: H11Protocol, event: Any) -> None:
        try:
            data = self.connection.send(event)
        except h11.LocalProtocolError:
            if self.connection.their_state != h11.ERROR:
                raise
            return
        data = self.__dict__.pop("herald_head", b"") + (data or b"")
        if isinstance(event, h11.Response):
            self.herald_head = data  # the body comes next; where there is none, the end of the message
        else:
            await self.send(RawData(data=data))

    H11Protocol._send_h11_event = send_event
