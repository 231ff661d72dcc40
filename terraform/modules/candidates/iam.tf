# What each function may do. Actions are named one by one, resources by ARN; test/afterwards compares them with recorded calls.
locals {
  table = { for short, table in var.storage.tables : short => table.arn }
  data  = var.storage.bucket.arn

  # Endpoints that programs name, and those called like a model of ours: hosting one needs no change here.
  endpoint_names = toset(concat(
    flatten([for program in local.programs : [for endpoint in [program.scoringModel.endpoint, program.scoringModel.fallback] : regexall("^sagemaker://(.+)$", endpoint)]]),
    [for file in local.model_files : dirname(file)],
  ))

  may = {
    read_pinned  = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/pinned/*"] }
    read_current = { actions = ["s3:GetObject"], resources = ["${local.data}/programs/current/*", "${local.data}/programs/marketplaces.json"] }

    # Without a prefix condition: S3 says "no such key" only to those who may list the bucket, and "access denied" to all others.
    list = { actions = ["s3:ListBucket"], resources = [local.data] }

    pin            = { actions = ["s3:PutObject"], resources = ["${local.data}/programs/pinned/*"] }
    read_models    = { actions = ["s3:GetObject"], resources = ["${local.data}/models/*"] }
    read_serving   = { actions = ["dynamodb:GetItem"], resources = [local.table.models] }
    read_runs      = { actions = ["s3:GetObject"], resources = ["${local.data}/runs/*"] }
    write_runs     = { actions = ["s3:PutObject"], resources = ["${local.data}/runs/*"] }
    clear_export   = { actions = ["s3:DeleteObject"], resources = ["${local.data}/exports/*"] }
    clear_runs     = { actions = ["s3:DeleteObject"], resources = ["${local.data}/runs/*", "${local.data}/decisions/*"] }
    read_decisions = { actions = ["s3:GetObject"], resources = ["${local.data}/decisions/*"] }
    put_decisions  = { actions = ["s3:PutObject"], resources = ["${local.data}/decisions/*"] }

    begin_run  = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.runs] }
    read_run   = { actions = ["dynamodb:GetItem"], resources = [local.table.runs] }
    list_run   = { actions = ["dynamodb:Query"], resources = [local.table.runs] }
    update_run = { actions = ["dynamodb:UpdateItem"], resources = [local.table.runs] }

    see_executions  = { actions = ["states:DescribeExecution"], resources = ["${replace(local.batch_machine_arn, ":stateMachine:", ":execution:")}:*"] }
    start_execution = { actions = ["states:StartExecution"], resources = [local.batch_machine_arn, "${local.batch_machine_arn}:live"] }
    release_task    = { actions = ["states:SendTaskSuccess"], resources = [local.batch_machine_arn] }

    publish     = { actions = ["appsync:GraphQL"], resources = ["${var.graphql.arn}/types/Mutation/fields/publishRunProgress"] }
    start_query = { actions = ["athena:StartQueryExecution"], resources = [aws_athena_workgroup.this.arn] }
    see_query   = { actions = ["athena:GetQueryExecution"], resources = [aws_athena_workgroup.this.arn] }
    stop_query  = { actions = ["athena:StopQueryExecution"], resources = [aws_athena_workgroup.this.arn] }
    see_results = { actions = ["athena:GetQueryResults"], resources = [aws_athena_workgroup.this.arn] }
  }

  facts    = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.customers, local.table.products, local.table.policy] }
  features = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.features, local.table.scores] }
  cache    = { actions = ["dynamodb:BatchWriteItem"], resources = [local.table.scores] }
  store = {
    actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:PartiQLInsert", "dynamodb:PutItem", "dynamodb:DeleteItem"]
    resources = [local.table.candidates]
  }
  serve         = { actions = ["dynamodb:GetItem", "dynamodb:Query"], resources = [local.table.candidates, local.table.runs] }
  serve_channel = { actions = ["dynamodb:Query"], resources = ["${local.table.candidates}/index/byChannelScore"] }
  read_log      = { actions = ["dynamodb:Query"], resources = [local.table.decisions] }
  committed     = { actions = ["dynamodb:BatchGetItem"], resources = [local.table.runs] }
  transition    = { actions = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], resources = [local.table.candidates] }
  log_change    = { actions = ["dynamodb:PutItem"], resources = [local.table.decisions] }
  score_at = length(local.endpoint_names) == 0 ? [] : [{
    actions   = ["sagemaker:InvokeEndpoint"]
    resources = [for name in local.endpoint_names : "arn:${var.scope.partition}:sagemaker:${var.scope.region}:${var.scope.account_id}:endpoint/${lower(name)}"]
  }]

  permissions = {
    prepare-run      = [local.may.read_current, local.may.pin, local.may.begin_run, local.may.see_executions, local.may.list, local.may.clear_runs, local.may.publish, local.may.read_serving]
    start-query      = concat([local.may.read_pinned, local.may.list, local.may.start_query], local.athena_reads_warehouse)
    poll-query       = [local.may.read_pinned, local.may.see_query, local.may.stop_query]
    list-parts       = [local.may.list]
    split-part       = [local.may.read_pinned, local.may.read_runs, local.may.list, local.may.write_runs]
    write-manifest   = [local.may.read_runs, local.may.list, local.may.write_runs, local.may.update_run, local.may.publish]
    filter-chunk     = [local.may.read_pinned, local.may.read_runs, local.may.write_runs, local.facts]
    score-chunk      = concat([local.may.read_pinned, local.may.read_models, local.may.read_runs, local.may.write_runs, local.may.put_decisions, local.features, local.cache, local.may.read_serving], local.score_at)
    judge-run        = [local.may.read_pinned, local.may.read_runs, local.may.list, local.may.list_run, local.may.update_run, local.may.publish]
    await-release    = [local.may.update_run, local.may.publish]
    store-chunk      = [local.may.read_pinned, local.may.read_decisions, local.may.write_runs, local.store, local.committed]
    commit-run       = [local.may.read_run, local.may.update_run, local.may.read_runs, local.may.list, local.may.publish]
    summarise-run    = [local.may.read_pinned, local.may.read_runs, local.may.list, local.may.read_run, local.may.update_run, local.may.publish]
    record-failure   = [local.may.read_run, local.may.update_run, local.may.read_runs, local.may.list, local.may.write_runs, local.may.publish]
    start-export     = concat([local.may.read_run, local.may.list, local.may.clear_export, local.may.start_query], local.athena_copies_decisions)
    verify-export    = concat([local.may.read_runs, local.may.list, local.may.start_query, local.may.see_query, local.may.see_results], local.athena_counts_copy)
    query-candidates = [local.may.read_current, local.may.list, local.may.read_runs, local.may.read_decisions, local.serve, local.serve_channel, local.read_log, local.committed]
    operate-runs     = [local.may.read_current, local.may.list, local.may.read_run, local.may.update_run, local.may.start_execution, local.may.release_task, local.transition, local.log_change]
  }
}
