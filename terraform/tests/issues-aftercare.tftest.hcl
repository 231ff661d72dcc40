# What happens to a case once it is open: somebody has to look, each may do what it has to, and nothing more.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix = "herald"
  scope       = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
  directories = { programs = "../programs", statemachines = "../statemachines" }

  code = {
    bucket = "artifacts"
    artifacts = {
      for name in ["handle-error-event", "find-unresolved", "escalate-issue", "record-escalation-failure", "follow-up-issues"] :
      name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" }
    }
  }

  platform = {
    endpoints           = {}
    architecture        = "arm64"
    tracing             = true
    kms_key_arn         = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    reserve_concurrency = true
  }

  storage = {
    tables = {
      for name in ["issues", "candidates", "runs", "contacts", "policy", "notifications", "limits", "decisions", "customers", "products", "support", "features", "models"] :
      name => { name = "herald-${name}", arn = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}" }
    }
    bucket      = { name = "herald-data", arn = "arn:aws:s3:::herald-data" }
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }

  deliver_now = {
    environment = { SECRET_CONTACT_HASH = "arn:aws:secretsmanager:us-east-1:123456789012:secret:hash-AbCdEf" }
    statements  = []
  }

  callbacks_queue = { url = "https://sqs.us-east-1.amazonaws.com/123456789012/herald-callbacks", arn = "arn:aws:sqs:us-east-1:123456789012:herald-callbacks" }
}

run "aftercare" {
  command = plan

  module {
    source = "./modules/issues"
  }

  assert {
    condition     = module.schedules.rules["escalate-unresolved"].expression == "cron(0 * * * ? *)" && module.schedules.rules["escalate-unresolved"].state == "ENABLED"
    error_message = "Unresolved issues are escalated every hour."
  }

  assert {
    condition     = aws_cloudwatch_event_rule.follow_up["follow-up-handovers"].schedule_expression == "rate(1 minute)" && jsondecode(aws_cloudwatch_event_target.follow_up["follow-up-handovers"].input).only == "handovers"
    error_message = "A hand-over that a crash left open is finished within minutes, without looking at every case."
  }

  assert {
    condition     = !can(jsondecode(aws_cloudwatch_event_target.follow_up["follow-up-cases"].input).only)
    error_message = "Cases are looked at, too."
  }

  assert {
    condition     = alltrue([for target in values(aws_cloudwatch_event_target.follow_up) : target.retry_policy[0].maximum_event_age_in_seconds == 3600])
    error_message = "A follow-up that is missed leaves no trace within the hour that docs/operations.md names."
  }

  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.events["predictive-issue-resolution"].event_pattern) == {
      source      = ["app.telemetry"]
      detail-type = ["ErrorEvent"]
      detail      = { errorCount = [{ numeric = [">=", 3] }, { anything-but = [0, 1, 2] }, { exists = false }] }
    }
    error_message = "An event whose errorCount is no count (a text, misspelt, left out) must reach the function, which refuses and keeps it."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_archive.this["predictive-issue-resolution"].event_pattern) == { source = ["app.telemetry"], detail-type = ["ErrorEvent"] }
    error_message = "The archive has not what a replay may need: every ErrorEvent."
  }

  assert {
    condition     = keys(output.replays) == ["predictive-issue-resolution"] && alltrue([for replay in values(output.replays) : strcontains(replay.archive, ":archive/") && strcontains(replay.bus, ":event-bus/") && strcontains(replay.rule, ":rule/")])
    error_message = "A replay lacks its archive, bus or rule."
  }

  assert {
    condition     = keys(local.aftercare_permissions) == keys(local.aftercare_functions) && keys(local.aftercare_environments) == keys(local.aftercare_functions)
    error_message = "Every function has its environment and its permissions."
  }

  assert {
    condition = alltrue(flatten([for statements in values(local.permissions) : [for statement in statements : [
      alltrue([for action in statement.actions : !strcontains(action, "*")]),
      alltrue([for resource in statement.resources : resource != "*"]),
    ]]]))
    error_message = "No action has a wildcard, no resource is everything."
  }

  assert {
    condition     = output.functions["follow-up-issues"].has_failure_destination
    error_message = "A rule calls it asynchronously: a minute that failed must leave a trace."
  }
}

run "by_hand" {
  command = plan

  module {
    source = "./modules/issues"
  }

  variables {
    schedules = false
  }

  assert {
    condition     = module.schedules.rules["escalate-unresolved"].state == "DISABLED" && alltrue([for rule in aws_cloudwatch_event_rule.follow_up : rule.state == "DISABLED"])
    error_message = "Tests and demos run any hour by hand."
  }
}
