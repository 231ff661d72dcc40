locals {
  variables = {
    issues     = { TABLE_ISSUES = var.storage.tables["issues"].name }
    candidates = { TABLE_CANDIDATES = var.storage.tables["candidates"].name }
    decisions  = { TABLE_DECISIONS = var.storage.tables["decisions"].name }
    facts      = { TABLE_CUSTOMERS = var.storage.tables["customers"].name, TABLE_PRODUCTS = var.storage.tables["products"].name, TABLE_SUPPORT = var.storage.tables["support"].name, TABLE_FEATURES = var.storage.tables["features"].name }
    models     = { TABLE_MODELS = var.storage.tables["models"].name }
    bucket     = { BUCKET_DATA = var.storage.bucket.name }
    deliver    = var.deliver_now.environment
  }

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = {
    handle-error-event = ["issues", "candidates", "decisions", "facts", "models", "bucket", "deliver"]
  }

  environments = merge(
    { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) },
    local.aftercare_environments,
  )
}
