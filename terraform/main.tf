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

locals {
  code    = { bucket = var.artifacts_bucket, artifacts = { for name, artifact in var.artifacts : name => { key = artifact.key, hash = artifact.hash } } }
  storage = { tables = module.storage.tables, bucket = module.storage.bucket, kms_key_arn = module.storage.kms_key_arn }

  platform = {
    endpoints            = local.on_aws ? {} : var.local.endpoints
    architecture         = local.on_aws ? "arm64" : var.local.architecture # functions run on the host's own Node there
    tracing              = local.on_aws                                    # there is no X-Ray, and LocalStack does not return the setting: endless diff
    kms_key_arn          = module.storage.kms_key_arn
    reserve_concurrency  = local.on_aws && var.reserve_concurrency # a new account has too little to reserve any
    secret_recovery_days = local.on_aws ? 7 : 0                    # the local cloud makes them anew under the same names
  }

  schedules = local.on_aws ? true : var.local.schedules # tests and the demo run any minute by hand, with `at`

  functions = merge(
    module.candidates.functions, module.delivery.functions, module.responses.functions, module.sales.functions,
    module.issues.functions, module.callbacks.functions, module.reporting.functions,
  )
  machines = merge(
    module.candidates.machines, module.delivery.machines, module.sales.machines, module.issues.machines, module.reporting.machines,
  )
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
  artifacts          = local.code.artifacts
  validated_programs = var.validated_programs
  storage            = local.storage
  graphql            = { url = module.graphql_api.graphql_url, arn = module.graphql_api.arn }
  warehouse          = var.warehouse
  endpoints          = local.platform.endpoints
  function_settings  = { architecture = local.platform.architecture, tracing = local.platform.tracing }

  map_concurrency      = local.on_aws ? 40 : var.local.map_concurrency # one machine has few processors
  campaign_machine_arn = module.delivery.campaign_machine_arn
}

module "delivery" {
  source = "./modules/delivery"

  name_prefix     = var.name_prefix
  scope           = local.scope
  directories     = { programs = var.directories.programs, templates = var.directories.templates, statemachines = var.directories.statemachines }
  code            = local.code
  platform        = local.platform
  storage         = local.storage
  pages_url       = module.responses.url
  web_url         = module.web.web_url
  sms_service_url = var.services.sms_service
  provider_rates  = var.provider_rates
  schedules       = local.schedules
  time_travel     = !local.on_aws # any day can be run there
  map_concurrency = local.on_aws ? 10 : var.local.map_concurrency
}

module "responses" {
  source = "./modules/responses"

  name_prefix = var.name_prefix
  scope       = local.scope
  code        = local.code
  platform    = local.platform
  storage     = local.storage
  secrets     = module.delivery.secrets
  webhooks = {
    for sender, function in { sms = module.delivery.functions["sms-webhook"], support = module.callbacks.functions["support-webhook"] } :
    sender => { alias_arn = function.alias_arn, name = function.name }
  }
  web_url         = module.web.web_url
  callbacks_queue = { url = module.callbacks.queue.url, arn = module.callbacks.queue.arn }
  event_bus       = module.issues.buses["app-platform"]
  throttle        = var.pages_throttle
  base_url        = local.on_aws ? var.pages_url : "${var.local.endpoints["AWS_ENDPOINT_URL"]}/restapis/%s/live/_user_request_"
  stage_settings  = local.on_aws # LocalStack does not return them: endless diff
}

module "sales" {
  source = "./modules/sales"

  name_prefix     = var.name_prefix
  scope           = local.scope
  directories     = { programs = var.directories.programs, statemachines = var.directories.statemachines }
  code            = local.code
  platform        = local.platform
  storage         = local.storage
  web_url         = module.web.web_url
  urls            = { discovery = var.services.discovery, bitly = var.services.bitly }
  secrets         = module.delivery.secrets
  schedules       = local.schedules
  map_concurrency = local.on_aws ? 10 : var.local.map_concurrency
}

module "issues" {
  source = "./modules/issues"

