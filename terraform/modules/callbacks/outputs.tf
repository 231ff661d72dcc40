output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.functions.functions
}

output "queue" {
  description = "The queue that call requests and escalations go to: URL, ARN and name."
  value       = { url = aws_sqs_queue.callbacks.url, arn = aws_sqs_queue.callbacks.arn, name = aws_sqs_queue.callbacks.name }
}

output "queues" {
  description = "Queues by short name: URL and name."
  value = merge(
    { for short, queue in aws_sqs_queue.dead : short => { url = queue.url, name = queue.name } },
    { callbacks = { url = aws_sqs_queue.callbacks.url, name = aws_sqs_queue.callbacks.name } },
  )
}

output "dead_letter_queues" {
  description = "Queues where anything at all is a reason for alarm: full names by short name."
  value       = { for short, queue in aws_sqs_queue.dead : short => queue.name }
}

output "secrets" {
  description = "ARNs of secrets by short name."
  value       = { support = aws_secretsmanager_secret.support.arn }
}
