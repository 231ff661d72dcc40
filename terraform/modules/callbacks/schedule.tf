resource "aws_cloudwatch_event_rule" "watch" {
  name                = "${var.name_prefix}-callbacks-watch-callbacks"
  description         = "Calls watch-callbacks"
  schedule_expression = "rate(1 minute)"
  state               = var.schedules ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "watch" {
  rule = aws_cloudwatch_event_rule.watch.name
  arn  = module.functions.functions["watch-callbacks"].alias_arn

  # A watched minute is the scheduled one, however late the event comes.
  input_transformer {
    input_paths    = { time = "$.time" }
    input_template = "{\"at\": <time>}"
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead["callbacks-failed-events"].arn
  }
}

resource "aws_lambda_permission" "watch" {
  statement_id  = "rule"
  action        = "lambda:InvokeFunction"
  function_name = module.functions.functions["watch-callbacks"].name
  qualifier     = "live"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.watch.arn
}

resource "aws_sqs_queue_policy" "failed_events" {
  queue_url = aws_sqs_queue.dead["callbacks-failed-events"].url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.dead["callbacks-failed-events"].arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.watch.arn } }
    }]
  })
}
