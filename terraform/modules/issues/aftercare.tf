# What happens to a case once it is open: escalation every hour, follow-up by the minute.
locals {
  machines = {
    escalate-unresolved = { distributed = false, placeholders = {} }
  }

  aftercare_functions = {
    find-unresolved           = { memory = 512, timeout = 300, description = "Lists the cases for which an escalation rule has to act" }
    escalate-issue            = { memory = 512, timeout = 300, description = "Hands cases over to the support desk and marks them" }
    record-escalation-failure = { memory = 256, timeout = 30, description = "Keeps what failed and what to do" }
    follow-up-issues          = { memory = 512, timeout = 300, asynchronous = true, description = "Finishes hand-overs; silence resolves, errors open again, time ends cases" }
  }

  # Hand-overs that a crash left open are a matter of a minute; the rest is decided in hours.
  follow_ups = {
    follow-up-handovers = { schedule = "rate(1 minute)", input = "{\"only\": \"handovers\"}" }
    follow-up-cases     = { schedule = "cron(7/15 * * * ? *)", input = "{}" }
  }

  read_cases     = { actions = ["dynamodb:Query"], resources = ["${local.table.issues}/index/byOpen"] }
  change_cases   = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:PutItem"], resources = [local.table.issues] }
  write_lists    = { actions = ["s3:PutObject"], resources = ["${local.data}/escalations/*"] }
  left_open      = { actions = ["dynamodb:Query"], resources = ["${local.table.issues}/index/byHandover"] }
  end_candidates = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.candidates] }
  ask_customers = [
    { actions = ["dynamodb:BatchGetItem"], resources = [local.table.contacts] },
    { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"], resources = [local.table.policy] },
    { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.notifications] },
    { actions = ["dynamodb:GetItem"], resources = [local.table.limits] },
    { actions = ["secretsmanager:GetSecretValue"], resources = [var.deliver_now.environment.SECRET_CONTACT_HASH] },
  ]
  read_lists = { actions = ["s3:GetObject"], resources = ["${local.data}/escalations/*"] }

  aftercare_permissions = {
    find-unresolved           = [local.read_cases, local.programs, local.list, local.write_lists]
    escalate-issue            = [local.change_cases, local.programs, local.list, local.read_lists, { actions = ["sqs:SendMessage"], resources = [var.callbacks_queue.arn] }]
    record-escalation-failure = [local.write_lists]
    follow-up-issues          = concat([local.read_cases, local.left_open, local.change_cases, local.end_candidates, local.programs, local.templates, local.pin, local.list], local.ask_customers)
  }

  aftercare_environments = {
    find-unresolved           = { TABLE_ISSUES = var.storage.tables["issues"].name, BUCKET_DATA = var.storage.bucket.name }
    escalate-issue            = { TABLE_ISSUES = var.storage.tables["issues"].name, BUCKET_DATA = var.storage.bucket.name, QUEUE_CALLBACKS = var.callbacks_queue.url }
    record-escalation-failure = { BUCKET_DATA = var.storage.bucket.name }
    follow-up-issues = merge(
      { BUCKET_DATA = var.storage.bucket.name, SECRET_CONTACT_HASH = var.deliver_now.environment.SECRET_CONTACT_HASH },
      { for short in ["issues", "candidates", "runs", "contacts", "policy", "notifications", "limits"] : "TABLE_${upper(short)}" => var.storage.tables[short].name },
    )
  }
}

module "machine" {
  source   = "../state-machine"
  for_each = local.machines

  name            = "${var.name_prefix}-issues-${each.key}"
  definition_path = "${var.directories.statemachines}/${each.key}/definition.asl.json"
  functions       = { for short, function in module.functions.functions : short => { version_arn = function.version_arn, arn = function.arn } }
  placeholders    = each.value.placeholders
  data_bucket_arn = null
  scope           = var.scope
  tracing         = var.platform.tracing
  kms_key_arn     = var.storage.kms_key_arn
}

module "schedules" {
  source = "../machine-schedules"

  name_prefix  = var.name_prefix
  capability   = "issues"
  description  = "EventBridge starts escalate-unresolved"
  machines     = module.machine
  dead_letters = { url = aws_sqs_queue.missed_schedules.url, arn = aws_sqs_queue.missed_schedules.arn }
  other_rules  = values(aws_cloudwatch_event_rule.follow_up)[*].arn

  schedules = {
    escalate-unresolved = {
      name        = "${var.name_prefix}-issues-escalate-unresolved"
      description = "Starts escalate-unresolved"
      machine     = "escalate-unresolved"
      expression  = "cron(0 * * * ? *)"
      enabled     = var.schedules
    }
  }
}

resource "aws_cloudwatch_event_rule" "follow_up" {
  for_each = local.follow_ups

  name                = "${var.name_prefix}-issues-${each.key}"
  description         = "Calls follow-up-issues"
  schedule_expression = each.value.schedule
  state               = var.schedules ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "follow_up" {
  for_each = local.follow_ups

  rule  = aws_cloudwatch_event_rule.follow_up[each.key].name
  arn   = module.functions.functions["follow-up-issues"].alias_arn
  input = each.value.input

  # As in modules/machine-schedules: an alarm tells of a missed start after an hour. The next one does what was left anyway.
  retry_policy {
    maximum_retry_attempts       = 20
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.missed_schedules.arn
  }
}

resource "aws_lambda_permission" "follow_up" {
  for_each = local.follow_ups

  statement_id  = each.key
  action        = "lambda:InvokeFunction"
  function_name = module.functions.functions["follow-up-issues"].name
  qualifier     = "live"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.follow_up[each.key].arn
}

resource "aws_sqs_queue" "missed_schedules" {
  name                      = "${var.name_prefix}-issues-missed-schedules"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}
