# Callbacks: nothing a customer asked for may be lost, and no function may do more than it has to.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix = "herald"
  support_url = "https://support.example.com"
  secrets     = { contact-hash = "arn:aws:secretsmanager:us-east-1:123456789012:secret:hash-AbCdEf" }

  code = {
    bucket    = "artifacts"
    artifacts = { for name in ["open-ticket", "watch-callbacks", "support-webhook", "query-issues"] : name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" } }
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
      for name in ["callbacks", "issues", "support", "candidates", "runs", "contacts", "notifications", "policy", "limits", "responses"] :
      name => { name = "herald-${name}", arn = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}" }
    }
    bucket      = { name = "herald-data", arn = "arn:aws:s3:::herald-data" }
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }
}

run "callbacks" {
  command = plan

  module {
    source = "./modules/callbacks"
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.callbacks.redrive_policy).maxReceiveCount == 8
    error_message = "A support system that is away for half an hour must not cost a single message."
  }

  assert {
    condition     = aws_sqs_queue.callbacks.visibility_timeout_seconds >= 6 * 60
    error_message = "A message must stay hidden for six times the function's timeout."
  }

  assert {
    condition     = contains(aws_lambda_event_source_mapping.callbacks.function_response_types, "ReportBatchItemFailures")
    error_message = "What failed comes again, and nothing else."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.watch.schedule_expression == "rate(1 minute)" && aws_cloudwatch_event_rule.watch.state == "ENABLED"
    error_message = "Calls must be seen within one minute: somebody has to look each minute."
  }

  assert {
    condition = alltrue(flatten([for statements in values(local.permissions) : [for statement in statements : [
      alltrue([for action in statement.actions : !strcontains(action, "*")]),
      alltrue([for resource in statement.resources : resource != "*"]),
    ]]]))
    error_message = "No action has a wildcard, no resource is everything."
  }

  assert {
    condition     = keys(local.permissions) == keys(local.functions) && keys(local.reads) == keys(local.functions)
    error_message = "Every function has its environment and its permissions."
  }

  # A rule calls it asynchronously: without on_failure its event is lost after two retries.
  assert {
    condition     = output.functions["watch-callbacks"].has_failure_destination
    error_message = "A minute that failed leaves no trace."
  }

  assert {
    condition     = length(output.dead_letter_queues) == 2
    error_message = "Both dead-letter queues are watched."
  }
}

run "by_hand" {
  command = plan

  module {
    source = "./modules/callbacks"
  }

  variables {
    schedules = false
  }

  assert {
    condition     = aws_cloudwatch_event_rule.watch.state == "DISABLED"
    error_message = "Tests and demos run any minute by hand."
  }
}
