"""Hooks for the server in front of LocalStack, hypercorn, by which every AWS call comes in."""

from __future__ import annotations

from localstack.runtime import hooks

# Longer than any AWS SDK keeps an unused connection (Go: 90 s), so that it is always the client who closes.
IDLE_SECONDS = 600


@hooks.on_infra_start()
def keep_idle_connections() -> None:
    """Closes unused connections after IDLE_SECONDS. After hypercorn's 5 s, a request that arrived in that very moment
    was worked on and never answered: the SDK sent it again, and "create" then failed because the thing existed."""
    from hypercorn import Config

    Config.keep_alive_timeout = IDLE_SECONDS
