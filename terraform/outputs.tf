output "state_machines" {
  description = "ARNs of state machines by short name: their alias `live`, which is what one starts."
  value       = { for short, machine in local.machines : short => machine.alias_arn }
}

output "functions" {
  description = "ARNs of functions by short name."
  value       = { for short, function in local.functions : short => function.arn }
}

output "tables" {
  description = "Names of tables by short name."
  value       = { for short, table in module.storage.tables : short => table.name }
}

output "buckets" {
  description = "Names of buckets by short name."
  value       = { data = module.storage.bucket.name, artifacts = var.artifacts_bucket, web = module.web.bucket }
}

output "streams" {
  description = "Names of streams by short name."
  value       = module.delivery.streams
}

output "queues" {
  description = "URLs of queues by short name."
  value       = { for short, queue in merge(module.candidates.queues, module.delivery.queues, module.sales.queues, module.issues.queues, module.callbacks.queues, module.responses.queues, module.reporting.queues) : short => queue.url }
}

output "topics" {
  description = "ARNs of topics by short name."
  value       = merge(module.observability.topics, module.delivery.topics, module.reporting.topics)
}

output "buses" {
  description = "Names of event buses by short name."
  value       = { for short, bus in module.issues.buses : short => bus.name }
}

output "replays" {
  description = "By reactive program, what `aws events start-replay` names: ARNs of the archive, the bus and the program's rule."
  value       = module.issues.replays
}

output "reserved_concurrency" {
  description = "Concurrency that the functions reserve together; AWS keeps 100 more unreserved."
  value       = sum([for function in values(local.functions) : function.reserved])
}

output "graphql_url" {
  description = "Where queries and mutations go."
  value       = module.graphql_api.graphql_url
}

output "realtime_url" {
  description = "Where subscriptions connect."
  value       = module.graphql_api.realtime_url
}

output "api_key" {
  description = "API key of the local demo and public reads."
  value       = module.graphql_api.api_key
  sensitive   = true
}

output "athena" {
  description = "Work group and Glue database for queries over decisions and exports."
  value       = module.candidates.athena
}

output "pages_url" {
  description = "Base of the pages API: open pixel, click redirect, one-click unsubscribe, webhooks."
  value       = module.responses.url
}

output "web_url" {
  description = "Base of the links in messages that people follow."
  value       = module.web.web_url
}

output "sms_events" {
  description = "Whose events End User Messaging tells, and to which topic: scripts/aws/sms-event-destination.ts connects them."
  value       = { configuration_set = module.delivery.sms_configuration_set, topic_arn = module.delivery.topics["sms-events"] }
}

output "secrets" {
  description = "ARNs of secrets by short name; scripts/aws/ensure-secrets.ts makes the keys, an operator puts the rest."
  value       = merge(module.delivery.secrets, module.sales.secrets, module.callbacks.secrets)
}
