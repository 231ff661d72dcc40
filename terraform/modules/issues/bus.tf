# From the app's bus to the reactive function: a rule by program, an archive to replay from, and nothing lost on the way.
locals {
  files             = { for file in fileset(var.directories.programs, "*.yaml") : trimsuffix(file, ".yaml") => yamldecode(file("${var.directories.programs}/${file}")) }
  programs_reactive = { for id, program in local.files : id => program if try(program.kind, "batch") == "reactive" }
  patterns          = { for id, program in local.programs_reactive : id => program.eventSource.config.eventPattern }

  # Besides the counts a program asks for (errorCount: [{ numeric: [">=", n] }], as its check holds it to) all that is no count: the
  # function refuses it, with a reason, and keeps it. `anything-but` a list of numbers matches texts, too (aws/event-ruler,
  # ByteMachine); so only 0 to n-1 are left alone. In one rule, because a second one would hand over counts twice.
  not_counted = {
    for id, pattern in local.patterns : id => [{ anything-but = range(0, pattern.detail.errorCount[0].numeric[1]) }, { exists = false }]
    if can(pattern.detail.errorCount)
  }
  handed_over = {
    for id, pattern in local.patterns : id => merge(pattern, {
      for key in ["detail"] : key => merge(pattern.detail, { errorCount = concat(pattern.detail.errorCount, local.not_counted[id]) })
      if can(pattern.detail.errorCount)
    })
  }
  buses = toset(concat(["app-platform"], [for program in local.programs_reactive : program.eventSource.config.eventBusName]))
}

resource "aws_cloudwatch_event_bus" "this" {
  for_each = local.buses

  name = "${var.name_prefix}-${each.key}"
}

# All that the app told in the last days, whatever a program asked for then: for the replays that docs/operations.md describes.
resource "aws_cloudwatch_event_archive" "this" {
  for_each = local.programs_reactive

  name             = substr("${var.name_prefix}-${each.key}", 0, 48)
  description      = "Events of program ${each.key}"
  event_source_arn = aws_cloudwatch_event_bus.this[each.value.eventSource.config.eventBusName].arn
  event_pattern    = jsonencode({ for key, value in local.patterns[each.key] : key => value if key != "detail" })
  retention_days   = var.archive_days
}

resource "aws_cloudwatch_event_rule" "events" {
  for_each = local.programs_reactive

  name           = "${var.name_prefix}-${each.key}"
  description    = "Events that program ${each.key} reacts to"
  event_bus_name = aws_cloudwatch_event_bus.this[each.value.eventSource.config.eventBusName].name
  event_pattern  = jsonencode(local.handed_over[each.key])
  state          = each.value.enabled ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "events" {
  for_each = local.programs_reactive

  rule           = aws_cloudwatch_event_rule.events[each.key].name
  event_bus_name = aws_cloudwatch_event_rule.events[each.key].event_bus_name
  arn            = module.functions.functions["handle-error-event"].alias_arn

  # The program that asked for the event is told with it: two may ask for the same.
  input_transformer {
    input_paths    = { id = "$.id", source = "$.source", type = "$.detail-type", time = "$.time", detail = "$.detail" }
    input_template = "{\"programId\": \"${each.key}\", \"event\": {\"id\": <id>, \"source\": <source>, \"detail-type\": <type>, \"time\": <time>, \"detail\": <detail>}}"
  }

  retry_policy {
    maximum_event_age_in_seconds = 21600
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead["error-event-dead-letters"].arn
  }
}

resource "aws_lambda_permission" "events" {
  for_each = local.programs_reactive

  statement_id  = each.key
  action        = "lambda:InvokeFunction"
  function_name = module.functions.functions["handle-error-event"].name
  qualifier     = "live"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.events[each.key].arn
}

# The bus could not hand an event over; the function could not handle one, twice again.
resource "aws_sqs_queue" "dead" {
  for_each = toset(["error-event-dead-letters", "issues-failed-events"])

  name                      = "${var.name_prefix}-${each.key}"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.storage.kms_key_arn
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead["error-event-dead-letters"].url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.dead["error-event-dead-letters"].arn
      Condition = { ArnEquals = { "aws:SourceArn" = values(aws_cloudwatch_event_rule.events)[*].arn } }
    }]
  })
}
