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
