# How events reach the delivery and sales functions: what AWS refuses, loses or repeats if it is set wrong.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix     = "herald"
  scope           = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
  directories     = { programs = "../programs", templates = "../dist/templates", statemachines = "../statemachines" }
  pages_url       = "https://messages.example.com"
  web_url         = "https://herald.example.com"
  sms_service_url = "https://sms.example.com"
  provider_rates  = { ses = 14, end-user-messaging = 20, sms-service = 20 }
  map_concurrency = 10
  urls            = { discovery = "https://discovery.example.com", bitly = "https://bitly.example.com" }
  secrets         = { contact-hash = "arn:aws:secretsmanager:us-east-1:123456789012:secret:hash-AbCdEf" }

  code = {
    bucket = "artifacts"
    artifacts = {
      for name in split(" ", join(" ", [
        "route-notifications release-due send-message relay-sms-status sms-status-consumer retry-receipts sms-webhook receive-sms ses-events query-delivery operate-delivery plan-campaign schedule-recipients close-round finish-campaign record-campaign-failure mark-candidates",
        "find-sales load-event ensure-short-url generate-reminders finish-window record-window-failure request-short-urls shorten-url query-events operate-reminders",
      ])) :
      name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" }
    }
  }

  platform = {
    endpoints            = {}
    architecture         = "arm64"
    tracing              = true
    kms_key_arn          = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    reserve_concurrency  = true
    secret_recovery_days = 7
  }

  storage = {
    tables = {
      for name in ["notifications", "policy", "contacts", "limits", "campaigns", "candidates", "runs", "products", "sales", "events", "demand", "responses"] :
      name => {
        name       = "herald-${name}"
        arn        = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}"
        stream_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}/stream/2026-01-01T00:00:00.000"
      }
    }
    bucket      = { name = "herald-data", arn = "arn:aws:s3:::herald-data" }
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }
}

run "delivery" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  assert {
    condition = alltrue([
      for lane, mapping in aws_lambda_event_source_mapping.send :
      aws_sqs_queue.send[lane].visibility_timeout_seconds >= 6 * local.functions["send-message"].timeout + coalesce(mapping.maximum_batching_window_in_seconds, 0)
    ]) && aws_sqs_queue.parked_receipts.visibility_timeout_seconds >= 6 * local.functions["retry-receipts"].timeout
    error_message = "A queue shows its messages again while a worker may still have them: six times the function's timeout, and the window."
  }

  assert {
    condition     = alltrue([for mapping in values(aws_lambda_event_source_mapping.send) : mapping.batch_size <= 10 || mapping.maximum_batching_window_in_seconds >= 1])
    error_message = "Lambda takes more than ten SQS messages only with a window of a second or more."
  }

  assert {
    condition     = alltrue([for mapping in values(aws_lambda_event_source_mapping.send) : one(mapping.scaling_config).maximum_concurrency >= 2 && one(mapping.scaling_config).maximum_concurrency <= 1000])
    error_message = "maximum_concurrency is 2 to 1,000."
  }

  assert {
    condition = alltrue([
      for mapping in concat(values(aws_lambda_event_source_mapping.send), [aws_lambda_event_source_mapping.parked_receipts, aws_lambda_event_source_mapping.queued, aws_lambda_event_source_mapping.answered, aws_lambda_event_source_mapping.sms_status]) :
      contains(mapping.function_response_types, "ReportBatchItemFailures")
    ])
    error_message = "One bad message would repeat its whole batch."
  }

  assert {
    condition = alltrue([
      for mapping in [aws_lambda_event_source_mapping.queued, aws_lambda_event_source_mapping.answered, aws_lambda_event_source_mapping.sms_status] :
      mapping.maximum_retry_attempts > 0 && mapping.bisect_batch_on_function_error && one(one(mapping.destination_config).on_failure).destination_arn == aws_sqs_queue.dead["stream-failures"].arn
    ])
    error_message = "A poison record would hold up its shard for a day, or vanish."
  }

  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.send), values(aws_sqs_queue.dead), [aws_sqs_queue.parked_receipts]) : queue.kms_master_key_id == var.storage.kms_key_arn])
    error_message = "A queue is not encrypted with our key."
  }

  # Whatever a rule or a topic calls is called asynchronously: without on_failure its event is lost after two retries.
  assert {
    condition = alltrue([
      for short in concat(values(local.rules)[*].function, values(local.topics)[*].function) :
      try(local.functions[short].asynchronous, false) && output.functions[short].has_failure_destination
    ])
    error_message = "A function that AWS invokes asynchronously keeps no failed events."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.this["ses-events"].event_pattern).detail.mail.tags["ses:configuration-set"] == ["herald-messages"]
    error_message = "Other applications' e-mail events would be taken for ours, and lie with the dead letters."
  }

  assert {
    condition     = sum([for function in values(local.functions) : try(function.reserved, 0)]) <= 180
    error_message = "More concurrency is reserved than variables.tf says an account needs for it."
  }

  # sender-id/<id>/<country>, phone-number/<id>, pool/<id>: what marketplaces may send from; no other action, no other kind.
  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(output.functions["send-message"].policy).Statement : [
        for arn in flatten([statement.Resource]) : can(regex(":(phone-number|sender-id|pool)/[*]$", arn)) if anytrue([for action in flatten([statement.Action]) : startswith(action, "sms-voice:")])
      ]
    ]))
    error_message = "SMS are sent from numbers, sender ids and pools."
  }

  assert {
    condition = alltrue([
      for statement in flatten([for policy in values(aws_sns_topic_policy.this)[*].policy : jsondecode(policy).Statement]) :
      statement.Condition.StringEquals["aws:SourceAccount"] == var.scope.account_id
    ])
    error_message = "Another account could publish receipts or replies."
  }
}

run "sales" {
  command = plan

  module {
    source = "./modules/sales"
  }

  assert {
    condition     = aws_sqs_queue.short_url.visibility_timeout_seconds >= 6 * local.functions["shorten-url"].timeout && one(aws_lambda_event_source_mapping.short_url.scaling_config).maximum_concurrency <= 5
    error_message = "Short URLs are asked for twice, or over more connections than Bitly allows."
  }

  assert {
    condition     = one(one(aws_lambda_event_source_mapping.events.destination_config).on_failure).destination_arn == aws_sqs_queue.dead["sales-stream-failures"].arn && output.functions["load-event"].has_failure_destination
    error_message = "A failed event leaves no trace."
  }

  assert {
    condition     = alltrue([for rule in values(module.schedules.rules) : rule.dead_letters == aws_sqs_queue.dead["sales-failed-events"].arn])
    error_message = "A scheduled start that fails leaves no trace."
  }
}
