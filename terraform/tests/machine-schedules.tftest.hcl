# A machine on schedule: when it starts, with what, as whom, and what a start leaves that was missed.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix  = "herald"
  capability   = "reporting"
  description  = "EventBridge starts the jobs on schedule"
  dead_letters = { url = "https://queue.example/missed", arn = "arn:aws:sqs:us-east-1:123456789012:missed" }
  other_rules  = ["arn:aws:events:us-east-1:123456789012:rule/another-rule"]

  machines = {
    count-day = { arn = "arn:aws:states:us-east-1:123456789012:stateMachine:count-day", alias_arn = "arn:aws:states:us-east-1:123456789012:stateMachine:count-day:live" }
    count-all = { arn = "arn:aws:states:us-east-1:123456789012:stateMachine:count-all", alias_arn = "arn:aws:states:us-east-1:123456789012:stateMachine:count-all:live" }
  }

  schedules = {
    nightly = { name = "herald-nightly", description = "Starts count-day", machine = "count-day", expression = "cron(0 3 * * ? *)", enabled = true, input = { programId = "a-program", day = "yesterday" } }
    weekly  = { name = "herald-weekly", description = "Starts count-all", machine = "count-all", expression = "cron(0 3 ? * SUN *)", enabled = false }
  }
}

run "schedules" {
  command = plan

  module {
    source = "./modules/machine-schedules"
  }

  assert {
    condition = (
      [for rule in values(aws_cloudwatch_event_rule.this) : rule.name] == ["herald-nightly", "herald-weekly"] &&
      [for rule in values(aws_cloudwatch_event_rule.this) : rule.schedule_expression] == ["cron(0 3 * * ? *)", "cron(0 3 ? * SUN *)"] &&
      [for rule in values(aws_cloudwatch_event_rule.this) : rule.state] == ["ENABLED", "DISABLED"]
    )
    error_message = "A rule has another name or time than its schedule, or runs though it is switched off."
  }

  assert {
    condition     = aws_cloudwatch_event_target.this["nightly"].arn == var.machines["count-day"].alias_arn && aws_cloudwatch_event_target.this["weekly"].arn == var.machines["count-all"].alias_arn
    error_message = "A schedule starts another machine, or not what its alias points to."
  }

  # EventBridge puts a quoted string where <time> stands.
  assert {
    condition = (
      jsondecode(replace(output.rules["nightly"].input, "<time>", "\"a time\"")) == { programId = "a-program", day = "yesterday", at = "a time" } &&
      jsondecode(replace(output.rules["weekly"].input, "<time>", "\"a time\"")) == { at = "a time" } &&
      alltrue([for target in values(aws_cloudwatch_event_target.this) : target.input_transformer[0].input_paths == tomap({ time = "$.time" })])
    )
    error_message = "A late start means another time than the scheduled one, or its input is not JSON."
  }

  assert {
    condition     = alltrue([for target in values(aws_cloudwatch_event_target.this) : target.retry_policy[0].maximum_event_age_in_seconds == 3600 && target.dead_letter_config[0].arn == var.dead_letters.arn])
    error_message = "A start that is missed leaves no trace within the hour that docs/operations.md names."
  }

  assert {
    condition = (
      aws_sqs_queue_policy.dead_letters.queue_url == var.dead_letters.url &&
      toset(jsondecode(aws_sqs_queue_policy.dead_letters.policy).Statement[0].Condition.ArnEquals["aws:SourceArn"]) == toset(concat(values(aws_cloudwatch_event_rule.this)[*].arn, var.other_rules))
    )
    error_message = "A rule may not leave in the queue what it could not deliver, or somebody else may."
  }

  assert {
    condition     = aws_iam_role.scheduler.name == "herald-reporting-scheduler" && toset(jsondecode(aws_iam_role_policy.scheduler.policy).Statement[0].Resource) == toset(values(var.machines)[*].arn)
    error_message = "Schedules may start an alias, but Step Functions asks for permission on the machine's own ARN."
  }
}

run "another_syntax_is_refused" {
  command = plan

  variables {
    schedules = {
      nightly = { name = "herald-nightly", description = "Starts count-day", machine = "count-day", expression = "0 3 * * *", enabled = true }
    }
  }

  module {
    source = "./modules/machine-schedules"
  }

  expect_failures = [var.schedules]
}
