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

module "schedules" {
  source = "../machine-schedules"

  name_prefix  = var.name_prefix
  capability   = "sales"
  description  = "EventBridge starts the notification scheduler"
  machines     = module.machine
  dead_letters = { url = aws_sqs_queue.dead["sales-failed-events"].url, arn = aws_sqs_queue.dead["sales-failed-events"].arn }

  schedules = { for id, program in local.sale_programs : id => {
    name        = "${var.name_prefix}-${id}-notification-scheduler"
    description = "notification-scheduler of program ${id}"
    machine     = "notification-scheduler"
    expression  = program.sales.schedule
    enabled     = program.enabled && var.schedules
    input       = { programId = id }
  } }
}
