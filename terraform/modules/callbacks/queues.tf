resource "aws_sqs_queue" "dead" {
  for_each = toset(["callbacks-dead-letters", "callbacks-failed-events"])

  name                      = "${var.name_prefix}-${each.key}"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}

# While the support system is away a message comes again after 15 s, 30 s, 1, 2, 4, 8 and 15 minutes; then an alarm tells, and
# watch-callbacks goes on asking.
resource "aws_sqs_queue" "callbacks" {
  name                       = "${var.name_prefix}-callbacks"
  visibility_timeout_seconds = 6 * local.functions["open-ticket"].timeout # Lambda guide, SQS
  message_retention_seconds  = 345600
  kms_master_key_id          = var.storage.kms_key_arn
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead["callbacks-dead-letters"].arn, maxReceiveCount = 8 })
}

# One at a time: a customer waits for each. Zendesk's plans allow from 200 requests a minute; a ticket takes five.
resource "aws_lambda_event_source_mapping" "callbacks" {
  event_source_arn        = aws_sqs_queue.callbacks.arn
  function_name           = module.functions.functions["open-ticket"].alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 5
  }
}
