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
