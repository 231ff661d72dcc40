output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.function
}

output "machines" {
  description = "State machines by short name: ARNs, name, policy, definition and log group."
  value       = module.machine
}

output "queues" {
  description = "Queues by short name: URL and name."
  value       = { missed-schedules = { url = aws_sqs_queue.missed_schedules.url, name = aws_sqs_queue.missed_schedules.name } }
}

output "scheduler_policy" {
  description = "Policy of the role that starts machines on schedule, for tests."
  value       = module.schedules.policy
}

output "programs" {
  description = "Ids of the deployed programs; true where enabled."
  value       = { for id, program in local.programs : id => program.enabled }
}

output "athena" {
  description = "Work group and Glue database of Herald's own tables."
  value       = { workgroup = aws_athena_workgroup.this.name, database = aws_glue_catalog_database.this.name }
}
