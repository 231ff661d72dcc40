# Send queues: one per provider and priority, so that a slow provider or a campaign holds up nobody else.
locals {
  providers  = ["ses", "end-user-messaging", "sms-service"]
  priorities = ["urgent", "normal", "bulk"]
  lanes      = { for pair in setproduct(local.providers, local.priorities) : "${pair[0]}-${pair[1]}" => { provider = pair[0], priority = pair[1] } }

  # Batches of a campaign are large and few; an urgent message waits for nobody.
  lane_settings = {
    urgent = { batch = 10, window = 0, concurrency = 20 }
    normal = { batch = 100, window = 1, concurrency = 50 }
    bulk   = { batch = 100, window = 1, concurrency = 20 }
  }

  dead = toset(["send-dead-letters", "receipt-dead-letters", "stream-failures", "failed-events"])
}

resource "aws_sqs_queue" "dead" {
  for_each = local.dead

  name                      = "${var.name_prefix}-${each.key}"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}

resource "aws_sqs_queue" "send" {
  for_each = local.lanes

  name                       = "${var.name_prefix}-send-${each.key}"
  visibility_timeout_seconds = 6 * local.functions["send-message"].timeout + local.lane_settings[each.value.priority].window # Lambda guide, SQS
  message_retention_seconds  = 345600
  kms_master_key_id          = var.storage.kms_key_arn
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead["send-dead-letters"].arn, maxReceiveCount = 5 })
}

# Receipts whose message is not known yet; the ledger's write may still be on its way.
resource "aws_sqs_queue" "parked_receipts" {
  name                       = "${var.name_prefix}-parked-receipts"
  visibility_timeout_seconds = 6 * local.functions["retry-receipts"].timeout
  message_retention_seconds  = 345600
  kms_master_key_id          = var.storage.kms_key_arn
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead["receipt-dead-letters"].arn, maxReceiveCount = 5 })
}

resource "aws_lambda_event_source_mapping" "send" {
  for_each = local.lanes

  event_source_arn                   = aws_sqs_queue.send[each.key].arn
  function_name                      = module.functions.functions["send-message"].alias_arn
  batch_size                         = local.lane_settings[each.value.priority].batch
  maximum_batching_window_in_seconds = local.lane_settings[each.value.priority].window
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = local.lane_settings[each.value.priority].concurrency
  }
}

resource "aws_lambda_event_source_mapping" "parked_receipts" {
  event_source_arn        = aws_sqs_queue.parked_receipts.arn
  function_name           = module.functions.functions["retry-receipts"].alias_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
}
