# The releaser runs each minute; e-mail events come over the default bus.
locals {
  # The default bus carries every SES event of the account: other applications' receipts, and SES's advice, are not ours.
  own_ses_events = jsonencode({
    source = ["aws.ses"]
    detail = { mail = { tags = { "ses:configuration-set" = [aws_sesv2_configuration_set.this.configuration_set_name] } } }
  })

  rules = merge(
    { ses-events = { function = "ses-events", pattern = local.own_ses_events, schedule = null, enabled = true } },
    { release-due = { function = "release-due", pattern = null, schedule = "rate(1 minute)", enabled = var.schedules } },
  )
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.rules

  name                = "${var.name_prefix}-delivery-${each.key}"
  description         = "Calls ${each.value.function}"
  event_pattern       = each.value.pattern
  schedule_expression = each.value.schedule
  state               = each.value.enabled ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.rules

  rule = aws_cloudwatch_event_rule.this[each.key].name
  arn  = module.functions.functions[each.value.function].alias_arn

  # A released minute is the scheduled one, however late the event comes.
  dynamic "input_transformer" {
    for_each = each.value.schedule == null ? [] : [true]

    content {
      input_paths    = { time = "$.time" }
      input_template = "{\"at\": <time>}"
    }
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead["failed-events"].arn
  }
}

resource "aws_lambda_permission" "rule" {
  for_each = local.rules

  statement_id  = "rule"
  action        = "lambda:InvokeFunction"
  function_name = module.functions.functions[each.value.function].name
  qualifier     = "live"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.this[each.key].arn
}

resource "aws_sqs_queue_policy" "failed_events" {
  queue_url = aws_sqs_queue.dead["failed-events"].url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.dead["failed-events"].arn
      Condition = { ArnEquals = { "aws:SourceArn" = values(aws_cloudwatch_event_rule.this)[*].arn } }
    }]
  })
}
