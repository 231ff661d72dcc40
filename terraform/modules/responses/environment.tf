locals {
  variables = {
    notifications = { TABLE_NOTIFICATIONS = var.storage.tables["notifications"].name }
    policy        = { TABLE_POLICY = var.storage.tables["policy"].name }
    contacts      = { TABLE_CONTACTS = var.storage.tables["contacts"].name }
    candidates    = { TABLE_CANDIDATES = var.storage.tables["candidates"].name }
    issues        = { TABLE_ISSUES = var.storage.tables["issues"].name }
    callbacks     = { TABLE_CALLBACKS = var.storage.tables["callbacks"].name, QUEUE_CALLBACKS = var.callbacks_queue.url }
    responses     = { TABLE_RESPONSES = var.storage.tables["responses"].name }
    reviews       = { TABLE_REVIEWS = var.storage.tables["reviews"].name, TABLE_PRODUCTS = var.storage.tables["products"].name }
    bucket        = { BUCKET_DATA = var.storage.bucket.name }
    links         = { SECRET_LINK_KEYS = var.secrets["link-keys"], PAGES_URL = local.url, WEB_URL = var.web_url }
    late          = { FUNCTION_OPERATE_REMINDERS = "${var.name_prefix}-sales-operate-reminders:live" }
    bus           = { EVENT_BUS = var.event_bus.name }
  }

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = {
    pages           = ["notifications", "policy", "contacts", "candidates", "issues", "callbacks", "responses", "reviews", "bucket", "links", "late"]
    publish-reviews = ["notifications", "policy", "candidates", "bus"]
  }

  environments = { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) }
}
