output "arn" {
  description = "ARN of the state machine."
  value       = aws_sfn_state_machine.this.arn
}

output "alias_arn" {
  description = "ARN of the alias `live`."
  value       = aws_sfn_alias.live.arn
}

output "name" {
  description = "Full name of the state machine."
  value       = aws_sfn_state_machine.this.name
}

output "policy" {
  description = "The role's policy as JSON, for tests."
  value       = local.policy
}

output "definition" {
  description = "The rendered definition, for tests."
  value       = aws_sfn_state_machine.this.definition
}

output "log_group" {
  description = "Log group: name, retention in days and key."
  value = {
    name           = aws_cloudwatch_log_group.this.name
    retention_days = aws_cloudwatch_log_group.this.retention_in_days
    kms_key_arn    = aws_cloudwatch_log_group.this.kms_key_id
  }
}
