output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.functions.functions
}

output "machines" {
  description = "State machines by short name: ARNs, name, policy, definition and log group."
  value       = module.machine
}

output "buses" {
  description = "Event buses by short name: name and ARN."
  value       = { for short, bus in aws_cloudwatch_event_bus.this : short => { name = bus.name, arn = bus.arn } }
}

output "replays" {
  description = "What a replay of a program's events names: ARNs of the archive, the bus and the program's rule."
  value = {
    for id, program in local.programs_reactive : id => {
      archive = aws_cloudwatch_event_archive.this[id].arn
      bus     = aws_cloudwatch_event_bus.this[program.eventSource.config.eventBusName].arn
      rule    = aws_cloudwatch_event_rule.events[id].arn
    }
  }
}

output "queues" {
  description = "Queues by short name: URL and name."
  value       = { for short, queue in aws_sqs_queue.dead : short => { url = queue.url, name = queue.name } }
}

output "dead_letter_queues" {
  description = "Queues where anything at all is a reason for alarm: full names by short name."
  value       = merge({ for short, queue in aws_sqs_queue.dead : short => queue.name }, { issues-missed-schedules = aws_sqs_queue.missed_schedules.name })
}

output "scheduler_policy" {
  description = "Policy of the role that starts the machine on schedule, for tests."
  value       = module.schedules.policy
}

output "enabled_programs" {
  description = "Ids of the enabled programs that react to events."
  value       = [for id, program in local.programs_reactive : id if program.enabled]
}
