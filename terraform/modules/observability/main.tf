resource "aws_sns_topic" "alarms" {
  name              = "${var.name_prefix}-alarms"
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

locals {
  summariser = { service = "summarise-run" }

  # Alarms on one metric; those of sending and reminding: delivery.tf, of issues: issues.tf. `statistic` may be a percentile;
  # `topic` is whom they tell in place of the operators.
  alarms = merge(
    { for short, arn in var.machines : "${short}-failed" => {
      description = "An execution of ${short} failed: look at the run's failure record, it says what to do."
      namespace   = "AWS/States", metric = "ExecutionsFailed", dimensions = { StateMachineArn = arn }
    } },
    { for short, arn in var.machines : "${short}-timed-out" => {
      description = "An execution of ${short} ran out of time."
      namespace   = "AWS/States", metric = "ExecutionsTimedOut", dimensions = { StateMachineArn = arn }
    } },
    { for id in var.enabled_programs : "${id}-late" => {
      description = "No run of ${id} was completed in a day: its night is late or missing."
      namespace   = "Herald", metric = "RunsCompleted", dimensions = merge(local.summariser, { program = id })
      period      = 86400, comparison = "LessThanThreshold", threshold = 1, missing = "breaching"
    } },
    {
      reject-share = {
        description = "More malformed rows than the programs allow: the warehouse changed."
        namespace   = "Herald", metric = "RejectShare", dimensions = local.summariser
        statistic   = "Maximum", threshold = var.targets.reject_share
      }
      fallback-scoring = {
        description = "Candidates were scored by the fallback: the scoring endpoint was away."
        namespace   = "Herald", metric = "FallbackScored", dimensions = local.summariser
      }
      run-held = {
        description = "A run departs from the usual and waits for a person: look at its judgement, then releaseRun or let it expire."
        namespace   = "Herald", metric = "RunsHeld", dimensions = { service = "judge-run" }
      }
      serving-p99 = {
        description = "GraphQL answers slower than ${var.targets.serving_p99_ms} ms at the 99th percentile."
        namespace   = "AWS/AppSync", metric = "Latency", dimensions = { GraphQLAPIId = var.graphql_api_id }
        statistic   = "p99", threshold = var.targets.serving_p99_ms, periods = 3
      }
    },
    { for short, name in var.queues : "${short}-not-empty" => {
      description = "Something could not be delivered and waits in ${name}."
      namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = name }
      statistic   = "Maximum"
    } },
    local.delivery_alarms,
    local.issue_alarms,
  )
}

resource "aws_cloudwatch_metric_alarm" "single" {
  for_each = local.alarms

  alarm_name          = "${var.name_prefix}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(try(each.value.statistic, "Sum"), "p") ? null : try(each.value.statistic, "Sum")
  extended_statistic  = startswith(try(each.value.statistic, "Sum"), "p") ? each.value.statistic : null
  period              = try(each.value.period, 300)
  evaluation_periods  = try(each.value.periods, 1)
  comparison_operator = try(each.value.comparison, "GreaterThanThreshold")
  threshold           = try(each.value.threshold, 0)
  treat_missing_data  = try(each.value.missing, "notBreaching")
  alarm_actions       = [try(each.value.topic, aws_sns_topic.alarms.arn)]
  ok_actions          = [try(each.value.topic, aws_sns_topic.alarms.arn)]
}

# One per function, so that the alarm names the culprit.
resource "aws_cloudwatch_metric_alarm" "error_rate" {
  for_each = var.functions

  alarm_name          = "${var.name_prefix}-${each.key}-error-rate"
  alarm_description   = "More than ${var.targets.error_percent} % of the calls of ${each.value} failed."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.targets.error_percent
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "rate"
    expression  = "100 * errors / invocations"
    label       = "Failed calls, %"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = "Errors", invocations = "Invocations" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        period      = 300
        stat        = "Sum"
        dimensions  = { FunctionName = each.value }
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "availability" {
  alarm_name          = "${var.name_prefix}-serving-availability"
  alarm_description   = "Fewer than ${var.targets.availability_percent} % of the GraphQL requests of an hour were answered."
  comparison_operator = "LessThanThreshold"
  threshold           = var.targets.availability_percent
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "available"
    expression  = "100 * (1 - failed / requests)"
    label       = "Answered, %"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = {
      failed   = { metric = "5XXError", statistic = "Sum" }
      requests = { metric = "Latency", statistic = "SampleCount" } # one sample per request
    }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/AppSync"
        metric_name = metric_query.value.metric
        period      = 3600
        stat        = metric_query.value.statistic
        dimensions  = { GraphQLAPIId = var.graphql_api_id }
      }
    }
  }
}
