"""Hooks that correct LocalStack 4.9.2 where it forgets what it was told or writes outside its own folder."""

from __future__ import annotations

import functools
import os
import tempfile
from typing import Any

from localstack.runtime import hooks


@hooks.on_infra_start()
def keep_alarm_tags() -> None:
    """PutMetricAlarm drops its Tags; AWS keeps those of a new alarm."""
    from localstack.services.cloudwatch.provider_v2 import CloudwatchProvider

    put_metric_alarm = CloudwatchProvider.put_metric_alarm

    # `wraps` also copies the marks by which LocalStack finds the operation's handler.
    @functools.wraps(put_metric_alarm)
    def put_and_tag(self: CloudwatchProvider, context: Any, request: Any, **kwargs: Any) -> None:
        without_tags = {name: value for name, value in request.items() if name != "Tags"}
        put_metric_alarm(self, context, without_tags, **kwargs)
        if request.get("Tags"):
            arn = f"arn:aws:cloudwatch:{context.region}:{context.account_id}:alarm:{request['AlarmName']}"
            self.get_store(context.account_id, context.region).TAGS.tag_resource(arn, request["Tags"])

    CloudwatchProvider.put_metric_alarm = put_and_tag


@hooks.on_infra_start()
def keep_objects_in_our_folder() -> None:
    """S3's objects lie in one folder of the machine for all users and all LocalStacks; ours lie below TMPDIR."""
    from localstack.services.s3 import provider

    provider.DEFAULT_S3_TMP_DIR = os.path.join(tempfile.gettempdir(), "s3-storage")


@hooks.on_infra_start()
def keep_stream_tags() -> None:
    """kinesis-mock drops the Tags of CreateStream; AWS keeps them. They are added when somebody first asks for them."""
    from localstack.aws.api.kinesis import KinesisApi
    from localstack.aws.connect import connect_to
    from localstack.services.kinesis.provider import KinesisProvider

    given: dict[tuple[str, str, str], dict[str, str]] = {}

    # NotImplementedError hands the request on to kinesis-mock, as for every operation LocalStack leaves to it.
    @functools.wraps(KinesisApi.create_stream)
    def create_stream(self: KinesisProvider, context: Any, stream_name: str, *, tags: Any = None, **kwargs: Any) -> None:
        if tags:
            given[(context.account_id, context.region, stream_name)] = tags
        raise NotImplementedError

    @functools.wraps(KinesisApi.list_tags_for_stream)
    def list_tags_for_stream(
        self: KinesisProvider,
        context: Any,
        *,
        stream_name: str | None = None,
        stream_arn: str | None = None,
        **kwargs: Any,
    ) -> None:
        name = stream_name or (stream_arn or "").split("/")[-1]
        tags = given.pop((context.account_id, context.region, name), None)
        if tags:
            client = connect_to(aws_access_key_id=context.account_id, region_name=context.region).kinesis
            client.add_tags_to_stream(StreamName=name, Tags=tags)
        raise NotImplementedError

    KinesisProvider.create_stream = create_stream
    KinesisProvider.list_tags_for_stream = list_tags_for_stream
