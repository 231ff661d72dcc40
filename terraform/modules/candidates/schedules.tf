module "schedules" {
  source = "../machine-schedules"

  name_prefix  = var.name_prefix
  capability   = "candidates"
  description  = "EventBridge starts the state machines on schedule"
  machines     = module.machine
  dead_letters = { url = aws_sqs_queue.missed_schedules.url, arn = aws_sqs_queue.missed_schedules.arn }

  schedules = merge([for id, program in local.programs : {
    for machine, expression in { batch-ingestion = program.batchSchedule, warehouse-export = program.exportSchedule } :
    "${id}-${machine}" => {
      name        = "${var.name_prefix}-${id}-${machine}"
      description = "${machine} of program ${id}"
      machine     = machine
      expression  = expression
      enabled     = program.enabled
      input       = { programId = id, day = "yesterday" }
    }
  }]...)
}

resource "aws_sqs_queue" "missed_schedules" {
  name                      = "${var.name_prefix}-candidates-missed-schedules"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}
