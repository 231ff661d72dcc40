output "id" {
  description = "Id of the API."
  value       = aws_appsync_graphql_api.this.id
}

output "arn" {
  description = "ARN of the API."
  value       = aws_appsync_graphql_api.this.arn
}

output "graphql_url" {
  description = "Where queries and mutations go."
  value       = aws_appsync_graphql_api.this.uris["GRAPHQL"]
}

output "realtime_url" {
  description = "Where subscriptions connect."
  value       = aws_appsync_graphql_api.this.uris["REALTIME"]
}

output "api_key" {
  description = "The API key."
  value       = aws_appsync_api_key.this.key
  sensitive   = true
}

output "resolved_fields" {
  description = "Fields with a resolver, as Type.field, for tests."
  value       = concat(keys(local.resolvers), ["Mutation.publishRunProgress"])
}

output "policies" {
  description = "Policies of the API's roles as JSON, for tests."
  value       = { invoke = local.invoke_policy, logs = local.logs_policy }
}

output "log_group" {
  description = "Log group: name, retention in days and key."
  value = {
    name           = aws_cloudwatch_log_group.this.name
    retention_days = aws_cloudwatch_log_group.this.retention_in_days
    kms_key_arn    = aws_cloudwatch_log_group.this.kms_key_id
  }
}
