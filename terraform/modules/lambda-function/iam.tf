locals {
  own_statements = concat(
    [{
      actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
    }],
    var.on_failure == null ? [] : [{
      actions   = ["sqs:SendMessage"]
      resources = [var.on_failure.queue_arn]
    }],
    # X-Ray knows no resources: "*" is the only value it takes.
    !var.settings.tracing ? [] : [{
      actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
      resources = ["*"]
    }],
  )

  # jsonencode rather than a policy document: tests with a mocked provider can then read the policy.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in concat(local.own_statements, var.statements) : merge(
      { Effect = "Allow", Action = statement.actions, Resource = statement.resources },
      length(try(statement.conditions, {})) == 0 ? {} : { Condition = statement.conditions },
    )]
  })
}

resource "aws_iam_role" "this" {
  name        = var.name
  description = "Lambda ${var.name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name   = "needs"
  role   = aws_iam_role.this.id
  policy = local.policy
}
