resource "aws_sqs_queue" "dead" {
  for_each = toset(["review-stream-failures"])

  name                      = "${var.name_prefix}-${each.key}"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}

# New reviews, and nothing else, are published.
resource "aws_lambda_event_source_mapping" "reviews" {
  event_source_arn               = var.storage.tables["reviews"].stream_arn
  function_name                  = module.functions.functions["publish-reviews"].alias_arn
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 25
  maximum_retry_attempts         = 20
  maximum_record_age_in_seconds  = 86400
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({ eventName = ["INSERT"] })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead["review-stream-failures"].arn
    }
  }
}
