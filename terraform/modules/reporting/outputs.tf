output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.functions.functions
}

output "machines" {
  description = "State machines by short name: ARNs, name, policy, definition and log group."
  value       = module.machine
}

output "queues" {
  description = "Queues by short name: URL and name. Anything in them is a reason for alarm."
  value       = { reporting-missed-schedules = { url = aws_sqs_queue.missed_schedules.url, name = aws_sqs_queue.missed_schedules.name } }
}

output "topics" {
  description = "Topics by short name: ARN."
  value       = { product-alerts = aws_sns_topic.product_alerts.arn }
}

output "scheduler_policy" {
  description = "Policy of the role that starts the machines on schedule, for tests."
  value       = module.schedules.policy
}

output "training_policy" {
  description = "Policy of the role that training jobs run as, for tests."
  value       = local.training_policy
}
