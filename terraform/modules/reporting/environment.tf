locals {
  variables = merge(local.training_variables, {
    runs          = { TABLE_RUNS = var.storage.tables["runs"].name }
    decisions     = { TABLE_DECISIONS = var.storage.tables["decisions"].name }
    notifications = { TABLE_NOTIFICATIONS = var.storage.tables["notifications"].name, TABLE_POLICY = var.storage.tables["policy"].name }
    issues        = { TABLE_ISSUES = var.storage.tables["issues"].name }
    callbacks     = { TABLE_CALLBACKS = var.storage.tables["callbacks"].name }
    responses     = { TABLE_RESPONSES = var.storage.tables["responses"].name }
    reviews       = { TABLE_REVIEWS = var.storage.tables["reviews"].name }
    customers     = { TABLE_CUSTOMERS = var.storage.tables["customers"].name }
    bucket        = { BUCKET_DATA = var.storage.bucket.name }
    alerts        = { TOPIC_PRODUCT_ALERTS = aws_sns_topic.product_alerts.arn }
    expiring      = { EXPIRING_TABLES = jsonencode({ for short, attribute in local.expiring_tables : short => { table = var.storage.tables[short].name, attribute = attribute } }) }
  })

  # Attribute of each table that DynamoDB's TTL looks at (modules/storage).
  expiring_tables = {
    decisions     = "expiresAt"
    scores        = "expiresAt"
    contacts      = "ttl"
    limits        = "ttl"
    sales         = "ttl"
    events        = "ttl"
    notifications = "ttl"
    responses     = "expiresAt"
    issues        = "expiresAt"
    callbacks     = "expiresAt"
    demand        = "ttl"
    candidates    = "expiresAt"
  }

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = merge(local.training_reads, {
    count-day          = ["runs", "decisions", "notifications", "issues", "callbacks", "responses", "bucket"]
    export-decisions   = ["decisions", "notifications", "issues", "reviews", "customers", "bucket"]
    write-daily-report = ["bucket"]
    count-issues       = ["issues", "bucket"]
    find-patterns      = ["bucket", "alerts"]
    churn-figures      = ["decisions", "notifications", "issues", "callbacks", "responses", "customers", "bucket"]
    write-churn-report = ["bucket"]
    count-expired      = ["expiring", "bucket"]
    record-job-failure = ["bucket"]
  })

  environments = { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) }
}
