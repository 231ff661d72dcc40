# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn

  callbacks         = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.callbacks] }
  loads             = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.callbacks] }
  due               = { actions = ["dynamodb:Query"], resources = ["${local.table.callbacks}/index/byDue"] }
  by_ticket         = { actions = ["dynamodb:Query"], resources = ["${local.table.callbacks}/index/byTicket"] }
  cases             = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.issues] }
  cases_of_customer = { actions = ["dynamodb:Query"], resources = ["${local.table.issues}/index/byCustomer"] }
  change_candidates = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.candidates] }
  messages          = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byCustomer"] }
  contacts          = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.contacts] }
  facts             = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.support] }
  gate              = { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"], resources = [local.table.policy] }
  ledger_write      = { actions = ["dynamodb:PutItem"], resources = [local.table.notifications] }
  pause_flags       = { actions = ["dynamodb:GetItem"], resources = [local.table.limits] }
  programs          = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  templates         = { actions = ["s3:GetObject"], resources = ["${local.data}/templates/*"] }
  pin               = { actions = ["s3:PutObject"], resources = ["${local.data}/templates/pinned/*"] }
  list              = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  hash              = { actions = ["secretsmanager:GetSecretValue"], resources = [var.secrets["contact-hash"]] }
  support_key       = { actions = ["secretsmanager:GetSecretValue"], resources = [aws_secretsmanager_secret.support.arn] }
  consume           = { actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"], resources = [aws_sqs_queue.callbacks.arn] }
  ask_for_tickets   = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.callbacks.arn] }

  ask_customers = [local.contacts, local.gate, local.ledger_write, local.pause_flags, local.templates, local.pin, local.hash]
  change_cases  = [local.cases, local.change_candidates, local.programs, local.list]

  permissions = {
    open-ticket     = concat([local.consume, local.callbacks, local.loads, local.facts, local.support_key, local.cases_of_customer, local.messages, local.contacts], local.change_cases)
    watch-callbacks = concat([local.callbacks, local.loads, local.due, local.facts, local.support_key, local.ask_for_tickets], local.change_cases, local.ask_customers)
    support-webhook = concat([local.callbacks, local.by_ticket, local.facts, local.support_key], local.change_cases, local.ask_customers)
    query-issues = [
      { actions = ["dynamodb:BatchGetItem"], resources = [local.table.callbacks] },
      { actions = ["dynamodb:GetItem", "dynamodb:Query"], resources = [local.table.issues] },
      local.cases_of_customer,
      { actions = ["dynamodb:BatchGetItem"], resources = [local.table.responses] },
      { actions = ["dynamodb:BatchGetItem"], resources = [local.table.notifications] },
      { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byCampaign"] },
    ]
  }
}
