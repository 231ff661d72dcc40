output "arn" {
  description = "ARN of the function, without a version."
  value       = aws_lambda_function.this.arn
}

output "version_arn" {
  description = "ARN of the version just published; for state machines."
  value       = aws_lambda_function.this.qualified_arn
}

output "alias_arn" {
  description = "ARN of the alias `live`; for rules, queues and GraphQL."
  value       = aws_lambda_alias.live.arn
}

output "name" {
  description = "Full name of the function."
  value       = aws_lambda_function.this.function_name
}

output "policy" {
  description = "The role's policy as JSON, for tests."
  value       = local.policy
}

output "log_group" {
  description = "Log group: name, retention in days and key."
  value = {
    name           = aws_cloudwatch_log_group.this.name
    retention_days = aws_cloudwatch_log_group.this.retention_in_days
    kms_key_arn    = aws_cloudwatch_log_group.this.kms_key_id
  }
}

output "reserved" {
  description = "Concurrency kept free for this function alone; 0: none."
  value       = max(var.settings.reserved, 0)
}

output "has_failure_destination" {
  description = "Whether failed asynchronous events are kept."
  value       = var.on_failure != null
}
