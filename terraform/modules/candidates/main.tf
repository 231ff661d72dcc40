locals {
  # Memory in MB, timeout in seconds. Chunk workers stay under 512 MB whatever the volume (budget).
  functions = {
    prepare-run      = { memory = 256, timeout = 60, description = "Takes the day's lease and pins the program" }
    start-query      = { memory = 256, timeout = 60, description = "Starts the export of the warehouse query" }
    poll-query       = { memory = 256, timeout = 30, description = "Looks at the query; stops it over its limit" }
    list-parts       = { memory = 256, timeout = 60, description = "Lists the parts the query has written" }
    split-part       = { memory = 512, timeout = 900, description = "Splits a part into chunks of whole customers" }
    write-manifest   = { memory = 256, timeout = 60, description = "Writes the list of chunks" }
    filter-chunk     = { memory = 512, timeout = 240, description = "Filters a chunk of candidates" }
    score-chunk      = { memory = 512, timeout = 240, description = "Scores what passed and writes the decisions" }
    judge-run        = { memory = 512, timeout = 120, description = "Judges the whole run before anything is stored" }
    await-release    = { memory = 256, timeout = 30, description = "Holds a run for a person" }
    store-chunk      = { memory = 512, timeout = 240, description = "Stores the scored candidates of a chunk" }
    commit-run       = { memory = 256, timeout = 30, description = "Commits the run, so that it is served" }
    summarise-run    = { memory = 512, timeout = 120, description = "Counts, prices and reports the run" }
    record-failure   = { memory = 256, timeout = 30, description = "Keeps what failed and what to do" }
    start-export     = { memory = 256, timeout = 60, description = "Starts the Parquet copy of a day" }
    verify-export    = { memory = 256, timeout = 60, description = "Counts the copy against the run" }
    query-candidates = { memory = 512, timeout = 20, description = "Answers GraphQL queries" }
    operate-runs     = { memory = 256, timeout = 20, description = "Serves GraphQL mutations" }
  }

  machines = {
    batch-ingestion  = { distributed = true, placeholders = { data_bucket = var.storage.bucket.name, map_concurrency = tostring(var.map_concurrency), campaign_machine = "${var.campaign_machine_arn}:live" } }
    warehouse-export = { distributed = false, placeholders = {} }
  }

  # Built from the name: functions that start or describe the machine must not wait for it, nor it for them.
  batch_machine_arn = "arn:${var.scope.partition}:states:${var.scope.region}:${var.scope.account_id}:stateMachine:${var.name_prefix}-candidates-batch-ingestion"
}

module "function" {
  source   = "../lambda-function"
  for_each = local.functions

  name        = "${var.name_prefix}-candidates-${each.key}"
  service     = each.key
  description = each.value.description
  artifact    = { bucket = var.artifacts_bucket, key = var.artifacts[each.key].key, hash = var.artifacts[each.key].hash }
  environment = merge(local.environments[each.key], var.endpoints)
  statements  = local.permissions[each.key]
  kms_key_arn = var.storage.kms_key_arn
  settings = {
    architecture    = var.function_settings.architecture
    tracing         = var.function_settings.tracing
    memory_mb       = each.value.memory
    timeout_seconds = each.value.timeout
  }
}

module "machine" {
  source   = "../state-machine"
  for_each = local.machines

  name            = "${var.name_prefix}-candidates-${each.key}"
  definition_path = "${var.directories.statemachines}/${each.key}/definition.asl.json"
  functions       = { for short, function in module.function : short => { version_arn = function.version_arn, arn = function.arn } }
  placeholders    = each.value.placeholders
  data_bucket_arn = each.value.distributed ? var.storage.bucket.arn : null
  starts          = strcontains(file("${var.directories.statemachines}/${each.key}/definition.asl.json"), "$${campaign_machine}") ? [var.campaign_machine_arn] : []
  scope           = var.scope
  tracing         = var.function_settings.tracing
  kms_key_arn     = var.storage.kms_key_arn
}
