locals {
  # One table per aggregate (docs/architecture.md, Tables). `attributes`: those of keys and indexes, all strings.
  tables = {
    runs = { hash = "programId", range = "sk" }
    decisions = {
      hash    = "customerId"
      range   = "sk"
      ttl     = "expiresAt"
      indexes = { byDay = { hash = "dayKey", range = "sk", projection = "ALL" } } # reactive ones, <programId>#<day>#<shard>: exported by day
    }
    customers = { hash = "customerId" }
    products  = { hash = "productId" }
    features  = { hash = "entity", range = "featureGroup" }
    scores    = { hash = "cacheKey", ttl = "expiresAt" }
    policy    = { hash = "pk" }
    contacts  = { hash = "pk", ttl = "ttl" }
    limits    = { hash = "pk", ttl = "ttl" }
    campaigns = { hash = "programId", range = "sk" }
    sales     = { hash = "window", range = "sk", ttl = "ttl" }
    events    = { hash = "eventId", ttl = "ttl", stream = true }
    notifications = {
      hash   = "id"
      ttl    = "ttl"
      stream = true
      indexes = {
        byCustomer   = { hash = "customerId", range = "createdAt", projection = "ALL" }
        byDue        = { hash = "dueKey", range = "dueAt", projection = "KEYS_ONLY" }         # only what waits, or whose lease may run out
        byCampaign   = { hash = "campaignKey", range = "id", projection = "ALL" }             # <campaignId>#<shard>: reports
        byProgramDay = { hash = "programDay", range = "createdAt", projection = "KEYS_ONLY" } # <programId>#<day>#<shard>: replays
        byProviderId = { hash = "providerMessageId", range = "id", projection = "KEYS_ONLY" } # receipts that echo nothing
      }
    }
    support   = { hash = "customerId" }
    responses = { hash = "pk", range = "sk", ttl = "expiresAt" }
    reviews   = { hash = "productId", range = "customerId", stream = true }
    models    = { hash = "modelId", range = "sk" }
    issues = {
      hash  = "pk"
      range = "sk"
      ttl   = "expiresAt"
      indexes = {
        byCustomer = { hash = "customerId", range = "openedAt", projection = "ALL" }
        byOpen     = { hash = "openKey", range = "openedAt", projection = "ALL" }             # only unresolved ones: escalation, follow-up
        byDay      = { hash = "dayKey", range = "openedAt", projection = "ALL" }              # <programId>#<day>#<shard>: reports
        byHandover = { hash = "handoverKey", range = "handoverAt", projection = "KEYS_ONLY" } # only what still has to be handed to delivery
      }
    }
    callbacks = {
      hash = "callbackId"
      ttl  = "expiresAt"
      indexes = {
        byDue    = { hash = "dueKey", range = "dueAt", projection = "KEYS_ONLY" } # only those somebody still has to act on
        byTicket = { hash = "ticketId", range = "callbackId", projection = "KEYS_ONLY" }
        byDay    = { hash = "dayKey", range = "requestedAt", projection = "ALL" } # <programId>#<day>#<shard>: reports
      }
    }
    demand = {
      hash  = "eventShard" # <eventId>#<shard>
      range = "customerId"
      ttl   = "ttl"
      indexes = {
        byCustomer = { hash = "customerId", range = "eventShard", projection = "ALL" }
      }
    }
    candidates = {
      hash  = "pk"
      range = "sk"
      ttl   = "expiresAt"
      indexes = {
        # A page is read from the index alone: it needs whole candidates.
        byChannelScore = { hash = "channelKey", range = "scoreKey", projection = "ALL" }
        bySubjectDay   = { hash = "dayKey", range = "daySort", projection = "KEYS_ONLY" }
      }
    }
  }

  key_attributes = {
    for name, table in local.tables : name => toset(compact(concat(
      [table.hash, try(table.range, "")],
      flatten([for index in try(table.indexes, {}) : [index.hash, index.range]]),
    )))
  }

  bucket_name = "${var.name_prefix}-data-${var.scope.account_id}"
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = "${var.name_prefix}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hash
  range_key                   = try(each.value.range, null)
  deletion_protection_enabled = var.protect_data
  stream_enabled              = try(each.value.stream, false)
  stream_view_type            = try(each.value.stream, false) ? "NEW_AND_OLD_IMAGES" : null

  dynamic "attribute" {
    for_each = local.key_attributes[each.key]

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = try(each.value.indexes, {})

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.hash
      range_key       = global_secondary_index.value.range
      projection_type = global_secondary_index.value.projection
    }
  }

  dynamic "ttl" {
    for_each = try([each.value.ttl], [])

    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }
}

resource "aws_kms_key" "data" {
  description             = "${var.name_prefix}: tables, data bucket, logs, queues and topics"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = local.key_policy
}

resource "aws_kms_alias" "data" {
  name          = "alias/${var.name_prefix}-data"
  target_key_id = aws_kms_key.data.key_id
}
