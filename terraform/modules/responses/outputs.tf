output "url" {
  description = "Base of the links in messages and of webhooks. Depends on the API's id alone, so that functions behind it may know it."
  value       = local.url
}

output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.functions.functions
}

output "api_name" {
  description = "Name of the pages API: its dimension in CloudWatch."
  value       = aws_api_gateway_rest_api.this.name
}

output "queues" {
  description = "Queues by short name: URL and name."
  value       = { for short, queue in aws_sqs_queue.dead : short => { url = queue.url, name = queue.name } }
}

output "dead_letter_queues" {
  description = "Queues where anything at all is a reason for alarm: full names by short name."
  value       = { for short, queue in aws_sqs_queue.dead : short => queue.name }
}
