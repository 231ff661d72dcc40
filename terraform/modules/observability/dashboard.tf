# A widget: `metrics` as namespace|name|dimensions, all by `stat`; `rates`: metric maths, as the dashboard's source has it.
locals {
  dashboards = { candidates = local.candidate_widgets, delivery = local.delivery_widgets, issues = local.issue_widgets }

  candidate_widgets = [
    {
      title   = "Runs"
      metrics = flatten([for short, arn in var.machines : [for metric in ["ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"] : join("|", ["AWS/States", metric, "StateMachineArn", arn])]])
      stat    = "Sum"
    },
    {
      title   = "Candidates of a run"
      metrics = [for metric in ["RowsRead", "RowsRejected", "CandidatesPassed", "CandidatesStored", "FallbackScored"] : join("|", ["Herald", metric, "service", "summarise-run"])]
      stat    = "Sum"
    },
    {
      title   = "Failed calls"
      metrics = [for short, name in var.functions : join("|", ["AWS/Lambda", "Errors", "FunctionName", name])]
      stat    = "Sum"
    },
    {
      title   = "Durations, p99"
      metrics = [for short, name in var.functions : join("|", ["AWS/Lambda", "Duration", "FunctionName", name])]
      stat    = "p99"
    },
    {
      title   = "Serving, p99"
      metrics = [join("|", ["AWS/AppSync", "Latency", "GraphQLAPIId", var.graphql_api_id])]
      stat    = "p99"
    },
    {
      title   = "Not delivered"
      metrics = [for short, name in var.queues : join("|", ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name])]
      stat    = "Maximum"
    },
  ]

  send_figures = ["MessagesSent", "MessagesRetried", "MessagesFailed", "MessagesUnknown", "MessagesRerouted", "SpendLimitReached"]
  receivers    = ["ses-events", "sms-status-consumer", "retry-receipts"]

  delivery_widgets = [
    {
      title   = "Sending, by provider"
      metrics = flatten([for provider in local.providers : [for metric in local.send_figures : join("|", ["Herald", metric, "service", "send-message", "provider", provider])]])
      stat    = "Sum"
    },
    {
      title   = "Wait for a slot, ms"
      metrics = [for provider in local.providers : join("|", ["Herald", "SlotWaitMs", "service", "send-message", "provider", provider])]
      stat    = "Maximum"
    },
    {
      title   = "In the send queues"
      metrics = [for short, name in var.delivery.send_queues : join("|", ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name])]
      stat    = "Maximum"
    },
    {
      title   = "Oldest in the send queues, s"
      metrics = [for short, name in var.delivery.send_queues : join("|", ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", name])]
      stat    = "Maximum"
    },
    {
      title   = "Receipts"
      metrics = flatten([for service in local.receivers : [for metric in ["ReceiptsApplied", "ReceiptsParked", "ReceiptsGivenUp", "ReceiptsMalformed"] : join("|", ["Herald", metric, "service", service])]])
      stat    = "Sum"
    },
    {
      title   = "Behind their streams, ms"
      metrics = [for short in keys(local.behind) : join("|", ["AWS/Lambda", "IteratorAge", "FunctionName", var.functions[short]])]
      stat    = "Maximum"
    },
    {
      title   = "Releaser"
      metrics = [for metric in ["Due_queued", "Due_expired", "Due_unknown", "DueLeft", "DuePlacesLeft"] : join("|", ["Herald", metric, "service", "release-due"])]
      stat    = "Sum"
    },
    {
      title   = "Sales"
      metrics = flatten([for id in var.sale_programs : [for metric in ["SalesAnnounced", "SalesSkipped", "SalesFailed", "SalesLeftOver", "RemindersAsked"] : join("|", ["Herald", metric, "service", "finish-window", "program", id])]])
      stat    = "Sum"
    },
    {
      title   = "Bounces and complaints, share"
      metrics = [for metric in ["Reputation.BounceRate", "Reputation.ComplaintRate"] : join("|", ["AWS/SES", metric, "ses:configuration-set", var.delivery.configuration_set])]
      stat    = "Maximum"
    },
    {
      title   = "Pages"
      metrics = [for metric in ["Count", "4XXError", "5XXError"] : join("|", ["AWS/ApiGateway", metric, "ApiName", var.delivery.pages_api])]
      stat    = "Sum"
    },
  ]
}

moved {
  from = aws_cloudwatch_dashboard.this
  to   = aws_cloudwatch_dashboard.this["candidates"]
}

resource "aws_cloudwatch_dashboard" "this" {
  for_each = local.dashboards

  dashboard_name = "${var.name_prefix}-${each.key}"
  dashboard_body = jsonencode({
    widgets = [for index, widget in [for one in each.value : one if length(one.metrics) + length(try(one.rates, [])) > 0] : {
      type   = "metric"
      x      = (index % 2) * 12
      y      = floor(index / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = widget.title
        region  = var.region
        stat    = widget.stat
        period  = 300
        metrics = concat([for metric in widget.metrics : split("|", metric)], try(widget.rates, []))
      }
    }]
  })
}
