data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  on_aws = var.local == null

  scope = {
    partition  = data.aws_partition.current.partition
    region     = var.region
    account_id = data.aws_caller_identity.current.account_id
  }
}

module "storage" {
  source = "./modules/storage"

  name_prefix     = var.name_prefix
  scope           = local.scope
  lifecycle_rules = local.on_aws                     # LocalStack takes 55 s to apply them, and nothing local lives that long
  protect_data    = local.on_aws && var.protect_data # the local cloud is thrown away
}

module "candidates" {
  source = "./modules/candidates"

  name_prefix        = var.name_prefix
  scope              = local.scope
  directories        = { programs = var.directories.programs, models = var.directories.models, statemachines = var.directories.statemachines }
  artifacts_bucket   = var.artifacts_bucket
  artifacts          = { for name, artifact in var.artifacts : name => { key = artifact.key, hash = artifact.hash } }
  validated_programs = var.validated_programs
  storage            = { tables = module.storage.tables, bucket = module.storage.bucket, kms_key_arn = module.storage.kms_key_arn }
  graphql            = { url = module.graphql_api.graphql_url, arn = module.graphql_api.arn }
  warehouse          = var.warehouse
  endpoints          = local.on_aws ? {} : var.local.endpoints

  function_settings = {
    architecture = local.on_aws ? "arm64" : var.local.architecture # functions run on the host's own Node there
    tracing      = local.on_aws                                    # there is no X-Ray, and LocalStack does not return the setting: endless diff
  }

  map_concurrency = local.on_aws ? 40 : var.local.map_concurrency # one machine has few processors
}

module "graphql_api" {
  source = "./modules/graphql-api"

  name_prefix            = var.name_prefix
  scope                  = local.scope
  schema_path            = "${var.directories.graphql}/schema.graphql"
  kms_key_arn            = module.storage.kms_key_arn
  tracing                = local.on_aws
  default_authentication = local.on_aws ? "AWS_IAM" : "API_KEY" # so that a reader can repeat the demo's queries with curl

  functions = {
    query_candidates = module.candidates.functions["query-candidates"].alias_arn
    operate_runs     = module.candidates.functions["operate-runs"].alias_arn
  }
}

module "observability" {
  source = "./modules/observability"

  name_prefix      = var.name_prefix
  region           = var.region
  functions        = { for short, function in module.candidates.functions : short => function.name }
  machines         = { for short, machine in module.candidates.machines : short => machine.arn }
  queues           = { for short, queue in module.candidates.queues : short => queue.name }
  graphql_api_id   = module.graphql_api.id
  enabled_programs = [for id, enabled in module.candidates.programs : id if enabled]
  kms_key_arn      = module.storage.kms_key_arn
  alarm_email      = var.alarm_email
}
