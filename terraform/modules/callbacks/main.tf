module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "callbacks"
  code        = var.code
  platform    = var.platform
  functions = { for short, function in local.functions : short => merge(function, {
    environment = local.environments[short]
    statements  = local.permissions[short]
    on_failure  = try(function.asynchronous, false) ? { queue_arn = aws_sqs_queue.dead["callbacks-failed-events"].arn } : null
  }) }
}

locals {
  functions = {
    open-ticket     = { memory = 512, timeout = 60, description = "Gives calls and escalated cases their ticket and agent" }
    watch-callbacks = { memory = 512, timeout = 60, asynchronous = true, description = "Reminds of calls not seen or made, and finds what was left" }
    support-webhook = { memory = 512, timeout = 10, description = "Takes what the support system says of tickets" }
    query-issues    = { memory = 512, timeout = 10, description = "Answers the GraphQL queries about cases" }
  }
}
