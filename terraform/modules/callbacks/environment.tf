locals {
  tables = { for short in ["callbacks", "issues", "support", "candidates", "runs", "contacts", "notifications", "policy", "limits", "responses"] :
    short => { "TABLE_${upper(short)}" = var.storage.tables[short].name }
  }

  variables = merge(local.tables, {
    bucket  = { BUCKET_DATA = var.storage.bucket.name }
    queue   = { QUEUE_CALLBACKS = aws_sqs_queue.callbacks.url }
    hash    = { SECRET_CONTACT_HASH = var.secrets["contact-hash"] }
    secret  = { SECRET_SUPPORT = aws_secretsmanager_secret.support.arn }
    support = merge(local.tables.support, { SUPPORT_URL = var.support_url })
    facts   = local.tables.support
  })

  world = ["callbacks", "issues", "candidates", "runs", "contacts", "notifications", "policy", "limits", "bucket", "queue", "hash", "secret"]

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = {
    open-ticket     = concat(local.world, ["support"])
    watch-callbacks = concat(local.world, ["support"])
    support-webhook = concat(local.world, ["facts"])
    query-issues    = ["callbacks", "issues", "responses", "notifications", "policy"]
  }

  environments = { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) }
}
