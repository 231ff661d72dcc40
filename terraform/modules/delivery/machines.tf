locals {
  machines = {
    campaign-delivery = { distributed = false, placeholders = { map_concurrency = tostring(var.map_concurrency) } }
  }

  campaign_machine_arn = "arn:${var.scope.partition}:states:${var.scope.region}:${var.scope.account_id}:stateMachine:${var.name_prefix}-delivery-campaign-delivery"
}

module "machine" {
  source   = "../state-machine"
  for_each = local.machines

  name            = "${var.name_prefix}-delivery-${each.key}"
  definition_path = "${var.directories.statemachines}/${each.key}/definition.asl.json"
  functions       = { for short, function in module.functions.functions : short => { version_arn = function.version_arn, arn = function.arn } }
  placeholders    = each.value.placeholders
  data_bucket_arn = null
  scope           = var.scope
  tracing         = var.platform.tracing
  kms_key_arn     = var.storage.kms_key_arn
}
