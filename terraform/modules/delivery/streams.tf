# What became queued, and nothing else, wakes the router.
resource "aws_lambda_event_source_mapping" "queued" {
  event_source_arn                   = var.storage.tables["notifications"].stream_arn
  function_name                      = module.functions.functions["route-notifications"].alias_arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 500
  maximum_batching_window_in_seconds = 0
  parallelization_factor             = 2
  maximum_retry_attempts             = 20
  bisect_batch_on_function_error     = true
  function_response_types            = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { NewImage = { state = { S = ["queued"] } } } })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead["stream-failures"].arn
    }
  }
}

# Messages of campaigns that a provider accepted or a person answered: their candidates go on.
resource "aws_lambda_event_source_mapping" "answered" {
  event_source_arn               = var.storage.tables["notifications"].stream_arn
  function_name                  = module.functions.functions["mark-candidates"].alias_arn
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  maximum_retry_attempts         = 20
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  filter_criteria {
    dynamic "filter" {
      for_each = ["accepted", "delivered", "opened", "clicked"]

      content {
        pattern = jsonencode({ dynamodb = {
          NewImage = { step = { S = ["campaign"] }, date = { M = { (filter.value) = { S = [{ exists = true }] } } } }
          OldImage = { date = { M = { (filter.value) = { S = [{ exists = false }] } } } }
        } })
      }
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead["stream-failures"].arn
    }
  }
}

resource "aws_kinesis_stream" "sms_status" {
  name             = "${var.name_prefix}-sms-status"
  retention_period = 72 # as long as a receipt may take
  shard_count      = 1  # a thousand receipts a second; End User Messaging sends a hundred messages a second on a short code
  encryption_type  = "KMS"
  kms_key_id       = var.storage.kms_key_arn
}

resource "aws_lambda_event_source_mapping" "sms_status" {
  event_source_arn               = aws_kinesis_stream.sms_status.arn
  function_name                  = module.functions.functions["sms-status-consumer"].alias_arn
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 25
  parallelization_factor         = 2
  maximum_retry_attempts         = 5
  maximum_record_age_in_seconds  = 86400
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.dead["stream-failures"].arn
    }
  }
}
