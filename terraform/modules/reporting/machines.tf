locals {
  machines = {
    metrics-aggregation = { distributed = false, placeholders = {} }
    issue-patterns      = { distributed = false, placeholders = {} }
    churn-report        = { distributed = false, placeholders = {} }
    verify-expiry       = { distributed = false, placeholders = {} }
    model-retraining    = { distributed = false, placeholders = {} }
  }

  # UTC. Every program that is enabled: the machines find them.
  schedules = {
    metrics-aggregation = "cron(59 23 * * ? *)"
    issue-patterns      = "cron(0 3 * * ? *)"
    churn-report        = "cron(0 6 * * ? *)"
    verify-expiry       = "cron(0 1 ? * SUN *)"
    model-retraining    = "cron(0 3 ? * SUN *)"
  }
}

module "machine" {
  source   = "../state-machine"
  for_each = local.machines

  name            = "${var.name_prefix}-reporting-${each.key}"
  definition_path = "${var.directories.statemachines}/${each.key}/definition.asl.json"
  functions       = { for short, function in module.functions.functions : short => { version_arn = function.version_arn, arn = function.arn } }
  placeholders    = each.value.placeholders
  scope           = var.scope
  tracing         = var.platform.tracing
  kms_key_arn     = var.storage.kms_key_arn
}

resource "aws_cloudwatch_event_rule" "schedule" {
  for_each = local.schedules

  name                = "${var.name_prefix}-reporting-${each.key}"
  description         = "Starts ${each.key}"
  schedule_expression = each.value
  state               = var.schedules ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "schedule" {
  for_each = local.schedules

  rule     = aws_cloudwatch_event_rule.schedule[each.key].name
  arn      = module.machine[each.key].alias_arn
  role_arn = aws_iam_role.scheduler.arn

  # `at` is the scheduled time: an event delivered after midnight still means its own day.
  input_transformer {
    input_paths    = { time = "$.time" }
    input_template = "{\"at\": <time>}"
  }

  retry_policy {
    maximum_retry_attempts       = 20
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.missed_schedules.arn
  }
}

resource "aws_sqs_queue" "missed_schedules" {
  name                      = "${var.name_prefix}-reporting-missed-schedules"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}

resource "aws_sqs_queue_policy" "missed_schedules" {
  queue_url = aws_sqs_queue.missed_schedules.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.missed_schedules.arn
      Condition = { ArnEquals = { "aws:SourceArn" = values(aws_cloudwatch_event_rule.schedule)[*].arn } }
    }]
  })
}

# Step Functions authorises the start of an alias by the machine's own ARN (Developer Guide, "Authorization for versions and aliases").
locals {
  scheduler_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["states:StartExecution"], Resource = values(module.machine)[*].arn }]
  })
}

resource "aws_iam_role" "scheduler" {
  name        = "${var.name_prefix}-reporting-scheduler"
  description = "EventBridge starts the jobs on schedule"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "events.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "needs"
  role   = aws_iam_role.scheduler.id
  policy = local.scheduler_policy
}
