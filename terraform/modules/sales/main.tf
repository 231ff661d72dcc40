module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "sales"
  code        = var.code
  platform    = var.platform
  functions = { for short, function in local.functions : short => merge(function, {
    environment = local.environments[short]
    statements  = local.permissions[short]
    on_failure  = try(function.asynchronous, false) ? { queue_arn = aws_sqs_queue.dead["sales-failed-events"].arn } : null
  }) }
}

locals {
  functions = {
    find-sales            = { memory = 256, timeout = 60, description = "Finds the sales of a window, and missed ones" }
    load-event            = { memory = 256, timeout = 30, asynchronous = true, description = "Fetches an event anew and keeps its sales true" }
    ensure-short-url      = { memory = 256, timeout = 30, description = "Says which URL a reminder carries, or how long to wait" }
    generate-reminders    = { memory = 1024, timeout = 900, description = "Asks the gate for each fan of a shard" }
    finish-window         = { memory = 256, timeout = 60, description = "Counts a window and marks it done" }
    record-window-failure = { memory = 256, timeout = 30, description = "Keeps what failed and what to do" }
    request-short-urls    = { memory = 256, timeout = 30, description = "Asks for short URLs of events that have none" }
    shorten-url           = { memory = 256, timeout = 90, description = "Gets a short URL from Bitly" }
    query-events          = { memory = 512, timeout = 10, description = "Answers eventDetails" }
    operate-reminders     = { memory = 512, timeout = 20, asynchronous = true, description = "Serves remindMe and forgetMe; late reminders" }
  }
}
