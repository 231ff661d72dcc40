locals {
  widgets = [
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
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "${var.name_prefix}-candidates"
  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : {
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
        metrics = [for metric in widget.metrics : split("|", metric)]
      }
    }]
  })
}
