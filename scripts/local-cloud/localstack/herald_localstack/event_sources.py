"""Hooks that let event source mappings keep up: LocalStack reads one batch a second, works on one at a time, and parses
every record of a table's stream three times."""

from __future__ import annotations

import functools
import json
import logging
import threading
from datetime import datetime, timezone
from typing import Any

from localstack.runtime import hooks

LOG = logging.getLogger(__name__)

# A mapping that always finds more still looks now and then whether it was disabled.
POLLS_IN_A_ROW = 50
# Invocations of one queue's function at a time. On AWS it is the mapping's MaximumConcurrency; here there are few cores.
CALLS_PER_QUEUE = 4
STREAM_TIMEOUT_SECONDS = 30


@hooks.on_infra_start()
def read_streams_at_once() -> None:
    """Goes on reading a table's stream while it finds records, and reads them from DynamoDB Local itself."""
    import requests
    from localstack.services.dynamodb.server import DynamodbServer
    from localstack.services.dynamodbstreams.v2.provider import DynamoDBStreamsProvider
    from localstack.services.lambda_.event_source_mapping.pollers.dynamodb_poller import DynamoDBPoller

    through_the_gateway = DynamoDBPoller.get_records
    poll_once = DynamoDBPoller.poll_events
    headers = {
        "X-Amz-Target": "DynamoDBStreams_20120810.GetRecords",
        "Content-Type": "application/x-amz-json-1.0",
        # Nobody checks it (all accounts share one database), but it must be there.
        "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
        "SignedHeaders=host, Signature=none",
    }

    def get_records(self: DynamoDBPoller, shard_iterator: str) -> dict[str, Any]:
        local = DynamoDBStreamsProvider.modify_stream_arn_for_ddb_local(None, shard_iterator)
        body = {"ShardIterator": local, "Limit": self.stream_parameters["BatchSize"]}
        self.__dict__.setdefault("herald_session", requests.Session())
        answer = self.herald_session.post(
            DynamodbServer.get().url, data=json.dumps(body), headers=headers, timeout=STREAM_TIMEOUT_SECONDS
        )
        if answer.status_code != 200:
            # An iterator that expired, a table that is gone: LocalStack knows what to do.
            return through_the_gateway(self, shard_iterator)
        response = answer.json()
        for record in response.get("Records", []):
            change = record["dynamodb"]
            if "ApproximateCreationDateTime" in change:
                change["ApproximateCreationDateTime"] = datetime.fromtimestamp(
                    change["ApproximateCreationDateTime"], timezone.utc
                )
        self.herald_found = len(response.get("Records", []))
        return response

    @functools.wraps(poll_once)
    def poll_events(self: DynamoDBPoller) -> None:
        for _ in range(POLLS_IN_A_ROW):
            self.herald_found = 0
            poll_once(self)
            if self.herald_found == 0:
                return

    DynamoDBPoller.get_records = get_records
    DynamoDBPoller.poll_events = poll_events


@hooks.on_infra_start()
def work_on_queues_side_by_side() -> None:
    """Goes on receiving from a queue until it is empty, and works on a few batches at a time."""
    from localstack.services.lambda_.event_source_mapping.pollers.sqs_poller import SqsPoller

    poll_once = SqsPoller.poll_events
    handle = SqsPoller.handle_messages
    created = threading.Lock()

    def places(self: SqsPoller) -> threading.BoundedSemaphore:
        with created:
            return self.__dict__.setdefault("herald_places", threading.BoundedSemaphore(CALLS_PER_QUEUE))

    @functools.wraps(handle)
    def handle_messages(self: SqsPoller, messages: list[dict[str, Any]]) -> None:
        # Groups of a FIFO queue keep their order.
        if self.is_fifo_queue:
            return handle(self, messages)
        free = places(self)
        free.acquire()

        def work() -> None:
            try:
                handle(self, messages)
            except Exception:
                LOG.warning("A batch of %s failed and comes again", self.queue_url, exc_info=True)
            finally:
                free.release()

        threading.Thread(target=work, name=f"sqs-batch-{self.queue_url.split('/')[-1]}", daemon=True).start()

    @functools.wraps(poll_once)
    def poll_events(self: SqsPoller) -> None:
        for _ in range(POLLS_IN_A_ROW):
            # Raises when the queue is empty: LocalStack then waits a while.
            poll_once(self)

    SqsPoller.handle_messages = handle_messages
    SqsPoller.poll_events = poll_events
