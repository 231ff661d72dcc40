module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "issues"
  code        = var.code
  platform    = var.platform
  functions = { for short, function in local.functions : short => merge(function, {
    environment = local.environments[short]
    statements  = local.permissions[short]
    on_failure  = try(function.asynchronous, false) ? { queue_arn = aws_sqs_queue.dead["issues-failed-events"].arn } : null
  }) }
}

locals {
  # The reactive path here; what happens to a case once it is open: aftercare.tf.
  functions = merge(local.reactive_functions, local.aftercare_functions)

  reactive_functions = {
    handle-error-event = { memory = 1769, timeout = 30, asynchronous = true, description = "Turns an error event into a case and its messages" } # a whole processor
  }
}

# Instances that are started before the first event comes. They are paid for by the hour.
resource "aws_lambda_provisioned_concurrency_config" "reactive" {
  count = var.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = module.functions.functions["handle-error-event"].name
  qualifier                         = "live"
  provisioned_concurrent_executions = var.provisioned_concurrency
}
