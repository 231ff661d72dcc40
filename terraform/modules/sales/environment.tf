locals {
  variables = {
    notifications = { TABLE_NOTIFICATIONS = var.storage.tables["notifications"].name }
    policy        = { TABLE_POLICY = var.storage.tables["policy"].name }
    contacts      = { TABLE_CONTACTS = var.storage.tables["contacts"].name }
    limits        = { TABLE_LIMITS = var.storage.tables["limits"].name }
    campaigns     = { TABLE_CAMPAIGNS = var.storage.tables["campaigns"].name }
    sales         = { TABLE_SALES = var.storage.tables["sales"].name }
    events        = { TABLE_EVENTS = var.storage.tables["events"].name }
    demand        = { TABLE_DEMAND = var.storage.tables["demand"].name }
    bucket        = { BUCKET_DATA = var.storage.bucket.name }
    short_url     = { QUEUE_SHORT_URL = aws_sqs_queue.short_url.url }
    discovery     = { DISCOVERY_URL = var.urls.discovery, SECRET_DISCOVERY = aws_secretsmanager_secret.this["discovery"].arn }
    bitly         = { BITLY_URL = var.urls.bitly, SECRET_BITLY = aws_secretsmanager_secret.this["bitly"].arn }
    hash          = { SECRET_CONTACT_HASH = var.secrets["contact-hash"] }
    pages         = { WEB_URL = var.web_url }
    load_event    = { FUNCTION_LOAD_EVENT = "${var.name_prefix}-sales-load-event:live" }
    late          = { FUNCTION_OPERATE_REMINDERS = "${var.name_prefix}-sales-operate-reminders:live" }
  }

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = {
    find-sales            = ["sales", "demand", "bucket"]
    load-event            = ["sales", "events", "limits", "bucket", "discovery", "late"]
    ensure-short-url      = ["events", "bucket"]
    generate-reminders    = ["demand", "contacts", "notifications", "policy", "limits", "bucket", "hash"]
    finish-window         = ["sales", "campaigns"]
    record-window-failure = ["sales"]
    request-short-urls    = ["short_url"]
    shorten-url           = ["events", "limits", "bitly"]
    query-events          = ["events", "sales", "limits", "bucket", "discovery", "load_event"]
    operate-reminders     = ["demand", "contacts", "events", "sales", "notifications", "policy", "limits", "bucket", "hash", "pages", "load_event"]
  }

  environments = { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) }
}
