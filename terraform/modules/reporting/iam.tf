# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn

  list          = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  programs      = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  reports       = { actions = ["s3:GetObject", "s3:PutObject"], resources = ["${local.data}/reports/*"] }
  put_reports   = { actions = ["s3:PutObject"], resources = ["${local.data}/reports/*"] }
  put_exports   = { actions = ["s3:PutObject", "s3:DeleteObject"], resources = ["${local.data}/decisions/*", "${local.data}/outcomes/*"] }
  read_runs     = { actions = ["dynamodb:Query"], resources = [local.table.runs] }
  read_day      = { actions = ["dynamodb:Query"], resources = ["${local.table.decisions}/index/byDay"] }
  read_messages = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.notifications] }
  list_messages = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byProgramDay"] }
  read_help     = { actions = ["dynamodb:Query"], resources = ["${local.table.notifications}/index/byCampaign"] }
  read_cases    = { actions = ["dynamodb:Query"], resources = ["${local.table.issues}/index/byDay"] }
  read_calls    = { actions = ["dynamodb:Query"], resources = ["${local.table.callbacks}/index/byDay"] }
  read_tickets  = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.callbacks] }
  read_decided  = { actions = ["dynamodb:Query"], resources = [local.table.decisions] }
  read_ratings  = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.responses] }
  read_reviews  = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.reviews] }
  read_accounts = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.customers] }
  tell_product  = { actions = ["sns:Publish"], resources = [aws_sns_topic.product_alerts.arn] }
  sample_tables = { actions = ["dynamodb:Scan", "dynamodb:DescribeTable"], resources = [for short, attribute in local.expiring_tables : local.table[short]] }

  permissions = merge(local.training_permissions, {
    count-day          = [local.programs, local.list, local.put_reports, local.read_runs, local.read_day, local.list_messages, local.read_messages, local.read_help, local.read_cases, local.read_calls, local.read_tickets, local.read_ratings]
    export-decisions   = [local.programs, local.list, local.put_exports, local.reports, local.read_day, local.list_messages, local.read_messages, local.read_cases, local.read_reviews, local.read_accounts]
    write-daily-report = [local.list, local.reports]
    count-issues       = [local.programs, local.list, local.reports, local.read_cases]
    find-patterns      = [local.list, local.reports, local.tell_product]
    churn-figures      = [local.programs, local.list, local.put_reports, local.read_cases, local.read_messages, local.read_help, local.read_calls, local.read_tickets, local.read_decided, local.read_ratings, local.read_accounts]
    write-churn-report = [local.list, local.reports]
    count-expired      = [local.sample_tables, local.reports, local.list]
    record-job-failure = [local.put_reports]
  })
}