  name_prefix             = var.name_prefix
  scope                   = local.scope
  directories             = { programs = var.directories.programs, statemachines = var.directories.statemachines }
  code                    = local.code
  platform                = local.platform
  storage                 = local.storage
  deliver_now             = module.delivery.deliver_now
  callbacks_queue         = { url = module.callbacks.queue.url, arn = module.callbacks.queue.arn }
  schedules               = local.schedules
  archive_days            = var.archive_days
  provisioned_concurrency = local.on_aws ? var.reactive_concurrency : 0 # LocalStack starts a process for each at once
}

module "callbacks" {
  source = "./modules/callbacks"

  name_prefix = var.name_prefix
  code        = local.code
  platform    = local.platform
  storage     = local.storage
  support_url = var.services.support
  secrets     = module.delivery.secrets
  schedules   = local.schedules
}

module "reporting" {
  source = "./modules/reporting"

  name_prefix        = var.name_prefix
  scope              = local.scope
  directories        = { programs = var.directories.programs, statemachines = var.directories.statemachines }
  code               = local.code
  platform           = local.platform
  storage            = local.storage
  athena             = module.candidates.athena
  schedules          = local.schedules
  product_team_email = var.product_team_email
  training           = merge({ program = "${var.directories.training}/retrain.py" }, var.training)
}

module "web" {
  source = "./modules/web"

  name_prefix = var.name_prefix
  scope       = local.scope
  directories = { site = var.directories.site, web = var.directories.web }
  site_files  = var.site_files
  api_url     = module.responses.url
  photos = {
    bucket = module.storage.bucket.name
    origin = local.on_aws ? "https://${module.storage.bucket.name}.s3.${var.region}.amazonaws.com" : var.local.endpoints["AWS_ENDPOINT_URL"]
  }
  cloudfront      = local.on_aws # LocalStack has none: its part `web` serves the same files with the same headers
  local_url       = local.on_aws ? null : var.local.web_url
  lifecycle_rules = local.on_aws # LocalStack takes 55 s to apply them
  domain          = var.web_domain
  web_acl_arn     = var.web_acl_arn
}

module "graphql_api" {
  source = "./modules/graphql-api"

  name_prefix            = var.name_prefix
  scope                  = local.scope
  schema_path            = "${var.directories.graphql}/schema.graphql"
  kms_key_arn            = module.storage.kms_key_arn
  tracing                = local.on_aws
  default_authentication = local.on_aws ? "AWS_IAM" : "API_KEY" # so that a reader can repeat the demo's queries with curl
  customers              = var.customers

  functions = { for name in ["query-candidates", "operate-runs", "query-delivery", "operate-delivery", "query-events", "operate-reminders", "query-issues", "operate-models"] :
    replace(name, "-", "_") => local.functions[name].alias_arn
  }
}

module "observability" {
  source = "./modules/observability"

  name_prefix        = var.name_prefix
  region             = var.region
  functions          = { for short, function in local.functions : short => function.name }
  machines           = { for short, machine in local.machines : short => machine.arn }
  queues             = merge({ for short, queue in module.candidates.queues : short => queue.name }, module.delivery.dead_letter_queues, module.sales.dead_letter_queues, module.issues.dead_letter_queues, module.callbacks.dead_letter_queues, module.responses.dead_letter_queues, { for short, queue in module.reporting.queues : short => queue.name })
  graphql_api_id     = module.graphql_api.id
  sale_programs      = module.sales.enabled_programs
  reactive_programs  = module.issues.enabled_programs
  product_alerts_arn = module.reporting.topics["product-alerts"]
  delivery = {
    send_queues       = { for short, queue in module.delivery.queues : short => queue.name if can(regex("-(urgent|normal|bulk)$", short)) }
    short_url_queue   = module.sales.queues["short-url"].name
    receipt_stream    = module.delivery.streams["sms-status"]
    configuration_set = module.delivery.ses_configuration_set
    pages_api         = module.responses.api_name
    schedules         = local.schedules
  }
  enabled_programs = [for id, enabled in module.candidates.programs : id if enabled]
  kms_key_arn      = module.storage.kms_key_arn
  alarm_email      = var.alarm_email
}
