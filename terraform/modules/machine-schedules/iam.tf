# Step Functions authorises the start of an alias by the machine's own ARN (Developer Guide, "Authorization for versions and aliases").
locals {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["states:StartExecution"], Resource = values(var.machines)[*].arn }]
  })
}

resource "aws_iam_role" "scheduler" {
  name        = "${var.name_prefix}-${var.capability}-scheduler"
  description = var.description
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "events.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "needs"
  role   = aws_iam_role.scheduler.id
  policy = local.policy
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = var.dead_letters.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = var.dead_letters.arn
      Condition = { ArnEquals = { "aws:SourceArn" = concat(values(aws_cloudwatch_event_rule.this)[*].arn, var.other_rules) } }
    }]
  })
}
