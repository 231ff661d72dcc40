resource "aws_sqs_queue" "dead" {
  for_each = toset(["short-url-dead-letters", "sales-stream-failures", "sales-failed-events"])

  name                      = "${var.name_prefix}-${each.key}"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}

# At most two retries; until there is a short URL the reminders wait, then take the long one.
resource "aws_sqs_queue" "short_url" {
  name                       = "${var.name_prefix}-short-url"
  visibility_timeout_seconds = 6 * local.functions["shorten-url"].timeout # Lambda guide, SQS
  message_retention_seconds  = 86400
  kms_master_key_id          = var.storage.kms_key_arn
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead["short-url-dead-letters"].arn, maxReceiveCount = 3 })
}

resource "aws_lambda_event_source_mapping" "short_url" {
  event_source_arn        = aws_sqs_queue.short_url.arn
  function_name           = module.functions.functions["shorten-url"].alias_arn
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  # Bitly allows five connections.
  scaling_config {
    maximum_concurrency = 5
  }
}

# Events without a short URL, and nothing else, wake the function.
resource "aws_lambda_event_source_mapping" "events" {
  event_source_arn               = var.storage.tables["events"].stream_arn
  function_name                  = module.functions.functions["request-short-urls"].alias_arn
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  maximum_retry_attempts         = 10
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { NewImage = { url = { S = [{ exists = true }] }, shortUrl = { S = [{ exists = false }] } } } })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead["sales-stream-failures"].arn
    }
  }
}
