locals {
  machines = {
    notification-scheduler = { distributed = false, placeholders = { map_concurrency = tostring(var.map_concurrency), scheduler_machine = "${local.scheduler_machine_arn}:live" } }
  }

  # It starts itself for what one execution cannot hold: its name, not its output, or it would need itself to be made.
  scheduler_machine_arn = "arn:${var.scope.partition}:states:${var.scope.region}:${var.scope.account_id}:stateMachine:${var.name_prefix}-sales-notification-scheduler"

  sale_programs = {
    for file in fileset(var.directories.programs, "*.yaml") : trimsuffix(file, ".yaml") => yamldecode(file("${var.directories.programs}/${file}"))
    if try(yamldecode(file("${var.directories.programs}/${file}")).kind, "batch") == "sale"
  }
}

module "machine" {
  source   = "../state-machine"
  for_each = local.machines

  name            = "${var.name_prefix}-sales-${each.key}"
  definition_path = "${var.directories.statemachines}/${each.key}/definition.asl.json"
  functions       = { for short, function in module.functions.functions : short => { version_arn = function.version_arn, arn = function.arn } }
  placeholders    = each.value.placeholders
  starts          = [local.scheduler_machine_arn]
  data_bucket_arn = null
  scope           = var.scope
  tracing         = var.platform.tracing
  kms_key_arn     = var.storage.kms_key_arn
}

resource "aws_cloudwatch_event_rule" "schedule" {
  for_each = local.sale_programs

  name                = "${var.name_prefix}-${each.key}-notification-scheduler"
  description         = "notification-scheduler of program ${each.key}"
  schedule_expression = each.value.sales.schedule
  state               = each.value.enabled && var.schedules ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "schedule" {
  for_each = local.sale_programs

  rule     = aws_cloudwatch_event_rule.schedule[each.key].name
  arn      = module.machine["notification-scheduler"].alias_arn
  role_arn = aws_iam_role.scheduler.arn

  # `at` is the scheduled time: an event delivered late still means its own window.
  input_transformer {
    input_paths    = { time = "$.time" }
    input_template = "{\"programId\": \"${each.key}\", \"at\": <time>}"
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead["sales-failed-events"].arn
  }
}

resource "aws_sqs_queue_policy" "failed_events" {
  queue_url = aws_sqs_queue.dead["sales-failed-events"].url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.dead["sales-failed-events"].arn
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
  name        = "${var.name_prefix}-sales-scheduler"
  description = "EventBridge starts the notification scheduler"
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
