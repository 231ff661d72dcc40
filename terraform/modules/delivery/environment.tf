locals {
  send_queue_prefix = trimsuffix(aws_sqs_queue.send["ses-bulk"].url, "ses-bulk")

  variables = {
    notifications = { TABLE_NOTIFICATIONS = var.storage.tables["notifications"].name }
    policy        = { TABLE_POLICY = var.storage.tables["policy"].name }
    contacts      = { TABLE_CONTACTS = var.storage.tables["contacts"].name }
    limits        = { TABLE_LIMITS = var.storage.tables["limits"].name }
    campaigns     = { TABLE_CAMPAIGNS = var.storage.tables["campaigns"].name }
    candidates    = { TABLE_CANDIDATES = var.storage.tables["candidates"].name, TABLE_RUNS = var.storage.tables["runs"].name }
    products      = { TABLE_PRODUCTS = var.storage.tables["products"].name }
    responses     = { TABLE_RESPONSES = var.storage.tables["responses"].name }
    bucket        = { BUCKET_DATA = var.storage.bucket.name }
    queues        = { QUEUE_PREFIX_SEND = local.send_queue_prefix }
    park          = { QUEUE_PARKED_RECEIPTS = aws_sqs_queue.parked_receipts.url, QUEUE_RECEIPT_DEAD_LETTERS = aws_sqs_queue.dead["receipt-dead-letters"].url }
    status        = { STREAM_SMS_STATUS = aws_kinesis_stream.sms_status.name }
    hash          = { SECRET_CONTACT_HASH = local.secrets["contact-hash"] }
    links         = { SECRET_LINK_KEYS = local.secrets["link-keys"], PAGES_URL = var.pages_url, WEB_URL = var.web_url }
    sms_service   = { SECRET_SMS_SERVICE = local.secrets["sms-service"], SMS_SERVICE_URL = var.sms_service_url }
    webhook       = { SECRET_SMS_SERVICE = local.secrets["sms-service"], PAGES_URL = var.pages_url }
    sending = {
      SES_CONFIGURATION_SET = aws_sesv2_configuration_set.this.configuration_set_name
      SMS_CONFIGURATION_SET = aws_pinpointsmsvoicev2_configuration_set.this.name
      PROVIDER_RATES        = jsonencode(var.provider_rates)
    }
    time     = var.time_travel ? { TIME_TRAVEL = "on" } : {}
    campaign = { STATE_MACHINE_CAMPAIGN_DELIVERY = "${local.campaign_machine_arn}:live" }
  }

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = {
    route-notifications     = ["queues"]
    release-due             = ["notifications", "policy", "limits", "bucket", "time"]
    send-message            = ["notifications", "policy", "limits", "bucket", "links", "sms_service", "sending", "time"]
    relay-sms-status        = ["status"]
    sms-status-consumer     = ["notifications", "policy", "park"]
    retry-receipts          = ["notifications", "policy", "park"]
    sms-webhook             = ["policy", "status", "hash", "webhook"]
    receive-sms             = ["policy", "hash"]
    ses-events              = ["notifications", "policy", "park"]
    mark-candidates         = ["candidates", "bucket"]
    query-delivery          = ["notifications", "policy", "campaigns", "limits", "bucket"]
    operate-delivery        = ["notifications", "policy", "contacts", "limits", "candidates", "responses", "bucket", "hash", "campaign"]
    plan-campaign           = ["candidates", "campaigns", "bucket"]
    schedule-recipients     = ["notifications", "policy", "contacts", "products", "limits", "bucket", "hash"]
    close-round             = ["campaigns"]
    finish-campaign         = ["campaigns"]
    record-campaign-failure = ["campaigns"]
  }

  environments = { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) }
}
