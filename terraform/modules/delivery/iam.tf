# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn
  send  = values(aws_sqs_queue.send)[*].arn

  ledger_write   = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.notifications] }
  ledger_due     = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byDue"] }
  by_provider    = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byProviderId"] }
  update_policy  = { actions = ["dynamodb:UpdateItem"], resources = [local.table.policy] }
  read_policy    = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.policy] }
  gate           = { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"], resources = [local.table.policy] }
  limits         = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.limits] }
  read_limits    = { actions = ["dynamodb:GetItem"], resources = [local.table.limits] }
  keep_limits    = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.limits] }
  flags          = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], resources = [local.table.limits] }
  many           = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.notifications] }
  programs       = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  templates      = { actions = ["s3:GetObject"], resources = ["${local.data}/templates/*"] }
  pinned         = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/pinned/*", "${local.data}/templates/pinned/*"] }
  pin            = { actions = ["s3:PutObject"], resources = ["${local.data}/programs/pinned/*", "${local.data}/templates/pinned/*"] }
  list           = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  manifests      = { actions = ["s3:GetObject"], resources = ["${local.data}/campaigns/*"] }
  put_manifests  = { actions = ["s3:PutObject"], resources = ["${local.data}/campaigns/*"] }
  park           = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.parked_receipts.arn, aws_sqs_queue.dead["receipt-dead-letters"].arn] }
  to_status      = { actions = ["kinesis:PutRecords"], resources = [aws_kinesis_stream.sms_status.arn] }
  consume_sends  = { actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = local.send }
  hash           = { actions = ["secretsmanager:GetSecretValue"], resources = [local.secrets["contact-hash"]] }
  link_keys      = { actions = ["secretsmanager:GetSecretValue"], resources = [local.secrets["link-keys"]] }
  sms_secret     = { actions = ["secretsmanager:GetSecretValue"], resources = [local.secrets["sms-service"]] }
  read_campaigns = { actions = ["dynamodb:Query"], resources = [local.table.campaigns] }
  put_campaigns  = { actions = ["dynamodb:PutItem"], resources = [local.table.campaigns] }
  read_runs      = { actions = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"], resources = [local.table.runs] }
  read_served    = { actions = ["dynamodb:Query"], resources = ["${local.table.candidates}/index/byChannelScore"] }

  change_candidates = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.candidates] }

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
    release-due             = [local.ledger_write, local.many, local.ledger_due, local.update_policy, local.keep_limits, local.programs, local.list]
    send-message            = [local.consume_sends, local.ledger_write, local.many, local.read_policy, local.update_policy, local.limits, local.pinned, local.list, local.link_keys, local.sms_secret, local.ses, local.sms]
    relay-sms-status        = [local.to_status]
    sms-status-consumer     = [local.stream_status, local.keep_failures, local.ledger_write, local.by_provider, local.update_policy, local.park]
    retry-receipts          = [local.consume_park, local.ledger_write, local.by_provider, local.update_policy, local.park]
    sms-webhook             = [local.update_policy, local.to_status, local.hash, local.sms_secret]
    receive-sms             = [local.update_policy, local.hash]
    ses-events              = [local.ledger_write, local.by_provider, local.update_policy, local.park]
    mark-candidates         = [local.stream_notifications, local.keep_failures, local.change_candidates]
    query-delivery          = [{ actions = ["dynamodb:GetItem", "dynamodb:BatchGetItem"], resources = [local.table.notifications] }, { actions = ["dynamodb:Query"], resources = [for index in ["byCustomer", "byCampaign", "byProgramDay"] : "${local.table.notifications}/index/${index}"] }, { actions = ["dynamodb:Query"], resources = [local.table.campaigns] }, local.read_limits, local.programs, local.templates, local.list]
    operate-delivery        = [local.ledger_write, local.many, { actions = ["dynamodb:Query"], resources = [for index in ["byCustomer", "byProgramDay"] : "${local.table.notifications}/index/${index}"] }, local.gate, { actions = ["dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.policy] }, local.flags, local.change_candidates, local.programs, local.templates, local.pin, local.list, local.hash, { actions = ["dynamodb:PutItem"], resources = [local.table.responses] }, { actions = ["states:StartExecution"], resources = [local.campaign_machine_arn, "${local.campaign_machine_arn}:live"] }]
    plan-campaign           = [local.read_runs, local.read_served, local.read_campaigns, local.programs, local.templates, local.pin, local.list, local.put_manifests]
    schedule-recipients     = [local.ledger_write, local.gate, local.read_limits, { actions = ["dynamodb:BatchGetItem"], resources = [local.table.contacts, local.table.products] }, local.pinned, local.list, local.manifests, local.hash]
    close-round             = [local.put_campaigns]
    finish-campaign         = [local.put_campaigns]
    record-campaign-failure = [local.put_campaigns]
  }
}
