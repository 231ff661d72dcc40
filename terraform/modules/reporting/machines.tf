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

module "schedules" {
  source = "../machine-schedules"

  name_prefix  = var.name_prefix
  capability   = "reporting"
  description  = "EventBridge starts the jobs on schedule"
  machines     = module.machine
  dead_letters = { url = aws_sqs_queue.missed_schedules.url, arn = aws_sqs_queue.missed_schedules.arn }

  schedules = { for machine, expression in local.schedules : machine => {
    name        = "${var.name_prefix}-reporting-${machine}"
    description = "Starts ${machine}"
    machine     = machine
    expression  = expression
    enabled     = var.schedules
  } }
}

resource "aws_sqs_queue" "missed_schedules" {
  name                      = "${var.name_prefix}-reporting-missed-schedules"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}
