# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn

  function_arn = "arn:${var.scope.partition}:lambda:${var.scope.region}:${var.scope.account_id}:function:${var.name_prefix}-sales"

  gate          = { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"], resources = [local.table.policy] }
  ledger_write  = { actions = ["dynamodb:PutItem"], resources = [local.table.notifications] }
  limits        = { actions = ["dynamodb:UpdateItem"], resources = [local.table.limits] }
  pause_flags   = { actions = ["dynamodb:GetItem"], resources = [local.table.limits] }
  programs      = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  templates     = { actions = ["s3:GetObject"], resources = ["${local.data}/templates/*"] }
  pin           = { actions = ["s3:PutObject"], resources = ["${local.data}/programs/pinned/*", "${local.data}/templates/pinned/*"] }
  list          = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  read_events   = { actions = ["dynamodb:GetItem"], resources = [local.table.events] }
  keep_events   = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], resources = [local.table.events] }
  claim_refresh = { actions = ["dynamodb:UpdateItem"], resources = [local.table.events] }
  keep_sales    = { actions = ["dynamodb:PutItem", "dynamodb:DeleteItem"], resources = [local.table.sales] }
  find_sales    = { actions = ["dynamodb:Query", "dynamodb:GetItem"], resources = [local.table.sales] }
  mark_sales    = { actions = ["dynamodb:PutItem"], resources = [local.table.sales] }
  put_campaigns = { actions = ["dynamodb:PutItem"], resources = [local.table.campaigns] }
  read_demand   = { actions = ["dynamodb:Query"], resources = [local.table.demand] }
  keep_demand   = { actions = ["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query"], resources = [local.table.demand] }
  own_demand    = { actions = ["dynamodb:Query"], resources = ["${local.table.demand}/index/byCustomer"] }
  read_contacts = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.contacts] }
  keep_contacts = { actions = ["dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.contacts] }
  hash          = { actions = ["secretsmanager:GetSecretValue"], resources = [var.secrets["contact-hash"]] }
  discovery     = { actions = ["secretsmanager:GetSecretValue"], resources = [aws_secretsmanager_secret.this["discovery"].arn] }
  bitly         = { actions = ["secretsmanager:GetSecretValue"], resources = [aws_secretsmanager_secret.this["bitly"].arn] }
  load_event    = { actions = ["lambda:InvokeFunction"], resources = ["${local.function_arn}-load-event:live"] }
  late          = { actions = ["lambda:InvokeFunction"], resources = ["${local.function_arn}-operate-reminders:live"] }

  stream_events = {
    actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
    resources = ["${local.table.events}/stream/*"]
  }
  keep_failures = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.dead["sales-stream-failures"].arn] }
  consume_short = { actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources = [aws_sqs_queue.short_url.arn] }

  permissions = {
    find-sales            = [local.find_sales, local.read_demand, local.programs, local.list]
    load-event            = [local.keep_events, local.keep_sales, local.limits, local.programs, local.list, local.discovery, local.late]
    ensure-short-url      = [local.read_events, local.programs, local.list]
    generate-reminders    = [local.read_demand, local.read_contacts, local.gate, local.ledger_write, local.pause_flags, local.programs, local.templates, local.pin, local.list, local.hash]
    finish-window         = [local.mark_sales, local.put_campaigns, { actions = ["dynamodb:GetItem"], resources = [local.table.sales] }]
    record-window-failure = [local.mark_sales]
    request-short-urls    = [local.stream_events, local.keep_failures, { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.short_url.arn] }]
    shorten-url           = [local.consume_short, { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [local.table.events] }, local.limits, local.bitly]
    query-events          = [local.keep_events, local.keep_sales, local.limits, local.programs, local.list, local.discovery, local.claim_refresh, local.load_event]
    operate-reminders     = [local.keep_demand, local.own_demand, local.keep_contacts, local.read_contacts, local.read_events, local.gate, local.ledger_write, local.pause_flags, local.programs, local.templates, local.pin, local.list, local.hash, local.load_event]
  }
}
