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
    { for short, queue in aws_sqs_queue.dead : short => { url = queue.url, name = queue.name } },
    { short-url = { url = aws_sqs_queue.short_url.url, name = aws_sqs_queue.short_url.name } },
  )
}

output "dead_letter_queues" {
  description = "Queues where anything at all is a reason for alarm: full names by short name."
  value       = { for short, queue in aws_sqs_queue.dead : short => queue.name }
}

output "scheduler_policy" {
  description = "Policy of the role that starts the machine on schedule, for tests."
  value       = module.schedules.policy
}

output "secrets" {
  description = "ARNs of secrets by short name."
  value       = { for short, secret in aws_secretsmanager_secret.this : short => secret.arn }
}

output "enabled_programs" {
  description = "Ids of the enabled programs that remind of sales."
  value       = [for id, program in local.sale_programs : id if program.enabled]
}
