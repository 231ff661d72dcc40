# End User Messaging tells of messages on one topic (event destination: scripts/aws/sms-event-destination.ts) and hands
# replies over on the other (two-way SMS of a phone number).
locals {
  topics = {
    sms-events  = { function = "relay-sms-status" }
    sms-inbound = { function = "receive-sms" }
  }
}

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = "${var.name_prefix}-${each.key}"
  kms_master_key_id = var.storage.kms_key_arn
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.topics

  arn = aws_sns_topic.this[each.key].arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "EndUserMessagingOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "sms-voice.amazonaws.com" }
      Action    = "SNS:Publish"
      Resource  = aws_sns_topic.this[each.key].arn
      Condition = { StringEquals = { "aws:SourceAccount" = var.scope.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "this" {
  for_each = local.topics

  topic_arn = aws_sns_topic.this[each.key].arn
  protocol  = "lambda"
  endpoint  = module.functions.functions[each.value.function].alias_arn
}

resource "aws_lambda_permission" "topic" {
  for_each = local.topics

  statement_id  = "topic"
  action        = "lambda:InvokeFunction"
  function_name = module.functions.functions[each.value.function].name
  qualifier     = "live"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.this[each.key].arn
}
