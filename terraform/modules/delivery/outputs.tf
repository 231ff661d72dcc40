output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.functions.functions
}

output "machines" {
  description = "State machines by short name: ARNs, name, policy, definition and log group."
  value       = module.machine
}

output "queues" {
  description = "Queues by short name: URL and name."
  value = merge(
    { for lane, queue in aws_sqs_queue.send : "send-${lane}" => { url = queue.url, name = queue.name } },
    { for short, queue in aws_sqs_queue.dead : short => { url = queue.url, name = queue.name } },
    { parked-receipts = { url = aws_sqs_queue.parked_receipts.url, name = aws_sqs_queue.parked_receipts.name } },
  )
}

output "dead_letter_queues" {
  description = "Queues where anything at all is a reason for alarm: full names by short name."
  value       = { for short, queue in aws_sqs_queue.dead : short => queue.name }
}

output "streams" {
  description = "Kinesis streams by short name."
  value       = { sms-status = aws_kinesis_stream.sms_status.name }
}

output "topics" {
  description = "ARNs of topics by short name."
  value       = { for short, topic in aws_sns_topic.this : short => topic.arn }
}

output "secrets" {
  description = "ARNs of secrets by short name."
  value       = local.secrets
}

output "sms_configuration_set" {
  description = "Whose event destination scripts/aws/sms-event-destination.ts makes."
  value       = aws_pinpointsmsvoicev2_configuration_set.this.name
}

output "campaign_machine_arn" {
  description = "The machine that batch-ingestion starts; built from its name, so that neither waits for the other."
  value       = local.campaign_machine_arn
}

output "ses_configuration_set" {
  description = "Whose bounces and complaints are watched."
  value       = aws_sesv2_configuration_set.this.configuration_set_name
}

output "deliver_now" {
  description = "Environment and permissions of a function of another capability that delivers by itself (deliverNow)."
  value = {
    environment = merge([for name in ["notifications", "policy", "contacts", "limits", "bucket", "hash", "links", "sms_service", "sending"] : local.variables[name]]...)
    statements = [
      local.ledger_write, local.gate, local.update_policy, local.limits, local.hash, local.link_keys, local.sms_secret, local.ses, local.sms,
      { actions = ["dynamodb:BatchGetItem"], resources = [local.table.contacts] },
    ]
  }
}
