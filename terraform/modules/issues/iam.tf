# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn

  programs     = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/*"] }
  templates    = { actions = ["s3:GetObject"], resources = ["${local.data}/templates/*"] }
  models       = { actions = ["s3:GetObject"], resources = ["${local.data}/models/*"] }
  pin          = { actions = ["s3:PutObject"], resources = ["${local.data}/programs/pinned/*", "${local.data}/templates/pinned/*"] }
  list         = { actions = ["s3:ListBucket"], resources = [local.data] } # S3 says "no such key" only to those who may list
  keep_rejects = { actions = ["s3:PutObject"], resources = ["${local.data}/rejects/error-events/*"] }

  open_cases      = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.issues] }
  open_candidates = { actions = ["dynamodb:PutItem"], resources = [local.table.candidates] }
  log_decisions   = { actions = ["dynamodb:PutItem"], resources = [local.table.decisions] }
  read_facts      = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.customers, local.table.support, local.table.features] }
  read_serving    = { actions = ["dynamodb:GetItem"], resources = [local.table.models] }

  # Endpoints that programs name.
  endpoint_names = toset(flatten([for program in local.programs_reactive : [
    for endpoint in [program.scoringModel.endpoint, program.scoringModel.fallback, program.baselineModel.endpoint, program.baselineModel.fallback] : regexall("^sagemaker://(.+)$", endpoint)
  ]]))
  score_at = length(local.endpoint_names) == 0 ? [] : [{
    actions   = ["sagemaker:InvokeEndpoint"]
    resources = [for name in local.endpoint_names : "arn:${var.scope.partition}:sagemaker:${var.scope.region}:${var.scope.account_id}:endpoint/${lower(name)}"]
  }]

  permissions = merge({
    handle-error-event = concat(
      [local.open_cases, local.open_candidates, local.log_decisions, local.read_facts, local.read_serving, local.programs, local.templates, local.models, local.pin, local.list, local.keep_rejects],
      local.score_at,
      var.deliver_now.statements,
    )
  }, local.aftercare_permissions)
}
