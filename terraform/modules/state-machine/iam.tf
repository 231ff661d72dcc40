locals {
  execution_arn = replace(local.arn, ":stateMachine:", ":execution:")

  # Any version of a function: an execution that started before a deployment still calls the older one.
  invoke = {
    Effect   = "Allow"
    Action   = ["lambda:InvokeFunction"]
    Resource = [for arn in local.called_arns : "${arn}:*"]
  }

  # A Distributed Map starts its children as executions of the same machine.
  distributed_map = var.data_bucket_arn == null ? [] : [
    { Effect = "Allow", Action = ["states:StartExecution"], Resource = [local.arn] },
    { Effect = "Allow", Action = ["states:DescribeExecution", "states:StopExecution"], Resource = ["${local.execution_arn}:*", "${local.execution_arn}/*"] },
    { Effect = "Allow", Action = ["states:RedriveExecution"], Resource = ["${local.execution_arn}/*"] },
    { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"], Resource = ["${var.data_bucket_arn}/runs/*"] },
  ]

  starts = length(var.starts) == 0 ? [] : [{ Effect = "Allow", Action = ["states:StartExecution"], Resource = var.starts }]

  # Log delivery has no resource-level permissions (Step Functions Developer Guide, "Logging using CloudWatch Logs").
  log_delivery = {
    Effect = "Allow"
    Action = [
      "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ]
    Resource = ["*"]
  }

  # X-Ray knows no resources.
  xray = !var.tracing ? [] : [{
    Effect   = "Allow"
    Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"]
    Resource = ["*"]
  }]

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([local.invoke], local.distributed_map, local.starts, [local.log_delivery], local.xray)
  })
}

resource "aws_iam_role" "this" {
  name        = "${var.name}-machine"
  description = "State machine ${var.name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.scope.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name   = "needs"
  role   = aws_iam_role.this.id
  policy = local.policy
}
