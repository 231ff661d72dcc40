module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "delivery"
  code        = var.code
  platform    = var.platform
  functions = { for short, function in local.functions : short => merge(function, {
    environment = local.environments[short]
    statements  = local.permissions[short]
    on_failure  = try(function.asynchronous, false) ? { queue_arn = aws_sqs_queue.dead["failed-events"].arn } : null
  }) }
}

locals {
  # Receipts and what reacts to an event keep concurrency of their own, so that a campaign can't starve them. It is their
  # ceiling too: the router needs two for each shard of the ledger's stream, the relay is called once for each SMS event.
  functions = {
    route-notifications     = { memory = 256, timeout = 60, reserved = 20, description = "Puts what became queued on its provider's queue" }
    release-due             = { memory = 512, timeout = 60, asynchronous = true, description = "Releases what is due, closes what nobody knows" }
    send-message            = { memory = 512, timeout = 120, description = "Checks once more, claims, calls the provider, records" }
    relay-sms-status        = { memory = 256, timeout = 30, reserved = 20, asynchronous = true, description = "Takes SMS events from the topic to the stream" }
    sms-status-consumer     = { memory = 256, timeout = 60, reserved = 5, description = "Merges SMS receipts into the ledger" }
    retry-receipts          = { memory = 256, timeout = 60, description = "Tries receipts again whose message was not known" }
    sms-webhook             = { memory = 256, timeout = 10, reserved = 20, description = "Takes receipts and replies from the SMS service" }
    receive-sms             = { memory = 256, timeout = 30, reserved = 5, asynchronous = true, description = "Takes STOP, START and HELP from End User Messaging" }
    ses-events              = { memory = 256, timeout = 30, reserved = 20, asynchronous = true, description = "Merges e-mail events into the ledger" }
    mark-candidates         = { memory = 256, timeout = 60, description = "Marks candidates contacted and engaged" }
    query-delivery          = { memory = 512, timeout = 25, description = "Answers GraphQL queries about messages and campaigns" }
    operate-delivery        = { memory = 512, timeout = 25, description = "Serves GraphQL mutations of operators" }
    plan-campaign           = { memory = 512, timeout = 300, description = "Takes the next candidates and writes the manifests" }
    schedule-recipients     = { memory = 512, timeout = 600, description = "Asks the gate for every recipient of a manifest" }
    close-round             = { memory = 256, timeout = 120, description = "Counts a round; says whether places are left" }
    finish-campaign         = { memory = 256, timeout = 60, description = "Ends the planning of a campaign" }
    record-campaign-failure = { memory = 256, timeout = 30, description = "Keeps what failed and what to do" }
  }
}
