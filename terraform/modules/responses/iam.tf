# What each function may do. Actions are named one by one; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn

  ledger            = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.notifications] }
  policy            = { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem"], resources = [local.table.policy] }
  contacts          = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:BatchGetItem"], resources = [local.table.contacts] }
  cases             = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query"], resources = [local.table.issues] }
  change_candidates = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.candidates] }
  calls             = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.callbacks] }
  ask_for_calls     = { actions = ["sqs:SendMessage"], resources = [var.callbacks_queue.arn] }
  marks             = { actions = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.responses] }
  reviews           = { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.reviews] }
  ratings           = { actions = ["dynamodb:UpdateItem"], resources = [local.table.products] }
  programs          = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  list              = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  uploads           = { actions = ["s3:GetObject"], resources = ["${local.data}/reviews/photos/incoming/*"] }
  photos            = { actions = ["s3:PutObject"], resources = ["${local.data}/reviews/photos/*"] } # incoming ones by the forms it signs
  link_keys         = { actions = ["secretsmanager:GetSecretValue"], resources = [var.secrets["link-keys"]] }
  late              = { actions = ["lambda:InvokeFunction"], resources = ["arn:${var.scope.partition}:lambda:${var.scope.region}:${var.scope.account_id}:function:${local.variables.late.FUNCTION_OPERATE_REMINDERS}"] }
  publish           = { actions = ["events:PutEvents"], resources = [var.event_bus.arn] }
  keep_failures     = { actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.dead["review-stream-failures"].arn] }

  stream_reviews = {
    actions   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
    resources = ["${local.table.reviews}/stream/*"]
  }

  permissions = {
    pages           = [local.ledger, local.policy, local.contacts, local.cases, local.change_candidates, local.calls, local.ask_for_calls, local.marks, local.reviews, local.ratings, local.programs, local.list, local.uploads, local.photos, local.link_keys, local.late]
    publish-reviews = [local.stream_reviews, local.keep_failures, local.ledger, local.change_candidates, local.publish]
  }
}
