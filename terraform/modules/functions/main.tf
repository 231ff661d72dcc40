module "function" {
  source   = "../lambda-function"
  for_each = var.functions

  name        = "${var.name_prefix}-${var.capability}-${each.key}"
  service     = each.key
  description = each.value.description
  artifact    = { bucket = var.code.bucket, key = var.code.artifacts[each.key].key, hash = var.code.artifacts[each.key].hash }
  environment = merge(each.value.environment, var.platform.endpoints)
  statements  = each.value.statements
  kms_key_arn = var.platform.kms_key_arn
  on_failure  = each.value.on_failure
  settings = {
    architecture    = var.platform.architecture
    tracing         = var.platform.tracing
    memory_mb       = each.value.memory
    timeout_seconds = each.value.timeout
    reserved        = var.platform.reserve_concurrency ? each.value.reserved : -1
  }
}
