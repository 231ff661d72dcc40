output "topics" {
  description = "Topics by short name."
  value       = { alarms = aws_sns_topic.alarms.arn }
}

output "told_product_team" {
  description = "Names of the alarms that tell the product team, for tests."
  value       = [for short, alarm in local.alarms : aws_cloudwatch_metric_alarm.single[short].alarm_name if contains(aws_cloudwatch_metric_alarm.single[short].alarm_actions, var.product_alerts_arn)]
}

output "dashboards" {
  description = "Bodies of the dashboards by short name, for tests."
  value       = { for short, dashboard in aws_cloudwatch_dashboard.this : short => jsondecode(dashboard.dashboard_body) }
}

output "alarm_names" {
  description = "Names of all alarms, for tests."
  value = concat(
    values(aws_cloudwatch_metric_alarm.single)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.error_rate)[*].alarm_name,
    [aws_cloudwatch_metric_alarm.availability.alarm_name],
  )
}
