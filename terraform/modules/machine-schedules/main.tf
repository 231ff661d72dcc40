# EventBridge starts machines of one capability at their times; a start that was missed lies in the capability's queue.
resource "aws_cloudwatch_event_rule" "this" {
  for_each = var.schedules

  name                = each.value.name
  description         = each.value.description
  schedule_expression = each.value.expression
  state               = each.value.enabled ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = var.schedules

  rule     = aws_cloudwatch_event_rule.this[each.key].name
  arn      = var.machines[each.value.machine].alias_arn
  role_arn = aws_iam_role.scheduler.arn

  # `at` is the scheduled time: an event delivered late, or after midnight, still means its own window and day.
  input_transformer {
    input_paths    = { time = "$.time" }
    input_template = "{${join("", [for name, value in each.value.input : "${jsonencode(name)}: ${jsonencode(value)}, "])}\"at\": <time>}"
  }

  # An alarm tells of a missed start after an hour, not after the 24 that EventBridge takes by itself.
  retry_policy {
    maximum_retry_attempts       = 20
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = var.dead_letters.arn
  }
}
