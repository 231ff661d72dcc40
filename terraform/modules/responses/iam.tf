# What the pages may do. Actions are named one by one; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }

  environment = {
    TABLE_NOTIFICATIONS = var.storage.tables["notifications"].name
    TABLE_POLICY        = var.storage.tables["policy"].name
    TABLE_CONTACTS      = var.storage.tables["contacts"].name
    BUCKET_DATA         = var.storage.bucket.name
    SECRET_LINK_KEYS    = var.secrets["link-keys"]
    PAGES_URL           = local.url

    FUNCTION_OPERATE_REMINDERS = "${var.name_prefix}-sales-operate-reminders:live"
  }

  permissions = [
    { actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [local.table.notifications] },
    { actions = ["dynamodb:BatchGetItem", "dynamodb:PutItem"], resources = [local.table.policy] },
    { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources = [local.table.contacts] },
    { actions = ["s3:GetObject"], resources = ["${var.storage.bucket.arn}/programs/*"] },
    { actions = ["s3:ListBucket"], resources = [var.storage.bucket.arn] },
    { actions = ["secretsmanager:GetSecretValue"], resources = [var.secrets["link-keys"]] },
    { actions = ["lambda:InvokeFunction"], resources = ["arn:${var.scope.partition}:lambda:${var.scope.region}:${var.scope.account_id}:function:${local.environment.FUNCTION_OPERATE_REMINDERS}"] },
  ]
}
