# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn
  send  = values(aws_sqs_queue.send)[*].arn

  ledger_write  = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.notifications] }
  ledger_due    = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byDue"] }
  by_provider   = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byProviderId"] }
  update_policy = { actions = ["dynamodb:UpdateItem"], resources = [local.table.policy] }
  read_policy   = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.policy] }
  gate          = { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"], resources = [local.table.policy] }
  limits        = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.limits] }
  read_limits   = { actions = ["dynamodb:GetItem"], resources = [local.table.limits] }
  programs      = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  templates     = { actions = ["s3:GetObject"], resources = ["${local.data}/templates/*"] }
  pinned        = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/pinned/*", "${local.data}/templates/pinned/*"] }
  pin           = { actions = ["s3:PutObject"], resources = ["${local.data}/programs/pinned/*", "${local.data}/templates/pinned/*"] }
  list          = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  manifests     = { actions = ["s3:GetObject"], resources = ["${local.data}/campaigns/*"] }
  put_manifests = { actions = ["s3:PutObject"], resources = ["${local.data}/campaigns/*"] }
  park          = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.parked_receipts.arn, aws_sqs_queue.dead["receipt-dead-letters"].arn] }
  to_status     = { actions = ["kinesis:PutRecords"], resources = [aws_kinesis_stream.sms_status.arn] }
  consume_sends = { actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = local.send }
  hash          = { actions = ["secretsmanager:GetSecretValue"], resources = [local.secrets["contact-hash"]] }
  link_keys     = { actions = ["secretsmanager:GetSecretValue"], resources = [local.secrets["link-keys"]] }
  sms_secret    = { actions = ["secretsmanager:GetSecretValue"], resources = [local.secrets["sms-service"]] }
  campaigns     = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"], resources = [local.table.campaigns] }

  ses = {
    actions = ["ses:SendEmail"]
    resources = concat(
      ["arn:${var.scope.partition}:ses:${var.scope.region}:${var.scope.account_id}:configuration-set/${aws_sesv2_configuration_set.this.configuration_set_name}"],
      [for domain in local.sender_domains : "arn:${var.scope.partition}:ses:${var.scope.region}:${var.scope.account_id}:identity/${domain}"],
    )
  }
  sms = {
    actions = ["sms-voice:SendTextMessage"]
    resources = [for kind in ["phone-number", "sender-id", "pool"] :
    "arn:${var.scope.partition}:sms-voice:${var.scope.region}:${var.scope.account_id}:${kind}/*"]
  }

  stream_notifications = {
    actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
    resources = ["${local.table.notifications}/stream/*"]
  }
  stream_status = {
    actions   = ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
    resources = [aws_kinesis_stream.sms_status.arn]
  }
  keep_failures = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.dead["stream-failures"].arn] }
  consume_park  = { actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [aws_sqs_queue.parked_receipts.arn] }

  permissions = {
    route-notifications     = [local.stream_notifications, local.keep_failures, { actions = ["sqs:SendMessage"], resources = local.send }]
    release-due             = [local.ledger_write, local.ledger_due, local.update_policy, local.limits, local.programs, local.list]
    send-message            = [local.consume_sends, local.ledger_write, { actions = ["dynamodb:BatchGetItem"], resources = [local.table.notifications] }, local.read_policy, local.update_policy, local.limits, local.pinned, local.list, local.link_keys, local.sms_secret, local.ses, local.sms]
    relay-sms-status        = [local.to_status]
    sms-status-consumer     = [local.stream_status, local.keep_failures, local.ledger_write, local.by_provider, local.update_policy, local.park]
    retry-receipts          = [local.consume_park, local.ledger_write, local.by_provider, local.update_policy, local.park]
    sms-webhook             = [local.update_policy, local.to_status, local.hash, local.sms_secret]
    receive-sms             = [local.update_policy, local.hash]
    ses-events              = [local.ledger_write, local.by_provider, local.update_policy, local.park]
    mark-candidates         = [local.stream_notifications, local.keep_failures, { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.candidates] }]
    query-delivery          = [local.ledger_write, local.campaigns, local.read_limits, local.programs, local.templates, local.list]
    operate-delivery        = [local.ledger_write, local.gate, local.campaigns, local.limits, local.programs, local.templates, local.pin, local.list, local.hash]
    plan-campaign           = [local.campaigns, local.programs, local.pin, local.list, local.put_manifests]
    schedule-recipients     = [local.ledger_write, local.gate, local.limits, local.campaigns, local.programs, local.templates, local.list, local.manifests, local.put_manifests, local.hash, local.link_keys]
    close-round             = [local.campaigns, local.manifests, local.list]
    finish-campaign         = [local.campaigns, local.manifests, local.list]
    record-campaign-failure = [local.campaigns]
  }
}
